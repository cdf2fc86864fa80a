"""Roles on trees built by hand: the same roles whatever the turn of the sentence."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.pipeline.arguments import arguments, marker, places, tops

VOCAB = spacy.blank("en").vocab


def tree(rows: str) -> Doc:
    """A sentence from ``word/POS/label/head`` (``word/POS/label/head/TAG``); heads are numbered from 0, a root is its own."""
    items = [row.split("/") for row in rows.split()]
    return Doc(VOCAB, words=[i[0] for i in items], pos=[i[1] for i in items], deps=[i[2] for i in items], heads=[int(i[3]) for i in items],
               tags=[i[4] if len(i) > 4 else "" for i in items], lemmas=[i[0].lower() for i in items])  # fmt: skip


def roles(doc: Doc, word: str) -> dict[str, str]:
    [token] = [token for token in doc if token.text == word]
    return {doc[index].text: role for index, role in arguments(token).items()}


@pytest.mark.parametrize(
    "rows",
    [
        "Brim/PROPN/nsubj/1 sponsors/VERB/root/1/VBZ Ajax/PROPN/obj/1",
        "Ajax/PROPN/nsubj:pass/2 is/AUX/aux:pass/2 sponsors/VERB/root/2/VBN by/ADP/case/4 Brim/PROPN/obl/2",
        "Brim/PROPN/nsubj/6 ,/PUNCT/punct/3 which/PRON/nsubj/3 sponsors/VERB/acl:relcl/0/VBZ Ajax/PROPN/obj/3 ,/PUNCT/punct/3 left/VERB/root/6",
        "Ajax/PROPN/nsubj/4 sponsors/VERB/acl/0/VBN by/ADP/case/3 Brim/PROPN/obl/1 won/VERB/root/4",
        "Brim/PROPN/nsubj/1 agreed/VERB/root/1 to/PART/mark/3 sponsors/VERB/xcomp/1/VB Ajax/PROPN/obj/3",
        "Brim/PROPN/nsubj/1 owns/VERB/root/1 and/CCONJ/cc/3 sponsors/VERB/conj/1/VBZ Ajax/PROPN/obj/3",
    ],
    ids=["active", "passive", "relative clause", "participle", "infinitive", "second verb"],
)
def test_a_verb_has_one_agent_and_one_patient(rows: str) -> None:
    found = roles(tree(rows), "sponsors")
    assert (found["Brim"], found["Ajax"]) == ("agent", "patient")


@pytest.mark.parametrize(
    "rows",
    [
        "Ruiz/PROPN/nsubj/6 ,/PUNCT/punct/3 the/DET/det/3 coach/NOUN/appos/0 of/ADP/case/5 Ajax/PROPN/nmod/3 left/VERB/root/6",
        "Ruiz/PROPN/nsubj/3 is/AUX/cop/3 the/DET/det/3 coach/NOUN/root/3 of/ADP/case/5 Ajax/PROPN/nmod/3",
        "Ajax/PROPN/compound/2 coach/NOUN/compound/2 Ruiz/PROPN/nsubj/3 left/VERB/root/3",
        "Ajax/PROPN/nmod:poss/3 's/PART/case/0 coach/NOUN/compound/3 Ruiz/PROPN/nsubj/4 left/VERB/root/4",
        "Ruiz/PROPN/nsubj/1 became/VERB/root/1 coach/NOUN/xcomp/1 of/ADP/case/4 Ajax/PROPN/nmod/2",
    ],
    ids=["apposition", "copula", "title", "possessive", "becoming"],
)
def test_a_noun_describes_one_and_belongs_to_the_other(rows: str) -> None:
    found = roles(tree(rows), "coach")
    assert found["Ruiz"] == "self"
    assert found["Ajax"] in ("of", "poss", "compound")


def test_who_makes_somebody_something_is_its_giver() -> None:
    rows = "Ajax/PROPN/nsubj/1 named/VERB/root/1 Ruiz/PROPN/obj/1 as/ADP/case/4 coach/NOUN/obl/1"
    assert roles(tree(rows), "coach") == {"Ajax": "giver", "Ruiz": "self"}


def test_being_named_director_is_not_being_named() -> None:
    rows = "Ruiz/PROPN/nsubj:pass/2 was/AUX/aux:pass/2 named/VERB/root/2/VBN director/NOUN/xcomp/2 after/ADP/case/5 Moe/PROPN/obl/2"
    assert roles(tree(rows), "named")["Ruiz"] == "patient:as"


def test_a_preposition_before_a_torn_name_is_found() -> None:
    doc = tree("named/VERB/root/0/VBN after/ADP/case/2 Willem/PROPN/compound/3 Brandt/PROPN/obl/0")
    assert marker(doc[3]) == "after"
    assert [token.text for token in tops(doc[2:4])] == ["Brandt"]


def test_the_members_of_a_list_stand_where_the_first_stands() -> None:
    doc = tree("Brim/PROPN/nsubj/1 sponsors/VERB/root/1 Ajax/PROPN/obj/1 and/CCONJ/cc/4 Nordvik/PROPN/conj/2")
    assert [token.text for token in places(doc[4])] == ["Nordvik", "Ajax"]
    assert [token.text for token in places(doc[2])] == ["Ajax"]
