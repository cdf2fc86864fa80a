"""A graph that is written and read again is the same graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import GraphError
from kg.graph import from_dataset, from_quads, load_graph, read_quads, to_dataset, to_quads, write_trig, write_turtle
from kg.graph.articles import WHOLE
from kg.ontology import Schema, load_schema
from kg.types import KnowledgeGraph
from tests.graph.strategies import graphs
from tests.sample import sample_graph

FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


@FEW
@given(graph=graphs())
def test_quads_hold_all_of_a_graph(graph: KnowledgeGraph, schema: Schema) -> None:
    assert from_quads(to_quads(graph, schema)) == graph


@FEW
@given(graph=graphs())
def test_files_hold_all_of_a_graph(graph: KnowledgeGraph, schema: Schema, tmp_path_factory: object) -> None:
    folder = Path(str(tmp_path_factory.mktemp("graph")))  # type: ignore[attr-defined]
    write_turtle(to_quads(graph, schema), folder / "graph.ttl")
    write_trig(to_quads(graph, schema), folder / "graph.trig")
    assert load_graph(folder / "graph.ttl") == graph
    assert load_graph(folder / "graph.trig") == graph


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=graphs())
def test_rdflib_datasets_hold_all_of_a_graph(graph: KnowledgeGraph, schema: Schema) -> None:
    assert from_dataset(to_dataset(graph, schema)) == graph


def test_order_of_triples_does_not_matter(schema: Schema) -> None:
    quads = list(to_quads(sample_graph(), schema))
    assert from_quads(reversed(quads)) == sample_graph()


def test_quoted_sentences_survive_when_the_text_is_left_out(schema: Schema) -> None:
    graph = sample_graph()
    quads = list(to_quads(graph, schema, with_text=False))
    assert not [quad for quad in quads if quad.predicate.value.endswith("#isString")]
    read = from_quads(quads)
    texts = {document.id: document.text for document in graph.documents}
    assert [len(document.text) for document in read.documents] == [len(text) for text in texts.values()]
    read_texts = {document.id: document.text for document in read.documents}
    for statement in read.statements:
        for item in statement.evidence:
            for start, end in item.sentences:
                assert read_texts[item.document][start:end] == texts[item.document][start:end]


def test_a_text_too_long_for_a_literal_is_quoted_and_read_back(schema: Schema, tmp_path: Path) -> None:
    graph = sample_graph()
    first, *others = graph.documents
    longer = replace(graph, documents=(replace(first, text=first.text + " " * WHOLE), *others))
    path = tmp_path / "graph.trig"
    write_trig(to_quads(longer, schema), path)
    read = from_quads(read_quads(path))
    assert path.stat().st_size < WHOLE
    assert read.documents == longer.documents and read.statements == graph.statements


@pytest.mark.parametrize(
    ("predicate", "missing"),
    [
        ("#wasDerivedFrom", "a statement needs evidence"),
        ("#subject", "no rdf:subject"),
        ("#score", "no kg:score"),
        ("#inDocument", "no kg:inDocument"),
        ("#metric", "no kg:metric"),
    ],
)
def test_what_a_node_must_have_is_missed(schema: Schema, predicate: str, missing: str) -> None:
    quads = [quad for quad in to_quads(sample_graph(), schema) if not quad.predicate.value.endswith(predicate)]
    with pytest.raises(GraphError, match=missing):
        from_quads(quads)
