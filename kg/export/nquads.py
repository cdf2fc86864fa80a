"""N-Quads: all graphs, a quad a line, sorted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export.ntriples import write_lines
from kg.export.sources import QuadExporter


def write_nquads(quads: Iterable[Quad], path: Path) -> None:
    """Write sorted N-Quads."""
    write_lines(serialize(quads, format=RdfFormat.N_QUADS) or b"", path)


export = QuadExporter(write_nquads)
