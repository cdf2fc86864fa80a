"""The graph as RDF: the one place that knows how statements, evidence, figures and articles are written.

``to_quads`` and ``from_quads`` are exact inverses (``pyoxigraph`` terms, fast); ``to_dataset`` and
``from_dataset`` do the same for ``rdflib``. ``load_graph`` reads a file that ``write_turtle`` or
``write_trig`` wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg.errors import GraphError
from kg.graph import convert
from kg.graph.files import read_quads, write_trig, write_turtle
from kg.graph.read import evidence_order, from_rows
from kg.graph.write import is_current, plain_triples, to_quads
from kg.iris import BASE
from kg.types import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib

    from kg.ontology import Schema

__all__ = [
    "evidence_order",
    "from_dataset",
    "from_quads",
    "is_current",
    "load_dataset",
    "load_graph",
    "plain_triples",
    "read_quads",
    "to_dataset",
    "to_quads",
    "write_trig",
    "write_turtle",
]


def from_quads(quads: Iterable[Quad]) -> KnowledgeGraph:
    """The graph that the quads describe; the inverse of ``to_quads``.

    Raises:
        GraphError: something that a node must have is missing, or is not what it should be.
    """
    return from_rows(convert.rows(quads))


def load_graph(path: str | Path) -> KnowledgeGraph:
    """The graph in a Turtle, TriG or N-Quads file.

    Raises:
        GraphError: the file cannot be read, or holds no graph of ours; names the file.
    """
    quads = list(read_quads(path))
    try:
        return from_quads(quads)
    except GraphError as error:
        raise GraphError(f"{path}: {error}") from None


def to_dataset(
    graph: KnowledgeGraph,
    schema: Schema,
    *,
    base: str = BASE,
    attributed: bool = True,
    with_text: bool = True,
    configuration: Mapping[str, str] | None = None,
) -> rdflib.Dataset:
    """Everything that the graph holds as an rdflib dataset; the options are those of ``to_quads``.

    Raises:
        GraphError: an IRI or a date that RDF cannot hold, or evidence from a document that is not there.
    """
    quads = to_quads(graph, schema, base=base, attributed=attributed, with_text=with_text, configuration=configuration)
    return convert.dataset(quads)


def from_dataset(dataset: rdflib.Dataset) -> KnowledgeGraph:
    """The graph that an rdflib dataset describes; the inverse of ``to_dataset``.

    Raises:
        GraphError: something that a node must have is missing, or is not what it should be.
    """
    return from_rows(convert.dataset_rows(dataset))


def load_dataset(path: str | Path) -> rdflib.Dataset:
    """A graph file as an rdflib dataset.

    Raises:
        GraphError: the file cannot be read; names the file.
    """
    return convert.dataset(read_quads(path))
