"""The component ``kg_figures``: amounts of a Doc as observations, rows of ``doc._.kg_figures``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from kg.pipeline.dates.expressions import DateExpression, read_dates
from kg.pipeline.extensions import register
from kg.pipeline.figures.changes import Change, change_of
from kg.pipeline.figures.counted import counted_noun, unit_of
from kg.pipeline.figures.metrics import is_vague, metric_of
from kg.pipeline.figures.modality import modality_of
from kg.pipeline.figures.periods import period_of
from kg.pipeline.figures.places import FigurePlaces, PlacedValue
from kg.pipeline.figures.subjects import Previous, candidates, choose, holder, load_weights, rank
from kg.pipeline.values.amounts import find_values
from kg.pipeline.values.numerals import plain
from kg.pipeline.values.parts import ValueKind
from kg.types import Observation

if TYPE_CHECKING:
    from spacy.tokens import Doc

SMALL_COUNT = 12
NEAR = 150
OWN = 0.9  # the score of a subject that the words around the value name outright


@Language.factory("kg_figures", assigns=["doc._.kg_figures"])
class FigureReader:
    """Reads chains, sentences and, where there is one, the parse; writes ``doc._.kg_figures``."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()
        self.name = name
        self.weights = load_weights()

    def __call__(self, doc: Doc) -> Doc:
        dated = read_dates(doc.text, doc._.kg_published)
        doc._.kg_figures = [_row(item) for item in observations(doc, dated, self.weights)]
        return doc


def observations(
    doc: Doc, dated: list[tuple[DateExpression, str | None]], weights: dict[str, float]
) -> list[Observation]:
    """The figures of a Doc in text order; one for each subject where several share a value."""
    dates = [date for date, _ in dated]
    places = FigurePlaces(doc, find_values(doc.text, dates), dates)
    found: list[Observation] = []
    previous: list[Observation] = []
    before: Previous | None = None
    for placed in places.values:
        ranked = rank(candidates(places, placed, before), weights)
        owner = holder(places, placed)
        shares = [(owner, max(OWN, ranked.get(owner, 0.0)))] if owner else choose(ranked)
        before = Previous(placed, frozenset(chain for chain, _ in shares if chain is not None))
        if shares[0][0] is None and not _worth_keeping(places, placed):
            continue
        made = [_observation(places, placed, chain, score, dated, previous) for chain, score in shares]
        found += made
        previous = made
    return found


def _observation(
    places: FigurePlaces,
    placed: PlacedValue,
    chain: str | None,
    score: float,
    dated: list[tuple[DateExpression, str | None]],
    previous: list[Observation],
) -> Observation:
    value, doc = placed.value, places.doc
    change = change_of(places, placed)
    unit, metric = _named(places, placed, change, previous)
    anchor = next((iso for date, iso in reversed(dated) if date.end <= value.start and iso), None)
    return Observation(
        subject=chain,
        metric=metric,
        value=None if value.value is None else plain(value.value),
        unit=unit,
        span=(value.start, value.end),
        text=value.text,
        evidence=_evidence(places, placed, chain),
        low=None if value.low is None else plain(value.low),
        high=None if value.high is None else plain(value.high),
        qualifier=value.qualifier,
        period=period_of(places, placed, doc._.kg_published, anchor),
        change=change.direction,
        against=change.against,
        converted=value.converted,
        modality=modality_of(places, placed),
        score=round(score, 3),
    )


def _named(
    places: FigurePlaces, placed: PlacedValue, change: Change, previous: list[Observation]
) -> tuple[str | None, str]:
    """Unit and metric; a value without a noun of its own takes them from the one before ("up from 22m a year ago")."""
    unit, metric = unit_of(places, placed), metric_of(places, placed)
    last = previous[-1] if previous else None
    if last is None or not _continues(places, placed, last):
        return unit, metric
    bare = placed.value.kind is ValueKind.COUNT and placed.noun is None and unit is None
    if bare and last.unit not in ("percent", "years", "times"):
        return last.unit, last.metric
    alike = last.unit == unit or placed.value.kind is ValueKind.MONEY and str(last.unit).isupper()
    if alike and (change.earlier or is_vague(metric, placed)):
        return unit, last.metric
    return unit, metric


def _continues(places: FigurePlaces, placed: PlacedValue, last: Observation) -> bool:
    """Whether a value stands soon after the figure before it, in the same paragraph."""
    start, end = last.span[1], placed.value.start
    return start <= end < start + NEAR and "\n" not in places.text[start:end]


def _evidence(places: FigurePlaces, placed: PlacedValue, chain: str | None) -> tuple[tuple[int, int], ...]:
    """The sentence of the value, and before it the one that names the subject, if it is another one."""
    here = places.span_of(placed.sentence)
    if chain is None or any(mention.chain == chain for mention in places.mentions_of(placed.sentence)):
        return (here,)
    for sentence in range(placed.sentence - 1, max(-1, placed.sentence - 3), -1):
        if any(mention.chain == chain for mention in places.mentions_of(sentence)):
            return (places.span_of(sentence), here)
    return (here,)


def _worth_keeping(places: FigurePlaces, placed: PlacedValue) -> bool:
    """Whether a figure about nobody named says anything: not "two of them" or a bare number."""
    value = placed.value
    if value.kind in (ValueKind.COUNT, ValueKind.MULTIPLE):
        small = value.value is not None and abs(value.value) <= SMALL_COUNT
        return not small and (placed.noun is not None or counted_noun(places, placed) is not None)
    return True


def _row(item: Observation) -> dict[str, Any]:
    """An observation as plain values that survive serialisation."""
    row = asdict(item)
    row["span"] = list(item.span)
    row["evidence"] = [list(span) for span in item.evidence]
    row["converted"] = list(item.converted) if item.converted else None
    row["modality"] = str(item.modality)
    return row
