"""Pairs of mentions: which are worth judging, how far apart they are, how alike their words are.

Used alike in training and at run time, so that the scorers see the same pairs in both.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

DISTANCES = 10
NO_MATCH, EXACT, PREFIX, PART, ACRONYM, SHARED = range(6)
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "&"})
_FUNCTION = frozenset({*_SMALL, "a", "an", "mr", "ms", "mrs", "dr", "inc", "ltd", "co", "corp", "group", "company"})


def distance_bucket(gap: np.ndarray, after: np.ndarray, apart: np.ndarray) -> np.ndarray:
    """Bucket numbers below ``4 * DISTANCES`` from the gap in tokens, the order, and "not one sentence"."""
    size = np.minimum(np.log2(np.maximum(gap, 0) + 1.0).astype(np.int64), DISTANCES - 1)
    found: np.ndarray = size + DISTANCES * after.astype(np.int64) + 2 * DISTANCES * apart.astype(np.int64)
    return found


def buckets(starts: np.ndarray, ends: np.ndarray, sentences: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Distance buckets of the pairs ``(left[i], right[i])`` of mentions given in tokens."""
    after = starts[right] >= starts[left]
    gap = np.where(after, starts[right] - ends[left], starts[left] - ends[right])
    return distance_bucket(gap, after, sentences[left] != sentences[right])


@lru_cache(maxsize=100_000)
def match(a: str, b: str) -> int:
    """How two mentions' words agree: exactly, as a prefix, in part, as an acronym, in one word, or not."""
    x, y = _words(a), _words(b)
    if not x or not y:
        return NO_MATCH
    if x == y:
        return EXACT
    short, long_ = (x, y) if len(x) <= len(y) else (y, x)
    if long_[: len(short)] == short:
        return PREFIX
    if any(long_[i : i + len(short)] == short for i in range(1, len(long_) - len(short) + 1)):
        return PART
    if len(short) == 1 and len(short[0]) > 1 and short[0] in _acronyms(long_):
        return ACRONYM
    return SHARED if set(short) & set(long_) - _FUNCTION else NO_MATCH


def contrast(a: str, b: str) -> bool:
    """Whether two names differ in one word and share the rest, as "Air Canada" and "Air India" do, or "787-8" and "787-9".

    Words that say as good as nothing, and two forms of one word ("Dreamliner" and "Dreamliners"), are no contrast.
    """
    x, y = _words(a), _words(b)
    apart = [(p, q) for p, q in zip(x, y, strict=False) if p != q]
    if len(x) != len(y) or len(x) < 2 or len(apart) != 1:
        return False
    (p, q), *_ = apart
    alike = p.endswith(q) or q.endswith(p) or (p[:3] == q[:3] and not (p + q).isdigit())
    return not (alike or {p, q} & _FUNCTION)


@lru_cache(maxsize=20_000)
def _words(text: str) -> list[str]:
    cut = text.lower().replace("’", "'").removesuffix("'s").replace(".", "").replace("-", " ")
    words = cut.split()
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _acronyms(words: list[str]) -> set[str]:
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}


def relation_pairs(
    subjects: np.ndarray, objects: np.ndarray, entities: np.ndarray, sentences: np.ndarray, *, reach: int
) -> tuple[np.ndarray, np.ndarray]:
    """Ordered pairs of mentions of different entities at most ``reach`` sentences apart.

    ``subjects`` and ``objects`` say which mentions may stand where, (mentions,) bool.
    """
    near = np.abs(sentences[:, None] - sentences[None, :]) <= reach
    allowed = near & subjects[:, None] & objects[None, :] & (entities[:, None] != entities[None, :])
    left, right = np.nonzero(allowed)
    return left, right
