"""The time that a figure is about: the date of its own clause, not the day on which somebody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.dates.expressions import resolve_period
from kg.pipeline.dates.parts import DateExpression
from kg.pipeline.figures.places import FigurePlaces, PlacedValue
from kg.pipeline.word_lists import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 25
_BREAKS = {";", ":"}


def period_of(places: FigurePlaces, placed: PlacedValue, published: str | None, anchor: str | None) -> str | None:
    """The period as ISO date, month, year, quarter or interval, as words where it cannot be placed, or None.

    A rate without a date has the words of its rate ("a month"). ``anchor`` is the date that "a year earlier" counts from.
    """
    best = min(_dates_of(places, placed), key=lambda item: item[0], default=None)
    if best is None:
        return (
            f"a {placed.value.per}"
            if placed.value.per in ("year", "month", "week", "day", "hour", "minute", "second")
            else None
        )
    date = best[1]
    return resolve_period(date, published, anchor=anchor) or date.text


def _dates_of(places: FigurePlaces, placed: PlacedValue) -> list[tuple[float, DateExpression]]:
    """The dates that may belong to a value with their distance, in tokens and clauses."""
    start, end = places.span_of(placed.sentence)
    found = []
    for date in places.dates:
        if not start <= date.start < end or date.range == "end" and date.lead in ("to", "until"):
            continue
        span = places.doc.char_span(date.start, date.end, alignment_mode="expand")
        if span is None or placed.first < span.end and span.start < placed.last:
            continue
        if _dates_speech(places, span.start, span.end):
            continue
        distance = _distance(places, placed, span.start, span.end)
        if distance < _FAR:
            found.append((distance, date))
    return found


def _distance(places: FigurePlaces, placed: PlacedValue, first: int, last: int) -> float:
    low, high = (last, placed.first) if last <= placed.first else (placed.last, first)
    between = places.doc[low:high]
    distance = float(len(between))
    distance += 8 * sum(token.text in _BREAKS for token in between) + 3 * sum(
        token.text in (",", "and", "but", "(") for token in between
    )
    distance += 4 * sum(
        token.lower_ in ("who", "which", "when", "while", "after", "before", "that") for token in between
    )
    if places.parsed and _verb(places, placed.head) == _verb(places, places.head_of(first, last)):
        distance -= 6
    others = sum(1 for other in places.values if low <= other.first and other.last <= high)
    return distance + 2 * others


def _dates_speech(places: FigurePlaces, first: int, last: int) -> bool:
    """Whether a date says when something was said ("said on Thursday", "on Thursday announced")."""
    doc = places.doc
    near: list[Token] = [*doc[max(0, first - 3) : first], *doc[last : last + 2]]
    return any(token.lower_ in _speech() for token in near)


def _speech() -> dict[str, tuple[str, str | None]]:
    return verb_forms("reporting.toml", "say")


def _verb(places: FigurePlaces, index: int) -> int | None:
    return next((token for token in places.climb(index) if places.doc[token].pos_ in ("VERB", "AUX")), None)
