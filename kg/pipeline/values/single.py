"""Single amounts in English text: one number with its scale ("million", "bn") and its unit, before ranges are joined.

``find_amounts`` decides which numbers are amounts at all; ``Blocked`` says where none can be, such as in a date or a web
address. Ranges, rates, qualifiers and conversions are for ``kg.pipeline.values.amounts``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.pipeline.dates.expressions import Anchor, DateExpression
from kg.pipeline.dates.expressions import Unit as DateUnit
from kg.pipeline.values.numerals import ABBREVIATED, DIGITS, SCALES, WORDS, decimal_of_digits, decimal_of_words
from kg.pipeline.values.parts import ValueExpression
from kg.pipeline.values.units import Unit, currency_before, unit_after
from kg.pipeline.word_lists import load_table

__all__ = ["Amount", "Blocked", "find_amounts"]

_NUMERAL = re.compile(rf"(?<![0-9.,])(?P<digits>{DIGITS})|(?<![\w-])(?i:(?P<words>{WORDS}))(?!\w)")
_SCALE = re.compile(
    r"(?:[ \u00a0\n-]{0,2}(?:(?P<word>hundred|thousand|million|billion|trillion|quadrillion|lakh|crore|dozen)s?"
    r"(?: (?P<more>thousand|million|crore|billion))?)\b"
    r"|(?P<gap>[ \u00a0]?)(?P<abbr>mln|bln|trn|mio|bn|mn|tn|tr|cr|[kKmMbBtT])(?![\w/]|-[a-z]))",
    re.IGNORECASE,
)
_AND_HALF = re.compile(r"[ -]and (?:a|one|three)[ -](?:(half)|quarter|(quarters))\b")
_METRES = re.compile(
    r" (?:tall|deep|long|high|wide|race|sprint|freestyle|hurdles|underwater|below|above|apart|away|dash)\b"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_RANGE_AHEAD = re.compile(r"(?:[-–—]| to | and )[0-9]")
_COUNTED = re.compile(r"(?:\d|[a-z]+[ -][a-z]+s\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with its scale and unit, before ranges, qualifiers and conversions are joined to it.

    ``number`` is the span of the bare number inside ``start``-``end``, ``base`` what that number says, ``value`` the base
    times its ``scale`` and the factor of its unit; ``word`` says that the number is spelt out.
    """

    start: int
    end: int
    number: tuple[int, int]
    base: Decimal
    value: Decimal
    scale: Decimal
    unit: Unit | None
    word: bool


class Blocked:
    """The spans of a text that hold no amount: dates, clock times, addresses of the net."""

    _OTHER = re.compile(
        r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b\.?)|\b\d{1,2}:\d{2}(?::\d{2})?\b"
        r"|\b\d{1,2} ?[ap]\.?m\b\.?|^\d{1,2}\.\d{2}(?= [A-Z])|^\d{1,3}[.)](?= )|\b24/7\b|\b9/11\b|\+\d[\d -]{6,}|\b\d{3}-\d{3}-\d{4}\b"
        r"|\b\d+(?:\.\d+){2,}\b(?!,\d)|\b[vV]\d+(?:\.\d+)*\b|\b\d{1,2} o['’]clock",
        re.MULTILINE,
    )

    def __init__(self, text: str, dates: Sequence[DateExpression]) -> None:
        spans = [
            (date.start, date.end)
            for date in dates
            if date.parts.anchor is not Anchor.TEXT
            or date.parts.unit in (None, DateUnit.DECADE)
            or not _COUNTED.match(date.text)
        ]
        spans += [
            match.span()
            for match in self._OTHER.finditer(text)
            if not re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", match.group())
        ]
        self._covered = bytearray(len(text))
        for start, end in spans:
            self._covered[start:end] = b"\x01" * (end - start)

    def covers(self, start: int, end: int) -> bool:
        """Whether any character of the span belongs to something that is no amount."""
        return 1 in self._covered[start:end]


def find_amounts(text: str, blocked: Blocked, shapes: Sequence[ValueExpression]) -> list[Amount]:
    """All amounts of ``text`` in text order, none overlapping, outside ``blocked`` and ``shapes``."""
    amounts: list[Amount] = []
    reach = 0
    taken = iter(sorted((shape.start, shape.end) for shape in shapes))
    shape = next(taken, None)
    for match in _NUMERAL.finditer(text):
        while shape is not None and shape[1] <= match.start():
            shape = next(taken, None)
        if match.start() < reach or (shape is not None and shape[0] < match.end()) or blocked.covers(*match.span()):
            continue
        amount = _amount(text, match, amounts[-1] if amounts else None)
        if amount is not None and amount.start >= reach:
            amounts.append(amount)
            reach = amount.end
    return amounts


