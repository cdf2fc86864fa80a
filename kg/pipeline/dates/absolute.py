"""Days, months, years, decades and centuries: what the groups of their rules mean.

A handler turns a match into pieces ``(start, end, parts, range)``, or into none where the words around it show that no
date is meant. ``range`` is "start" or "end" for the two ends of a range.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.pipeline.dates.context import check, month_is_meant, not_an_amount, year_is_meant
from kg.pipeline.dates.parts import Anchor, DateParts, Unit
from kg.pipeline.dates.words import DECADES, DIRECTIONS, FROM_TEXT, HOLIDAYS, month_number, part_of, yearish

Piece = tuple[int, int, DateParts, str | None]


def whole(match: re.Match[str], parts: DateParts) -> list[Piece]:
    """The match as one piece."""
    return [(match.start(), match.end(), parts, None)]


def iso_day(match: re.Match[str]) -> list[Piece]:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    return whole(match, DateParts(year, month, day)) if 1 <= month <= 12 and 1 <= day <= 31 else []


def slashed(match: re.Match[str]) -> list[Piece]:
    """13/07/2022 and 07/13/2022 say which is the day; 12/07/2022 does not, so that the year alone is certain."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        year += 2000 if year < 60 else 1900
    if max(first, second) > 31 or min(first, second) > 12 or min(first, second) == 0:
        return []
    if first > 12 or match["sep"] == ".":
        return whole(match, DateParts(year, second, first) if second <= 12 else DateParts(year, first, second))
    if second > 12 or first == second:
        return whole(match, DateParts(year, first, second))
    return whole(match, DateParts(year))


def day_month(match: re.Match[str]) -> list[Piece]:
    base = replace(yearish(match), month=month_number(match["month"]))
    last = replace(base, day=int(match["day"]))
    if match["first"] is None:
        return whole(match, last)
    return [
        (match.start(), match.end("first"), replace(base, day=int(match["first"])), "start"),
        (match.start("day"), match.end(), last, "end"),
    ]


def month_day(match: re.Match[str]) -> list[Piece]:
    base = replace(yearish(match), month=month_number(match["month"]))
    first = replace(base, day=int(match["day"]))
    if match["last"] is None:
        return whole(match, first)
    return [
        (match.start(), match.end("day"), first, "start"),
        (match.start("last"), match.end(), replace(base, day=int(match["last"])), "end"),
    ]


def month_year(match: re.Match[str]) -> list[Piece]:
    parts = replace(yearish(match), month=month_number(match["month"]), part=part_of(match["part"]))
    if match["from"] is None:
        return whole(match, parts)
    first = replace(parts, month=month_number(match["from"]))
    return [(match.start(), match.end("from"), first, "start"), (match.start("month"), match.end(), parts, "end")]


def lone_month(match: re.Match[str]) -> list[Piece]:
    plain = match["part"] is None and match["dir"] is None
    if plain and not month_is_meant(match.string, match.start(), match.end(), match["month"]):
        return []
    parts = DateParts(month=month_number(match["month"]), part=part_of(match["part"]))
    if match["dir"]:
        direction = match["dir"].lower().split()[-1]
        anchor = Anchor.TEXT if direction in FROM_TEXT else Anchor.PUBLISHED
        parts = replace(parts, unit=Unit.MONTH, offset=DIRECTIONS[direction], anchor=anchor)
    return whole(match, parts)


def year(match: re.Match[str]) -> list[Piece]:
    if not year_is_meant(match.string, match.start("year"), match.end("year")):
        return []
    return whole(match, DateParts(year=int(match["year"]), part=part_of(match["part"])))


def year_range(match: re.Match[str]) -> list[Piece]:
    text, first, last = match.string, int(match["a"]), match["b"]
    if first < 1500 or not not_an_amount(text, match.start(), match.end()):
        return []
    if len(last) == 2 and text[match.end("a")] == "-" and int(last) <= min(12, first % 100):
        return whole(match, DateParts(first, int(last))) if int(last) else []
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if end < first and len(last) == 2:
        end += 100
    if not first < end <= first + 150:
        return []
    return [
        (match.start("a"), match.end("a"), DateParts(year=first), "start"),
        (match.start("b"), match.end("b"), DateParts(year=end), "end"),
    ]


def decade(match: re.Match[str]) -> list[Piece]:
    digits = match["digits"]
    if digits is None:
        start = DECADES[match["word"].lower()]
    elif len(digits) == 2:
        start = (1900 if int(digits) >= 20 else 2000) + int(digits)
    else:
        start = int(digits)
    return whole(match, DateParts(year=start, unit=Unit.DECADE, part=part_of(match["part"])))


def century(match: re.Match[str]) -> list[Piece]:
    return whole(match, DateParts(year=(int(match["n"]) - 1) * 100, unit=Unit.CENTURY))


def season(match: re.Match[str]) -> list[Piece]:
    if match["year"] is None and match["turned"] is None and match["det"] is None:
        return []
    return whole(match, replace(yearish(match), season=match["season"].lower(), part=part_of(match["part"])))


def holiday(match: re.Match[str]) -> list[Piece]:
    month, day = HOLIDAYS[" ".join(match["name"].lower().replace("\u2019", "'").split())]
    return whole(match, replace(yearish(match), month=month, day=day))


def the_nth(match: re.Match[str]) -> list[Piece]:
    """ "On the 12th" is a day; "on the 12th floor" is not."""
    if match["dir"]:
        return whole(match, DateParts(day=int(match["day"]), unit=Unit.MONTH, offset=DIRECTIONS[match["dir"].lower()]))
    ends = check("nth_ends").match(match.string, match.end())
    return whole(match, DateParts(day=int(match["day"]))) if ends else []
