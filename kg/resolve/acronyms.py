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

    >>> abbreviates("CNNIC", "China Internet Network Information Center")
    True
    >>> abbreviates("HKEX", "Kuaishou Technology")
    False

    Source: the criterion of A. S. Schwartz, M. A. Hearst, A simple algorithm for identifying abbreviation definitions
    in biomedical text, PSB 2003; they look for the shortest long form, ours is given.
    """
    letters = [char for char in "".join(folded_words(short)) if char.isalnum()]
    words = folded_words(long)
    if len(letters) < 2 or len(words) < 2 or "".join(letters) in words:
        return False
    starts = (number for number, word in enumerate(words) if word[0] == letters[0])
    return any(_holds_in_order(letters, "".join(words[number:])) for number in starts)


def _holds_in_order(letters: list[str], text: str) -> bool:
    place = -1
    for letter in letters:
        place = text.find(letter, place + 1)
        if place < 0:
            return False
    return True


def initials(name: Name) -> frozenset[str]:
    """The acronyms that the initials of a name spell: with function words and without, with the legal form or not.

    >>> from kg.resolve.names import read_name
    >>> sorted(initials(read_name("Bank of England", "Organization")))
    ['be', 'boe']
    """
    found: set[str] = set()
    for words in {name.core, _without_and(name.words)}:
        small = word_lists().function_words
        found.add("".join(word[0] for word in words))
        found.add("".join(word[0] for word in words if word not in small))
    return frozenset(acronym for acronym in found if len(acronym) > 1)


def nearly_spells(acronym: str, name: Name) -> bool:
    """Whether the initials of a name spell an acronym (its key) but for one letter from inside a word: CNNIC.

    >>> from kg.resolve.names import read_name
    >>> nearly_spells("cnnic", read_name("China Internet Network Information Center", "Organization"))
    True
    """
    if len(acronym) < 4 or not name.core or name.core[0][0] != acronym[0] or not abbreviates(acronym, name.text):
        return False
    return any(
        len(spelled) <= len(acronym) + 1 and _in_order(acronym, spelled) >= len(acronym) - 1
        for spelled in initials(name)
    )


def _in_order(one: str, other: str) -> int:
    """The length of the longest string whose letters occur in order in both."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before = row
        row = [0]
        for place, char in enumerate(other):
            row.append(before[place] + 1 if letter == char else max(row[place], before[place + 1]))
    return row[-1]


def acronym_key(name: Name) -> str:
    """What an acronym is looked up by: its letters, folded."""
    return "".join(char for char in "".join(name.words) if char.isalnum())


def _without_and(words: Words) -> Words:
    """The words without a legal form of several words at their end: only "Co." and "Corp." lend their letter."""
    for length in range(min(legal_forms().longest, len(words) - 1), 1, -1):
        if words[-length:] in legal_forms().after:
            return words[:-length]
    return words
