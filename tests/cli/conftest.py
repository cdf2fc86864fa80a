"""The command line, a graph file, and a reader that finds nothing but sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import to_quads, write_trig
from kg.ontology import load_schema
from tests.cli.command import Command
from tests.sample import sample_graph


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    write_trig(to_quads(sample_graph(), load_schema()), path)
    return path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A spaCy pipeline that loads at once: what matters here is what happens around it."""
    import spacy

    path = tmp_path_factory.mktemp("model") / "tiny"
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(path)
    return path
