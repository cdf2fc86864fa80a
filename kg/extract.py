"""Documents to annotations: runs the pipeline and turns what it left on each Doc into our own types, once.

A long text is read in parts that end at paragraphs, so that memory stays bounded; offsets are those of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from sys import intern
from typing import TYPE_CHECKING, Any

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
    Span,
    TextValue,
)  # fmt: skip

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PART = 40_000
"""Characters of a text that are read at once; an article is nearly always shorter."""


def extract(documents: Iterable[Document], nlp: Language) -> Iterator[Annotation]:
    """The annotation of each document, in order, one at a time."""
    for document in documents:
        yield annotate(document, nlp)


def annotate(document: Document, nlp: Language) -> Annotation:
    """Everything that the pipeline finds in one document."""
    parts = list(split(document.text))
    found = [_shift(_read(document, nlp, document.text[start:end]), start, f"p{number}." if len(parts) > 1 else "") for number, (start, end) in enumerate(parts)]
    return Annotation(
        document=document,
        chains=tuple(chain for part in found for chain in part.chains),
        claims=tuple(claim for part in found for claim in part.claims),
        observations=tuple(item for part in found for item in part.observations),
        quotations=tuple(item for part in found for item in part.quotations),
        sentences=tuple(span for part in found for span in part.sentences),
    )


def split(text: str, size: int = PART) -> Iterator[Span]:
    """Spans that cover the text, each at most ``size`` long; cut at a paragraph, a sentence, a space, or anywhere."""
    start = 0
    while len(text) - start > size:
        cut = _cut(text, start, start + size)
        yield start, cut
        start = cut
    if start < len(text):
        yield start, len(text)


def _cut(text: str, start: int, limit: int) -> int:
    low = start + (limit - start) // 2
    for mark in ("\n\n", "\n", ". ", " "):
        place = text.rfind(mark, low, limit)
        if place >= 0:
            return place + len(mark)
    return limit


def _read(document: Document, nlp: Language, text: str) -> Annotation:
    doc = nlp.make_doc(text)
    doc._.kg_published = document.published
    for _, component in nlp.pipeline:
        doc = component(doc)
    return to_annotation(document, doc)


def to_annotation(document: Document, doc: Doc) -> Annotation:
    """What the components wrote on a Doc, as plain data."""
    from kg.pipeline.words import sentence_spans

    text = doc.text  # put together anew each time it is asked for
    return Annotation(
        document=document,
        chains=tuple(_chain(row, text) for row in doc._.kg_chains or ()),
        claims=tuple(_claim(row) for row in doc._.kg_claims or ()),
        observations=tuple(_observation(row) for row in doc._.kg_figures or ()),
        quotations=tuple(_quotation(row) for row in doc._.kg_quotations or ()),
        sentences=tuple(sentence_spans(doc)) if doc.has_annotation("SENT_START") else (),
    )


def _chain(row: dict[str, Any], text: str) -> Chain:
    mentions = tuple(Mention(start, end, intern(text[start:end]), MentionKind(kind)) for start, end, kind in row["mentions"])
    return Chain(row["id"], row["type"], row["class"], row["name"], mentions, row.get("score", 1.0))


def _span(value: Any) -> Span | None:
    return (int(value[0]), int(value[1])) if value is not None else None


def _spans(values: Iterable[Any]) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in values)


def _claim(row: dict[str, Any]) -> Claim:
    value = row["object"]
    target = value if isinstance(value, str) else DateValue(value["date"]) if "date" in value else TextValue(value["text"])
    return Claim(
        subject=row["subject"], property=row["property"], object=target, evidence=_spans(row["evidence"]),
        subject_mention=_span(row["subject_mention"]), object_mention=_span(row["object_mention"]), modality=Modality(row["modality"]),
        stated_by=row["stated_by"], of=row["of"], valid_from=row["valid_from"], valid_until=row["valid_until"],
        score=row["score"], extractor=row["extractor"],
    )  # fmt: skip


def _observation(row: dict[str, Any]) -> Observation:
    converted = row.get("converted")
    return Observation(**{
        **row, "span": _span(row["span"]), "evidence": _spans(row["evidence"]), "modality": Modality(row.get("modality") or "asserted"),
        "converted": tuple(converted) if converted else None,
    })  # fmt: skip


def _quotation(row: dict[str, Any]) -> Quotation:
    return Quotation(**{**row, "span": _span(row["span"])})


def _shift(part: Annotation, by: int, prefix: str) -> Annotation:
    """The part with offsets of the whole text, and ids that are its own."""
    if not by and not prefix:
        return part

    seen: dict[Span, Span] = {}  # a long text has so many that equal ones are kept once

    def move(span: Span) -> Span:
        moved = (span[0] + by, span[1] + by)
        return seen.setdefault(moved, moved)

    def maybe(span: Span | None) -> Span | None:
        return move(span) if span is not None else None

    def many(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(map(move, spans))

    def named(value: str) -> str:
        return intern(prefix + value)

    def name(value: str | None) -> str | None:
        return named(value) if value is not None else None

    return replace(
        part,
        chains=tuple(replace(c, id=named(c.id), mentions=tuple(replace(m, start=m.start + by, end=m.end + by) for m in c.mentions)) for c in part.chains),
        claims=tuple(replace(c, subject=named(c.subject), object=named(c.object) if isinstance(c.object, str) else c.object, evidence=many(c.evidence),
                             subject_mention=maybe(c.subject_mention), object_mention=maybe(c.object_mention), stated_by=name(c.stated_by), of=name(c.of))
                     for c in part.claims),
        observations=tuple(replace(o, subject=name(o.subject), stated_by=name(o.stated_by), span=move(o.span), evidence=many(o.evidence)) for o in part.observations),
        quotations=tuple(replace(q, speaker=name(q.speaker), span=move(q.span)) for q in part.quotations),
        sentences=many(part.sentences),
    )  # fmt: skip
