"""What holds for whatever is assembled."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.ontology import load_schema
from kg.resolve import resolve
from kg.types import Annotation, Claim, DateValue, Modality, Observation, Quotation, Span, TextValue
from tests.resolve.strategies import collections

SCHEMA = load_schema()
PROPERTIES = sorted(SCHEMA.properties) + ["founderOf", "unheardOf"]


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    first, second = draw(st.integers(0, length)), draw(st.integers(0, length))
    return min(first, second), max(first, second)


@st.composite
def claims(draw: st.DrawFn, document: Annotation) -> Claim:
    chains = st.sampled_from([chain.id for chain in document.chains])
    span = spans(len(document.document.text))
    words = st.sampled_from(["director", "managing director", "Managing Director", "CEO"]) | st.text(max_size=8)
    dates = st.sampled_from(["2022", "2022-07", "2022-07-12", "2021", "--07"])
    return Claim(
        subject=draw(chains),
        property=draw(st.sampled_from(PROPERTIES)),
        object=draw(chains | words.map(TextValue) | dates.map(DateValue)),
        evidence=tuple(draw(st.lists(span, max_size=2))),
        subject_mention=draw(st.none() | span),
        object_mention=draw(st.none() | span),
        modality=draw(st.sampled_from(Modality)),
        stated_by=draw(st.none() | chains),
        of=draw(st.none() | chains),
        valid_from=draw(st.none() | dates),
        score=draw(st.sampled_from([0.3, 0.9])),
        extractor=draw(st.sampled_from(["relations", "rules"])),
    )


@st.composite
def stories(draw: st.DrawFn) -> list[Annotation]:
    """Documents with claims, observations and quotations at random."""
    found = []
    for document in draw(collections()):
        if document.chains:
            chains = st.none() | st.sampled_from([chain.id for chain in document.chains])
            span = spans(len(document.document.text))
            observation = st.builds(
                Observation,
                chains,
                st.just("sales"),
                st.just("3"),
                st.none(),
                span,
                st.just(""),
                st.tuples(span),
                stated_by=chains,
            )
            document = replace(
                document,
                claims=tuple(draw(st.lists(claims(document), max_size=6))),
                observations=tuple(draw(st.lists(observation, max_size=2))),
                quotations=tuple(draw(st.lists(st.builds(Quotation, chains, span, st.booleans()), max_size=2))),
            )
        found.append(document)
    return found


@settings(max_examples=40)
@given(stories(), st.randoms())
def test_the_order_of_documents_and_claims_changes_nothing(documents: list[Annotation], random: object) -> None:
    shuffled = [replace(one, claims=one.claims[::-1], observations=one.observations[::-1]) for one in documents[::-1]]
    assert assemble(shuffled, resolve(shuffled), SCHEMA) == assemble(documents, resolve(documents), SCHEMA)


@settings(max_examples=40)
@given(stories())
def test_statements_have_evidence_inside_their_documents(documents: list[Annotation]) -> None:
    resolution = resolve(documents)
    found = assemble(documents, resolution, SCHEMA)
    lengths = {one.document.id: len(one.document.text) for one in documents}
    for statement in found.statements:
        assert statement.evidence and all(item.sentences for item in statement.evidence)
        for item in statement.evidence:
            named = [span for span in (item.subject_mention, item.object_mention) if span]
            assert all(0 <= start <= end <= lengths[item.document] for start, end in (*item.sentences, *named))
    for items in (found.statements, found.figures, found.quotes):
        iris = [item.iri for item in items]
        assert iris == sorted(set(iris))


@settings(max_examples=40)
@given(stories())
def test_statements_are_about_entities_and_never_about_themselves(documents: list[Annotation]) -> None:
    resolution = resolve(documents)
    found = assemble(documents, resolution, SCHEMA)
    for statement in found.statements:
        ends = [statement.subject, statement.stated_by, statement.of, statement.object]
        assert all(resolution.entity(end) for end in ends if isinstance(end, str))
        assert statement.subject not in (statement.object, statement.of)
        known = SCHEMA.properties.get(statement.property)
        if known and known.symmetric and isinstance(statement.object, str):
            assert statement.subject < statement.object


@settings(max_examples=40)
@given(stories())
def test_every_claim_is_told_or_refused(documents: list[Annotation]) -> None:
    found = assemble(documents, resolve(documents), SCHEMA)
    told = {(item.document, span) for one in found.statements for item in one.evidence for span in item.sentences}
    refused = {
        (item.document, span) for one in found.rejections for item in one.statement.evidence for span in item.sentences
    }
    for document in documents:
        for claim in document.claims:
            for span in claim.evidence:
                assert (document.document.id, span) in told | refused
