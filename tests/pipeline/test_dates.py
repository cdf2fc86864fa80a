from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.dates.expressions import date_bounds, find_dates, read_dates, resolve_date, resolve_period
from kg.pipeline.dates.parts import Unit

PUBLISHED = "2024-09-03"
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "dates.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def shown(text: str, published: str | None) -> str:
    """The dates of a text as the table writes them."""
    written = []
    anchor = None
    for expression, iso in read_dates(text, published):
        period = resolve_period(expression, published, anchor=anchor)
        anchor = iso or anchor
        more = "" if period == iso else f"|{period or '-'}"
        written.append(f"{expression.text} = {iso or '-'}{more}")
    return "; ".join(written)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0] + (f" ({row[2]})" if len(row) > 2 else ""))
def test_dates_of_real_usage_are_read(row: list[str]) -> None:
    expected = row[1] if len(row) > 1 else ""
    published = PUBLISHED if len(row) < 3 else None if row[2] == "-" else row[2]
    assert shown(row[0], published) == expected


def test_the_table_holds_enough_expressions() -> None:
    assert sum(len(row[1].split("; ")) for row in ROWS if len(row) > 1 and row[1]) >= 150


@given(DAYS)
def test_a_day_reads_back_from_every_way_of_writing_it(day: date) -> None:
    forms = (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%A}, {day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day} of {day.year}",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
    )
    for form in forms:
        (expression,) = find_dates(f"It opened on {form} in Rome.")
        assert (expression.text, resolve_date(expression, None)) == (form, day.isoformat())


@given(DAYS)
def test_a_month_and_a_quarter_read_back(day: date) -> None:
    quarter = (day.month - 1) // 3 + 1
    (month,) = find_dates(f"It opened in {day:%B} {day.year}.")
    (period,) = find_dates(
        f"Profit rose in the {('first', 'second', 'third', 'fourth')[quarter - 1]} quarter of {day.year}."
    )
    assert resolve_date(month, None) == f"{day.year}-{day.month:02d}"
    assert resolve_period(period, None) == f"{day.year}-Q{quarter}"


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_within_a_week_of_publication(day: date, number: int) -> None:
    name = f"{date(2024, 1, 1) + timedelta(days=number):%A}"
    (past,) = find_dates(f"He left on {name}.")
    (future,) = find_dates(f"He will leave on {name}.")
    before = date.fromisoformat(resolve_date(past, day.isoformat()) or "")
    after = date.fromisoformat(resolve_date(future, day.isoformat()) or "")
    assert timedelta() <= day - before < timedelta(days=7)
    assert timedelta() <= after - day < timedelta(days=7)
    assert before.weekday() == after.weekday() == number


@given(DAYS, st.integers(1, 20))
def test_days_ago_count_back(day: date, number: int) -> None:
    (expression,) = find_dates(f"He left {number} days ago.")
    assert resolve_date(expression, day.isoformat()) == (day - timedelta(days=number)).isoformat()


@given(DAYS)
def test_bounds_hold_the_date(day: date) -> None:
    iso = day.isoformat()
    for value in (iso, iso[:7], iso[:4], f"{iso[:4]}-Q{(day.month - 1) // 3 + 1}", f"{iso}/{iso}"):
        first, last = date_bounds(value) or ("", "")
        assert first <= iso <= last


@pytest.mark.parametrize("iso", ["--06", "--06-12", "later", "2024-13"])
def test_a_date_without_a_year_has_no_bounds(iso: str) -> None:
    assert date_bounds(iso) is None


def test_tense_given_by_the_caller_goes_before_the_sentence() -> None:
    (expression,) = find_dates("He left in October.")
    assert resolve_date(expression, PUBLISHED) == "2023-10"
    assert resolve_date(expression, PUBLISHED, tense="future") == "2024-10"


def test_an_impossible_day_is_no_date() -> None:
    assert [resolve_date(item, PUBLISHED) for item in find_dates("It opened on February 30, 2024.")] == [None]


def test_the_preposition_before_a_date_is_kept() -> None:
    leads = [item.lead for item in find_dates("Since 2014, until 2016, by 2020 and as of June 2021.")]
    assert leads == ["since", "until", "by", "as of"]


def test_ranges_are_marked_at_both_ends() -> None:
    assert [item.range for item in find_dates("It ran on July 12-14, 2022.")] == ["start", "end"]


def test_relative_parts_are_kept_as_parts() -> None:
    (expression,) = find_dates("It was sold two years ago.")
    assert (expression.parts.unit, expression.parts.offset) == (Unit.YEAR, -2)


@given(
    st.text(alphabet="0123456789-/., ofJulyMarchthe'Qs\n", max_size=80),
    st.sampled_from([None, PUBLISHED, "bad", "2024"]),
)
def test_nothing_breaks_on_odd_text(text: str, published: str | None) -> None:
    reach = 0
    for expression, iso in read_dates(text, published):
        assert expression.text == text[expression.start : expression.end]
        assert expression.start >= reach
        assert iso is None or re.fullmatch(r"\d{4}(-\d\d){0,2}|--\d\d(-\d\d)?", iso)
        reach = expression.end


@pytest.mark.parametrize(
    "piece", ["1 ", "July ", "the ", "2022-", "two years ago ", "July 12, 2022. ", "first second quarter of "]
)
def test_a_longer_text_has_proportionally_more_dates(piece: str) -> None:
    counts = [len(find_dates(piece * size)) for size in (100, 200, 400)]
    assert counts[2] - counts[1] <= 2 * (counts[1] - counts[0]) + 2
