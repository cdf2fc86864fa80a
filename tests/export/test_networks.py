"""GraphML and GEXF, read back by networkx."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest

from kg.errors import GraphError
from kg.export import export
from tests.export.hostile import HOSTILE, hostile_graph, hostile_iri

GRAPH = hostile_graph()


@pytest.fixture(params=["graphml", "gexf"])
def network(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    path = tmp_path / f"graph.{request.param}"
    export(GRAPH, path, request.param)
    return (
        networkx.read_graphml(path, force_multigraph=True) if request.param == "graphml" else networkx.read_gexf(path)
    )


def edges(network: Any) -> list[dict[str, Any]]:
    return [data for _, _, data in network.edges(data=True)]


def test_hostile_names_are_intact(network: Any) -> None:
    assert {node: data["name"] for node, data in network.nodes(data=True)} == {
        hostile_iri(name): name for name in HOSTILE
    }


def test_every_statement_between_entities_is_an_edge(network: Any) -> None:
    expected = {
        (statement.subject, statement.object, statement.property)
        for statement in GRAPH.statements
        if isinstance(statement.object, str)
    }
    assert {(source, target, data["property"]) for source, target, data in network.edges(data=True)} == expected
    assert network.number_of_edges() == len(expected)


def test_what_is_no_plain_fact_says_so(network: Any) -> None:
    labels = {data["property"]: (data["label"], data["current"], data["modality"]) for data in edges(network)}
    assert labels == {
        "owner": ("owner", True, "asserted"),
        "acquiredBy": ("acquiredBy (planned)", False, "planned"),
        "partner": ("partner (past)", False, "asserted"),
    }


def test_an_edge_knows_its_sentence_and_its_articles(network: Any) -> None:
    owners = [data for data in edges(network) if data["property"] == "owner"]
    assert {data["articles"] for data in owners} == {1, 2}
    assert {data["sentence"] for data in owners} == {HOSTILE[0]}
    assert next(data["speaker"] for data in edges(network) if data["property"] == "acquiredBy") == HOSTILE[2]


def test_dates_and_positions_are_values_of_the_node(network: Any) -> None:
    assert network.nodes[hostile_iri(HOSTILE[0])]["inception"] == "2011-03"
    assert network.nodes[hostile_iri(HOSTILE[3])]["position"] == f"{HOSTILE[5]}, {HOSTILE[4]}"


@pytest.mark.parametrize("format", ["graphml", "gexf", "csv", "cypher"])
def test_a_statement_about_nothing_is_refused(tmp_path: Path, format: str) -> None:
    broken = replace(GRAPH, entities=GRAPH.entities[1:])
    with pytest.raises(GraphError, match=r"statement/\w+: no entity <"):
        export(broken, tmp_path / "graph.csv", format)
