"""Coreference: GAP's pronouns, and B-cubed on GUM's chains that hold a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.data import Counter, rows, shares

Span = tuple[int, int]
PIPES = ("kg_encoder", "kg_syntax", "kg_names", "kg_dates", "kg_mentions", "kg_coreference")
_POSSESSIVE = re.compile(r"\s*['’]s?$")
_BROKEN = re.compile(r"[,;:()]|\b(?:of|in|at|on|for|from|to|by|with|and|that|which|who)\b")
_SPEAKERS = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself", "yourselves"})


def read(nlp: Any, text: str) -> Any:
    """A Doc with names and chains, and nothing after them."""
    doc = nlp.make_doc(text)
    for pipe in PIPES:
        doc = nlp.get_pipe(pipe)(doc)
    return doc


def chains(doc: Any) -> list[list[Span]]:
    """The pipeline's chains, as spans of characters."""
    return [[(s, e) for s, e, _ in row["mentions"]] for row in doc._.kg_chains]


def gap(nlp: Any, path: Path, limit: int | None = None) -> Counter:
    """Each (pronoun, name) that the pipeline puts in one chain, against those that are; a name counts if it overlaps.

    Source: the scorer of Webster et al. (2018), which judges each of the two names of a row on its own.
    """
    counts = Counter()
    for row in rows(path, limit):
        pronoun: Span = (row["pronoun"][0], row["pronoun"][1])
        chain = next((c for c in chains(read(nlp, row["text"])) if pronoun in c), [])
        for (start, end), meant in zip(row["candidates"], row["coref"], strict=True):
            said = any(s < end and e > start for s, e in chain if (s, e) != pronoun)
            counts.add(said and meant, said, meant)
    return counts


def b_cubed(gold: Iterable[Iterable[Any]], found: Iterable[Iterable[Any]]) -> tuple[float, float, float, float]:
    """Sums for B-cubed: precision over mentions found, how many; recall over gold mentions, how many.

    Source: Bagga and Baldwin (1998). A mention that the other side does not have scores 0.
    """
    of_gold, of_found = ({m: c for c in map(frozenset, side) for m in c} for side in (gold, found))
    none: frozenset[Any] = frozenset()
    precision = sum(len(c & of_gold.get(m, none)) / len(c) for m, c in of_found.items())
    recall = sum(len(c & of_found.get(m, none)) / len(c) for m, c in of_gold.items())
    return precision, len(of_found), recall, len(of_gold)


def gum(nlp: Any, data: Path, split: str = "test", limit: int | None = None) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """B-cubed precision, recall and F1 over the chains of GUM that hold a name: all mentions, and without "I" and "you".

    GUM's mentions are whole noun phrases ("Environment Minister John Baird"), ours the name or the short phrase:
    two mentions are the same if they have the same head word, as in CorefUD's scorer. A chain holds a name if one of
    its mentions ends in a name of ``ner/gum_names`` that is no date, with nothing but titles or an article before it.
    Left out on both sides: chains of one mention, and names that modify a noun ("Ottawa street"), which GUM does not
    mark. First and second persons are no mentions for the project outside press releases, hence the second score.
    """
    named = {r["id"]: [(s, e) for s, e, label in r["ents"] if label != "DATE"] for r in rows(data / f"ner/gum_names/{split}.jsonl.gz")}
    every, third = [0.0] * 4, [0.0] * 4
    for row in rows(data / f"coref/gum/{split}.jsonl.gz", limit):
        doc = read(nlp, row["text"])
        head = head_of(doc)
        gold = [{head((s, e)) for s, e in chain} for chain in row["clusters"]]
        holds = [any(names_it(row["text"], (s, e), named[row["id"]]) for s, e in chain) for chain in row["clusters"]]
        gold = [chain for chain, held in zip(gold, holds, strict=True) if held]
        found = [{head(span) for span in chain} for chain in chains(doc)]
        modifiers = {t.idx for t in doc if t.dep_ in ("compound", "amod")}
        speakers = {t.idx for t in doc if t.lower_ in _SPEAKERS}
        for sums, left_out in ((every, modifiers), (third, modifiers | speakers)):
            for index, value in enumerate(b_cubed(apart(gold, left_out), apart(found, left_out))):
                sums[index] += value
    return shares(*every), shares(*third)


def names_it(text: str, mention: Span, names: Iterable[Span]) -> bool:
    """Whether a mention is a name, perhaps with an article or titles before it and a possessive behind."""
    end = mention[0] + len(_POSSESSIVE.sub("", text[mention[0] : mention[1]]))
    return any(s >= mention[0] and e == end and not _BROKEN.search(text[mention[0] : s]) for s, e in names)


def head_of(doc: Any) -> Callable[[Span], int]:
    """Where the head word of a span begins, in characters."""

    def head(span: Span) -> int:
        words = doc.char_span(*span, alignment_mode="expand")
        return int(words.root.idx)

    return head


def apart(chains_: list[set[int]], left_out: set[int]) -> list[set[int]]:
    """Chains of two or more heads, each head in the first chain that has it (nested mentions share their head)."""
    taken = set(left_out)
    kept = []
    for chain in chains_:
        kept.append(chain - taken)
        taken |= chain
    return [chain for chain in kept if len(chain) > 1]
