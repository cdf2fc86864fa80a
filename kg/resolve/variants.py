"""The same thing under different names in different documents: acronyms and names cut short.

Names are compared across documents only where one candidate is left in the whole collection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.resolve.acronyms import abbreviates, acronym_key, initials
from kg.resolve.clusters import Clusters
from kg.resolve.context import Context
from kg.resolve.lexicon import countries
from kg.resolve.names import Name, content
from kg.resolve.shortening import Tail, tail
from kg.resolve.things import Thing

_SAFE_ACRONYM = 4  # letters from which initials need no support by what else both documents speak of
_FEW = 12  # different expansions of one acronym: more say that it means many things
_ALIKE = 0.6  # share of words in common that makes two expansions of one acronym the same name


def join_expansions(clusters: Clusters, things: Sequence[Thing]) -> None:
    """Join two expansions of one defined acronym if they have most of their words in common."""
    defined: defaultdict[tuple[str, str], dict[int, Thing]] = defaultdict(dict)
    for thing in things:
        for acronym in thing.acronyms:
            defined[thing.type, acronym.casefold()].setdefault(clusters.find(thing.index), thing)
    for found in defined.values():
        candidates = sorted(found.values(), key=lambda thing: thing.index)[:_FEW]
        for place, one in enumerate(candidates):
            for other in candidates[place + 1 :]:
                if _alike(one.name, other.name):
                    reason = f"both are defined with the same acronym: {one.name.text!r}, {other.name.text!r}"
                    clusters.join(one.index, other.index, reason, across=True)


def _alike(one: Name, other: Name) -> bool:
    ours, theirs = set(content(one.core)), set(content(other.core))
    return len(ours & theirs) >= _ALIKE * len(ours | theirs) or (
        len(ours & theirs) > 2 and (ours <= theirs or theirs <= ours)
    )


def join_acronyms(clusters: Clusters, things: Sequence[Thing], context: Context) -> None:
    """Join an acronym that stands alone with the one name that some document defines it for, or that spells it."""
    bare = [thing for thing in things if thing.type != "Person" and thing.name.acronym]
    wanted = {acronym_key(thing.name) for thing in bare}
    defined: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    spelled: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things:
        if len(thing.name.core) > 1 and thing.type != "Person":
            for acronym in sorted(_acronyms(thing) & wanted):
                defined[thing.type, acronym].append(thing)
            for acronym in sorted(initials(thing.name) & wanted):
                spelled[thing.type, acronym].append(thing)
    for thing in bare:
        key = thing.type, acronym_key(thing.name)
        if key in defined:
            join_only(clusters, thing, defined[key], "{short!r} is defined elsewhere as {long!r}")
        elif key in spelled and (len(key[1]) >= _SAFE_ACRONYM or context.near(thing, spelled[key])):
            join_only(clusters, thing, spelled[key], "{short!r} are the initials of {long!r}, of no other name")


def _acronyms(thing: Thing) -> set[str]:
    """The acronyms that the document itself uses for the name."""
    used = {name.text for name in thing.names if name.acronym and abbreviates(name.text, thing.name.text)}
    return {"".join(char for char in text.casefold() if char.isalnum()) for text in used | thing.acronyms}


def join_short_names(clusters: Clusters, things: Sequence[Thing]) -> None:
    """Join a short name with the only longer name that begins with it, from the longest to the shortest.

    What else begins with it counts against it, unless it names a part or another thing altogether.
    """
    heads, called = _by_beginning(things)
    for thing in sorted(_first_of_each(clusters, things), key=lambda one: (-len(one.name.core), one.index)):
        if thing.type in {"Person", "Work"} or thing.institution:
            continue
        longer = heads.get((thing.type, thing.name.core), [])
        rests = {one.index: tail(thing.name, one.name, thing.type) for one in longer}
        also = {one.index for one in called.get((thing.type, thing.name.key), [])}
        sure = [one for one in longer if rests[one.index] is Tail.DESCRIPTION or one.index in also]
        sure = [one for one in sure if rests[one.index] is not Tail.OTHER_THING]
        rivals = [one for one in longer if rests[one.index] is not Tail.OTHER_THING]
        if sure:
            join_only(clusters, thing, rivals, "{short!r} is short for {long!r}, the only such name")


def _by_beginning(
    things: Sequence[Thing],
) -> tuple[dict[tuple[str, tuple[str, ...]], list[Thing]], dict[tuple[str, str], list[Thing]]]:
    """(type, words) -> things whose longer name begins so; (type, key) -> things that are also called so."""
    known = {(thing.type, thing.name.core) for thing in things}
    heads: defaultdict[tuple[str, tuple[str, ...]], list[Thing]] = defaultdict(list)
    called: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things:
        core = thing.name.core
        for size in range(1, len(core)):
            if (thing.type, core[:size]) in known:
                heads[thing.type, core[:size]].append(thing)
        for name in thing.names:
            if name.key != thing.name.key:
                called[thing.type, name.key].append(thing)
    return dict(heads), dict(called)


def _first_of_each(clusters: Clusters, things: Sequence[Thing]) -> list[Thing]:
    """One thing for every name in every cluster: joining it joins the others."""
    first: dict[tuple[int, str], Thing] = {}
    for thing in things:
        first.setdefault((clusters.find(thing.index), thing.name.key), thing)
    return list(first.values())


def join_last_words(clusters: Clusters, things: Sequence[Thing], context: Context) -> None:
    """Join "Hopper" with "Adams Hopper" where documents call that one so, too, and both speak of a third thing."""
    called: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things:
        for name in thing.names:
            if thing.type == "Organization" and 0 < len(name.core) < len(thing.name.core) and _ends(thing.name, name):
                called[thing.type, name.key].append(thing)
    for thing in _first_of_each(clusters, things):
        found = called.get((thing.type, thing.name.key), [])
        if found and not thing.institution and context.near(thing, found):
            join_only(clusters, thing, found, "{short!r} is short for {long!r}, which is called so elsewhere, too")


def join_without_country(clusters: Clusters, things: Sequence[Thing], context: Context) -> None:
    """Join "Federal Trade Commission" with the only one whose country is said: "US Federal Trade Commission".

    Two words that mean something must be left, and the documents agree on the country or speak of a third thing.
    """
    whole = countries().whole
    bodies: defaultdict[frozenset[str], list[Thing]] = defaultdict(list)
    for thing in things:
        words = frozenset(content(thing.name.core)) if thing.type == "Organization" else frozenset()
        if len(words & whole) == 1 and len(words - whole) > 1:
            bodies[words - whole].append(thing)
    for thing in _first_of_each(clusters, things):
        found = bodies.get(frozenset(content(thing.name.core)), []) if thing.type == "Organization" else []
        if found and not thing.institution:
            said = frozenset(content(found[0].name.core)) & whole
            if said <= thing.home or context.near(thing, found):
                join_only(clusters, thing, found, "{short!r} is {long!r} without its country, the only one")


def _ends(long: Name, short: Name) -> bool:
    return long.core[-len(short.core) :] == short.core


def join_makers_goods(clusters: Clusters, things: Sequence[Thing]) -> None:
    """Join "Lumen" with "Aurora Lumen" where one of the documents knows Aurora as an organisation."""
    makers: defaultdict[int, set[tuple[str, ...]]] = defaultdict(set)
    for thing in things:
        if thing.type == "Organization":
            makers[thing.document].update(name.core for name in thing.names)
    goods = [thing for thing in things if thing.type == "Product"]
    known = {thing.name.core for thing in goods}
    full: defaultdict[tuple[str, ...], list[Thing]] = defaultdict(list)
    for thing in goods:
        core = thing.name.core
        for size in range(1, len(core)):
            if core[size:] in known and core[:size] in makers[thing.document]:
                full[core[size:]].append(thing)
    for thing in _first_of_each(clusters, goods):
        if thing.name.core in full and not "".join(thing.name.core).isdigit():
            join_only(clusters, thing, full[thing.name.core], "{long!r} is {short!r} with its maker's name before it")


def _other_country(short: Thing, long: Thing) -> bool:
    """Whether the documents give the two different countries; a long acronym says more than a claim that may err."""
    if short.name.acronym and len(acronym_key(short.name)) >= _SAFE_ACRONYM:
        return False
    return bool(short.home and long.home) and short.home.isdisjoint(long.home)


def join_only(clusters: Clusters, short: Thing, found: Sequence[Thing], reason: str) -> bool:
    """Join if all that was found is one thing in the collection; else note what it could be."""
    roots: dict[int, Thing] = {}
    for thing in found:
        roots.setdefault(clusters.find(thing.index), thing)
    if clusters.find(short.index) in roots:
        return False
    if len(roots) == 1:
        (long,) = roots.values()
        if _other_country(short, long):
            clusters.separate(
                short.index, long.index, f"{short.name.text!r} and {long.name.text!r} are of different countries"
            )
            return False
        text = reason.format(short=short.name.text, long=long.name.text)
        return clusters.join(short.index, long.index, text, across=True)
    if roots:
        candidates = sorted(roots.values(), key=lambda thing: thing.index)[:3]
        could = f"{short.name.text!r} could be " + " or ".join(repr(thing.name.text) for thing in candidates)
        for thing in candidates:
            clusters.separate(short.index, thing.index, could)
    return False
