"""The dates of a Doc beside its claims: before or after publication, and what they say of validity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.pipeline.dates.expressions import date_bounds, read_dates

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SINCE = {"since", "from", "as of", "as at"}
_UNTIL = {"until", "till", "to", "through"}


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A date expression as tokens, its ISO date, the word before it, and where it lies: past, now, future or None."""

    first: int
    last: int
    iso: str
    lead: str | None
    side: str | None
    range: str | None = None


def dated_words(doc: Doc) -> list[DatedWords]:
    """All date expressions of a Doc that stand for a date, in text order."""
    published = doc._.kg_published
    found: list[DatedWords] = []
    for expression, iso in read_dates(doc.text, published):
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if iso is None or span is None:
            continue
        lead = "from" if span.start and doc[span.start - 1].lower_ in {"effective", "starting"} else expression.lead
        found.append(DatedWords(span.start, span.end, iso, lead, side_of(iso, published), expression.range))
    return found


def side_of(iso: str, published: str | None) -> str | None:
    """Where a date lies, seen from the day of publication: "past", "now" or "future"; None where that can't be told."""
    bounds = date_bounds(iso) if published else None
    if bounds is None or published is None:
        return None
    if bounds[0] > published:
        return "future"
    return "past" if bounds[1] < published[: len(bounds[1])] else "now"


def validity(dates: list[DatedWords], *, begins: bool, ends: bool) -> tuple[str | None, str | None]:
    """From when and until when a claim holds, by the dates of its clause in text order.

    ``begins`` and ``ends`` say that its verb starts or closes a state, so that a bare date is that day.
    """
    start: str | None = None
    until: str | None = None
    for position, date in enumerate(dates):
        before = dates[position - 1] if position else None
        if (
            date.range == "end"
            or (date.lead in {"to", "and"} and before is not None and before.lead in {"from", "between"})
            or date.lead in _UNTIL
        ):
            until = until or date.iso
        elif date.lead in _SINCE | {"between"} or date.range == "start":
            start = start or date.iso
        elif begins and start is None and date.lead not in {"before", "by", "of", "for"}:
            start = date.iso
        elif ends and until is None and date.lead not in {"before", "by", "of", "for", "after"}:
            until = date.iso
    return start, until


def in_order(start: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The two dates, or neither where a claim would end before it begins: no telling which of them was misread."""
    first = date_bounds(start) if start else None
    last = date_bounds(until) if until else None
    if first and last and first[0] > last[1]:
        return None, None
    return start, until
