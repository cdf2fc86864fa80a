"""Thresholds and calibration: ``python -m training.tune --model DIR --gold FILE…`` writes ``training/thresholds.json``.

Each property gets the score above which its facts have the best F-measure, precision counting more than recall, on
annotated articles that the model was not trained on and that are not the development set that results are judged by; a
property with few examples is drawn towards the common threshold. The scores of all facts above their thresholds are then
made to mean what they say: slope and shift of the log-odds by logistic regression (Platt 1999).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from kg.annotations import read_annotations
from kg.evaluate.align import align
from kg.evaluate.facts import compare
from kg.extract import extract
from kg.pipeline.load import load
from kg.types import Annotation

LOW, PRIOR, BETA = 0.05, 12, 0.7
# Even steps of log-odds: a reader that has seen its training articles often is sure of much, and the choice lies near one.
GRID = np.round(1 / (1 + np.exp(-np.arange(-1.4, 5.01, 0.2))), 3)


def scored(gold: list[Annotation], predicted: list[Annotation]) -> tuple[dict[str, list[tuple[float, bool]]], dict[str, int]]:
    """Per property the (score, is right) of each predicted fact, and how many gold has."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for ours, theirs in zip(gold, predicted, strict=True):
        comparison = compare(ours, theirs, align(ours, theirs))
        right = {p for _, p in comparison.strict}
        for fact in comparison.gold:
            total[fact.claims[0].property] += 1
        for index, fact in enumerate(comparison.predicted):
            found[fact.claims[0].property].append((max(c.score for c in fact.claims), index in right))
    return found, total


def best(rows: list[tuple[float, bool]], total: int, common: float, weight: float) -> float:
    """The threshold of the grid with the best F-measure, smoothed by ``weight`` made-up facts at the common threshold."""
    scores = np.array([s for s, _ in rows] or [0.0])
    right = np.array([r for _, r in rows] or [False])
    values = []
    for bar in GRID:
        kept = scores >= bar
        hits = float((right & kept).sum())
        score = (1 + BETA**2) * hits / max(1.0, kept.sum() + BETA**2 * total)
        pull = 1 - abs(np.log(bar / (1 - bar)) - np.log(common / (1 - common))) / 6
        values.append((total * score + weight * pull * 0.5) / (total + weight))
    return float(GRID[int(np.argmax(values))])


def calibration(found: dict[str, list[tuple[float, bool]]], table: dict[str, float]) -> tuple[float, float]:
    """Slope and shift that turn log-odds of the kept facts into those of being right; by Newton's method, L2 of 1."""
    rows = [(s, r) for name, facts in sorted(found.items()) for s, r in facts if s >= table.get(name, 0.5)]
    score = np.clip([s for s, _ in rows], 1e-4, 1 - 1e-4)
    x = np.stack([np.log(score / (1 - score)), np.ones(len(rows))], 1)
    y = np.array([r for _, r in rows], dtype=float)
    w = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + np.eye(2), x.T @ (p - y) + w)
    return round(float(w[0]), 4), round(float(w[1]), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "thresholds.json")
    arguments = parser.parse_args()
    nlp = load(arguments.model)
    relations = nlp.get_pipe("kg_relations")
    nlp.disable_pipe("kg_patterns")  # it would bring back some of what a threshold takes away
    relations.set_bar(LOW)
    relations.calibration = (1.0, 0.0)
    gold: list[Annotation] = [a for path in arguments.gold for a in read_annotations(path)]
    predicted = list(extract((a.document for a in gold), nlp))
    found, total = scored(gold, predicted)
    everything = [row for rows in found.values() for row in rows]
    common = best(everything, sum(total.values()), 0.5, 0)
    names = sorted(relations.settings["columns"])
    table = {name: best(found.get(name, []), total.get(name, 0), common, PRIOR) for name in names}
    table["roleOf"] = 0.3
    written = {"calibration": calibration(found, table), "thresholds": table}
    arguments.out.write_text(json.dumps(written, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"common threshold {common}, calibration {written['calibration']}; {len(gold)} articles")


if __name__ == "__main__":
    main()
