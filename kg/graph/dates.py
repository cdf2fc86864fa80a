"""Dates and periods as literals at the text's precision, and the days that they can mean."""

from __future__ import annotations

import calendar
import re

from pyoxigraph import Literal

from kg.graph.terms import text, typed

_FORMS = (
    ("xsd:date", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")),
    ("xsd:gYearMonth", re.compile(r"\d{4}-(0[1-9]|1[0-2])")),
    ("xsd:gYear", re.compile(r"\d{4}")),
    ("xsd:gMonthDay", re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")),
    ("xsd:gMonth", re.compile(r"--(0[1-9]|1[0-2])")),
)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")

DATE_TYPES = frozenset(name for name, _ in _FORMS)


def date_literal(value: str) -> Literal:
    """A date with the XML Schema type of its precision; quarters, intervals and words stay words.

    >>> str(date_literal("2022-07"))
    '"2022-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    for datatype, form in _FORMS:
        if form.fullmatch(value) and _exists(value):
            return typed(value, datatype)
    return text(value)


def is_date(value: str) -> bool:
    """Whether the value is a date at a precision that XML Schema knows."""
    return any(form.fullmatch(value) for _, form in _FORMS) and _exists(value)


def days(value: str) -> tuple[str, str] | None:
    """The first and the last day that a date, quarter, half-year or interval covers; None without a year.

    >>> days("2024-Q2")
    ('2024-04-01', '2024-06-30')
    >>> days("--06") is None
    True
    """
    if "/" in value:
        start, _, end = value.partition("/")
        first, last = days(start), days(end)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    if match := _QUARTER.fullmatch(value):
        last_month = 3 * int(match[2])
        return _months(match[1], last_month - 2, last_month)
    if match := _HALF.fullmatch(value):
        last_month = 6 * int(match[2])
        return _months(match[1], last_month - 5, last_month)
    if not is_date(value) or value.startswith("-"):
        return None
    year, *rest = value.split("-")
    if len(rest) == 2:
        return value, value
    return _months(year, int(rest[0]), int(rest[0])) if rest else _months(year, 1, 12)


def _months(year: str, first: int, last: int) -> tuple[str, str]:
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{_length(int(year), last):02d}"


def _length(year: int, month: int) -> int:
    """The number of days in a month; the calendar module has no year 0, which has those of 2000."""
    return calendar.monthrange(year or 2000, month)[1]


def _exists(value: str) -> bool:
    """Whether a date at the precision of a day is one that the calendar has; ``--02-29`` is."""
    if len(value) < 7 or value.count("-") < 2:
        return True
    year, month, day = value.rsplit("-", 2) if not value.startswith("--") else ("2000", value[2:4], value[5:7])
    return not day or int(day) <= _length(int(year), int(month))
