"""What resolving gives: entities, the chains they were made of, and the reasons."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.iris import BASE
from kg.resolve.clusters import Merge, Separation
from kg.resolve.folding import folded_words
from kg.resolve.readings import Member
from kg.types import Entity


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether two things are one entity, and the steps that joined them or the reasons that keep them apart."""

    together: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities, sorted by IRI; for every chain its entity; every merge and what was left apart, sorted.
    ``base`` is what the IRIs stand below.

    Nothing is lost by a merge: the chains stay what they are, and a pair given as ``keep_apart`` undoes it.
    """

    entities: tuple[Entity, ...]
    iri_of: Mapping[Member, str]
    merges: tuple[Merge, ...] = ()
    separations: tuple[Separation, ...] = ()
    base: str = BASE
    _by_iri: Mapping[str, Entity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_iri", MappingProxyType({entity.iri: entity for entity in self.entities}))

    def entity(self, iri: str) -> Entity:
        """The entity of an IRI.

        Raises:
            KeyError: there is none.
        """
        return self._by_iri[iri]

    def find(self, reference: str | Member) -> tuple[Entity, ...]:
        """The entities that an IRI, a name or a chain (document id, chain id) means."""
        if not isinstance(reference, str):
            iri = self.iri_of.get((reference[0], reference[1]))
            return (self._by_iri[iri],) if iri else ()
        if reference in self._by_iri:
            return (self._by_iri[reference],)
        words = folded_words(reference)
        return tuple(one for one in self.entities if any(folded_words(name) == words for name in one.names))

    def why(self, one: str | Member, other: str | Member) -> Explanation:
        """Why two references (IRIs, names, chains) are the same entity, or why they are not."""
        ours, theirs = self.find(one), self.find(other)
        if not ours or not theirs:
            missing = one if not ours else other
            return Explanation(False, (f"nothing is called {missing!r}",))
        shared = sorted({entity.iri for entity in ours} & {entity.iri for entity in theirs})
        if shared:
            entity = self._by_iri[shared[0]]
            return Explanation(True, self._path(self._members(entity, one), self._members(entity, other)))
        reasons = {
            item.reason
            for item in self.separations
            if self._crosses(item, {entity.iri for entity in ours}, {entity.iri for entity in theirs})
        }
        return Explanation(False, tuple(sorted(reasons)) or ("no rule takes them for the same thing",))

    def _members(self, entity: Entity, reference: str | Member) -> tuple[Member, ...]:
        if not isinstance(reference, str):
            return ((reference[0], reference[1]),)
        return entity.members

    def _crosses(self, item: Separation, ours: set[str], theirs: set[str]) -> bool:
        ends = (self.iri_of[item.one], self.iri_of[item.other])
        return (ends[0] in ours and ends[1] in theirs) or (ends[1] in ours and ends[0] in theirs)

    def _path(self, starts: tuple[Member, ...], ends: tuple[Member, ...]) -> tuple[str, ...]:
        """The reasons of the merges between two chains of one entity; all of its reasons where names were asked for."""
        if len(starts) != 1 or len(ends) != 1:
            return self._by_iri[self.iri_of[starts[0]]].merged_because
        around: defaultdict[Member, list[tuple[Member, str]]] = defaultdict(list)
        for merge in self.merges:
            around[merge.one].append((merge.other, merge.reason))
            around[merge.other].append((merge.one, merge.reason))
        paths: dict[Member, tuple[str, ...]] = {starts[0]: ()}
        queue = deque(starts)
        while queue and ends[0] not in paths:
            here = queue.popleft()
            for there, reason in around[here]:
                if there not in paths:
                    paths[there] = (*paths[here], reason)
                    queue.append(there)
        return paths.get(ends[0], ())
