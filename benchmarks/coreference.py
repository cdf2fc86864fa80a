"""Coreference: GAP's pronouns, and B-cubed on GUM's chains that hold a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.data import Counter, rows

Span = tuple[int, int]


def chains(nlp: Any, text: str) -> list[list[Span]]:
    """The pipeline's chains of a text, as spans."""
    doc = nlp.make_doc(text)
    for pipe in ("kg_encoder", "kg_syntax", "kg_names", "kg_dates", "kg_mentions", "kg_coreference"):
        doc = nlp.get_pipe(pipe)(doc)
    return [[(s, e) for s, e, _ in row["mentions"]] for row in doc._.kg_chains]


def gap(nlp: Any, path: Path) -> Counter:
    """Each (pronoun, name) that the pipeline puts in one chain, against those that are."""
    counts = Counter()
    for row in rows(path):
        pronoun = tuple(row["pronoun"])
        chain = next((c for c in chains(nlp, row["text"]) if pronoun in c), [])
        for (start, end), meant in zip(row["candidates"], row["coref"], strict=True):
            said = any(s < end and e > start for s, e in chain if (s, e) != pronoun)
            counts.add(said and meant, said, meant)
    return counts


def gum(nlp: Any, data: Path, split: str = "test") -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over mentions of gold chains that hold a name (a span that is a name in ``ner/gum_names``)."""
    named = {r["id"]: {(s, e) for s, e, _ in r["ents"]} for r in rows(data / f"ner/gum_names/{split}.jsonl.gz")}
    precision = recall = proposed = expected = 0.0
    for row in rows(data / f"coref/gum/{split}.jsonl.gz"):
        gold = [{tuple(m) for m in chain} for chain in row["clusters"]]
        gold = [chain for chain in gold if chain & named[row["id"]]]
        inside = {m for chain in gold for m in chain}
        found = [set(chain) for chain in chains(nlp, row["text"]) if len(chain) > 1]
        of_gold, of_found = ({m: c for c in side for m in c} for side in (gold, found))
        for mention, chain in of_found.items():
            precision += len(chain & of_gold.get(mention, set())) / len(chain)
        for mention in inside:
            recall += len(of_gold[mention] & of_found.get(mention, set())) / len(of_gold[mention])
        proposed, expected = proposed + len(of_found), expected + len(inside)
    p, r = precision / max(proposed, 1), recall / max(expected, 1)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
