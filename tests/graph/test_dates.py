"""Dates at the precision of the text, and the days that they cover."""

from __future__ import annotations

import pytest

from kg.graph.dates import date_literal, days


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2022-07-12", "date"),
        ("2022-07", "gYearMonth"),
        ("2022", "gYear"),
        ("--06", "gMonth"),
        ("--06-12", "gMonthDay"),
        ("--02-29", "gMonthDay"),
        ("2023-02-29", "string"),
        ("2024-13", "string"),
        ("--02-30", "string"),
        ("2024-Q2", "string"),
        ("last summer", "string"),
        ("2022-07-12\n", "string"),
    ],
)
def test_precision_gives_the_type(value: str, datatype: str) -> None:
    literal = date_literal(value)
    assert (literal.value, literal.datatype.value) == (value, f"http://www.w3.org/2001/XMLSchema#{datatype}")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-07-12", "2022-07-12", "2022-07-12"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-Q2", "2024-04-01", "2024-06-30"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2023-07-01/2024-06-30", "2023-07-01", "2024-06-30"),
        ("2023/2024-02", "2023-01-01", "2024-02-29"),
    ],
)
def test_days_of_a_period(value: str, first: str, last: str) -> None:
    assert days(value) == (first, last)


@pytest.mark.parametrize("value", ["--06", "--06-12", "last summer", "2024-Q5", "2024/2023", "2024-02-30", "/", ""])
def test_no_days_without_a_year(value: str) -> None:
    assert days(value) is None
