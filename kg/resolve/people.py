"""The same person under different names in different documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.resolve.clusters import Clusters
from kg.resolve.context import Context
from kg.resolve.persons import family_first, family_last, family_names, has_initial, leaves_out_names, same_person
from kg.resolve.things import Thing
from kg.resolve.variants import join_only

_FEW = 40  # people with one family name and first name: with more, a middle name left out is open


def join_people(clusters: Clusters, things: Sequence[Thing], context: Context) -> None:
    """Join people by middle names, by the order of their names, by initials and by parts of their names, in that order."""
    people = [thing for thing in things if thing.type == "Person" and thing.name.core]
    full = [thing for thing in people if len(thing.name.core) > 1]
    _join_middle_names(clusters, full, context)
    _join_turned_names(clusters, full, context)
    _join_initials(clusters, full, context)
    _join_parts(clusters, people, full, context)


def _join_middle_names(clusters: Clusters, full: Sequence[Thing], context: Context) -> None:
    """John F. Kennedy is John Kennedy unless there is a John Q. Kennedy, too.

    A middle name in full may be a family name (Ana Gil, Ana Ruiz Gil): then both documents must speak of a third thing.
    """
    buckets: defaultdict[tuple[str, str], dict[tuple[str, ...], Thing]] = defaultdict(dict)
    for thing in full:
        if not has_initial(thing.name.core):
            buckets[thing.name.core[0], thing.name.core[-1]].setdefault(thing.name.core, thing)
    for bucket in buckets.values():
        names = sorted(bucket, key=lambda core: (-len("".join(core)), core))
        if not 1 < len(names) <= _FEW:
            continue
        for core in names[1:]:
            fuller = [name for name in names if len("".join(name)) > len("".join(core)) and same_person(name, core)]
            found = [bucket[name] for name in fuller]
            if context.near(bucket[core], found) or not any(leaves_out_names(name, core) for name in fuller):
                join_only(clusters, bucket[core], found, "{short!r} is {long!r}, the only one with such a middle name")


def _join_turned_names(clusters: Clusters, full: Sequence[Thing], context: Context) -> None:
    """Yixiao Cheng is Cheng Yixiao where the documents show which part is the family name.

    Both documents use the same part alone, or one does, calling by the first part, and both speak of a third thing.
    """
    western: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in full:
        western[family_last(thing.name.core)].append(thing)
    for thing in full:
        turned = [one for one in western.get(family_first(thing.name.core), ()) if one.name.core != thing.name.core]
        found = [one for one in turned if _same_family_name(thing, one, context)]
        join_only(clusters, thing, found, "{long!r} is {short!r} with the family name last")


def _same_family_name(eastern: Thing, western: Thing, context: Context) -> bool:
    if eastern.alone != "first" or western.alone == "first":
        return False
    return western.alone == "last" or context.near(western, [eastern])


def _join_initials(clusters: Clusters, full: Sequence[Thing], context: Context) -> None:
    """J. Smith is Jane Smith if she is the only J. Smith, and what else is spoken of agrees."""
    spelled: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    short = [thing for thing in full if has_initial(thing.name.core)]
    wanted = {(thing.name.core[0], thing.name.core[-1]) for thing in short}
    for thing in full:
        key = thing.name.core[0][:1], thing.name.core[-1]
        if key in wanted and not has_initial(thing.name.core):
            spelled[key].append(thing)
    for thing in short:
        found = [one for one in spelled[thing.name.core[0], thing.name.core[-1]] if _may_be(thing, one)]
        found = [one for one in found if same_person(thing.name.core, one.name.core)]
        if context.near(thing, found):
            join_only(clusters, thing, found, "{short!r} is {long!r}, the only one with that initial")


def _join_parts(clusters: Clusters, people: Sequence[Thing], full: Sequence[Thing], context: Context) -> None:
    """A family name alone, or a name without the second family name: only one bearer, in documents that touch."""
    wanted = {thing.name.core for thing in people}
    bearers: defaultdict[tuple[str, ...], list[Thing]] = defaultdict(list)
    for thing in full:
        for part in family_names(thing.name.core, thing.alone):
            if part in wanted:
                bearers[part].append(thing)
    for thing in sorted(people, key=lambda one: (-len(one.name.core), one.index)):
        # Another gender does not make the name less ambiguous, so all bearers count.
        found = bearers.get(thing.name.core, [])
        if found and all(_may_be(thing, one) for one in found) and context.near(thing, found):
            join_only(clusters, thing, found, "{short!r} is {long!r}, the only one of that name")
    _join_single_names(
        clusters, [one for one in people if len(one.name.core) == 1 and one.name.core not in bearers], context
    )


def _join_single_names(clusters: Clusters, people: Sequence[Thing], context: Context) -> None:
    """People known by one name: the same where no title makes it a family name, in documents that touch."""
    first: dict[str, Thing] = {}
    for thing in people:
        if thing.titled:
            continue
        other = first.setdefault(thing.name.key, thing)
        if other is not thing and _may_be(thing, other) and context.near(thing, [other]):
            join_only(clusters, thing, [other], "same single name: {short!r}, of nobody else")


def _may_be(one: Thing, other: Thing) -> bool:
    return not (one.gender and other.gender and one.gender != other.gender)
