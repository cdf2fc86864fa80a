"""Triples in a fixed order, each once; of a graph too large for memory the sorted parts wait on disk."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg.graph.terms import term

AT_ONCE = 50_000
"""Triples that are sorted in memory, some 50 MB of them."""

_FIRST = {
    term(name).value: str(rank)
    for rank, name in enumerate(["rdf:type", "skos:prefLabel", "rdf:subject", "rdf:predicate", "rdf:object"])
}


def in_order(triples: Iterable[Triple], *, at_once: int = AT_ONCE) -> Iterator[Triple]:
    """The triples by subject, pieces of text last; what a thing is before what is said of it."""
    waiting = iter(triples)
    with TemporaryDirectory(prefix="kg-") as folder:
        parts: list[Iterable[Triple]] = []
        for part in iter(lambda: list(islice(waiting, at_once)), []):
            if parts:
                parts[-1] = _on_disk(parts[-1], Path(folder) / f"{len(parts)}.nt")
            parts.append(sorted(set(part), key=_order))
        for triple, _ in groupby(heapq.merge(*parts, key=_order)):
            yield triple


def by_subject(ordered: Iterable[Triple], *, at_once: int = AT_ONCE) -> Iterator[list[Triple]]:
    """Ordered triples in lists of about ``at_once``, those of one subject together."""
    found: list[Triple] = []
    for _, group in groupby(ordered, key=lambda triple: triple.subject):
        found += group
        if len(found) >= at_once:
            yield found
            found = []
    if found:
        yield found


def _on_disk(triples: Iterable[Triple], path: Path) -> Iterable[Triple]:
    serialize(triples, output=str(path), format=RdfFormat.N_TRIPLES)
    return (Triple(quad.subject, quad.predicate, quad.object) for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES))


def _order(triple: Triple) -> tuple[bool, str, str, str]:
    subject = str(triple.subject)[1:-1]
    predicate = triple.predicate.value
    return "#" in subject, subject, _FIRST.get(predicate, predicate), str(triple.object)
