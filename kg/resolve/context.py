"""What else the documents speak of: a family name or a short acronym is not trusted alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.resolve.clusters import Clusters
from kg.resolve.things import Thing

_FEW_DOCUMENTS = 10
_SHARE = 20  # a thing that more than one document in twenty speaks of connects nothing


class Context:
    """Which documents speak of the same organisations, products, works, events or people with full names."""

    def __init__(self, clusters: Clusters, things: Sequence[Thing]) -> None:
        self._clusters = clusters
        self._spoken_of: defaultdict[int, set[int]] = defaultdict(set)
        limit = max(_FEW_DOCUMENTS, len({thing.document for thing in things}) // _SHARE)
        for thing in things:
            full = len(thing.name.core) > 1 if thing.type == "Person" else thing.type != "Place"
            if full and 1 < len(clusters.documents(thing.index)) <= limit:
                self._spoken_of[thing.document].add(thing.index)

    def near(self, thing: Thing, others: Iterable[Thing]) -> bool:
        """Whether the thing's document and one that speaks of the others speak of a third thing, too."""
        clusters = self._clusters
        ends = {clusters.find(thing.index), *(clusters.find(other.index) for other in others)}
        documents = [clusters.documents(end) for end in sorted(ends) if end != clusters.find(thing.index)]
        for third in self._spoken_of[thing.document]:
            shared = clusters.documents(third)
            if clusters.find(third) not in ends and any(not shared.isdisjoint(known) for known in documents):
                return True
        return False
