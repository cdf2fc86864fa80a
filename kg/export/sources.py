"""The graph in the form that an exporter takes: plain dataclasses, quads, or an rdflib dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from kg.errors import OutputError
from kg.types import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Quad
    from rdflib.term import Node

    from kg.export.registry import Exporter
    from kg.ontology import Schema


@dataclass(frozen=True)
class GraphExporter:
    """An exporter that works on the plain graph."""

    write: Callable[[KnowledgeGraph, Path], None]

    def __call__(self, dataset: rdflib.Dataset, path: str | Path) -> None:
        self.write(Source(dataset).graph(), Path(path))


@dataclass(frozen=True)
class QuadExporter:
    """An exporter that works on quads; those of one graph stand together."""

    write: Callable[[Iterable[Quad], Path], None]

    def __call__(self, dataset: rdflib.Dataset, path: str | Path) -> None:
        self.write(Source(dataset).quads(), Path(path))


@dataclass(frozen=True)
class Source:
    """A graph in any of the three forms, and what is needed to turn it into the others."""

    given: Any
    schema: Schema | None = None
    base: str | None = None

    def graph(self) -> KnowledgeGraph:
        from kg.graph import from_dataset, from_quads

        if isinstance(self.given, KnowledgeGraph):
            return self.given
        return from_dataset(self.given) if _is_dataset(self.given) else from_quads(self.given)

    def quads(self) -> Iterator[Quad]:
        from kg.graph import to_quads

        if isinstance(self.given, KnowledgeGraph):
            return to_quads(self.given, self._schema(), **self._options())
        return iter(sorted(_quads(self.given) if _is_dataset(self.given) else self.given, key=_order))

    def dataset(self) -> rdflib.Dataset:
        from kg.graph import to_dataset
        from kg.graph.convert import dataset

        if isinstance(self.given, KnowledgeGraph):
            return to_dataset(self.given, self._schema(), **self._options())
        if _is_dataset(self.given):
            found: rdflib.Dataset = self.given
            return found
        return dataset(self.given)

    def _schema(self) -> Schema:
        from kg.ontology import load_schema

        return self.schema or load_schema()

    def _options(self) -> dict[str, Any]:
        return {} if self.base is None else {"base": self.base}


def write_source(exporter: Exporter, source: Source, path: Path) -> None:
    """Hand the graph to an exporter in the form that suits it best."""
    if isinstance(exporter, GraphExporter):
        exporter.write(source.graph(), path)
    elif isinstance(exporter, QuadExporter):
        exporter.write(source.quads(), path)
    else:
        exporter(source.dataset(), path)


@contextmanager
def writing(path: Path, *, newline: str = "\n") -> Iterator[TextIO]:
    """A text file open for writing, UTF-8.

    Raises:
        OutputError: it cannot be opened or written.
    """
    try:
        with open(path, "w", encoding="utf-8", newline=newline) as stream:
            yield stream
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error


def _is_dataset(given: object) -> bool:
    """Whether this is a dataset, without an import of rdflib where nobody has made one."""
    return any(cls.__module__.startswith("rdflib") for cls in type(given).__mro__)


def _quads(dataset: rdflib.Dataset) -> Iterator[Quad]:
    from pyoxigraph import DefaultGraph, NamedNode, Quad
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    for subject, predicate, value, name in dataset.quads():
        default = name is None or name == DATASET_DEFAULT_GRAPH_ID
        graph = DefaultGraph() if default else NamedNode(str(name))
        yield Quad(_term(subject), NamedNode(str(predicate)), _term(value), graph)


def _term(node: Node) -> Any:
    from pyoxigraph import BlankNode, Literal, NamedNode
    from rdflib import BNode
    from rdflib import Literal as RdfLiteral

    if isinstance(node, RdfLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    return BlankNode(str(node)) if isinstance(node, BNode) else NamedNode(str(node))


def _order(quad: Quad) -> tuple[int, str, str]:
    """The default graph, then the entities, then article by article."""
    from pyoxigraph import DefaultGraph

    if isinstance(quad.graph_name, DefaultGraph):
        return 0, "", str(quad)
    name = quad.graph_name.value
    return (1 if name.endswith("/graph/entities") else 2), name, str(quad)
