"""Claims of several documents become statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.assemble import Assembled, assemble
from kg.errors import AnnotationError
from kg.iris import BASE, statement_iri
from kg.ontology import Schema, load_schema
from kg.resolve import resolve
from kg.types import Annotation, Claim, DateValue, Literal, Modality, Observation, Quotation, TextValue
from tests.resolve.markup import marked

TEXT = "[Person#p:Dev Ramaswamy] runs [Organization/Company#o:Pallas Air] of [Place/City#c:Oslo], [Place/Country#n:Norway]. He made the [Product/Vehicle#v:Heron]."
FIRST, SECOND = (0, 45), (46, 65)


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


def said(subject: str, property: str, object: str | Literal, *sentences: tuple[int, int], **given: object) -> Claim:
    return Claim(subject, property, object, sentences or (FIRST,), **given)  # type: ignore[arg-type]


def assembled(schema: Schema, *documents: Annotation) -> Assembled:
    return assemble(documents, resolve(documents), schema)


def only(schema: Schema, *claims: Claim) -> Assembled:
    return assembled(schema, marked("d", TEXT, *claims))


def entity(type: str, name: str) -> str:
    return f"{BASE}entity/{type}/{name.replace(' ', '_')}"


def rows(found: Assembled) -> set[tuple[str, ...]]:
    """(subject, property, object, modality), by the last part of each IRI."""
    return {
        (item.subject.rsplit("/", 1)[1], item.property, last(item.object), item.modality.value)
        for item in found.statements
    }


def last(object: str | Literal) -> str:
    if isinstance(object, DateValue):
        return object.iso
    return object.text if isinstance(object, TextValue) else object.rsplit("/", 1)[1]


# --- one statement for everything that is said


def test_claims_of_several_documents_are_one_statement_with_all_evidence(schema: Schema) -> None:
    one = marked("a", TEXT, said("o", "headquarters", "c", subject_mention=(20, 30), score=0.7))
    two = marked(
        "b",
        "[Organization/Company#x:PALLAS AIR], an [Place/City#y:Oslo] firm.",
        said("x", "headquarters", "y", (0, 5), score=0.9),
    )
    found = assembled(schema, two, one)
    (statement,) = (item for item in found.statements if item.property == "headquarters")
    assert [item.document for item in statement.evidence] == ["a", "b"]
    assert statement.evidence[0].subject_mention == (20, 30)
    assert statement.score == 0.9
    assert statement.iri == statement_iri(
        entity("Organization", "Pallas Air"), "headquarters", entity("Place", "Oslo"), modality=Modality.ASSERTED
    )


@pytest.mark.parametrize(
    "given",
    [
        {"modality": Modality.PLANNED},
        {"stated_by": "p"},
        {"valid_from": "2019"},
        {"valid_until": "2019"},
    ],
)
def test_how_it_is_said_makes_another_statement(schema: Schema, given: dict[str, object]) -> None:
    found = only(schema, said("o", "partner", "v"), said("o", "partner", "v", SECOND, **given))
    assert len(found.statements) == 2


def test_the_same_sentence_counts_once_with_its_best_score(schema: Schema) -> None:
    claims = [
        said("p", "employer", "o", score=score, extractor=name) for score, name in ((0.5, "rules"), (0.8, "relations"))
    ]
    (statement,) = only(schema, *claims).statements
    assert [(item.extractor, item.score) for item in statement.evidence] == [("relations", 0.8)]


def test_symmetric_statements_have_one_order(schema: Schema) -> None:
    text = "[Organization#a:Zeta Works] works with [Organization#b:Alpha Works]."
    claims = [
        said("a", "partner", "b", (0, 9), subject_mention=(0, 10), object_mention=(22, 33)),
        said("b", "partner", "a", (0, 12), subject_mention=(22, 33), object_mention=(0, 10)),
    ]
    (statement,) = assembled(schema, marked("d", text, *claims)).statements
    assert statement.subject < str(statement.object)
    assert {(item.subject_mention, item.object_mention) for item in statement.evidence} == {((22, 33), (0, 10))}
    assert len(statement.evidence) == 2


def test_a_property_read_backwards_is_turned_round(schema: Schema) -> None:
    (statement,) = only(schema, said("p", "founderOf", "o", subject_mention=(0, 5), object_mention=(6, 9))).statements
    assert (statement.property, statement.object) == ("foundedBy", entity("Person", "Dev Ramaswamy"))
    assert statement.evidence[0].subject_mention == (6, 9)


# --- what is refused


def test_a_statement_about_itself_is_refused_with_the_merge_that_made_it(schema: Schema) -> None:
    text = "[Organization#a:Corvane] owns [Organization#b:CORVANE]."
    (rejection,) = assembled(schema, marked("d", text, said("a", "owner", "b", (0, 5)))).rejections
    assert rejection.reason == (
        "subject and object are the same, 'Corvane' and 'CORVANE': same name but for how it is written: 'CORVANE', 'Corvane'"
    )
    assert (rejection.subject_name, rejection.object_name, rejection.document) == ("Corvane", "Corvane", "d")


def test_a_claim_without_a_sentence_is_refused(schema: Schema) -> None:
    found = only(schema, Claim("p", "employer", "o", ()))
    assert found.statements == ()
    assert [item.reason for item in found.rejections] == ["no sentence says so"]


@pytest.mark.parametrize(
    "document",
    [
        marked("d", TEXT, said("p", "employer", "nobody")),
        marked("d", TEXT, said("p", "employer", "o", (0, 999))),
        marked("d", TEXT, said("p", "employer", "o", object_mention=(5, 3))),
        replace(marked("d", TEXT), quotations=(Quotation("p", (0, 999), True),)),
        replace(marked("d", TEXT), observations=(Observation("o", "ships", "3", None, (-1, 3), "", ()),)),
        replace(marked("d", TEXT), quotations=(Quotation("nobody", (0, 9), True),)),
    ],
)
def test_spans_and_chains_that_are_not_there_are_errors(schema: Schema, document: Annotation) -> None:
    with pytest.raises(AnnotationError, match="document 'd'"):
        assembled(schema, document)


# --- literals


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TextValue("Chief Executive Officer"), TextValue("the chief  executive officer,")),
        (TextValue("CEO"), TextValue("a CEO")),
        (TextValue("Pallas Air Captain"), TextValue("Pallas Air captain")),
        (TextValue("Minister of Finance"), TextValue("minister of finance")),
    ],
)
def test_words_that_differ_in_writing_only_are_one_object(schema: Schema, one: TextValue, other: TextValue) -> None:
    found = only(schema, said("p", "position", one), said("p", "position", other, SECOND, FIRST))
    assert len({item.object for item in found.statements}) == 1


def test_names_and_acronyms_in_words_keep_their_capitals(schema: Schema) -> None:
    words = [TextValue("Head of Pallas Air"), TextValue("CFO of EMEA"), TextValue("McKinsey Fellow")]
    found = only(schema, *(said("p", "position", text) for text in words))
    assert {last(item.object) for item in found.statements} == {"head of Pallas Air", "CFO of EMEA", "McKinsey fellow"}


def test_dates_have_two_digits_for_month_and_day(schema: Schema) -> None:
    found = only(schema, said("v", "releaseDate", DateValue("2022-7-5")), said("o", "inception", DateValue("--06")))
    assert {last(item.object) for item in found.statements} == {"2022-07-05", "--06"}


# --- what follows


def test_what_the_ontology_implies_is_derived_with_the_same_evidence(schema: Schema) -> None:
    claim = said("o", "chiefExecutive", "p", subject_mention=(20, 30), object_mention=(0, 13), stated_by="p")
    found = only(schema, claim)
    derived = next(item for item in found.statements if item.property == "employer")
    assert rows(found) >= {("Dev_Ramaswamy", "employer", "Pallas_Air", "asserted")}
    assert derived.derived_from == "chiefExecutive"
    assert derived.stated_by == entity("Person", "Dev Ramaswamy")
    assert (derived.evidence[0].subject_mention, derived.evidence[0].object_mention) == ((0, 13), (20, 30))


@pytest.mark.parametrize(
    ("claim", "row"),
    [
        (said("p", "position", TextValue("pilot"), of="o"), ("Dev_Ramaswamy", "employer", "Pallas_Air", "asserted")),
        (
            said("p", "position", TextValue("pilot"), of="o", modality=Modality.PLANNED),
            ("Dev_Ramaswamy", "employer", "Pallas_Air", "planned"),
        ),
        (
            said("p", "position", TextValue("pilot"), of="o", modality=Modality.FORMER),
            ("Dev_Ramaswamy", "formerEmployer", "Pallas_Air", "asserted"),
        ),
        (said("v", "manufacturer", "o"), ("Pallas_Air", "product", "Heron", "asserted")),
        (said("v", "developer", "o"), ("Pallas_Air", "product", "Heron", "asserted")),
        (said("o", "headquarters", "n"), ("Pallas_Air", "country", "Norway", "asserted")),
    ],
)
def test_rules_of_the_ontology(schema: Schema, claim: Claim, row: tuple[str, ...]) -> None:
    assert row in rows(only(schema, claim))


@pytest.mark.parametrize(
    "claim",
    [
        said("o", "chiefExecutive", "p", modality=Modality.DENIED),
        said("o", "chiefExecutive", "p", modality=Modality.SPECULATED),
        said("o", "headquarters", "c"),
        said("v", "developer", "p"),
        said("p", "position", TextValue("pilot")),
        said("p", "position", TextValue("minister"), of="n"),
    ],
)
def test_rules_need_a_fact_and_types_that_fit(schema: Schema, claim: Claim) -> None:
    assert [item.derived_from for item in only(schema, claim).statements] == [None]


def test_what_is_said_outright_is_not_derived(schema: Schema) -> None:
    found = only(schema, said("o", "chiefExecutive", "p"), said("p", "employer", "o", SECOND))
    employer = next(item for item in found.statements if item.property == "employer")
    assert employer.derived_from is None
    assert [item.sentences for item in employer.evidence] == [(FIRST,), (SECOND,)]


def test_events_are_never_over_and_past_jobs_are_former_employers(schema: Schema) -> None:
    found = only(
        schema,
        said("o", "foundedBy", "p", modality=Modality.FORMER),
        said("p", "employer", "o", modality=Modality.FORMER),
    )
    assert rows(found) == {
        ("Pallas_Air", "foundedBy", "Dev_Ramaswamy", "asserted"),
        ("Dev_Ramaswamy", "formerEmployer", "Pallas_Air", "asserted"),
    }


# --- the more precise of two readings


@pytest.mark.parametrize(
    ("vague", "precise"),
    [
        (said("o", "inception", DateValue("2022"), FIRST), said("o", "inception", DateValue("2022-07-12"), SECOND)),
        (said("o", "inception", DateValue("--07"), FIRST), said("o", "inception", DateValue("2022-07"), SECOND)),
        (said("p", "position", TextValue("director")), said("p", "position", TextValue("managing director"))),
        (said("p", "position", TextValue("pilot")), said("p", "position", TextValue("pilot"), of="o")),
        (said("p", "employer", "o"), said("p", "employer", "o", valid_from="2019")),
        (said("p", "employer", "o", valid_from="2019"), said("p", "employer", "o", valid_from="2019-05")),
        (said("p", "employer", "o"), said("p", "employer", "o", stated_by="p")),
    ],
)
def test_the_vaguer_reading_of_the_same_words_is_dropped(schema: Schema, vague: Claim, precise: Claim) -> None:
    (lone,) = (item for item in only(schema, precise).statements if not item.derived_from)
    found = only(schema, vague, precise)
    assert [item for item in found.statements if not item.derived_from] == [lone]
    assert [item.reason for item in found.rejections] == [
        f"another statement from the same words says more: {lone.iri}"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("o", "inception", DateValue("2021")), said("o", "inception", DateValue("2022-07-12"))),
        (
            said("p", "position", TextValue("director"), FIRST),
            said("p", "position", TextValue("managing director"), SECOND),
        ),
        (said("p", "employer", "o", FIRST), said("p", "employer", "o", SECOND, valid_from="2019")),
        (said("p", "employer", "o"), said("p", "employer", "o", valid_from="2019", modality=Modality.PLANNED)),
    ],
)
def test_readings_that_say_different_things_or_stand_elsewhere_are_kept(
    schema: Schema, one: Claim, other: Claim
) -> None:
    assert only(schema, one, other).rejections == ()


def test_a_vaguer_statement_keeps_the_evidence_of_other_documents(schema: Schema) -> None:
    claims = said("o", "inception", DateValue("2022")), said("o", "inception", DateValue("2022-07-12"))
    found = assembled(schema, marked("a", TEXT, *claims), marked("b", TEXT, claims[0]))
    by_value = {last(item.object): item for item in found.statements}
    assert [item.document for item in by_value["2022"].evidence] == ["b"]
    assert [item.document for item in by_value["2022-07-12"].evidence] == ["a"]


# --- figures and quotations


def test_figures_and_quotations_are_lifted(schema: Schema) -> None:
    document = replace(
        marked("d", TEXT),
        observations=(
            Observation("o", "ships", "3", "ships", (0, 3), "Dev", (FIRST,), stated_by="p", score=0.4),
            Observation("o", "ships", "4", "ships", (0, 3), "Dev", (FIRST,), score=0.9),
            Observation(None, "boats", "4", None, (0, 3), "Dev", ()),
        ),
        quotations=(Quotation("p", (0, 3), True), Quotation(None, (4, 9), False)),
    )
    found = assembled(schema, document)
    ships = [item for item in found.figures if item.observation.metric == "ships"]
    assert [(item.observation.value, item.observation.subject) for item in ships] == [
        ("4", entity("Organization", "Pallas Air"))
    ]
    assert {item.observation.subject for item in found.figures} == {entity("Organization", "Pallas Air"), None}
    assert {(item.quotation.speaker, item.text) for item in found.quotes} == {
        (entity("Person", "Dev Ramaswamy"), "Dev"),
        (None, "Ramas"),
    }


def test_statement_iris_stand_below_the_base_of_the_resolution(schema: Schema) -> None:
    document = marked("d", TEXT, said("p", "employer", "o"))
    found = assemble([document], resolve([document], base="http://localhost/"), schema)
    assert all(item.iri.startswith("http://localhost/statement/") for item in found.statements)
