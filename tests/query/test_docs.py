"""Queries that the documentation shows work as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.graph import to_quads
from kg.ontology import load_schema
from kg.query import ask, store_of
from tests.sample import sample_graph

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/rdf-model.md")
QUERIES = [
    pytest.param(query, id=f"{page}-{number}")
    for page in PAGES
    for number, query in enumerate(re.findall(r"```sparql\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_in_the_documentation_can_be_asked(query: str) -> None:
    store = store_of(to_quads(sample_graph(), load_schema()))
    answer = ask(store, query)
    assert answer.rows or "headquarters" in query, "the sample agrees on where everybody is based, and on nothing else"
