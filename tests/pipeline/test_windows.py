from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.windows import best_window, windows


@given(st.lists(st.integers(1, 9), min_size=1, max_size=300))
def test_windows_cover_every_token_and_fit(sizes: list[int]) -> None:
    found = windows(np.array(sizes), limit=60, size=40, overlap=12)
    covered = set()
    for start, stop in found:
        assert sum(sizes[start:stop]) <= 60
        covered |= set(range(start, stop))
    assert covered == set(range(len(sizes)))
    assert all(a < b for (a, _), (b, _) in pairwise(found))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=300))
def test_each_token_is_read_in_a_window_that_holds_it(sizes: list[int]) -> None:
    found = windows(np.array(sizes), limit=60, size=40, overlap=12)
    for token, number in enumerate(best_window(found, len(sizes))):
        start, stop = found[number]
        assert start <= token < stop


def test_a_short_text_is_one_window() -> None:
    assert windows(np.array([1, 2, 3]), limit=6, size=4, overlap=1) == [(0, 3)]


def test_an_empty_text_has_no_window() -> None:
    assert windows(np.zeros(0, dtype=int), limit=6, size=4, overlap=1) == []


def test_tokens_are_read_away_from_the_edges() -> None:
    found = windows(np.ones(20, dtype=int), limit=10, size=10, overlap=4)
    assert found == [(0, 10), (6, 16), (12, 20)]
    assert best_window(found, 20).tolist() == [0] * 8 + [1] * 6 + [2] * 6
