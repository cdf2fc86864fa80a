"""How a figure is said: as it is, or planned, agreed, speculated, denied; by the words of its own clause."""

from __future__ import annotations

from functools import cache

from kg.pipeline.figures.places import FigurePlaces, PlacedValue
from kg.pipeline.word_lists import load_table
from kg.types import Modality

_BREAKS = {";", ":", "–", "—", "(", ")", '"'}
_CLAUSE_WORDS = {"which", "who", "while", "but", "although", "though", "whose", "where"}
_REACH = 25


def modality_of(places: FigurePlaces, placed: PlacedValue) -> Modality:
    """The modality that the nearest cue before a value gives it, within the clause."""
    start = max(places.sentences[placed.sentence].first, placed.first - _REACH)
    words: list[str] = []
    for token in reversed(places.doc[start : placed.first]):
        if token.text in _BREAKS or token.lower_ in _CLAUSE_WORDS:
            break
        words.insert(0, token.lower_)
    clause = f" {' '.join(words)} "
    found = [(clause.rfind(f" {cue} "), -len(cue), modality) for cue, modality in _cues() if f" {cue} " in clause]
    return max(found)[2] if found else Modality.ASSERTED


@cache
def _cues() -> list[tuple[str, Modality]]:
    table = load_table("figures.toml")["modality"]
    return [(cue, Modality(name)) for name, cues in sorted(table.items()) for cue in cues.strip().splitlines()]
