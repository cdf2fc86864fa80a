"""The graph as a network: what is central, what belongs together, how two things are connected.

Everything here looks at plain facts alone: statements between two entities that are asserted and current.
``to_networkx`` gives the same network to all that networkx can do; the rest needs nothing but numpy,
since PageRank in networkx asks for SciPy and its Louvain takes most of a minute on 100,000 links.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.iris import normal_name
from kg.types import Entity, KnowledgeGraph, Statement

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Central:
    """An entity, its share of a random walk over the network (all shares add up to 1), and how many facts it is in."""

    entity: Entity
    rank: float
    facts: int


@dataclass(frozen=True, slots=True)
class Step:
    """Two neighbours on a path and every plain fact between them, either way round."""

    source: Entity
    target: Entity
    statements: tuple[Statement, ...]


Group = tuple[Entity, ...]
Path = tuple[Step, ...]


def facts(graph: KnowledgeGraph, *, attributed: bool = True) -> tuple[Statement, ...]:
    """The plain facts between two different entities; ``attributed=False`` leaves out those with a speaker."""
    from kg.graph import is_current

    published = {document.id: document.published for document in graph.documents}
    known = {entity.iri for entity in graph.entities}
    return tuple(
        statement
        for statement in graph.statements
        if isinstance(statement.object, str)
        and statement.object != statement.subject
        and {statement.subject, statement.object} <= known
        and (attributed or statement.stated_by is None)
        and is_current(statement, published)
    )


def to_networkx(graph: KnowledgeGraph, *, attributed: bool = True) -> networkx.MultiDiGraph[str]:
    """All entities (by IRI) and the plain facts between them (by the statement's IRI).

    Nodes have ``name``, ``type``, ``cls``; edges ``property``, ``score``, ``articles`` (how many say so) and ``speaker``.
    """
    import networkx

    network: Any = networkx.MultiDiGraph()
    for entity in graph.entities:
        network.add_node(entity.iri, name=entity.name, type=entity.type, cls=entity.cls)
    for fact in facts(graph, attributed=attributed):
        network.add_edge(
            fact.subject,
            fact.object,
            key=fact.iri,
            property=fact.property,
            score=fact.score,
            articles=len({item.document for item in fact.evidence}),
            speaker=fact.stated_by,
        )
    return network


def central(graph: KnowledgeGraph, *, limit: int | None = 10, attributed: bool = True) -> tuple[Central, ...]:
    """The entities with the highest PageRank over links read both ways; ties by IRI."""
    from kg.explore.rank import pagerank

    links, weights = _links(graph, facts(graph, attributed=attributed))
    ranks = pagerank(len(graph.entities), links, weights).tolist()
    degree: Counter[int] = Counter()
    for (first, second), weight in zip(links.tolist(), weights.tolist(), strict=True):
        degree[first] += int(weight)
        degree[second] += int(weight)
    order = sorted(range(len(ranks)), key=lambda index: (-round(ranks[index], 12), graph.entities[index].iri))
    return tuple(Central(graph.entities[index], ranks[index], degree[index]) for index in order[:limit])


def communities(graph: KnowledgeGraph, *, attributed: bool = True) -> tuple[Group, ...]:
    """Groups of entities with more links among each other than outwards, two or more in each; the largest first."""
    from kg.explore.communities import communities as label

    links, weights = _links(graph, facts(graph, attributed=attributed))
    return _groups(graph, label(len(graph.entities), links, weights).tolist())


def components(graph: KnowledgeGraph, *, attributed: bool = True) -> tuple[Group, ...]:
    """Groups of entities that are connected at all, two or more in each; the largest first."""
    neighbours = _neighbours(facts(graph, attributed=attributed))
    labels: dict[str, int] = {}
    for number, entity in enumerate(graph.entities):
        waiting = [entity.iri] if entity.iri not in labels else []
        while waiting:
            iri = waiting.pop()
            if iri not in labels:
                labels[iri] = number
                waiting += neighbours.get(iri, {})
    return _groups(graph, [labels[entity.iri] for entity in graph.entities])


def entities_named(graph: KnowledgeGraph, name: str) -> tuple[Entity, ...]:
    """The entities that an IRI or a name (any of theirs, in any case) stands for; several where namesakes are.

    Raises:
        QueryError: there is none.
    """
    wanted = normal_name(name).casefold()
    found = tuple(
        entity
        for entity in graph.entities
        if entity.iri == name or wanted in {normal_name(other).casefold() for other in (entity.name, *entity.names)}
    )
    if not found:
        raise QueryError(f"{name!r}: no entity has this name or IRI")
    return found


def paths(graph: KnowledgeGraph, a: str, b: str, *, limit: int = 5, attributed: bool = True) -> tuple[Path, ...]:
    """The shortest ways from one entity to another (names or IRIs) along plain facts read either way.

    All have the same length; none where the two are not connected, an empty one where they are the same.

    Raises:
        QueryError: there is no entity of that name.
    """
    starts, ends = ({entity.iri for entity in entities_named(graph, name)} for name in (a, b))
    neighbours = _neighbours(facts(graph, attributed=attributed))
    entities = {entity.iri: entity for entity in graph.entities}

    def steps(chain: Sequence[str]) -> Path:
        return tuple(
            Step(entities[first], entities[second], tuple(neighbours[first][second]))
            for first, second in pairwise(chain)
        )

    return tuple(steps(chain) for chain in islice(_chains(neighbours, starts, ends), limit))


Neighbours = dict[str, dict[str, list[Statement]]]


def _neighbours(plain: Sequence[Statement]) -> Neighbours:
    """For each entity its neighbours by IRI, with the facts that make them so."""
    found: Neighbours = {}
    for fact in plain:
        if isinstance(fact.object, str):
            for first, second in ((fact.subject, fact.object), (fact.object, fact.subject)):
                found.setdefault(first, {}).setdefault(second, []).append(fact)
    return {iri: dict(sorted(rows.items())) for iri, rows in sorted(found.items())}


def _chains(neighbours: Neighbours, starts: set[str], ends: set[str]) -> Iterator[tuple[str, ...]]:
    """All shortest chains of IRIs from any start to any end, in order."""
    distance = _distances(neighbours, ends)
    reached = [distance[iri] for iri in starts if iri in distance]
    waiting: list[tuple[str, ...]] = [
        (iri,) for iri in sorted(starts, reverse=True) if reached and distance.get(iri) == min(reached)
    ]
    while waiting:
        chain = waiting.pop()
        left = distance[chain[-1]]
        if left == 0:
            yield chain
        nearer = [iri for iri in neighbours.get(chain[-1], {}) if distance.get(iri) == left - 1]
        waiting += [(*chain, iri) for iri in reversed(nearer)]


def _distances(neighbours: Neighbours, ends: set[str]) -> dict[str, int]:
    """How many steps each entity is from the nearest end."""
    distance = dict.fromkeys(ends, 0)
    waiting = deque(sorted(ends))
    while waiting:
        iri = waiting.popleft()
        for other in neighbours.get(iri, {}):
            if other not in distance:
                distance[other] = distance[iri] + 1
                waiting.append(other)
    return distance


def _links(graph: KnowledgeGraph, plain: Sequence[Statement]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pairs of positions in ``graph.entities`` that a fact connects, ``(n, 2)``, and how many facts do, ``(n,)``."""
    import numpy as np

    place = {entity.iri: index for index, entity in enumerate(graph.entities)}
    count: Counter[tuple[int, int]] = Counter()
    for fact in plain:
        if isinstance(fact.object, str):
            first, second = sorted((place[fact.subject], place[fact.object]))
            count[first, second] += 1
    pairs = sorted(count)
    weights = np.array([count[pair] for pair in pairs], dtype=np.float64)
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), weights


def _groups(graph: KnowledgeGraph, labels: Sequence[int]) -> tuple[Group, ...]:
    """Entities by label, without those that stand alone; the largest group first, ties by IRI."""
    groups: dict[int, list[Entity]] = {}
    for entity, label in zip(graph.entities, labels, strict=True):
        groups.setdefault(label, []).append(entity)
    large = (tuple(group) for group in groups.values() if len(group) > 1)
    return tuple(sorted(large, key=lambda group: (-len(group), group[0].iri)))
