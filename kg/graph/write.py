"""From the plain graph to quads: which triples there are, and in which named graph they stand.

- the default graph: plain triples, ``<…/Kuaishou> kg:foundedBy <…/Cheng_Yixiao>``
- ``<…/document/ID#graph>``: one article with its mentions, statements, evidence, figures and quotations
- ``<…/graph/entities>``: names and types
- ``<…/graph/build>``: how the graph was made
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import GraphError
from kg.graph.articles import Articles
from kg.graph.dates import days
from kg.graph.statements import core
from kg.graph.terms import TOP_CLASSES, Triple, class_node, iri, term, text
from kg.iris import BASE, checked_base, document_iri, hashed_iri
from kg.types import Entity, KnowledgeGraph, Modality, Statement

if TYPE_CHECKING:
    from kg.ontology import Schema


def to_quads(
    graph: KnowledgeGraph,
    schema: Schema,
    *,
    base: str = BASE,
    attributed: bool = True,
    with_text: bool = True,
    configuration: Mapping[str, str] | None = None,
) -> Iterator[Quad]:
    """Everything that the graph holds, in no promised order and some of it more than once.

    ``attributed=False`` keeps statements with a speaker out of the plain triples. ``with_text=False`` leaves the
    articles' full text out; sentences are quoted all the same. ``configuration`` is what the graph was built with.

    Raises:
        GraphError: an IRI or a date that RDF cannot hold, or evidence from a document that is not there.
    """
    checked_base(base)
    try:
        yield from _in_graph(plain_triples(graph, schema, attributed=attributed), DefaultGraph())
        for entity in graph.entities:
            yield from _in_graph(_entity(entity, schema), NamedNode(f"{base}graph/entities"))
        articles = Articles(graph, schema, base=base, with_text=with_text)
        for document in graph.documents:
            name = NamedNode(f"{document_iri(document.id, base=base)}#graph")
            yield from _in_graph(articles.triples(document), name)
        if configuration is not None:
            yield from _in_graph(_build(graph, configuration, base=base), NamedNode(f"{base}graph/build"))
    except ValueError as error:
        raise GraphError(f"graph: not an IRI: {error}") from error


def plain_triples(graph: KnowledgeGraph, schema: Schema, *, attributed: bool = True) -> Iterator[Triple]:
    """One triple for every statement that is asserted and current; symmetric properties both ways."""
    published = {document.id: document.published for document in graph.documents}
    symmetric = {name for name, declared in schema.properties.items() if declared.symmetric}
    for statement in graph.statements:
        if not is_current(statement, published) or (statement.stated_by and not attributed):
            continue
        subject, predicate, value = core(statement, schema)
        yield subject, predicate, value
        if statement.property in symmetric and isinstance(value, NamedNode):
            yield value, predicate, subject


def is_current(statement: Statement, published: Mapping[str, str | None]) -> bool:
    """Whether it is asserted and had not ended when the last article that says so came out.

    ``published`` gives the dates of the documents; one that is not known cannot show that it still held.
    """
    if statement.modality is not Modality.ASSERTED:
        return False
    ended = days(statement.valid_until) if statement.valid_until else None
    if ended is None:
        return True
    return any((published.get(item.document) or "") <= ended[1] for item in statement.evidence)


def _entity(entity: Entity, schema: Schema) -> Iterator[Triple]:
    node = iri(entity.iri)
    for name in {entity.type, entity.cls}:
        yield node, term("rdf:type"), class_node(name, schema)
    if entity.type not in TOP_CLASSES:
        yield node, term("kg:topClass"), class_node(entity.type, schema)
    yield node, term("skos:prefLabel"), text(entity.name)
    for name in entity.names:
        if name != entity.name:
            yield node, term("skos:altLabel"), text(name)
    for reason in entity.merged_because:
        yield node, term("kg:mergedBecause"), text(reason)


def _build(graph: KnowledgeGraph, configuration: Mapping[str, str], *, base: str) -> Iterator[Triple]:
    activity = iri(hashed_iri("build", *(f"{key}={value}" for key, value in sorted(configuration.items())), base=base))
    yield activity, term("rdf:type"), term("prov:Activity")
    for document in graph.documents:
        yield activity, term("prov:used"), iri(document_iri(document.id, base=base))
    for key, value in configuration.items():
        setting = iri(hashed_iri("setting", key, value, base=base))
        yield activity, term("kg:setting"), setting
        yield setting, term("rdf:type"), term("schema:PropertyValue")
        yield setting, term("schema:name"), text(key)
        yield setting, term("schema:value"), text(value)
    for name in (f"{base}graph/entities", *_article_graphs(graph, base)):
        yield iri(name), term("prov:wasGeneratedBy"), activity


def _article_graphs(graph: KnowledgeGraph, base: str) -> list[str]:
    return [f"{document_iri(document.id, base=base)}#graph" for document in graph.documents]


def _in_graph(triples: Iterable[Triple], name: NamedNode | DefaultGraph) -> Iterator[Quad]:
    for subject, predicate, value in triples:
        yield Quad(subject, predicate, value, name)
