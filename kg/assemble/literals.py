"""Dates and words as objects, written one way whichever document they come from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from kg.iris import normal_name
from kg.types import Annotation, DateValue, MentionKind, Span, TextValue

_DATE = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?(?:T.*)?")
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_EDGES = " \t\n\r,;:.\"'“”‘’«»()[]"
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "to", "by", "a", "an", "de", "&"})


def normal_date(value: DateValue) -> DateValue:
    """The date with two digits for month and day; what is no date stays as it is.

    >>> normal_date(DateValue("2022-7-5")).iso
    '2022-07-05'
    """
    iso = "".join(value.iso.split())
    if iso.startswith("--"):
        return DateValue(iso)
    found = _DATE.fullmatch(iso)
    if not found:
        return DateValue(iso)
    parts = [found["year"], *(part.zfill(2) for part in (found["month"], found["day"]) if part)]
    return DateValue("-".join(parts))


def normal_words(value: TextValue, names: Iterable[str] = ()) -> TextValue:
    """The words with single spaces, without article and marks around them, in small letters if they are a title.

    ``names`` are the names that the document has where the words stand: they keep their capitals, and so do
    acronyms. Words of which some have small letters already are left as they are.

    >>> normal_words(TextValue("the Chief Executive Officer")).text
    'chief executive officer'
    >>> normal_words(TextValue("Head of Google Cloud"), ["Google Cloud"]).text
    'head of Google Cloud'
    """
    text = normal_name(value.text).strip(_EDGES)
    text = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    kept = {word for name in names for word in _WORD.findall(name)}
    own = [word for word in _WORD.findall(text) if word not in kept and word.casefold() not in _SMALL]
    if not own or not all(word[0].isupper() for word in own):
        return TextValue(text)
    return TextValue(_WORD.sub(lambda found: _small(found[0], kept), text))


def _small(word: str, kept: set[str]) -> str:
    acronym = len(word) > 1 and sum(char.isupper() for char in word) > 1
    return word if word in kept or acronym else word.lower()


class NamesOf:
    """The names of a document by where they stand."""

    def __init__(self, annotation: Annotation) -> None:
        kinds = {MentionKind.NAME, MentionKind.DEMONYM}
        self._mentions = sorted(mention for chain in annotation.chains for mention in chain.mentions if mention.kind in kinds)
        self._starts = [mention.start for mention in self._mentions]

    def inside(self, spans: Iterable[Span]) -> set[str]:
        """The names that stand inside one of the spans."""
        return {
            mention.text
            for start, end in spans
            for mention in self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
            if mention.end <= end
        }


def says_more(one: DateValue | TextValue, other: DateValue | TextValue) -> bool:
    """Whether the first says what the second says and more: a date more precise, words that hold the others.

    >>> says_more(DateValue("2022-07-12"), DateValue("2022")), says_more(TextValue("managing director"), TextValue("director"))
    (True, True)
    """
    if isinstance(one, DateValue) and isinstance(other, DateValue):
        return covers(other.iso, one.iso) and one != other
    if isinstance(one, TextValue) and isinstance(other, TextValue):
        ours, theirs = one.text.casefold().split(), other.text.casefold().split()
        runs = range(len(ours) - len(theirs) + 1)
        return 0 < len(theirs) < len(ours) and any(ours[start : start + len(theirs)] == theirs for start in runs)
    return False


def covers(general: str, precise: str) -> bool:
    """Whether a date, perhaps of a year, month or yearless, holds the other one: 2022 holds 2022-07, --07 2022-07-12."""
    if general.startswith("--") and not precise.startswith("--"):
        return precise[4:].startswith(general[1:])
    return precise == general or precise.startswith(f"{general}-")
