"""What is known of a document besides its text: read from mappings in any usual spelling, laid one over the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from kg.errors import ReadError
from kg.read.encoding import refuse_halves


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document, its sidecar or the options say; None where they say nothing.

    ``published`` is an ISO date at the precision given (``2024-09-03``, ``2024-09``, ``2024``), ``source`` the
    outlet, ``language`` a primary tag such as ``en``.
    """

    id: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This, with the gaps filled from the other."""
        gaps = {item.name: getattr(other, item.name) for item in fields(self) if getattr(self, item.name) is None}
        return replace(self, **gaps)


_SPELLINGS = {
    "id": ("id",),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "site", "sitename"),
    "url": ("url", "link", "address", "permalink", "canonical"),
    "published": ("published", "date", "published_at", "publication_date", "datepublished"),
    "language": ("language", "lang"),
}
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII | re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def metadata_from(values: Mapping[str, object], *, place: str) -> Metadata:
    """Metadata out of a mapping; keys in any case, ``headline`` as good as ``title``, what is not known left out.

    Raises:
        ReadError: a value is no words, or the date is none; names ``place``.
    """
    lowered = {str(key).lower(): value for key, value in values.items()}
    found = {name: _first(lowered, spellings, place) for name, spellings in _SPELLINGS.items()}
    if found["published"] is not None:
        found["published"] = iso_date(found["published"], place=place)
    if found["language"] is not None:
        found["language"] = _language(found["language"], place)
    return Metadata(**found)


def iso_date(text: str, *, place: str) -> str:
    """A date of publication in ISO form: the day of a time stamp as its own zone has it.

    Raises:
        ReadError: it is no date that can be read; names ``place``.
    """
    iso = _from_iso(text.strip()) or _from_words(text.strip().lower()) or _from_mail(text)
    if iso is None:
        raise ReadError(place, f"published is {text!r}, expected a date such as 2024-09-03")
    return iso


def _first(values: Mapping[str, object], spellings: tuple[str, ...], place: str) -> str | None:
    for key in spellings:
        text = _words(values.get(key), key, place)
        if text is not None:
            return text
    return None


def _words(value: object, key: str, place: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise ReadError(place, f"{key} is {type(value).__name__} {value!r:.60}, expected words")
    refuse_halves(value, place=place, what=key)
    return value.strip() or None


def _language(tag: str, place: str) -> str:
    primary = re.split("[-_]", tag.lower())[0]
    if not _LANGUAGE.fullmatch(primary):
        raise ReadError(place, f"language is {tag!r}, expected a tag such as en")
    return primary


def _from_iso(text: str) -> str | None:
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if not match:
        return None
    parts = [part for part in match.groups() if part]
    return "-".join(parts) if _exists(*parts) else None


def _from_words(text: str) -> str | None:
    match = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if not match or match["month"][:3] not in _MONTHS:
        return None
    month = f"{_MONTHS.index(match['month'][:3]) + 1:02}"
    day = f"{int(match['day']):02}"
    return f"{match['year']}-{month}-{day}" if _exists(match["year"], month, day) else None


def _from_mail(text: str) -> str | None:
    """The form of mail and feeds: ``Tue, 03 Sep 2024 10:00:00 +0200``."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _exists(year: str, month: str = "01", day: str = "01") -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
