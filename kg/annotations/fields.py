"""Single fields of an annotation record: each is checked, and what is wrong is said with its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, NoReturn

from kg.errors import AnnotationError
from kg.types import Modality, Span

Record = dict[str, Any]
AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?)(?:-(-?\d+(?:\.\d+)?))?")


def rows(record: Mapping[str, Any], key: str) -> list[Record]:
    """The objects of a list; a missing list is empty."""
    found = record.get(key) or []
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        fail(key, f"expected a list of objects, found {shown(found)}")
    return found


def text(row: Mapping[str, Any], key: str, *, empty: bool = False) -> str:
    """Text that must be there, not empty unless ``empty``."""
    value = row.get(key)
    if not isinstance(value, str) or not (value or empty):
        fail(key, "missing" if value is None else f"expected text, found {shown(value)}")
    if not value.isascii() and re.search("[\ud800-\udfff]", value):
        fail(key, "holds half of a surrogate pair, which no UTF-8 file can hold")
    return value


def optional(row: Mapping[str, Any], key: str) -> str | None:
    """Text, or None where there is none."""
    return None if row.get(key) is None else text(row, key, empty=True)


def reference(row: Mapping[str, Any], key: str, known: set[str]) -> str:
    """The id of an entity of the same document."""
    value = text(row, key)
    if value not in known:
        fail(key, f"no entity {value!r}")
    return value


def maybe_reference(row: Record, key: str, known: set[str]) -> str | None:
    """The id of an entity of the same document, or None where there is none."""
    return None if row.get(key) is None else reference(row, key, known)


def span(row: Mapping[str, Any], key: str, text: str) -> Span | None:
    """A span of ``text``, or None where there is none."""
    return None if row.get(key) is None else _checked(row[key], key, text)


def spans(row: Mapping[str, Any], key: str, text: str) -> tuple[Span, ...]:
    """The spans of a list, in its order."""
    found = row.get(key) or []
    if not isinstance(found, list):
        fail(key, f"expected a list of [start, end], found {shown(found)}")
    return tuple(_checked(item, key, text) for item in found)


def _checked(value: Any, key: str, text: str) -> Span:
    if not isinstance(value, list | tuple) or len(value) != 2 or not all(type(offset) is int for offset in value):
        fail(key, f"expected [start, end], found {shown(value)}")
    start, end = value
    if not 0 <= start < end <= len(text):
        fail(key, f"[{start}, {end}] is no span of a text of {len(text)} characters")
    return start, end


def score(row: Record) -> float:
    """A number in [0, 1]; 1 where there is none."""
    value = row.get("score")
    if value is None:
        return 1.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        fail("score", f"expected a number from 0 to 1, found {shown(value)}")
    return float(value)


def modality(row: Record) -> Modality:
    """A modality; asserted where there is none."""
    value = row.get("modality") or Modality.ASSERTED
    if value not in list(Modality):
        fail("modality", f"expected one of {', '.join(Modality)}, found {shown(value)}")
    return Modality(value)


def words(row: Mapping[str, Any], key: str) -> str | None:
    """A string as it is, a number in plain digits, a list or an object as its values, joined by semicolons."""
    joined = "; ".join(_words(row.get(key), key))
    return text({key: joined}, key) if joined else None


def _words(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, list | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _words(part, key)
    elif isinstance(value, bool):
        fail(key, f"expected text or a number, found {shown(value)}")
    elif isinstance(value, float):
        yield format(Decimal(repr(value)), "f")
    elif value is not None:
        yield str(value)


def amount(row: Mapping[str, Any], key: str) -> tuple[str | None, str | None, str | None]:
    """(value, low, high): the value in plain digits, or both ends of a range such as ``30-40``; all None if open."""
    value = words(row, key)
    if value is None:
        return None, None, None
    found = AMOUNT.fullmatch(value)
    if not found:
        fail(key, f"expected plain digits, found {shown(value)}")
    return (found[1], None, None) if found[2] is None else (None, found[1], found[2])


@contextmanager
def inside(place: str) -> Iterator[None]:
    """Put ``place`` before the message of an error from within."""
    try:
        yield
    except AnnotationError as error:
        raise AnnotationError(f"{place}: {error}") from None


def fail(key: str, what: str) -> NoReturn:
    """Raise the error that says what is wrong with ``key``."""
    raise AnnotationError(f"{key}: {what}")


def shown(value: Any) -> str:
    """A value as an error shows it: short, on one line."""
    printed = repr(value)
    return printed if len(printed) <= 60 else printed[:57] + "…"
