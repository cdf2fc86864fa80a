"""Labels, IRIs, explanations, and the user's own table."""

from __future__ import annotations

import pytest

from kg.errors import ConfigError
from kg.ontology import load_schema
from kg.resolve import resolve
from kg.types import Annotation, Entity
from tests.resolve.markup import marked


def only(*documents: Annotation) -> Entity:
    (entity,) = resolve(documents).entities
    return entity


def said(*names: str, type: str = "Organization") -> list[Annotation]:
    return [marked(f"d{number}", f"They say [{type}#x:{name}] grew.") for number, name in enumerate(names)]


# --- labels


@pytest.mark.parametrize(
    ("type", "names", "label"),
    [
        ("Organization", ["KUAISHOU TECHNOLOGY", "Kuaishou Technology"], "Kuaishou Technology"),
        ("Organization", ["Corvane", "Corvane Inc."], "Corvane"),
        ("Organization", ["Ford Motor Co.", "Ford Motor Company"], "Ford Motor Company"),
        ("Organization", ["Kuaishou", "Kuaishou Technology Co., Ltd."], "Kuaishou Technology"),
        ("Organization", ["Nestle", "Nestle", "Nestlé"], "Nestlé"),
        ("Organization", ["OPENAI", "openai", "OpenAI"], "OpenAI"),
        ("Organization", ["NASA", "Nasa", "NASA"], "NASA"),
        ("Organization", ["the Corvane Trust", "Corvane Trust"], "Corvane Trust"),
        ("Organization", ["the Corvane Trust"], "Corvane Trust"),
        ("Organization", ["The Economist"], "The Economist"),
        ("Organization", ["McDonald's"], "McDonald's"),
        ("Organization", ["Kuaishou's", "Kuaishou"], "Kuaishou"),
        ("Person", ["Dr Solène Vasseur"], "Solène Vasseur"),
        ("Person", ["John Kennedy", "John F. Kennedy"], "John F. Kennedy"),
        ("Person", ["William Ford Jr."], "William Ford Jr."),
        ("Place", ["US", "U.S."], "United States"),
        ("Organization", ["ACME TOOLS"], "ACME TOOLS"),
    ],
)
def test_the_label_is_the_fullest_name_written_best(type: str, names: list[str], label: str) -> None:
    assert only(*said(*names, type=type)).name == label


def test_an_article_that_only_opens_a_sentence_is_no_part_of_the_name() -> None:
    assert only(marked("a", "[Organization#x:The Corvane Trust] grew.")).name == "Corvane Trust"


def test_a_long_name_that_one_document_of_many_uses_is_not_the_label() -> None:
    many = said(*["Kuaishou Technology"] * 11)
    odd = marked(
        "x", "[Organization#x:Kuaishou Technology Holding Group] grew. [Organization#x:Kuaishou Technology] fell."
    )
    assert only(*many, odd).name == "Kuaishou Technology"


def test_an_acronym_is_the_label_only_if_nobody_spells_it_out() -> None:
    spelled = marked("x", "The [Organization#x:Corvane Marine Bureau] (CMB) grew. The [Organization#x:CMB] fell.")
    assert only(*said(*["CMB"] * 11), spelled).name == "Corvane Marine Bureau"


def test_all_names_are_kept_as_they_are_written() -> None:
    entity = only(marked("a", "[Organization#x:Kuaishou Technology] grew. [Organization#x:Kuaishou] \u202esaid so."))
    assert entity.names == ("Kuaishou", "Kuaishou Technology")
    hostile = "</script>\u202e<img src=x onerror=alert(1)>"
    assert only(*said(hostile)).name == hostile


def test_classes_are_voted_on_and_read_as_the_schema_spells_them() -> None:
    documents = [marked(name, f"[Place/{cls}#x:Oslo]") for name, cls in (("a", "Place"), ("b", "Town"), ("c", "City"))]
    assert resolve(documents, load_schema()).entities[0].cls == "City"


# --- IRIs


def test_iris_are_of_type_and_label_whichever_name_is_met() -> None:
    assert only(*said("Kuaishou Technology Co., Ltd.")).iri == only(*said("KUAISHOU", "Kuaishou Technology")).iri
    assert only(*said("Kuaishou Technology")).iri == "https://kg.example/entity/Organization/Kuaishou_Technology"


