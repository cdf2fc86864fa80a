"""Relations from an ontology's examples: what is learned, and how much of it is right with the shipped model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.examples import ONTOLOGY, SENTENCES, UNSEEN, measure, sentences
from kg.extract import annotate
from kg.ontology import load_schema
from kg.pipeline.joints import stem
from kg.pipeline.load import load
from kg.types import Document


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load(schema=load_schema([ONTOLOGY]))


def facts(nlp: Any, text: str) -> set[tuple[str, str, str]]:
    read = annotate(Document("one", text), nlp)
    names = {chain.id: chain.name for chain in read.chains}
    return {(names[c.subject], c.property, names[c.object]) for c in read.claims if isinstance(c.object, str)}


@pytest.mark.parametrize("forms", ["coach coaches coached coaching", "name named names naming", "plan planned plans", "call called", "supply supplies supplied"])
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form).rstrip("y") for form in forms.split()}) == 1


def test_sentences_written_apart_from_the_examples_are_many_and_half_without_the_relation() -> None:
    every = [*sentences(SENTENCES), *sentences(UNSEEN)]
    assert len(every) >= 60
    assert 0.4 <= sum(not one.pairs for one in every) / len(every) <= 0.6
    examples = {example.text for item in load_schema([ONTOLOGY]).properties.values() for example in item.examples}
    assert not examples & {one.text for one in every}


@pytest.mark.parametrize("path", [SENTENCES, UNSEEN], ids=["used in development", "never looked at"])
def test_most_of_what_is_found_is_right_and_half_is_found(nlp: Any, path: Path) -> None:
    counts, _ = measure(nlp, path)
    precision, recall, _ = counts[""].scores
    assert precision >= 0.75
    assert recall >= 0.5


def test_a_passive_and_a_list_follow_from_an_active_example(nlp: Any) -> None:
    found = facts(nlp, "Marlow Athletic and Zeeland Storm are sponsored by Brinmor Energy.")
    found |= facts(nlp, "Brinmor Energy sponsors Ajax United, Marlow Athletic and Zeeland Storm.")
    teams = {team for who, what, team in found if (who, what) == ("Brinmor Energy", "sponsorOf")}
    assert {"Ajax United", "Marlow Athletic", "Zeeland Storm"} <= teams


def test_what_is_denied_is_not_asserted(nlp: Any) -> None:
    read = annotate(Document("one", "The Brandt Museum was not named after Willem Brandt."), nlp)
    assert not [c for c in read.claims if c.property == "namedAfter" and c.modality == "asserted"]


def test_a_property_that_the_ontology_takes_out_is_not_looked_for(tmp_path: Path) -> None:
    text = "Lena Aro is the chief executive of Tolvane, which is based in Oslo."
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix kg: <https://kg.example/ontology#> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\nkg:headquarters owl:deprecated true .\n",
        encoding="utf-8",
    )
    shipped, without = facts(load(), text), facts(load(schema=load_schema([mine])), text)
    assert {name for _, name, _ in shipped} >= {"headquarters", "chiefExecutive"}
    assert {name for _, name, _ in without} >= {"chiefExecutive"}
    assert "headquarters" not in {name for _, name, _ in without}
