"""Acronyms: defined in brackets in the text, or spelled by the initials of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.resolve.folding import Words, folded_words
from kg.resolve.lexicon import legal_forms, word_lists
from kg.resolve.names import Name, looks_like_acronym
from kg.resolve.readings import Reading
from kg.types import MentionKind, Span

_OPENING = re.compile(r"\s{0,2}[(\[]\s?[\"'“‘]?(?:or |known as |the )?")
_INNER = re.compile(r"[^()\[\]\n\"”’;,]+")
_LONGEST_DEFINITION = 80  # characters between the brackets


@dataclass(frozen=True, slots=True)
class Definition:
    """``acronym`` stands in brackets behind a name of ``reading``, or the other way round; ``span`` is the inner part."""

    reading: Reading
    acronym: str
    span: Span


def definitions(text: str, readings: list[Reading]) -> Iterator[Definition]:
    """The acronyms that a document defines for its names, in text order of the names of each chain.

    Either may stand inside the brackets: "World Internet Conference (WIC)", "GSMA (Global System …)".
    """
    for reading in readings:
        for mention in reading.chain.mentions:
            opening = _OPENING.match(text, mention.end) if mention.kind is MentionKind.NAME else None
            if not opening:
                continue
            inner = _INNER.match(text, opening.end())
            if not inner or inner.end() - inner.start() > _LONGEST_DEFINITION:
                continue
            short, long = sorted((inner[0].strip(), mention.text), key=len)
            if looks_like_acronym(short) and abbreviates(short, long):
                yield Definition(reading, short, (inner.start(), inner.end()))


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short form occur in order in the long one, the first at the start of a word.

    >>> abbreviates("CNCERT", "National Computer Network Emergency Response Technical Team")
    True
    >>> abbreviates("KWAI", "World Internet Conference")
    False

    Source: A. S. Schwartz, M. A. Hearst, A simple algorithm for identifying abbreviation definitions in biomedical
    text, PSB 2003.
    """
    letters = [char for char in "".join(folded_words(short)) if char.isalnum()]
    words = " ".join(folded_words(long))
    position = len(words)
    if len(letters) < 2 or len(folded_words(long)) < 2 or "".join(letters) in folded_words(long):
        return False
    for index in range(len(letters) - 1, -1, -1):
        position -= 1
        while position >= 0 and (
            words[position] != letters[index] or (index == 0 and position > 0 and words[position - 1] != " ")
        ):
            position -= 1
        if position < 0:
            return False
    return True


def initials(name: Name) -> frozenset[str]:
    """The acronyms that the initials of a name spell: with function words and without, with the legal form or not.

    >>> sorted(initials(read_name("Bank of England", "Organization")))
    ['be', 'boe']
    """
    found: set[str] = set()
    for words in {name.core, _without_and(name.words)}:
        small = word_lists().function_words
        found.add("".join(word[0] for word in words))
        found.add("".join(word[0] for word in words if word not in small))
    return frozenset(acronym for acronym in found if len(acronym) > 1)


def acronym_key(name: Name) -> str:
    """What an acronym is looked up by: its letters, folded."""
    return "".join(char for char in "".join(name.words) if char.isalnum())


def _without_and(words: Words) -> Words:
    """The words without a legal form of several words at their end: only "Co." and "Corp." lend their letter."""
    for length in range(min(legal_forms().longest, len(words) - 1), 1, -1):
        if words[-length:] in legal_forms().after:
            return words[:-length]
    return words
