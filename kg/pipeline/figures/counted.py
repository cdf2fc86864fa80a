"""What a value counts: the unit that it has or takes from a noun, and "works uploaded" for "the number of works uploaded"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.figures.changes import change_of
from kg.pipeline.values.parts import ValueKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.pipeline.figures.places import FigurePlaces, PlacedValue

_REACH = 24
_COUNTS = frozenset({"number", "numbers"})
_TURNS = frozenset({"and", "but", "while", "whereas", "or", "with"})
_RESTRICTS = frozenset({"who", "that", "which", "with"})
_ENDS = frozenset({"up", "down", "(", ",", "have", "has", "had", "is", "are", "was", "were", "each", "per", "to", "in"})
_MEASURES = {
    "long": "length",
    "high": "height",
    "tall": "height",
    "deep": "depth",
    "wide": "width",
    "thick": "thickness",
}


def counted_noun(places: FigurePlaces, placed: PlacedValue) -> Token | None:
    """The noun behind "number of" that a value is said of: "the number of works uploaded a day surpassed 40 million".

    Only for a count without a noun of its own, or a change of such a number; the clause must not turn in between.
    """
    if placed.value.kind not in (ValueKind.COUNT, ValueKind.SHARE, ValueKind.MULTIPLE) or placed.noun is not None:
        return None
    if placed.value.kind is not ValueKind.COUNT and change_of(places, placed).direction is None:
        return None
    doc, start = places.doc, places.sentences[placed.sentence].first
    for index in range(placed.first - 1, max(start, placed.first - _REACH) - 1, -1):
        word = doc[index].lower_
        if word in (";", ":") or word in _TURNS and doc[index - 1].text == ",":
            return None
        if word in _COUNTS and index + 1 < len(doc) and doc[index + 1].lower_ == "of":
            return _head_after(places, index + 2, placed.first)
    return None


def _head_after(places: FigurePlaces, first: int, end: int) -> Token | None:
    """The last noun of the noun phrase that starts at ``first``."""
    found: Token | None = None
    for token in places.doc[first:end]:
        if token.pos_ == "NOUN":
            found = token
        elif token.pos_ not in ("ADJ", "PROPN", "DET") and token.text != "-":
            break
    return found


def restriction(places: FigurePlaces, noun: Token, placed: PlacedValue) -> list[str]:
    """The words that narrow a counted noun, up to the word that says how many: "uploaded", "who have over 10,000 fans"."""
    words: list[str] = []
    doc = places.doc
    opened = doc[noun.i + 1] if noun.i + 1 < placed.first else None
    if opened is None or opened.lower_ not in _RESTRICTS and opened.tag_ not in ("VBN", "VBG"):
        return []
    if opened.tag_ == "VBN":
        return [opened.lower_, *_rate(places, opened.i + 1, placed.first)]
    for token in doc[noun.i + 1 : placed.first]:
        if len(words) > 1 and (token.lower_ in _ENDS or token.tag_ == "VBG"):
            break
        words.append(token.lower_)
    return words


def _rate(places: FigurePlaces, first: int, end: int) -> list[str]:
    """ "A day" for "each day" or "per day" between two tokens."""
    for token in places.doc[first : max(first, end - 1)]:
        time = places.doc[token.i + 1].lower_
        if token.lower_ in ("each", "every", "per", "a") and time in ("day", "week", "month", "year", "hour", "minute"):
            return ["a", time]
    return []


def dimension(places: FigurePlaces, placed: PlacedValue) -> list[str]:
    """The dimension that an adjective after a measure names: "length of clips" in "clips of two minutes long"."""
    doc = places.doc
    beside = doc[placed.last] if placed.last < len(doc) else None
    name = _MEASURES.get(beside.lower_) if beside is not None and beside.pos_ in ("ADJ", "ADV") else None
    if name is None or name != "length" and placed.value.kind is not ValueKind.MEASURE:
        return []
    start = places.sentences[placed.sentence].first
    for index in range(placed.first - 1, max(start, placed.first - 5), -1):
        if doc[index].lower_ == "of" and doc[index - 1].pos_ == "NOUN" and index > start:
            return [name, "of", doc[index - 1].lower_]
    return [name]


def hyphenated(places: FigurePlaces, words: list[tuple[int, str]]) -> list[str]:
    """The words in text order, those that a hyphen joins made one: "short-video"."""
    joined: list[str] = []
    last = -2
    for index, word in words:
        if joined and index == last + 2 and places.doc[index - 1].text == "-" and not places.doc[index - 1].whitespace_:
            joined[-1] += f"-{word}"
        else:
            joined.append(word)
        last = index
    return joined


def unit_of(places: FigurePlaces, placed: PlacedValue) -> str | None:
    """The unit of a value: its own, or the noun that it counts, in lower case unless it is a name."""
    if placed.value.unit is not None:
        return placed.value.unit
    counted = counted_noun(places, placed) if placed.value.kind is ValueKind.COUNT else None
    if placed.noun is None and counted is None:
        return None
    noun = counted if placed.noun is None and counted is not None else places.doc[placed.noun or 0]
    return noun.text if noun.pos_ == "PROPN" or any(letter.isupper() for letter in noun.text) else noun.lower_
