"""Reading with several processes: the same annotations in the same order, and errors that arrive as one line."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.parallel import read_all
from kg.pipeline.load import load
from kg.types import Document

DOCUMENTS = [
    Document(f"d{number}", f"Sentence {number} is here. And another.", published="2024") for number in range(9)
]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import spacy

    path = tmp_path_factory.mktemp("model") / "tiny"
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(path)
    return path


def test_the_number_of_processes_does_not_show(tiny: Path) -> None:
    alone = list(read_all(DOCUMENTS, partial(load, tiny)))
    assert [annotation.document.id for annotation in alone] == [document.id for document in DOCUMENTS]
    assert len(alone[0].sentences) == 2
    assert list(read_all(DOCUMENTS, partial(load, tiny), processes=2)) == alone


def test_an_error_in_a_process_arrives_as_it_was_raised(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ModelError, match="no model here"):
        list(read_all(DOCUMENTS, partial(load, tmp_path), processes=2))
    assert "Traceback" not in capfd.readouterr().err
