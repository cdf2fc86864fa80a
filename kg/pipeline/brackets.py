"""Short names in brackets: "World Internet Conference (WIC)" gives the same thing a second name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.\-]{0,11}")


def abbreviates(short: str, name: str) -> bool:
    """Whether ``short`` may abbreviate ``name``: mostly capitals, which stand in the name in that order."""
    letters = [ch for ch in short if ch.isalnum()]
    if not _ACRONYM.fullmatch(short) or len(letters) < 2 or sum(ch.isupper() for ch in letters) * 2 <= len(letters):
        return False
    if len(name) < len(short) + 3 or " " not in name:
        return False
    rest = iter(name.casefold())
    return letters[0].casefold() in {w[0] for w in name.casefold().split()} and all(ch.casefold() in rest for ch in letters)


def bracketed(text: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """``(index, start, end)`` of short names in brackets right behind the names at these offsets."""
    found = []
    for index, (start, end) in enumerate(names):
        match = re.compile(r"\s?\(\s*(?:the\s+)?[\"“']?([A-Z][^\s()\"”']*)[\"”']?\s*\)").match(text, end)
        if match and abbreviates(match.group(1), text[start:end]):
            found.append((index, *match.span(1)))
    return found
