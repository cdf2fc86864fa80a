"""Pair the quotation marks of a text: where direct speech, quoted words and quoted titles begin and end.

Straight, curly, low-high, single, backtick and angle marks are read. A quotation that goes on in the
next paragraph with a reopened mark gives one span per paragraph. Marks that cannot be paired are left
out rather than guessed: an apostrophe is no quotation mark, and a lone mark opens nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.types import Span

PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "`": "'´’"}
_MARK = re.compile(r"''|``|[\"“”„«»‹›‘’'`´]")
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = ".!?…"


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """The characters between a pair of marks; ``outer`` includes the marks themselves."""

    start: int
    end: int
    outer: Span
    double: bool = True

    @property
    def span(self) -> Span:
        return (self.start, self.end)


def quoted_spans(text: str) -> list[QuotedSpan]:
    """All outermost quoted spans of a text, in order, without marks and without white space at the edges."""
    spans: list[QuotedSpan] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    for position, (start, end) in enumerate(paragraphs):
        following = paragraphs[position + 1] if position + 1 < len(paragraphs) else None
        reopened = following is not None and _starts_quoted(text, following)
        spans.extend(_pair_paragraph(text, start, end, reopened=reopened))
    return spans


def _starts_quoted(text: str, paragraph: Span) -> bool:
    return text[paragraph[0] : paragraph[1]].lstrip()[:1] in {'"', "“", "«", "„", "‘"}


def _pair_paragraph(text: str, start: int, end: int, *, reopened: bool) -> list[QuotedSpan]:
    marks = [match for match in _MARK.finditer(text, start, end) if not _is_apostrophe(text, match)]
    straight = [match.start() for match in marks if match.group() == '"']
    alternate = len(straight) % 2 == 0
    spans: list[QuotedSpan] = []
    position = 0
    while position < len(marks):
        closing = _closing(text, marks, position, alternate=alternate)
        mark = marks[position]
        if closing is not None:
            spans.extend(_trimmed(text, mark.start(), mark.end(), marks[closing].start(), marks[closing].end()))
            position = closing + 1
        elif reopened and _is_double(mark.group()) and _opens(text, mark) and _last_double(marks, position):
            spans.extend(_trimmed(text, mark.start(), mark.end(), end, end))
            break
        else:
            position += 1
    return spans


def _closing(text: str, marks: list[re.Match[str]], position: int, *, alternate: bool) -> int | None:
    """The index of the mark that closes ``marks[position]``, or None when that mark opens nothing."""
    mark = marks[position].group()
    if mark == '"':
        return _closing_straight(text, marks, position, alternate=alternate)
    if mark == "``":
        return _first(marks, position, lambda other: other.group() in {"''", '"'})
    if mark == "'":
        return _closing_single(text, marks, position, "'") if _opens(text, marks[position]) else None
    if mark in {"‘", "`"}:
        return _closing_single(text, marks, position, PAIRS[mark])
    closers = PAIRS.get(mark)
    return _first(marks, position, lambda other: other.group() in closers) if closers else None


def _first(marks: list[re.Match[str]], position: int, accept) -> int | None:  # type: ignore[no-untyped-def]
    return next((index for index in range(position + 1, len(marks)) if accept(marks[index])), None)


def _closing_straight(text: str, marks: list[re.Match[str]], position: int, *, alternate: bool) -> int | None:
    later = [index for index in range(position + 1, len(marks)) if marks[index].group() == '"']
    if not later:
        return None
    if alternate:
        return later[0]
    if not _opens(text, marks[position]):
        return None
    return next((index for index in later if _closes(text, marks[index])), None)


def _closing_single(text: str, marks: list[re.Match[str]], position: int, closers: str) -> int | None:
    """A single mark closes in its own sentence part and never across a double mark; ``s'`` may be a plural."""
    fallback = None
    for index in range(position + 1, len(marks)):
        other = marks[index]
        if _is_double(other.group()):
            break
        if other.group() not in closers or not _ends_word(text, other):
            continue
        if text[other.start() - 1] != "s":
            return index
        fallback = index if fallback is None else fallback
    return fallback


def _is_double(mark: str) -> bool:
    return mark in {'"', "“", "”", "„", "«", "»", "``", "''"}


def _last_double(marks: list[re.Match[str]], position: int) -> bool:
    return not any(_is_double(mark.group()) for mark in marks[position + 1 :])


def _is_apostrophe(text: str, match: re.Match[str]) -> bool:
    if match.group() not in {"'", "’", "´"}:
        return False
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return (before.isalnum() and after.isalnum()) or (not before.isalnum() and after.isdigit())


def _opens(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return (not before or before.isspace() or before in "([{-–—/:“\"'") and bool(after) and not after.isspace()


def _closes(text: str, match: re.Match[str]) -> bool:
    """A closing mark follows a word or a stop; one glued to the next word closes after a stop (``… now, "he said``)."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if not before.isspace():
        return not after.isalnum() or before in _SENTENCE_END + ","
    stop = text[: match.start()].rstrip()[-1:]
    return stop in _SENTENCE_END + "," and (not after.isupper() or stop == ",")


def _ends_word(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 1]
    return not after.isalnum()


def _trimmed(text: str, outer_start: int, start: int, end: int, outer_end: int) -> list[QuotedSpan]:
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip())
    last = end - (len(inner) - len(inner.rstrip()))
    if first >= last or not any(character.isalnum() for character in text[first:last]):
        return []
    double = _is_double(text[outer_start : outer_start + 1]) or text.startswith("``", outer_start)
    return [QuotedSpan(first, last, (outer_start, outer_end), double)]
