"""Annotated news: gold articles, what the pipeline reads in them, and the scores of ``kg.evaluate``."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.data import Counter
from kg.annotations import read_annotations
from kg.evaluate import Outcome, Score, Scores, evaluate, outcomes, seen_names
from kg.evaluate.align import align
from kg.evaluate.facts import compare
from kg.extract import annotate
from kg.types import Annotation

ARTICLES = Path(__file__).parents[1] / "training" / "articles"


def gold(path: Path, limit: int | None = None) -> list[Annotation]:
    return list(islice(read_annotations(path), limit))


def read(nlp: Any, articles: Iterable[Annotation]) -> list[Annotation]:
    return [annotate(article.document, nlp) for article in articles]


def known_names(data: Path) -> frozenset[str]:
    """The names of all news articles that the model was trained on."""
    return seen_names([*read_annotations(ARTICLES / "train.jsonl"), *read_annotations(data / "news_facts" / "train.jsonl")])


def score(right: list[Annotation], found: list[Annotation], seen: Iterable[str] = ()) -> Scores:
    return evaluate(right, found, seen=seen)


def prf(value: Score) -> tuple[float, float, float]:
    return value.precision, value.recall, value.f1


def exact_names(found: set[tuple[int, int, str]], article: Annotation, labels: dict[str, str]) -> Counter:
    """Names of a finder with the labels of the open test sets, against an article's."""
    right = {(m.start, m.end, labels[c.type]) for c in article.chains for m in c.mentions if m.kind == "name"}
    counts = Counter()
    counts.add(len(right & found), len(found), len(right))
    return counts


def with_claims(article: Annotation, claims: Iterable[Any]) -> Annotation:
    """The article as read, with other claims."""
    return replace(article, claims=tuple(claims))


def calibration(right: list[Annotation], found: list[Annotation], bins: int = 10) -> float:
    """How far scores are from the share of facts that are right (strictly), averaged over the facts found.

    Source: expected calibration error (Naeini et al. 2015), with bins of equal width.
    """
    sums = [[0.0, 0.0, 0.0] for _ in range(bins)]
    theirs = {article.document.id: article for article in found}
    for article in right:
        comparison = compare(article, theirs[article.document.id], align(article, theirs[article.document.id]))
        hits = {p for _, p in comparison.strict}
        for index, fact in enumerate(comparison.predicted):
            score = max(claim.score for claim in fact.claims)
            row = sums[min(int(score * bins), bins - 1)]
            row[0], row[1], row[2] = row[0] + 1, row[1] + score, row[2] + (index in hits)
    total = sum(row[0] for row in sums)
    return sum(abs(row[1] - row[2]) for row in sums) / total if total else 0.0


def errors(right: list[Annotation], found: list[Annotation], number: int, seed: int = 7) -> list[str]:
    """Some of all wrong and missed facts, chosen at random and told with their sentence, in order of the articles."""
    slips = [one for one in outcomes(right, found) if one.kind != "found"]
    chosen = sorted(random.Random(seed).sample(range(len(slips)), min(number, len(slips))))
    return [tell(slips[index]) for index in chosen]


def tell(slip: Outcome) -> str:
    """A fact in words: what kind of slip, subject, property, object, modality, score, sentence."""
    article, claim = slip.annotation, slip.claim
    names = {chain.id: chain.name for chain in article.chains}
    target = names[claim.object] if isinstance(claim.object, str) else getattr(claim.object, "iso", None) or getattr(claim.object, "text", "")
    how = "" if claim.modality == "asserted" else f" ({claim.modality})"
    sure = f", score {claim.score:.2f}" if slip.kind == "wrong" else ""
    said = " … ".join(" ".join(article.document.text[s:e].split()) for s, e in claim.evidence)
    return f"{slip.kind}: {names[claim.subject]} – {claim.property} – {target}{how}{sure} [{article.document.id}]: {said}"
