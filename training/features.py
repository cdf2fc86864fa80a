"""Examples as arrays: pieces, casing, targets per token, mentions as token ranges, pairs to judge."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from kg.pipeline.lemmas import script
from kg.pipeline.wordpieces import SPECIAL, WordPieces, casing
from training import schema
from training.examples import Example, Gold, Span

MAX_PIECES = 500
MAX_TOKENS = 340
IGNORE = -100


@dataclass
class Item:
    """A window of an example, ready for the network. ``first`` is the first piece of each token."""

    id: str
    source: str
    pieces: np.ndarray
    casings: np.ndarray
    first: np.ndarray
    names: np.ndarray | None = None  # (tokens, tags) bool: the tags that may be right
    nominals: np.ndarray | None = None  # (tokens,) 0 O, 1 B, 2 I
    roles: np.ndarray | None = None
    upos: np.ndarray | None = None
    xpos: np.ndarray | None = None
    lemmas: np.ndarray | None = None
    heads: np.ndarray | None = None
    deprels: np.ndarray | None = None
    starts: np.ndarray | None = None
    mentions: list[Gold] = field(default_factory=list)  # start, end are tokens here
    sentence_of: np.ndarray | None = None  # (mentions,)
    coreference: bool = False
    relations: dict[tuple[int, int], dict[str, str]] = field(default_factory=dict)
    evidence: dict[tuple[int, int, str], list[Span]] = field(default_factory=dict)  # token ranges
    columns: frozenset[str] = frozenset()
    pairs_only: bool = False
    texts: list[str] = field(default_factory=list)  # of the mentions


@dataclass
class Labels:
    """Numbering of the open label sets, made once from the training data."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        return dict(vars(self))


TAG = {tag: index for index, tag in enumerate(schema.TAGS)}


