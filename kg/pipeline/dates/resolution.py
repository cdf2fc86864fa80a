"""Date expressions placed on the calendar: ISO dates at the precision of the words."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from kg.pipeline.dates.parts import Anchor, DateExpression, DateParts, Unit

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_DAYS_OF = {Unit.DAY: 1, Unit.WEEK: 7}


def resolve_date(
    expression: DateExpression, published: str | None, *, tense: str | None = None, anchor: str | None = None
) -> str | None:
    """The ISO date of an expression at its own precision: ``2022-07-12``, ``2022-07``, ``2022``, ``--06-12``, ``--06``.

    A weekday or a bare month is the nearest past one; with ``tense`` "future" the next one (``tense`` None takes the
    expression's own; without any, a month or a day of the year is the one that is closer in time). ``anchor`` is the
    ISO date that "a year later" counts from. None when the words hold no single date (a decade, "several years ago",
    a weekday without a publication date).
    """
    base = _parse(anchor if expression.parts.anchor is Anchor.TEXT and anchor else published)
    return _resolve(expression.parts, base, tense or expression.tense)


def resolve_period(
    expression: DateExpression, published: str | None, *, tense: str | None = None, anchor: str | None = None
) -> str | None:
    """The date as ``resolve_date`` gives it, or a quarter ``2024-Q2``, a half ``2024-H1``, an interval ``start/end``.

    A company's own year ("fiscal 2024") has no known interval: None, so that the words are kept.
    """
    parts = expression.parts
    base = _parse(anchor if parts.anchor is Anchor.TEXT and anchor else published)
    tense = tense or expression.tense
    if parts.fiscal:
        return None
    if parts.unit in (Unit.DECADE, Unit.CENTURY) and parts.year is not None:
        return f"{parts.year:04d}-01-01/{parts.year + _MONTHS_OF[parts.unit] // 12 - 1:04d}-12-31"
    if parts.quarter or parts.half:
        return _quarter(parts, base, tense)
    if parts.unit is Unit.QUARTER and base is not None and parts.offset is not None:
        return _month_to_quarter(_shift(base[0], 3 * parts.offset))
    if parts.unit is Unit.WEEK and parts.weekday is None and base is not None and parts.offset is not None:
        return _week(base, parts.offset)
    if parts.months:
        return _span(parts, base, tense)
    return _resolve(parts, base, tense)


def date_bounds(iso: str) -> tuple[str, str] | None:
    """The first and last day of an ISO date, month, year, quarter, half or interval; None when the year is unknown."""
    if "/" in iso:
        first, last = (date_bounds(part) for part in iso.split("/", 1))
        return (first[0], last[1]) if first and last else None
    found = re.fullmatch(r"(\d{4})-([QH])([1-4])", iso)
    if found:
        length = 3 if found[2] == "Q" else 6
        month = (int(found[3]) - 1) * length + 1
        return f"{found[1]}-{month:02d}-01", _last_day(int(found[1]), month + length - 1)
    found = _ISO.fullmatch(iso)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return None
    if found[3]:
        return iso, iso
    if found[2]:
        return f"{iso}-01", _last_day(int(found[1]), int(found[2]))
    return f"{iso}-01-01", f"{iso}-12-31"


def _parse(iso: str | None) -> tuple[date, int] | None:
    """A day to count from and how many of year, month, day are known (1 to 3)."""
    found = _ISO.match(iso) if iso else None
    if not found:
        return None
    known = 3 if found[3] else 2 if found[2] else 1
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)), known
    except ValueError:
        return None


def _resolve(parts: DateParts, base: tuple[date, int] | None, tense: str | None) -> str | None:
    if (parts.unit in (Unit.DECADE, Unit.CENTURY) and (parts.year is not None or parts.offset == 0)) or (
        parts.closes and not parts.month
    ):
        return None
    if parts.months and not parts.closes and parts.unit is Unit.DAY:
        return None
    if parts.year is not None:
        return _iso(parts.year, parts.month, parts.day)
    if parts.unit is not None and parts.offset is None:
        return None
    if base is None:
        return _partial(parts)
    day = base[0]
    if parts.weekday is not None:
        return _weekday(parts, base, tense)
    if parts.unit is Unit.MONTH and parts.month is not None:
        return _directed_month(parts, base)
    if parts.unit is not None:
        return _relative(parts, base)
    if parts.month is not None:
        return _nearest(parts, day, tense)
    if parts.day is not None:
        return _day_of_month(parts.day, day, tense)
    if parts.quarter or parts.half or parts.season or parts.months:
        return f"{_period_year(parts, day, tense):04d}"
    return None


def _partial(parts: DateParts) -> str | None:
    if parts.month is None:
        return None
    if parts.day is None:
        return f"--{parts.month:02d}"
    return f"--{parts.month:02d}-{parts.day:02d}" if _exists(2000, parts.month, parts.day) else None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if _exists(year, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _weekday(parts: DateParts, base: tuple[date, int], tense: str | None) -> str | None:
    day, known = base
    if known < 3 or parts.weekday is None:
        return None
    if parts.unit is Unit.WEEK and parts.offset is not None:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=parts.offset)
        return (monday + timedelta(days=parts.weekday)).isoformat()
    back = (day.weekday() - parts.weekday) % 7
    if parts.offset == 1:
        return (day + timedelta(days=(7 - back) or 7)).isoformat()
    if parts.offset == -1:
        return (day - timedelta(days=back or 7)).isoformat()
    if back and (tense == "future" or (parts.offset == 0 and tense is None)):
        return (day + timedelta(days=7 - back)).isoformat()
    return (day - timedelta(days=back)).isoformat()


def _relative(parts: DateParts, base: tuple[date, int]) -> str | None:
    """ "Two years ago", "last month", "three days later": as precise as the unit and the day it counts from allow."""
    day, known = base
    assert parts.unit is not None and parts.offset is not None
    if parts.unit in _DAYS_OF:
        return _relative_days(parts.offset * _DAYS_OF[parts.unit], parts.unit, base)
    moved = _shift(day, parts.offset * _MONTHS_OF[parts.unit])
    if parts.exact and known == 3:
        return moved.isoformat()
    if parts.unit is Unit.MONTH:
        if parts.day is not None:
            return _iso(moved.year, moved.month, parts.day)
        return moved.isoformat()[:7] if known >= 2 else None
    return _iso(moved.year, parts.month, parts.day)


def _relative_days(days: int, unit: Unit, base: tuple[date, int]) -> str | None:
    """A day, or for weeks a month; from a month or a year only what holds for each of its days."""
    day, known = base
    first = day + timedelta(days=days)
    if known == 3:
        return first.isoformat() if unit is Unit.DAY else first.isoformat()[:7]
    last = date.fromisoformat((date_bounds(day.isoformat()[: 4 if known == 1 else 7]) or ("", ""))[1]) + timedelta(
        days=days
    )
    if first.year != last.year:
        return None
    return first.isoformat()[:7] if first.month == last.month else f"{first.year:04d}"


def _directed_month(parts: DateParts, base: tuple[date, int]) -> str:
    """ "Last July", "next July", "this July", "that July"; "the following July" of a year is that of the next year."""
    assert parts.month is not None
    day, known = base
    if parts.offset == 0:
        year = day.year
    elif parts.offset == -1:
        year = day.year - (known == 1 or parts.month >= day.month)
    else:
        year = day.year + (known == 1 or parts.month <= day.month)
    return f"{year:04d}-{parts.month:02d}"


def _nearest(parts: DateParts, day: date, tense: str | None) -> str | None:
    """The next one if the tense is future, the last one if it is past, else the one that is closer in time."""
    assert parts.month is not None
    here = (day.month, day.day) if parts.day is not None else (day.month, 0)
    there = (parts.month, parts.day or 0)
    ahead = ((there[0] - here[0]) * 31 + there[1] - here[1]) % 372
    future = tense == "future" or (tense is None and ahead < 186)
    year = day.year + (there < here) if future else day.year - (there > here)
    return _iso(year, parts.month, parts.day)


def _day_of_month(number: int, day: date, tense: str | None) -> str | None:
    shift = (1 if number < day.day else 0) if tense == "future" else (-1 if number > day.day else 0)
    moved = _shift(day.replace(day=1), shift)
    return _iso(moved.year, moved.month, number)


_SEASON_STARTS = {"winter": 1, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}


def _period_year(parts: DateParts, day: date, tense: str | None = None) -> int:
    """The year of a quarter, half or season: the last one begun, or, of the future, the next one not yet over."""
    if parts.year is not None:
        return parts.year
    if parts.unit is Unit.YEAR and parts.offset is not None:
        return day.year + parts.offset
    length = 6 if parts.half else 3
    first = _SEASON_STARTS.get(parts.season or "") or ((parts.quarter or parts.half or 1) - 1) * length + 1
    if tense == "future" or (parts.season and tense is None and (first - day.month) % 12 < 6):
        return day.year + (first + length - 1 < day.month)
    return day.year - (first > day.month)


def _quarter(parts: DateParts, base: tuple[date, int] | None, tense: str | None) -> str | None:
    if parts.year is None and base is None:
        return None
    year = _period_year(parts, base[0] if base else date.min, tense)
    return f"{year:04d}-Q{parts.quarter}" if parts.quarter else f"{year:04d}-H{parts.half}"


def _month_to_quarter(day: date) -> str:
    return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"


def _week(base: tuple[date, int], offset: int) -> str | None:
    if base[1] < 3:
        return None
    monday = base[0] - timedelta(days=base[0].weekday()) + timedelta(weeks=offset)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _span(parts: DateParts, base: tuple[date, int] | None, tense: str | None) -> str | None:
    """ "The nine months to June 2024", "the first nine months of 2024", "the past five years"."""
    assert parts.months is not None
    if parts.month is None and parts.unit is Unit.DAY:
        if base is None or base[1] < 3:
            return None
        other = _shift(base[0], parts.months if parts.opens else -parts.months)
        first, last = (base[0], other) if parts.opens else (other, base[0])
        return f"{first.isoformat()}/{last.isoformat()}"
    if parts.opens:
        if parts.year is None and base is None:
            return None
        year = _period_year(parts, base[0] if base else date.min)
        return f"{year:04d}-01-01/{_last_day(year, parts.months)}"
    end = _resolve(replace(parts, months=None, closes=False), base, tense)
    bounds = date_bounds(end) if end else None
    if bounds is None:
        return None
    last = date.fromisoformat(bounds[1])
    first = _shift(last + timedelta(days=1), -parts.months)
    return f"{first.isoformat()}/{last.isoformat()}"


def _shift(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
