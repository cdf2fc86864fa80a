"""Everything that one article says, as the triples of its named graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.graph.dates import date_literal
from kg.graph.figures import Spoken, figure_triples, quote_triples
from kg.graph.spans import Spans
from kg.graph.statements import evidence_triples, statement_triples
from kg.graph.terms import Triple, iri, term, text, typed
from kg.iris import chain_iri, document_iri
from kg.types import Document, Evidence, Figure, KnowledgeGraph, Quote, Statement

if TYPE_CHECKING:
    from kg.ontology import Schema


WHOLE = 3_000_000
"""Characters of a text that the graph holds as one literal; readers of RDF take no more than 16 MB."""


class Articles:
    """The graph's statements, figures, quotations and mentions, sorted by the article that they come from."""

    def __init__(self, graph: KnowledgeGraph, schema: Schema, *, base: str, with_text: bool) -> None:
        self._schema, self._base, self._with_text = schema, base, with_text
        self._said: dict[str, list[tuple[Statement, Evidence]]] = defaultdict(list)
        self._figures: dict[str, list[Figure]] = defaultdict(list)
        self._quotes: dict[str, list[Quote]] = defaultdict(list)
        self._chains: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for statement in graph.statements:
            for item in statement.evidence:
                self._said[item.document].append((statement, item))
        for figure in graph.figures:
            self._figures[figure.document].append(figure)
        for quote in graph.quotes:
            self._quotes[quote.document].append(quote)
        for entity in graph.entities:
            for document, chain in entity.members:
                self._chains[document].append((chain, entity.iri))
        self._check({document.id for document in graph.documents})

    def triples(self, document: Document) -> Iterator[Triple]:
        """All that the article says, and what describes the article itself."""
        node = document_iri(document.id, base=self._base)
        spans = Spans(document, node)
        yield from _describe(document, iri(node), with_text=self._with_text)
        for chain, entity in self._chains[document.id]:
            yield from _chain(node, chain, entity)
        previous = None
        for statement, item in self._said[document.id]:
            if statement is not previous:
                yield from statement_triples(statement, self._schema)
            yield from evidence_triples(statement, item, node, spans, base=self._base)
            previous = statement
        for figure in self._figures[document.id]:
            yield from figure_triples(figure, node, spans, base=self._base)
        spoken = Spoken(self._said[document.id])
        for quote in self._quotes[document.id]:
            yield from quote_triples(quote, node, spans, spoken)
        yield from spans.triples()

    def _check(self, known: set[str]) -> None:
        for items in (self._said, self._figures, self._quotes, self._chains):
            if unknown := sorted(set(items) - known):
                raise GraphError(f"graph: something comes from document {unknown[0]!r}, which is not there")


def _describe(document: Document, node: NamedNode, *, with_text: bool) -> Iterator[Triple]:
    yield node, term("rdf:type"), term("kg:Article")
    yield node, term("rdf:type"), term("nif:Context")
    yield node, term("dcterms:identifier"), text(document.id)
    yield node, term("dcterms:language"), text(document.language)
    yield node, term("nif:endIndex"), typed(str(len(document.text)), "xsd:nonNegativeInteger")
    if document.title is not None:
        yield node, term("dcterms:title"), text(document.title)
    if document.source is not None:
        yield node, term("kg:outlet"), text(document.source)
    if document.url is not None:
        yield node, term("schema:url"), typed(document.url, "xsd:anyURI")
    if document.published is not None:
        yield node, term("dcterms:issued"), date_literal(document.published)
    if document.path is not None:
        yield node, term("kg:path"), text(document.path)
    if with_text and len(document.text) <= WHOLE:
        yield node, term("nif:isString"), text(document.text)


def _chain(document: str, chain: str, entity: str) -> Iterator[Triple]:
    """The mentions of one thing in one article, and the entity that they turned out to be."""
    node = iri(chain_iri(document, chain))
    yield node, term("rdf:type"), term("kg:Chain")
    yield node, term("kg:refersTo"), iri(entity)
    yield iri(document), term("kg:mentions"), iri(entity)
