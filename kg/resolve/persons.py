"""Names of people: parts that stand for the whole, middle names, initials, and family names that come first."""

from __future__ import annotations

from collections.abc import Iterator

from kg.resolve.folding import Words
from kg.resolve.lexicon import word_lists
from kg.resolve.readings import Reading


def stands_for(short: Words, long: Words) -> bool:
    """Whether one end of a name is used for the whole: "Musk", "van der Berg", "Cheng"; one initial is not enough.

    >>> stands_for(("berg",), ("anna", "van", "der", "berg")), stands_for(("pedro",), ("juan", "pedro", "gil"))
    (True, False)
    """
    if not 0 < len(short) < len(long) or len("".join(short)) < 2:
        return False
    return long[: len(short)] == short or long[-len(short) :] == short


def same_person(one: Words, other: Words) -> bool:
    """Whether two full names differ only by middle names left out, or by names cut down to their initials.

    >>> same_person(("john", "f", "kennedy"), ("john", "kennedy"))
    True
    >>> same_person(("john", "f", "kennedy"), ("john", "q", "kennedy"))
    False
    >>> same_person(("j", "f", "kennedy"), ("john", "kennedy"))
    False
    """
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1] or not _fits(one[0], other[0]):
        return False
    short, long = sorted((one, other), key=len)
    if len(long[0]) < len(short[0]):  # an initial that brings more initials with it: another first name
        return False
    return _reads_off(short[1:-1], long[1:-1])


def leaves_out_names(one: Words, other: Words) -> bool:
    """Whether a middle name in full is missing from one of two names of a person: Ana Gil, Ana Ruiz Gil."""
    short, long = sorted((one, other), key=len)
    return any(len(middle) > 1 for middle in long[1:-1]) and len(long) > len(short)


def has_initial(core: Words) -> bool:
    """Whether the first name is only an initial."""
    return len(core) > 1 and len(core[0]) == 1


def family_first(core: Words) -> tuple[str, str]:
    """(family name, given name) if the family name comes first."""
    return core[0], "".join(core[1:])


def family_last(core: Words) -> tuple[str, str]:
    """(family name, given name) if the family name comes last."""
    return core[-1], "".join(core[:-1])


def used_alone(reading: Reading) -> str | None:
    """Which end of the full name the document uses alone: "first", "last", or None if neither or both."""
    core = reading.name.core
    if len(core) < 2:
        return None
    alone = {name.core[0] for name in reading.names if len(name.core) == 1}
    first, last = core[0] in alone, core[-1] in alone
    return None if first == last else "first" if first else "last"


def family_names(core: Words, alone: str | None) -> Iterator[Words]:
    """The parts by which others call the bearer of a full name: its end, with particles or without.

    The beginning only counts if it is used ``alone`` where the full name stands, or is itself a full name
    (Pedro Sánchez Pérez-Castejón): a first name alone tells nothing.
    """
    particles = word_lists().particles
    for start in range(1, len(core)):
        if core[start] not in particles or start < len(core) - 1:
            yield core[start:]
    for end in range(1, len(core)):
        if end > 1 or alone == "first":
            yield core[:end]


def _fits(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _reads_off(short: Words, long: Words) -> bool:
    """Whether the fewer middle names are the first of the more: "W." is not what "H. W." leaves out."""
    return all(_fits(one, other) for one, other in zip(short, long, strict=False))
