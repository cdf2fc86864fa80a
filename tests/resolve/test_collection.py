"""What a whole collection says about a name that one document leaves open."""

from __future__ import annotations

import pytest

from kg.resolve import Resolution, resolve
from kg.types import Annotation, DateValue, Entity
from tests.resolve.markup import claim, marked


def groups(found: Resolution) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(entity.members) for entity in found.entities}


def entity(found: Resolution, document: str, chain: str) -> Entity:
    return found.entity(found.iri_of[document, chain])


def together(found: Resolution, one: tuple[str, str], other: tuple[str, str]) -> bool:
    return found.iri_of[one] == found.iri_of[other]


# --- short names


def test_a_short_name_that_several_longer_names_begin_with_stays_alone() -> None:
    found = resolve(
        [
            marked("a", "[Organization#x:Samsung Electronics] grew. [Organization#x:Samsung] said so."),
            marked("b", "[Organization#x:Samsung SDI] grew. [Organization#x:Samsung] said so."),
            marked("c", "[Organization#x:Samsung] grew."),
            marked("d", "[Organization#x:Samsung] shrank."),
        ]
    )
    assert len(found.entities) == 3
    assert together(found, ("c", "x"), ("d", "x"))
    assert found.why(("c", "x"), ("a", "x")).reasons == ("'Samsung' could be 'Samsung Electronics' or 'Samsung SDI'",)


def test_a_short_name_joins_the_only_longer_name_that_is_called_so() -> None:
    called_so = marked("a", "[Organization#x:Delta Vane Airways Union] grew. [Organization#x:Delta Vane] said so.")
    not_called_so = marked("a", "[Organization#x:Corvane Marine] grew.")
    assert len(resolve([not_called_so, marked("b", "[Organization#x:Corvane] said so.")]).entities) == 2
    called_so = marked("a", "[Organization#x:Corvane Marine] grew. [Organization#x:Corvane] said so.")
    assert len(resolve([called_so, marked("b", "[Organization#x:Corvane] said so.")]).entities) == 1


def test_parts_of_a_company_do_not_make_its_short_name_ambiguous() -> None:
    found = resolve(
        [
            marked("a", "[Organization#x:Alibaba Group] grew."),
            marked("b", "[Organization#x:Alibaba Cloud] grew."),
            marked("c", "[Organization#x:Alibaba] grew."),
        ]
    )
    assert together(found, ("a", "x"), ("c", "x"))
    assert not together(found, ("b", "x"), ("c", "x"))


def test_what_one_document_holds_apart_no_other_document_joins() -> None:
    found = resolve(
        [
            marked("a", "[Organization#x:Corvane Marine] grew. [Organization#x:Corvane] said so."),
            marked("b", "[Organization#x:Corvane Marine] left [Organization#y:Corvane]."),
        ]
    )
    assert not together(found, ("b", "x"), ("b", "y"))


def test_products_go_with_or_without_their_makers_name() -> None:
    found = resolve(
        [
            marked("a", "[Organization#o:Aurora]'s [Product#x:Aurora Lumen] sells well."),
            marked("b", "The [Product#x:Lumen] sells well."),
            marked("c", "The [Product#x:Borealis Lumen] does not."),
        ]
    )
    assert together(found, ("a", "x"), ("b", "x"))
    assert not together(found, ("c", "x"), ("b", "x"))


# --- acronyms


def test_an_acronym_defined_in_one_document_is_known_in_the_others() -> None:
    found = resolve(
        [
            marked("a", "The [Organization#x:World Internet Conference] ([Organization#y:WIC]) met."),
            marked("b", "The [Organization#x:WIC] met again."),
        ]
    )
    assert len(found.entities) == 1
    assert found.entities[0].name == "World Internet Conference"
    assert found.entities[0].names == ("WIC", "World Internet Conference")


def test_an_acronym_that_no_chain_holds_becomes_a_name_of_what_it_is_defined_for() -> None:
    text = "The [Organization#x:National Computer Network Emergency Response Technical Team/Coordination Center of China] (CNCERT) met."
    found = resolve([marked("a", text), marked("b", "[Organization#x:CNCERT] met again.")])
    assert len(found.entities) == 1
    assert "CNCERT" in found.entities[0].names


def test_an_acronym_with_two_meanings_stays_alone() -> None:
    found = resolve(
        [
            marked("a", "The [Organization#x:World Internet Conference] (WIC) met."),
            marked("b", "The [Organization#x:Women in Crafts] (WIC) met."),
            marked("c", "[Organization#x:WIC] met."),
        ]
    )
    assert len(found.entities) == 3


def test_a_bracket_that_abbreviates_nothing_defines_nothing() -> None:
    found = resolve([marked("a", "[Organization#x:Kuaishou Technology] ([Other#y:HKEX]: 1024) rose.")])
    assert len(found.entities) == 2


