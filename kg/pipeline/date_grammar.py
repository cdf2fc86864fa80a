"""The grammar of English date expressions: regular expressions and what their groups mean.

Every rule is a pattern without nested repetition and a function from its match to pieces ``(start, end, parts,
range)``, or to None where the words around show that no date is meant. ``kg.pipeline.dates`` runs the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.pipeline.date_parts import Anchor, DateParts, Unit

Piece = tuple[int, int, DateParts, str | None]
Handler = Callable[[re.Match[str]], list[Piece] | None]

MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
            "final": 4, "last": 4}
COUNTS = {word: number for number, word in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"])}
COUNTS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
           "a hundred": 100, "twenty-five": 25, "a couple of": 2, "a dozen": 12, "a decade": 10}
DIRECTIONS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "this": 0, "current": 0,
              "same": 0, "that": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1}
DECADE_WORDS = {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
                "seventies": 1970, "eighties": 1980, "nineties": 1990}
FIXED_DAYS: dict[str, tuple[int, int | None]] = {"new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25),
              "christmas eve": (12, 24), "christmas": (12, None), "boxing day": (12, 26), "valentine's day": (2, 14),
              "halloween": (10, 31)}

_MONTH_ABBR = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
_FULL = "|".join(m.capitalize() for m in MONTHS) + "|" + "|".join(m.upper() for m in MONTHS)
MONTH = rf"(?:{_FULL}|(?:{'|'.join(_MONTH_ABBR)}|{'|'.join(m.upper() for m in _MONTH_ABBR)})\b\.?)"
LONE_MONTH = rf"(?:{'|'.join(m.capitalize() for m in MONTHS)}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|21[0-4][0-9])(?![0-9])"
S = r"[ \t\xa0]{1,2}\n?[ \t]{0,2}|\n"
S = rf"(?:{S})"
REL_YEAR = rf"(?:(?:of{S})?(?P<ryd>this|last|next|that|(?:the{S})?(?:previous|following|same|past|current|coming)){S}year)"
YEARISH = rf"(?:(?:,{S}?|{S})(?:of{S})?(?P<year>{YEAR})|{S}{REL_YEAR})"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WD_ABBR = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)"
WD_LEAD = rf"(?:(?:{WEEKDAY}|{WD_ABBR}\.?),?{S}(?:the{S})?)?"
PART = rf"(?P<part>(?:the{S})?(?:very{S})?(?:early|late|mid|middle|start|beginning|end|close|turn)(?:{S}(?:in|of)|-)?(?:{S}|-)?(?:the{S})?)?"
DASH = rf"(?:{S}?[-–—]{S}?|{S}(?:to|through|until|till){S})"
COUNT = (r"(?:a couple of|a hundred|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
         r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty-five|twenty|thirty|forty|fifty|sixty|"
         r"a dozen|[0-9]{1,3})")
VAGUE = r"(?:several|some|many|a few|few|hundreds of|tens of)"
UNIT = r"(?:day|week|fortnight|month|quarter|year|decade|hour|minute)"


def month_number(word: str) -> int:
    """The number, 1 to 12, of a month's name or abbreviation."""
    head = word.lower().rstrip(".")[:3]
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(head))


def weekday_number(word: str) -> int:
    """The number, 0 (Monday) to 6, of a weekday's name or abbreviation."""
    head = word.lower()[:2]
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(head))


def part_of(words: str | None) -> str | None:
    """Early, mid or late, from words such as "the beginning of"."""
    if not words:
        return None
    for part, cues in (("mid", ("mid",)), ("late", ("late", "end", "close")), ("early", ("early", "start", "begin", "turn"))):
        if any(cue in words.lower() for cue in cues):
            return part
    return None


def count_of(words: str) -> int | None:
    """The number that words such as "two" or "a couple of" or "12" stand for; None when they are vague."""
    words = " ".join(words.lower().split())
    return int(words) if words.isdigit() else COUNTS.get(words)


