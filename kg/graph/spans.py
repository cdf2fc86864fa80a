"""Pieces of an article as Web Annotation targets, each described once however many facts stand on it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.graph.terms import Triple, count, iri, term, text
from kg.types import Document, Span

CONTEXT = 32  # code points of prefix and suffix in a quote selector


class Spans:
    """The spans of one document that the graph refers to."""

    def __init__(self, document: Document, node: str) -> None:
        self._document = document
        self._node = node
        self._kinds: dict[Span, tuple[str, ...]] = {}

    def node(self, span: Span, kind: str) -> NamedNode:
        """The node of a span (half-open code points), noted as a ``kind`` such as ``kg:Sentence``."""
        if kind not in (known := self._kinds.get(span, ())):
            self._kinds[span] = (*known, kind)  # a long text has a million spans: no set for each
        return iri(f"{self._node}#char={span[0]},{span[1]}")

    def triples(self) -> Iterator[Triple]:
        """What describes the noted spans: source, positions, and the words with their surroundings."""
        for span in sorted(self._kinds):
            yield from self._target(span)
            yield from self._selectors(span)

    def _target(self, span: Span) -> Iterator[Triple]:
        node, source = iri(f"{self._node}#char={span[0]},{span[1]}"), iri(self._node)
        for kind in self._kinds[span]:
            yield node, term("rdf:type"), term(kind)
        yield node, term("oa:hasSource"), source
        yield node, term("nif:beginIndex"), count(span[0])
        yield node, term("nif:endIndex"), count(span[1])

    def _selectors(self, span: Span) -> Iterator[Triple]:
        (start, end), words = span, self._document.text
        node, place, quote = (iri(f"{self._node}#{key}={start},{end}") for key in ("char", "position", "quote"))
        yield node, term("oa:hasSelector"), place
        yield place, term("rdf:type"), term("oa:TextPositionSelector")
        yield place, term("oa:start"), count(start)
        yield place, term("oa:end"), count(end)
        yield node, term("oa:hasSelector"), quote
        yield quote, term("rdf:type"), term("oa:TextQuoteSelector")
        yield quote, term("oa:exact"), text(words[start:end])
        if "kg:Mention" in self._kinds[span]:  # a sentence seldom stands twice in an article, a name does
            yield quote, term("oa:prefix"), text(words[max(0, start - CONTEXT) : start])
            yield quote, term("oa:suffix"), text(words[end : end + CONTEXT])
