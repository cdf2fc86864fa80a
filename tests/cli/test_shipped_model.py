"""The whole way with the shipped model: articles with invented names in, a graph with their facts out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import load_graph
from kg.query import ask, open_graph
from tests.cli.command import Command

FIRST = """---
title: Veldora grows
published: 2024-09-03
source: Harbour Gazette
---
Veldora, a Chilean battery maker, was founded by Anna Lindqvist in 2015. Anna Lindqvist, chief executive of Veldora,
said the company will buy Kestrel Foods. Veldora is based in Valparaíso.
"""
SECOND = """---
title: Kestrel Foods waits
published: 2024-09-04
source: Evening Ledger
---
Kestrel Foods said on Tuesday that it had sold 2.4 million boxes in August. Its chief executive, Tomas Reis, declined to
comment on Veldora.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.md").write_text(FIRST, "utf-8")
    (folder / "second.md").write_text(SECOND, "utf-8")
    return folder


def test_a_founder_is_found_and_the_number_of_processes_does_not_show(
    run: Command, articles: Path, tmp_path: Path
) -> None:
    assert run("build", articles, "-o", tmp_path / "one").code == 0
    assert run("build", articles, "-o", tmp_path / "two", "--processes", "2").code == 0
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name
    answer = ask(
        open_graph(tmp_path / "one" / "graph.ttl"),
        "SELECT ?what ?who { ?o kg:foundedBy ?p . ?o skos:prefLabel ?what . ?p skos:prefLabel ?who }",
    )
    assert answer.records() == [{"what": "Veldora", "who": "Anna Lindqvist"}]
    assert load_graph(tmp_path / "one" / "graph.ttl") == load_graph(tmp_path / "one" / "graph.trig")
