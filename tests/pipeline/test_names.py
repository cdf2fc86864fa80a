"""One type for one name: what the tagger's shares at several places come to in a document."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.pipeline.names import Names, _is_pronoun, _one_of_a_people, _trim, as_said, made

TYPES = ("Organization", "Product")
BODIES = ("organization", "charity", "institute")


def agreed(*places: tuple[str, str, tuple[float, float]]) -> dict[str, set[str]]:
    """The types of names whose places were tagged one by one with these shares of ``TYPES``."""
    names = Names()
    names.settings = {"tags": ["O", "B-Organization", "I-Organization", "B-Product", "I-Product"]}
    names.types = [tag[2:] for tag in names.settings["tags"]]
    names.begins = np.array([tag.startswith("B-") for tag in names.settings["tags"]])
    doc = spacy.blank("en")(" ".join(name for name, _, _ in places))
    spans, at = [], 0
    for name, type_, _ in places:
        stop = at + len(name.split())
        spans.append(Span(doc, at, stop, label=type_))
        at = stop
    scores = np.log(np.array([[0.001, o, 0.001, p, 0.001] for _, _, (o, p) in places], dtype=np.float32))
    found: dict[str, set[str]] = {}
    for span in names._agreed(spans, scores):
        found.setdefault(span.text, set()).add(span.label_)
    return found


def test_the_same_words_have_one_type() -> None:
    found = agreed(("Veltra", "Organization", (0.6, 0.4)), ("Veltra", "Product", (0.05, 0.95)))
    assert found == {"Veltra": {"Product"}}


@pytest.mark.parametrize("longer", ["Veltra AI", "Veltra Technologies", "Veltra Inc."])
def test_a_name_and_its_longer_form_agree_where_the_tagger_is_unsure(longer: str) -> None:
    found = agreed(("Veltra", "Organization", (0.57, 0.41)), (longer, "Product", (0.02, 0.97)))
    assert found == {"Veltra": {"Product"}, longer: {"Product"}}


def test_a_company_and_its_product_stay_apart_where_the_tagger_is_sure() -> None:
    found = agreed(("Veltra", "Organization", (0.99, 0.01)), ("Veltra AI", "Product", (0.02, 0.97)))
    assert found == {"Veltra": {"Organization"}, "Veltra AI": {"Product"}}


def test_words_that_name_something_else_do_not_join() -> None:
    found = agreed(("Veltra", "Organization", (0.57, 0.41)), ("Veltra Falcon", "Product", (0.02, 0.97)))
    assert found == {"Veltra": {"Organization"}, "Veltra Falcon": {"Product"}}


def parsed(marked: str) -> Doc:
    """A hand-parsed sentence; words are ``form/pos/dep/head``, the root its own head."""
    parts = [word.split("/") for word in marked.split()]
    return Doc(
        spacy.blank("en").vocab, words=[p[0] for p in parts], pos=[p[1] for p in parts], deps=[p[2] for p in parts],
        heads=[int(p[3]) for p in parts], lemmas=[p[0].lower() for p in parts],
    )  # fmt: skip


def typed(marked: str, name: str, type_: str) -> str:
    """The type of ``name`` in a hand-parsed sentence after the text had its say."""
    doc = parsed(marked)
    size = len(name.split())
    start = next(i for i in range(len(doc)) if doc[i : i + size].text == name)
    return as_said([Span(doc, start, start + size, label=type_)], BODIES)[0].label_


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Orvel/PROPN/compound/1 Forum/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 established/VERB/root/3 as/ADP/case/6 an/DET/det/6 organization/NOUN/obl/3", "Organization"),
        ("Orvel/PROPN/compound/1 Forum/PROPN/nsubj/4 is/AUX/cop/4 a/DET/det/4 charity/NOUN/root/4", "Organization"),
        ("Orvel/PROPN/compound/1 Forum/PROPN/nsubj/5 is/AUX/cop/5 not/ADV/advmod/5 a/DET/det/5 charity/NOUN/root/5", "Event"),
        ("Orvel/PROPN/compound/1 Forum/PROPN/nsubj/2 joined/VERB/root/2 a/DET/det/4 charity/NOUN/obj/2", "Event"),
    ],
    ids=["established as", "is a", "is not a", "joined a"],
)  # fmt: skip
def test_an_event_that_the_text_calls_a_body_is_one(marked: str, expected: str) -> None:
    assert typed(marked, "Orvel Forum", "Event") == expected


@pytest.mark.parametrize("type_", ["Person", "Place", "Product"])
def test_other_things_stay_what_they_are_whatever_they_are_called(type_: str) -> None:
    assert typed("Ira/PROPN/compound/1 Voss/PROPN/nsubj/4 is/AUX/cop/4 an/DET/det/4 institute/NOUN/root/4", "Ira Voss", type_) == type_


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Veltra Group of", "Veltra Group"),
        ("Bank of the", "Bank"),
        ("Veltra's", "Veltra"),
        ("Bank of Norway", "Bank of Norway"),
        ("Log In", "Log In"),
        ("of the", None),
    ],
)
def test_a_name_does_not_end_in_a_word_that_leads_on(text: str, name: str | None) -> None:
    doc = spacy.blank("en")(text)
    span = _trim(doc, 0, len(doc), "Organization")
    assert (span.text if span is not None else None) == name


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("the/DET/det/1 announcement/NOUN/root/1 of/ADP/case/3 Orvel/PROPN/nmod/1", True),
        ("they/PRON/nsubj/1 unveil/VERB/root/1 Orvel/PROPN/obj/1", True),
        ("Orvel/PROPN/nsubj:pass/2 was/AUX/aux:pass/2 develop/VERB/root/2", True),
        ("they/PRON/nsubj/1 visit/VERB/root/1 Orvel/PROPN/obj/1", False),
        ("the/DET/det/1 announcement/NOUN/root/1 at/ADP/case/3 Orvel/PROPN/nmod/1", False),
        ("Orvel/PROPN/nsubj/1 announce/VERB/root/1 it/PRON/obj/1", False),
    ],
)  # fmt: skip
def test_what_is_announced_or_built_is_made(marked: str, expected: bool) -> None:
    doc = parsed(marked)
    start = [token.text for token in doc].index("Orvel")
    assert made(Span(doc, start, start + 1, label="Event")) is expected


def surnames(*places: tuple[str, str, float]) -> list[str]:
    """The types of names after surnames were settled, given how likely each place is a person."""
    names = Names()
    names.settings = {"tags": ["O", "B-Person", "I-Person", "B-Organization", "I-Organization"]}
    doc = spacy.blank("en")(" ".join(name for name, _, _ in places))
    spans, at = [], 0
    for name, type_, _ in places:
        spans.append(Span(doc, at, at + len(name.split()), label=type_))
        at += len(name.split())
    scores = np.log(np.array([[1e-9, share, 1e-9, 1 - share, 1e-9] for _, _, share in places], dtype=np.float32))
    return [span.label_ for span in names._surnames(spans, scores)]


def test_one_word_of_a_persons_name_is_that_person() -> None:
    assert surnames(("Ana Orvel", "Person", 0.9), ("Orvel", "Organization", 0.01)) == ["Person", "Person"]


def test_a_word_that_a_companys_name_holds_too_may_be_the_company() -> None:
    places = (("Ana Orvel", "Person", 0.9), ("Orvel Optics", "Organization", 0.01), ("Orvel", "Organization", 0.01))
    assert surnames(*places) == ["Person", "Organization", "Organization"]


def test_a_word_that_can_hardly_be_a_person_is_none() -> None:
    assert surnames(("Ana Orvel", "Person", 0.9), ("Orvel", "Organization", 0.00001)) == ["Person", "Organization"]


def test_a_pronoun_that_opens_a_sentence_is_no_name() -> None:
    doc = parsed("Nobody/PRON/nsubj/1 sells/VERB/root/1 Orvel/PROPN/obj/1")
    assert _is_pronoun(Span(doc, 0, 1, label="Organization"))
    assert not _is_pronoun(Span(doc, 2, 3, label="Organization"))


def test_one_of_a_people_is_a_demonym() -> None:
    doc = spacy.blank("en")("It is run by a Swede and by Swede Motors, a Dane of Lund.")
    labels = {start: _one_of_a_people(Span(doc, start, start + 1, label="Organization")).label_ for start in (5, 8, 12)}
    assert labels == {5: "Demonym", 8: "Organization", 12: "Demonym"}
