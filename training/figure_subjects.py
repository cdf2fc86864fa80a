"""Trains the ranker that says of whom a figure tells, on annotated articles, and writes its weights.

    python -m training.figure_subjects --docs DOCS.spacy --gold train.jsonl … --out kg/pipeline/data/figure_subjects.json

``DOCS.spacy`` holds the articles parsed by the pipeline (a DocBin whose user data has each document's id under
``id``), so that the ranker sees the parser's own mistakes. Each value is learnt twice, with its parse and without.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotations import read_annotations
from kg.pipeline.dates.expressions import find_dates
from kg.pipeline.extensions import register
from kg.pipeline.figures.places import FigurePlaces, PlacedValue
from kg.pipeline.figures.subjects import Candidate, Previous, candidates
from kg.pipeline.values.amounts import find_values
from kg.types import Annotation

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from torch import Tensor

ROUNDS = 120
RATE = 0.1
DECAY = 8e-3
RAREST = 8
SMALLEST = 0.02
NOISY_COPIES = 2
LOSS = {"name": (0.02, 0.01), "demonym": (0.1, 0.0), "nominal": (0.25, 0.08), "pronoun": (0.12, 0.08)}
"""How often a mention of each kind is lost, and how often it ends in a wrong chain."""


@dataclass(frozen=True, slots=True)
class Example:
    """One value: its candidates and which of them are right (nobody, if no mention is)."""

    document: str
    found: list[Candidate]
    right: list[bool]


def chain_rows(annotation: Annotation) -> list[dict[str, object]]:
    """The chains of an annotation as the rows that a Doc carries."""
    return [
        {
            "id": chain.id,
            "type": chain.type,
            "class": chain.cls,
            "name": chain.name,
            "mentions": [[mention.start, mention.end, str(mention.kind)] for mention in chain.mentions],
        }
        for chain in annotation.chains
    ]


def noisy(rows: list[dict[str, object]], rng: random.Random) -> list[dict[str, object]]:
    """The chains as a reader that errs gives them: some pronouns and nominals lost, a few given to another chain."""
    kept: dict[str, list[object]] = {str(row["id"]): [] for row in rows}
    for row in rows:
        mentions = row["mentions"]
        assert isinstance(mentions, list)
        for mention in mentions:
            lost, moved = LOSS[str(mention[2])]
            draw = rng.random()
            if draw < moved:
                kept[str(rng.choice(rows)["id"])].append(mention)
            elif draw >= moved + lost:
                kept[str(row["id"])].append(mention)
    return [row | {"mentions": sorted(kept[str(row["id"])], key=str)} for row in rows if kept[str(row["id"])]]


def examples(doc: Doc, annotation: Annotation, rng: random.Random | None = None) -> list[Example]:
    """The values of one article as examples; with ``rng``, its chains are noisy."""
    rows = chain_rows(annotation)
    doc._.kg_chains = noisy(rows, rng) if rng is not None else rows
    dates = find_dates(doc.text)
    places = FigurePlaces(doc, find_values(doc.text, dates), dates)
    made, previous = [], None
    for placed in places.values:
        subjects = subjects_of(annotation, placed)
        made.append(_example(annotation, places, placed, subjects, previous))
        previous = Previous(placed, frozenset(subjects))
    return made


def _example(
    annotation: Annotation, places: FigurePlaces, placed: PlacedValue, subjects: set[str], previous: Previous | None
) -> Example:
    found = candidates(places, placed, previous)
    right = [item.mention is not None and item.mention.chain in subjects for item in found]
    if not any(right):
        right[0] = True
    return Example(annotation.document.id, found, right)


def subjects_of(annotation: Annotation, placed: PlacedValue) -> set[str]:
    """The chains that the annotation gives this value to, in its own sentence or, failing that, in another one."""
    value = placed.value
    same = [
        item
        for item in annotation.observations
        if item.subject and _same(item.value, item.low, item.high, value.digits())
    ]
    here = [item for item in same if any(start <= value.start < end for start, end in item.evidence)]
    return {item.subject for item in here or same if item.subject}


def _same(value: str | None, low: str | None, high: str | None, digits: str) -> bool:
    given = value if value is not None else f"{low}-{high}"
    return given.lstrip("-") == digits.lstrip("-")


def fit(data: Sequence[Example], *, seed: int = 0) -> dict[str, float]:
    """Weights that make the right candidates likely: softmax regression with weight decay, full batch."""
    import torch

    counts: dict[str, int] = {}
    for example in data:
        for name in {name for candidate in example.found for name in candidate.features}:
            counts[name] = counts.get(name, 0) + 1
    index = {
        name: number for number, name in enumerate(sorted(name for name, count in counts.items() if count >= RAREST))
    }
    rows, columns, group, right, position = [], [], [], [], 0
    for number, example in enumerate(data):
        for candidate, good in zip(example.found, example.right, strict=True):
            for name in candidate.features:
                if name in index:
                    rows.append(position)
                    columns.append(index[name])
            group.append(number)
            right.append(good)
            position += 1
    torch.manual_seed(seed)
    weights = torch.zeros(len(index), requires_grad=True)
    row, column = torch.tensor(rows), torch.tensor(columns)
    groups, mask = torch.tensor(group), torch.tensor(right)
    optimizer = torch.optim.Adam([weights], lr=RATE)
    for _ in range(ROUNDS):
        optimizer.zero_grad()
        scores = torch.zeros(position).index_add(0, row, weights[column])
        loss = (
            _log_sum(scores, groups, len(data)) - _log_sum(scores.masked_fill(~mask, -1e9), groups, len(data))
        ).mean()
        (loss + DECAY * weights.square().sum() / 2).backward()
        optimizer.step()
    values = weights.detach().tolist()
    return {name: round(values[number], 3) for name, number in index.items() if abs(values[number]) >= SMALLEST}


def _log_sum(scores: Tensor, groups: Tensor, count: int) -> Tensor:
    """The logarithm of the summed exponentials of each group of scores."""
    import torch

    top = torch.full((count,), -1e30).scatter_reduce(0, groups, scores, "amax")
    total = torch.zeros(count).scatter_add(0, groups, torch.exp(scores - top[groups]))
    return top + torch.log(total)


def folds(data: Iterable[Example], count: int, *, seed: int = 0) -> list[list[Example]]:
    """The examples in groups of whole documents, for cross-validation."""
    items = list(data)
    names = sorted({item.document for item in items})
    random.Random(seed).shuffle(names)
    place = {name: number % count for number, name in enumerate(names)}
    return [[item for item in items if place[item.document] == number] for number in range(count)]


def main() -> None:
    import spacy
    from spacy.tokens import DocBin

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", required=True, type=Path)
    parser.add_argument("--gold", required=True, nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    register()
    gold = {annotation.document.id: annotation for path in arguments.gold for annotation in read_annotations(path)}
    vocab = spacy.blank("en").vocab
    docs = list(DocBin().from_disk(arguments.docs).get_docs(vocab))
    data = []
    rng = random.Random(0)
    for doc in docs:
        annotation = gold[doc.user_data["id"]]
        data += examples(doc, annotation)
        data += examples(unparsed(doc), annotation, rng)
        for _ in range(NOISY_COPIES):
            data += examples(doc, annotation, rng)
    weights = fit(data)
    arguments.out.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def unparsed(doc: Doc) -> Doc:
    """The same words and sentences without syntax."""
    from spacy.tokens import Doc as PlainDoc

    starts: list[bool | int | None] | None = (
        [bool(token.is_sent_start) for token in doc] if doc.has_annotation("SENT_START") else None
    )
    return PlainDoc(
        doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], sent_starts=starts
    )


if __name__ == "__main__":
    main()
