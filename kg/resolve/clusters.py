"""Chains that are put together step by step, every step with its reason, none against the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.readings import Member, Reading

Marks = Mapping[str, frozenset[str]]
"""What tells namesakes apart, by kind: ``{"country": {"United States"}}``. No value in common: not the same thing."""


KEPT_APART = "kept apart"
"""How the kinds of marks begin that the user sets."""

RELATED = "related "
"""How the kinds of marks begin of two things between which a document states a relation."""


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two chains that were taken for the same thing, and why."""

    one: Member
    other: Member
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Separation:
    """Two chains that a rule looked at and left apart, and why."""

    one: Member
    other: Member
    reason: str


class Clusters:
    """A partition of the chains. A cluster is named by the lowest index in it, whatever the order of the steps."""

    def __init__(self, readings: Sequence[Reading], marks: Sequence[Marks]) -> None:
        self.readings = readings
        self.merges: list[Merge] = []
        self._separations: dict[tuple[int, int], str] = {}
        self._parent = list(range(len(readings)))
        self._marks: list[dict[str, frozenset[str]]] = [dict(item) for item in marks]
        self._documents: list[set[int]] = [{reading.document} for reading in readings]
        self._votes: list[dict[str, float]] = [{reading.chain.type: reading.chain.score} for reading in readings]

    def find(self, chain: int) -> int:
        """The cluster of a chain."""
        parent = self._parent
        while parent[chain] != chain:
            parent[chain] = parent[parent[chain]]
            chain = parent[chain]
        return chain

    def join(self, one: int, other: int, reason: str, *, across: bool = False, told: bool = False) -> bool:
        """Put two chains together with all that is with them; False if they already are or must not be.

        With ``across``, a rule about the collection speaks: it never joins what one document holds apart. With
        ``told``, the user does: only what is to be kept apart stands in the way.
        """
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return False
        if obstacle := self._obstacle(first, second, across=across, told=told):
            self.separate(one, other, obstacle)
            return False
        self._parent[second] = first
        self._absorb(first, second)
        members = sorted((self.readings[one].member, self.readings[other].member))
        self.merges.append(Merge(members[0], members[1], reason))
        return True

    def separate(self, one: int, other: int, reason: str) -> None:
        """Note why two chains stay apart."""
        self._separations.setdefault((min(one, other), max(one, other)), reason)

    def mark(self, chain: int, kind: str, value: str) -> None:
        """Give a chain, and all that is with it, a mark."""
        marks = self._marks[self.find(chain)]
        marks[kind] = marks.get(kind, frozenset()) | {value}

    def marks(self, chain: int) -> Marks:
        """The marks of a chain's cluster."""
        return self._marks[self.find(chain)]

    def type(self, chain: int) -> str:
        """The type of a chain's cluster: the vote of its chains, weighted by their scores."""
        votes = self._votes[self.find(chain)]
        return min(votes, key=lambda name: (-round(votes[name], 6), name))

    def weight(self, chain: int) -> float:
        """The sum of the scores in a chain's cluster."""
        return sum(self._votes[self.find(chain)].values())

    def documents(self, chain: int) -> set[int]:
        """The documents of a chain's cluster; not to be changed."""
        return self._documents[self.find(chain)]

    def groups(self) -> dict[int, list[int]]:
        """Cluster -> its chains, both in ascending order."""
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for chain in range(len(self.readings)):
            groups[self.find(chain)].append(chain)
        return dict(groups)

    @property
    def separations(self) -> tuple[Separation, ...]:
        """What was left apart and is apart in the end, sorted."""
        apart = []
        for (one, other), reason in self._separations.items():
            if self.find(one) != self.find(other):
                members = sorted((self.readings[one].member, self.readings[other].member))
                apart.append(Separation(members[0], members[1], reason))
        return tuple(sorted(apart))

    def _obstacle(self, first: int, second: int, *, across: bool, told: bool) -> str | None:
        ours, theirs = self._marks[first], self._marks[second]
        for kind in sorted(ours.keys() & theirs.keys()):
            if ours[kind].isdisjoint(theirs[kind]) and not (told and not kind.startswith(KEPT_APART)):
                return _difference(kind, ours[kind], theirs[kind])
        if across and not self._documents[first].isdisjoint(self._documents[second]):
            return "one document speaks of both, as of two things"
        return None

    def _absorb(self, first: int, second: int) -> None:
        marks = self._marks[first]
        for kind, values in self._marks[second].items():
            marks[kind] = marks.get(kind, frozenset()) | values
        for name, weight in self._votes[second].items():
            self._votes[first][name] = self._votes[first].get(name, 0.0) + weight
        small, large = sorted((self._documents[first], self._documents[second]), key=len)
        large |= small
        self._documents[first] = large
        self._marks[second], self._votes[second], self._documents[second] = {}, {}, set()


def _difference(kind: str, ours: frozenset[str], theirs: frozenset[str]) -> str:
    if kind.startswith(KEPT_APART):
        return "kept apart as told"
    if kind.startswith(RELATED):
        return f"one document says that {kind.split()[1]} holds between them"
    shown = " against ".join(" or ".join(sorted(values)[:3]) for values in sorted((ours, theirs), key=sorted))
    return f"they differ in {kind}: {shown}"
