"""Things of many documents that have the same name: which are the same thing?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.resolve.clusters import Clusters, Marks
from kg.resolve.lexicon import countries, word_lists
from kg.resolve.names import content
from kg.resolve.things import Thing
from kg.resolve.within import same_name

_DOMINANT = 2 / 3  # share of the things with a mark that makes the unmarked ones the same
_KINDS = ("generation", "year of birth", "country", "state", "legal form", "link")

# By how much one type must outweigh the other before the other counts as a mistake of the reader: with a
# hesitant minority (mean score below _HESITANT), and with a confident one.
_HESITANT = 0.8
_OUTWEIGHS = {"easy": (1.5, 3.0), "hard": (3.0, 10.0)}


def join_linked(clusters: Clusters) -> None:
    """Join chains that something has linked to the same thing outside."""
    first: dict[str, int] = {}
    for reading in clusters.readings:
        for link in sorted(clusters.marks(reading.index).get("link", ())):
            other = first.setdefault(link, reading.index)
            if other != reading.index:
                clusters.join(other, reading.index, f"both are linked to {link}")


def join_namesakes(clusters: Clusters, things: list[Thing]) -> None:
    """Join things with the same name and type unless what is said of them differs, then settle types by vote."""
    groups: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.institution:
            _add_institution(groups, clusters, thing)
        elif thing.type != "Person" or len(thing.name.core) > 1:
            groups[thing.name.key, thing.type].append(thing)
    for group in groups.values():
        for part in _parts(clusters, group):
            for thing in part[1:]:
                clusters.join(part[0].index, thing.index, same_name(part[0].name, thing.name), across=True)
    _settle_types(clusters, groups)


def _add_institution(groups: defaultdict[tuple[str, str], list[Thing]], clusters: Clusters, thing: Thing) -> None:
    """The British defence ministry, the UK's Ministry of Defence: a body of a country goes by what it is and whose."""
    country = clusters.marks(thing.index).get("country", frozenset())
    if len(country) == 1:
        groups[_body(thing, *country), thing.type].append(thing)


def _body(thing: Thing, country: str) -> str:
    return "\0".join(sorted({*content(thing.name.core), country}))


def join_bodies(clusters: Clusters, things: list[Thing]) -> None:
    """Join names of the same words in another order: Chinese Academy of Sciences, China Academy of Science."""
    groups: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.type == "Organization" and not thing.institution:
            words = content(thing.name.core)
            if len(set(words)) > 2 or (len(words) == 2 and not countries().whole.isdisjoint(words)):
                groups["\0".join(sorted(set(words)))].append(thing)
    for thing in things:
        country = clusters.marks(thing.index).get("country", frozenset())
        if thing.institution and len(country) == 1 and _body(thing, *country) in groups:
            groups[_body(thing, *country)].append(thing)
    for group in groups.values():
        for thing in group[1:]:
            if len(content(thing.name.core)) > 2 or thing.institution or _is_body(thing):
                reason = f"same words in another order: {group[0].name.text!r}, {thing.name.text!r}"
                clusters.join(group[0].index, thing.index, reason, across=True)


def _is_body(thing: Thing) -> bool:
    """Whether a country's adjective and the name of an institution make up the name: Chinese government."""
    rest = [word for word in content(thing.name.core) if word not in countries().whole]
    return bool(rest) and all(word in word_lists().institution_heads for word in rest)


def _parts(clusters: Clusters, group: list[Thing]) -> list[list[Thing]]:
    """The group split by every kind of mark in turn."""
    parts = [group]
    if len(group) > 1:
        for kind in _KINDS:
            parts = [piece for part in parts for piece in _split(clusters, part, kind)]
    return parts


def _split(clusters: Clusters, group: list[Thing], kind: str) -> list[list[Thing]]:
    """Things that share a value go together; those without one follow a value that most things have."""
    marked = [(thing, _values(clusters.marks(thing.index), kind)) for thing in group]
    pieces = _sharing([(thing, values) for thing, values in marked if values])
    if len(pieces) < 2:
        return [group]
    unmarked = [thing for thing, values in marked if not values]
    total, largest = sum(map(len, pieces)), max(pieces, key=len)
    if len(largest) >= _DOMINANT * total:
        largest.extend(unmarked)
    elif unmarked:
        pieces.append(unmarked)
    for piece in pieces[1:]:
        clusters.separate(pieces[0][0].index, piece[0].index, f"same name, but they differ in {kind}")
    return [sorted(piece, key=lambda thing: thing.index) for piece in pieces]


def _values(marks: Marks, kind: str) -> frozenset[str]:
    return marks.get(kind, frozenset())


def _sharing(marked: Iterable[tuple[Thing, frozenset[str]]]) -> list[list[Thing]]:
    """Connected components of things by shared values, in the order of their first thing."""
    owner: dict[str, str] = {}

    def find(value: str) -> str:
        while (above := owner.setdefault(value, value)) != value:
            value = above
        return value

    marked = list(marked)
    for _, values in marked:
        first, *others = sorted(values)
        for other in others:
            owner[find(other)] = find(first)
    pieces: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing, values in marked:
        pieces[find(min(values))].append(thing)
    return list(pieces.values())


def _settle_types(clusters: Clusters, groups: Mapping[tuple[str, str], list[Thing]]) -> None:
    """Where documents disagree about the type of one name, the minority joins if it is likely a mistake."""
    by_name: defaultdict[str, list[list[Thing]]] = defaultdict(list)
    for (key, _), group in groups.items():
        by_name[key].append(group)
    for rivals in by_name.values():
        if len(rivals) > 1:
            rivals.sort(key=lambda group: (-_weight(group), group[0].type))
            for minority in rivals[1:]:
                _settle(clusters, rivals[0], minority)


def _settle(clusters: Clusters, majority: list[Thing], minority: list[Thing]) -> None:
    name, types = minority[0].name.text, (minority[0].type, majority[0].type)
    roots = {clusters.find(thing.index) for thing in majority}
    if len(roots) > 1 or not _is_mistake(majority, minority):
        reason = f"{name!r} is {_a(types[0])} here and {_a(types[1])} there"
        clusters.separate(majority[0].index, minority[0].index, reason)
        return
    for thing in minority:
        reason = f"same name: {name!r}; {_a(types[1])} by the vote of the documents, not {_a(types[0])}"
        clusters.join(majority[0].index, thing.index, reason, across=True)


def _is_mistake(majority: list[Thing], minority: list[Thing]) -> bool:
    """Whether two types of one name are more likely one thing; two of several words nearly always are."""
    if {thing.document for thing in majority} & {thing.document for thing in minority}:
        return False
    types = {majority[0].type, minority[0].type}
    if "Other" in types:
        return True
    if "Person" in types and (len(majority[0].name.core) < 2 or any(thing.person for thing in (*majority, *minority))):
        return False
    hard = not types.isdisjoint({"Person", "Place"})
    if not hard and len(majority[0].name.core) > 1:
        return True
    ratios = _OUTWEIGHS["hard" if hard else "easy"]
    hesitant = _weight(minority) < _HESITANT * len(minority)
    return _weight(majority) >= ratios[0 if hesitant else 1] * _weight(minority)


def _weight(group: Iterable[Thing]) -> float:
    return round(sum(thing.weight for thing in group), 6)


def _a(type: str) -> str:
    return f"an {type}" if type[0] in "AEIOU" else f"a {type}"
