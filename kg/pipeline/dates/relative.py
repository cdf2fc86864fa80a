"""Weekdays, counts, quarters and company years: what the groups of their rules mean (see ``absolute``)."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.pipeline.dates.absolute import Piece, whole
from kg.pipeline.dates.context import check
from kg.pipeline.dates.parts import Anchor, DateParts, Unit
from kg.pipeline.dates.words import (
    DEICTIC,
    DIRECTIONS,
    FROM_TEXT,
    ORDINALS,
    count_of,
    month_number,
    part_of,
    turned_year,
    weekday_number,
    year_group,
    yearish,
)  # fmt: skip

_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
_BACKWARDS = ("ago", "earlier", "before", "back")


def weekday(match: re.Match[str]) -> list[Piece]:
    parts = DateParts(weekday=weekday_number(match["wd"]))
    if match["week"]:
        return whole(match, replace(parts, unit=Unit.WEEK, offset=DIRECTIONS[match["week"].lower()]))
    if match["dir"]:
        word = match["dir"].lower().split()[-1]
        anchor = Anchor.TEXT if word in FROM_TEXT else Anchor.PUBLISHED
        parts = replace(parts, unit=Unit.DAY, offset=DIRECTIONS[word], anchor=anchor)
    return whole(match, parts)


def deictic(match: re.Match[str]) -> list[Piece]:
    if check("quoted_day").match(match.string, match.end()):
        return []
    return whole(match, DateParts(unit=Unit.DAY, offset=DEICTIC[" ".join(match.group().lower().split())]))


def relative(match: re.Match[str]) -> list[Piece]:
    """ "Last month", "later this year", "the following week", "this summer"."""
    word, unit = match["dir"].lower().split()[-1], match["unit"].lower()
    anchored = word in FROM_TEXT or unit == "day" and word == "next"
    anchor = Anchor.TEXT if anchored else Anchor.PUBLISHED
    compared = {"earlier": "early", "later": "late"}.get((match["comp"] or "").lower().strip())
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        return whole(match, DateParts(season=unit, unit=Unit.YEAR, offset=DIRECTIONS[word], anchor=anchor))
    unit = "week" if unit in ("weekend", "fortnight") else unit
    part = part_of(match["part"]) or compared
    fiscal = bool(match["fiscal"])
    return whole(match, DateParts(unit=Unit(unit), offset=DIRECTIONS[word], part=part, anchor=anchor, fiscal=fiscal))


def span(match: re.Match[str]) -> list[Piece]:
    """ "The past five years", "the next 18 months": a stretch that ends or begins on the day of publication."""
    count, unit = count_of(match["n"]), match["unit"].lower()
    length = _MONTHS_IN.get(unit)
    if count is None or length is None:
        return whole(match, DateParts(unit=Unit(unit), offset=None))
    forward = match["dir"].lower() in ("next", "coming")
    parts = DateParts(unit=Unit.DAY, offset=0, months=count * length, closes=not forward, opens=forward)
    return whole(match, parts)


def counted(match: re.Match[str]) -> list[Piece]:
    """ "Two years ago", "three months later", "in two weeks' time", "three years after"."""
    count, unit, way = count_of(match["n"]), match["unit"].lower(), match["way"].lower().split()[0]
    if unit in ("hour", "minute"):
        return []
    after = way == "after"
    sign = -1 if after or way in _BACKWARDS else 1
    anchor = Anchor.PUBLISHED if way in ("ago", "from", "hence", "back") or match["in"] else Anchor.TEXT
    if unit == "fortnight":
        unit, count = "week", None if count is None else 2 * count
    offset = None if count is None else sign * count
    if match["half"] and unit == "year" and count is not None:
        unit, offset = "month", sign * (12 * count + 6)
    exact = bool(match["today"])
    return whole(match, DateParts(unit=Unit(unit), offset=offset, anchor=anchor, exact=exact, after=after))


def later(match: re.Match[str]) -> list[Piece]:
    """ "The year before", "the day after"."""
    sign = -1 if match["way"].lower() == "before" else 1
    return whole(match, DateParts(unit=Unit(match["unit"].lower()), offset=sign, anchor=Anchor.TEXT))


def quarter(match: re.Match[str]) -> list[Piece]:
    """ "The second quarter of 2023", "first-half"; "half" alone needs an article or a year."""
    base, fiscal = year_group(match["of"])
    fiscal = fiscal or bool(match["fiscal"] or match["fiscal2"])
    number = ORDINALS[match["ord"].lower()]
    if match["what"].lower() == "quarter":
        return whole(match, replace(base, quarter=number, fiscal=fiscal))
    if not (match["of"] or match["det"] or match["fiscal"]):
        return []
    number = 2 if match["ord"].lower() == "final" else number
    return whole(match, replace(base, half=number, fiscal=fiscal)) if number <= 2 else []


def quarter_code(match: re.Match[str]) -> list[Piece]:
    """ "Q2 2024", "2Q24", "H1 2023"; a lone "H1" needs a preposition before it."""
    base, fiscal = year_group(match["y"])
    number = int(match["n"])
    if match["letter"] == "Q":
        return whole(match, replace(base, quarter=number, fiscal=fiscal))
    lone = base.year is None and base.unit is None
    if number > 2 or lone and not check("half_cue").search(match.string, max(0, match.start() - 8), match.start()):
        return []
    return whole(match, replace(base, half=number, fiscal=fiscal))


def fiscal_year(match: re.Match[str]) -> list[Piece]:
    """ "Fiscal 2024", "FY24", "financial year 2023-24": named by the calendar year in which it ends."""
    first, last = int(match["y"]), match["y2"]
    first += 2000 if first < 100 else 0
    if last:
        first = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return whole(match, DateParts(year=first, fiscal=True))


def period_to(match: re.Match[str]) -> list[Piece]:
    """ "The nine months to June 30, 2024", "the year ended March 2023"."""
    unit = match["unit"].lower().removesuffix("s")
    count = count_of(match["n"]) or 1
    length = _MONTHS_IN[unit] * (count if unit == "month" else 1)
    digits = match["day"] or match["day2"]
    day = int(digits) if digits else None
    month = month_number(match["month"])
    return whole(match, replace(yearish(match), month=month, day=day, months=length, closes=True))


def first_months(match: re.Match[str]) -> list[Piece]:
    """ "The first nine months of 2023"."""
    base, fiscal = year_group(match["of"])
    count = count_of(match["n"])
    if count is None or not 1 <= count <= 11:
        return []
    return whole(match, replace(base, months=count, opens=True, fiscal=fiscal))


def month_quarter(match: re.Match[str]) -> list[Piece]:
    """ "The June quarter": the three months that end in June."""
    parts = DateParts(year=int(match["year"])) if match["year"] else DateParts()
    if match["turned"]:
        parts = turned_year(match["turned"])
    length = _MONTHS_IN[match["unit"]]
    return whole(match, replace(parts, month=month_number(match["month"]), months=length, closes=True))
