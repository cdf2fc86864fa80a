"""What may enter the graph and what may not: every refusal has its reason, and nothing gets lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check import check
from kg.iris import entity_iri, statement_iri
from kg.ontology import Schema, load_schema
from kg.types import DateValue, Entity, Evidence, Literal, Modality, Statement, TextValue

CLASSES = {
    "Palmline": ("Organization", "Company"),
    "Vidra": ("Product", "AIModel"),
    "Ana": ("Person", "Person"),
    "Tomas": ("Person", "Person"),
    "Lisbon": ("Place", "City"),
    "Portugal": ("Place", "Country"),
    "Atlantis": ("Place", "Place"),
    "Odd": ("Organization", "NoSuchClass"),
    "Tidepool": ("Organization", "Company"),
}
IRIS = {name: entity_iri(type_, name) for name, (type_, _) in CLASSES.items()}
ENTITIES = [Entity(IRIS[name], type_, cls, name, (name,), (("d", name),)) for name, (type_, cls) in CLASSES.items()]
EVIDENCE = Evidence("d", ((0, 30),), (0, 5), (10, 15), "relations", 0.9)


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


def said(
    subject: str,
    name: str,
    object: str | Literal,
    *evidence: Evidence,
    modality: Modality = Modality.ASSERTED,
    stated_by: str | None = None,
    of: str | None = None,
    derived_from: str | None = None,
) -> Statement:
    ends = IRIS.get(subject, subject), IRIS.get(object, object) if isinstance(object, str) else object
    of, stated_by = (IRIS.get(end, end) if end else None for end in (of, stated_by))
    iri = statement_iri(ends[0], name, ends[1], modality=modality, stated_by=stated_by, of=of)
    return Statement(
        iri, ends[0], name, ends[1], modality, evidence or (EVIDENCE,), stated_by, of, None, None, derived_from
    )


@pytest.mark.parametrize(
    "statement",
    [
        said("Palmline", "foundedBy", "Ana"),
        said("Palmline", "country", "Portugal"),
        said("Palmline", "country", "Atlantis"),
        said("Palmline", "inception", DateValue("2022-07")),
        said("Palmline", "inception", DateValue("--02-29")),
        said("Ana", "position", TextValue("chief executive"), of="Palmline"),
        said("Ana", "employer", "Odd"),
        said("Palmline", "foundedBy", "Ana", modality=Modality.DENIED, stated_by="Tomas"),
    ],
)
def test_what_the_schema_allows_is_accepted(schema: Schema, statement: Statement) -> None:
    assert check([statement], ENTITIES, schema) == ((statement,), ())


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (said("Palmline", "adores", "Ana"), "unknown property 'adores'"),
        (said("Lisbon", "foundedBy", "Ana"), "the subject is a City, the domain of foundedBy is Event or Organization"),
        (said("Palmline", "foundedBy", "Vidra"), "the object is a AIModel, the range of foundedBy is"),
        (said("Palmline", "country", "Lisbon"), "the object is a City, the range of country is Country"),
        (said("Palmline", "dateOfBirth", DateValue("2022")), "the domain of dateOfBirth is Person"),
        (said("Palmline", "partner", "Palmline"), "subject and object are the same"),
        (said("Ana", "position", TextValue("head"), of="Ana"), "subject and object are the same"),
        (said("Palmline", "inception", "Ana"), "the object is an entity, expected a date"),
        (said("Palmline", "foundedBy", TextValue("Ana")), "the object is words, expected an entity"),
        (said("Ana", "position", DateValue("2022")), "the object is a date, expected words"),
        (said("Ana", "position", TextValue(" \n")), "the object is empty"),
        (said("Nobody", "position", TextValue("head")), "unknown subject Nobody"),
        (said("Palmline", "foundedBy", "Nobody"), "unknown object Nobody"),
        (said("Ana", "position", TextValue("head"), of="Nobody"), "unknown of Nobody"),
        (said("Palmline", "foundedBy", "Ana", stated_by="Nobody"), "unknown speaker Nobody"),
        (replace(said("Palmline", "foundedBy", "Ana"), evidence=()), "no sentence says so"),
        (replace(said("Palmline", "foundedBy", "Ana"), evidence=(replace(EVIDENCE, sentences=()),)), "no sentence"),
        *(
            (said("Palmline", "inception", DateValue(iso)), "is no date such as")
            for iso in ("2023-02-30", "2023-13", "--00", "May", "2022-7", "", "2022-07-12T00:00", "２０２２")
        ),
    ],
)
def test_what_is_refused_has_its_reason(schema: Schema, statement: Statement, reason: str) -> None:
    accepted, rejected = check([statement], ENTITIES, schema)
    assert accepted == ()
    assert reason in rejected[0].reason
    assert rejected[0].statement == statement


def test_a_refusal_names_the_ends_and_the_document(schema: Schema) -> None:
    statements = [said("Lisbon", "foundedBy", "Ana"), said("Ana", "inception", DateValue("2022"))]
    _, rejected = check(statements, ENTITIES, schema)
    assert {(item.subject_name, item.object_name, item.document) for item in rejected} == {
        ("Lisbon", "Ana", "d"),
        ("Ana", "2022", "d"),
    }


def test_a_second_statement_of_the_same_gives_its_evidence_to_the_first(schema: Schema) -> None:
    other = replace(EVIDENCE, document="e")
    twice = [said("Palmline", "foundedBy", "Ana"), said("Palmline", "foundedBy", "Ana", other, EVIDENCE)]
    accepted, rejected = check(twice, ENTITIES, schema)
    assert [item.evidence for item in accepted] == [(EVIDENCE, other)]
    assert [item.reason for item in rejected] == [f"says the same as {twice[0].iri}, which takes its evidence"]


def test_a_symmetric_property_counts_once_and_its_evidence_is_turned(schema: Schema) -> None:
    other = replace(EVIDENCE, document="e")
    ways = [said("Palmline", "partner", "Tidepool"), said("Tidepool", "partner", "Palmline", other)]
    (accepted,), rejected = check(ways, ENTITIES, schema)
    assert len(rejected) == 1
    by_document = {item.document: (item.subject_mention, item.object_mention) for item in accepted.evidence}
    first = "d" if accepted.subject == IRIS["Palmline"] else "e"
    assert by_document.pop(first) == ((0, 5), (10, 15))
    assert list(by_document.values()) == [((10, 15), (0, 5))]


def test_how_it_is_said_keeps_statements_apart(schema: Schema) -> None:
    statements = [
        said("Palmline", "foundedBy", "Ana"),
        said("Palmline", "foundedBy", "Ana", modality=Modality.DENIED),
        said("Palmline", "foundedBy", "Ana", stated_by="Tomas"),
        said("Ana", "position", TextValue("head"), of="Palmline"),
        said("Ana", "position", TextValue("head"), of="Tidepool"),
    ]
    accepted, rejected = check(statements, ENTITIES, schema)
    assert len(accepted) == 5 and rejected == ()


def test_what_is_also_said_outright_is_not_derived(schema: Schema) -> None:
    derived = said("Ana", "employer", "Palmline", replace(EVIDENCE, extractor="rules"), derived_from="position")
    for order in ([derived, said("Ana", "employer", "Palmline")], [said("Ana", "employer", "Palmline"), derived]):
        (accepted,), _ = check(order, ENTITIES, schema)
        assert accepted.derived_from is None
        assert len(accepted.evidence) == 2


STATEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from([*CLASSES, "Nobody"]),
        st.sampled_from(["partner", "employer", "country", "inception", "position", "adores"]),
        st.sampled_from([*CLASSES, DateValue("2022"), DateValue("x"), TextValue("head")]),
        st.sampled_from([EVIDENCE, replace(EVIDENCE, document="e"), replace(EVIDENCE, subject_mention=None)]),
        modality=st.sampled_from(Modality),
        derived_from=st.sampled_from([None, "position"]),
    ),
    max_size=12,
)


@given(STATEMENTS, st.randoms())
def test_nothing_is_lost_and_the_order_of_arrival_does_not_matter(statements: list[Statement], random: object) -> None:
    schema = load_schema()
    statements += statements[:1]
    accepted, rejected = check(statements, ENTITIES, schema)
    assert len(accepted) + len(rejected) == len(statements)
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert check(shuffled, ENTITIES, schema) == (accepted, rejected)
    assert check(accepted, ENTITIES, schema) == (accepted, ())
    assert [item.iri for item in accepted] == sorted(item.iri for item in accepted)
