from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.lemmas import apply, script


@given(st.text(alphabet="abcdeABCDE'é", min_size=1, max_size=12), st.text(alphabet="abcdeABCDE'é", min_size=1, max_size=12))
def test_a_script_turns_its_form_into_its_lemma(form: str, lemma: str) -> None:
    assert apply(script(form, lemma), form) == lemma


@pytest.mark.parametrize(("learned", "lemma", "other", "expected"), [("companies", "company", "Parties", "party"), ("was", "be", "was", "be"), ("Sora", "Sora", "Kling", "Kling"), ("said", "say", "paid", "pay")])
def test_a_script_carries_over_to_other_words(learned: str, lemma: str, other: str, expected: str) -> None:
    assert apply(script(learned, lemma), other) == expected


def test_a_script_that_cuts_too_much_leaves_the_word() -> None:
    assert apply("l|9|y", "As") == "as"
