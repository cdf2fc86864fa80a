"""Graph files: Turtle for everybody, TriG with the named graphs kept; the same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import GraphError, OutputError
from kg.graph.sorting import by_subject, in_order
from kg.iris import BASE, PREFIXES

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
"""What is read, by the end of the file's name."""


def write_turtle(quads: Iterable[Quad], path: str | Path, *, base: str = BASE) -> None:
    """Write the merge of all graphs as Turtle: entities with their plain triples first, then article by article.

    Quads of one graph stand together, as ``to_quads`` gives them; what is written is sorted within each graph.

    Raises:
        OutputError: the path cannot be written.
    """
    together = {f"{base}graph/entities": ""}
    blocks = (_block(name, group, base=base) for name, group in _by_graph(quads, together))
    _write(path, chain.from_iterable(blocks), base=base)


def write_trig(quads: Iterable[Quad], path: str | Path, *, base: str = BASE) -> None:
    """Write all graphs as TriG.

    Quads of one graph stand together, as ``to_quads`` gives them; what is written is sorted within each graph.

    Raises:
        OutputError: the path cannot be written.
    """
    blocks = (_braced(name, group, base=base) for name, group in _by_graph(quads, {}))
    _write(path, chain.from_iterable(blocks), base=base)


def read_quads(path: str | Path) -> Iterator[Quad]:
    """The quads of a file, in its order.

    Raises:
        GraphError: the file is missing, of an unknown kind, or breaks its format; one line.
    """
    kind = FORMATS.get(Path(path).suffix.lower())
    if kind is None:
        raise GraphError(f"{path}: expected a file that ends in {', '.join(FORMATS)}")
    try:
        yield from parse(path=str(path), format=kind)
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else f"{path}"
        raise GraphError(f"{place}: not {kind.name}: {_line(error.msg).removeprefix('Parser error at ')}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise GraphError(f"{path}: {_line(reason)}") from None


def _by_graph(quads: Iterable[Quad], together: Mapping[str, str]) -> Iterator[tuple[str, Iterator[Quad]]]:
    """Runs of quads with one graph name, ``""`` for the default graph; ``together`` joins a graph to another."""
    seen = set()
    for name, group in groupby(quads, key=lambda quad: _graph_name(quad, together)):
        if name in seen:
            raise ValueError(f"quads of the graph {name or 'default'} stand apart from each other")
        seen.add(name)
        yield name, group


def _graph_name(quad: Quad, together: Mapping[str, str]) -> str:
    name = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
    return together.get(name, name)


def turtle(triples: Iterable[Triple], *, base: str = BASE) -> str:
    """Triples as sorted Turtle with prefixes."""
    return b"".join([_header(base), *_body(triples, base=base)]).decode()


def _block(name: str, quads: Iterable[Quad], *, base: str) -> Iterator[bytes]:
    """The triples of one graph as Turtle without its header, below the graph's name as a comment."""
    yield f"# <{name}>\n\n".encode() if name else b""
    yield from _body((Triple(quad.subject, quad.predicate, quad.object) for quad in quads), base=base)


def _braced(name: str, quads: Iterable[Quad], *, base: str) -> Iterator[bytes]:
    """The triples of one graph as a block of TriG."""
    yield f"<{name}> {{\n\n".encode() if name else b""
    yield from _body((Triple(quad.subject, quad.predicate, quad.object) for quad in quads), base=base)
    yield b"}\n\n" if name else b""


def _body(triples: Iterable[Triple], *, base: str) -> Iterator[bytes]:
    """A paragraph for each subject."""
    for part in by_subject(in_order(triples)):
        body = serialize(part, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES), base_iri=base) or b""
        while body.startswith(b"@"):
            body = body.partition(b"\n")[2]
        yield body.replace(b" .\n", b" .\n\n")


def _header(base: str) -> bytes:
    """Our own, since the serialiser's order of prefixes is not fixed."""
    prefixes = (f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items()))
    return "\n".join([f"@base <{base}> .", *prefixes, "", ""]).encode()


def _write(path: str | Path, blocks: Iterable[bytes], *, base: str) -> None:
    try:
        with open(path, "wb") as stream:
            stream.write(_header(base))
            stream.writelines(blocks)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error


def _line(message: str) -> str:
    return " ".join(message.split())
