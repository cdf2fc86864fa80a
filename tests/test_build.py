"""From annotations to a graph: nothing depends on order, and what comes out is a graph that can be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotations import read_annotations
from kg.build import Built, connect
from kg.graph import from_quads, to_quads
from kg.ontology import Schema, load_schema
from kg.report import report
from kg.types import Annotation

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


@pytest.fixture(scope="module")
def gold() -> list[Annotation]:
    return list(read_annotations(CORPUS / "gold.jsonl"))


@pytest.fixture(scope="module")
def built(gold: list[Annotation], schema: Schema) -> Built:
    return connect(gold, schema)


def test_the_order_of_documents_does_not_show(gold: list[Annotation], schema: Schema, built: Built) -> None:
    assert connect(reversed(gold), schema) == built


def test_every_statement_leads_to_a_sentence_that_names_its_ends(built: Built) -> None:
    texts = {document.id: document.text for document in built.graph.documents}
    assert len(built.graph.statements) > 100
    for statement in built.graph.statements:
        for item in statement.evidence:
            assert all(texts[item.document][start:end].strip() for start, end in item.sentences)


def test_the_graph_survives_being_written(built: Built, schema: Schema) -> None:
    assert from_quads(to_quads(built.graph, schema)) == built.graph


def test_a_base_of_ones_own_is_used_for_everything(gold: list[Annotation], schema: Schema) -> None:
    base = "https://news.example.org/"
    graph = connect(gold[:2], schema, base=base).graph
    items = (*graph.entities, *graph.statements, *graph.figures, *graph.quotes)
    assert items
    assert all(item.iri.startswith(base) for item in items)


def test_things_can_be_kept_apart(gold: list[Annotation], schema: Schema, built: Built) -> None:
    merged = next(entity for entity in built.graph.entities if len({document for document, _ in entity.members}) > 1)
    one, other = merged.members[0], merged.members[-1]
    apart = connect(gold, schema, keep_apart=[(one, other)]).graph
    assert not [entity for entity in apart.entities if {one, other} <= set(entity.members)]


def test_the_report_counts_what_there_is(built: Built, schema: Schema) -> None:
    done = report(built, schema, configuration={"b": "2", "a": "1"})
    assert done["documents"] == len(built.graph.documents)
    assert done["statements"]["all"] == len(built.graph.statements)
    assert sum(done["properties"].values()) == len(built.graph.statements)
    assert len(done["rejected"]) == len(built.rejections)
    assert list(done["configuration"]) == ["a", "b"]
    assert all(item["because"] for item in done["merges"])
