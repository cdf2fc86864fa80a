"""N-Triples: the merge of all graphs, a triple a line, sorted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.export.sources import QuadExporter, writing


def write_ntriples(quads: Iterable[Quad], path: Path) -> None:
    """Write sorted N-Triples."""
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    write_lines(serialize(triples, format=RdfFormat.N_TRIPLES) or b"", path)


def write_lines(body: bytes, path: Path) -> None:
    """Write the lines of a line-based format in order, each once."""
    with writing(path) as stream:
        stream.writelines(f"{line}\n" for line in sorted(set(body.decode().split("\n"))) if line)


export = QuadExporter(write_ntriples)