def test_an_acronym_of_another_country_is_another_body() -> None:
    found = resolve(
        [
            marked(
                "a",
                "The [demonym#nl:Dutch] central bank, [Organization#x:De Noorder Bank] (DNB).",
                claim("x", "country", "nl"),
            ),
            marked("b", "[Place#no:Norway]'s [Organization#x:DNB] gained."),
        ]
    )
    assert not together(found, ("a", "x"), ("b", "x"))


def test_two_wordings_behind_one_acronym_are_one_body() -> None:
    found = resolve(
        [
            marked("a", "[Organization#x:National Computer Emergency Response Team of Oravia] (NCERT) met."),
            marked("b", "[Organization#x:National Computer Emergency Response Team] (NCERT) met."),
        ]
    )
    assert len(found.entities) == 1


# --- people


def person(document: str, name: str, also: str = "", firm: str = "Corvane", before: str = "") -> Annotation:
    again = f" {before}[Person#p:{also}] agreed." if also else ""
    return marked(document, f"{before}[Person#p:{name}] of [Organization#o:{firm}] said so.{again}")


def test_a_family_name_alone_joins_the_only_bearer_that_is_spoken_of_with_the_same_firm() -> None:
    full = person("a", "Elon Musk")
    assert together(resolve([full, person("b", "Musk", before="Mr ")]), ("a", "p"), ("b", "p"))
    assert not together(resolve([full, person("b", "Musk", firm="Nordhavn")]), ("a", "p"), ("b", "p"))


def test_a_family_name_of_two_people_stays_alone() -> None:
    found = resolve([person("a", "Cheng Yixiao", "Cheng"), person("b", "Cheng Wei", "Cheng"), person("c", "Cheng")])
    assert len({found.iri_of[document, "p"] for document in "abc"}) == 3


def test_a_family_name_with_another_gender_stays_alone() -> None:
    found = resolve([person("a", "Bill Clinton", before="Mr "), person("b", "Clinton", before="Mrs ")])
    assert not together(found, ("a", "p"), ("b", "p"))


def test_a_first_name_alone_tells_nothing_unless_it_is_the_family_name() -> None:
    assert not together(resolve([person("a", "Lenka Novak"), person("b", "Lenka")]), ("a", "p"), ("b", "p"))
    assert together(resolve([person("a", "Cheng Yixiao", "Cheng"), person("b", "Cheng")]), ("a", "p"), ("b", "p"))


@pytest.mark.parametrize(
    ("eastern", "alone", "western", "western_alone", "same"),
    [
        ("Cheng Yixiao", "Cheng", "Yixiao Cheng", "Cheng", True),
        ("Kim Jong-un", "Kim", "Jong Un Kim", "Kim", True),
        ("Orbán Viktor", "Orbán", "Viktor Orban", "Orban", True),
        ("Cheng Yixiao", "Cheng", "Yixiao Cheng", "", True),
        ("James Thomas", "Thomas", "Thomas James", "James", False),
        ("James Thomas", "", "Thomas James", "", False),
        ("Cheng Yixiao", "Cheng", "Yixiao Cheng", "Yixiao", False),
    ],
)
def test_turned_names_join_where_the_family_name_shows(
    eastern: str, alone: str, western: str, western_alone: str, same: bool
) -> None:
    found = resolve([person("a", eastern, alone), person("b", western, western_alone)])
    assert together(found, ("a", "p"), ("b", "p")) is same


def test_turned_names_without_evidence_in_one_document_need_a_third_thing() -> None:
    found = resolve([person("a", "Cheng Yixiao", "Cheng"), person("b", "Yixiao Cheng", firm="Nordhavn")])
    assert not together(found, ("a", "p"), ("b", "p"))


def test_initials_join_the_only_name_that_they_fit() -> None:
    one = [person("a", "John Smith"), person("b", "J. Smith")]
    assert together(resolve(one), ("a", "p"), ("b", "p"))
    assert not together(resolve([*one, person("c", "Jane Smith")]), ("a", "p"), ("b", "p"))


def test_a_middle_name_left_out_is_open_where_two_people_have_one() -> None:
    names = ["George W. Bush", "George H. W. Bush", "George Bush"]
    found = resolve([person(letter, name) for letter, name in zip("abc", names, strict=True)])
    assert not together(found, ("a", "p"), ("c", "p"))


def test_namesakes_with_other_years_of_birth_stay_apart() -> None:
    born = [
        marked(name, "[Person#p:Anna Berg] was born.", claim("p", "dateOfBirth", DateValue(date)))  # type: ignore[arg-type]
        for name, date in (("a", "1970-03-01"), ("b", "1970"), ("c", "1988"))
    ]
    found = resolve(born)
    assert together(found, ("a", "p"), ("b", "p"))
    assert not together(found, ("a", "p"), ("c", "p"))
    assert len({one.iri for one in found.entities}) == 2


