"""Facts of annotated news: calibration, errors told in words, the simple systems beside ours."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from benchmarks import news
from benchmarks.baselines import triples, verbs_of
from kg.ontology import load_schema
from kg.types import Annotation, Chain, Claim, Document, Mention

TEXT = "Brim bought Ajax. Ada works for Brim."


def chain(id_: str, type_: str, cls: str, *spans: tuple[int, int]) -> Chain:
    return Chain(id_, type_, cls, TEXT[slice(*spans[0])], tuple(Mention(s, e, TEXT[s:e]) for s, e in spans))


CHAINS = (chain("b", "Organization", "Company", (0, 4), (32, 36)), chain("a", "Organization", "Company", (12, 16)), chain("p", "Person", "Person", (18, 21)))


def article(*claims: Claim) -> Annotation:
    return Annotation(Document("one", TEXT), CHAINS, claims)


def claim(subject: str, name: str, target: str, score: float = 1.0) -> Claim:
    return Claim(subject, name, target, ((0, 17),), score=score)


RIGHT = article(claim("a", "acquiredBy", "b"), claim("p", "employer", "b"))


def test_sure_and_right_is_calibrated() -> None:
    assert news.calibration([RIGHT], [article(claim("a", "acquiredBy", "b", 1.0))]) == 0.0


def test_the_calibration_error_is_averaged_over_what_was_found() -> None:
    found = article(claim("a", "acquiredBy", "b", 0.75), claim("a", "owner", "b", 0.55))
    assert news.calibration([RIGHT], [found]) == pytest.approx((0.25 + 0.55) / 2)


def test_errors_are_the_same_at_every_draw_and_name_both_ends() -> None:
    found = article(claim("a", "acquiredBy", "b"), claim("b", "owner", "a", 0.61))
    told = news.errors([RIGHT], [found], 5)
    assert told == news.errors([RIGHT], [found], 5)
    assert len(told) == 2
    assert told[0].startswith("missed: Ada – employer – Brim [one]: Brim bought Ajax.")
    assert told[1].startswith("wrong: Brim – owner – Ajax, score 0.61 [one]")


def test_subject_verb_object_takes_the_direction_that_the_ontology_admits() -> None:
    schema = load_schema()
    words = ["Brim", "bought", "Ajax", ".", "Ada", "works", "for", "Brim", "."]
    doc = Doc(spacy.blank("en").vocab, words=words, spaces=[True, True, False, True, True, True, True, False, False],
              heads=[1, 1, 1, 1, 5, 5, 7, 5, 5], deps=["nsubj", "root", "obj", "punct", "nsubj", "root", "case", "obl", "punct"],
              pos=["PROPN", "VERB", "PROPN", "PUNCT", "PROPN", "VERB", "ADP", "PROPN", "PUNCT"],
              lemmas=["Brim", "buy", "Ajax", ".", "Ada", "work", "for", "Brim", "."])  # fmt: skip
    found = {(c.subject, c.property, c.object) for c in triples(doc, article(), {"buy": ["acquiredBy"], "work": ["employer"]}, schema)}
    assert found == {("b", "acquiredBy", "a"), ("p", "employer", "b")}


def test_a_verb_names_every_property_that_has_it_as_a_cue() -> None:
    by_cue = verbs_of(load_schema())
    assert by_cue
    assert all(name in load_schema().properties for names in by_cue.values() for name in names)
