"""What the page is given: quoted sentences, sources, disagreements, dates, blocks."""

from __future__ import annotations

import base64
import dataclasses
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.explore.articles import safe_url
from kg.explore.conflicts import figure_conflicts, statement_conflicts
from kg.explore.dates import earliest, latest
from kg.explore.evidence import independent_sources, quote, utf16
from kg.explore.payload import blocks, encode
from kg.explore.picture import take_picture
from kg.explore.vocabulary import spaced
from kg.types import DateValue, Document, Evidence, KnowledgeGraph, Literal, Modality, Statement


def document(id: str, text: str, source: str | None = None) -> Document:
    return Document(id, text, source=source)


def statement(
    value: str | Literal, *, property: str = "inception", modality: Modality = Modality.ASSERTED, **how: Any
) -> Statement:
    evidence = how.pop("evidence", (Evidence("d", ((0, 1),), None, None, "x", 1.0),))
    return Statement(f"s:{value}{modality}{how}", "e:1", property, value, modality, evidence, **how)


@given(st.text(max_size=40), st.data())
def test_offsets_are_those_of_javascript(text: str, data: st.DataObject) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    offset = data.draw(st.integers(0, len(text)))
    assert utf16(text, offset) == len(text[:offset].encode("utf-16-le")) // 2


@given(st.text(min_size=3, max_size=60), st.data())
def test_marks_point_to_the_marked_words(text: str, data: st.DataObject) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    said = quote(document("d", text), ((0, len(text)),), (((start, end), "s"),))
    raw = said.text.encode("utf-16-le")
    assert [raw[2 * left : 2 * right].decode("utf-16-le") for left, right, _ in said.marks] == [text[start:end]]


def test_sentences_apart_are_joined_by_an_ellipsis() -> None:
    text = "One here. Two there. Three 🜛 nowhere."
    said = quote(document("d", text), ((0, 9), (21, 37)), (((27, 28), "o"),))
    assert said.text == "One here. … Three 🜛 nowhere."
    assert said.marks == ((18, 20, "o"),)
    assert said.pieces == ((0, 9, 0, 9), (21, 37, 12, 29))


def test_neighbouring_sentences_keep_the_space_between_them() -> None:
    assert quote(document("d", "One.\nTwo."), ((0, 4), (5, 9)), ()).text == "One.\nTwo."


def test_a_mark_outside_the_quoted_sentences_is_left_out() -> None:
    assert quote(document("d", "He came. She left."), ((9, 18),), (((0, 2), "s"),)).marks == ()


def test_evidence_beyond_the_text_is_an_error() -> None:
    with pytest.raises(GraphError, match="d: evidence at 2–90, but the text has 4 characters"):
        quote(document("d", "abcd"), ((2, 90),), ())


def test_sources_are_independent_when_outlet_and_words_differ() -> None:
    documents = {
        "a": document("a", "Wire text.", "One"),
        "b": document("b", "Wire  Text.", "Two"),
        "c": document("c", "Own words.", "Three"),
        "d": document("d", "Other words.", "Three"),
        "e": document("e", "No outlet."),
    }

    def seen(*ids: str) -> int:
        evidence = tuple(Evidence(id, ((0, len(documents[id].text)),), None, None, "x", 1.0) for id in ids)
        return independent_sources(statement("e:2", evidence=evidence), documents)

    assert seen("a") == 1
    assert seen("a", "b") == 1  # printed twice, said once
    assert seen("c", "d") == 1  # one outlet
    assert seen("a", "b", "c", "e") == 3


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("1970-01-02", 1, 1),
        ("1970-02", 31, 58),
        ("1971", 365, 729),
        ("1972-12", 1065, 1095),
        ("1970-01-02T10:00", 1, 1),
    ],
)
def test_dates_become_days(iso: str, first: int, last: int) -> None:
    assert (earliest(iso), latest(iso)) == (first, last)


@pytest.mark.parametrize("iso", [None, "", "--06", "soon", "1970-13", "1970-02-30", "<b>1970", "0000-01-01"])
def test_what_names_no_day_becomes_none(iso: str | None) -> None:
    assert earliest(iso) is None


