"""The words that can carry a claim of a property, from the data file and from the cues of a schema."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.pipeline.word_lists import inflections, load_table


@dataclass(frozen=True, slots=True)
class Triggers:
    """Lower-case forms of the verbs and nouns that carry a property, and the group of properties it belongs to.

    ``beginnings`` are verbs that reach over a name in front of another ("will launch its Kling"); in an
    ``eventful`` group the nouns are happenings that something governs ("denied a merger with X").
    """

    group: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    beginnings: frozenset[str] = frozenset()
    eventful: bool = True

    def __contains__(self, word: str) -> bool:
        return word in self.verbs or word in self.nouns


@cache
def triggers_of(name: str) -> Triggers | None:
    """The shipped triggers of a property, None for a property that has none: any verb may carry it then."""
    for group, entry in load_table("triggers.toml").items():
        if name in entry["properties"].split():
            return Triggers(
                group,
                _forms(entry["verbs"]),
                frozenset(entry["nouns"].split()),
                _forms(entry.get("beginnings", "")),
                entry.get("eventful", True),
            )
    return None


@lru_cache(maxsize=1000)
def with_cues(name: str, cues: tuple[str, ...]) -> Triggers | None:
    """The shipped triggers together with a schema's cues for the property; the cues alone for an unknown one."""
    shipped = triggers_of(name)
    words = [word for cue in cues for word in cue.lower().split()]
    if not words:
        return shipped
    forms = frozenset(form for word in words for form in inflections(word))
    if shipped is None:
        return Triggers(name, forms, frozenset(words))
    return replace(shipped, nouns=shipped.nouns | frozenset(words))


def _forms(text: str) -> frozenset[str]:
    found: set[str] = set()
    for entry in text.split():
        base, _, irregular = entry.partition(":")
        found.update((base, *irregular.split(",")) if irregular else inflections(base))
    return frozenset(found)
