"""Chains of one document that the reader left apart although they are the same thing.

Only the document itself counts here: whatever other documents are read, these merges are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.resolve.acronyms import acronym_key, definitions, initials, nearly_spells
from kg.resolve.clusters import Clusters
from kg.resolve.folding import folded_words
from kg.resolve.names import Name
from kg.resolve.persons import same_person, stands_for
from kg.resolve.readings import Reading
from kg.resolve.related import KIN, TIES, mark_related
from kg.resolve.shortening import Tail, tail
from kg.types import Annotation, MentionKind

Defined = dict[int, set[str]]
"""Chain -> the acronyms that its document defines for it, as written."""


def join_within(clusters: Clusters, readings: list[Reading], annotation: Annotation) -> Defined:
    """Mend the chains of one document; returns the acronyms that the document defines."""
    named = [reading for reading in readings if reading.named]
    by_id = {reading.chain.id: reading for reading in named}
    mark_related(clusters, by_id, annotation, KIN)
    _join_equal_names(clusters, named)
    defined = _join_definitions(clusters, named, annotation.document.text)
    mark_related(clusters, by_id, annotation, TIES)
    named = _one_of_each(clusters, named)
    _join_initials(clusters, named)
    _join_persons(clusters, [reading for reading in named if reading.chain.type == "Person"])
    _join_short_names(clusters, [reading for reading in named if reading.chain.type != "Person"])
    _join_makers_goods(clusters, named)
    return defined


def _one_of_each(clusters: Clusters, readings: Iterable[Reading]) -> list[Reading]:
    """One chain for every name of every cluster: a book speaks of one thing in many chains."""
    first: dict[tuple[int, str, str], Reading] = {}
    for reading in readings:
        key = (clusters.find(reading.index), reading.chain.type, reading.name.key)
        known = first.get(key)
        if known is None or len(reading.names) > len(known.names):
            first[key] = reading
    return sorted(first.values(), key=lambda reading: reading.index)


def _join_equal_names(clusters: Clusters, readings: Iterable[Reading]) -> None:
    first: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        other = first.setdefault((reading.chain.type, reading.name.key), reading)
        if other is not reading:
            clusters.join(other.index, reading.index, same_name(other.name, reading.name))


def same_name(one: Name, other: Name) -> str:
    """The reason of a merge of names with the same key."""
    if one.text == other.text:
        return f"same name: {one.text!r}"
    return "same name but for how it is written: {!r}, {!r}".format(*sorted((one.text, other.text)))


def _join_definitions(clusters: Clusters, readings: list[Reading], text: str) -> Defined:
    starts = {
        mention.start: reading
        for reading in readings
        for mention in reading.chain.mentions
        if mention.kind is MentionKind.NAME
    }
    defined: defaultdict[int, set[str]] = defaultdict(set)
    for definition in definitions(text, readings):
        reading = definition.reading
        inner = next((starts[at] for at in range(*definition.span) if at in starts), None)
        others = (
            [inner]
            if inner
            else [one for one in readings if folded_words(one.chain.name) == folded_words(definition.acronym)]
        )
        for other in others:
            names = sorted((reading.name.text, other.name.text), key=len)
            clusters.join(reading.index, other.index, f"the text defines {names[0]!r} as {names[1]!r}")
        defined[reading.index].add(definition.acronym)
    return dict(defined)


def _join_initials(clusters: Clusters, readings: list[Reading]) -> None:
    spelled: defaultdict[tuple[str, str], list[Reading]] = defaultdict(list)
    begun: defaultdict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        if len(reading.name.words) > 1 and reading.chain.type != "Person":
            for acronym in sorted(initials(reading.name)):
                spelled[reading.chain.type, acronym].append(reading)
            begun[reading.chain.type, reading.name.core[0][0]].append(reading)
    for reading in readings:
        if reading.name.acronym:
            key = acronym_key(reading.name)
            found = spelled.get((reading.chain.type, key), []) or [
                one for one in begun[reading.chain.type, key[:1]] if nearly_spells(key, one.name)
            ]
            _join_only(clusters, reading, found, "{short!r} are the initials of {long!r}, of no other name here")


def _join_persons(clusters: Clusters, people: list[Reading]) -> None:
    by_word: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in people:
        for word in sorted(set(reading.name.core)):
            by_word[word].append(reading)
    for reading in sorted(people, key=_fullest_first):
        core = reading.name.core
        alike = {one.index: one for word in (core[0], core[-1]) for one in by_word[word]} if core else {}
        found = [one for one in alike.values() if _is_part_of(reading, one)]
        _join_only(clusters, reading, found, "{short!r} is {long!r}, the only one of that name in the document")


def _fullest_first(reading: Reading) -> tuple[int, int, int]:
    return (-len(reading.name.core), -len(reading.name.key), reading.index)


def _is_part_of(short: Reading, long: Reading) -> bool:
    """Whether the long name says more of what may be the same person."""
    if len(short.name.key) >= len(long.name.key) or (short.gender and long.gender and short.gender != long.gender):
        return False
    return stands_for(short.name.core, long.name.core) or same_person(short.name.core, long.name.core)


def _join_short_names(clusters: Clusters, readings: Sequence[Reading]) -> None:
    candidates: defaultdict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        for key in sorted({*reading.name.core[:1], *(name.key for name in reading.names)}):
            candidates[reading.chain.type, key].append(reading)
    for reading in sorted(readings, key=_fullest_first):
        keys = {*reading.name.core[:1], reading.name.key}
        alike = {one.index: one for key in keys for one in candidates[reading.chain.type, key]}
        found = [one for one in alike.values() if one is not reading and _is_short_for(reading.name, one)]
        _join_only(clusters, reading, found, "{short!r} is short for {long!r}, the only such name in the document")


def _is_short_for(short: Name, long: Reading) -> bool:
    """Whether one name is the other without its description, or an acronym that the other chain holds, too."""
    if tail(short, long.name, long.chain.type) is Tail.DESCRIPTION:
        return True
    return short.acronym and short.key != long.name.key and any(name.key == short.key for name in long.names)


def _join_makers_goods(clusters: Clusters, readings: list[Reading]) -> None:
    """The Aurora Lumen is the Lumen, where Aurora is an organisation of the document."""
    makers = {reading.name.core for reading in readings if reading.chain.type == "Organization"}
    by_end: defaultdict[str, list[Reading]] = defaultdict(list)
    goods = [reading for reading in readings if reading.chain.type == "Product" and reading.name.core]
    for reading in goods:
        by_end[reading.name.core[-1]].append(reading)
    for reading in goods:
        alike = by_end[reading.name.core[-1]]
        found = [one for one in alike if (maker := maker_before(reading.name, one.name)) and maker in makers]
        _join_only(clusters, reading, found, "{long!r} is {short!r} with its maker's name before it")


def maker_before(short: Name, long: Name) -> tuple[str, ...] | None:
    """The words that stand before the short name in the long one, if they end with it."""
    size = len(long.core) - len(short.core)
    return long.core[:size] if size > 0 and long.core[size:] == short.core else None


def _join_only(clusters: Clusters, short: Reading, found: Sequence[Reading], reason: str) -> None:
    """Join if all that was found is one thing; else note that it could be any of them."""
    roots = sorted({clusters.find(one.index) for one in found})
    if clusters.find(short.index) in roots:
        return
    if len(roots) == 1:
        long = max((one for one in found if clusters.find(one.index) == roots[0]), key=lambda one: len(one.name.core))
        clusters.join(short.index, long.index, reason.format(short=short.name.text, long=long.name.text))
    elif roots:
        names = " or ".join(repr(clusters.readings[root].name.text) for root in roots[:3])
        for root in roots:
            clusters.separate(short.index, root, f"{short.name.text!r} could be {names}")
