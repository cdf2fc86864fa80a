"""Titles, dates and outlets in all their spellings."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read.metadata import Metadata, iso_date, metadata_from


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-09-03", "2024-09-03"),
        ("2024-09", "2024-09"),
        ("2024", "2024"),
        ("20240903", "2024-09-03"),
        (" 2024-09-03T23:30:00-08:00 ", "2024-09-03"),
        ("2024-09-03 10:00", "2024-09-03"),
        ("3 September 2024", "2024-09-03"),
        ("3rd Sept. 2024", "2024-09-03"),
        ("September 3, 2024", "2024-09-03"),
        ("Sep 3 2024", "2024-09-03"),
        ("Tue, 03 Sep 2024 10:00:00 +0200", "2024-09-03"),
    ],
)
def test_dates_are_read_in_usual_forms(written: str, iso: str) -> None:
    assert iso_date(written, place="f") == iso


@pytest.mark.parametrize(
    "written", ["", "soon", "2024-13", "2024-02-30", "03/09/2024", "24-09-03", "２０２４", "Foo 3, 2024"]
)
def test_what_is_no_sure_date_is_refused(written: str) -> None:
    with pytest.raises(ReadError, match="f: published is .* expected a date such as 2024-09-03"):
        iso_date(written, place="f")


MONTHS = "January February March April May June July August September October November December"


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_is_read_however_it_is_written(day: datetime.date) -> None:
    month = MONTHS.split()[day.month - 1]
    forms = [day.isoformat(), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.strftime("%Y%m%d")]
    assert {iso_date(form, place="f") for form in forms} == {day.isoformat()}


@given(st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        assert iso_date(text, place="f").replace("-", "").isdigit()
    except ReadError as error:
        assert error.path == "f"


def test_keys_are_known_in_usual_spellings() -> None:
    values = {
        "Headline": "T",
        "DATE": datetime.date(2024, 9, 3),
        "publisher": "S",
        "link": "U",
        "lang": "en-GB",
        "id": 7,
    }
    assert metadata_from(values, place="f") == Metadata("7", "T", "S", "U", "2024-09-03", "en")


def test_a_years_number_is_a_date() -> None:
    assert metadata_from({"published": 2024}, place="f").published == "2024"


def test_what_is_empty_or_unknown_says_nothing() -> None:
    values = {"title": " ", "source": None, "tags": ["a"], "entities": [{}]}
    assert metadata_from(values, place="f") == Metadata()


@pytest.mark.parametrize("value", [["a"], {"a": 1}, 1.5, True])
def test_a_value_that_is_no_words_is_refused(value: object) -> None:
    with pytest.raises(ReadError, match="f: title is .*, expected words"):
        metadata_from({"title": value}, place="f")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ReadError, match="f: title holds half a surrogate pair"):
        metadata_from({"title": "a\ud800"}, place="f")


def test_a_language_is_a_tag() -> None:
    with pytest.raises(ReadError, match="f: language is 'English!'"):
        metadata_from({"language": "English!"}, place="f")


def test_gaps_are_filled_and_nothing_is_overwritten() -> None:
    assert Metadata(title="a").over(Metadata(title="b", source="c")) == Metadata(title="a", source="c")
