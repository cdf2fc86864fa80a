"""Compare what the pipeline found with gold annotations of the same documents.

Entities match by overlapping name mentions (``align``); everything else is compared in terms of the gold
entities. What hangs on a predicted entity that gold does not have is wrong, and what gold has is missed
unless it was proposed. Sums run over documents (micro averages).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import AnnotationError
from kg.evaluate.align import align, names_of
from kg.evaluate.facts import Comparison, compare, score_dates, score_facts, score_modality
from kg.evaluate.figures import score_figures, score_quotations
from kg.evaluate.mentions import score_coreference, score_names
from kg.evaluate.scores import (
    DateScores,
    FactScores,
    FigureScores,
    ModalityScores,
    NameScores,
    QuoteScores,
    Rate,
    Score,
    Scores,
    add,
    as_dict,
    measures,
)
from kg.types import Annotation, Claim

__all__ = [
    "DateScores",
    "FactScores",
    "FigureScores",
    "ModalityScores",
    "NameScores",
    "Outcome",
    "QuoteScores",
    "Rate",
    "Score",
    "Scores",
    "as_dict",
    "evaluate",
    "measures",
    "outcomes",
    "seen_names",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fact of one document: ``found`` or ``missed`` in gold, ``wrong`` in the prediction; read by ``annotation``."""

    kind: str
    claim: Claim
    annotation: Annotation


def evaluate(gold: Iterable[Annotation], predicted: Iterable[Annotation], *, seen: Iterable[str] = ()) -> Scores:
    """Score predictions against gold, document by document.

    ``seen`` are names that the pipeline was trained on (``seen_names``); names and facts beyond them are
    scored apart. A gold document without a prediction is missed whole; predictions for other documents
    are left out.

    Raises:
        AnnotationError: a document has another text in the prediction, or stands twice on one side.
    """
    known = frozenset(name.casefold() for name in seen)
    total = Scores()
    for ours, theirs in _paired(gold, predicted):
        total = add(total, _score_document(ours, theirs, known))
    return total


def outcomes(gold: Iterable[Annotation], predicted: Iterable[Annotation]) -> Iterator[Outcome]:
    """Every gold fact as found or missed and every wrong prediction, strictly: what an error analysis reads."""
    for ours, theirs in _paired(gold, predicted):
        comparison = compare(ours, theirs, align(ours, theirs))
        found, right = {g for g, _ in comparison.strict}, {p for _, p in comparison.strict}
        for index, fact in enumerate(comparison.gold):
            yield Outcome("found" if index in found else "missed", fact.claims[0], ours)
        for index, fact in enumerate(comparison.predicted):
            if index not in right:
                yield Outcome("wrong", fact.claims[0], theirs)


def seen_names(annotations: Iterable[Annotation]) -> frozenset[str]:
    """All names of some annotations, in lower case."""
    return frozenset().union(*(names_of(chain) for annotation in annotations for chain in annotation.chains))


def _score_document(gold: Annotation, predicted: Annotation, seen: frozenset[str]) -> Scores:
    alignment = align(gold, predicted)
    comparison: Comparison = compare(gold, predicted, alignment)
    return Scores(
        documents=1,
        names=score_names(gold, predicted, seen),
        coreference=score_coreference(gold, predicted, alignment),
        facts=score_facts(comparison, seen),
        modality=score_modality(comparison),
        dates=score_dates(comparison),
        figures=score_figures(gold, predicted, alignment),
        quotations=score_quotations(gold, predicted, alignment),
    )


def _paired(gold: Iterable[Annotation], predicted: Iterable[Annotation]) -> Iterator[tuple[Annotation, Annotation]]:
    """Gold documents in order, each with its prediction or an empty one."""
    theirs = _by_id(predicted, "prediction")
    for identifier, ours in _by_id(gold, "gold").items():
        other = theirs.get(identifier, Annotation(ours.document))
        if other.document.text != ours.document.text:
            raise AnnotationError(f"document {identifier!r}: the prediction was made from another text")
        yield ours, other


def _by_id(annotations: Iterable[Annotation], side: str) -> dict[str, Annotation]:
    found: dict[str, Annotation] = {}
    for annotation in annotations:
        if annotation.document.id in found:
            raise AnnotationError(f"document {annotation.document.id!r} occurs twice in the {side}")
        found[annotation.document.id] = annotation
    return found
