"""Amounts in English text: numbers with their currency, unit, range, qualifier and conversion.

``find_values`` knows words and shapes, not syntax: what is counted and of whom is for ``kg.pipeline.figures.component`` to say.
Single numbers with their scale and unit come from ``kg.pipeline.values.single``; here they are joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from kg.pipeline.dates.expressions import DateExpression, find_dates
from kg.pipeline.values.parts import ValueExpression, ValueKind
from kg.pipeline.values.shapes import find_shapes
from kg.pipeline.values.single import Amount, Blocked, find_amounts
from kg.pipeline.values.units import Unit, count_cues, currency_of
from kg.pipeline.word_lists import load_table

__all__ = ["ValueExpression", "ValueKind", "find_values"]

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
_RANGE = re.compile(r" ?[-–—] ?| to |- to | and | or ")
_RANGING = re.compile(r"\b(?:rang(?:e[sd]?|ing)|anywhere|varying|vary|varies|varied) from (?:about |around |roughly )?$", re.IGNORECASE)
_OPEN_BRACKET = re.compile(
    r"[ \u00a0\n]?[(\[](?:[Aa]bout|[Aa]round|approximately|approx\.|roughly|nearly|some|or|equivalent to|equal to|[~≈=]| |\n)*|"
    r",? or (?:about |around |approximately |roughly |nearly |some )?|,? (?:equivalent|equal) to (?:about |around )?"
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:by|(?<!make )(?<!makes )(?<!made )(?<!making )up|down|rose|fell|climbed|dropped|grew|gained|lost|slipped|jumped|increased|decreased|declined|from"
    r"|rise|fall|rising|falling)(?: (?:by|about|around|nearly|some|just|more than|over))*[ \n]$",
    re.IGNORECASE,
)


def find_values(text: str, dates: Sequence[DateExpression] | None = None) -> list[ValueExpression]:
    """All amounts of ``text`` in text order, none overlapping; ``dates`` saves finding the dates again.

    Numbers inside dates, names, labels ("Chapter 5"), times, ordinals and ranks are no amounts. Linear in the text.
    """
    blocked = Blocked(text, find_dates(text) if dates is None else dates)
    shapes = [shape for shape in find_shapes(text) if not blocked.covers(shape.start, shape.end)]
    amounts = find_amounts(text, blocked, shapes)
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


def _join(text: str, amounts: list[Amount], cues: Callable[[], dict[str, int]]) -> list[ValueExpression]:
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


def _expression(text: str, amount: Amount, cues: Callable[[], dict[str, int]]) -> ValueExpression:
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


def _ranged(text: str, first: Amount, last: Amount) -> ValueExpression | None:
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
    if link == " to " and _CHANGE_BEFORE.search(before) and not _RANGING.search(before):
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
