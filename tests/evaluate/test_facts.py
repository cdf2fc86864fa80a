"""Rules of scoring facts, each on the smallest example that shows it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.evaluate import Rate, Score
from tests.evaluate.sample import document, scores

# --- facts ----------------------------------------------------------------------------------


def test_facts_of_unmatched_entities_are_wrong_and_unproposed_ones_are_missed() -> None:
    gold = document(("orbit", "foundedBy", "mara"), ("orbit", "product", "lumen"), names="orbit mara lumen")
    predicted = document(("orbit", "foundedBy", "mara"), ("orbit", "headquarters", "oslo"))
    assert scores(gold, predicted).facts.strict == Score(gold=2, found=1, predicted=2, right=1)


def test_direction_matters() -> None:
    gold, turned = document(("orbit", "acquiredBy", "mara")), document(("mara", "acquiredBy", "orbit"))
    facts = scores(gold, turned).facts
    assert (facts.strict.right, facts.lenient.right) == (0, 0)


@pytest.mark.parametrize("name", ["partner", "competitor", "spouse"])
def test_symmetric_properties_count_either_way_and_once(name: str) -> None:
    predicted = document(("mara", name, "orbit"), ("orbit", name, "mara"))
    assert scores(document(("orbit", name, "mara")), predicted).facts.strict == Score(1, 1, 1, 1)


def test_a_fact_said_twice_counts_once() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "product", "lumen"))
    predicted = document(*[("orbit", "product", "lumen")] * 3)
    assert scores(gold, predicted).facts.strict == Score(1, 1, 1, 1)


@pytest.mark.parametrize(("date", "right"), [("2022-07-12", 1), ("2022-07", 0), ("2022", 0)])
def test_dates_must_be_equal(date: str, right: int) -> None:
    gold = document(("orbit", "inception", {"date": "2022-07-12"}))
    assert scores(gold, document(("orbit", "inception", {"date": date}))).facts.strict.right == right


@pytest.mark.parametrize(
    ("title", "right"),
    [("Chief Executive", 1), ("executive", 1), ("head of the firm", 0), ("vice-chief", 1), ("director", 0)],
)
def test_positions_share_a_content_word(title: str, right: int) -> None:
    gold = document(("mara", "position", {"text": "chief executive of the board"}, {"of": "orbit"}))
    assert scores(gold, document(("mara", "position", {"text": title}))).facts.strict.right == right


def test_a_position_matches_the_most_similar_one() -> None:
    gold = document(
        ("mara", "position", {"text": "chief executive"}, "former"),
        ("mara", "position", {"text": "chief financial officer"}),
    )
    result = scores(gold, gold)
    assert result.facts.strict == Score(2, 2, 2, 2)
    assert result.modality.leaked == Rate(0, 1)
    asserted = document(("mara", "position", {"text": "chief executive"}))
    assert scores(gold, asserted).facts.strict == Score(gold=2, found=0, predicted=1, right=0)


@pytest.mark.parametrize("item", ["lumen", "prism"])
def test_alternative_objects_are_accepted(item: str) -> None:
    gold = document(("orbit", "product", "lumen", {"alt": ["prism"]}))
    assert scores(gold, document(("orbit", "product", item))).facts.strict == Score(1, 1, 1, 1)


def test_both_alternatives_find_one_fact() -> None:
    gold = document(("orbit", "product", "lumen", {"alt": ["prism"]}))
    predicted = document(("orbit", "product", "lumen"), ("orbit", "product", "prism"))
    assert scores(gold, predicted).facts.strict == Score(gold=1, found=1, predicted=2, right=2)


NEAR = [
    (("orbit", "product", "lumen"), ("lumen", "developer", "orbit")),
    (("lumen", "manufacturer", "orbit"), ("lumen", "developer", "orbit")),
    (("orbit", "announced", "lumen"), ("orbit", "product", "lumen")),
    (("lumen", "partOf", "orbit"), ("lumen", "owner", "orbit")),
    (("lumen", "parentOrganization", "orbit"), ("lumen", "partOf", "orbit")),
    (("orbit", "investor", "mara"), ("orbit", "owner", "mara")),
    (("mara", "employer", "orbit"), ("orbit", "boardMember", "mara")),
    (("mara", "memberOf", "orbit"), ("mara", "employer", "orbit")),
    (("orbit", "headquarters", "oslo"), ("orbit", "locatedIn", "oslo")),
]


@pytest.mark.parametrize(("gold", "predicted"), NEAR)
def test_near_properties_count_leniently(gold: tuple[str, ...], predicted: tuple[str, ...]) -> None:
    facts = scores(document(gold), document(predicted)).facts
    assert facts.strict == Score(gold=1, found=0, predicted=1, right=0)
    assert facts.lenient == Score(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        (("orbit", "product", "lumen"), ("orbit", "developer", "lumen")),
        (("lumen", "investor", "orbit"), ("lumen", "parentOrganization", "orbit")),
        (("lumen", "owner", "orbit"), ("orbit", "owner", "lumen")),
        (("orbit", "headquarters", "oslo"), ("oslo", "locatedIn", "orbit")),
    ],
)
def test_lenient_is_not_blind(gold: tuple[str, ...], predicted: tuple[str, ...]) -> None:
    assert scores(document(gold), document(predicted)).facts.lenient.right == 0


@pytest.mark.parametrize("said", ["former", "planned", "agreed", "denied", "speculated"])
def test_asserting_what_is_not_asserted_is_wrong_and_finds_nothing(said: str) -> None:
    gold, predicted = document(("orbit", "acquiredBy", "mara", said)), document(("orbit", "acquiredBy", "mara"))
    facts = scores(gold, predicted).facts
    assert facts.strict == facts.lenient == Score(gold=1, found=0, predicted=1, right=0)


def test_not_asserting_what_is_asserted_still_finds_it() -> None:
    gold, predicted = document(("orbit", "acquiredBy", "mara")), document(("orbit", "acquiredBy", "mara", "planned"))
    facts = scores(gold, predicted).facts
    assert facts.strict == Score(1, 1, 1, 1)
    assert facts.triples == Score(gold=1, found=0, predicted=0, right=0)


def test_triples_are_the_asserted_facts() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "product", "prism", "planned"))
    predicted = document(("orbit", "product", "lumen"), ("orbit", "product", "prism"))
    facts = scores(gold, predicted).facts
    assert facts.triples == facts.by_modality["asserted"] == Score(gold=1, found=1, predicted=2, right=1)
    assert facts.by_modality["planned"] == Score(gold=1)


def test_facts_are_counted_by_property() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "foundedBy", "mara"))
    predicted = document(("lumen", "developer", "orbit"), ("orbit", "foundedBy", "mara"))
    facts = scores(gold, predicted).facts
    assert facts.by_property == {
        "developer": Score(predicted=1),
        "foundedBy": Score(1, 1, 1, 1),
        "product": Score(gold=1),
    }
    assert facts.lenient_by_property["product"] == Score(gold=1, found=1)


def test_facts_between_unseen_names_are_scored_apart() -> None:
    gold = document(("orbit", "product", "lumen"), ("prism", "developer", "mara"))
    predicted = document(("orbit", "product", "lumen"), ("prism", "developer", "mara"), ("lumen", "owner", "mara"))
    assert scores(gold, predicted, seen=["lumen"]).facts.unseen == Score(1, 1, 1, 1)


# --- facts that others imply ----------------------------------------------------------------

OFFICE = ("mara", "position", {"text": "chief executive"}, {"of": "orbit"})
EMPLOYED = ("mara", "employer", "orbit")


@pytest.mark.parametrize(
    ("reason", "implied"),
    [
        (OFFICE, EMPLOYED),
        (("orbit", "chiefExecutive", "mara"), EMPLOYED),
        (("lumen", "developer", "orbit"), ("orbit", "product", "lumen")),
        (("lumen", "manufacturer", "orbit"), ("orbit", "product", "lumen")),
    ],
)
def test_implied_facts_can_be_left_out(reason: tuple[Any, ...], implied: tuple[Any, ...]) -> None:
    facts = scores(document(reason, implied), document(reason)).facts
    assert facts.strict == Score(gold=2, found=1, predicted=1, right=1)
    assert facts.own == Score(1, 1, 1, 1)


def test_predicting_an_implied_gold_fact_counts_neither_way() -> None:
    assert scores(document(OFFICE, EMPLOYED), document(EMPLOYED)).facts.own == Score(gold=1)


def test_a_prediction_implied_by_a_wrong_one_is_one_error_not_two() -> None:
    facts = scores(document(), document(OFFICE, EMPLOYED)).facts
    assert (facts.strict.predicted, facts.own.predicted) == (2, 1)


def test_an_implied_prediction_still_finds_what_gold_has_on_its_own() -> None:
    assert scores(document(EMPLOYED), document(OFFICE, EMPLOYED)).facts.own == Score(1, 1, 2, 1)


def test_an_office_elsewhere_implies_nothing() -> None:
    elsewhere = ("mara", "position", {"text": "chief executive"}, {"of": "oslo"})
    assert scores(document(elsewhere, EMPLOYED), document()).facts.own.gold == 2
