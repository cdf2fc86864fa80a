"""The articles written for training, and the strings that annotate them."""

from __future__ import annotations

import pytest

from kg.ontology import load_schema
from training.articles.compile import compile_article, lay_out, read_sources, split_of
from training.articles.strings import compile_source, locate, stretch

TEXT = "Anna met Bo. Bo Berg left; Anna Berg stayed."


def test_every_article_compiles_without_error() -> None:
    wrong = {source["id"]: compile_article(source)[1] for source in read_sources()}
    assert {name: errors for name, errors in wrong.items() if errors} == {}


def test_classes_come_from_the_closed_list_of_the_ontology() -> None:
    schema = load_schema()
    for source in read_sources():
        for entity in source["entities"]:
            assert schema.classes[entity["class"]].top == entity["type"], (source["id"], entity["name"])


@pytest.mark.parametrize(
    ("spec", "spans"),
    [
        ("Bo#*", [(9, 11), (13, 15)]),
        ("Bo#2", [(13, 15)]),
        ("Berg|Anna Berg", [(32, 36)]),
        ("stayed", [(37, 43)]),
    ],
)
def test_a_specification_names_its_spans(spec: str, spans: list[tuple[int, int]]) -> None:
    assert locate(TEXT, spec) == spans


@pytest.mark.parametrize("spec", ["Bo", "Bo#3", "Cy", "Berg|Cy Berg", "Bo|Anna Berg"])
def test_a_specification_that_fits_nowhere_or_twice_is_refused(spec: str) -> None:
    with pytest.raises(ValueError, match=r"occurs|not in|context"):
        locate(TEXT, spec)


def test_a_long_quotation_is_given_by_its_ends() -> None:
    assert stretch(TEXT, "Bo Berg … stayed") == (13, 43)


def test_a_star_leaves_out_what_a_longer_mention_covers() -> None:
    source = {
        "entities": [
            {"id": "a", "type": "Person", "class": "Person", "name": "Anna", "mentions": ["Anna#*"]},
            {"id": "b", "type": "Person", "class": "Person", "name": "Anna Berg", "mentions": ["Anna Berg"]},
        ]
    }
    record, errors = compile_source(source, TEXT, [(0, 12), (13, 44)])
    assert errors == []
    assert [entity["mentions"] for entity in record["entities"]] == [[[0, 4]], [[27, 36]]]


def test_evidence_grows_to_its_sentence() -> None:
    people = [
        {"id": "a", "type": "Person", "class": "Person", "name": "Anna", "mentions": ["Anna#1"]},
        {"id": "b", "type": "Person", "class": "Person", "name": "Bo", "mentions": ["Bo#1"]},
    ]
    facts = [{"s": "a", "p": "spouse", "o": "b", "evidence": ["met"]}]
    record, errors = compile_source({"entities": people, "facts": facts}, TEXT, [(0, 12), (13, 44)])
    assert errors == []
    assert record["facts"][0]["evidence"] == [[0, 12]]


def test_one_span_cannot_belong_to_two_entities() -> None:
    people = [
        {"id": name, "type": "Person", "class": "Person", "name": "Anna", "mentions": ["Anna#1"]} for name in "ab"
    ]
    assert compile_source({"entities": people}, TEXT, [(0, 44)])[1] == ["'Anna' at 0 belongs to a and b"]


def test_unknown_ids_properties_and_values_are_errors() -> None:
    person = {"id": "a", "type": "Person", "class": "Person", "name": "Anna", "mentions": ["Anna#1"]}
    facts = [
        {"s": "x", "p": "likes", "o": "a", "evidence": ["met"]},
        {"s": "a", "p": "dateOfBirth", "o": {"date": "May"}, "evidence": ["met"], "modality": "perhaps"},
    ]
    quantities = [{"subject": "a", "metric": "age", "value": "forty", "evidence": ["met"]}]
    source = {"entities": [person], "facts": facts, "quantities": quantities}
    errors = compile_source(source, TEXT, [(0, 12), (13, 44)])[1]
    assert errors == [
        "likes: no entity 'x'",
        "likes: not a property between entities",
        "dateOfBirth: date 'May'",
        "dateOfBirth: modality 'perhaps'",
        "age: value 'forty'",
    ]


def test_an_empty_sentence_starts_a_paragraph() -> None:
    assert lay_out(["One.", "Two.", "", "Three."]) == ("One. Two.\n\nThree.", [(0, 4), (5, 9), (11, 17)])


def test_development_articles_are_kept_apart() -> None:
    assert [split_of(name) for name in ("A01", "L35", "A02", "M001")] == ["dev", "dev", "train", "train"]
