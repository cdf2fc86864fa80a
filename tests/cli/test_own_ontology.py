"""``kg build --ontology``: what a user's file declares is looked for, written under its own IRI, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.examples import ONTOLOGY
from kg.pipeline.load import MODEL
from tests.cli.command import Command

pytestmark = pytest.mark.skipif(not (MODEL / "meta.json").exists(), reason="the model is not here")
ARTICLE = "The Sorensen Library, named after Karen Sorensen, opened in 1972. Frank Devlin translated Dead Reckoning into Danish.\n"


def test_a_property_of_ones_own_reaches_the_graph(run: Command, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    plain, own = tmp_path / "plain", tmp_path / "own"
    assert run("build", tmp_path / "article.txt", "-o", plain).code == 0
    assert run("build", tmp_path / "article.txt", "-o", own, "--ontology", ONTOLOGY).code == 0
    assert "https://example.org/terms#" not in (plain / "graph.ttl").read_text(encoding="utf-8")
    assert "https://example.org/terms#namedAfter" in (own / "graph.nt" if (own / "graph.nt").exists() else own / "graph.trig").read_text(encoding="utf-8")
    assert "named after" in (own / "facts.csv").read_text(encoding="utf-8")
