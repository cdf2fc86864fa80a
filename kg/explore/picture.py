"""The picture behind the page: entities in order of importance, with a place and a community each."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from kg.errors import GraphError
from kg.explore.communities import communities
from kg.explore.layout import layout
from kg.explore.rank import pagerank
from kg.types import Entity, KnowledgeGraph, Modality, Statement

# What a denial or a speculation says about two things draws them together less than a fact does.
_PULL = {Modality.ASSERTED: 1.0, Modality.FORMER: 0.6, Modality.PLANNED: 0.6, Modality.AGREED: 0.8}
_FAINT = 0.3
_LEADERS = 3
_LONGEST_NAME = 32  # characters of a leader in the name of its community


@dataclass(frozen=True, slots=True)
class Community:
    """A cluster of the picture: how many entities it holds and the names of those that lead it."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """``entities`` lead with the most important; the other tuples run parallel to it.

    ``places`` are pixels, ``community`` indexes ``communities``; the first ``drawn`` entities
    are on the page when it opens. ``number`` maps an entity's IRI to its position.
    """

    entities: tuple[Entity, ...]
    places: tuple[tuple[int, int], ...]
    community: tuple[int, ...]
    communities: tuple[Community, ...]
    drawn: int
    number: dict[str, int]


def take_picture(graph: KnowledgeGraph, *, drawn: int = 300) -> Picture:
    """Rank, group and place every entity of ``graph``; the leading ``drawn`` get room for their labels.

    Raises:
        GraphError: a statement points to an entity that the graph does not hold.
    """
    import numpy as np

    first = {entity.iri: number for number, entity in enumerate(graph.entities)}
    links, weights = _links(graph.statements, first)
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    pull = np.array(weights, dtype=np.float64)
    rank = pagerank(len(first), ends, pull)
    order = sorted(range(len(first)), key=lambda number: (-rank[number].round(12), graph.entities[number].iri))
    place_of = np.empty(len(order), dtype=np.int64)
    place_of[order] = np.arange(len(order))
    ends = place_of[ends]
    entities = tuple(graph.entities[number] for number in order)
    community = communities(len(entities), ends, pull)
    drawn = min(drawn, len(entities))
    boxes = np.array([_box(entity.name) for entity in entities[:drawn]]).reshape(-1, 2)
    places = layout(ends, pull, community, boxes)
    return Picture(
        entities=entities,
        places=tuple((int(x), int(y)) for x, y in places),
        community=tuple(community.tolist()),
        communities=_name_communities(entities, community.tolist()),
        drawn=drawn,
        number={entity.iri: number for number, entity in enumerate(entities)},
    )


def _links(statements: tuple[Statement, ...], number: dict[str, int]) -> tuple[list[tuple[int, int]], list[float]]:
    """Undirected links between entity numbers with their weights, in order; self-links left out."""
    total: dict[tuple[int, int], float] = {}
    for statement in statements:
        subject = _find(number, statement, statement.subject)
        if not isinstance(statement.object, str):
            continue
        other = _find(number, statement, statement.object)
        if subject == other:
            continue
        pair = (min(subject, other), max(subject, other))
        weight = _PULL.get(statement.modality, _FAINT) * (1.0 + 0.25 * min(4, len(statement.evidence) - 1))
        total[pair] = total.get(pair, 0.0) + weight
    pairs = sorted(total)
    return pairs, [total[pair] for pair in pairs]


def _find(number: dict[str, int], statement: Statement, iri: str) -> int:
    found = number.get(iri)
    if found is None:
        raise GraphError(f"{statement.iri}: points to {iri}, which is not among the graph's {len(number)} entities")
    return found


def _box(name: str) -> tuple[float, float]:
    """Width and height in pixels of a disc with its label; wide scripts count double."""
    shown = name[:26]
    width = sum(13.0 if unicodedata.east_asian_width(char) in "WF" else 7.0 for char in shown)
    return (max(46.0, width + 14.0), 58.0)


def _clipped(name: str) -> str:
    """A name that leaves room for others, cut between words where that is possible."""
    if len(name) <= _LONGEST_NAME:
        return name
    head = name[: _LONGEST_NAME - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def _name_communities(entities: tuple[Entity, ...], community: list[int]) -> tuple[Community, ...]:
    """Name each community after its leading members; places make poor names and come last."""
    sizes = Counter(community)
    leaders: dict[int, list[Entity]] = {}
    for entity, group in zip(entities, community, strict=True):
        leaders.setdefault(group, []).append(entity)
    named = []
    for group in range(len(sizes)):
        members = leaders[group][:12]
        chosen = sorted(members, key=lambda entity: entity.type in ("Place", "Other"))[:_LEADERS]
        named.append(Community(" · ".join(_clipped(entity.name) for entity in chosen), sizes[group]))
    return tuple(named)
