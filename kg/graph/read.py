"""From RDF back to the plain graph.

The plain triples follow from the statements and are not read. Order and graph names don't matter, so that a
Turtle file, which has no named graphs, reads like the TriG file of the same graph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from kg.errors import GraphError
from kg.graph.dates import DATE_TYPES
from kg.graph.nodes import Nodes, Row, span_of
from kg.graph.terms import TOP_CLASSES, term
from kg.types import (
    DateValue,
    Document,
    Entity,
    Evidence,
    Figure,
    KnowledgeGraph,
    Literal,
    Modality,
    Observation,
    Quotation,
    Quote,
    Span,
    Statement,
    TextValue,
)

DERIVED = (
    "kg:mentions",
    "nif:beginIndex",
    "oa:end",
    "oa:hasSelector",
    "oa:hasSource",
    "oa:prefix",
    "oa:start",
    "oa:suffix",
)
"""Properties that are not read, most of a graph's triples: they follow from IRIs and from the text."""

_DATES = frozenset(term(name).value for name in DATE_TYPES)
_LOCAL = re.compile(r"[^#/]*$")


def from_rows(rows: Iterable[Row]) -> KnowledgeGraph:
    """The graph that the triples describe, every tuple sorted.

    Where the full text of an article was left out, its text holds the quoted pieces at their places and spaces
    between them.

    Raises:
        GraphError: something that a node must have is missing, or is not what it should be.
    """
    nodes = Nodes(rows, ignored=DERIVED)
    ids = {node: nodes.one(node, "dcterms:identifier") for node in nodes.of_type("kg:Article")}
    return KnowledgeGraph(
        documents=_documents(nodes, ids),
        entities=_entities(nodes, ids),
        statements=tuple(_statement(nodes, node, ids) for node in nodes.of_type("rdf:Statement")),
        figures=tuple(_figure(nodes, node, ids) for node in nodes.of_type("kg:Observation")),
        quotes=tuple(_quote(nodes, node, ids) for node in nodes.of_type("kg:Quotation")),
    )


def _documents(nodes: Nodes, ids: dict[str, str]) -> tuple[Document, ...]:
    quoted = _quoted(nodes)
    found = [
        Document(
            id=name,
            text=_text(nodes, node, quoted.get(node, [])),
            title=nodes.maybe(node, "dcterms:title"),
            source=nodes.maybe(node, "kg:outlet"),
            url=nodes.maybe(node, "schema:url"),
            published=nodes.maybe(node, "dcterms:issued"),
            language=nodes.maybe(node, "dcterms:language") or "en",
            path=nodes.maybe(node, "kg:path"),
        )
        for node, name in ids.items()
    ]
    return tuple(sorted(found, key=lambda document: document.id))


def _quoted(nodes: Nodes) -> dict[str, list[tuple[Span, str]]]:
    """The quoted pieces of each article, by its IRI."""
    quoted: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for node in nodes.of_type("oa:TextQuoteSelector"):
        quoted[node.partition("#quote=")[0]].append((span_of(node), nodes.one(node, "oa:exact")))
    return quoted


def _text(nodes: Nodes, node: str, quoted: list[tuple[Span, str]]) -> str:
    whole = nodes.maybe(node, "nif:isString")
    if whole is not None:
        return whole
    length = int(nodes.maybe(node, "nif:endIndex") or 0)
    characters = [" "] * max([length, *(span[1] for span, _ in quoted)])
    for (start, end), words in quoted:
        characters[start:end] = words
    return "".join(characters)


def _entities(nodes: Nodes, ids: dict[str, str]) -> tuple[Entity, ...]:
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for chain in nodes.of_type("kg:Chain"):
        document, _, name = chain.partition("#chain=")
        if document not in ids:
            raise GraphError(f"<{chain}>: expected the IRI of an article and #chain=NAME")
        members[nodes.one(chain, "kg:refersTo")].append((ids[document], unquote(name)))
    metrics = set(nodes.of_type("kg:Metric"))
    found = (node for node in nodes.with_property("skos:prefLabel") if node not in metrics)
    return tuple(_entity(nodes, node, members[node]) for node in found)


def _entity(nodes: Nodes, node: str, members: list[tuple[str, str]]) -> Entity:
    classes = [_name(value) for value in nodes.classes(node)]
    own = nodes.maybe(node, "kg:topClass")
    top = [_name(own)] if own else [name for name in classes if name in TOP_CLASSES]
    if not top:
        raise GraphError(f"<{node}>: rdf:type names none of {', '.join(sorted(TOP_CLASSES))}")
    name = nodes.one(node, "skos:prefLabel")
    return Entity(
        iri=node,
        type=top[0],
        cls=next((other for other in classes if other not in top), top[0]),
        name=name,
        names=tuple(sorted({name, *nodes.all(node, "skos:altLabel")})),
        members=tuple(sorted(members)),
        merged_because=tuple(nodes.all(node, "kg:mergedBecause")),
    )