def _amount(text: str, match: re.Match[str], last: Amount | None) -> Amount | None:
    start, end = match.span()
    words = match["words"]
    base = decimal_of_words(words) if words else decimal_of_digits(match["digits"])
    if base is None or _ORDINAL.match(text, end):
        return None
    half = _AND_HALF.match(text, end)
    if half and words:
        base += Decimal("0.5") if half[1] else Decimal("0.75") if half[2] else Decimal("0.25")
        end = half.end()
    mark = currency_before(text, start) if not words else None
    value, scale, end = _scaled(text, base, end, money=mark is not None)
    if mark is not None and mark[1].endswith("?"):
        large = (
            scale > 1 and text[end - 1] not in "tT" or "," in match.group() or re.search(r"\.[0-9]{2}$", match.group())
        )
        mark = (mark[0], mark[1][:-1]) if large else None
    unit = Unit(mark[1], "money", end) if mark else unit_after(text, end, value=base, scaled=scale > 1)
    if unit is not None:
        value, end = value * unit.factor, unit.end
    first = mark[0] if mark else start
    negative = first > 0 and text[first - 1] in "-−–" and (first < 2 or text[first - 2] in " (\n") and not words
    amount = Amount(first, end, match.span(), base, -value if negative else value, scale, unit, bool(words))
    return amount if _is_amount(text, amount, last) else None


def _scaled(text: str, base: Decimal, end: int, *, money: bool) -> tuple[Decimal, Decimal, int]:
    """The value times the scale words that follow it ("million", "bn", "lakh crore")."""
    found = _SCALE.match(text, end)
    scale = Decimal(1)
    if found and found["word"]:
        scale = Decimal(SCALES[found["word"].lower()])
        if found["more"]:
            scale *= SCALES[found["more"].lower()]
        return base * scale, scale, found.end()
    if found and _abbreviation_counts(text, found, money):
        scale = Decimal(ABBREVIATED[found["abbr"].lower()])
        return base * scale, scale, found.end()
    return base, scale, end


def _abbreviation_counts(text: str, found: re.Match[str], money: bool) -> bool:
    """Whether "m", "k", "b" … after digits is a scale rather than a unit or a part of a name."""
    abbr = found["abbr"]
    if len(abbr) > 1:
        return money or not abbr.isupper() or abbr.lower() in ("bn", "mn", "tn")
    if money:
        return not found["gap"] or abbr in "mb"
    if found["gap"] or abbr in "tT":
        return False
    return abbr in "mkb" and not _METRES.match(text, found.end()) or abbr == "M"


def _is_amount(text: str, amount: Amount, last: Amount | None) -> bool:
    start, end = amount.number
    before, after = text[max(0, start - 24) : start], text[amount.end : amount.end + 24]
    if amount.unit is None or amount.unit.dimension != "money":
        previous = before[-1:]
        if previous.isalpha() or previous and previous in "_#&@=/\\$€£¥₹":
            return False
        if previous and previous in "'’‘" and not amount.word:
            return False
        if previous in ("-", "–", "—") and not _after_dash(before, last, start):
            return False
    if after[:1].isalpha() or after[:1] in ("_", "°") or re.match(r"/\d|\.\d|['’]s\b|s\b|:\d", after):
        return False
    if amount.unit is not None and (amount.unit.dimension in ("money", "share") or "." in text[start:end]):
        return True
    return _is_count(text, amount, before, after)


def _after_dash(before: str, last: Amount | None, start: int) -> bool:
    """A dash before a number parts a range or a sentence; inside a word it makes a name ("A330-200")."""
    if last is not None and last.end >= start - 3 and last.end < start:
        return True
    return (
        len(before) < 2
        or before[-2] in " \n("
        or before[-1] in "–—"
        or bool(re.search(r"\b(?:sub|under|over|pre|post|non|near)-$", before))
    )


def _is_count(text: str, amount: Amount, before: str, after: str) -> bool:
    lists = _lists()
    label = re.search(r"([^\s(\[“\"]+)[ \u00a0\n]$", before)
    if amount.word:
        if amount.base == 1 and amount.scale == 1 and amount.unit is None:
            return False
        return not re.search(
            r"\b(?:several|few|many|no|each|every|another|top|hundreds of|number|nine-to|phase|chapter)[ \n-]$",
            before,
            re.IGNORECASE,
        ) or (amount.unit is not None and "top" not in before)
    if label is None:
        return not re.match(r"[-–][A-Z]", after) or amount.unit is not None
    word = label[1].strip("“\"‘'(,;:")
    if word.lower() in lists["labels"] and word.lower() not in ("top",) and (word[0].isupper() or amount.unit is None):
        return amount.unit is not None and word.lower() not in ("no.", "nos.")
    if word.lower() == "top":
        return False
    big = "," in text[amount.number[0] : amount.number[1]] or amount.scale > 1
    capital = (
        any(letter.isupper() for letter in word)
        and label[1][-1:] not in ',;:.!?)”"'
        and word.lower() not in lists["function"]
    )
    if capital and amount.unit is None and not big and not _RANGE_AHEAD.match(after):
        return False
    if capital and amount.unit is not None and amount.unit.dimension == "time" and "-" in after[:1]:
        return True
    follower = re.match(r"[ -]([A-Z][A-Z0-9]+)\b", after)
    return not (
        follower and not big and amount.unit is None and follower[1] not in ("US", "UK", "EU", "UN", "AI", "TV")
    )


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = load_table("values.toml")
    return {"labels": frozenset(table["labels"].split()), "function": frozenset(table["function_words"].split())}
