"""What an evaluation says: counts, and the shares that follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """How many of ``gold`` were ``found`` and how many of ``predicted`` are ``right``; shares of nothing are 0."""

    gold: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.gold + other.gold,
            self.found + other.found,
            self.predicted + other.predicted,
            self.right + other.right,
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """``count`` cases ``out_of`` so many; a share of nothing is 0."""

    count: int = 0
    out_of: int = 0

    @property
    def share(self) -> float:
        return self.count / self.out_of if self.out_of else 0.0

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.count + other.count, self.out_of + other.out_of)


Table = Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class NameScores:
    """Name mentions, span and type.

    ``merged`` takes Product, Work, Event and Other as one type, ``spans`` all types; ``unseen`` (and its
    ``unseen_merged``) are the names whose words do not occur in the given set.
    """

    typed: Score = Score()
    merged: Score = Score()
    spans: Score = Score()
    unseen: Score = Score()
    unseen_merged: Score = Score()
    by_type: Table = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactScores:
    """Facts, each once per document.

    ``strict`` takes the property as given, ``lenient`` near properties as one family; ``own`` (strict) leaves out
    facts that others imply, ``unseen`` (strict) keeps those between things whose names do not occur in the given
    set. ``triples`` are the asserted facts; they and ``by_modality`` ask for the same modality.
    """

    strict: Score = Score()
    lenient: Score = Score()
    own: Score = Score()
    unseen: Score = Score()
    triples: Score = Score()
    by_property: Table = field(default_factory=dict)
    lenient_by_property: Table = field(default_factory=dict)
    by_modality: Table = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModalityScores:
    """How facts are said, among the gold facts found by subject, property and object alone.

    ``accuracy``: the modality is right. ``leaked``: not asserted in gold, asserted by the prediction (a false
    triple); ``withheld``: the reverse. ``found`` and ``asserted_found`` are the recalls beside them,
    ``found_by`` the first by modality. ``attributed``: facts that gold attributes, given the right speaker.
    """

    accuracy: Rate = Rate()
    leaked: Rate = Rate()
    withheld: Rate = Rate()
    found: Rate = Rate()
    asserted_found: Rate = Rate()
    found_by: Mapping[str, Rate] = field(default_factory=dict)
    attributed: Rate = Rate()


@dataclass(frozen=True, slots=True)
class DateScores:
    """Dates, exact. ``objects``: where subject and property are found with some date; ``valid``: of facts found."""

    objects: Rate = Rate()
    valid: Rate = Rate()


@dataclass(frozen=True, slots=True)
class FigureScores:
    """Figures that have a subject: by value and subject; by metric and unit too. ``values``: by value alone."""

    subject: Score = Score()
    full: Score = Score()
    values: Score = Score()


@dataclass(frozen=True, slots=True)
class QuoteScores:
    """Quotations: spans overlap and the speaker is right; ``spans``: whoever speaks."""

    speaker: Score = Score()
    spans: Score = Score()


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that two sets of annotations of the same documents are compared by."""

    documents: int = 0
    names: NameScores = NameScores()
    coreference: Score = Score()
    facts: FactScores = FactScores()
    modality: ModalityScores = ModalityScores()
    dates: DateScores = DateScores()
    figures: FigureScores = FigureScores()
    quotations: QuoteScores = QuoteScores()


def as_dict(value: Any) -> Any:
    """Any of these as plain JSON data, the shares beside the counts."""
    if isinstance(value, Score):
        shares = {"precision": value.precision, "recall": value.recall, "f1": value.f1}
        counts = {"gold": value.gold, "found": value.found, "predicted": value.predicted, "right": value.right}
        return {key: round(share, 4) for key, share in shares.items()} | counts
    if isinstance(value, Rate):
        return {"share": round(value.share, 4), "count": value.count, "out_of": value.out_of}
    if isinstance(value, Mapping):
        return {key: as_dict(value[key]) for key in sorted(value)}
    if hasattr(value, "__dataclass_fields__"):
        return {key: as_dict(getattr(value, key)) for key in value.__dataclass_fields__}
    return value


def add(first: Any, second: Any) -> Any:
    """The same kind of scores over the documents of both."""
    if isinstance(first, Mapping):
        keys = sorted({*first, *second})
        return {
            key: add(first[key], second[key]) if key in first and key in second else first.get(key, second.get(key))
            for key in keys
        }
    if isinstance(first, Score | Rate | int):
        return first + second
    return type(first)(**{key: add(getattr(first, key), getattr(second, key)) for key in first.__dataclass_fields__})


def measures(value: Any, prefix: str = "") -> Iterator[tuple[str, Score | Rate]]:
    """Every score and rate with its dotted name (``facts.by_property.product``), for a table."""
    if isinstance(value, Score | Rate):
        yield prefix, value
    elif isinstance(value, Mapping):
        for key in sorted(value):
            yield from measures(value[key], f"{prefix}.{key}".lstrip("."))
    elif hasattr(value, "__dataclass_fields__"):
        for key in value.__dataclass_fields__:
            yield from measures(getattr(value, key), f"{prefix}.{key}".lstrip("."))
