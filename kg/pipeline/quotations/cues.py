"""Reporting expressions as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression. Tokens are half-open: ``[first, last)`` is the verb with its particle, and
    ``[left, right)`` the verb together with the words for the speaker, who are chain ids."""

    first: int
    last: int
    left: int
    right: int
    verb: str
    frames: frozenset[str]
    speakers: tuple[str, ...]
    inverted: bool = False
