"""Scores over documents: what belongs together, and what the scores look like."""

from __future__ import annotations

import json

import pytest

from kg.annotations import from_record
from kg.errors import AnnotationError
from kg.evaluate import Rate, Score, as_dict, evaluate, measures, outcomes
from tests.evaluate.sample import TEXT, document, scores


def test_a_document_without_a_prediction_is_missed_and_a_strange_one_left_out() -> None:
    gold = document(("orbit", "product", "lumen"))
    other = from_record({"id": "d2", "text": "Else."})
    result = evaluate([gold], [other])
    assert (result.documents, result.facts.strict, result.names.typed.gold) == (1, Score(gold=1), 6)


def test_counts_add_up_over_documents() -> None:
    gold = [document(("orbit", "product", "lumen")), from_record({"id": "d2", "text": TEXT})]
    result = evaluate(gold, gold)
    assert (result.documents, result.facts.strict) == (2, Score(1, 1, 1, 1))


def test_a_prediction_from_another_text_is_refused() -> None:
    with pytest.raises(AnnotationError, match="'d1': the prediction was made from another text"):
        evaluate([document()], [from_record({"id": "d1", "text": "Else."})])


def test_a_document_that_stands_twice_is_refused() -> None:
    with pytest.raises(AnnotationError, match="'d1' occurs twice in the gold"):
        evaluate([document(), document()], [])


def test_outcomes_name_what_is_found_missed_and_wrong() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "foundedBy", "mara"))
    predicted = document(("orbit", "product", "lumen"), ("orbit", "product", "prism"))
    found = [(item.kind, item.claim.property, item.claim.object) for item in outcomes([gold], [predicted])]
    assert found == [("found", "product", "lumen"), ("missed", "foundedBy", "mara"), ("wrong", "product", "prism")]


def test_scores_become_plain_json_with_their_shares() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "product", "prism"))
    data = as_dict(scores(gold, document(("orbit", "product", "lumen"))))
    assert json.loads(json.dumps(data)) == data
    assert data["facts"]["strict"] == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "found": 1, "predicted": 1, "right": 1,
    }  # fmt: skip


def test_shares_of_nothing_are_zero() -> None:
    assert (Score().precision, Score().recall, Score().f1, Rate().share) == (0.0, 0.0, 0.0, 0.0)


def test_measures_name_every_score() -> None:
    found = dict(measures(scores(document(("orbit", "product", "lumen")), document())))
    assert found["facts.by_property.product"] == Score(gold=1)
    assert found["modality.found_by.asserted"] == Rate(0, 1)
    assert found["coreference"] == Score()