def _year_parts(match: re.Match[str]) -> DateParts:
    groups = match.groupdict()
    if groups.get("year"):
        return DateParts(year=int(groups["year"]))
    if groups.get("ryd"):
        word = groups["ryd"].lower().split()[-1]
        anchor = Anchor.TEXT if word in ("that", "same", "following", "previous") else Anchor.PUBLISHED
        return DateParts(unit=Unit.YEAR, offset=DIRECTIONS[word], anchor=anchor)
    return DateParts()


def _pieces(match: re.Match[str], parts: DateParts) -> list[Piece]:
    return [(match.start(), match.end(), parts, None)]


def _iso_day(match: re.Match[str]) -> list[Piece] | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _pieces(match, DateParts(year, month, day))


def _slashed(match: re.Match[str]) -> list[Piece] | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        year += 2000 if year < 60 else 1900
    if first > 31 or second > 31 or (first > 12 and second > 12) or 0 in (first, second):
        return None
    if first > 12 or (match["sep"] == "." and second <= 12):
        return _pieces(match, DateParts(year, second, first))
    if second > 12 or first == second:
        return _pieces(match, DateParts(year, first, second))
    return _pieces(match, DateParts(year))


def _day_month(match: re.Match[str]) -> list[Piece] | None:
    base = replace(_year_parts(match), month=month_number(match["month"]))
    last = replace(base, day=int(match["day"]))
    if match["first"] is None:
        return _pieces(match, last)
    cut = match.start("day")
    return [(match.start(), match.end("first"), replace(base, day=int(match["first"])), "start"),
            (cut, match.end(), last, "end")]


def _month_day(match: re.Match[str]) -> list[Piece] | None:
    base = replace(_year_parts(match), month=month_number(match["month"]))
    first = replace(base, day=int(match["day"]))
    if match["last"] is None:
        return _pieces(match, first)
    return [(match.start(), match.end("day"), first, "start"),
            (match.start("last"), match.end(), replace(base, day=int(match["last"])), "end")]


def _month_year(match: re.Match[str]) -> list[Piece] | None:
    parts = replace(_year_parts(match), month=month_number(match["month"]), part=part_of(match["part"]))
    if match["from"] is None:
        return _pieces(match, parts)
    first = replace(parts, month=month_number(match["from"]))
    return [(match.start(), match.end("from"), first, "start"), (match.start("month"), match.end(), parts, "end")]


_NAME_VERB = {"May", "March"}
_ALSO_NAMES = {"April", "June", "August"}
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|last|next|this|early|late|mid|of|to|through|during|between|before|after|for"
    r"|end|beginning|start|and|or|around|each|every|past|on|as of|sometime|back in)[ \n]|[-–(/])$", re.IGNORECASE)
_AFTER_MONTH_NOUN = re.compile(
    r"(?:'s|’s)?[ -](?:quarter|issue|election|elections|sales|figures|report|meeting|deadline|event|launch|debut|low|high|peak|"
    r"release|edition|survey|statement|referendum|summit|budget|delivery|deliveries|data|reading|print|contract|futures"
    r"|expiry|heat|floods|attack|attacks|crash|incident|announcement|hearing|vote|poll|results|update)\b")