def test_of_namesakes_the_one_with_most_documents_has_the_plain_iri() -> None:
    documents = [
        marked("a", "In [Place#p:Paris], [Place#t:Texas]."),
        *(marked(name, "In [Place#p:Paris], [Place#f:France].") for name in "bc"),
    ]
    found = resolve(documents)
    assert found.iri_of["b", "p"] == "https://kg.example/entity/Place/Paris"
    assert found.iri_of["a", "p"] == "https://kg.example/entity/Place/Paris/United_States"


def test_a_family_name_alone_always_carries_its_document() -> None:
    assert only(marked("a/1", "Mr [Person#p:Zhang] left.")).iri == "https://kg.example/entity/Person/Zhang/a~2F1"


def test_the_base_is_configurable_and_checked() -> None:
    found = resolve(said("Corvane"), base="https://graph.example.org/")
    assert found.entities[0].iri == "https://graph.example.org/entity/Organization/Corvane"
    with pytest.raises(ConfigError, match="base"):
        resolve([], base="nowhere")


# --- explanations


def test_why_gives_the_steps_between_two_chains() -> None:
    found = resolve(said("Kuaishou Technology", "Kuaishou", "KUAISHOU"))
    explained = found.why(("d0", "x"), ("d2", "x"))
    assert explained.together
    assert explained.reasons == (
        "'Kuaishou' is short for 'Kuaishou Technology', the only such name",
        "same name but for how it is written: 'KUAISHOU', 'Kuaishou'",
    )
    assert found.why("Kuaishou", "Kuaishou Technology").together


def test_why_not_gives_what_stood_in_the_way() -> None:
    found = resolve(said("Merck KGaA", "Merck Inc."))
    assert found.why(("d0", "x"), ("d1", "x")).reasons == ("same name, but they differ in legal form",)
    found = resolve(said("Kuaishou", "Nordhavn"))
    assert found.why("Kuaishou", "Nordhavn").reasons == ("no rule takes them for the same thing",)
    assert found.why("Kuaishou", "Corvane").reasons == ("nothing is called 'Corvane'",)


# --- the user's table


def test_told_pairs_join_whatever_the_rules_say() -> None:
    documents = [*said("Facebook", "Meta"), marked("x", "[Product#x:Meta] grew.")]
    found = resolve(documents, same_as=[("Facebook", "Organization:Meta")])
    assert found.iri_of["d0", "x"] == found.iri_of["d1", "x"] != found.iri_of["x", "x"]
    assert found.why("Facebook", "Meta").reasons == ("told: 'Facebook' is 'Organization:Meta'",)


def test_told_pairs_join_even_namesakes_that_differ() -> None:
    found = resolve(said("Merck KGaA", "Merck Inc."), same_as=[("Merck KGaA", "Merck Inc.")])
    assert len(found.entities) == 1


def test_a_pair_kept_apart_is_not_joined_by_any_way_round() -> None:
    documents = said("Kuaishou Technology", "Kuaishou", "KUAISHOU Ltd")
    found = resolve(documents, keep_apart=[(("d0", "x"), ("d2", "x"))])
    assert found.iri_of["d0", "x"] != found.iri_of["d2", "x"]
    assert "kept apart as told" in found.why(("d0", "x"), ("d2", "x")).reasons


def test_names_kept_apart_may_differ_in_their_legal_form_alone() -> None:
    found = resolve(said("Corvane", "Corvane Ltd"), keep_apart=[("Corvane", "Corvane Ltd")])
    assert len(found.entities) == 2


def test_pairs_that_do_not_occur_are_without_effect() -> None:
    assert len(resolve(said("Corvane"), same_as=[("A", "B")], keep_apart=[("C", ("d9", "x"))]).entities) == 1


@pytest.mark.parametrize(
    ("same_as", "keep_apart", "message"),
    [
        ([("Corvane", "Nordhavn")], [("Corvane", "Nordhavn")], "also to be kept apart"),
        ([], [("Corvane", "corvane")], "the same name"),
        ([("", "Corvane")], [], "expected a name or a chain"),
    ],
)
def test_pairs_that_make_no_sense_are_refused(
    same_as: list[tuple[str, str]], keep_apart: list[tuple[str, str]], message: str
) -> None:
    with pytest.raises(ConfigError, match=message):
        resolve(said("Corvane", "Nordhavn"), same_as=same_as, keep_apart=keep_apart)
