"""Plain text: the file is the article."""

from __future__ import annotations

from kg.read.draft import Draft
from kg.read.encoding import decode


def read_text(data: bytes, *, place: str, encoding: str | None = None) -> Draft:
    """The text as it stands.

    Raises:
        ReadError: it is no text, or its encoding cannot be told.
    """
    return Draft(decode(data, place=place, encoding=encoding), place)
