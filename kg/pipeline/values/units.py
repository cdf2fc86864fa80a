"""Currencies and units of measurement beside a number, read from the tables in ``kg/pipeline/data``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

_GAP = "[ \u00a0\u202f\n-]"
_MINOR = {
    "cent": "USD",
    "cents": "USD",
    "eurocents": "EUR",
    "pence": "GBP",
    "penny": "GBP",
    "paise": "INR",
    "sen": "MYR",
    "kopecks": "RUB",
}
_IN_YEARS = {"decades": Decimal(10), "centuries": Decimal(100)}
_METRES = r"(?= (?:tall|deep|long|high|wide|race|sprint|freestyle|hurdles|underwater|below|above|apart|away|dash)\b)"
_LINES = {144, 240, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320}
_NOT_AMOUNT_OF_WON = re.compile(r" (?:by|the|a|an|in|its|his|her|their|at|over)\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: ``name`` is an ISO 4217 code, ``percent`` or a unit in the plural.

    ``dimension`` is "money", "share", "time", "length" and so on; ``factor`` turns the number into that unit ("78p").
    """

    name: str
    dimension: str
    end: int
    factor: Decimal = Decimal(1)
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tables:
    prefixes: re.Pattern[str]
    code_of_prefix: dict[str, str]
    suffixes: re.Pattern[str]
    codes_of_word: dict[str, tuple[str, ...]]
    cues: dict[str, str]
    units: re.Pattern[str]
    unit_of_form: dict[str, tuple[str, str]]


def qudt_unit(name: str) -> str | None:
    """The local name of the QUDT unit (``KiloM``) for a unit as ``Unit.name`` gives it, None where QUDT has none."""
    return _qudt().get(name)


def currency_before(text: str, start: int) -> tuple[int, str] | None:
    """The mark of a currency that ends where a number starts: its first character and the code; letters that are
    also names of other things ("R", "N") only count before a large number, which the caller checks: the code then
    carries a question mark."""
    tables = _tables()
    found = tables.prefixes.search(text, max(0, start - 8), start)
    if found is None:
        return None
    mark = found.group().rstrip(" \u00a0")
    return found.start(), tables.code_of_prefix[mark]


def unit_after(text: str, end: int, *, value: Decimal, scaled: bool) -> Unit | None:
    """The currency or unit that follows a number ending at ``end``; ``value`` and ``scaled`` settle odd cases ("p")."""
    tables = _tables()
    found = tables.suffixes.match(text, end)
    if found:
        return _money(text, found)
    found = tables.units.match(text, end)
    if found is None:
        return None
    if found["metres"]:
        return Unit("metres", "length", found.end())
    form = found["form"]
    key = form if form in tables.unit_of_form else form.lower()
    name, dimension = tables.unit_of_form[key]
    if name in _IN_YEARS:
        return Unit("years", dimension, found.end(), _IN_YEARS[name])
    if form == "p":
        attached = found.start("form") == end
        if not attached or scaled:
            return None
        if value not in _LINES:
            return Unit("GBP", "money", found.end(), Decimal("0.01"))
    return Unit(name, dimension, found.end())


def currency_of(options: tuple[str, ...], text_cues: Callable[[], dict[str, int]]) -> str:
    """The currency meant by a word that several countries use: the one whose country the text names most often.

    A word without a default ("pesos") stands first among its own options and is left as it is without such a country.
    """
    if len(options) == 1 or options[0] == "USD":
        return options[0]
    counts = text_cues()
    return max(options, key=lambda code: (counts.get(code, 0), -options.index(code)))


def count_cues(text: str) -> dict[str, int]:
    """How often a text names the countries of each currency, by code."""
    counts: dict[str, int] = {}
    for match in _cue_pattern().finditer(text):
        code = _tables().cues[match.group()]
        counts[code] = counts.get(code, 0) + 1
    return counts


def _money(text: str, found: re.Match[str]) -> Unit | None:
    tables = _tables()
    word = found["word"]
    if word in _MINOR:
        return Unit(_MINOR[word], "money", found.end(), Decimal("0.01"))
    if word == "won" and _NOT_AMOUNT_OF_WON.match(text, found.end()):
        return None
    options = tables.codes_of_word[word]
    nation = tables.cues.get(found["nation"] or "")
    if nation in options:
        options = (nation,)
    return Unit(options[0], "money", found.end(), options=options)


def _rows(name: str) -> list[list[str]]:
    lines = files("kg.pipeline").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _qudt() -> dict[str, str]:
    return {row[0]: row[2] for row in _rows("units.tsv") if row[2]}


@cache
def _cue_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(_tables().cues)})\b")


@cache
def _tables() -> _Tables:
    code_of_prefix: dict[str, str] = {}
    codes_of_word: dict[str, tuple[str, ...]] = {}
    cues: dict[str, str] = {}
    for code, prefixes, words, countries in _rows("currencies.tsv"):
        for prefix in prefixes.split("|"):
            code_of_prefix.setdefault(prefix.rstrip("?"), code + ("?" if prefix.endswith("?") else ""))
        for word in words.split("|"):
            name = word.rstrip("?")
            first = (name,) if word.endswith("?") else ()
            codes_of_word[name] = (*codes_of_word.get(name, first), code)
        for country in countries.split("|"):
            cues.setdefault(country, code)
    prefixes_pattern = re.compile(rf"(?<![A-Za-z$])(?:{_any_of(code_of_prefix)})[ \u00a0]?$")
    words_pattern = _any_of([*codes_of_word, *_MINOR])
    suffixes = re.compile(rf"{_GAP}{{0,2}}(?:(?P<nation>{_any_of(cues)})[ -])?(?P<word>{words_pattern})(?![\w$])")
    unit_of_form = {form: (row[0], row[3]) for row in _rows("units.tsv") for form in row[1].split(",")}
    forms = (
        f"(?i:{re.escape(form)})" if form.islower() and len(form) > 4 else re.escape(form)
        for form in sorted(unit_of_form, key=lambda form: (-len(form), form))
    )
    units = re.compile(rf"{_GAP}{{0,2}}(?:(?P<form>{'|'.join(forms)})(?!\w)|(?P<metres>m){_METRES})")
    return _Tables(prefixes_pattern, code_of_prefix, suffixes, codes_of_word, cues, units, unit_of_form)
