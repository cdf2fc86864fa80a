from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.wordpieces import DIGIT, INITIAL, LOWER, MIXED, OTHER, TITLE, UPPER, WordPieces, casing

PIECES = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "kl", "##ing", "##s", "u", ".", "s", "cafe", "-", "中", "a"])


def spelled(token: str) -> list[str]:
    return [PIECES.vocabulary[i] for i in PIECES.pieces(token)]


def test_the_longest_piece_comes_first() -> None:
    assert spelled("Klings") == ["kl", "##ing", "##s"]


def test_marks_are_pieces_of_their_own() -> None:
    assert spelled("U.S.") == ["u", ".", "s", "."]


def test_accents_and_case_are_dropped() -> None:
    assert spelled("CAFÉ") == ["cafe"]


def test_chinese_signs_stand_alone() -> None:
    assert spelled("中a") == ["中", "a"]


@pytest.mark.parametrize("token", ["zzz", "", "\u200b", "\n", "🎬"])
def test_what_is_not_known_is_one_unknown_piece(token: str) -> None:
    assert spelled(token) == ["[UNK]"]


@given(st.text(max_size=80))
def test_every_token_has_a_piece(token: str) -> None:
    assert PIECES.pieces(token)


def test_ten_thousand_letters_cost_few_pieces() -> None:
    assert len(PIECES.pieces("a" * 10_000)) <= 60


@pytest.mark.parametrize(
    ("token", "expected"),
    [("company", LOWER), ("Kling", TITLE), ("OpenAI", MIXED), ("iPhone", MIXED), ("GSMA", UPPER), ("X", INITIAL), ("a", LOWER), ("4o", DIGIT), ("%", OTHER)],
)
def test_casing(token: str, expected: int) -> None:
    assert casing(token) == expected
