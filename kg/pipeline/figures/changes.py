"""Whether a value is a change ("up 15 percent") or a level ("to 305.3 billion yuan"), and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.pipeline.figures.places import FigurePlaces, PlacedValue
from kg.pipeline.values.parts import ValueKind
from kg.pipeline.word_lists import load_table, verb_forms, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_SKIPPED = {
    "by",
    "a",
    "an",
    "about",
    "around",
    "nearly",
    "almost",
    "some",
    "just",
    "only",
    "more",
    "than",
    "over",
    "further",
    "another",
    "roughly",
    "approximately",
    "at",
    "least",
    "up",
    "to",
    "as",
    "much",
    "record",
    "total",
    "of",
    "well",
    "under",
    "less",
}
_SOURCE = ("from", "against", "versus")
_TRANSITIVE = {
    "add",
    "lose",
    "cut",
    "shed",
    "raise",
    "lift",
    "boost",
    "gain",
    "reduce",
    "slash",
    "trim",
    "lower",
    "hike",
    "contract",
    "ease",
}
_REACH = 5


@dataclass(frozen=True, slots=True)
class Change:
    """``direction`` is "up", "down" or None (a level); ``against`` the words of the comparison; ``earlier`` marks the
    level that a value came from ("from 22 million")."""

    direction: str | None
    against: str | None
    earlier: bool = False


def change_of(places: FigurePlaces, placed: PlacedValue) -> Change:
    """What the words around a value say about change; subject, metric and unit all ask, and it is read once."""
    if placed.first not in places.changes:
        places.changes[placed.first] = _read_change(places, placed)
    return places.changes[placed.first]


def _read_change(places: FigurePlaces, placed: PlacedValue) -> Change:
    before, linked = _direction_before(places, placed)
    direction = before or _direction_after(places, placed)
    if (
        placed.value.kind is ValueKind.MULTIPLE
        and direction is None
        and placed.value.text[:4].lower() in ("doub", "trip", "treb", "quad")
    ):
        direction = "up" if re.search(r"(?:ed|ing|es)$", placed.value.text) else None
    if placed.value.kind is ValueKind.SHARE and placed.value.text.lower().startswith("halv"):
        direction = "down"
    against = _against(places, placed) if direction or linked != "level" else None
    return Change(direction, against, earlier=linked == "earlier")


def _direction_before(places: FigurePlaces, placed: PlacedValue) -> tuple[str | None, str]:
    """The direction that a word shortly before a value gives it, and whether the value is a "level" or "earlier"."""
    doc = places.doc
    start = places.sentences[placed.sentence].first
    skipped: list[str] = []
    for token in reversed(doc[max(start, placed.first - _REACH) : placed.first]):
        word = token.lower_
        if word in ("up", "down") and (not skipped or skipped[-1] == "by") and not _is_up_to(skipped, word):
            return word, "change"
        found = _direction_word(token, placed)
        if found is not None:
            if skipped and skipped[-1] == "to":
                return None, "level"
            return (found, "change") if _counts_as_change(token, placed, skipped) else (None, "")
        if word in _SOURCE:
            return None, "earlier" if _rises_or_falls(places, start, token.i) else ""
        if word == "to":
            return None, "level"
        if word not in _SKIPPED:
            return None, ""
        skipped.append(word)
    return None, ""


def _is_up_to(skipped: list[str], word: str) -> bool:
    return word == "up" and bool(skipped) and skipped[-1] == "to"


def _direction_word(token: Token, placed: PlacedValue) -> str | None:
    word = token.lower_
    for direction in ("up", "down"):
        if word in verb_forms("figures.toml", f"{direction}_verbs") and token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return direction
        if word in word_set("figures.toml", f"{direction}_nouns") and token.pos_ not in ("VERB",):
            return direction
    if (
        word in ("higher", "lower", "more", "fewer", "less")
        and placed.value.kind is not ValueKind.COUNT
        and token.i == placed.first - 1
    ):
        return None
    return None


def _counts_as_change(token: Token, placed: PlacedValue, skipped: list[str]) -> bool:
    """Whether a change word makes this value a change: "rose 5 percent" does, "lost $5 billion" does not."""
    if "by" in skipped or "of" in skipped:
        return placed.value.kind not in (ValueKind.AGE,)
    if placed.value.kind in (ValueKind.SHARE, ValueKind.MULTIPLE, ValueKind.RATIO) or placed.value.unit == "points":
        return True
    if placed.value.kind is ValueKind.DURATION or placed.value.kind is ValueKind.AGE:
        return False
    forms = verb_forms("figures.toml", "up_verbs") | verb_forms("figures.toml", "down_verbs")
    return forms.get(token.lower_, (token.lower_, None))[0] not in _TRANSITIVE


def _rises_or_falls(places: FigurePlaces, start: int, end: int) -> bool:
    """Whether a word of change stands in the sentence before a "from"."""
    up, down = verb_forms("figures.toml", "up_verbs"), verb_forms("figures.toml", "down_verbs")
    return any(
        token.lower_ in up or token.lower_ in down or token.lower_ in ("up", "down") or token.lower_ == "to"
        for token in places.doc[start:end]
    )


def _direction_after(places: FigurePlaces, placed: PlacedValue) -> str | None:
    """The direction of "a 15 percent increase", "12 percent more than", "3 points higher"."""
    if (
        placed.value.kind is ValueKind.AGE
        or placed.value.unit == "times"
        and placed.value.kind is not ValueKind.MULTIPLE
    ):
        return None
    doc = places.doc
    end = places.sentences[placed.sentence].last
    for token in doc[placed.last : min(end, placed.last + 4)]:
        word = token.lower_
        near = token.i == placed.last
        for direction in ("up", "down"):
            if word in word_set("figures.toml", f"{direction}_nouns") and token.pos_ not in ("VERB", "AUX"):
                return direction
            if (
                near
                and word in word_set("figures.toml", f"{direction}_words")
                and placed.value.kind is not ValueKind.COUNT
            ):
                return (
                    direction
                    if word not in ("above", "below", "up", "down") or placed.value.kind is ValueKind.SHARE
                    else None
                )
        if word not in (
            "year",
            "on",
            "-",
            "over",
            "annual",
            "quarterly",
            "monthly",
            "quarter",
            "month",
            "yearly",
            "daily",
            "sequential",
        ):
            return None
    return None


def _against(places: FigurePlaces, placed: PlacedValue) -> str | None:
    """The words that say what a change is measured against, after the value or just before it."""
    text = places.text
    start, end = places.span_of(placed.sentence)
    following = places.after(placed)
    stop = min(end, following.value.start if following else end, placed.value.end + 60)
    after = _phrases().search(text, placed.value.end, stop)
    if after and not re.search(r"[;:]", text[placed.value.end : after.start()]):
        return " ".join(after.group().lower().split())
    before = _phrases().search(text, max(start, placed.value.start - 40), placed.value.start)
    return " ".join(before.group().lower().split()) if before else None


@cache
def _phrases() -> re.Pattern[str]:
    phrases = sorted(load_table("figures.toml")["against"].strip().splitlines(), key=lambda words: (-len(words), words))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)