def _lone_month(match: re.Match[str]) -> list[Piece] | None:
    name, text = match["month"], match.string
    before = text[max(0, match.start() - 12):match.start()]
    after = text[match.end():match.end() + 14]
    if name.rstrip(".") in _NAME_VERB and match["part"] is None and match["dir"] is None:
        if not _BEFORE_MONTH.search(before) and not _AFTER_MONTH_NOUN.match(after):
            return None
        if _BEFORE_MONTH.search(before) and re.match(r" [A-Z]", after) and not re.match(rf" {WEEKDAY}", after):
            return None
        if re.search(r"\b(?:to|on|and|or|of)[ \n]$", before) and not re.search(
                rf"(?:{_FULL})[a-z]{{0,9}} (?:to|and|or)[ \n]$", text[max(0, match.start() - 16):match.start()]):
            if name == "March" or not re.search(r"(?:end|start|beginning|middle|half|week|part|days|until|from) (?:of|to)[ \n]$",
                                                text[max(0, match.start() - 16):match.start()]):
                return None
    elif name in _ALSO_NAMES and not _BEFORE_MONTH.search(before) and match["part"] is None and match["dir"] is None:
        if re.match(r" [A-Z][a-z]", after) or re.search(r"\b(?:Mr|Ms|Mrs|Dr|[A-Z][a-z]+)\.? $", before):
            return None
    parts = DateParts(month=month_number(name), part=part_of(match["part"]))
    if match["dir"]:
        parts = replace(parts, unit=Unit.MONTH, offset=DIRECTIONS[match["dir"].lower()])
    return _pieces(match, parts)


_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|of|to|through|during|between|before|after|for|and|or|around|circa|c\.|than|early|late"
    r"|mid|year|its|the|a|his|her|their|our|end|as|back|summer|autumn|fall|winter|spring|born|founded|established)[ \n]|[(\[]|[a-z]+-)$",
    re.IGNORECASE)
_OLD_YEAR_CUE = re.compile(r"(?:\b(?:in|since|until|from|by|circa|c\.|founded|established|born|year|early|late|before|after)[ \n]|[(\[]|mid-)$",
                           re.IGNORECASE)
_NOT_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥₹₩#№%@&=_/\\.,:'’]|[0-9][-–]|[A-Z0-9]-|\b(?:Form|Model|Windows|Office|Flight|flight|Room|room|Resolution|No|no|No\.|Rule|Section"
    r"|section|Article|Highway|Route|route|page|pages|Page|line|extension|Series|series|Type|Class|code|Code|ISO|BS|RFC|Chapter|"
    r"Agenda|Vision|Rs|INR|USD|US|EUR|GBP|Rs\.|nearly|about|approximately|roughly|almost|some|over|than|exactly|only|just"
    r"|(?<!until at )(?<!till at )least|most|up to|total of|worth|number|Suite|Unit|Box|Euro|Windows Server|Intel Core|GeForce|RTX|GTX|Radeon)[ \xa0\n]?)$")
_NOT_YEAR_AFTER = re.compile(
    r"(?:[0-9]|[,.:][0-9]|[%°$€£¥₹]|st\b|nd\b|rd\b|th\b|p\b|mm|cm|km|kg|nm|mb|gb|[-–][0-9]{3}\b|"
    r"[ \xa0-](?:people|persons|men|women|children|users|customers|subscribers|members|employees|workers|staff|jobs|units|cars|vehicles|"
    r"trucks|buses|planes|aircraft|jets|homes|houses|households|apartments|shares|stores|shops|outlets|branches|sites|stations|schools|"
    r"students|pupils|patients|beds|rooms|seats|passengers|dollars|euros|pounds|yuan|yen|won|rupees|roubles|rubles|naira|"
    r"francs|kronor|krone|cents|pence|percent|per|points|basis|votes|copies|companies|firms|suppliers|farms|farmers|pages|words|"
    r"items|times|hours|days|nights|BC|BCE|miles|kilometres|kilometers|metres|meters|feet|foot|inches|km|kg|kilograms|tonnes|tons|ton|"
    r"hectares|acres|square|cubic|litres|liters|gallons|barrels|watts|megawatts|kilowatts|gigawatts|kW|MW|GW|kWh|MWh|rpm|hp|"
    r"mAh|GHz|MHz|GB|MB|TB|bn|m|million|billion|trillion|thousand|hundred|crore|lakh|degrees|deaths|cases|soldiers|troops|"
    r"satellites|servers|machines|engines|turbines|batteries|chips|books|films|songs|orders|flights|dealers|drivers|locations)\b)")
_YEAR_NOUN_AFTER = re.compile(r"[ -][a-z]")


