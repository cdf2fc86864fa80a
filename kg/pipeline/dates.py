"""Date expressions of English text, and the dates they stand for.

``find_dates`` reads words (no calendar, no clock); ``resolve_date`` and ``resolve_period`` place them with the day
of publication. Both are pure functions of their arguments.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.pipeline.date_grammar import RULES, Piece
from kg.pipeline.date_parts import Anchor, DateExpression, DateParts, Unit
from kg.pipeline.date_resolution import date_bounds, resolve_date, resolve_period

__all__ = ["Anchor", "DateExpression", "DateParts", "Unit", "date_bounds", "find_dates", "read_dates", "resolve_date",
           "resolve_period"]

_LEAD = re.compile(r"\b(as of|as at|since|until|till|by|before|after|from|to|through|between|during|in|on|for|of|at|and)"
                   r"\s+(?:the\s+)?$", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|['’]ll|plans?|planned|planning|expects?|expected|anticipated|due|scheduled|slated|aims?|hopes?|intends?|going to"
    r"|(?:is|are|was|were|has|have|had|set) to|upcoming|forthcoming|promised|promises|could|(?-i:may)|should|with effect)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|ago|last|(?!need|speed|feed|seed|hundred|scheduled|slated|expected|planned|anticipated|promised|based|united|limited"
    r"|called|named|listed|related)[a-z]{2,}ed|began|went|became|made|sold|bought|left|took|came|rose|fell|said|told|won|lost|grew|held|paid|built|met"
    r"|led|ran|saw|gave|got|flew|wrote|spent|drew|chose|broke|spoke|struck|sank)\b", re.IGNORECASE)
_CLAUSE_START = re.compile(r"[,;:–—()\"“”]|\b(?:and|but|when|while|who|which|that|where|after|before|as)\b")
_OPEN_LEADS = ("from", "until", "till", "by")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.$")


def find_dates(text: str) -> list[DateExpression]:
    """All date expressions of ``text``, in text order, none overlapping; the longest reading wins.

    Linear in the length of the text: each rule passes over it once.
    """
    pieces = [piece for pattern, handler in RULES for match in pattern.finditer(text) for piece in handler(match) or ()]
    chosen = _without_overlaps(pieces)
    bounds = _sentence_starts(text)
    return [_expression(text, piece, bounds) for piece in chosen]


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
    chosen: list[Piece] = []
    reach = -1
    ranked = sorted(pieces, key=lambda piece: (piece[0], -piece[1]))
    position = 0
    while position < len(ranked):
        piece = ranked[position]
        if piece[0] >= reach:
            chosen.append(piece)
            reach = piece[1]
        elif piece[1] > reach and piece[1] - piece[0] > chosen[-1][1] - chosen[-1][0]:
            chosen[-1] = piece
            reach = piece[1]
        position += 1
    return chosen


def _sentence_starts(text: str) -> list[int]:
    ends = [m.end() for m in _SENTENCE_END.finditer(text)
            if text[m.start()] == "\n" or not _ABBREVIATION.search(text, max(0, m.start() - 6), m.start() + 1)]
    return [0, *ends]


def _expression(text: str, piece: Piece, bounds: list[int]) -> DateExpression:
    start, end, parts, span = piece
    index = bisect_right(bounds, start)
    left = bounds[index - 1]
    right = bounds[index] if index < len(bounds) else len(text)
    before = text[max(left, start - 24):start]
    lead = _LEAD.search(before)
    word = lead.group(1).lower() if lead else None
    cut = left + len(text[left:start]) - (len(lead.group()) if lead else 0)
    tense = _tense(text[max(left, cut - 150):cut], text[end:min(right, end + 60)])
    if word in _OPEN_LEADS and tense != "future":
        tense = "future" if parts.weekday is not None and word != "from" and tense is None else None
    return DateExpression(start, end, text[start:end], parts, word, tense, span)


def _tense(before: str, after: str) -> str | None:
    """The tense of the verbs in the clause that ends in ``before``; without any, of the clause that starts ``after``."""
    openings = list(_CLAUSE_START.finditer(before))
    clause = before[openings[-1].end():] if openings else before
    if _FUTURE.search(clause):
        return "future"
    if _PAST.search(clause):
        return "past"
    hard = [m for m in openings if m.group() not in (",", "and", "–", "—")]
    if re.search(r"[a-z]{3}", clause) and _FUTURE.search(before[hard[-1].end():] if hard else before):
        return "future"
    if re.search(r"[a-z]{3}", clause):
        return None
    closing = _CLAUSE_START.search(after)
    clause = after[:closing.start()] if closing else after
    if _FUTURE.search(clause):
        return "future"
    return "past" if _PAST.search(clause) else None
