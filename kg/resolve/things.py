"""The chains of one document that are one thing, seen from the collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve.clusters import Clusters
from kg.resolve.evidence import is_institution
from kg.resolve.names import Name, read_name
from kg.resolve.persons import used_alone
from kg.resolve.readings import Reading


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of one document. ``index`` is its first chain, ``name`` its fullest name.

    ``names`` are all that the document calls it, ``acronyms`` those that the document defines. ``weight`` is the
    sum of the scores of its chains. ``alone`` tells which end of a person's name is used alone, ``home`` are
    the countries that the document gives to an organisation or product.
    """

    index: int
    document: int
    type: str
    name: Name
    names: tuple[Name, ...]
    acronyms: frozenset[str]
    weight: float
    institution: bool
    person: bool
    titled: bool
    gender: str
    alone: str | None
    home: frozenset[str]


def things_of(
    clusters: Clusters, defined: Mapping[int, Iterable[str]], homes: Mapping[int, frozenset[str]]
) -> list[Thing]:
    """The named things of every document, before names are compared across documents; in the order of chains."""
    groups: defaultdict[tuple[int, int], list[Reading]] = defaultdict(list)
    for reading in clusters.readings:
        groups[clusters.find(reading.index), reading.document].append(reading)
    named = (readings for readings in groups.values() if any(reading.named for reading in readings))
    return [_thing(clusters, readings, defined, homes) for readings in named]


def _thing(
    clusters: Clusters,
    readings: list[Reading],
    defined: Mapping[int, Iterable[str]],
    homes: Mapping[int, frozenset[str]],
) -> Thing:
    named = [reading for reading in readings if reading.named]
    type = clusters.type(readings[0].index)
    fullest = min(named, key=lambda one: (one.chain.type != type, one.name.acronym, -len(one.name.core), one.index))
    acronyms = {acronym for reading in readings for acronym in defined.get(reading.index, ())}
    texts = {name.text for reading in named for name in reading.names} | acronyms
    genders = {reading.gender for reading in readings} - {""}
    return Thing(
        index=readings[0].index,
        document=readings[0].document,
        type=type,
        name=read_name(fullest.name.text, type),
        names=tuple(sorted({read_name(text, type) for text in texts}, key=lambda name: name.text)),
        acronyms=frozenset(acronyms),
        weight=sum(reading.chain.score for reading in readings),
        institution=is_institution(fullest),
        person=any(reading.gender or reading.titled for reading in readings),
        titled=any(reading.titled for reading in readings),
        gender=genders.pop() if len(genders) == 1 else "",
        alone=used_alone(fullest),
        home=frozenset(name for reading in readings for name in homes.get(reading.index, ())),
    )
