"""Cue phrases of a sentence, read from a table of phrase patterns.

A pattern is a row of words: alternatives with ``|``, ``{verb}`` for every form of a verb, ``_ing`` for a form in
-ing, ``_`` for any word, ``..`` for up to three words of any kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.pipeline.word_lists import inflections, load_table

_PLACES = ("verb", "noun", "governor", "after")
_PLACES_SET = frozenset(_PLACES)
_GAP = r"(?:[\w'’.-]+ ){0,3}?"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue phrase: what it says (``planned`` …), what it governs (``verb`` …), and its tokens, half-open."""

    modality: str
    place: str
    first: int
    last: int
    text: str


def find_phrases(words: list[str], first: int) -> list[Phrase]:
    """All cue phrases among lower-case words; token numbers count from ``first``. Longest reading at each place."""
    line = " ".join(word.replace(" ", "_") or "_" for word in words) + " "
    starts: dict[int, int] = {}
    position = 0
    for number, word in enumerate(words):
        starts[position] = number
        position += len(word) + 1 if word else 2
    ends = {start: number for start, number in starts.items()}
    ends[position] = len(words)
    found: list[Phrase] = []
    for modality, place, pattern in _patterns():
        for match in pattern.finditer(line):
            begin, end = starts.get(match.start(1)), ends.get(match.end(1))
            if begin is not None and end is not None:
                found.append(Phrase(modality, place, first + begin, first + end, match.group(1).strip()))
    return found


@cache
def _patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    table = load_table("modality.toml")
    irregular = _irregular(table.get("forms", ""))
    compiled: list[tuple[str, str, re.Pattern[str]]] = []
    for modality, section in table.items():
        if not isinstance(section, dict) or not _PLACES_SET.intersection(section) and not _has_groups(section):
            continue
        groups = {"": section, **{group: part for group, part in section.items() if isinstance(part, dict)}}
        for group, part in groups.items():
            name = f"{modality}.{group}" if group else modality
            compiled += [(name, place, _compiled(part[place], irregular)) for place in _PLACES if part.get(place)]
    return compiled


def _has_groups(section: dict[str, Any]) -> bool:
    return any(isinstance(part, dict) for part in section.values())


def _compiled(text: str, irregular: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    """One expression for all phrases of a place, the longer ones first."""
    lines = sorted((line.strip() for line in text.splitlines() if line.strip()), key=len, reverse=True)
    return re.compile(rf"(?:(?<= )|^)({'|'.join(_expression(line, irregular) for line in lines)})")


def _irregular(text: str) -> dict[str, tuple[str, ...]]:
    entries = (entry.partition(":") for entry in text.split())
    return {base: (base, *forms.split(",")) for base, _, forms in entries}


def _expression(line: str, irregular: dict[str, tuple[str, ...]]) -> str:
    return "".join(_word(part, irregular) for part in line.split())


def _word(part: str, irregular: dict[str, tuple[str, ...]]) -> str:
    if part == "..":
        return _GAP
    options = "|".join(_option(option, irregular) for option in _split(part))
    return f"(?:{options}) "


def _split(part: str) -> list[str]:
    return re.findall(r"\{[^}]*\}|[^|]+", part)


def _option(option: str, irregular: dict[str, tuple[str, ...]]) -> str:
    if option.startswith("{"):
        bases = option[1:-1].split("|")
        forms = {form for base in bases for form in irregular.get(base, inflections(base))}
        return "|".join(re.escape(form) for form in sorted(forms))
    if option.startswith("_"):
        return r"[\w'’-]+" + re.escape(option[1:])
    return re.escape(option)
