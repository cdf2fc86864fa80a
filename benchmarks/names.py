"""Names: exact span and type on test sets, each with the labels that it annotates completely."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.data import LABELS, Counter, rows

SETS = {
    "docred": ("PERSON", "ORG", "LOC"),
    "uner_pud": ("PERSON", "ORG", "LOC"),
    "uner_ewt": ("PERSON", "ORG", "LOC"),
    "men": ("PERSON", "ORG", "LOC", "EVENT", "PRODUCT", "WORK", "MISC"),
    "crossner": ("PERSON", "ORG", "LOC", "PRODUCT", "EVENT", "MISC"),
}


def find(nlp: Any, text: str) -> set[tuple[int, int, str]]:
    """The names of a text as (start, end, label), by the components that find names."""
    doc = nlp.make_doc(text)
    for pipe in ("kg_encoder", "kg_names"):
        doc = nlp.get_pipe(pipe)(doc)
    return {(s.start_char, s.end_char, LABELS[s.label_]) for s in [*doc.ents, *doc.spans["demonyms"]]}


def measure(nlp: Any, data: Path) -> Iterator[tuple[str, Counter]]:
    """(test set, counts), micro-averaged; ``crossner`` is its domain of artificial intelligence."""
    for name, labels in SETS.items():
        counts = Counter()
        for row in rows(data / "ner" / name / "test.jsonl.gz"):
            if row.get("domain", "ai") != "ai":
                continue
            gold = {(s, e, label) for s, e, label in row["ents"] if label in labels}
            found = {item for item in find(nlp, row["text"]) if item[2] in labels}
            counts.add(len(gold & found), len(found), len(gold))
        yield f"ner/{name}/test {' '.join(labels)}", counts
