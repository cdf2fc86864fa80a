"""Networks small enough to be checked by hand."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyze import central, communities, components, entities_named, facts, paths, to_networkx
from kg.errors import QueryError
from kg.iris import entity_iri, statement_iri
from kg.types import DateValue, Document, Entity, Evidence, KnowledgeGraph, Literal, Modality, Statement


def iri(name: str) -> str:
    return entity_iri("Organization", name)


def statement(subject: str, name: str, value: str | Literal, documents: str = "d", **parts: Any) -> Statement:
    target = iri(value) if isinstance(value, str) else value
    evidence = tuple(Evidence(document, ((0, 1),), None, None, "relations", 0.5) for document in documents)
    modality = parts.pop("modality", Modality.ASSERTED)
    identifier = statement_iri(iri(subject), name, target, modality=modality)
    return Statement(identifier, iri(subject), name, target, modality, evidence, **parts)


def graph_of(*statements: Statement, names: str = "ABCDEFGH") -> KnowledgeGraph:
    return KnowledgeGraph(
        documents=tuple(Document(name, "x", published="2024-01-01") for name in "def"),
        entities=tuple(
            Entity(iri(name), "Organization", "Company", name, (name, f"{name} Inc."), ()) for name in names
        ),
        statements=tuple(sorted(statements, key=lambda item: item.iri)),
    )


def chain(names: str) -> list[Statement]:
    """A partner of B, B of C, and so on."""
    return [statement(first, "partner", second) for first, second in pairwise(names)]


def shown(found: tuple[Any, ...]) -> list[str]:
    """Paths as strings of names."""
    return ["".join([path[0].source.name, *(step.target.name for step in path)]) for path in found]


# --- what counts --------------------------------------------------------------------------


def test_only_current_asserted_facts_between_entities_count() -> None:
    plain = statement("A", "owner", "B")
    graph = graph_of(
        plain,
        statement("A", "acquiredBy", "C", modality=Modality.PLANNED),
        statement("A", "partner", "D", valid_until="2010"),
        statement("A", "inception", DateValue("2011")),
        statement("A", "owner", "A"),
    )
    assert facts(graph) == (plain,)


def test_what_somebody_states_can_be_left_out() -> None:
    graph = graph_of(statement("A", "owner", "B", stated_by=iri("C")))
    assert len(facts(graph)) == 1
    assert facts(graph, attributed=False) == ()


def test_networkx_gets_every_entity_and_fact() -> None:
    graph = graph_of(statement("A", "owner", "B", "def"), statement("A", "partner", "B"), names="ABC")
    network = to_networkx(graph)
    assert dict(network.nodes(data="name")) == {iri(name): name for name in "ABC"}
    assert {(data["property"], data["articles"], data["score"]) for *_, data in network.edges(data=True)} == {
        ("owner", 3, 0.5),
        ("partner", 1, 0.5),
    }


# --- central ------------------------------------------------------------------------------


def test_the_hub_is_most_central() -> None:
    graph = graph_of(*(statement(name, "owner", "A") for name in "BCD"), statement("B", "partner", "A"))
    first, second, *rest = central(graph)
    assert (first.entity.name, first.facts) == ("A", 4)
    assert (second.entity.name, second.facts) == ("B", 2)
    assert [item.entity.name for item in rest[:2]] == ["C", "D"]


def test_ranks_add_up_to_one_and_can_be_cut() -> None:
    graph = graph_of(*chain("ABCD"))
    assert sum(item.rank for item in central(graph, limit=None)) == pytest.approx(1)
    assert len(central(graph, limit=3)) == 3


def test_an_empty_graph_has_nothing_central() -> None:
    assert central(KnowledgeGraph()) == communities(KnowledgeGraph()) == components(KnowledgeGraph()) == ()


# --- groups -------------------------------------------------------------------------------


def names_of(groups: tuple[tuple[Entity, ...], ...]) -> list[str]:
    return ["".join(entity.name for entity in group) for group in groups]


def test_communities_are_densely_linked() -> None:
    squares = [statement(a, "partner", b) for group in ("ABCD", "EFG") for a in group for b in group if a < b]
    assert names_of(communities(graph_of(*squares, statement("D", "partner", "E")))) == ["ABCD", "EFG"]


def test_components_are_connected_and_none_stands_alone() -> None:
    graph = graph_of(*chain("CAB"), *chain("HG"))
    assert names_of(components(graph)) == ["ABC", "GH"]


@given(st.lists(st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from("ABCDEFGH")), max_size=12, unique=True))
def test_components_are_those_of_networkx(pairs: list[tuple[str, str]]) -> None:
    import networkx

    graph = graph_of(*(statement(a, "owner", b) for a, b in pairs))
    expected = {
        frozenset(group) for group in networkx.weakly_connected_components(to_networkx(graph)) if len(group) > 1
    }
    assert {frozenset(entity.iri for entity in group) for group in components(graph)} == expected


# --- paths --------------------------------------------------------------------------------


def test_a_path_is_shortest_and_shows_its_facts() -> None:
    graph = graph_of(*chain("ABCD"), statement("C", "owner", "A"), statement("A", "partner", "C"))
    (path,) = paths(graph, "A", "D")
    assert shown((path,)) == ["ACD"]
    assert {item.property for item in path[0].statements} == {"owner", "partner"}
    assert all(item.evidence for step in path for item in step.statements)


def test_all_shortest_paths_come_in_order_up_to_a_limit() -> None:
    graph = graph_of(*chain("ABD"), *chain("ACD"), *chain("AED"))
    assert shown(paths(graph, "A", "D")) == ["ABD", "ACD", "AED"]
    assert shown(paths(graph, "A", "D", limit=2)) == ["ABD", "ACD"]


def test_the_unconnected_have_no_path_and_a_thing_has_an_empty_one_to_itself() -> None:
    graph = graph_of(*chain("AB"))
    assert paths(graph, "A", "H") == ()
    assert paths(graph, "A", "A") == ((),)


def test_plans_are_no_path() -> None:
    assert paths(graph_of(statement("A", "acquiredBy", "B", modality=Modality.PLANNED)), "A", "B") == ()


def test_entities_go_by_iri_or_any_name() -> None:
    graph = graph_of()
    for name in ("A", "a inc.", " A  Inc. ", iri("A")):
        assert [entity.name for entity in entities_named(graph, name)] == ["A"]


def test_namesakes_are_all_considered() -> None:
    twin = Entity(entity_iri("Person", "A"), "Person", "Person", "A", ("A",), ())
    graph = graph_of(*chain("BC"))
    both = KnowledgeGraph(graph.documents, (*graph.entities, twin), graph.statements)
    assert len(entities_named(both, "A")) == 2
    assert shown(paths(both, "B", "C")) == ["BC"]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(QueryError, match="'Nobody': no entity has this name or IRI"):
        paths(graph_of(), "Nobody", "A")


@given(
    st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), max_size=12, unique=True),
    st.sampled_from("ABCDEF"),
    st.sampled_from("ABCDEF"),
)
def test_paths_are_those_of_networkx(pairs: list[tuple[str, str]], a: str, b: str) -> None:
    import networkx

    graph = graph_of(*(statement(first, "owner", second) for first, second in pairs))
    network = to_networkx(graph).to_undirected()
    connected = networkx.has_path(network, iri(a), iri(b))
    expected = {tuple(way) for way in networkx.all_shortest_paths(network, iri(a), iri(b))} if connected else set()
    found = paths(graph, a, b, limit=1000)
    assert {(iri(a), *(step.target.iri for step in path)) for path in found} == expected
    assert len(found) == len(expected)