def year_is_meant(text: str, start: int, end: int) -> bool:
    """Whether four digits at ``text[start:end]`` are a year, judged by the words beside them."""
    value = int(text[start:end])
    before, after = text[max(0, start - 24):start], text[end:end + 16]
    if _NOT_YEAR_BEFORE.search(before) or _NOT_YEAR_AFTER.match(after):
        return False
    if before and (before[-1].isalnum() or (before[-1] == "-" and not re.search(r"\b(?:mid|post|pre|early|late|since)-$", before, re.I))):
        return False
    if value < 1700 or value > 2100:
        return bool(_OLD_YEAR_CUE.search(before)) and value >= 1000
    if _YEAR_CUE.search(before) or value >= 1900:
        return True
    return bool(re.search(r"^[\s)\],;.]", after)) and bool(_OLD_YEAR_CUE.search(before))


def _year(match: re.Match[str]) -> list[Piece] | None:
    if not year_is_meant(match.string, match.start("year"), match.end("year")):
        return None
    parts = DateParts(year=int(match["year"]), part=part_of(match["part"]))
    return _pieces(match, parts)


def _year_range(match: re.Match[str]) -> list[Piece] | None:
    first, last = int(match["a"]), match["b"]
    if not year_is_meant(match.string, match.start("a"), match.end("a")):
        if not re.match(r"(?:[-–—]|\s)", match.string[match.end("a"):match.end("a") + 1]):
            return None
        if _NOT_YEAR_BEFORE.search(match.string[max(0, match.start() - 24):match.start()]) or first < 1500:
            return None
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if end < first and len(last) == 2:
        end += 100
    if len(last) == 2 and match.string[match.end("a")] == "-" and int(last) <= min(12, first % 100):
        return _pieces(match, DateParts(first, int(last))) if int(last) else None
    if not first < end <= first + 150 or _NOT_YEAR_AFTER.match(match.string[match.end():match.end() + 16]):
        return None
    return [(match.start("a"), match.end("a"), DateParts(year=first), "start"),
            (match.start("b"), match.end("b"), DateParts(year=end), "end")]


def _decade(match: re.Match[str]) -> list[Piece] | None:
    digits = match["digits"]
    if digits is None:
        year = DECADE_WORDS[match["word"].lower()]
    elif len(digits) == 2:
        year = (1900 if int(digits) >= 20 else 2000) + int(digits)
    else:
        year = int(digits)
    return _pieces(match, DateParts(year=year, unit=Unit.DECADE, part=part_of(match["part"])))


def _century(match: re.Match[str]) -> list[Piece] | None:
    return _pieces(match, DateParts(year=(int(match["n"]) - 1) * 100, unit=Unit.CENTURY))


def _weekday(match: re.Match[str]) -> list[Piece] | None:
    parts = DateParts(weekday=weekday_number(match["wd"]))
    if match["week"]:
        parts = replace(parts, unit=Unit.WEEK, offset=DIRECTIONS[match["week"].lower()])
    elif match["dir"]:
        parts = replace(parts, unit=Unit.DAY, offset=DIRECTIONS[match["dir"].lower().split()[-1]])
        if match["dir"].lower().split()[-1] in ("following", "previous"):
            parts = replace(parts, anchor=Anchor.TEXT)
    return _pieces(match, parts)


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
            "the day after tomorrow": 2, "last night": -1, "this morning": 0, "this afternoon": 0,
            "this evening": 0, "overnight": 0, "earlier today": 0, "later today": 0}


def _deictic(match: re.Match[str]) -> list[Piece] | None:
    words = " ".join(match.group().lower().split())
    if re.match(r"(?:'s|’s)(?! (?:announcement|decision|ruling|vote|report|news|statement|deal|launch|meeting))",
                match.string[match.end():match.end() + 16]):
        return None
    return _pieces(match, DateParts(unit=Unit.DAY, offset=_DEICTIC[words]))


