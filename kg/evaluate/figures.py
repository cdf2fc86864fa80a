"""Figures and quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from kg.evaluate.align import Alignment, Node, gold_node, overlap
from kg.evaluate.matching import content_words
from kg.evaluate.scores import FigureScores, QuoteScores, Score
from kg.types import Annotation, Observation, Quotation, Span

T = TypeVar("T")
Value = tuple[Decimal, ...]


class Figure(NamedTuple):
    """An observation as it is compared: the subject, the value without its sign, words of the metric, the unit."""

    subject: Node | None
    value: Value
    metric: frozenset[str]
    unit: str


class Quote(NamedTuple):
    """A quotation as it is compared."""

    speaker: Node | None
    span: Span


def score_figures(gold: Annotation, predicted: Annotation, alignment: Alignment) -> FigureScores:
    """Compare figures; each counts once per document.

    The sign is left out, since a fall is written as a negative value or as a change downwards. A value that one
    side has as a conversion and the other as a figure of its own is no error.
    """
    right = _figures(gold.observations, gold_node)
    given = _figures(predicted.observations, alignment.predicted)

    def score(same: Callable[[Figure, Figure], bool], keep: Callable[[Figure], Figure | None]) -> Score:
        ours, ours_converted = (_kept(items, keep) for items in right)
        theirs, theirs_converted = (_kept(items, keep) for items in given)
        return _score(ours, theirs, same, gold_extra=ours_converted, predicted_extra=theirs_converted)

    return FigureScores(
        subject=score(_same_subject, lambda item: item._replace(metric=frozenset(), unit="") if item.subject else None),
        full=score(_same_metric, lambda item: item if item.subject else None),
        values=score(_same_value, lambda item: item._replace(subject=None, metric=frozenset(), unit="")),
    )


def score_quotations(gold: Annotation, predicted: Annotation, alignment: Alignment) -> QuoteScores:
    """Compare quotations: an overlap is enough."""
    ours = _quotes(gold.quotations, gold_node)
    theirs = _quotes(predicted.quotations, alignment.predicted)

    def overlapping(first: Quote, second: Quote) -> bool:
        return overlap(first.span, second.span) > 0

    def agreeing(first: Quote, second: Quote) -> bool:
        return overlapping(first, second) and first.speaker == second.speaker

    return QuoteScores(speaker=_score(ours, theirs, agreeing), spans=_score(ours, theirs, overlapping))


def _figures(items: Iterable[Observation], node: Callable[[str], Node]) -> tuple[list[Figure], list[Figure]]:
    """The figures, and apart from them the converted values."""
    figures, converted = [], []
    for item in items:
        subject = None if item.subject is None else node(item.subject)
        metric = content_words(item.metric)
        given = (item.low, item.high) if item.low and item.high else (item.value,)
        if value := _value(given):
            figures.append(Figure(subject, value, metric, _unit(item.unit)))
        if item.converted and (value := _value(item.converted[0].split("-"))):
            converted.append(Figure(subject, value, metric, _unit(item.converted[1])))
    return figures, converted


def _value(parts: Iterable[str | None]) -> Value | None:
    """Numbers without their sign; None unless every part is one."""
    found = []
    for part in parts:
        digits = (part or "").lstrip("-")
        if not digits.replace(".", "", 1).isdecimal():
            return None
        found.append(Decimal(digits))
    return tuple(found)


def _unit(unit: str | None) -> str:
    """The unit in lower case and without a plural's ``s``."""
    plain = (unit or "").casefold()
    return plain.removesuffix("s") if len(plain) > 3 else plain


def _same_value(first: Figure, second: Figure) -> bool:
    return first.value == second.value


def _same_subject(first: Figure, second: Figure) -> bool:
    return first.subject == second.subject and first.value == second.value


def _same_metric(first: Figure, second: Figure) -> bool:
    alike = bool(first.metric & second.metric) or first.metric == second.metric
    return alike and first.unit == second.unit and _same_subject(first, second)


def _kept(items: Iterable[Figure], keep: Callable[[Figure], Figure | None]) -> list[Figure]:
    return list(dict.fromkeys(kept for item in items if (kept := keep(item)) is not None))


def _quotes(items: Iterable[Quotation], node: Callable[[str], Node]) -> list[Quote]:
    return [Quote(None if item.speaker is None else node(item.speaker), item.span) for item in items]


def _score(
    gold: Sequence[T],
    predicted: Sequence[T],
    same: Callable[[T, T], bool],
    *,
    gold_extra: Sequence[T] = (),
    predicted_extra: Sequence[T] = (),
) -> Score:
    """Count those that have a partner; the extra ones may be partners but do not count themselves."""
    found = sum(any(same(item, other) for other in (*predicted, *predicted_extra)) for item in gold)
    right = sum(any(same(other, item) for other in gold) for item in predicted)
    idle = sum(
        any(same(other, item) for other in gold_extra) and not any(same(other, item) for other in gold)
        for item in predicted
    )
    return Score(len(gold), found, len(predicted) - idle, right)
