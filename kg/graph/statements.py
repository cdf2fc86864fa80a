"""Statements and their evidence as triples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.graph.dates import date_literal, days, is_date
from kg.graph.spans import Spans
from kg.graph.terms import Term, Triple, iri, property_node, score, term, text, typed
from kg.iris import evidence_iri
from kg.types import DateValue, Evidence, Statement, TextValue

if TYPE_CHECKING:
    from kg.ontology import Schema


def core(statement: Statement, schema: Schema) -> tuple[NamedNode, NamedNode, Term]:
    """Subject, predicate and object.

    Raises:
        GraphError: the object is a date that RDF has no type for.
    """
    return iri(statement.subject), property_node(statement.property, schema), _object(statement)


def statement_triples(statement: Statement, schema: Schema) -> Iterator[Triple]:
    """The statement's own node: what is said, how, by whom, and when it holds."""
    node = iri(statement.iri)
    subject, predicate, value = core(statement, schema)
    yield node, term("rdf:type"), term("rdf:Statement")
    yield node, term("rdf:subject"), subject
    yield node, term("rdf:predicate"), predicate
    yield node, term("rdf:object"), value
    yield node, term("kg:modality"), text(str(statement.modality))
    if statement.stated_by:
        yield node, term("kg:statedBy"), iri(statement.stated_by)
    if statement.of:
        yield node, term("kg:of"), iri(statement.of)
    if statement.derived_from:
        yield node, term("kg:derivedFrom"), property_node(statement.derived_from, schema)
    yield from _times(node, statement)


def evidence_triples(
    statement: Statement, item: Evidence, document: str, spans: Spans, *, base: str
) -> Iterator[Triple]:
    """One piece of evidence; ``document`` is the article's IRI, ``spans`` notes the pieces of text."""
    node = iri(
        evidence_iri(
            statement.iri,
            item.document,
            item.sentences,
            subject_mention=item.subject_mention,
            object_mention=item.object_mention,
            extractor=item.extractor,
            base=base,
        )
    )
    yield iri(statement.iri), term("prov:wasDerivedFrom"), node
    yield node, term("rdf:type"), term("kg:Evidence")
    yield node, term("kg:inDocument"), iri(document)
    for sentence in item.sentences:
        yield node, term("kg:sentence"), spans.node(sentence, "kg:Sentence")
    if item.subject_mention:
        yield node, term("kg:subjectMention"), spans.node(item.subject_mention, "kg:Mention")
    if item.object_mention:
        yield node, term("kg:objectMention"), spans.node(item.object_mention, "kg:Mention")
    yield node, term("kg:extractor"), text(item.extractor)
    yield node, term("kg:score"), score(item.score)


def _object(statement: Statement) -> Term:
    value = statement.object
    if isinstance(value, TextValue):
        return text(value.text)
    if isinstance(value, DateValue):
        if not is_date(value.iso):
            raise GraphError(f"{statement.iri}: {value.iso!r} is not a date such as 2022-07-12, 2022-07, 2022 or --06")
        return date_literal(value.iso)
    return iri(value)


def _times(node: NamedNode, statement: Statement) -> Iterator[Triple]:
    """When it holds; the first and last day that its date, or else its validity, can mean."""
    if statement.valid_from:
        yield node, term("kg:validFrom"), date_literal(statement.valid_from)
    if statement.valid_until:
        yield node, term("kg:validUntil"), date_literal(statement.valid_until)
    if isinstance(statement.object, DateValue):
        start = end = statement.object.iso
    else:
        start, end = statement.valid_from or "", statement.valid_until or ""
    first, last = (days(start) or ("", ""))[0], (days(end) or ("", ""))[1]
    if first and last and first > last:  # an article may contradict itself, its days cannot
        return
    if first:
        yield node, term("kg:earliest"), typed(first, "xsd:date")
    if last:
        yield node, term("kg:latest"), typed(last, "xsd:date")
