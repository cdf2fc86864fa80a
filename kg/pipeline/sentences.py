"""Sentences as token ranges: the Doc's own, or paragraphs cut at stops where it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STOPS = {".", "!", "?"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as tokens ``[first, last)``."""

    first: int
    last: int


def sentences(doc: Doc) -> list[Sentence]:
    """The sentences of a Doc in order; together they cover it."""
    if doc.has_annotation("SENT_START"):
        return [Sentence(span.start, span.end) for span in doc.sents]
    found: list[Sentence] = []
    first = 0
    for token in doc:
        last = token.i + 1
        if token.text in _STOPS or "\n" in token.text:
            found.append(Sentence(first, last))
            first = last
    if first < len(doc):
        found.append(Sentence(first, len(doc)))
    return found