def _relative(match: re.Match[str]) -> list[Piece] | None:
    direction = match["dir"].lower().split()[-1]
    unit = match["unit"].lower()
    anchored = direction in ("following", "previous", "preceding", "same", "that", "prior") or (
        unit == "day" and direction in ("next", "same"))
    anchor = Anchor.TEXT if anchored else Anchor.PUBLISHED
    part = part_of(match["part"]) or {"earlier": "early", "later": "late"}.get((match["comp"] or "").lower().strip())
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        return _pieces(match, DateParts(season=unit, unit=Unit.YEAR, offset=DIRECTIONS[direction], anchor=anchor))
    if unit in ("weekend", "fortnight"):
        unit = "week"
    fiscal = bool(match["fiscal"])
    return _pieces(match, DateParts(unit=Unit(unit), offset=DIRECTIONS[direction], part=part, anchor=anchor, fiscal=fiscal))


def _span_back(match: re.Match[str]) -> list[Piece] | None:
    count = count_of(match["n"]) if match["n"] else None
    unit = match["unit"].lower()
    if count is None:
        return _pieces(match, DateParts(unit=Unit(unit), offset=None))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    forward = match["dir"].lower() in ("next", "coming")
    if months is None:
        return _pieces(match, DateParts(unit=Unit.MONTH, offset=None))
    return _pieces(match, DateParts(unit=Unit.DAY, offset=0, months=count * months, closes=not forward, opens=forward))


def _counted(match: re.Match[str]) -> list[Piece] | None:
    count = count_of(match["n"]) if match["n"] else None
    unit, word = match["unit"].lower(), " ".join(match["way"].lower().split())
    after = word.startswith("after")
    sign = -1 if after or word in ("ago", "earlier", "before", "back") else 1
    anchor = Anchor.PUBLISHED if word in ("ago", "from now", "hence", "back") or match["in"] else Anchor.TEXT
    if unit in ("hour", "minute"):
        unit, count = "day", 0
    if unit == "fortnight":
        unit, count = "week", None if count is None else count * 2
    exact = bool(match["today"])
    parts = DateParts(unit=Unit(unit), offset=None if count is None else sign * count, anchor=anchor, exact=exact, after=after)
    if match["half"] and unit in ("year",) and count is not None:
        parts = replace(parts, unit=Unit.MONTH, offset=sign * (count * 12 + 6))
    return _pieces(match, parts)


def _later(match: re.Match[str]) -> list[Piece] | None:
    unit = Unit(match["unit"].lower())
    sign = {"before": -1, "earlier": -1, "after": 1, "later": 1}[match["way"].lower()]
    return _pieces(match, DateParts(unit=unit, offset=sign, anchor=Anchor.TEXT))


def _year_group(words: str | None) -> tuple[DateParts, bool]:
    """Parts of "2024", "fiscal 2024", "FY24", "last year", and whether they name a company's own year."""
    if not words:
        return DateParts(), False
    fiscal = bool(re.search(r"fiscal|financial|FY", words, re.IGNORECASE))
    found = re.search(r"[0-9]{2,4}", words)
    if found:
        year = int(found.group())
        return DateParts(year=year + 2000 if year < 100 else year), fiscal
    for word in reversed(words.lower().split()):
        if word in DIRECTIONS:
            anchor = Anchor.TEXT if word in ("that", "same", "following", "previous", "prior") else Anchor.PUBLISHED
            return DateParts(unit=Unit.YEAR, offset=DIRECTIONS[word], anchor=anchor), fiscal
    return DateParts(), fiscal


def _quarter(match: re.Match[str]) -> list[Piece] | None:
    base, fiscal = _year_group(match["of"])
    fiscal = fiscal or bool(match["fiscal"])
    word = match["ord"].lower()
    number = ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    if match["what"].lower() == "half":
        if not match["of"] and not match["det"] and not match["fiscal"]:
            return None
        number = 2 if number == 4 else number
        return _pieces(match, replace(base, half=number, fiscal=fiscal)) if number <= 2 else None
    return _pieces(match, replace(base, quarter=number, fiscal=fiscal)) if number <= 4 else None


