"""Trees from arc scores, held against brute force."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.pipeline.trees import decode


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == 0 for head in heads) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, node = set(), start
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


def weight(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[i, head] for i, head in enumerate(heads)))


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_decode_always_gives_a_tree_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)) * 3
    assert is_tree(tuple(decode(scores)))


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_decode_gives_the_best_tree_below_its_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)) * 3
    found = tuple(int(h) for h in decode(scores))
    root = found.index(0)
    trees = [h for h in itertools.product(range(size + 1), repeat=size) if is_tree(h) and h.index(0) == root]
    assert weight(scores, found) >= max(weight(scores, h) for h in trees) - 1e-9


def test_greedy_heads_that_form_a_tree_are_kept() -> None:
    scores = np.array([[0.0, 0, 9, 0], [9.0, 0, 0, 0], [0.0, 0, 9, 0]])
    assert decode(scores).tolist() == [2, 0, 2]


def test_a_long_chain_is_decoded() -> None:
    size = 200
    scores = np.zeros((size, size + 1))
    scores[np.arange(size), np.arange(size)] = 5.0
    assert decode(scores).tolist() == list(range(size))