# --- places and bodies


def test_the_country_and_the_state_of_georgia() -> None:
    found = resolve(
        [
            marked("a", "[Place/Country#g:Georgia] joined."),
            marked("b", "In [Place/State#g:Georgia], a plant opened."),
            marked("c", "In [Place#g:Georgia], [Place#u:US], it rained.", claim("g", "country", "u")),
        ]
    )
    assert not together(found, ("a", "g"), ("b", "g"))
    assert together(found, ("b", "g"), ("c", "g"))


def test_cities_of_one_name_in_different_states() -> None:
    found = resolve(
        [
            marked("a", "She lives in [Place#p:Paris], [Place#t:Texas]."),
            marked("b", "She lives in [Place#p:Paris], [Place#f:France]."),
            marked("c", "He left [Place#p:Paris] for [Place#f:France].", claim("p", "locatedIn", "f")),
        ]
    )
    assert not together(found, ("a", "p"), ("b", "p"))
    assert together(found, ("b", "p"), ("c", "p"))


def test_a_list_of_places_puts_none_into_another() -> None:
    found = resolve(
        [
            marked("a", "from [Place#p:Paris], [Place#t:Texas] and Rome"),
            marked("b", "in [Place#p:Paris], [Place#f:France]."),
        ]
    )
    assert together(found, ("a", "p"), ("b", "p"))


def test_ministries_join_by_their_country() -> None:
    found = resolve(
        [
            marked("a", "[Place#j:Japan]'s [Organization#m:Ministry of Finance] said so."),
            marked("b", "The [demonym#j:Japanese] [Organization#m:finance ministry] said so."),
            marked("c", "[Place#i:India]'s [Organization#m:Ministry of Finance] said so."),
            marked("d", "The [Organization#m:Ministry of Finance] said so."),
        ]
    )
    assert together(found, ("a", "m"), ("b", "m"))
    assert len({found.iri_of[document, "m"] for document in "abcd"}) == 3


def test_demonyms_alone_are_the_country() -> None:
    found = resolve([marked("a", "A [demonym#c:Chinese] firm."), marked("b", "In [Place#c:China].")])
    assert len(found.entities) == 1
    assert (found.entities[0].name, found.entities[0].names) == ("China", ("China",))


# --- types


def test_documents_vote_about_a_type() -> None:
    sure = [marked(f"s{number}", "[Product#k:Kling] sings.", score=0.9) for number in range(3)]
    unsure = marked("u", "[Organization#k:Kling] sings.", score=0.5)
    found = resolve([*sure, unsure])
    assert [one.type for one in found.entities] == ["Product"]
    assert "vote" in " ".join(found.entities[0].merged_because)


def test_a_name_of_several_words_is_one_thing_whatever_its_types() -> None:
    one, two = (
        marked("a", "The [Event#k:World Internet Conference]"),
        marked("b", "The [Organization#k:World Internet Conference]"),
    )
    assert len(resolve([one, two]).entities) == 1


def test_equal_votes_leave_two_things() -> None:
    assert len(resolve([marked("a", "[Product#k:Kling]"), marked("b", "[Organization#k:Kling]")]).entities) == 2


def test_a_document_that_knows_both_overrules_the_vote() -> None:
    many = [marked(f"s{number}", "[Product#k:Kling] sings.") for number in range(9)]
    both = marked("b", "[Organization#o:Kling] makes [Product#k:Kling].")
    found = resolve([*many, both])
    assert {one.type for one in found.entities} == {"Product", "Organization"}


def test_a_person_is_no_company_however_many_say_company() -> None:
    many = [marked(f"s{number}", "[Organization#k:Marla Quist] sells.") for number in range(20)]
    lone = marked("b", "[Person#k:Marla Quist] said [pronoun#k:she] would sell.", score=0.3)
    assert len(resolve([*many, lone]).entities) == 2


# --- links


def test_chains_linked_to_different_things_stay_apart_and_to_the_same_join() -> None:
    from dataclasses import replace

    def linked(document: str, name: str, iri: str) -> Annotation:
        annotation = marked(document, f"[Organization#x:{name}].")
        return replace(annotation, chains=tuple(replace(chain, iri=iri) for chain in annotation.chains))

    one, two = "http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q2"
    assert len(resolve([linked("a", "Orion", one), linked("b", "Orion", two)]).entities) == 2
    assert len(resolve([linked("a", "Orion", one), linked("b", "Orion Foods Corporation", one)]).entities) == 1
