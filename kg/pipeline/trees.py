"""Trees from arc scores: each token gets a head, one token is the root, nothing runs in a circle.

Source: Chu and Liu (1965), Edmonds (1967); greedy heads are kept where they already form a tree.
"""

from __future__ import annotations

import numpy as np


def decode(scores: np.ndarray) -> np.ndarray:
    """Heads of the best tree with one root.

    ``scores`` is (tokens, 1 + tokens), column 0 the root. Returns (tokens,) with 0 for the root, else 1 + head.
    """
    size = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(size), np.arange(1, size + 1)] = -np.inf
    heads: np.ndarray = scores.argmax(1)
    if np.count_nonzero(heads == 0) == 1 and not _cycle(heads - 1, int(np.flatnonzero(heads == 0)[0])):
        return heads
    root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax()) if size > 1 else 0
    found = _arborescence(scores[:, 1:], root)
    rooted: np.ndarray = np.where(np.arange(size) == root, 0, found + 1)
    return rooted


def _cycle(heads: np.ndarray, root: int) -> list[int]:
    """The tokens of one circle among ``heads``, or none; the root's head is not looked at."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return []


def _arborescence(scores: np.ndarray, root: int) -> np.ndarray:
    """Best heads below a root; ``scores[i, j]`` is the score of j as the head of i."""
    size = len(scores)
    if size == 1:
        return np.zeros(1, dtype=np.int64)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads: np.ndarray = scores.argmax(1)
    circle = _cycle(heads, root)
    if not circle:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(circle)
    kept = scores[members, heads[members]]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    enter = scores[np.ix_(members, outside)] - kept[:, None]  # the circle's member takes an outer head
    leave = scores[np.ix_(outside, members)]
    small[-1, :-1], small[:-1, -1] = enter.max(0), leave.max(1)
    place = int(np.flatnonzero(outside == root)[0])
    inner = _arborescence(small, place)
    result = heads.copy()
    for row, node in enumerate(outside):
        if node != root:
            result[node] = outside[inner[row]] if inner[row] < len(outside) else members[leave[row].argmax()]
    broken = members[enter[:, inner[-1]].argmax()]
    result[broken] = outside[inner[-1]]
    return result
