"""What the readers of single formats hand over: a text and what the document says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it has an id. ``place`` is where it stands, ``file`` or ``file:line``, for messages."""

    text: str
    place: str
    stated: Metadata = field(default_factory=Metadata)
