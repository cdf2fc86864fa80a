"""From annotations to JSON objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.annotations.fields import Record
from kg.types import (
    Annotation,
    Chain,
    Claim,
    DateValue,
    Literal,
    MentionKind,
    Modality,
    Observation,
    Quotation,
    Span,
    TextValue,
)


def to_record(annotation: Annotation) -> Record:
    """The JSON object of one document; what has its default value is left out, the format's own fields are not."""
    document = annotation.document
    record: Record = {"id": document.id, "text": document.text}
    record |= {"published": document.published, "title": document.title, "source": document.source}
    record |= _given(url=document.url, path=document.path)
    if document.language != "en":
        record["language"] = document.language
    record["entities"] = [_entity_record(chain) for chain in annotation.chains]
    record["facts"] = [_fact_record(claim) for claim in annotation.claims]
    record["quantities"] = [_quantity_record(observation) for observation in annotation.observations]
    record["quotes"] = [_quote_record(quotation) for quotation in annotation.quotations]
    if annotation.sentences:
        record["sentences"] = _pairs(annotation.sentences)
    return record


def _entity_record(chain: Chain) -> Record:
    kinds: dict[str, list[list[int]]] = {"mentions": [], "corefs": [], "demonyms": []}
    keys = {MentionKind.NAME: "mentions", MentionKind.DEMONYM: "demonyms"}
    for mention in sorted(chain.mentions):
        kinds[keys.get(mention.kind, "corefs")].append(list(mention.span))
    head = {"id": chain.id, "type": chain.type, "class": chain.cls, "name": chain.name}
    return head | _given(iri=chain.iri, score=_score_given(chain.score)) | kinds


def _fact_record(claim: Claim) -> Record:
    record: Record = {"s": claim.subject, "p": claim.property, "o": _object_record(claim.object)}
    record |= _given(of=claim.of)
    record["evidence"] = _pairs(claim.evidence)
    record |= _given(subject_mention=_pair(claim.subject_mention), object_mention=_pair(claim.object_mention))
    record |= {"modality": claim.modality.value, "stated_by": claim.stated_by}
    record |= {"valid": [claim.valid_from, claim.valid_until], "score": claim.score, "extractor": claim.extractor}
    return record | _given(alt=[_object_record(item) for item in claim.alt] or None)


def _object_record(value: str | Literal) -> str | Record:
    if isinstance(value, DateValue):
        return {"date": value.iso}
    return {"text": value.text} if isinstance(value, TextValue) else value


def _quantity_record(item: Observation) -> Record:
    value = item.value if item.low is None or item.high is None else f"{item.low}-{item.high}"
    record: Record = {"subject": item.subject, "metric": item.metric, "value": value, "unit": item.unit}
    record |= {"qualifier": item.qualifier, "period": item.period, "change": item.change}
    converted = item.converted and [{"value": item.converted[0], "unit": item.converted[1]}]
    record |= _given(against=item.against, converted=converted, stated_by=item.stated_by)
    if item.modality is not Modality.ASSERTED:
        record["modality"] = item.modality.value
    if item.span[0] < item.span[1] and (not item.evidence or item.span != item.evidence[0]):
        record["span"] = list(item.span)
    return record | {"evidence": _pairs(item.evidence)} | _given(score=_score_given(item.score))


def _quote_record(quotation: Quotation) -> Record:
    record: Record = {"speaker": quotation.speaker, "span": list(quotation.span), "direct": quotation.direct}
    return record | _given(verb=quotation.verb, score=_score_given(quotation.score))


def _given(**values: Any) -> Record:
    return {key: value for key, value in values.items() if value is not None}


def _score_given(score: float) -> float | None:
    return None if score == 1.0 else score


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
