"""The picture: importance, communities and places, the same every time."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.explore.communities import communities
from kg.explore.layout import layout
from kg.explore.picture import take_picture
from kg.explore.rank import pagerank
from kg.types import KnowledgeGraph

Links = tuple[int, list[tuple[int, int]]]


@st.composite
def linked(draw: st.DrawFn) -> Links:
    size = draw(st.integers(1, 60))
    ends = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] < pair[1])
    return size, sorted(draw(st.sets(ends, max_size=120))) if size > 1 else []


def arrays(links: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array(links, dtype=np.int64).reshape(-1, 2), np.ones(len(links))


@given(linked())
def test_ranks_are_shares_of_one_whole(given_links: Links) -> None:
    size, links = given_links
    rank = pagerank(size, *arrays(links))
    assert rank.shape == (size,) and (rank > 0).all()
    assert abs(rank.sum() - 1) < 1e-6


def test_the_hub_of_a_star_leads() -> None:
    rank = pagerank(6, *arrays([(0, other) for other in range(1, 6)]))
    assert rank.argmax() == 0


@given(linked())
def test_communities_number_every_node_the_largest_first(given_links: Links) -> None:
    size, links = given_links
    label = communities(size, *arrays(links))
    counts = np.bincount(label)
    assert label.shape == (size,) and (counts > 0).all()
    assert (np.diff(counts) <= 0).all()


def test_two_cliques_with_one_bridge_are_two_communities() -> None:
    clique = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    links = clique + [(a + 6, b + 6) for a, b in clique] + [(0, 6)]
    label = communities(12, *arrays(links))
    assert len(set(label[:6])) == 1 and len(set(label[6:])) == 1 and label[0] != label[6]


@settings(max_examples=10)
@given(linked())
def test_places_are_finite_and_the_same_every_time(given_links: Links) -> None:
    size, links = given_links
    ends, weights = arrays(links)
    label, boxes = communities(size, ends, weights), np.full((size, 2), 50.0)
    first = layout(ends, weights, label, boxes)
    assert first.shape == (size, 2) and np.abs(first).max() < 10**6
    assert (first == layout(ends, weights, label, boxes)).all()


def test_drawn_entities_keep_room_for_their_labels(sample: KnowledgeGraph) -> None:
    picture = take_picture(sample)
    places = np.array(picture.places)
    apart = np.abs(places[:, None] - places[None])
    crowded = (apart[..., 0] < 44) & (apart[..., 1] < 44)
    assert crowded.sum() == len(places)  # each only with itself


def test_what_nothing_links_is_placed_around_the_rest() -> None:
    size = 900
    links = [(number, number + 1) for number in range(500)]
    ends, weights = arrays(links)
    places = layout(ends, weights, communities(size, ends, weights), np.full((300, 2), 40.0))
    assert len(np.unique(places, axis=0)) > 0.97 * size
    distance = np.hypot(*(places - places[:460].mean(axis=0)).T)
    assert np.median(distance[520:]) > np.median(distance[:460])


def test_clusters_are_named_after_their_leading_members(sample: KnowledgeGraph) -> None:
    picture = take_picture(sample)
    leading = picture.communities[picture.community[picture.number[_iri(picture, "Orbeline Systems")]]]
    assert "Orbeline Systems" in leading.name
    assert sum(community.size for community in picture.communities) == len(sample.entities)


def _iri(picture: object, name: str) -> str:
    return next(entity.iri for entity in picture.entities if entity.name == name)  # type: ignore[attr-defined]


def test_a_statement_about_nobody_is_an_error(sample: KnowledgeGraph) -> None:
    statement = dataclasses.replace(sample.statements[0], subject="https://kg.example/entity/Person/Nobody")
    broken = dataclasses.replace(sample, statements=(statement,))
    with pytest.raises(GraphError, match="Nobody, which is not among the graph's 40 entities"):
        take_picture(broken)


def test_an_empty_graph_has_an_empty_picture() -> None:
    assert take_picture(KnowledgeGraph()).entities == ()
