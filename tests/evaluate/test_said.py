"""Rules of scoring how facts are said, dates, figures and quotations."""

from __future__ import annotations

from typing import Any

import pytest

from kg.evaluate import Rate, Score
from kg.types import Annotation
from tests.evaluate.sample import document, scores

# --- how facts are said ---------------------------------------------------------------------


def test_modality_is_judged_on_the_facts_that_are_found() -> None:
    gold = document(
        ("orbit", "product", "lumen", "planned"),
        ("orbit", "product", "prism", "former"),
        ("orbit", "acquiredBy", "mara", "denied"),
        ("orbit", "foundedBy", "mara"),
        ("orbit", "headquarters", "oslo"),
        ("orbit", "country", "oslo"),
    )
    predicted = document(
        ("orbit", "product", "lumen"),
        ("orbit", "product", "prism", "planned"),
        ("orbit", "foundedBy", "mara", "former"),
        ("orbit", "headquarters", "oslo"),
    )
    modality = scores(gold, predicted).modality
    assert modality.found == Rate(2, 3)
    assert modality.leaked == Rate(1, 2)
    assert modality.asserted_found == Rate(2, 3)
    assert modality.withheld == Rate(1, 2)
    assert modality.accuracy == Rate(1, 4)
    assert modality.found_by["denied"] == Rate(0, 1)
    assert modality.found_by["planned"] == Rate(1, 1)


@pytest.mark.parametrize(("speaker", "count"), [("mara", 1), ("oslo", 0), (None, 0)])
def test_attributed_facts_have_the_right_speaker(speaker: str | None, count: int) -> None:
    gold = document(("orbit", "product", "lumen", {"stated_by": "mara"}), ("orbit", "product", "prism"))
    predicted = document(("orbit", "product", "lumen", {"stated_by": speaker}), ("orbit", "product", "prism"))
    assert scores(gold, predicted).modality.attributed == Rate(count, 1)


# --- dates ----------------------------------------------------------------------------------


def test_dates_are_judged_where_subject_and_property_are_found() -> None:
    gold = document(
        ("orbit", "inception", {"date": "2019"}),
        ("lumen", "releaseDate", {"date": "2020-05"}),
        ("prism", "releaseDate", {"date": "2021"}),
    )
    predicted = document(("orbit", "inception", {"date": "2019"}), ("lumen", "releaseDate", {"date": "2020"}))
    assert scores(gold, predicted).dates.objects == Rate(1, 2)


def test_validity_is_judged_on_the_facts_that_are_found() -> None:
    gold = document(
        ("mara", "employer", "orbit", {"valid": ["2019", None]}), ("mara", "owner", "lumen", {"valid": [None, "2020"]})
    )
    predicted = document(("mara", "employer", "orbit", {"valid": ["2019", None]}), ("mara", "owner", "lumen"))
    assert scores(gold, predicted).dates.valid == Rate(1, 2)


# --- figures --------------------------------------------------------------------------------


def figures(*rows: dict[str, Any]) -> Annotation:
    base = {"subject": "orbit", "metric": "daily users", "value": "40", "unit": "users"}
    return document(quantities=[base | row for row in rows])


@pytest.mark.parametrize(
    ("given", "right", "full"),
    [
        ({}, 1, 1),
        ({"value": "40.0", "metric": "users a day"}, 1, 1),
        ({"value": "-40", "unit": "Users"}, 1, 1),
        ({"unit": "USD"}, 1, 0),
        ({"metric": "revenue"}, 1, 0),
        ({"subject": "mara"}, 0, 0),
        ({"value": "41"}, 0, 0),
        ({"value": "40-41"}, 0, 0),
        ({"value": None}, 0, 0),
    ],
)
def test_a_figure_is_right_by_value_and_subject(given: dict[str, Any], right: int, full: int) -> None:
    result = scores(figures({}), figures(given)).figures
    assert (result.subject.right, result.full.right) == (right, full)
    assert result.subject.found == right


def test_a_range_is_equal_at_both_ends() -> None:
    assert scores(figures({"value": "30-40"}), figures({"value": "30.0-40"})).figures.subject == Score(1, 1, 1, 1)


def test_a_figure_counts_once_and_without_a_subject_only_by_value() -> None:
    result = scores(figures({}), figures({}, {}, {"subject": None, "value": "7"})).figures
    assert result.subject == Score(1, 1, 1, 1)
    assert result.values == Score(gold=1, found=1, predicted=2, right=1)


def test_a_conversion_may_be_a_figure_of_its_own() -> None:
    dollars = {"value": "55", "unit": "USD"}
    apart, within = figures({}, dollars), figures({"converted": [dollars]})
    assert scores(apart, within).figures.subject == Score(gold=2, found=2, predicted=1, right=1)
    assert scores(within, apart).figures.subject == Score(1, 1, 1, 1)


# --- quotations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "speaker", "spans"),
    [
        ({"speaker": "mara", "span": [80, 104]}, 1, 1),
        ({"speaker": "orbit", "span": [66, 104]}, 0, 1),
        ({"speaker": None, "span": [66, 104]}, 0, 1),
        ({"speaker": "mara", "span": [0, 66]}, 0, 0),
    ],
)
def test_a_quotation_overlaps_and_has_the_right_speaker(quote: dict[str, Any], speaker: int, spans: int) -> None:
    gold = document(quotes=[{"speaker": "mara", "span": [66, 104], "direct": False}])
    result = scores(gold, document(quotes=[quote | {"direct": False}])).quotations
    assert result.speaker == Score(1, speaker, 1, speaker)
    assert result.spans == Score(1, spans, 1, spans)
