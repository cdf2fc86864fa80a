"""The corpus and its gold annotations agree with each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.compile_gold import HERE, compile_corpus, find_sentences
from kg.annotations import read_annotations
from kg.ontology import load_schema
from kg.read import ReadError, read_documents


def test_gold_is_what_its_sources_compile_to() -> None:
    records, errors = compile_corpus()
    assert errors == []
    lines = (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(records))


def test_every_article_is_read_with_its_metadata() -> None:
    documents = list(read_documents([HERE]))
    assert not [document for document in documents if isinstance(document, ReadError)]
    assert len(documents) >= 14
    for document in documents:
        assert not isinstance(document, ReadError)
        assert document.title and document.source and document.published and document.url
        assert 140 <= len(document.text.split()) <= 500


def test_gold_uses_the_classes_and_properties_of_the_ontology() -> None:
    schema = load_schema()
    for annotation in read_annotations(HERE / "gold.jsonl"):
        assert {chain.cls for chain in annotation.chains} <= set(schema.classes)
        assert {claim.property for claim in annotation.claims} <= set(schema.properties)


def test_several_outlets_report_the_same_facts() -> None:
    told: dict[tuple[str, str, str], set[str | None]] = {}
    for annotation in read_annotations(HERE / "gold.jsonl"):
        names = {chain.id: chain.name for chain in annotation.chains}
        for claim in annotation.claims:
            if isinstance(claim.object, str):
                fact = (names[claim.subject], claim.property, names[claim.object])
                told.setdefault(fact, set()).add(annotation.document.source)
    assert sum(len(outlets) > 1 for outlets in told.values()) >= 5


def test_text_that_the_gold_leaves_out_is_an_error() -> None:
    spans, errors = find_sentences("One. Two. Three.", ["One.", "Three."])
    assert spans == [(0, 4), (10, 16)]
    assert errors == ["no sentence of the gold: 'Two.'"]


def test_a_sentence_that_the_article_lacks_is_an_error() -> None:
    assert find_sentences("One.", ["One.", "Two."])[1] == ["the article has no such sentence here: 'Two.'"]


@pytest.mark.parametrize("path", sorted((HERE / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_gold_sources_are_named_after_their_articles(path: Path) -> None:
    assert json.loads(path.read_text(encoding="utf-8"))["id"] == path.stem
