"""The ontology as a schema: what ships is whole, what users add counts, what they get wrong is named."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.ontology import Implication, Schema, Turn, ValueKind, load_schema, shipped_ontology
from kg.ontology.marks import parse_example

PREFIXES = """
@prefix kg: <https://kg.example/ontology#> .
@prefix ex: <https://users.example/terms#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

NAMES = (
    "foundedBy chiefExecutive chairperson boardMember employer formerEmployer position memberOf politicalAffiliation "
    "headquarters locatedIn country developer manufacturer owner parentOrganization acquiredBy investor partner competitor "
    "sued investigatedBy fined product announced uses basedOn partOf predecessor regulatedBy educatedAt bornIn diedIn "
    "residence nationality spouse child inception dissolved releaseDate dateOfBirth dateOfDeath startDate endDate "
)
CORE = NAMES.split()


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


def load(tmp_path: Path, turtle: str, *, alone: bool = False) -> Schema:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return load_schema([path], base=() if alone else None)


# --- what ships


def test_the_core_properties_are_there_and_no_others(schema: Schema) -> None:
    assert sorted(schema.properties) == sorted(CORE)


def test_there_are_seven_top_classes(schema: Schema) -> None:
    assert schema.top_classes == ("Event", "Organization", "Other", "Person", "Place", "Product", "Work")


@pytest.mark.parametrize("name", CORE)
def test_every_property_is_described_and_shown(schema: Schema, name: str) -> None:
    item = schema.properties[name]
    assert item.label and item.definition.endswith(".") and item.cues
    assert 3 <= len(item.examples) <= 6
    assert item.domain and bool(item.range) is (item.value is ValueKind.ENTITY)
    assert item.symmetric or item.value is not ValueKind.ENTITY or item.inverse_label


def test_every_class_is_described(schema: Schema) -> None:
    assert all(item.label and item.definition.endswith(".") for item in schema.classes.values())


def test_examples_of_a_property_name_its_ends_in_both_orders(schema: Schema) -> None:
    one_sided = [
        item.name
        for item in schema.properties.values()
        if len({example.subject < example.object for example in item.examples}) == 1
    ]
    assert one_sided == []


def test_examples_of_a_position_show_whose_it_is(schema: Schema) -> None:
    example = schema.properties["position"].examples[0]
    assert example.of is not None
    assert example.text[slice(*example.of)] == "Bramblewood Robotics"
    assert example.text[slice(*example.object)] == "chief technology officer"


def test_rules_and_hints_are_read(schema: Schema) -> None:
    properties = schema.properties
    assert properties["chiefExecutive"].implies == (Implication("employer", Turn.INVERSE),)
    assert properties["position"].implies == (Implication("employer", Turn.OF),)
    assert (
        properties["developer"].implies == properties["manufacturer"].implies == (Implication("product", Turn.INVERSE),)
    )
    assert properties["headquarters"].implies == (Implication("country", Turn.SAME),)
    assert properties["chairperson"].implies == properties["boardMember"].implies == ()
    assert properties["employer"].former == "formerEmployer"
    assert properties["chiefExecutive"].functional and not properties["foundedBy"].functional
    assert properties["acquiredBy"].event and not properties["owner"].event
    assert {name for name in properties if properties[name].symmetric} == {"partner", "competitor", "spouse"}
    assert (properties["foundedBy"].inverse, properties["foundedBy"].inverse_label) == ("founderOf", "founder of")


def test_the_kind_of_object_is_read(schema: Schema) -> None:
    assert schema.properties["position"].text_valued
    assert schema.properties["inception"].date_valued
    assert not schema.properties["employer"].text_valued


# --- types


@pytest.mark.parametrize(
    ("name", "subject", "object", "accepted"),
    [
        ("foundedBy", "Company", "Person", True),
        ("foundedBy", "Person", "Company", False),
        ("country", "Company", "Country", True),
        ("country", "Company", "Place", True),  # might be a country
        ("country", "Company", "City", False),
        ("partOf", "AIModel", "Software", True),
        ("inception", "Company", None, True),
        ("inception", "Company", "Person", False),
        ("employer", "Person", None, False),
        ("employer", "Person", "Nonsense", False),
        ("employer", "Nonsense", "Company", False),
    ],
)
def test_domain_and_range_decide_who_may_stand_where(
    schema: Schema, name: str, subject: str, object: str | None, accepted: bool
) -> None:
    assert schema.accepts(name, subject, object) is accepted


def test_rules_do_not_get_the_benefit_of_the_doubt(schema: Schema) -> None:
    assert schema.fits("country", "Company", "Country")
    assert not schema.fits("country", "Company", "Place")
    assert not schema.fits("inception", "Company", "Person")


def test_what_fits_is_also_accepted(schema: Schema) -> None:
    names = [*schema.classes, None]
    for name in schema.properties:
        for subject in schema.classes:
            assert all(schema.accepts(name, subject, o) for o in names if schema.fits(name, subject, o))