def _statement(nodes: Nodes, node: str, ids: dict[str, str]) -> Statement:
    evidence = [_evidence(nodes, item, ids) for item in nodes.all(node, "prov:wasDerivedFrom")]
    if not evidence:
        raise GraphError(f"<{node}>: no prov:wasDerivedFrom; a statement needs evidence")
    derived_from = nodes.maybe(node, "kg:derivedFrom")
    return Statement(
        iri=node,
        subject=nodes.one(node, "rdf:subject"),
        property=_name(nodes.one(node, "rdf:predicate")),
        object=_object(nodes, node),
        modality=_modality(nodes, node),
        evidence=tuple(sorted(evidence, key=evidence_order)),
        stated_by=nodes.maybe(node, "kg:statedBy"),
        of=nodes.maybe(node, "kg:of"),
        valid_from=nodes.maybe(node, "kg:validFrom"),
        valid_until=nodes.maybe(node, "kg:validUntil"),
        derived_from=derived_from and _name(derived_from),
    )


def evidence_order(item: Evidence) -> tuple[object, ...]:
    """What pieces of evidence are sorted by: document, then place in the text."""
    none = (-1, -1)
    return item.document, item.sentences, item.subject_mention or none, item.object_mention or none, item.extractor


def _evidence(nodes: Nodes, node: str, ids: dict[str, str]) -> Evidence:
    return Evidence(
        document=_document(nodes, node, ids),
        sentences=nodes.spans(node, "kg:sentence"),
        subject_mention=nodes.span(node, "kg:subjectMention"),
        object_mention=nodes.span(node, "kg:objectMention"),
        extractor=nodes.one(node, "kg:extractor"),
        score=nodes.score(node),
    )


def _object(nodes: Nodes, node: str) -> str | Literal:
    found = nodes.values(node, "rdf:object")
    if not found:
        raise GraphError(f"<{node}>: no rdf:object")
    value, datatype = found[0]
    if datatype is None:
        return value
    return DateValue(value) if datatype in _DATES else TextValue(value)


def _figure(nodes: Nodes, node: str, ids: dict[str, str]) -> Figure:
    converted = nodes.maybe(node, "kg:convertedValue")
    observation = Observation(
        subject=nodes.maybe(node, "kg:subject"),
        metric=nodes.one(nodes.one(node, "kg:metric"), "skos:prefLabel"),
        value=nodes.maybe(node, "kg:value"),
        unit=nodes.maybe(node, "kg:unit"),
        span=_needed_span(nodes, node),
        text=nodes.one(node, "kg:text"),
        evidence=nodes.spans(node, "kg:sentence"),
        low=nodes.maybe(node, "kg:minValue"),
        high=nodes.maybe(node, "kg:maxValue"),
        qualifier=nodes.maybe(node, "kg:qualifier"),
        period=nodes.maybe(node, "kg:period"),
        change=nodes.maybe(node, "kg:change"),
        against=nodes.maybe(node, "kg:against"),
        converted=None if converted is None else (converted, nodes.one(node, "kg:convertedUnit")),
        stated_by=nodes.maybe(node, "kg:statedBy"),
        modality=_modality(nodes, node),
        score=nodes.score(node),
    )
    return Figure(iri=node, document=_document(nodes, node, ids), observation=observation)


def _quote(nodes: Nodes, node: str, ids: dict[str, str]) -> Quote:
    quotation = Quotation(
        speaker=nodes.maybe(node, "kg:speaker"),
        span=_needed_span(nodes, node),
        direct=nodes.one(node, "kg:direct") in {"true", "1"},
        verb=nodes.maybe(node, "kg:verb"),
        score=nodes.score(node),
    )
    document = _document(nodes, node, ids)
    return Quote(iri=node, document=document, quotation=quotation, text=nodes.one(node, "kg:text"))


def _document(nodes: Nodes, node: str, ids: dict[str, str]) -> str:
    place = nodes.one(node, "kg:inDocument")
    if place not in ids:
        raise GraphError(f"<{node}>: kg:inDocument is <{place}>, which is no kg:Article here")
    return ids[place]


def _needed_span(nodes: Nodes, node: str) -> Span:
    return span_of(nodes.one(node, "kg:span"))


def _modality(nodes: Nodes, node: str) -> Modality:
    found = nodes.one(node, "kg:modality")
    try:
        return Modality(found)
    except ValueError:
        raise GraphError(f"<{node}>: kg:modality is {found!r}, expected one of {', '.join(Modality)}") from None


def _name(iri: str) -> str:
    """The name of a class or property: what stands after the last ``#`` or ``/`` of its IRI."""
    match = _LOCAL.search(iri)
    return unquote(match[0] if match else iri)