def test_years_and_days_that_fit_agree_and_others_do_not() -> None:
    facts = [statement(DateValue("2014")), statement(DateValue("2014-03"))]
    assert statement_conflicts(facts, lambda _: False) == []
    assert statement_conflicts([*facts, statement(DateValue("2015"))], lambda _: False) == [(0, 1, 2)]


def test_functional_properties_conflict_unless_their_times_tell_them_apart() -> None:
    one, two = statement("e:a", property="headquarters"), statement("e:b", property="headquarters")
    assert statement_conflicts([one, two], lambda name: name == "headquarters") == [(0, 1)]
    assert statement_conflicts([one, two], lambda _: False) == []
    assert statement_conflicts([one, dataclasses.replace(two, valid_from="2020")], lambda _: True) == []
    assert statement_conflicts([one, dataclasses.replace(two, modality=Modality.PLANNED)], lambda _: True) == []


def test_a_fact_and_its_denial_conflict() -> None:
    told = [statement("e:a", property="owner"), statement("e:a", property="owner", modality=Modality.DENIED)]
    assert statement_conflicts(told, lambda _: False) == [(0, 1)]


def test_figures_conflict_for_one_period_only(sample: KnowledgeGraph) -> None:
    groups = figure_conflicts(sample.figures)
    assert len(groups) == 1
    assert {sample.figures[place].observation.value for place in groups[0]} == {"9000000", "6000000"}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " data:text/html,x",
        "file:///etc/passwd",
        "//x.example",
        "http://",
        "http://[",
        "",
        None,
        "vbscript:x",
    ],
)
def test_addresses_that_are_not_of_the_web_are_dropped(url: str | None) -> None:
    assert safe_url(url) is None


def test_web_addresses_are_kept() -> None:
    assert safe_url(" HTTPS://news.example/a?b=c#d ") == "HTTPS://news.example/a?b=c#d"


@pytest.mark.parametrize(
    ("name", "words"), [("foundedBy", "founded by"), ("AIModel", "AI model"), ("Person", "person"), ("of", "of")]
)
def test_names_are_spelled_out(name: str, words: str) -> None:
    assert spaced(name) == words


def test_the_same_graph_gives_the_same_bytes_whatever_its_order(sample: KnowledgeGraph) -> None:
    turned = dataclasses.replace(
        sample, statements=sample.statements[::-1], documents=sample.documents[::-1], figures=sample.figures[::-1]
    )
    first, second = (
        {name: encode(block) for name, block in blocks(graph, take_picture(graph), title="t", with_text=True).items()}
        for graph in (sample, turned)
    )
    assert first == second


def test_blocks_unpack_to_what_was_packed(sample: KnowledgeGraph) -> None:
    made = blocks(sample, take_picture(sample), title="t")
    assert "texts-0" not in made
    for block in made.values():
        assert json.loads(zlib.decompress(base64.b64decode(encode(block)))) == json.loads(json.dumps(block))


def test_text_stays_out_unless_asked_for(sample: KnowledgeGraph) -> None:
    picture = take_picture(sample)
    assert any(name.startswith("texts-") for name in blocks(sample, picture, title="t", with_text=True))


def test_a_fact_from_a_document_that_is_not_there_is_an_error(sample: KnowledgeGraph) -> None:
    broken = dataclasses.replace(sample, documents=sample.documents[1:])
    with pytest.raises(GraphError, match="which the graph does not hold"):
        blocks(broken, take_picture(broken), title="t")


def test_names_without_a_mention_are_found_in_the_text(sample: KnowledgeGraph) -> None:
    made = blocks(sample, take_picture(sample), title="t", with_text=True)
    index = made["index"]
    found = set()
    for block in (block for name, block in made.items() if name.startswith("texts-")):
        for article in block:
            raw = article["text"].encode("utf-16-le")
            for start, end, kind, number in article["spans"]:
                if kind == "e":
                    found.add((index["entities"]["name"][number], raw[2 * start : 2 * end].decode("utf-16-le")))
    assert (
        ("川流科技", "Chuanliu") in found and ("Ines Carrow", "Carrow") in found and ("Orbeline Systems", "It") in found
    )
