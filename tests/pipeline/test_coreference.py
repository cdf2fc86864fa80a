"""Which names are one thing in a document, with the shipped model."""

from __future__ import annotations

from typing import Any

import pytest

from kg.pipeline.load import load


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load()


def names(nlp: Any, text: str) -> dict[str, set[str]]:
    """For each thing the names that it is given, by the longest."""
    return {row["name"]: {text[s:e] for s, e, kind in row["mentions"] if kind == "name"} for row in nlp(text)._.kg_chains}


def test_an_owner_is_not_its_unit_where_both_stand_alone(nlp: Any) -> None:
    text = "The model was built by Norvik Brightmind. Ana Mora, who runs Brightmind, thanked Norvik. Norvik has sold it since May."
    found = names(nlp, text)
    assert found["Norvik"] == {"Norvik"}
    assert found["Norvik Brightmind"] == {"Norvik Brightmind", "Brightmind"}


def test_a_short_name_is_the_long_one_where_the_rest_is_no_name(nlp: Any) -> None:
    text = "Tolvane Technology opened an office in Oslo on Monday. Tolvane has 300 researchers."
    assert names(nlp, text)["Tolvane Technology"] == {"Tolvane Technology", "Tolvane"}


def test_two_airlines_that_share_a_word_stay_apart(nlp: Any) -> None:
    text = "Air Norva and Air Sulvane both fly to Oslo. Air Norva said its crews had gone on strike. Passengers of Air Sulvane were not affected."
    found = names(nlp, text)
    assert found["Air Norva"] == {"Air Norva"}
    assert found["Air Sulvane"] == {"Air Sulvane"}


def test_a_surname_is_that_of_the_person_named_so_far(nlp: Any) -> None:
    text = (
        "Orvane Motors was founded by Dana Moreau in 1986. The group, of which Moreau is chair, makes vans. "
        "Luc Moreau, who founded the rival Tarvo Cars in 2014, is its chief executive."
    )
    found = names(nlp, text)
    assert found["Dana Moreau"] == {"Dana Moreau", "Moreau"}
    assert found["Luc Moreau"] == {"Luc Moreau"}
