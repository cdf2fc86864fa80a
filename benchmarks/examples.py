"""Relations from an ontology's examples alone: five properties that no model was trained for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import Counter

FOLDER = Path(__file__).parents[1] / "tests" / "pipeline" / "data"
ONTOLOGY, SENTENCES, UNSEEN = FOLDER / "examples.ttl", FOLDER / "patterns.tsv", FOLDER / "patterns_unseen.tsv"
_MARK = re.compile(r"\[(s|o):([^\]]*)\]")
Span = tuple[int, int]


@dataclass(frozen=True)
class Sentence:
    """A sentence, the property that it was written for, and who stands in it to whom; none where it does not hold."""

    property: str
    text: str
    subjects: tuple[Span, ...]
    objects: tuple[Span, ...]

    @property
    def pairs(self) -> set[tuple[Span, Span]]:
        return {(s, o) for s in self.subjects for o in self.objects}


def sentences(path: Path = SENTENCES) -> Iterator[Sentence]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, marked = line.split("\t")
            yield parse(name, marked)


def parse(name: str, marked: str) -> Sentence:
    text, done = "", 0
    spans: dict[str, list[Span]] = {"s": [], "o": []}
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        spans[mark[1]].append((len(text), len(text) + len(mark[2])))
        text += mark[2]
        done = mark.end()
    return Sentence(name, text + marked[done:], tuple(spans["s"]), tuple(spans["o"]))


def pipeline(model: Path | None = None) -> Any:
    """The shipped pipeline with the five properties laid over the shipped ontology."""
    from kg.ontology import load_schema
    from kg.pipeline.load import load

    return load(model, schema=load_schema([ONTOLOGY]))


def measure(nlp: Any, path: Path = SENTENCES) -> tuple[dict[str, Counter], int]:
    """Counts by property (all under ``""``) over the sentences, and how many there are.

    What is asserted of any of the five properties counts, whichever the sentence was written for.
    """
    every = list(sentences(path))
    counts: dict[str, Counter] = defaultdict(Counter)
    names = {one.property for one in every}
    for one in every:
        found = [row for row in _claims(nlp, one) if row[0] in names]
        for name in names:
            right = one.pairs if name == one.property else set()
            said = {(s, o) for property_, s, o in found if property_ == name}
            hits = {pair for pair in right if any(_same(pair, other) for other in said)}
            wrong = sum(not any(_same(pair, other) for pair in right) for other in said)
            for key in ("", name):
                counts[key].add(len(hits), len(hits) + wrong, len(right))
    return dict(counts), len(every)


def _claims(nlp: Any, one: Sentence) -> Iterator[tuple[str, tuple[Span, ...], tuple[Span, ...]]]:
    """(property, mentions of the subject, mentions of the object) of what is asserted."""
    doc = nlp(one.text)
    mentions = {row["id"]: tuple((s, e) for s, e, _ in row["mentions"]) for row in doc._.kg_chains}
    for claim in doc._.kg_claims:
        if claim["modality"] == "asserted" and isinstance(claim["object"], str):
            yield claim["property"], mentions[claim["subject"]], mentions[claim["object"]]


def _same(pair: tuple[Span, Span], found: tuple[tuple[Span, ...], tuple[Span, ...]]) -> bool:
    return all(any(s < end[1] and e > end[0] for s, e in spans) for end, spans in zip(pair, found, strict=True))
