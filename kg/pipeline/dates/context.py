"""Whether words that look like a date are one: months that are names or verbs, four digits that are an amount."""

from __future__ import annotations

import re

from kg.pipeline.pattern_files import load_patterns

_NAMES_OR_VERBS = {"May", "March"}
_ALSO_NAMES = {"April", "June", "August"}


def check(name: str) -> re.Pattern[str]:
    """One of the patterns that look at the words beside a match."""
    return load_patterns("dates.toml", "checks")[name]


def month_is_meant(text: str, start: int, end: int, month: str) -> bool:
    """Whether a month's name at ``text[start:end]``, alone, is a month and no name or verb."""
    before, after = text[max(0, start - 16) : start], text[end : end + 14]
    if month in _NAMES_OR_VERBS:
        cue = check("month_cue").search(before)
        if not cue:
            return bool(check("month_noun").match(after))
        if check("name_after").match(after):
            return False
        if check("joined").search(before) and not check("joined_month").search(before):
            return month != "March" and bool(check("joined_part").search(before))
        return True
    if month in _ALSO_NAMES and not check("sure_month_cue").search(before):
        return not check("name_after").match(after) and not check("name_before").search(before)
    return True


def year_is_meant(text: str, start: int, end: int) -> bool:
    """Whether four digits at ``text[start:end]`` are a year, judged by the words beside them."""
    value = int(text[start:end])
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    if not not_an_amount(text, start, end):
        return False
    if before and (before[-1].isalnum() or before[-1] == "-" and not check("year_prefix").search(before)):
        return False
    if (
        check("plural_after").match(after)
        and check("plain_word_before").search(before)
        and not check("year_cue").search(before)
    ):
        return False
    if value < 1700 or value > 2100:
        return bool(check("old_year_cue").search(before)) and value >= 1000
    if check("year_cue").search(before) or value >= 1900:
        return True
    return not after[:1].isalnum() and bool(check("old_year_cue").search(before))


def not_an_amount(text: str, start: int, end: int) -> bool:
    """Whether neither the words before nor those after digits make them an amount, a label or a part of a name."""
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    return not check("no_year_before").search(before) and not check("no_year_after").match(after)
