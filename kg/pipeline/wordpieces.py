"""Word pieces of the encoder's vocabulary, and the casing that an uncased vocabulary loses.

Source: greedy longest-match-first word pieces as in BERT (Devlin et al. 2019), written for
tokens that are cut already, so that a piece never crosses a token border.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

CASINGS = 8
SPECIAL, LOWER, TITLE, UPPER, INITIAL, MIXED, DIGIT, OTHER = range(CASINGS)
MAX_CHARACTERS = 60


@lru_cache(maxsize=100_000)
def casing(token: str) -> int:
    """The casing class of a token, from 0 to ``CASINGS - 1``."""
    if any(ch.isdigit() for ch in token):
        return DIGIT
    letters = [ch for ch in token if ch.isalpha()]
    if not letters:
        return OTHER
    if not any(ch.isupper() for ch in letters):
        return LOWER
    if len(letters) == 1:
        return INITIAL
    if all(ch.isupper() for ch in letters):
        return UPPER
    if letters[0].isupper() and not any(ch.isupper() for ch in letters[1:]):
        return TITLE
    return MIXED


def _is_split(ch: str) -> bool:
    return not ch.isalnum() and not unicodedata.combining(ch)


def _normalise(token: str) -> str:
    decomposed = unicodedata.normalize("NFD", token.lower())
    return "".join(ch for ch in decomposed if unicodedata.category(ch) not in ("Mn", "Cc", "Cf"))


def _segments(text: str) -> Iterable[str]:
    """Runs of letters and digits; each other sign, and each CJK sign, by itself."""
    run = ""
    for ch in text:
        if ch.isspace():
            if run:
                yield run
            run = ""
        elif _is_split(ch) or "\u4e00" <= ch <= "\u9fff":
            if run:
                yield run
            run = ""
            yield ch
        else:
            run += ch
    if run:
        yield run


class WordPieces:
    """Turns tokens into piece ids; remembers tokens that it has seen (tokens repeat a lot)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = list(vocabulary)
        self._ids = {piece: index for index, piece in enumerate(self.vocabulary)}
        self.cls, self.sep, self.unknown = (self._ids[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._seen: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def pieces(self, token: str) -> tuple[int, ...]:
        """Piece ids of one token, at least one; long tokens are cut off, blank ones are unknown."""
        found = self._seen.get(token)
        if found is None:
            normal = _normalise(token[:MAX_CHARACTERS])
            found = tuple(i for part in _segments(normal) for i in self._longest_match(part)) or (self.unknown,)
            if len(self._seen) < 500_000:
                self._seen[token] = found
        return found

    def _longest_match(self, part: str) -> list[int]:
        ids: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                found = self._ids.get(prefix + part[start:end])
                if found is not None:
                    ids.append(found)
                    start = end
                    break
            else:
                return [self.unknown]
        return ids