def test_properties_between_two_classes_are_found(schema: Schema) -> None:
    found = schema.between("Person", "University")
    assert {"educatedAt", "employer"} <= set(found) and list(found) == sorted(found)
    assert "headquarters" not in found and "dateOfBirth" not in found
    assert "dateOfBirth" in schema.between("Person", None)


def test_classes_know_what_stands_above_them(schema: Schema) -> None:
    assert schema.top_class("AIModel") == "Product"
    assert schema.is_a("AIModel", "Software") and schema.is_a("AIModel", "Entity")
    assert not schema.is_a("Software", "AIModel") and not schema.is_a("Nonsense", "Entity")


@pytest.mark.parametrize(
    ("top", "spelling", "folded"),
    [
        ("Organization", "LabourUnion", "TradeUnion"),
        ("Organization", "Factory", "BusinessUnit"),
        ("Place", "Factory", "Facility"),
        ("Organization", "Company", "Company"),
        ("Place", "Company", "Place"),
        ("Product", "Sofa", "Product"),
    ],
)
def test_spellings_fold_into_the_closed_list(schema: Schema, top: str, spelling: str, folded: str) -> None:
    assert schema.fold(top, spelling) == folded


def test_a_schema_travels_to_other_processes(schema: Schema) -> None:
    assert pickle.loads(pickle.dumps(schema)) == schema


# --- examples


