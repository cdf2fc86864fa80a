"""Examples as witnesses: a claim that scored too low counts where its sentence says it as an example does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.ontology import load_schema
from kg.pipeline.load import load
from kg.pipeline.patterns import WITNESSED
from kg.pipeline.wordings import Wording, source_of


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load()


def borne_out(nlp: Any, text: str, subject: str, name: str, obj: str | dict[str, str]) -> list[dict[str, Any]]:
    """What becomes of a weak claim between two things of a text if the reader claims nothing else."""
    doc = nlp(text)
    chains = {row["name"]: row["id"] for row in doc._.kg_chains}
    target = chains[obj] if isinstance(obj, str) else obj
    doc._.kg_claims = []
    doc._.kg_weak_claims = [{"subject": chains[subject], "property": name, "object": target, "score": 0.1}]
    claims: list[dict[str, Any]] = nlp.get_pipe("kg_patterns")(doc)._.kg_claims
    return claims


@pytest.mark.parametrize(
    ("text", "subject", "name", "obj"),
    [
        ("The Tidewell Forum was jointly initiated by Brinmor Group and Ostrava Lab.", "Tidewell Forum", "foundedBy", "Ostrava Lab"),
        ("Tidewell Robotics competes with Brinmor Group.", "Brinmor Group", "competitor", "Tidewell Robotics"),
        ("Tidewell Robotics was founded in 2014.", "Tidewell Robotics", "inception", {"date": "2014"}),
    ],
    ids=["a passive and a list", "a symmetric property either way", "a date"],
)
def test_a_weak_claim_counts_where_an_example_says_the_same(nlp: Any, text: str, subject: str, name: str, obj: Any) -> None:
    assert [row["score"] for row in borne_out(nlp, text, subject, name, obj)] == [WITNESSED]


@pytest.mark.parametrize(
    ("text", "subject", "name", "obj"),
    [
        ("The Tidewell Forum thanked Brinmor Group and Ostrava Lab.", "Tidewell Forum", "foundedBy", "Ostrava Lab"),
        ("Brinmor Group was founded by the Tidewell Forum.", "Tidewell Forum", "foundedBy", "Brinmor Group"),
        ("Tidewell Robotics was founded in 2014. Sales fell in 2016.", "Tidewell Robotics", "inception", {"date": "2016"}),
    ],
    ids=["another word", "the other way round", "another date"],
)
def test_a_weak_claim_that_no_example_bears_out_stays_out(nlp: Any, text: str, subject: str, name: str, obj: Any) -> None:
    assert borne_out(nlp, text, subject, name, obj) == []


def test_the_model_holds_what_the_shipped_examples_teach(nlp: Any) -> None:
    properties, taught = load_schema().properties, nlp.get_pipe("kg_patterns").beside.taught
    trained = [name for name in nlp.get_pipe("kg_relations").settings["columns"] if name in properties]
    expected = {name: source_of(properties[name], properties[name].examples) for name in trained if not properties[name].text_valued}
    assert {name: wording.source for name, wording in taught.items()} == expected
    silent = {name for name, wording in taught.items() if not wording.joints and not wording.paths}
    assert silent == {"country"}, "demonyms join by no word"


def test_a_wording_is_read_back_as_it_was_written(nlp: Any) -> None:
    for wording in nlp.get_pipe("kg_patterns").beside.taught.values():
        assert Wording.of_row(json.loads(json.dumps(wording.to_row()))) == wording
