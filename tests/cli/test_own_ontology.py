"""``kg build --ontology``: what a user's file declares is looked for, written under its own IRI, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from benchmarks.examples import ONTOLOGY
from tests.cli.command import Command

ARTICLE = "The Sorensen Library, named after Karen Sorensen, opened in 1972. Frank Devlin translated Dead Reckoning into Danish.\n"


def test_a_property_of_ones_own_reaches_the_graph(run: Command, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    plain, own = tmp_path / "plain", tmp_path / "own"
    assert run("build", tmp_path / "article.txt", "-o", plain).code == 0
    assert run("build", tmp_path / "article.txt", "-o", own, "--ontology", ONTOLOGY).code == 0
    terms = "https://example.org/terms#"
    assert not any(name.startswith(terms) for name in predicates(plain / "graph.ttl"))
    assert f"{terms}namedAfter" in predicates(own / "graph.ttl")
    assert '"namedAfter"' in (own / "facts.csv").read_text(encoding="utf-8")


def predicates(path: Path) -> set[str]:
    return {str(name) for name in Graph().parse(path, format="turtle").predicates()}
