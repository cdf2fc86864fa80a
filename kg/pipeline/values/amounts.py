"""Amounts in English text: numbers with their currency, unit, range, qualifier and conversion.

``find_values`` knows words and shapes, not syntax: what is counted and of whom is for ``kg.pipeline.figures.component`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.pipeline.dates.expressions import Anchor, DateExpression, find_dates
from kg.pipeline.dates.expressions import Unit as DateUnit
from kg.pipeline.values.numerals import ABBREVIATED, DIGITS, SCALES, WORDS, decimal_of_digits, decimal_of_words
from kg.pipeline.values.parts import ValueExpression, ValueKind
from kg.pipeline.values.shapes import find_shapes
from kg.pipeline.values.units import Unit, count_cues, currency_before, currency_of, unit_after
from kg.pipeline.word_lists import load_table

__all__ = ["ValueExpression", "ValueKind", "find_values"]

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
_RATE = re.compile(
    r"(?:,? (?:a|an|each|every)[ -](?P<noun>share|year|month|week|day|night|hour|minute|second|person|head|unit|copy|piece|"
    r"tonne|ton|barrel|kilo|kilogram|pound|ounce|kilowatt-hour|megawatt-hour|litre|gallon|passenger|mile|kilometre|seat|ticket)\b"
    r"| per (?P<any>[a-z][a-z-]+)|/(?P<slash>month|mo|year|yr|day|week|hour|kg|share|unit|person|tonne|barrel)\b"
    r"|(?: (?P<each>each|apiece|annually|monthly|weekly|daily|yearly))\b|-(?:a|per)-(?P<dash>year|month|week|day|share|barrel)\b)"
)
_ADVERB_RATE = {
    "each": "unit",
    "apiece": "unit",
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "mo": "month",
    "yr": "year",
}
_RANGE = re.compile(r" ?[-–—] ?| to | and | or ")
_OPEN_BRACKET = re.compile(
    r"[ \u00a0\n]?[(\[](?:[Aa]bout|[Aa]round|approximately|approx\.|roughly|nearly|some|or|equivalent to|equal to|[~≈=]| |\n)*|"
    r",? or (?:about |around |approximately |roughly |nearly |some )?|,? (?:equivalent|equal) to (?:about |around )?"
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:by|(?<!make )(?<!makes )(?<!made )(?<!making )up|down|rose|fell|climbed|dropped|grew|gained|lost|slipped|jumped|increased|decreased|declined|from"
    r"|rise|fall|rising|falling)(?: (?:by|about|around|nearly|some|just|more than|over))*[ \n]$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Amount:
    """One number with its scale and unit, before ranges, qualifiers and conversions are joined to it."""

    start: int
    end: int
    number: tuple[int, int]
    base: Decimal
    value: Decimal
    scale: Decimal
    unit: Unit | None
    word: bool


def find_values(text: str, dates: Sequence[DateExpression] | None = None) -> list[ValueExpression]:
    """All amounts of ``text`` in text order, none overlapping; ``dates`` saves finding the dates again.

    Numbers inside dates, names, labels ("Chapter 5"), times, ordinals and ranks are no amounts. Linear in the text.
    """
    blocked = _Blocked(text, find_dates(text) if dates is None else dates)
    shapes = [shape for shape in find_shapes(text) if not blocked.covers(shape.start, shape.end)]
    amounts = _amounts(text, blocked, shapes)
    cues: dict[str, int] = {}

    def cued() -> dict[str, int]:
        if not cues:
            cues.update(count_cues(text) or {"": 0})
        return cues

    joined = _join(text, amounts, cued)
    values = sorted([*joined, *(_qualified(text, shape) for shape in shapes)], key=lambda value: value.start)
    return _cents(text, values)


def _cents(text: str, values: list[ValueExpression]) -> list[ValueExpression]:
    """Cents are euro cents in a text that counts in euros and not in dollars."""
    others = {value.unit for value in values if "cent" not in value.text}
    if "EUR" not in others or "USD" in others:
        return values
    return [
        replace(value, unit="EUR") if value.unit == "USD" and re.search(r"\bcents?\b", value.text) else value
        for value in values
    ]


_RANGE_AHEAD = re.compile(r"(?:[-–—]| to | and )[0-9]")
_COUNTED = re.compile(r"(?:\d|[a-z]+[ -][a-z]+s\b)", re.IGNORECASE)


class _Blocked:
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
        return 1 in self._covered[start:end]


def _amounts(text: str, blocked: _Blocked, shapes: list[ValueExpression]) -> list[_Amount]:
    amounts: list[_Amount] = []
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


def _amount(text: str, match: re.Match[str], last: _Amount | None) -> _Amount | None:
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
    amount = _Amount(first, end, match.span(), base, -value if negative else value, scale, unit, bool(words))
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


def _is_amount(text: str, amount: _Amount, last: _Amount | None) -> bool:
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


def _after_dash(before: str, last: _Amount | None, start: int) -> bool:
    """A dash before a number parts a range or a sentence; inside a word it makes a name ("A330-200")."""
    if last is not None and last.end >= start - 3 and last.end < start:
        return True
    return (
        len(before) < 2
        or before[-2] in " \n("
        or before[-1] in "–—"
        or bool(re.search(r"\b(?:sub|under|over|pre|post|non|near)-$", before))
    )


def _is_count(text: str, amount: _Amount, before: str, after: str) -> bool:
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


def _join(text: str, amounts: list[_Amount], cues: Callable[[], dict[str, int]]) -> list[ValueExpression]:
    """Amounts as expressions, ranges made one and conversions hung on what they convert."""
    values: list[ValueExpression] = []
    position = 0
    while position < len(amounts):
        amount = amounts[position]
        follower = amounts[position + 1] if position + 1 < len(amounts) else None
        ranged = _ranged(text, amount, follower) if follower else None
        position += 2 if ranged else 1
        value = _qualified(text, _rated(text, ranged or _expression(text, amount, cues)))
        if ranged and amount.unit is None and follower is not None and follower.unit and follower.unit.options:
            value = replace(value, unit=currency_of(follower.unit.options, cues))
        last = values[-1] if values else None
        converted = _converted(text, last, value) if last else None
        if converted is not None:
            values[-1] = converted
        else:
            values.append(value)
    return values


def _expression(text: str, amount: _Amount, cues: Callable[[], dict[str, int]]) -> ValueExpression:
    unit = amount.unit
    name = unit.name if unit else None
    if unit is not None and unit.options:
        name = currency_of(unit.options, cues)
    return ValueExpression(
        amount.start,
        amount.end,
        text[amount.start : amount.end],
        _kind(unit),
        amount.value,
        name,
        number=amount.number,
        body=amount.end,
        word=amount.word,
    )


def _kind(unit: Unit | None) -> ValueKind:
    if unit is None:
        return ValueKind.COUNT
    return {"money": ValueKind.MONEY, "share": ValueKind.SHARE, "time": ValueKind.DURATION}.get(
        unit.dimension, ValueKind.MEASURE
    )


def _ranged(text: str, first: _Amount, last: _Amount) -> ValueExpression | None:
    """ "$12-20 million", "between 20 and 25 percent", "30 to 40": one value with two ends, or None."""
    link = text[first.end : last.start]
    if not _RANGE.fullmatch(link):
        return None
    before = text[max(0, first.start - 24) : first.start]
    if (
        "and" in link
        and not re.search(r"\bbetween (?:about |around |roughly )?$", before, re.IGNORECASE)
        or "or" in link
    ):
        return None
    if link == " to " and _CHANGE_BEFORE.search(before):
        return None
    name, other = first.unit.name if first.unit else None, last.unit.name if last.unit else None
    if (
        name is not None
        and other is not None
        and name != other
        or name is not None
        and other is None
        and first.unit is not None
        and first.unit.dimension != "money"
    ):
        return None
    low = first.value
    if first.scale == 1 and last.scale > 1 and first.base < last.base:
        low = first.value * last.scale * (last.unit.factor if last.unit else 1)
    if not low < last.value:
        return None
    unit = last.unit or first.unit
    return ValueExpression(
        first.start,
        last.end,
        text[first.start : last.end],
        _kind(unit),
        None,
        unit.name if unit else None,
        low,
        last.value,
        number=(first.number[0], last.number[1]),
        body=last.end,
        word=first.word,
    )


def _rated(text: str, value: ValueExpression) -> ValueExpression:
    found = _RATE.match(text, value.end)
    if found is None:
        return value
    noun = next(group for group in found.groups() if group)
    if (
        value.unit is None
        and found["each"]
        or re.match(r" (?:ago|earlier|later|before|after|from now)\b", text[found.end() : found.end() + 9])
    ):
        return value
    return replace(value, per=_ADVERB_RATE.get(noun, noun), end=found.end(), text=text[value.start : found.end()])


def _qualified(text: str, value: ValueExpression) -> ValueExpression:
    """The value with the words before or after it that say how exact it is."""
    before, after = _qualifier_patterns()
    found = before.search(text, max(0, value.start - 40), value.start)
    if found:
        words = " ".join(found.group().lower().split())
        return replace(value, qualifier=words, qualified=found.start())
    found = after.match(text, value.end)
    if found:
        return replace(value, qualifier=found["words"].lower(), qualified=found.start("words"))
    return value


def _converted(text: str, last: ValueExpression, value: ValueExpression) -> ValueExpression | None:
    """``last`` with ``value`` as its conversion, if the text gives it as one: "10,000 yuan ($1,407)"."""
    start = min(value.start, value.qualified if value.qualified is not None else value.start)
    if last.converted is not None or start - last.end > 30 or not _OPEN_BRACKET.fullmatch(text[last.end : start]):
        return None
    bracketed = "(" in text[last.end : start] or "[" in text[last.end : start]
    if (
        last.kind is not value.kind
        or last.unit == value.unit
        or last.kind not in (ValueKind.MONEY, ValueKind.MEASURE)
        or value.unit is None
    ):
        return None
    if not bracketed and last.kind is not ValueKind.MONEY:
        return None
    close = re.match(r"[^()\[\]]{0,40}[)\]]", text[value.end : value.end + 42]) if bracketed else None
    if bracketed and close is None:
        return None
    end = value.end + close.end() if close else value.end
    return replace(last, end=end, text=text[last.start : end], converted=(value.digits(), value.unit))


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = load_table("values.toml")
    return {"labels": frozenset(table["labels"].split()), "function": frozenset(table["function_words"].split())}


@cache
def _qualifier_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_table("values.toml")
    before, after = (
        sorted(table[key].strip().splitlines(), key=lambda words: (-len(words), words))
        for key in ("qualifiers_before", "qualifiers_after")
    )
    spaced = ["[ \\n]".join(map(re.escape, words.split())) for words in before]
    marks = "|".join(item for item in spaced if not item[-1].isalnum() and item[0] not in "abcdefghijklmnopqrstuvwxyz")
    words = "|".join(item for item in spaced if item not in marks.split("|"))
    return (
        re.compile(rf"(?:(?<!\w)(?:{words})[ \n]|(?:{marks}))$", re.IGNORECASE),
        re.compile(rf"[ \n]?(?P<words>{'|'.join(map(re.escape, after))}|\+)(?!\w)", re.IGNORECASE),
    )
