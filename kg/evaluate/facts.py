"""Facts: which are found, which are right, how they are said and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.evaluate.align import Alignment
from kg.evaluate.matching import Fact, gold_facts, matches, predicted_facts
from kg.evaluate.scores import DateScores, FactScores, ModalityScores, Rate, Score
from kg.types import Annotation, DateValue, Modality


@dataclass(frozen=True)
class Comparison:
    """The facts of one document on both sides, and which of them say the same.

    ``pairs`` are (gold, predicted) indices that agree by subject, property and object, however they are said;
    ``near`` the same with near properties taken as one.
    """

    gold: Sequence[Fact]
    predicted: Sequence[Fact]
    alignment: Alignment
    pairs: frozenset[tuple[int, int]]
    near: frozenset[tuple[int, int]]

    @cached_property
    def strict(self) -> frozenset[tuple[int, int]]:
        return self.fair(self.pairs)

    @cached_property
    def lenient(self) -> frozenset[tuple[int, int]]:
        return self.fair(self.pairs | self.near)

    def fair(self, pairs: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        """Without those that assert what gold does not."""
        return frozenset((g, p) for g, p in pairs if self.gold[g].asserted or not self.predicted[p].asserted)


def compare(gold: Annotation, predicted: Annotation, alignment: Alignment) -> Comparison:
    ours, theirs = gold_facts(gold), predicted_facts(predicted, alignment)
    strict = frozenset(matches(ours, theirs, families=False))
    return Comparison(ours, theirs, alignment, strict, frozenset(matches(ours, theirs, families=True)))


def score_facts(comparison: Comparison, seen: frozenset[str]) -> FactScores:
    """Count facts; ``seen`` holds names in lower case."""
    gold, predicted, strict, lenient = (
        comparison.gold,
        comparison.predicted,
        comparison.strict,
        comparison.lenient,
    )
    properties = sorted({fact.property for fact in (*gold, *predicted)})
    by_modality = {modality.value: _said(comparison, modality) for modality in Modality}

    def new(fact: Fact) -> bool:
        return not any(comparison.alignment.names[node] & seen for node in fact.nodes)

    def of(name: str) -> Callable[[Fact], bool]:
        return lambda fact: fact.property == name

    return FactScores(
        strict=_score(comparison, strict),
        lenient=_score(comparison, lenient),
        own=_own(comparison),
        unseen=_score(comparison, strict, new),
        triples=by_modality["asserted"],
        by_property={name: _score(comparison, strict, of(name)) for name in properties},
        lenient_by_property={name: _score(comparison, lenient, of(name)) for name in properties},
        by_modality={name: score for name, score in by_modality.items() if score != Score()},
    )


def score_modality(comparison: Comparison) -> ModalityScores:
    partners = _partners(comparison)
    rates: dict[str, Rate] = defaultdict(Rate)
    found_by: dict[str, Rate] = defaultdict(Rate)
    for index, fact in enumerate(comparison.gold):
        mates = partners[index]
        sound = "asserted_found" if fact.asserted else "found"
        rates[sound] += Rate(bool(mates), 1)
        for modality in fact.modalities:
            found_by[modality.value] += Rate(bool(mates), 1)
        if mates:
            asserted = any(mate.asserted for mate in mates)
            rates["accuracy"] += Rate(any(mate.modalities & fact.modalities for mate in mates), 1)
            rates["withheld" if fact.asserted else "leaked"] += Rate(asserted is not fact.asserted, 1)
        if mates and fact.speakers:
            rates["attributed"] += Rate(any(mate.speakers & fact.speakers for mate in mates), 1)
    return ModalityScores(**rates, found_by=dict(found_by))


def score_dates(comparison: Comparison) -> DateScores:
    """Dates that are objects, and the validity of facts found, as far as gold gives them."""
    objects = valid = Rate()
    given = defaultdict(set)
    for fact in comparison.predicted:
        if isinstance(fact.objects[0], DateValue):
            given[fact.subject, fact.property].add(fact.objects[0])
    for fact in comparison.gold:
        dates = given.get((fact.subject, fact.property))
        if dates and isinstance(fact.objects[0], DateValue):
            objects += Rate(not dates.isdisjoint(fact.objects), 1)
    partners = _partners(comparison)
    for index, fact in enumerate(comparison.gold):
        spans = _validity([fact])
        if spans and partners[index]:
            valid += Rate(not spans.isdisjoint(_validity(partners[index])), 1)
    return DateScores(objects, valid)


def _score(
    comparison: Comparison, pairs: Collection[tuple[int, int]], keep: Callable[[Fact], bool] = lambda fact: True
) -> Score:
    """Count the facts that ``keep`` accepts; their partners may be any."""
    found, right = {g for g, _ in pairs}, {p for _, p in pairs}
    ours = [index for index, fact in enumerate(comparison.gold) if keep(fact)]
    theirs = [index for index, fact in enumerate(comparison.predicted) if keep(fact)]
    return Score(len(ours), len(found.intersection(ours)), len(theirs), len(right.intersection(theirs)))


def _said(comparison: Comparison, modality: Modality) -> Score:
    """The facts of one modality, found and right only by that modality."""
    pairs = [
        (g, p)
        for g, p in comparison.pairs
        if modality in comparison.gold[g].modalities & comparison.predicted[p].modalities
    ]
    return _score(comparison, pairs, lambda fact: modality in fact.modalities)


def _own(comparison: Comparison) -> Score:
    """The facts that no other fact of the same side implies.

    A prediction that matches an implied gold fact counts neither way, and one that is itself implied
    counts only where gold has it on its own.
    """
    implied = {index for index, fact in enumerate(comparison.gold) if _is_implied(fact, comparison.gold)}
    pairs = {(g, p) for g, p in comparison.strict if g not in implied}
    right = {p for _, p in pairs}
    idle = {p for g, p in comparison.pairs if g in implied} - right
    idle |= {p for p, fact in enumerate(comparison.predicted) if _is_implied(fact, comparison.predicted)} - right
    return Score(
        len(comparison.gold) - len(implied),
        len({g for g, _ in pairs}),
        len(comparison.predicted) - len(idle),
        len(right),
    )


def _is_implied(fact: Fact, others: Sequence[Fact]) -> bool:
    """An employer by a position or office there, a product by its maker, said the same way."""
    for other in others:
        if not other.modalities & fact.modalities:
            continue
        turned = (other.objects[0], other.subject) == (fact.subject, fact.objects[0])
        if fact.property == "employer":
            office = other.property == "position" and other.subject == fact.subject
            if (office and fact.objects[0] in other.organisations) or (
                turned and other.property in ("chiefExecutive", "chairperson")
            ):
                return True
        if fact.property == "product" and turned and other.property in ("developer", "manufacturer"):
            return True
    return False


def _partners(comparison: Comparison) -> list[list[Fact]]:
    """For each gold fact the predicted ones that agree by subject, property and object."""
    partners: list[list[Fact]] = [[] for _ in comparison.gold]
    for g, p in sorted(comparison.pairs):
        partners[g].append(comparison.predicted[p])
    return partners


def _validity(facts: Iterable[Fact]) -> set[tuple[str | None, str | None]]:
    spans = {(claim.valid_from, claim.valid_until) for fact in facts for claim in fact.claims}
    return spans - {(None, None)}
