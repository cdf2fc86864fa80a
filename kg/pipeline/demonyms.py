"""Adjectives of places: "Chinese" stands for China. The table is ``data/demonyms.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A place that adjectives stand for; ``names`` begins with the usual one."""

    names: tuple[str, ...]
    cls: str


@cache
def _table() -> dict[str, Place]:
    text = files("kg.pipeline").joinpath("data/demonyms.tsv").read_text(encoding="utf-8")
    found: dict[str, Place] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, others, cls, adjectives = line.split("\t")
            place = Place((name, *filter(None, others.split("|"))), cls)
            found |= {adjective.casefold(): place for adjective in adjectives.split("|")}
    return found


@cache
def _names() -> dict[str, Place]:
    return {name.casefold(): place for place in _table().values() for name in place.names}


def place_of(demonym: str) -> Place | None:
    """The place of an adjective or a people ("Chinese", "Swedes"), None if it is not known."""
    table, key = _table(), demonym.casefold()
    return table.get(key) or table.get(key.removesuffix("s")) or _names().get(key)


def known_place(name: str) -> Place | None:
    """The place that a name is one of the usual names of, such as "UK"."""
    return _names().get(name.casefold())
