"""Chains of one document that are one thing; what the document says is not changed by the others."""

from __future__ import annotations

import pytest

from kg.resolve import resolve
from tests.resolve.markup import claim, marked


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("[Organization#a:Corvane] and [Organization#b:CORVANE Inc.] are one.", 1),
        ("[Organization#a:Corvane Technology] and [Organization#b:Corvane] are one.", 1),
        ("[Organization#a:Samsung Electronics] and [Organization#b:Samsung] are two.", 2),
        ("[Organization#a:Corvane] makes [Product#b:Corvane].", 2),
        ("The [Organization#a:World Internet Conference] is the [Organization#b:WIC].", 1),
        ("The [Organization#a:World Internet Conference] ([Event#b:WIC]) met.", 1),
        ("[Organization#a:GSMA] ([Organization#b:Global System for Mobile Communication Association]) met.", 1),
        ("The [Organization#a:China Internet Network Information Center], known as [Organization#b:CNNIC], met.", 1),
        ("The [Organization#a:Corvane Group] and [Organization#b:CNNIC] met.", 2),
        ("[Organization#a:Bank of Oravia] and [Organization#b:Building Officers] ask [Organization#c:BO].", 3),
        ("[Person#a:Elon Musk] came. Mr [Person#b:Musk] left.", 1),
        ("[Person#a:Cheng Yixiao] came. [Person#b:Cheng] left.", 1),
        ("[Person#a:Cheng Yixiao] met [Person#b:Cheng Wei]. [Person#c:Cheng] left.", 3),
        ("[Person#a:Anna van der Berg] came. Ms [Person#b:van der Berg] left.", 1),
        ("Mr [Person#a:Bill Clinton] came. Mrs [Person#b:Clinton] left.", 2),
        ("[Person#a:John Smith] and [Person#b:J. Smith] and [Person#c:Smith] are one.", 1),
        ("[Person#a:John Smith], [Person#b:Jane Smith] and [Person#c:J. Smith] are three.", 3),
        ("[Person#a:William Ford Jr.] is the son of [Person#b:William Ford Sr.].", 2),
        ("[Person#a:Colin Maddock-Hythe] is no kin of [Person#b:Colin Maddock].", 2),
        ("[Person#a:Ratan Naval Tata], son of [Person#b:Naval].", 2),
        ("[Organization#o:Aurora] sells the [Product#a:Aurora Lumen]; the [Product#b:Lumen] is dear.", 2),
        ("[Place#a:Paris], [Place#t:Texas], is not [Place#b:Paris], [Place#f:France].", 4),
    ],
)
def test_chains_of_one_document(text: str, entities: int) -> None:
    assert len(resolve([marked("d", text)]).entities) == entities


def test_a_father_and_a_son_of_one_name_are_two_people() -> None:
    text = "[Person#a:Kim Tae-min] handed it to his son, [Person#b:Kim Tae-min]."
    assert len(resolve([marked("d", text)]).entities) == 1
    assert len(resolve([marked("d", text, claim("a", "child", "b"))]).entities) == 2


def test_a_company_and_what_the_document_says_it_owns_are_two() -> None:
    text = "[Organization#a:Corvane Technology] belongs to [Organization#b:Corvane]."
    assert len(resolve([marked("d", text)]).entities) == 1
    assert len(resolve([marked("d", text, claim("a", "parentOrganization", "b"))]).entities) == 2
    assert len(resolve([marked("d", text, claim("a", "parentOrganization", "b", score=0.2))]).entities) == 1


def test_a_relation_between_chains_of_one_name_is_rather_a_mistake() -> None:
    text = "[Organization#a:Corvane] belongs to [Organization#b:Corvane Inc.]."
    assert len(resolve([marked("d", text, claim("a", "parentOrganization", "b"))]).entities) == 1


def test_descriptions_without_a_name_join_nothing() -> None:
    text = "[nominal#a:The company] grew; [nominal#b:the company] shrank."
    found = resolve([marked("d", text), marked("e", text)])
    assert len(found.entities) == 4


def test_a_document_gives_the_same_entities_whatever_else_is_read() -> None:
    text = (
        "[Organization#a:Corvane Marine] left [Organization#b:Corvane]; [Person#c:Cheng] and [Person#d:Cheng Wei] stay."
    )
    others = [
        marked("x", "[Organization#a:Corvane Marine] is [Organization#a:Corvane]; [Person#c:Cheng Yixiao] left."),
        marked("y", "[Organization#a:Corvane] grew. [Person#c:Wei Cheng] left."),
    ]
    alone, crowd = resolve([marked("d", text)]), resolve([marked("d", text), *others])
    chains = "abcd"
    for one in chains:
        for other in chains:
            before = alone.iri_of["d", one] == alone.iri_of["d", other]
            assert (crowd.iri_of["d", one] == crowd.iri_of["d", other]) is before
