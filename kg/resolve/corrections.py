"""What the user knows better: names or chains that are the same thing, or are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.errors import ConfigError
from kg.resolve.clusters import KEPT_APART, Clusters
from kg.resolve.folding import Words, folded_words
from kg.resolve.readings import Member, Reading

Reference = str | Member
"""A name as it is written, with its type where needed (``Product:Kling``), or a chain (document id, chain id)."""

Pair = tuple[Reference, Reference]


class References:
    """Finds the chains that a reference means. Names must agree in every word; case and accents don't count."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._by_member = {reading.member: reading.index for reading in readings}
        self._by_name: defaultdict[Words, list[Reading]] = defaultdict(list)
        for reading in readings:
            if reading.named:
                self._by_name[folded_words(reading.chain.name)].append(reading)
        self._types = {reading.chain.type for reading in readings}

    def find(self, reference: Reference) -> list[int]:
        """The chains, in order; none if nothing in the collection goes by that name.

        Raises:
            ConfigError: the reference is empty.
        """
        if not isinstance(reference, str):
            member = (str(reference[0]), str(reference[1]))
            return [self._by_member[member]] if member in self._by_member else []
        type, colon, name = reference.partition(":")
        typed = bool(colon) and type in self._types
        words = folded_words(name if typed else reference)
        if not words:
            raise ConfigError(f"same_as or keep_apart: expected a name or a chain, found {reference!r}")
        found = self._by_name.get(words, ())
        return [reading.index for reading in found if not typed or reading.chain.type == type]


def mark_apart(clusters: Clusters, references: References, pairs: Iterable[Pair]) -> None:
    """See to it that no rule joins the two of any pair.

    Raises:
        ConfigError: both references of a pair mean the same chain.
    """
    for number, (one, other) in enumerate(pairs):
        ours, theirs = references.find(one), references.find(other)
        if not set(ours).isdisjoint(theirs):
            raise ConfigError(f"keep_apart: {one!r} and {other!r} are the same name, so there is nothing to keep apart")
        for chains, side in ((ours, "one"), (theirs, "other")):
            for chain in chains:
                clusters.mark(chain, f"{KEPT_APART} {number}", side)


def join_told(clusters: Clusters, references: References, pairs: Iterable[Pair]) -> None:
    """Join the two of every pair, whatever the rules think of it.

    Raises:
        ConfigError: a pair is also to be kept apart.
    """
    for one, other in pairs:
        chains = [*references.find(one), *references.find(other)]
        for chain in chains[1:]:
            joined = clusters.join(chains[0], chain, f"told: {_shown(one)} is {_shown(other)}", told=True)
            if not joined and clusters.find(chains[0]) != clusters.find(chain):
                raise ConfigError(f"same_as: {one!r} and {other!r} are also to be kept apart")


def _shown(reference: Reference) -> str:
    return repr(reference) if isinstance(reference, str) else f"chain {reference[1]!r} of {reference[0]!r}"
