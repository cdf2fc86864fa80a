"""Between pyoxigraph's quads, rdflib's datasets and the rows that the reader takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph.nodes import Row
from kg.iris import PREFIXES

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def rows(quads: Iterable[Quad]) -> Iterator[Row]:
    """Rows from quads, the graph left out; quoted triples are none of ours."""
    for quad in quads:
        value = quad.object
        if isinstance(value, Triple) or isinstance(quad.subject, Triple):
            continue
        datatype = value.datatype.value if isinstance(value, Literal) else None
        yield quad.subject.value, quad.predicate.value, value.value, datatype


def dataset_rows(dataset: rdflib.Dataset) -> Iterator[Row]:
    """Rows from an rdflib dataset, the graph left out."""
    from rdflib import XSD
    from rdflib import Literal as RdfLiteral

    for subject, predicate, value, _ in dataset.quads():
        datatype = str(value.datatype or XSD.string) if isinstance(value, RdfLiteral) else None
        yield str(subject), str(predicate), str(value), datatype


def dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """An rdflib dataset with our prefixes; queries without ``GRAPH`` see all graphs."""
    from rdflib import Dataset, URIRef

    result = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        result.bind(prefix, namespace, replace=True)
    graphs: dict[NamedNode | BlankNode | DefaultGraph, rdflib.Graph] = {DefaultGraph(): result.default_graph}
    for quad in quads:
        name = quad.graph_name
        if name not in graphs:
            graphs[name] = result.graph(URIRef(name.value) if isinstance(name, NamedNode) else None)
        graphs[name].add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return result


def _node(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    from rdflib import XSD, BNode, URIRef
    from rdflib import Literal as RdfLiteral

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, Literal):
        datatype = None if term.language else URIRef(term.datatype.value)
        if datatype == XSD.string:
            datatype = None
        return RdfLiteral(term.value, lang=term.language, datatype=datatype, normalize=False)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    raise TypeError(f"rdflib has no quoted triples: {term}")
