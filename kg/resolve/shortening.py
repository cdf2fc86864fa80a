"""When a short name is the long one cut down: Kuaishou for Kuaishou Technology, but not Samsung for Samsung SDI."""

from __future__ import annotations

from enum import IntEnum

from kg.resolve.folding import Words
from kg.resolve.lexicon import word_lists
from kg.resolve.names import Name, country_of


class Tail(IntEnum):
    """What the words are that the short name leaves out."""

    OTHER_THING = 0  # a part of it, a place, a number: Google Cloud, Nestlé India, Kling 2.0
    OPEN = 1  # perhaps the rest of its name, perhaps another company: Samsung SDI, Delta Air Lines
    DESCRIPTION = 2  # what it is: Kuaishou Technology, Juniper Networks


def tail(short: Name, long: Name, type: str) -> Tail | None:
    """What the long name has behind the short one; None if it does not begin with the short one."""
    size = len(short.core)
    if not 0 < size < len(long.core) or long.core[:size] != short.core:
        return None
    rest = long.core[size:]
    if type == "Place":
        return Tail.DESCRIPTION if size in long.breaks or rest == ("province",) else Tail.OTHER_THING
    if any(size <= place for place in long.breaks) or _ends_openly(short.core) or _means_more(rest):
        return Tail.OTHER_THING
    descriptors = word_lists().descriptors.get(type, frozenset())
    if " ".join(rest) in descriptors or all(word in descriptors for word in rest):
        return Tail.DESCRIPTION
    return Tail.OPEN if type == "Organization" else Tail.OTHER_THING


def _ends_openly(core: Words) -> bool:
    """Whether the short name breaks off: "Bank of", or is nothing but a country or a number: "China", "3"."""
    return core[-1] in word_lists().function_words or country_of(core) is not None or "".join(core).isdigit()


def _means_more(rest: Words) -> bool:
    lists = word_lists()
    return (
        (rest[0] in lists.function_words and " ".join(rest) not in lists.descriptors["Organization"])
        or not lists.units.isdisjoint(rest)
        or any(char.isdigit() for char in "".join(rest))
        or any(country_of(rest[start:end]) for start in range(len(rest)) for end in range(start + 1, len(rest) + 1))
    )
