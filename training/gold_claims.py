"""Annotated articles as Docs with gold chains, and their facts as claim rows with the mentions that carry them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.pipeline.dates.expressions import find_dates, resolve_date
from kg.pipeline.extensions import register
from kg.pipeline.modality.scope import find_scope
from kg.pipeline.modality.triggers import triggers_of
from kg.pipeline.sentences import Sentence, sentences
from kg.types import Annotation, Claim, DateValue, Modality, Span, TextValue

_NEAR = 6


def gold_doc(annotation: Annotation, nlp: Language) -> Doc:
    """The article read by ``nlp`` with its annotated chains and publication date."""
    register()
    document = annotation.document
    doc = nlp(document.text)
    doc._.kg_published = document.published
    doc._.kg_chains = [
        {
            "id": chain.id,
            "type": chain.type,
            "class": chain.cls,
            "name": chain.name,
            "mentions": [[mention.start, mention.end, mention.kind.value] for mention in chain.mentions],
        }
        for chain in annotation.chains
    ]
    return doc


def gold_rows(doc: Doc, annotation: Annotation, claim: Claim) -> list[dict[str, Any]]:
    """A claim as rows, one for the closest pair of mentions and one for the closest that a verb joins, if another.

    A claim whose arguments are not found in its evidence gives a row without mentions.
    """
    pairs = _pairs(annotation, claim)
    chosen = [pairs[0]] if pairs else [(None, None)]
    joined = next((pair for pair in pairs[:_NEAR] if _is_carried(doc, claim.property, pair)), None)
    if joined is not None and joined not in chosen:
        chosen.append(joined)
    return [_row(claim, subject, target) for subject, target in chosen]


def modality_of(claim: Claim) -> Modality:
    """The annotated modality; a past job that some articles call former is asserted as such."""
    if claim.property == "formerEmployer" and claim.modality is Modality.FORMER:
        return Modality.ASSERTED
    return claim.modality


def _row(claim: Claim, subject: Span | None, target: Span | None) -> dict[str, Any]:
    return {
        "subject": claim.subject,
        "property": claim.property,
        "object": _plain(claim),
        "evidence": [list(span) for span in claim.evidence],
        "subject_mention": list(subject) if subject else None,
        "object_mention": list(target) if target else None,
        "of": claim.of,
    }


def _plain(claim: Claim) -> str | dict[str, str]:
    if isinstance(claim.object, DateValue):
        return {"date": claim.object.iso}
    if isinstance(claim.object, TextValue):
        return {"text": claim.object.text}
    return claim.object


def _pairs(annotation: Annotation, claim: Claim) -> list[tuple[Span | None, Span | None]]:
    """Mentions of subject and object inside the evidence, the closest pair first."""
    subjects = list(_mentions(annotation, claim.subject, claim.evidence))
    targets = list(_targets(annotation, claim))
    if not subjects or not targets:
        lone = [(span, None) for span in subjects[:1]] + [(None, span) for span in targets[:1]]
        return list(lone[:1])
    pairs = [(one, two) for one in subjects for two in targets if one != two]
    return sorted(pairs, key=lambda pair: (max(pair[0][0], pair[1][0]) - min(pair[0][1], pair[1][1]), pair))  # type: ignore[return-value]


def _mentions(annotation: Annotation, chain: str, evidence: tuple[Span, ...]) -> Iterator[Span]:
    for item in annotation.chains:
        if item.id == chain:
            yield from (m.span for m in item.mentions if any(a <= m.start and m.end <= b for a, b in evidence))


def _targets(annotation: Annotation, claim: Claim) -> Iterator[Span]:
    text, published = annotation.document.text, annotation.document.published
    if isinstance(claim.object, str):
        yield from _mentions(annotation, claim.object, claim.evidence)
    elif isinstance(claim.object, TextValue):
        yield from _words(text, claim.object.text, claim.evidence)
    else:
        for start, end in claim.evidence:
            for date in find_dates(text[start:end]):
                values = {resolve_date(date, published, tense=tense) for tense in (None, "past", "future")}
                if any(
                    value and (value.startswith(claim.object.iso) or claim.object.iso.startswith(value))
                    for value in values
                ):
                    yield start + date.start, start + date.end


def _words(text: str, words: str, evidence: tuple[Span, ...]) -> Iterator[Span]:
    """Where a title stands in the evidence, or else its longest word."""
    whole = r"\b" + r"[\s-]+".join(map(re.escape, words.split())) + r"\b"
    longest = r"\b" + re.escape(max(words.split(), key=len)) + r"\b"
    for pattern in (whole, longest):
        found = [
            (start + match.start(), start + match.end())
            for start, end in evidence
            for match in re.finditer(pattern, text[start:end], re.IGNORECASE)
        ]
        if found:
            yield from found
            return


def _is_carried(doc: Doc, name: str, pair: tuple[Span | None, Span | None]) -> bool:
    """Whether both mentions stand in one sentence with a word that carries the property."""
    ranges = [doc.char_span(*span, alignment_mode="expand") for span in pair if span is not None]
    home = [_sentence(doc, item.start) for item in ranges if item is not None]
    if len(home) < 2 or home[0] != home[1] or home[0] is None:
        return False
    arguments = [(item.start, item.end) for item in ranges if item is not None]
    return find_scope(doc, home[0], arguments, triggers_of(name)).predicate is not None


def _sentence(doc: Doc, token: int) -> Sentence | None:
    return next((item for item in sentences(doc) if item.first <= token < item.last), None)
