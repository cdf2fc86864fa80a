"""The annotation format is read whole, written whole, and refused with a place when it is broken."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotations import from_record, read_annotations, to_record, write_annotations
from kg.errors import AnnotationError, OutputError
from kg.types import (
    Annotation,
    Chain,
    Claim,
    DateValue,
    Document,
    Mention,
    MentionKind,
    Modality,
    Observation,
    Quotation,
    TextValue,
)

TEXT = "Orbit Labs, its chief Mara Quill said, has 30 to 40 Chinese users."


def record(**parts: Any) -> dict[str, Any]:
    """A valid record; ``parts`` replace its keys."""
    entities = [
        {"id": "e1", "type": "Organization", "name": "Orbit Labs", "mentions": [[0, 10]], "corefs": [[12, 15]]},
        {"id": "e2", "type": "Person", "class": "Person", "name": "Mara Quill", "mentions": [[22, 32]]},
        {"id": "e3", "type": "Place", "class": "Country", "name": "China", "demonyms": [[52, 59]]},
    ]
    return {"id": "d1", "text": TEXT, "entities": entities} | parts


def fact(**parts: Any) -> dict[str, Any]:
    return record(facts=[{"s": "e1", "p": "chiefExecutive", "o": "e2", "evidence": [[0, len(TEXT)]]} | parts])


def figure(**parts: Any) -> dict[str, Any]:
    quantity = {"subject": "e1", "metric": "users", "value": "30-40", "unit": "users", "evidence": [[0, len(TEXT)]]}
    return record(quantities=[quantity | parts])


def only_claim(**parts: Any) -> Claim:
    return from_record(fact(**parts)).claims[0]


def only_figure(**parts: Any) -> Observation:
    return from_record(figure(**parts)).observations[0]


# --- what a record may say ----------------------------------------------------------------


def test_mentions_get_their_kind_from_their_list_and_their_words() -> None:
    chains = from_record(record()).chains
    kinds = [(mention.text, mention.kind) for chain in chains for mention in chain.mentions]
    assert kinds == [
        ("Orbit Labs", MentionKind.NAME),
        ("its", MentionKind.PRONOUN),
        ("Mara Quill", MentionKind.NAME),
        ("Chinese", MentionKind.DEMONYM),
    ]


def test_a_definite_description_is_a_nominal_mention() -> None:
    chain = {"id": "e1", "type": "Person", "name": "Mara Quill", "mentions": [[22, 32]], "corefs": [[12, 21]]}
    mentions = from_record(record(entities=[chain])).chains[0].mentions
    assert mentions[0] == Mention(12, 21, "its chief", MentionKind.NOMINAL)


def test_the_finer_class_is_the_type_when_it_is_not_given() -> None:
    assert [chain.cls for chain in from_record(record()).chains] == ["Organization", "Person", "Country"]


def test_a_missing_list_is_empty_and_unknown_keys_are_ignored() -> None:
    annotation = from_record({"id": "d1", "text": "Nothing.", "style": "brief", "facts": None})
    assert annotation == Annotation(Document("d1", "Nothing."))


def test_a_claim_without_modality_is_asserted() -> None:
    assert only_claim().modality is Modality.ASSERTED


@pytest.mark.parametrize(
    ("valid", "expected"),
    [
        (["2019", "2021-03"], ("2019", "2021-03")),
        ([None, "2020"], (None, "2020")),
        (["2020"], ("2020", None)),
        ("2019/2021", ("2019", "2021")),
        ("../2021", (None, "2021")),
        ("2019", ("2019", None)),
        (None, (None, None)),
        ([], (None, None)),
    ],
)
def test_validity_is_a_list_an_interval_or_a_start(valid: Any, expected: tuple[str | None, str | None]) -> None:
    claim = only_claim(valid=valid)
    assert (claim.valid_from, claim.valid_until) == expected


@pytest.mark.parametrize(
    ("alt", "expected"),
    [
        (["e3", {"text": "boss"}, {"date": "2020"}], ("e3", TextValue("boss"), DateValue("2020"))),
        ("e3", ("e3",)),
        (None, ()),
    ],
)
def test_alternative_objects_are_kept(alt: Any, expected: tuple[Any, ...]) -> None:
    assert only_claim(alt=alt).alt == expected


def test_a_range_becomes_low_and_high() -> None:
    item = only_figure(value="-30.5-40")
    assert (item.value, item.low, item.high) == (None, "-30.5", "40")


@pytest.mark.parametrize(("value", "expected"), [("-6.8", "-6.8"), (400, "400"), (1.5, "1.5"), (1e9, "1000000000.0")])
def test_a_value_is_plain_digits(value: Any, expected: str) -> None:
    assert only_figure(value=value).value == expected


def test_a_figure_may_leave_everything_open_but_its_metric() -> None:
    item = only_figure(value=None, unit=None, subject=None, qualifier=None, period=None, change=None)
    assert (item.value, item.low, item.unit, item.subject, item.qualifier) == (None, None, None, None, None)


def test_a_figure_keeps_its_modality_and_speaker() -> None:
    item = only_figure(modality="planned", stated_by="e2")
    assert (item.modality, item.stated_by) == (Modality.PLANNED, "e2")


@pytest.mark.parametrize(
    ("converted", "expected"),
    [
        ([{"value": "1407", "unit": "USD"}], ("1407", "USD")),
        ({"value": 1407, "unit": "USD"}, ("1407", "USD")),
        (["1407", "USD"], ("1407", "USD")),
        ("32850 USD", ("32850", "USD")),
        ("10400-16400 km", ("10400-16400", "km")),
        ("€6.9 million", ("€6.9 million", "")),
        (None, None),
    ],
)
def test_converted_values_are_read_in_every_form(converted: Any, expected: tuple[str, str] | None) -> None:
    assert only_figure(converted=converted).converted == expected


def test_a_change_given_as_a_list_is_joined() -> None:
    assert only_figure(change=["up", "15 percent"]).change == "up; 15 percent"


def test_a_figure_without_a_span_stands_at_its_evidence() -> None:
    assert (only_figure().span, only_figure().text) == ((0, len(TEXT)), TEXT)
    assert only_figure(span=[43, 51]).text == "30 to 40"


# --- what is refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ([], "expected an object"),
        ({"text": "x"}, "id: missing"),
        ({"id": "d1"}, "document 'd1': text: missing"),
        (record(text=7), "text: expected text, found 7"),
        (record(text=TEXT + "\ud800"), "half of a surrogate pair"),
        (record(entities="e1"), "entities: expected a list of objects"),
        (record(entities=[record()["entities"][0]] * 2), "entities: an id occurs twice"),
        (record(entities=[{"id": "e1", "type": "Company", "name": "x"}]), "type: expected one of Event"),
        (record(entities=[{"id": "e1", "type": "Work", "name": "x", "mentions": [[3, 3]]}]), r"\[3, 3\] is no span"),
        (record(entities=[{"id": "e1", "type": "Work", "name": "x", "mentions": [[0, 999]]}]), "999] is no span"),
        (record(entities=[{"id": "e1", "type": "Work", "name": "x", "corefs": [[-1, 2]]}]), "is no span"),
        (record(entities=[{"id": "e1", "type": "Work", "name": "x", "demonyms": [[True, 2]]}]), "expected .start, end"),
        (fact(s="e9"), "fact 'chiefExecutive': s: no entity 'e9'"),
        (fact(o="nobody"), "o: no entity 'nobody'"),
        (fact(o={"number": 3}), "o: expected text"),
        (fact(o=None), "o: missing"),
        (fact(alt=["e9"]), "alt: no entity 'e9'"),
        (fact(stated_by="e9"), "stated_by: no entity 'e9'"),
        (fact(evidence=[[0, 10_000]]), "evidence: .* is no span of a text of 66 characters"),
        (fact(modality="maybe"), "modality: expected one of asserted, former"),
        (fact(score=1.2), "score: expected a number from 0 to 1"),
        (fact(valid=["a", "b", "c"]), "valid: expected"),
        (fact(valid=[2019, None]), "valid: expected dates or null"),
        (figure(value="1,000"), "value: expected plain digits, found '1,000'"),
        (figure(value=True), "value: expected text or a number"),
        (figure(subject="e9"), "quantity 'users': subject: no entity 'e9'"),
        (record(quotes=[{"speaker": "e1", "direct": True}]), "quote: span: missing"),
        (record(quotes=[{"speaker": "e1", "span": [0, 2], "direct": "yes"}]), "direct: expected true or false"),
    ],
)
def test_a_broken_record_is_refused_with_the_reason(broken: Any, message: str) -> None:
    with pytest.raises(AnnotationError, match=message):
        from_record(broken)


def test_an_error_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record()) + "\n\n" + json.dumps(record(id="d2", text="")) + "\n", encoding="utf-8")
    with pytest.raises(AnnotationError) as caught:
        list(read_annotations(path))
    assert str(caught.value).startswith(f"{path}:3: document 'd2': entity 'e1': mentions: [0, 10]")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": "d1", "text": ', ":1: not JSON"),
        (b"[" * 100_000, ":1: not JSON"),
        (b'{"id": "d1", "text": "", "score": NaN}', ":1: not JSON: NaN"),
        (b'{"id": "d1", "text": "\xff"}', "not UTF-8"),
        (b'{"id": "d1", "text": ""}\n{"id": "d1", "text": ""}\n', ":2: document id 'd1' occurs twice"),
    ],
)
def test_a_file_that_is_no_annotation_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(AnnotationError, match=message):
        list(read_annotations(path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"none\.jsonl: No such file"):
        list(read_annotations(tmp_path / "none.jsonl"))


def test_a_place_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file"):
        write_annotations([], tmp_path / "none" / "out.jsonl")


def test_line_separators_inside_a_text_do_not_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    annotation = Annotation(Document("d1", "one\u2028two\u0085three\r\nfour\x0bfive"))
    write_annotations([annotation], path)
    assert list(read_annotations(path)) == [annotation]


# --- round trip ---------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe = st.one_of(st.none(), words)
scores = st.floats(0, 1)
modalities = st.sampled_from(Modality)
digits = st.from_regex(r"-?\d{1,6}(\.\d{1,3})?", fullmatch=True).filter(str.isascii)


@st.composite
def any_annotation(draw: st.DrawFn) -> Annotation:
    """Any document with one or more chains and what hangs on them."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    offsets = st.integers(0, len(text))
    spans = st.tuples(offsets, offsets).filter(lambda pair: pair[0] < pair[1])
    evidence = st.lists(spans, max_size=2).map(tuple)
    ids = draw(st.lists(words, min_size=1, max_size=3, unique=True))
    chain_ids, maybe_ids = st.sampled_from(ids), st.one_of(st.none(), st.sampled_from(ids))
    objects = st.one_of(chain_ids, st.builds(DateValue, words), st.builds(TextValue, words))

    @st.composite
    def mentions(draw: st.DrawFn) -> tuple[Mention, ...]:
        pairs = draw(st.lists(st.tuples(spans, st.sampled_from(["mentions", "corefs", "demonyms"])), max_size=4))
        rows = {key: [list(span) for span, kind in pairs if kind == key] for key in ("mentions", "corefs", "demonyms")}
        entity = {"id": "x", "type": "Other", "name": "x"} | rows
        return from_record({"id": "x", "text": text, "entities": [entity]}).chains[0].mentions

    @st.composite
    def observations(draw: st.DrawFn) -> Observation:
        ends = draw(st.one_of(st.none(), st.tuples(digits, digits)))
        proof = draw(evidence)
        span = draw(spans)
        return Observation(
            subject=draw(maybe_ids),
            metric=draw(words),
            value=None if ends else draw(st.one_of(st.none(), digits)),
            unit=draw(maybe),
            span=span,
            text=text[span[0] : span[1]],
            evidence=proof,
            low=ends[0] if ends else None,
            high=ends[1] if ends else None,
            qualifier=draw(maybe),
            period=draw(maybe),
            change=draw(maybe),
            against=draw(maybe),
            converted=draw(st.one_of(st.none(), st.tuples(digits, words))),
            stated_by=draw(maybe_ids),
            modality=draw(modalities),
            score=draw(scores),
        )

    kinds = st.sampled_from(["Person", "Organization", "Place", "Product", "Work", "Event", "Other"])
    claims = st.builds(
        Claim,
        subject=chain_ids,
        property=words,
        object=objects,
        evidence=evidence,
        subject_mention=st.one_of(st.none(), spans),
        object_mention=st.one_of(st.none(), spans),
        modality=modalities,
        stated_by=maybe_ids,
        of=maybe_ids,
        valid_from=st.one_of(st.none(), st.just("2019")),
        valid_until=st.one_of(st.none(), st.just("2020-01")),
        score=scores,
        extractor=words,
        alt=st.lists(objects, max_size=2).map(tuple),
    )
    quotations = st.builds(Quotation, speaker=maybe_ids, span=spans, direct=st.booleans(), verb=maybe, score=scores)
    return Annotation(
        document=Document(draw(words), text, draw(maybe), draw(maybe), draw(maybe), draw(maybe), "en", draw(maybe)),
        chains=tuple(
            Chain(key, draw(kinds), draw(words), draw(words), draw(mentions()), draw(scores), draw(maybe))
            for key in ids
        ),
        claims=tuple(draw(st.lists(claims, max_size=2))),
        observations=tuple(draw(st.lists(observations(), max_size=2))),
        quotations=tuple(draw(st.lists(quotations, max_size=2))),
        sentences=draw(evidence),
    )


@given(any_annotation())
def test_every_annotation_survives_a_round_trip(annotation: Annotation) -> None:
    stream = io.StringIO()
    write_annotations([annotation], stream)
    assert from_record(json.loads(stream.getvalue())) == annotation
    assert to_record(from_record(to_record(annotation))) == to_record(annotation)
