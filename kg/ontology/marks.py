"""Example sentences with their arguments marked: ``[s:Palmline] was founded by [o:Adaeze Nwoko]``."""

from __future__ import annotations

import re

from kg.ontology.schema import Example
from kg.types import Span

_MARK = re.compile(r"\[(s|o|of):([^\[\]]*)\]")
_OPENING = re.compile(r"\[(?:s|o|of):")


def parse_example(marked: str) -> Example:
    """The sentence without its marks, and where the arguments stand in it.

    Raises:
        ValueError: a mark is missing, doubled, empty or not closed; says which.
    """
    spans: dict[str, Span] = {}
    pieces: list[str] = []
    length = done = 0
    for mark in _MARK.finditer(marked):
        name, words = mark.groups()
        before = marked[done : mark.start()]
        start = length + len(before)
        if name in spans:
            raise ValueError(f"two [{name}:…] marks")
        if not words or words != words.strip():
            raise ValueError(f"[{name}:{words}] is empty or has spaces at its ends")
        spans[name] = (start, start + len(words))
        pieces += [before, words]
        length = start + len(words)
        done = mark.end()
    text = "".join([*pieces, marked[done:]])
    return _example(text, spans)


def _example(text: str, spans: dict[str, Span]) -> Example:
    if opening := _OPENING.search(text):
        raise ValueError(f"{opening[0]} is not closed")
    for name, role in (("s", "subject"), ("o", "object")):
        if name not in spans:
            raise ValueError(f"no [{name}:…] mark for the {role}")
    return Example(text, spans["s"], spans["o"], spans.get("of"))
