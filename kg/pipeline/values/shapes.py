"""Amounts that are more than a number and a unit: fractions, ratios, multiples, ages."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from kg.pipeline.values.numerals import FRACTIONS, SMALL, decimal_of_words
from kg.pipeline.values.parts import ValueExpression, ValueKind

_COUNT = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|fifty|hundred|[0-9]{1,3}"
_PARTS = "thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?|twentieths?|hundredths?"
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?P<n>an?|one|two|three|four|five|six|seven|eight|nine)[ -](?P<d>{_PARTS}|half)"
    rf"|(?P<half>half))(?![\w])(?!-(?!owned|empty|full))",
    re.IGNORECASE,
)
_AS_SHARE = re.compile(
    r"(?:[ \n](?:of|the|its|their|his|her|our|that|those|this|these|as|owned|held|what|a percentage)\b|[ \n](?:each|apiece|more|less|fewer|higher|lower|larger"
    r"|smaller|cheaper|to|in|from|on|when|after|over|and|since|last|or)\b|[,.;:)?!”\"]|$|-owned|\n)"
)
_BEFORE_SHARE = re.compile(
    r"\b(?:by|up|down|nearly|about|over|almost|roughly|around|some|than|only|just|hold|holds|own|owns|owned|to|fell|rose|a rise of|of|least|most|between|under"
    r"|cut|paid|pays|for|sold|bought|put|takes?|account(?:s|ed)? for|managed|make up|makes up|is|are|was|were|with)[ \n]$",
    re.IGNORECASE,
)
_NOT_SHARE_BEFORE = re.compile(
    r"\b(?:first|second|other|latter|final|last|better|third|fourth|next|this|each|every|per|the|past|previous|same|fiscal|nautical)[ \n-]$",
    re.IGNORECASE,
)
_HALF_UNIT = re.compile(
    r"[ \n-](?:(?:an?)[ \n])?(?P<unit>year|month|hour|century|decade|day|mile|kilometre|tonne|percentage point|point|dozen)s?\b",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"(?<![\w.,-])(?P<n>one|two|three|four|five|six|seven|eight|nine|[1-9])(?: [a-z]+)?[ -](?:in|out of|of every|in every)(?: every)?[ -]"
    rf"(?P<d>{_COUNT})(?![\w.,]*\d)(?! (?:years?|months?|weeks?|days?|hours?|minutes?|decades?|quarters?|seconds?|million|billion|thousand|percent|per))(?![\w%])",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"(?<![\w-])(?P<n>two|three|four|five|ten|twenty|[0-9]{1,3})-for-(?P<d>one|two|three|[0-9])(?![\w-])", re.IGNORECASE
)
_VULGAR = re.compile(
    r"(?<![\w/.])(?P<n>[1-9])/(?P<d>[2-9])(?=(?:rds?|ths?|nd)?[ -](?:of|majority|owned|stake|share))(?:rds?|ths?|nd)?"
)
_FOLD = re.compile(
    r"(?<![\w-])(?P<n>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|[0-9]+(?:\.[0-9]+)?)-?fold\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?<![\w.,-])(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|a hundred)"
    r"(?:[ -](?P<scale>hundred|thousand|million|billion|dozen))?(?: times\b|[x×](?![\w×]))",
    re.IGNORECASE,
)
_VERB_MULTIPLE = re.compile(
    r"\b(?:(?P<two>doubl(?:ed|ing|es))|(?P<three>(?:tripl|trebl)(?:ed|ing|es))|(?P<four>quadrupl(?:ed|ing|es))|(?P<half>halv(?:ed|ing|es)))\b"
    r"(?! (?:down|up|back|over|crochet))",
    re.IGNORECASE,
)
_ADVERB_MULTIPLE = re.compile(
    r"\b(?:(?P<two>twice|double)|(?P<three>thrice|triple|treble)|(?P<four>quadruple))(?=[ \n](?:as|the|that|its|what|their|his|her|those)\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:aged|[Aa]ge(?:[ \n]of)?|[Aa]t the age of)[ \n](?P<a>[0-9]{1,3})(?![\w%]|[.,]\d)"
    r"|(?<![\w.,-])(?P<b>[0-9]{1,3})[ -]years?[ -]old\b"
    r"|(?<=[^\W\d_], )(?P<c>[1-9][0-9])(?=,[ ][a-z]|[,.;](?:\s|$)|\)|,$| [-–] )"
    r"|(?<=[^\W\d_] \()(?P<d>[1-9][0-9])(?=\))"
    r"|(?<=[a-z])(?: dies| died| dead),? at (?P<e>[1-9][0-9]|10[0-9])(?=[.,;]?(?:\s|$))"
    r"|(?<!\w)(?:[Hh]e|[Ss]he|who) (?:was|is|turned|turns|will be) (?P<f>[1-9][0-9]|10[0-9])"
    r"(?=[.,;](?:\s|$)| and\b| when\b|$)"
    r"|\bturning (?P<g>[1-9][0-9])(?=[.,;]?(?:\s|$))"
)


def find_shapes(text: str) -> list[ValueExpression]:
    """Fractions, ratios, multiples and ages in text order, none overlapping."""
    found = [value for finder in (_ratios, _ages, _multiples, _fractions) for value in finder(text)]
    kept: list[ValueExpression] = []
    for value in sorted(found, key=lambda value: (value.start, -value.end)):
        if not kept or value.start >= kept[-1].end:
            kept.append(value)
    return kept


def percent_of(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A fraction in percent, to one decimal."""
    return (numerator * 100 / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize() + 0


def _number(words: str) -> Decimal:
    digits = words.replace(",", "")
    if re.fullmatch(r"[0-9.]+", digits):
        return Decimal(digits)
    if words.lower() in ("a", "an"):
        return Decimal(1)
    return Decimal(SMALL.get(words.lower(), 100)) if " " not in words else decimal_of_words(words) or Decimal(0)


def _value(match: re.Match[str], kind: ValueKind, value: Decimal, unit: str) -> ValueExpression:
    return ValueExpression(
        match.start(),
        match.end(),
        match.group(),
        kind,
        value,
        unit,
        number=match.span(),
        body=match.end(),
        word=not any(char.isdigit() for char in match.group()),
    )


def _fractions(text: str) -> list[ValueExpression]:
    values = []
    for match in _FRACTION.finditer(text):
        if re.search(r"\band[ -]$", text[max(0, match.start() - 5) : match.start()]) and match["n"]:
            continue
        half = _HALF_UNIT.match(text, match.end()) if (match["half"] or match["d"].lower() == "half") else None
        if half is not None:
            unit = half["unit"].lower()
            amount = {"century": (Decimal(50), "years"), "dozen": (Decimal(6), "")}.get(
                unit, (Decimal("0.5"), unit + "s")
            )
            if amount[1]:
                kind = ValueKind.SHARE if "point" in unit else ValueKind.DURATION
                values.append(
                    ValueExpression(
                        match.start(),
                        half.end(),
                        text[match.start() : half.end()],
                        kind,
                        amount[0],
                        amount[1],
                        number=match.span(),
                        body=half.end(),
                        word=True,
                    )
                )
            continue
        if _is_share(text, match):
            denominator = 2 if match["half"] else FRACTIONS[match["d"].lower().removesuffix("s")]
            numerator = _number(match["n"]) if match["n"] else Decimal(1)
            values.append(_value(match, ValueKind.SHARE, percent_of(numerator, Decimal(denominator)), "percent"))
    for match in _VULGAR.finditer(text):
        values.append(_value(match, ValueKind.SHARE, percent_of(Decimal(match["n"]), Decimal(match["d"])), "percent"))
    return values


def _is_share(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    if _NOT_SHARE_BEFORE.search(before) and not re.search(r"(?:than|the other|over|under|about|nearly)[ \n]$", before):
        return False
    counted = match["n"] and match["n"].lower() not in ("a", "an")
    if (
        counted
        and match["d"].lower().startswith("quarter")
        and " " in match.group()
        and not re.match(r"[ \n](?:of|owned)\b", text[match.end() :])
    ):
        return bool(match["n"].lower() == "one" and _AS_SHARE.match(text, match.end()))
    if not counted and not match["half"] and match["d"].lower() == "quarter":
        after_of = re.match(r"[ \n](?:of|to)\b|-owned", text[match.end() : match.end() + 8])
        return bool(after_of) or bool(
            _BEFORE_SHARE.search(before)
            and _AS_SHARE.match(text, match.end())
            and not re.search(r"\b(?:for|in)[ \n]$", before)
        )
    if counted:
        return True
    if _AS_SHARE.match(text, match.end()):
        return bool(
            re.match(r"[ \n](?:of|the|its|their|owned|that|as|each)\b|-owned", text[match.end() : match.end() + 8])
        ) or bool(_BEFORE_SHARE.search(before))
    return False


def _ratios(text: str) -> list[ValueExpression]:
    values = []
    for match in _RATIO.finditer(text):
        numerator, denominator = _number(match["n"]), _number(match["d"])
        if 0 < numerator < denominator <= 100:
            values.append(_value(match, ValueKind.RATIO, percent_of(numerator, denominator), "percent"))
    for match in _SPLIT.finditer(text):
        values.append(_value(match, ValueKind.RATIO, _number(match["n"]) / _number(match["d"]), "times"))
    return values


def _ages(text: str) -> list[ValueExpression]:
    values = []
    for match in _AGE.finditer(text):
        group = next(name for name in "abcdefg" if match[name])
        start, end = (match.start(group), match.end()) if group in "efg" else match.span()
        age = Decimal(match[group])
        if age <= 120 or group == "b":
            values.append(
                ValueExpression(
                    start, end, text[start:end], ValueKind.AGE, age, "years", number=match.span(group), body=end
                )
            )
    return values


def _multiples(text: str) -> list[ValueExpression]:
    values = []
    for match in _TIMES.finditer(text):
        scale = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}.get(
            (match["scale"] or "").lower(), 1
        )
        values.append(_value(match, ValueKind.MULTIPLE, _number(match["n"]) * scale, "times"))
    for match in _FOLD.finditer(text):
        values.append(_value(match, ValueKind.MULTIPLE, _number(match["n"]), "times"))
    for pattern in (_VERB_MULTIPLE, _ADVERB_MULTIPLE):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            number = next((n for n, name in ((2, "two"), (3, "three"), (4, "four")) if groups.get(name)), None)
            if number is None:
                values.append(_value(match, ValueKind.SHARE, Decimal(50), "percent"))
            else:
                values.append(_value(match, ValueKind.MULTIPLE, Decimal(number), "times"))
    return values
