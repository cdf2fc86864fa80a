"""What a value expression says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.pipeline.values.numerals import plain


class ValueKind(StrEnum):
    """What sort of amount a value is."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    MULTIPLE = "multiple"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class ValueExpression:
    """Words of a text that state an amount: ``text == source[start:end]``, conversion in brackets included.

    ``value`` is None for a range, which has ``low`` and ``high``. ``unit`` is an ISO 4217 code, ``percent``, a unit in
    the plural (``minutes``) or None for a count of things that the words after it name. ``qualifier`` are the words
    before or after that say how exact it is, in lower case, ``qualified`` where the first of them starts. ``converted``
    is what the text itself gives in brackets, as plain digits and unit. ``per`` is the noun of a rate ("month").
    ``number`` is the span of the numeral alone, ``body`` where its unit ends, before a rate or a conversion. ``word``
    says that the numeral is spelt out.
    """

    start: int
    end: int
    text: str
    kind: ValueKind
    value: Decimal | None
    unit: str | None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: str | None = None
    qualified: int | None = None
    converted: tuple[str, str] | None = None
    per: str | None = None
    number: tuple[int, int] = (0, 0)
    body: int = 0
    word: bool = False

    def digits(self) -> str:
        """The value as plain digits, a range as ``low-high``."""
        if self.value is not None:
            return plain(self.value)
        return "-".join(plain(end) for end in (self.low, self.high) if end is not None)
