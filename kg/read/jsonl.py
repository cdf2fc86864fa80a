"""JSON lines: an article a line, with ``text`` and perhaps ``id``, ``title``, ``published``, ``source``, ``url``."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator

from kg.errors import ReadError
from kg.read.draft import Draft
from kg.read.encoding import decode, refuse_halves
from kg.read.metadata import metadata_from

_SHOWN = 60  # characters of what was found in a message


def read_lines(lines: Iterable[bytes], *, place: str, encoding: str | None = None) -> Iterator[Draft | ReadError]:
    """The articles of a file, and for each line that cannot be read the reason, in their order.

    The text stays exactly as it is, so that positions which others counted in it hold.
    """
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        where = f"{place}:{number}"
        try:
            words = decode(line, place=where, encoding=encoding)
            if words.strip():
                yield _draft(_row(words, where), where)
        except ReadError as error:
            yield error


def is_row(line: bytes) -> bool:
    """Whether the line is an article as JSON."""
    row = _parsed(line)
    return isinstance(row, dict) and "text" in row


def is_annotation(line: bytes) -> bool:
    """Whether the line is an annotated article rather than an article: it lists entities or facts."""
    row = _parsed(line)
    return isinstance(row, dict) and "text" in row and ("entities" in row or "facts" in row)


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError):
        return None


def _row(words: str, place: str) -> dict[str, object]:
    try:
        row = json.loads(words)
    except json.JSONDecodeError as error:
        raise ReadError(place, f"no JSON at column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(place, f"no JSON that can be read: {error}") from None
    if not isinstance(row, dict):
        raise ReadError(place, f"{words.strip()!r:.{_SHOWN}}, expected an object with a 'text'")
    return row


def _draft(row: dict[str, object], place: str) -> Draft:
    text = row.get("text")
    if not isinstance(text, str):
        found = f"'text' is {text!r:.{_SHOWN}}" if "text" in row else f"no 'text' among {sorted(row)!r:.{_SHOWN}}"
        raise ReadError(place, f"{found}, expected words")
    refuse_halves(text, place=place, what="'text'")
    return Draft(text, place, metadata_from(row, place=place))
