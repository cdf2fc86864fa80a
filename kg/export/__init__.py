"""Write the graph in another format: ``export(graph, path, "graphml")``.

Every exporter is a callable ``(dataset, path) -> None`` behind the entry-point group ``kg_exporters``, ours as
well as those of other packages; ours also take the plain graph or quads without the detour over rdflib.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.registry import GROUP, Exporter, exporter, formats
from kg.export.sources import Source, write_source

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Quad

    from kg.ontology import Schema
    from kg.types import KnowledgeGraph

__all__ = ["GROUP", "Exporter", "export", "exporter", "formats"]


def export(
    graph: KnowledgeGraph | rdflib.Dataset | Iterable[Quad],
    path: str | Path,
    format: str,
    *,
    schema: Schema | None = None,
    base: str | None = None,
) -> None:
    """Write a graph to ``path``: ``ttl trig nt nq jsonld rdfxml graphml gexf csv cypher``, or what a package adds.

    The same graph gives the same bytes. ``schema`` (the shipped one unless given) and ``base`` matter where a plain
    graph is to become RDF.

    Raises:
        ConfigError: there is no such format, or two packages claim it.
        GraphError: the graph cannot be told in this format.
        OutputError: the path cannot be written.
    """
    write_source(exporter(format), Source(graph, schema=schema, base=base), Path(path))
