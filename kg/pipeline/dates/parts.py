"""What a date expression says, before anybody asks when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """A stretch of the calendar that words can count or point at ("last month", "two years ago")."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Anchor(StrEnum):
    """What a relative expression counts from: the day of publication or the date named before it in the text."""

    PUBLISHED = "published"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class DateParts:
    """The pieces of a date; None is what the words leave open.

    ``weekday`` is 0 (Monday) to 6. ``unit`` and ``offset`` hold a relative part ("last year": YEAR, -1; "three
    days ago": DAY, -3), which fills what the absolute fields leave open; a count that the words keep vague
    ("several years ago") has a ``unit`` and no ``offset``. ``quarter`` is 1 to 4, ``half`` 1 or 2, ``months`` the
    length of a period ("the nine months to", "the first nine months"). ``part`` is "early", "mid" or "late",
    ``season`` a lower-case word. ``fiscal`` marks a company's own year. ``closes`` says that a period ends with
    these parts ("the year to June 2024"); ``opens`` that it starts with them ("the first nine months of 2024").
    ``exact`` says that "ago" counts to the day ("twenty years ago today"). ``after`` marks "three years after",
    whose date is that of the event named next: three years back from the date named before.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    part: str | None = None
    unit: Unit | None = None
    offset: int | None = None
    anchor: Anchor = Anchor.PUBLISHED
    months: int | None = None
    fiscal: bool = False
    closes: bool = False
    opens: bool = False
    exact: bool = False
    after: bool = False

    @property
    def relative(self) -> bool:
        """Whether the words count from another day ("last month", "a year later")."""
        return self.unit is not None and self.unit not in (Unit.DECADE, Unit.CENTURY) and self.year is None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words of a text that name a day, a month, a year or a period: ``text == source[start:end]``.

    ``lead`` is the preposition before it ("since", "until", "by", "as of" …), ``tense`` what the verbs of its
    sentence say about it ("past", "future" or None). The two ends of a range are two expressions with ``range``
    "start" and "end" ("July 12" and "14, 2022").
    """

    start: int
    end: int
    text: str
    parts: DateParts
    lead: str | None = None
    tense: str | None = None
    range: str | None = None
