"""Dates as whole days, so that the page can compare and slide over them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?\Z", re.DOTALL)
_EPOCH = date(1970, 1, 1)


def earliest(iso: str | None) -> int | None:
    """The first day that ``iso`` may mean, in days since 1970-01-01; None if it names no year."""
    parts = _parts(iso)
    if parts is None:
        return None
    year, month, day = parts
    return _day(year, month or 1, day or 1)


def latest(iso: str | None) -> int | None:
    """The last day that ``iso`` may mean, in days since 1970-01-01; None if it names no year."""
    parts = _parts(iso)
    if parts is None:
        return None
    year, month, day = parts
    if day:
        return _day(year, month or 12, day)
    if month == 12 or month is None:
        return _day(year, 12, 31)
    following = _day(year, month + 1, 1)
    return None if following is None else following - 1


def _parts(iso: str | None) -> tuple[int, int | None, int | None] | None:
    match = _ISO.match(iso) if iso else None
    if match is None:
        return None
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _day(year: int, month: int, day: int) -> int | None:
    try:
        return (date(year, month, day) - _EPOCH) // timedelta(days=1)
    except ValueError:
        return None
