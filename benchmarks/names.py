"""Names: exact span and type on test sets, each with the labels that it annotates completely."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.data import LABELS, Counter, rows

Name = tuple[int, int, str]
Finder = Callable[[str], set[Name]]

SETS = {
    "docred": ("PERSON", "ORG", "LOC"),
    "uner_pud": ("PERSON", "ORG", "LOC"),
    "uner_ewt": ("PERSON", "ORG", "LOC"),
    "men": ("PERSON", "ORG", "LOC", "EVENT", "PRODUCT", "WORK", "MISC"),
    "crossner": ("PERSON", "ORG", "LOC", "PRODUCT", "EVENT", "MISC"),
}
DOMAINS = {"crossner": "ai"}


def finder(nlp: Any) -> Finder:
    """Finds the names of a text by the components that it takes, and no more."""

    def find(text: str) -> set[Name]:
        doc = nlp.make_doc(text)
        for pipe in ("kg_encoder", "kg_syntax", "kg_names"):
            doc = nlp.get_pipe(pipe)(doc)
        return {(s.start_char, s.end_char, LABELS[s.label_]) for s in [*doc.ents, *doc.spans["demonyms"]]}

    return find


def measure(finders: dict[str, Finder], data: Path, name: str, limit: int | None = None) -> dict[str, Counter]:
    """Counts of each finder on one test set, micro-averaged; ``crossner`` is its domain of artificial intelligence."""
    labels = SETS[name]
    counts = {who: Counter() for who in finders}
    for row in rows(data / "ner" / name / "test.jsonl.gz", limit):
        if name in DOMAINS and row["domain"] != DOMAINS[name]:
            continue
        gold = {(s, e, label) for s, e, label in row["ents"] if label in labels}
        for who, find in finders.items():
            found = {item for item in find(row["text"]) if item[2] in labels}
            counts[who].add(len(gold & found), len(found), len(gold))
    return counts
