"""The grammar of English date expressions: each rule of ``data/dates.toml`` with the function that reads its match."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.pipeline.dates import absolute, relative
from kg.pipeline.dates.absolute import Piece
from kg.pipeline.pattern_files import load_patterns

Handler = Callable[[re.Match[str]], list[Piece]]

_HANDLERS: dict[str, Handler] = {
    "iso_day": absolute.iso_day,
    "slashed": absolute.slashed,
    "day_month": absolute.day_month,
    "month_day": absolute.month_day,
    "month_year": absolute.month_year,
    "lone_month": absolute.lone_month,
    "season": absolute.season,
    "year_range": absolute.year_range,
    "holiday": absolute.holiday,
    "year": absolute.year,
    "decade": absolute.decade,
    "century": absolute.century,
    "the_nth": absolute.the_nth,
    "weekday": relative.weekday,
    "quarter_code_first": relative.quarter_code,
    "quarter_code": relative.quarter_code,
    "period_to": relative.period_to,
    "month_quarter": relative.month_quarter,
    "deictic": relative.deictic,
    "relative": relative.relative,
    "span": relative.span,
    "counted": relative.counted,
    "later": relative.later,
    "quarter": relative.quarter,
    "fiscal": relative.fiscal_year,
    "first_months": relative.first_months,
}


def read_pieces(text: str) -> list[Piece]:
    """What every rule finds in a text, overlaps included. Each rule passes over the text once."""
    return [piece for pattern, handler in _rules() for match in pattern.finditer(text) for piece in handler(match)]


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Handler], ...]:
    patterns = load_patterns("dates.toml", "rules") | load_patterns("dates.toml", "any_case", any_case=True)
    return tuple((pattern, _HANDLERS[name]) for name, pattern in patterns.items())
