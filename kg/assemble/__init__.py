"""Claims become statements about entities: one for everything that is said, with all the evidence for it.

A statement is one subject, property, object, modality, speaker, organisation and validity; its IRI is their hash.
What the ontology implies is derived, what says less than another reading of the same words is dropped.
``docs/resolution.md`` describes the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.assemble.judging import Conflict, conflicts, corroboration
from kg.assemble.lifting import Lifter, check_spans
from kg.assemble.precision import without_vague
from kg.assemble.rules import implied
from kg.iris import figure_iri, quotation_iri
from kg.ontology.schema import Schema
from kg.resolve import Resolution
from kg.types import Annotation, Evidence, Figure, Observation, Quote, Rejection, Statement

__all__ = ["Assembled", "Conflict", "assemble", "conflicts", "corroboration"]


class Assembled(NamedTuple):
    """What a collection says; every tuple is sorted by IRI."""

    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    rejections: tuple[Rejection, ...]


def assemble(annotations: Sequence[Annotation], resolution: Resolution, schema: Schema) -> Assembled:
    """The statements, figures and quotations of documents, lifted to the entities of their resolution.

    Raises:
        AnnotationError: a claim, observation or quotation names a chain that its document has not, or a span outside
            of its text.
    """
    lifter = Lifter(resolution, schema)
    lifted = [item for annotation in annotations for item in lifter.statements(annotation)]
    said = [item for item in lifted if isinstance(item, Statement)]
    rejections = [item for item in lifted if isinstance(item, Rejection)]
    statements, vague = without_vague(_united([*said, *implied(said, resolution, schema)]), schema)
    rejections += [lifter.rejection(statement, reason) for statement, reason in vague if not statement.derived_from]
    return Assembled(
        tuple(sorted(statements, key=lambda statement: statement.iri)),
        _figures(annotations, lifter),
        _quotes(annotations, lifter),
        tuple(sorted(rejections, key=_order)),
    )


def _order(rejection: Rejection) -> tuple[object, ...]:
    return (rejection.statement.iri, rejection.reason, *map(_place, rejection.statement.evidence))


def _united(statements: Iterable[Statement]) -> list[Statement]:
    """One statement for each IRI, with the evidence of all; derived only if nobody says so outright."""
    groups: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.iri].append(statement)
    return [_one(group) for _, group in sorted(groups.items())]


def _one(group: list[Statement]) -> Statement:
    sources = sorted({statement.derived_from or "" for statement in group})
    # Evidence for what is said outright goes before evidence for what it follows from.
    evidence = [(item, bool(statement.derived_from)) for statement in group for item in statement.evidence]
    return replace(group[0], evidence=_folded(evidence), derived_from=sources[0] or None)


def _folded(evidence: Iterable[tuple[Evidence, bool]]) -> tuple[Evidence, ...]:
    """Evidence in the order of documents and text; of several readings of the same sentences the surest is kept."""
    best: dict[tuple[object, ...], Evidence] = {}
    for item, _ in sorted(evidence, key=lambda pair: (pair[1], -pair[0].score, _place(pair[0]))):
        best.setdefault((item.document, item.sentences), item)
    return tuple(sorted(best.values(), key=_place))


def _place(item: Evidence) -> tuple[object, ...]:
    mentions = (item.subject_mention or (-1, -1), item.object_mention or (-1, -1))
    return (item.document, item.sentences, *mentions, item.extractor, -item.score)


def _figures(annotations: Iterable[Annotation], lifter: Lifter) -> tuple[Figure, ...]:
    """One figure for each place, metric and subject; the surest where there are several."""
    figures: dict[str, Figure] = {}
    for annotation in annotations:
        document = annotation.document.id
        for item in sorted(annotation.observations, key=lambda one: (-one.score, repr(one))):
            check_spans(annotation, "observation", item.evidence, item.span)
            lifted = _lifted_observation(annotation, item, lifter)
            iri = figure_iri(document, item.span, item.metric, lifted.subject, base=lifter.resolution.base)
            figures.setdefault(iri, Figure(iri, document, lifted))
    return tuple(sorted(figures.values(), key=lambda figure: figure.iri))


def _lifted_observation(annotation: Annotation, item: Observation, lifter: Lifter) -> Observation:
    subject, speaker = (lifter.entity(annotation, chain) for chain in (item.subject, item.stated_by))
    return replace(item, subject=subject, stated_by=speaker, evidence=tuple(sorted(set(item.evidence))))


def _quotes(annotations: Iterable[Annotation], lifter: Lifter) -> tuple[Quote, ...]:
    quotes: dict[str, Quote] = {}
    for annotation in annotations:
        document = annotation.document
        for item in sorted(annotation.quotations, key=lambda one: (-one.score, repr(one))):
            check_spans(annotation, "quotation", (item.span,))
            speaker = lifter.entity(annotation, item.speaker)
            iri = quotation_iri(document.id, item.span, speaker, base=lifter.resolution.base)
            text = document.text[slice(*item.span)]
            quotes.setdefault(iri, Quote(iri, document.id, replace(item, speaker=speaker), text))
    return tuple(sorted(quotes.values(), key=lambda quote: quote.iri))
