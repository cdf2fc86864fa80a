"""From JSON objects to annotations: every offset and reference is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.annotations import fields
from kg.errors import AnnotationError
from kg.types import (
    Annotation,
    Chain,
    Claim,
    DateValue,
    Document,
    Literal,
    Mention,
    MentionKind,
    Observation,
    Quotation,
    TextValue,
)

TYPES = frozenset({"Person", "Organization", "Place", "Product", "Work", "Event", "Other"})
AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?)\s+(.+)", re.DOTALL)
PRONOUN = re.compile(
    r"i|me|my|mine|myself|we|us|our|ours|ourselves|you|your|yours|yourself|yourselves|he|him|his|himself"
    r"|she|her|hers|herself|it|its|itself|they|them|their|theirs|themselves|this|that|these|those"
    r"|who|whom|whose|which|one|oneself|another|both|each",
    re.IGNORECASE,
)


def from_record(record: Mapping[str, Any]) -> Annotation:
    """The document that a JSON object describes, every offset and reference checked.

    Raises:
        AnnotationError: the record breaks the format; names the document, the field and what was found.
    """
    if not isinstance(record, Mapping):
        raise AnnotationError(f"expected an object, found {fields.shown(record)}")
    document = _document(record)
    with fields.inside(f"document {document.id!r}"):
        chains = tuple(_chain(row, document.text) for row in fields.rows(record, "entities"))
        known = {chain.id for chain in chains}
        if len(known) < len(chains):
            fields.fail("entities", "an id occurs twice")
        return Annotation(
            document=document,
            chains=chains,
            claims=tuple(_claim(row, document.text, known) for row in fields.rows(record, "facts")),
            observations=tuple(_observation(row, document.text, known) for row in fields.rows(record, "quantities")),
            quotations=tuple(_quotation(row, document.text, known) for row in fields.rows(record, "quotes")),
            sentences=fields.spans(record, "sentences", document.text),
        )


def _document(record: Mapping[str, Any]) -> Document:
    identifier = fields.text(record, "id")
    with fields.inside(f"document {identifier!r}"):
        return Document(
            id=identifier,
            text=fields.text(record, "text", empty=True),
            title=fields.optional(record, "title"),
            source=fields.optional(record, "source"),
            url=fields.optional(record, "url"),
            published=fields.optional(record, "published"),
            language=fields.optional(record, "language") or "en",
            path=fields.optional(record, "path"),
        )


def _chain(row: fields.Record, text: str) -> Chain:
    identifier, kind = fields.text(row, "id"), fields.text(row, "type")
    with fields.inside(f"entity {identifier!r}"):
        if kind not in TYPES:
            fields.fail("type", f"expected one of {', '.join(sorted(TYPES))}, found {kind!r}")
        mentions = [Mention(*span, text[slice(*span)]) for span in fields.spans(row, "mentions", text)]
        for start, end in fields.spans(row, "corefs", text):
            pronoun = PRONOUN.fullmatch(text[start:end])
            mentions.append(
                Mention(start, end, text[start:end], MentionKind.PRONOUN if pronoun else MentionKind.NOMINAL)
            )
        for span in fields.spans(row, "demonyms", text):
            mentions.append(Mention(*span, text[slice(*span)], MentionKind.DEMONYM))
        finer = fields.optional(row, "class") or kind
        ordered = tuple(sorted(mentions))
        return Chain(
            identifier, kind, finer, fields.text(row, "name"), ordered, fields.score(row), fields.optional(row, "iri")
        )


def _claim(row: fields.Record, text: str, known: set[str]) -> Claim:
    name = fields.text(row, "p")
    with fields.inside(f"fact {name!r}"):
        start, end = _validity(row)
        alternatives = row.get("alt")
        rows = alternatives if isinstance(alternatives, list) else [] if alternatives is None else [alternatives]
        return Claim(
            subject=fields.reference(row, "s", known),
            property=name,
            object=_object(row.get("o"), "o", known),
            evidence=fields.spans(row, "evidence", text),
            subject_mention=fields.span(row, "subject_mention", text),
            object_mention=fields.span(row, "object_mention", text),
            modality=fields.modality(row),
            stated_by=fields.maybe_reference(row, "stated_by", known),
            of=fields.maybe_reference(row, "of", known),
            valid_from=start,
            valid_until=end,
            score=fields.score(row),
            extractor=fields.optional(row, "extractor") or "relations",
            alt=tuple(_object(item, "alt", known) for item in rows),
        )


def _object(value: Any, key: str, known: set[str]) -> str | Literal:
    if isinstance(value, Mapping):
        if "date" in value:
            return DateValue(fields.text(value, "date"))
        if "text" in value:
            return TextValue(fields.text(value, "text"))
    return fields.reference({key: value}, key, known)


def _validity(row: fields.Record) -> tuple[str | None, str | None]:
    """``valid`` as (from, until): a list of two, an interval ``a/b``, or the start alone; ``..`` is open."""
    value = row.get("valid")
    parts = value.split("/", 1) if isinstance(value, str) else value or []
    if not isinstance(parts, list) or len(parts) > 2:
        fields.fail("valid", f"expected [from, until], found {fields.shown(value)}")
    ends = [*parts, None, None][:2]
    if not all(end is None or isinstance(end, str) for end in ends):
        fields.fail("valid", f"expected dates or null, found {fields.shown(value)}")
    first, last = (None if end in ("", "..") else end for end in ends)
    return first, last


def _observation(row: fields.Record, text: str, known: set[str]) -> Observation:
    metric = fields.text(row, "metric")
    with fields.inside(f"quantity {metric!r}"):
        evidence = fields.spans(row, "evidence", text)
        value, low, high = fields.amount(row, "value")
        span = fields.span(row, "span", text) or (evidence[0] if evidence else (0, 0))
        return Observation(
            subject=fields.maybe_reference(row, "subject", known),
            metric=metric,
            value=value,
            unit=fields.words(row, "unit"),
            span=span,
            text=text[slice(*span)],
            evidence=evidence,
            low=low,
            high=high,
            qualifier=fields.words(row, "qualifier"),
            period=fields.words(row, "period"),
            change=fields.words(row, "change"),
            against=fields.words(row, "against"),
            converted=_converted(row),
            stated_by=fields.maybe_reference(row, "stated_by", known),
            modality=fields.modality(row),
            score=fields.score(row),
        )


def _converted(row: fields.Record) -> tuple[str, str] | None:
    """(value, unit) of ``[{"value", "unit"}]``, ``["1407", "USD"]`` or ``"1407 USD"``; other words have no unit."""
    value = row.get("converted")
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        value = value[0]
    elif isinstance(value, list) and len(value) == 2:
        value = {"value": value[0], "unit": value[1]}
    if isinstance(value, Mapping):
        return fields.words(value, "value") or "", fields.words(value, "unit") or ""
    text = fields.words(row, "converted")
    amount = AMOUNT.fullmatch(text) if text else None
    return (amount[1], amount[2]) if amount else (text, "") if text else None


def _quotation(row: fields.Record, text: str, known: set[str]) -> Quotation:
    with fields.inside("quote"):
        span, direct = fields.span(row, "span", text), row.get("direct")
        if span is None:
            fields.fail("span", "missing")
        if not isinstance(direct, bool):
            fields.fail("direct", f"expected true or false, found {fields.shown(direct)}")
        speaker = fields.maybe_reference(row, "speaker", known)
        return Quotation(speaker, span, direct, fields.optional(row, "verb"), fields.score(row))
