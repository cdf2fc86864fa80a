"""Corroboration and conflict."""

from __future__ import annotations

import pytest

from kg.assemble import assemble, conflicts, corroboration
from kg.ontology import Schema, load_schema
from kg.resolve import resolve
from kg.types import Annotation, Claim, DateValue, Modality
from tests.resolve.markup import claim, marked


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


def report(name: str, words: str, **given: str) -> Annotation:
    text = f"{words} [Organization#o:Corvane] is in [Place#p:Oslo]."
    return marked(name, text, Claim("o", "headquarters", "p", ((0, len(words) + 2),)), **given)


@pytest.mark.parametrize(
    ("documents", "sources"),
    [
        ([report("a", "One."), report("b", "Two.")], 2),
        ([report("a", "One.", source="The Daily"), report("b", "Two.", source="the daily ")], 1),
        ([report("a", "Same.", source="The Daily"), report("b", "Same.", source="Evening Post")], 1),
        (
            [
                report("a", "One.", url="https://www.daily.example/1"),
                report("b", "Two.", url="https://daily.example/2"),
            ],
            1,
        ),
        ([report("a", "One.", source="x"), report("b", "Two.", source="y"), report("c", "Two.", source="x")], 1),
        ([report("a", "One.", source="x"), report("b", "Two.", source="y"), report("c", "Three.", source="x")], 2),
    ],
)
def test_sources_are_independent_if_neither_outlet_nor_words_are_shared(
    schema: Schema, documents: list[Annotation], sources: int
) -> None:
    found = assemble(documents, resolve(documents), schema)
    known = {one.document.id: one.document for one in documents}
    assert {corroboration(item, known) for item in found.statements} == {sources}


def judged(schema: Schema, *claims: Claim) -> list[str]:
    text = "[Organization#o:Corvane], [Person#p:Ana Gil], [Person#q:Bo Lind], [Place/City#c:Oslo], [Place/City#d:Bergen], [Place/Country#n:Norway]"
    documents = [marked(f"d{number}", text, one) for number, one in enumerate(claims)]
    found = assemble(documents, resolve(documents), schema)
    return [item.reason.split(",")[0] for item in conflicts(found.statements, schema)]


@pytest.mark.parametrize(
    ("claims", "reasons"),
    [
        (
            (claim("o", "chiefExecutive", "p"), claim("o", "chiefExecutive", "q")),
            ["chiefExecutive has one value at a time"],
        ),
        ((claim("o", "headquarters", "c"), claim("o", "headquarters", "d")), ["headquarters has one value at a time"]),
        ((claim("o", "headquarters", "c"), claim("o", "headquarters", "n"), claim("c", "country", "n")), []),
        ((claim("o", "chiefExecutive", "p", modality=Modality.PLANNED), claim("o", "chiefExecutive", "q")), []),
        (
            (
                claim("o", "chiefExecutive", "p", valid_until="2019"),
                claim("o", "chiefExecutive", "q", valid_from="2020"),
            ),
            [],
        ),
        ((claim("o", "partner", "p"), claim("o", "partner", "q")), []),
    ],
)
def test_two_values_where_there_is_room_for_one(schema: Schema, claims: tuple[Claim, ...], reasons: list[str]) -> None:
    assert judged(schema, *claims) == reasons


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("2022", "2022-07", 0),
        ("2022-07", "--07", 0),
        ("2021", "2022-07", 1),
        ("--06", "2022-07-01", 1),
        ("2022", "2022", 0),
    ],
)
def test_dates_exclude_each_other_unless_one_holds_the_other(schema: Schema, one: str, other: str, number: int) -> None:
    claims = [Claim("o", "inception", DateValue(date), ((0, 1),)) for date in (one, other)]
    assert len(judged(schema, *claims)) == number


def test_asserted_here_and_denied_there(schema: Schema) -> None:
    reasons = judged(schema, claim("o", "acquiredBy", "p"), claim("o", "acquiredBy", "p", modality=Modality.DENIED))
    assert len(reasons) == 1
    assert reasons[0].endswith("is asserted here and denied there")


@pytest.mark.parametrize(
    ("dates", "later"),
    [
        (("2024-01-01", "2024-02-01"), "q"),
        (("2024-02-01", "2024-01-01"), "p"),
        (("2024-01-01",) * 2, None),
        (("2024-01-01", ""), None),
    ],
)
def test_a_conflict_tells_what_only_later_articles_say(
    schema: Schema, dates: tuple[str, str], later: str | None
) -> None:
    text = "[Organization#o:Corvane], [Person#p:Ana Gil], [Person#q:Bo Lind]"
    documents = [
        marked(name, text, claim("o", "chiefExecutive", name), **({"published": date} if date else {}))
        for name, date in zip("pq", dates, strict=True)
    ]
    resolution = resolve(documents)
    found = assemble(documents, resolution, schema)
    (conflict,) = conflicts(found.statements, schema, {one.document.id: one.document for one in documents})
    by_object = {item.object: item.iri for item in found.statements if item.property == "chiefExecutive"}
    assert conflict.later == (by_object[resolution.iri_of[later, later]] if later else None)
