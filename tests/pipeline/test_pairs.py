from __future__ import annotations

import numpy as np
import pytest

from kg.pipeline import pairs


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("Veldora", "Veldora's", pairs.EXACT), ("The Veldora Group", "Veldora", pairs.PREFIX), ("Anna Lindqvist", "Lindqvist", pairs.PART),
     ("Nordic Seed Council", "NSC", pairs.ACRONYM), ("Bank of Oslo", "Oslo Fund", pairs.SHARED), ("Bank of Oslo", "House of Lund", pairs.NO_MATCH),
     ("U.S.", "US", pairs.EXACT), ("Rolls-Royce", "Rolls Royce Holdings", pairs.PREFIX)],
)  # fmt: skip
def test_how_names_agree(a: str, b: str, expected: int) -> None:
    assert pairs.match(a, b) == expected
    assert pairs.match(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Air Norva", "Air Sulvane", True),
        ("Tervo 9", "Tervo 8", True),
        ("Tervo-2019", "Tervo-2018", True),
        ("Tervo 380", "Tervo A380", False),
        ("Tervo Dreamliner", "Tervo Dreamliners", False),
        ("Tolvane Group", "Tolvane Technology", False),
        ("Tolvane", "Tolvane Technology", False),
        ("Norva", "Sulvane", False),
    ],
)
def test_names_that_differ_in_one_word_are_in_contrast(a: str, b: str, expected: bool) -> None:
    assert pairs.contrast(a, b) is pairs.contrast(b, a) is expected


def test_pairs_are_ordered_near_and_of_different_things() -> None:
    subjects, objects = np.array([True, True, False]), np.array([True, True, True])
    left, right = pairs.relation_pairs(subjects, objects, np.array([0, 0, 1]), np.array([1, 3, 2]), reach=1)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 2), (1, 2)]


def test_buckets_tell_order_and_sentence_apart() -> None:
    starts, ends, sentences = np.array([0, 5, 40]), np.array([2, 6, 41]), np.array([1, 1, 2])
    found = pairs.buckets(starts, ends, sentences, np.array([0, 1, 0]), np.array([1, 0, 2]))
    assert len(set(found.tolist())) == 3
    assert found.max() < 4 * pairs.DISTANCES
