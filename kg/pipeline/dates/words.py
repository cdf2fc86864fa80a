"""The vocabulary of dates as numbers: months, weekdays, ordinals, counts, directions."""

from __future__ import annotations

import re

from kg.pipeline.dates.parts import Anchor, DateParts, Unit

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_COUNTS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
COUNTS = {word: number for number, word in enumerate(_COUNTS)} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "a hundred": 100,
    "twenty-five": 25, "a couple of": 2, "a dozen": 12,
}  # fmt: skip
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
DIRECTIONS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "this": 0, "current": 0, "same": 0,
    "that": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
FROM_TEXT = frozenset({"that", "same", "following", "previous", "preceding", "prior"})
DECADES = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990,
}  # fmt: skip
HOLIDAYS: dict[str, tuple[int, int | None]] = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24),
    "christmas": (12, None), "boxing day": (12, 26), "valentine's day": (2, 14), "halloween": (10, 31),
}  # fmt: skip
DEICTIC = {
    "today": 0, "earlier today": 0, "later today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2,
}  # fmt: skip
_PARTS = (("mid", ("mid",)), ("late", ("late", "end", "close")), ("early", ("early", "start", "begin", "turn")))


def month_number(word: str) -> int:
    """The number, 1 to 12, of a month's name or abbreviation."""
    head = word.lower().rstrip(".")[:3]
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(head))


def weekday_number(word: str) -> int:
    """The number, 0 (Monday) to 6, of a weekday's name."""
    head = word.lower()[:2]
    return next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(head))


def count_of(words: str | None) -> int | None:
    """The number that "two", "a couple of" or "12" stand for; None when there is none."""
    plain = " ".join((words or "").lower().split())
    return int(plain) if plain.isdigit() else COUNTS.get(plain)


def part_of(words: str | None) -> str | None:
    """Early, mid or late, from words such as "the beginning of"."""
    plain = (words or "").lower()
    return next((part for part, cues in _PARTS if any(cue in plain for cue in cues)), None)


def turned_year(words: str) -> DateParts:
    """The parts of "last year", "of the following year"."""
    word = next(word for word in reversed(words.lower().split()) if word in DIRECTIONS)
    anchor = Anchor.TEXT if word in FROM_TEXT else Anchor.PUBLISHED
    return DateParts(unit=Unit.YEAR, offset=DIRECTIONS[word], anchor=anchor)


def yearish(match: re.Match[str]) -> DateParts:
    """The parts of the year that a rule's groups ``year``, ``dashed`` or ``turned`` hold."""
    groups = match.groupdict()
    digits = groups.get("year") or groups.get("dashed")
    if digits:
        return DateParts(year=int(digits))
    return turned_year(groups["turned"]) if groups.get("turned") else DateParts()


def year_group(words: str | None) -> tuple[DateParts, bool]:
    """The parts of "2024", "fiscal 2024", "FY24", "last year", and whether they name a company's own year."""
    if not words:
        return DateParts(), False
    fiscal = bool(re.search(r"fiscal|financial|FY", words, re.IGNORECASE))
    found = re.search(r"[0-9]{2,4}", words)
    if found:
        year = int(found.group())
        return DateParts(year=year + 2000 if year < 100 else year), fiscal
    known = any(word in DIRECTIONS for word in words.lower().split())
    return (turned_year(words) if known else DateParts()), fiscal
