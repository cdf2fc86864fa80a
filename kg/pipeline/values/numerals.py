"""Numbers of English text, in digits and in words, as exact decimals.

``DIGITS`` and ``WORDS`` are patterns that find them, the functions read one. Both know nothing of units: see ``kg.pipeline.values.amounts``.
"""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL: dict[str, int] = {word: number for number, word in enumerate(_ONES.split())}
SMALL |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
SMALL |= {"nought": 0, "nil": 0, "fourty": 40}
SCALES: dict[str, int] = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "lakhs": 10**5,
    "crore": 10**7,
    "crores": 10**7,
    "dozen": 12,
}
ABBREVIATED: dict[str, int] = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "mm": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "tr": 10**12,
    "cr": 10**7,
}
FRACTIONS: dict[str, int] = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "twentieth": 20,
    "hundredth": 100,
}
VULGAR: dict[str, Decimal] = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
}
_GLYPHS = "".join(VULGAR)
_SPACES = "\u00a0\u202f\u2009"

# The digit forms, the most specific first: lakh and thousand groups, groups with spaces or apostrophes, European
# groups with at least two points or a decimal comma, a decimal comma before a unit that proves it, plain digits.
DIGITS = (
    r"(?:[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    rf"|[0-9]{{1,3}}(?:[{_SPACES}'’][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]{1,3}(?: [0-9]{3}){2,}(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])(?:,[0-9]{1,2})?"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,3},[0-9]{1,2}(?=[  ]?(?:%|per ?cent|percent|€|euros?\b|million\b|billion\b|bn\b))"
    r"|[0-9]+(?:\.[0-9]+)?"
    r"|\.[0-9]+)"
    rf"(?:[ -]?[{_GLYPHS}])?|[{_GLYPHS}]"
)
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_LARGE = "|".join(sorted(SCALES, key=len, reverse=True))
_NEXT = rf"(?:{_SMALL}|{_LARGE})"
WORDS = (
    rf"(?:half a (?:{_LARGE})|an? (?:{_LARGE})|(?:{_SMALL}))\b"
    rf"(?:[ -](?:and )?{_NEXT}\b|\n{_NEXT}\b|[ ]point(?:[ ](?:{_SMALL})\b){{1,6}})*"
)


def decimal_of_digits(text: str) -> Decimal | None:
    """The decimal that digits with separators stand for; None when it is no number in any of the known forms."""
    whole, glyph = text.rstrip(_GLYPHS), text[-1]
    part = VULGAR.get(glyph, Decimal(0)) if glyph in VULGAR else Decimal(0)
    whole = whole.rstrip(" -")
    if not whole:
        return part
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]{1,2}", whole) or whole.count(".") > 1:
        whole = whole.replace(".", "").replace(",", ".")
    digits = re.sub(rf"[,{_SPACES}'’ ]", "", whole)
    return Decimal(digits) + part if re.fullmatch(r"[0-9]*\.?[0-9]+", digits) else None


def decimal_of_words(text: str) -> Decimal | None:
    """The decimal that number words stand for; None when they are no single well-formed number ("one two")."""
    total, group, last = Decimal(0), Decimal(0), Decimal(10) ** 18
    words = re.split(r"[\s-]+", text.lower())
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        if word in ("and",):
            continue
        if word in ("a", "an"):
            group += 1
        elif word == "half":
            group += Decimal("0.5")
            position += words[position : position + 1] == ["a"]
        elif word == "point":
            digits = [str(SMALL[item]) for item in words[position:] if item in SMALL]
            group += Decimal("0." + "".join(digits))
            position += len(digits)
        elif word in SMALL:
            if not _fits(group, SMALL[word]):
                return None
            group += SMALL[word]
        else:
            scale = Decimal(SCALES[word])
            if word in ("hundred", "dozen"):
                group = (group or Decimal(1)) * scale
                continue
            if scale >= last and total:
                return None
            total, group, last = total + (group or Decimal(1)) * scale, Decimal(0), scale
    return total + group


def _fits(group: Decimal, number: int) -> bool:
    """Whether a small number may follow what was read so far: tens after hundreds, ones after tens."""
    rest = group % 100
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and 0 < number < 10)


def plain(value: Decimal) -> str:
    """A decimal as plain digits: no exponent, no separators, no trailing zeros after the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