class Featurizer:
    """Turns examples into items; one tokenizer and one vocabulary for all."""

    def __init__(self, tokenizer: Any, pieces: WordPieces, labels: Labels) -> None:
        self.tokenizer, self.pieces, self.labels = tokenizer, pieces, labels
        self.numbers = {name: {label: i for i, label in enumerate(values)} for name, values in vars(labels).items()}

    def items(self, example: Example) -> list[Item]:
        if not example.tokens:
            doc = self.tokenizer(example.text)
            example.tokens = [(t.idx, t.idx + len(t.text)) for t in doc if not t.is_space]
        return [self._item(example, low, high) for low, high in self._windows(example) if high > low]

    def crops(self, example: Example, chance: random.Random) -> list[Item]:
        """The example cut into pieces of one to three sentences, each with the facts that its own words state."""
        starts = [s for s, _ in example.tokens]
        borders = sorted({bisect_left(starts, s) for s, _ in example.sentences} | {0, len(starts)})
        found, place = [], 0
        while place < len(borders) - 1:
            until = min(place + chance.choice((1, 1, 2, 3)), len(borders) - 1)
            low, high = borders[place], borders[until]
            if 4 <= high - low <= MAX_TOKENS and sum(len(self.pieces.pieces(example.text[s:e])) for s, e in example.tokens[low:high]) < MAX_PIECES:
                item = self._item(example, low, high)
                _only_stated(item)
                found.append(item)
            place = until
        return found

    def _windows(self, example: Example) -> list[tuple[int, int]]:
        """Token ranges at sentence borders that fit the encoder."""
        sizes = [len(self.pieces.pieces(example.text[s:e])) for s, e in example.tokens]
        starts = [s for s, _ in example.tokens]
        borders = sorted({bisect_left(starts, s) for s, _ in example.sentences} | {0, len(starts)})
        windows, low, count = [], 0, 0
        for left, right in pairwise(borders):
            size = sum(sizes[left:right])
            if count and (count + size > MAX_PIECES - 12 or right - low > MAX_TOKENS + 60):
                windows.append((low, left))
                low, count = left, 0
            count += size
            while count > MAX_PIECES - 12:  # one endless sentence: cut it anywhere
                cut, total = low, 0
                while cut < right and total + sizes[cut] <= MAX_PIECES - 12:
                    total += sizes[cut]
                    cut += 1
                windows.append((low, cut))
                low, count = cut, count - total
        windows.append((low, len(starts)))
        return windows

    def _item(self, example: Example, low: int, high: int) -> Item:
        text, tokens = example.text, example.tokens[low:high]
        ids, cases, first = [self.pieces.cls], [SPECIAL], []
        for start, end in tokens:
            found = self.pieces.pieces(text[start:end])
            first.append(len(ids))
            ids += found
            cases += [casing(text[start:end])] * len(found)
        ids.append(self.pieces.sep)
        cases.append(SPECIAL)
        item = Item(f"{example.id}@{low}", example.source, np.array(ids), np.array(cases), np.array(first),
                    coreference=example.coreference, columns=example.columns, pairs_only=example.pairs_only)  # fmt: skip
        self._token_targets(example, item, tokens, low, high)
        self._mentions(example, item, tokens)
        return item

    def _token_targets(self, example: Example, item: Item, tokens: list[Span], low: int, high: int) -> None:
        if example.names is not None:
            item.names = self._name_targets(example, tokens)
        if example.nominals is not None:
            item.nominals = _bio(example.nominals, tokens)
        if example.roles is not None:
            item.roles = _bio(example.roles, tokens)
        if example.syntax is not None:
            s, numbers = example.syntax, self.numbers
            item.upos = np.array([numbers["upos"][v] for v in s.upos[low:high]])
            item.xpos = np.array([numbers["xpos"].get(v, IGNORE) for v in s.xpos[low:high]])
            item.deprels = np.array([numbers["deprels"].get(v, IGNORE) for v in s.deprels[low:high]])
            forms = [example.text[a:b] for a, b in tokens]
            scripts = [script(f, lemma) for f, lemma in zip(forms, s.lemmas[low:high], strict=True)]
            item.lemmas = np.array([numbers["lemmas"].get(v, IGNORE) for v in scripts])
            item.starts = np.array(s.starts[low:high]).astype(np.int64)
            heads = np.array(s.heads[low:high]) - low
            heads = np.where(heads == np.arange(high - low), -1, heads)
            item.heads = np.where((heads < -1) | (heads >= high - low), IGNORE, heads)

    def _name_targets(self, example: Example, tokens: list[Span]) -> np.ndarray:
        allowed = np.zeros((len(tokens), len(TAG)), dtype=bool)
        allowed[:, 0] = True
        starts, ends = [s for s, _ in tokens], [e for _, e in tokens]
        if example.open_labels:
            opened = [TAG[f"{edge}-{label}"] for label in example.open_labels for edge in "BI"]
            for index, (start, end) in enumerate(tokens):
                if any(ch.isupper() for ch in example.text[start:end]):
                    allowed[index, opened] = True
        for start, end, labels in example.names or []:
            left, right = bisect_right(ends, start), bisect_left(starts, end)
            for index in range(left, right):
                allowed[index] = False
                allowed[index, [TAG[f"{'B' if index == left else 'I'}-{label}"] for label in labels]] = True
                if example.source == "ner/gum_names" and labels == schema.MISC:
                    allowed[index, 0] = True
        return allowed

    def _mentions(self, example: Example, item: Item, tokens: list[Span]) -> None:
        starts, ends = [s for s, _ in tokens], [e for _, e in tokens]
        sentence_starts = [s for s, _ in example.sentences] or [0]
        sentence_of, seen = [], set()
        for gold in sorted(example.mentions, key=lambda m: (m.start, m.end)):
            left, right = bisect_right(ends, gold.start), bisect_left(starts, gold.end)
            if right <= left or gold.end > ends[-1] or gold.start < starts[0] or (left, right, gold.kind) in seen:
                continue
            seen.add((left, right, gold.kind))
            item.mentions.append(Gold(left, right, gold.type, gold.kind, gold.entity, gold.cls))
            sentence_of.append(bisect_right(sentence_starts, gold.start))
            item.texts.append(example.text[gold.start : gold.end])
        item.sentence_of = np.array(sentence_of, dtype=np.int64)
        present = {m.entity for m in item.mentions}
        for pair, columns in example.relations.items():
            if pair[0] in present and pair[1] in present:
                item.relations[pair] = columns
        for (s, o, column), spans in example.evidence.items():
            ranges = [(bisect_right(ends, a), bisect_left(starts, b)) for a, b in spans]
            item.evidence[s, o, column] = [r for r in ranges if r[1] > r[0]]


def _only_stated(item: Item) -> None:
    """Drops facts whose evidence lies elsewhere: between these words they are not stated."""
    kept: dict[tuple[int, int], dict[str, str]] = {}
    for pair, columns in item.relations.items():
        stated = {name: how for name, how in columns.items() if item.evidence.get((*pair, name))}
        if stated:
            kept[pair] = stated
    item.relations = kept


def _bio(spans: list[Span], tokens: list[Span]) -> np.ndarray:
    tags = np.zeros(len(tokens), dtype=np.int64)
    starts, ends = [s for s, _ in tokens], [e for _, e in tokens]
    for start, end in spans:
        left, right = bisect_right(ends, start), bisect_left(starts, end)
        tags[left:right] = 2
        if right > left:
            tags[left] = 1
    return tags
