"""Date expressions of English text, and the dates they stand for.

``find_dates`` reads words (no calendar, no clock); ``resolve_date`` and ``resolve_period`` place them with the day
of publication. Both are pure functions of their arguments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from kg.pipeline.dates.absolute import Piece
from kg.pipeline.dates.context import check
from kg.pipeline.dates.grammar import read_pieces
from kg.pipeline.dates.parts import Anchor, DateExpression, DateParts, Unit
from kg.pipeline.dates.resolution import date_bounds, resolve_date, resolve_period

__all__ = [
    "Anchor",
    "DateExpression",
    "DateParts",
    "Unit",
    "date_bounds",
    "find_dates",
    "read_dates",
    "resolve_date",
    "resolve_period",
]

_OPEN_LEADS = ("from", "until", "till", "by")
_SOFT_BREAKS = (",", "and", "\u2013", "\u2014")
_TENSE_REACH = 150


def find_dates(text: str) -> list[DateExpression]:
    """All date expressions of ``text``, in text order, none overlapping; the longest reading wins.

    Linear in the length of the text: each rule passes over it once.
    """
    return list(_found(text))


@lru_cache(maxsize=2)
def _found(text: str) -> tuple[DateExpression, ...]:
    """Dates, figures and validity each ask for the dates of one text, one after the other."""
    bounds = _sentence_starts(text)
    return tuple(_expression(text, piece, bounds) for piece in _without_overlaps(read_pieces(text)))


def read_dates(text: str, published: str | None) -> list[tuple[DateExpression, str | None]]:
    """Each date expression of ``text`` with its date, "a year later" and its like counted from the date before it."""
    dated: list[tuple[DateExpression, str | None]] = []
    bounds = _sentence_starts(text)
    anchor: str | None = None
    sentence = 0
    for expression in find_dates(text):
        index = bisect_right(bounds, expression.start)
        if index != sentence and expression.parts.after:
            anchor = None
        sentence = index
        date = resolve_date(expression, published, anchor=anchor)
        dated.append((expression, date))
        anchor = date or anchor
    return dated


def _without_overlaps(pieces: list[Piece]) -> list[Piece]:
    """The pieces in text order; of two that overlap the longer one, of equals the first."""
    chosen: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece[0], -piece[1])):
        if not chosen or piece[0] >= chosen[-1][1]:
            chosen.append(piece)
        elif piece[1] - piece[0] > chosen[-1][1] - chosen[-1][0]:
            chosen[-1] = piece
    return chosen


def _sentence_starts(text: str) -> list[int]:
    abbreviation = check("abbreviation")
    return [0] + [
        match.end()
        for match in check("sentence_end").finditer(text)
        if text[match.start()] == "\n" or not abbreviation.search(text, max(0, match.start() - 6), match.start() + 1)
    ]


def _expression(text: str, piece: Piece, bounds: list[int]) -> DateExpression:
    start, end, parts, span = piece
    index = bisect_right(bounds, start)
    left = bounds[index - 1]
    right = bounds[index] if index < len(bounds) else len(text)
    found = check("lead").search(text[max(left, start - 24) : start])
    lead = found.group(1).lower() if found else None
    cut = start - len(found.group()) if found else start
    tense = _tense(text[max(left, cut - _TENSE_REACH) : cut], text[end : min(right, end + 60)])
    if lead in _OPEN_LEADS and tense != "future":
        tense = "future" if parts.weekday is not None and lead != "from" and tense is None else None
    return DateExpression(start, end, text[start:end], parts, lead, tense, span)


def _tense(before: str, after: str) -> str | None:
    """The tense of the clause that ends in ``before``; where it has no words, that of the clause that ``after`` starts.

    A cue of the future holds on over "and" and commas ("will open in Rome and close in May").
    """
    openings = list(check("clause_start").finditer(before))
    clause = before[openings[-1].end() :] if openings else before
    tense = _tense_of(clause)
    if tense is not None:
        return tense
    if re.search(r"[a-z]{3}", clause):
        hard = [match for match in openings if match.group() not in _SOFT_BREAKS]
        carried = check("future").search(before[hard[-1].end() :] if hard else before)
        return "future" if carried else None
    closing = check("clause_start").search(after)
    return _tense_of(after[: closing.start()] if closing else after)


def _tense_of(clause: str) -> str | None:
    if check("future").search(clause):
        return "future"
    return "past" if check("past").search(clause) else None