def _quarter_code(match: re.Match[str]) -> list[Piece] | None:
    base, fiscal = _year_group(match["y"])
    letter = match["letter"].upper()
    number = int(match["n"])
    if letter == "Q":
        return _pieces(match, replace(base, quarter=number, fiscal=fiscal)) if number <= 4 else None
    if number > 2 or (letter == "H" and base.year is None and base.unit is None and not re.search(
            r"\b(?:in|for|of|during|the) $", match.string[max(0, match.start() - 8):match.start()])):
        return None
    return _pieces(match, replace(base, half=number, fiscal=fiscal))


def _fiscal(match: re.Match[str]) -> list[Piece] | None:
    digits = match["y"]
    year = int(digits)
    if year < 100:
        year += 2000
    if match["y2"]:
        second = int(match["y2"])
        return _pieces(match, DateParts(year=year // 100 * 100 + second if second < 100 else second, fiscal=True))
    return _pieces(match, DateParts(year=year, fiscal=True))


def _season(match: re.Match[str]) -> list[Piece] | None:
    if match["year"] is None and match["ryd"] is None and match["det"] is None:
        return None
    return _pieces(match, replace(_year_parts(match), season=match["season"].lower(), part=part_of(match["part"])))


def _holiday(match: re.Match[str]) -> list[Piece] | None:
    month, day = FIXED_DAYS[match["name"].lower().replace("’", "'")]
    return _pieces(match, replace(_year_parts(match), month=month, day=day))


def _the_nth(match: re.Match[str]) -> list[Piece] | None:
    if match["dir"] is None and not re.match(r"(?:[.,;:)!?]|$|\s(?:and|but|at|in|after|before|when)\b)",
                                             match.string[match.end():match.end() + 8]):
        return None
    direction = DIRECTIONS[match["dir"].lower()] if match["dir"] else None
    day = int(match["day"])
    return _pieces(match, DateParts(day=day, unit=Unit.MONTH if direction is not None else None, offset=direction))


def _period_to(match: re.Match[str]) -> list[Piece] | None:
    count = count_of(match["n"]) if match["n"] else None
    unit = match["unit"].lower()
    months = {"month": count or 1, "quarter": 3, "half": 6, "year": 12}.get(unit.removesuffix("s"))
    if months is None:
        return None
    day = int(match["day"] or match["day2"]) if (match["day"] or match["day2"]) else None
    month = month_number(match["month"])
    base = _year_parts(match)
    return _pieces(match, replace(base, month=month, day=day, months=months, closes=True, fiscal=False))


def _first_months(match: re.Match[str]) -> list[Piece] | None:
    base, fiscal = _year_group(match["of"])
    count = count_of(match["n"])
    if count is None or not 1 <= count <= 11:
        return None
    return _pieces(match, replace(base, months=count, opens=True, fiscal=fiscal))


def _month_quarter(match: re.Match[str]) -> list[Piece] | None:
    """"The June quarter": the three months that end in June."""
    months = {"quarter": 3, "half": 6, "year": 12}[match["unit"]]
    return _pieces(match, replace(_year_parts(match), month=month_number(match["month"]), months=months, closes=True))


_I = re.IGNORECASE
_FISCAL_YEAR = r"(?:fiscal(?: year)?|financial year|FY)"
_OF_YEAR = (rf"(?:(?:{S}|,{S}|-)?(?:(?:of|in){S})?(?:the{S})?(?P<of>(?:{_FISCAL_YEAR}{S}?)?(?:{YEAR}|FY[0-9]{{2}})|"
            rf"(?:this|last|next|that|previous|following|same|current|coming|past|prior)(?:{S}(?:fiscal|financial))?{S}year|"
            rf"(?:fiscal|financial){S}year))?")

RULES: tuple[tuple[re.Pattern[str], Handler], ...] = (
    (re.compile(r"(?<![\d/.-])(?P<y>[12]\d{3})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?![\d/-])"), _iso_day),
    (re.compile(r"(?<![\d/.$€£-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)?\d{2})(?![\d/%])"), _slashed),
    (re.compile(rf"\b{WD_LEAD}(?:(?P<first>{DAY})(?:st|nd|rd|th)?{DASH})?(?P<day>{DAY})(?:st|nd|rd|th)?{S}(?:of{S}|day{S}of{S})?"
                rf"(?P<month>{MONTH})(?:{YEARISH})?(?![\w])"), _day_month),
    (re.compile(rf"\b{WD_LEAD}(?P<month>{MONTH}){S}?(?:the{S})?(?P<day>{DAY})(?:st|nd|rd|th)?(?:{DASH}(?P<last>{DAY})(?:st|nd|rd|th)?)?"
                rf"(?![\d%]|[.,:/]\d|[-–]\d)(?:{YEARISH})?(?![\w])"), _month_day),
    (re.compile(rf"\b{PART}(?:(?P<from>{MONTH}){DASH})?(?P<month>{MONTH})(?:{YEARISH}|-(?P<dash>{YEAR}))(?!\w)"), _month_year),
    (re.compile(rf"\b{PART}(?:(?P<dir>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming){S})?(?P<month>{LONE_MONTH})(?![\w])(?!['’]s\b(?! [a-z]))"), _lone_month),
    (re.compile(rf"\b(?P<part>(?:very )?(?:early|late|mid)[ -])?(?P<det>(?<=in )the{S})?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:{YEARISH})?(?!\w)"), _season),
    (re.compile(rf"\b{PART}(?<![\w.,$€£#])(?P<year>{YEAR})(?!\w|[.,]\d)", _I), _year),
    (re.compile(rf"(?<![\w.,$€£#/-])(?P<a>{YEAR})(?:{DASH}|/|{S}and{S})(?P<b>{YEAR}|[0-9]{{2}})(?![\w%]|[-./,:]\d)"), _year_range),
    (re.compile(rf"\b(?P<part>(?:early|late|mid)(?:{S}|-)(?:to{S}late{S})?)?(?:the{S})?(?P<part2>(?:early|late|mid)(?:{S}|-))?['’]?(?:(?P<digits>1[0-9]{{2}}0|20[0-9]0|(?<![\d.,$€£]){'[2-9]0'})['’]?s|(?<=the{' '})(?P<word>(?:twen|thir|for|fif|six|seven|eigh|nine)ties))\b", _I), _decade),
    (re.compile(r"\b(?:the )?(?P<n>1[0-9]|2[01]|[5-9])(?:th|st) century\b", _I), _century),
    (re.compile(rf"\b(?:(?P<dir>last|next|this|(?:the{S})?(?:following|previous|past|coming)){S})?(?:early{S}|late{S})?(?P<wd>{WEEKDAY})(?:{S}(?:morning|afternoon|evening|night))?(?!['’]?s\b{S}(?!announce|decision|ruling|vote|report|news|statement|deal|launch|meeting))(?!s\b)(?:{S}(?:of{S})?(?P<week>last|this|next){S}week)?", 0), _weekday),
    (re.compile(r"\b(?:the day (?:before yesterday|after tomorrow)|(?:earlier |later )?today|tonight|yesterday|tomorrow|last night|this (?:morning|afternoon|evening))\b", _I), _deictic),
    (re.compile(rf"\b(?P<comp>earlier{S}|later{S})?{PART}(?:the{S})?(?P<dir>last|this|next|coming|that|(?<=the{' '})(?:previous|following|same|preceding|past|current|prior)){S}(?P<fiscal>fiscal{S}|financial{S})?(?P<unit>day|week|weekend|fortnight|month|quarter|half|year|decade|century|spring|summer|autumn|fall|winter)\b(?!-)", _I), _relative),
    (re.compile(rf"\b(?:the{S})?(?P<dir>last|past|next|coming){S}(?:(?P<n>{COUNT})|{VAGUE}){S}(?P<unit>day|week|month|quarter|year|decade)s\b", _I), _span_back),
    (re.compile(rf"\b(?P<in>in{S}(?=(?:{COUNT}|{VAGUE}){S}{UNIT}s?['’]s?{S}time))?(?:(?P<n>{COUNT})|{VAGUE})(?:{S}|-)(?P<half>and{S}a{S}half{S})?(?P<unit>{UNIT})s?(?P<half2>{S}and{S}a{S}half)?(?:['’]s?)?{S}(?P<way>ago|earlier|later|before(?={S}(?:that|,))|from{S}now|hence|back(?=[,.])|time|after(?={S}(?:[a-z]+ing\b|(?:its?|his|her|their|the|she|he|they|[A-Z])[ \w'’])))\b(?P<today>{S}today)?", _I), _counted),
    (re.compile(rf"\bthe{S}(?P<unit>day|week|month|quarter|year){S}(?P<way>before|after)\b(?!{S}(?:yesterday|tomorrow))", _I), _later),
    (re.compile(rf"\b(?P<det>the{S})?(?P<fiscal>(?:fiscal|financial){S})?(?P<ord>first|second|third|fourth|final|1st|2nd|3rd|4th)(?:{S}|-)(?P<fiscal2>(?:fiscal|financial){S})?(?P<what>quarter|half)\b(?!-?finals?){_OF_YEAR}", _I), _quarter),
    (re.compile(r"\b(?P<n>[1-4])(?P<letter>Q|H)(?P<y>[0-9]{2}|20[0-9]{2})\b"), _quarter_code),
    (re.compile(rf"\b(?P<letter>Q|H)(?P<n>[1-4])\b(?:{S}?(?:of{S}|FY|fiscal{S}|['’-])?(?P<y>{YEAR}|(?<=FY)[0-9]{{2}}|(?<=['’])[0-9]{{2}}|(?:this|last|next){S}year))?"), _quarter_code),
    (re.compile(rf"\b(?:the{S})?(?:{_FISCAL_YEAR}){S}?['’]?(?P<y>{YEAR}|[0-9]{{2}}(?!\d))(?:[-/–](?P<y2>[0-9]{{4}}|[0-9]{{2}}))?(?!\w|[.,]\d)", _I), _fiscal),
    (re.compile(rf"\b(?P<name>New{S}Year['’]s{S}(?:Day|Eve)|Christmas(?:{S}(?:Day|Eve))?|Boxing{S}Day|Valentine['’]s{S}Day|Halloween)(?:{YEARISH})?(?!\w)"), _holiday),
    (re.compile(rf"(?<=on )the{S}(?P<day>{DAY})(?:st|nd|rd|th)\b(?:{S}of{S}(?P<dir>this|last|next){S}month)?", _I), _the_nth),
    (re.compile(rf"\b(?:the{S})?(?:(?P<n>three|six|nine|twelve|12|[369]|{COUNT}){S})?(?:first{S}|second{S}|third{S}|fourth{S})?(?:(?:fiscal|financial){S})?(?P<unit>months?|quarter|half|year)(?:-|{S}|,{S})(?:that{S})?(?:to|ended|ending|ends|through){S}(?:(?:on|in){S})?(?:the{S}end{S}of{S})?(?:(?P<day>{DAY})(?:st|nd|rd|th)?{S})?(?P<month>{MONTH})(?:{S}(?P<day2>{DAY})(?:st|nd|rd|th)?(?!\d))?(?:{YEARISH})?(?!\w)", 0), _period_to),
    (re.compile(rf"\b(?:the{S})?(?P<month>{MONTH})(?:{S}(?P<year>{YEAR}))?(?:{S}|-)(?P<unit>quarter|half|year)\b"
                rf"(?:{S}of{S}{REL_YEAR})?"), _month_quarter),
    (re.compile(rf"\b(?:the{S})?first{S}(?P<n>{COUNT}){S}months?\b{_OF_YEAR}", _I), _first_months),
)
