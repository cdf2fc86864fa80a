"""Who says what, on two test sets with conventions of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import rows, shares

Span = tuple[int, int]


@dataclass
class Tally:
    """``proposed`` and ``right`` quotations of ours; ``expected`` and ``found`` gold ones."""

    proposed: int = 0
    right: int = 0
    expected: int = 0
    found: int = 0

    @property
    def scores(self) -> tuple[float, float, float]:
        return shares(self.right, self.proposed, self.found, self.expected)


def gum_attribution(nlp: Any, data: Path, split: str = "test", limit: int | None = None) -> tuple[Tally, Tally]:
    """(all attributions, those whose source names somebody) of GUM.

    GUM marks a clause as source ("Hahn said") and one or more as content, for thoughts as well as words. One of our
    quotations is right if at least half of it lies in the content and a mention of its speaker lies in the source.
    The second tally expects only attributions whose source holds a mention of a chain with a name; ours are the same.
    """
    every, named = Tally(), Tally()
    names = {r["id"]: [(s, e) for s, e, label in r["ents"] if label == "PERSON" or label == "ORG" or label == "LOC"]
             for r in rows(data / f"ner/gum_names/{split}.jsonl.gz")}  # fmt: skip
    clusters = {r["id"]: [[tuple(m) for m in c] for c in r["clusters"]] for r in rows(data / f"coref/gum/{split}.jsonl.gz")}
    for row in rows(data / f"quotes/gum_attribution/{split}.jsonl.gz", limit):
        spoken = _spoken(nlp(row["text"]))
        gold = [(tuple(a["source"]), [tuple(c) for c in a["content"]]) for a in row["attributions"] if a["content"]]
        pairs = [[_says(quote, *one) for one in gold] for quote in spoken]
        mentions = _mentions_with_name(names[row["id"]], clusters[row["id"]])
        for tally, keep in ((every, [True] * len(gold)), (named, [_holds(mentions, source) for source, _ in gold])):
            tally.proposed += len(spoken)
            tally.right += sum(any(row_) for row_ in pairs)
            tally.expected += sum(keep)
            tally.found += sum(wanted and any(row_[n] for row_ in pairs) for n, wanted in enumerate(keep))
    return every, named


def litbank(nlp: Any, path: Path, limit: int | None = None) -> tuple[Tally, Tally]:
    """(spans and speakers, spans alone) of direct speech in novels.

    Spans are the same if they overlap. A speaker is right if a mention of it that is no pronoun shares a word with
    the name by which LitBank knows the speaker (``Charlotte_Bartlett-2``).
    """
    both, spans = Tally(), Tally()
    for row in rows(path, limit):
        doc = nlp(row["text"])
        spoken = [q for q in doc._.kg_quotations if q["direct"]]
        words = _speaker_words(doc)
        gold = [(tuple(q["span"]), _words(q["speaker"].rpartition("-")[0])) for q in row["quotes"]]
        near = [[_overlap(tuple(q["span"]), span) > 0 for span, _ in gold] for q in spoken]
        right = [[near[i][n] and bool(words.get(q["speaker"], frozenset()) & gold[n][1]) for n in range(len(gold))] for i, q in enumerate(spoken)]
        for tally, table in ((both, right), (spans, near)):
            tally.proposed += len(spoken)
            tally.right += sum(any(line) for line in table)
            tally.expected += len(gold)
            tally.found += sum(any(line[n] for line in table) for n in range(len(gold)))
    return both, spans


def _spoken(doc: Any) -> list[tuple[Span, list[Span]]]:
    """Our quotations with a speaker: span, and the mentions of the speaker."""
    mentions = {row["id"]: [(s, e) for s, e, _ in row["mentions"]] for row in doc._.kg_chains}
    return [(tuple(q["span"]), mentions[q["speaker"]]) for q in doc._.kg_quotations if q["speaker"] is not None]


def _says(quote: tuple[Span, list[Span]], source: Span, content: list[Span]) -> bool:
    span, speaker = quote
    inside = sum(max(0, _overlap(span, part)) for part in content)
    return 2 * inside >= span[1] - span[0] and any(source[0] <= s and e <= source[1] for s, e in speaker)


def _mentions_with_name(names: list[Span], clusters: list[list[Span]]) -> list[Span]:
    held = [m for chain in clusters if any(m in names for m in chain) for m in chain]
    return [*names, *held]


def _holds(mentions: list[Span], source: Span) -> bool:
    return any(source[0] <= s and e <= source[1] for s, e in mentions)


def _overlap(first: Span, second: Span) -> int:
    return min(first[1], second[1]) - max(first[0], second[0])


def _speaker_words(doc: Any) -> dict[str, frozenset[str]]:
    return {row["id"]: frozenset[str]().union(*(_words(doc.text[s:e]) for s, e, kind in row["mentions"] if kind != "pronoun")) for row in doc._.kg_chains}


def _words(text: str) -> frozenset[str]:
    small = {"the", "a", "an", "of", "mr", "mrs", "miss", "ms", "dr", "sir", "lady", "lord", "maid"}
    return frozenset(re.findall(r"[^\W_]+", text.casefold())) - small