@given(
    st.lists(st.text(st.characters(exclude_characters="[]"), min_size=1), min_size=3, max_size=3), st.text("ab [], ")
)
def test_marks_give_back_their_words(words: list[str], filler: str) -> None:
    subject, object, of = (word.strip() or "x" for word in words)
    example = parse_example(f"{filler}[s:{subject}]{filler}[o:{object}] of [of:{of}].")
    assert example.text == f"{filler}{subject}{filler}{object} of {of}."
    assert example.text[slice(*example.subject)] == subject
    assert example.text[slice(*example.object)] == object
    assert example.of is not None and example.text[slice(*example.of)] == of


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("Nothing is marked.", r"no \[s:…\] mark"),
        ("[s:A] alone.", r"no \[o:…\] mark"),
        ("[s:A] and [s:B] met [o:C].", r"two \[s:…\] marks"),
        ("[s:A] met [o:].", "empty"),
        ("[s: A] met [o:B].", "spaces at its ends"),
        ("[s:A] met [o:B", "not closed"),
        ("[s:A [o:B]] met.", "not closed"),
    ],
)
def test_marks_that_cannot_be_read_are_named(marked: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_example(marked)


# --- what users add


RECALLED = """
ex:recalled a owl:ObjectProperty ; rdfs:label "recalled"@en ; rdfs:comment "What it took back."@en ;
    rdfs:domain kg:Company ; rdfs:range kg:Product ; kg:cue "Recall" ;
    kg:example "[s:Hestra Motors] recalled the [o:Lynx]." .
"""


def test_a_users_property_joins_the_shipped_ones(tmp_path: Path, schema: Schema) -> None:
    mine = load(tmp_path, RECALLED)
    assert set(mine.properties) == {*schema.properties, "recalled"}
    assert mine.properties["recalled"].iri == "https://users.example/terms#recalled"
    assert mine.properties["recalled"].cues == ("recall",)
    assert mine.properties["recalled"].definition == "What it took back."
    assert mine.properties["foundedBy"] == schema.properties["foundedBy"]


def test_a_file_may_stand_alone(tmp_path: Path) -> None:
    alone = load(tmp_path, "kg:Company a owl:Class ; rdfs:subClassOf kg:Entity ."
        "kg:Product a owl:Class ; rdfs:subClassOf kg:Entity ." + RECALLED, alone=True)  # fmt: skip
    assert list(alone.properties) == ["recalled"]
    assert alone.top_classes == ("Company", "Product")


def test_a_users_class_may_stand_below_ours(tmp_path: Path) -> None:
    mine = load(tmp_path, "ex:Brewery a owl:Class ; rdfs:subClassOf kg:Company .")
    assert mine.top_class("Brewery") == "Organization"
    assert mine.accepts("headquarters", "Brewery", "City")


def test_without_a_type_a_file_adds_to_a_property(tmp_path: Path, schema: Schema) -> None:
    turtle = 'kg:headquarters rdfs:label "home"@en ; kg:cue "hq" ; kg:example "[s:A]\'s HQ is in [o:B]." .'
    mine = load(tmp_path, turtle).properties["headquarters"]
    theirs = schema.properties["headquarters"]
    assert mine.label == "home"
    assert mine.cues == (*theirs.cues, "hq")
    assert mine.examples[:-1] == theirs.examples
    assert mine.domain == theirs.domain


def test_with_a_type_a_file_declares_a_property_anew(tmp_path: Path) -> None:
    mine = load(tmp_path, "kg:headquarters a owl:ObjectProperty ; rdfs:domain kg:Company ; rdfs:range kg:City .")
    assert mine.properties["headquarters"].range == {"City"}
    assert mine.properties["headquarters"].examples == mine.properties["headquarters"].cues == ()


def test_what_is_deprecated_is_taken_out_with_the_rules_that_lead_to_it(tmp_path: Path) -> None:
    mine = load(tmp_path, "kg:product owl:deprecated true .")
    assert "product" not in mine.properties
    assert mine.properties["developer"].implies == ()


def test_two_full_properties_may_be_inverse(tmp_path: Path) -> None:
    mine = load(tmp_path, "ex:employs a owl:ObjectProperty ; rdfs:domain kg:Organization ; rdfs:range kg:Person ;"
        " owl:inverseOf ex:worksAt . ex:worksAt a owl:ObjectProperty ; rdfs:domain kg:Person ;"
        " rdfs:range kg:Organization .")  # fmt: skip
    assert mine.properties["worksAt"].inverse == "employs"
    assert mine.properties["employs"].inverse == "worksAt"


@pytest.mark.parametrize(("datatype", "kind"), [("xsd:gYear", ValueKind.DATE), ("xsd:string", ValueKind.TEXT)])
def test_dates_and_words_may_be_objects(tmp_path: Path, datatype: str, kind: ValueKind) -> None:
    mine = load(tmp_path, f"ex:p a owl:DatatypeProperty ; rdfs:domain kg:Person ; rdfs:range {datatype} .")
    assert mine.properties["p"].value is kind


# --- what users get wrong

P = "ex:p a owl:ObjectProperty ; rdfs:domain kg:Person ; rdfs:range kg:Person "


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        ("ex:p a owl:ObjectProperty ; ", r"mine\.ttl:\d+: no valid Turtle"),
        ("nope:p a owl:Class .", r"mine\.ttl:\d+: no valid Turtle.*nope"),
        ("ex:p a owl:ObjectProperty ; rdfs:range kg:Person .", "expected one rdfs:domain.*found none"),
        ("ex:p a owl:ObjectProperty ; rdfs:domain kg:Person .", "expected one rdfs:range.*found none"),
        ("ex:p a owl:ObjectProperty ; rdfs:domain kg:Person, kg:Place ; rdfs:range kg:Place .", "found 2 of them"),
        (
            "ex:p a owl:ObjectProperty ; rdfs:domain kg:Persn ; rdfs:range kg:Person .",
            "rdfs:domain.*Persn> is no class",
        ),
        ("ex:p a owl:ObjectProperty ; rdfs:domain [ owl:unionOf 3 ] ; rdfs:range kg:Person .", "no list of classes"),
        ("ex:p a owl:DatatypeProperty ; rdfs:domain kg:Person ; rdfs:range xsd:integer .", "neither a date nor text"),
        (P + '; kg:example "A knows B." .', r"kg:example 'A knows B\.': no \[s:…\] mark.*expected a sentence"),
        (P + "; kg:implies kg:nothing .", "kg:implies.*nothing> is no property"),
        (P + "; kg:impliesOf kg:employer .", "entity cannot be turned"),
        (P + "; kg:whenFormer kg:nothing .", "kg:whenFormer.*is no property"),
        (P + "; owl:inverseOf kg:nothing .", "owl:inverseOf.*is no property"),
        ("kg:partner rdfs:range kg:Person .", "SymmetricProperty whose rdfs:domain and rdfs:range differ"),
        ("ex:employer a owl:ObjectProperty ; rdfs:domain kg:Person ; rdfs:range kg:Place .", "has the same name as"),
        ("<https://x.example/a%20b> a owl:Class ; rdfs:subClassOf kg:Person .", "the name 'a%20b'"),
        ("ex:A a owl:Class ; rdfs:subClassOf kg:Person, kg:Place .", "stands below Person and Place"),
        (
            "ex:A a owl:Class ; rdfs:subClassOf ex:B . ex:B a owl:Class ; rdfs:subClassOf ex:A .",
            "rdfs:subClassOf itself",
        ),
    ],
)
def test_a_slip_is_named_with_its_file_and_what_was_expected(tmp_path: Path, turtle: str, reason: str) -> None:
    with pytest.raises(OntologyError, match=reason) as raised:
        load(tmp_path, turtle)
    assert "ttl" in str(raised.value) and "\n" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"nowhere\.ttl: No such file"):
        load_schema([tmp_path / "nowhere.ttl"])


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OntologyError, match=r"broken\.ttl.*UTF-8"):
        load_schema([path])


def test_the_shipped_file_is_found() -> None:
    assert shipped_ontology().is_file()


def test_the_nouns_of_a_top_class_tell_of_no_other(schema: Schema) -> None:
    bodies, things = schema.nouns_of("Organization"), schema.nouns_of("Product")
    assert "carmaker" in bodies and "city" in schema.nouns_of("Place")
    assert not set(bodies) & set(things) and bodies == sorted(bodies)
