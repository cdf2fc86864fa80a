"""The mentions of a document in one list, and their vectors: what coreference and relations are judged on.

A second, short encoder runs over the token vectors with a mark on every mention, so that a mention's vector knows
its type and its neighbours. The rows go to ``doc.user_data[MENTIONS]`` and are removed by the last component
that needs them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.pipeline.encoder import HIDDEN
from kg.pipeline.names import DEMONYM
from kg.pipeline.pronouns import PRONOUNS
from kg.pipeline.store import Stored
from kg.pipeline.windows import Window, best_window, windows
from kg.pipeline.words import word_indices

MENTIONS = "kg_mentions"
WINDOW, OVERLAP, LIMIT = 300, 100, 400
_PRONOUN = re.compile(PRONOUNS, re.IGNORECASE)
# Where two mentions share a token, the later kind marks it.
_RANK = {"nominal": 0, "pronoun": 1, "role": 2, "date": 3, "demonym": 4, "name": 5}


@dataclass
class Mentions:
    """All mentions in text order; tokens are numbered among the words (white space left out).

    ``vectors`` is (mentions, 2 x 384). ``attention`` has two arrays for each of ``windows``: the tokens in it that begin a
    mention, and what they look at, (heads, those tokens, tokens).
    """

    words: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    kinds: list[str]
    types: list[str]
    texts: list[str]
    spans: list[tuple[int, int]]
    sentences: np.ndarray
    vectors: np.ndarray = field(default_factory=lambda: np.zeros((0, 2 * HIDDEN), dtype=np.float32))
    states: np.ndarray = field(default_factory=lambda: np.zeros((0, HIDDEN), dtype=np.float32))
    windows: list[Window] = field(default_factory=list)
    attention: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.kinds)


def collect(doc: Doc) -> Mentions:
    """Names, demonyms, roles, dates, nominals and pronouns of a Doc."""
    words = word_indices(doc)
    found: dict[tuple[int, int, str], str] = {}
    for span in doc.ents:
        found[span.start, span.end, "name"] = span.label_
    for group, kind, type_ in (("demonyms", "demonym", DEMONYM), ("roles", "role", "Role"), ("dates", "date", "Date"), ("nominals", "nominal", "Unknown")):
        for span in doc.spans.get(group, ()):
            found.setdefault((span.start, span.end, kind), type_)
    for match in _PRONOUN.finditer(doc.text):
        pronoun = doc.char_span(*match.span())
        if pronoun is not None:
            found.setdefault((pronoun.start, pronoun.end, "pronoun"), "Unknown")
    rows = sorted(found)
    place = np.searchsorted(words, [r[0] for r in rows]) if rows else np.zeros(0, dtype=np.int64)
    stop = np.searchsorted(words, [r[1] for r in rows]) if rows else np.zeros(0, dtype=np.int64)
    sentence_starts = np.array([s.start for s in doc.sents], dtype=np.int64)
    pieces: list[Span] = [doc[a:b] for a, b, _ in rows]
    sentences = np.searchsorted(sentence_starts, [r[0] for r in rows], side="right") if rows else np.zeros(0, dtype=np.int64)
    return Mentions(words, place, stop, [r[2] for r in rows], [found[r] for r in rows], [p.text for p in pieces],
                    [(p.start_char, p.end_char) for p in pieces], np.asarray(sentences))  # fmt: skip


class MentionEncoder(Stored):
    """Runs the short encoder; ``settings`` hold ``types`` and ``kinds``, which number the marks."""

    def __init__(self) -> None:
        self.arrays, self.settings = {}, {}

    def __call__(self, doc: Doc) -> Doc:
        mentions = collect(doc)
        doc.user_data[MENTIONS] = mentions
        if not len(mentions) or self.graph is None:
            return doc
        x = np.ascontiguousarray(doc.tensor[mentions.words, HIDDEN:])
        self._run(mentions, x, self._marks(mentions, len(x)))
        return doc

    def mark(self, type_: str, kind: str, inside: bool) -> int:
        kinds, types = self.settings["kinds"], self.settings["types"]
        cell: int = types.index(type_) * len(kinds) + kinds.index(kind)
        return 1 + 2 * cell + inside

    def _marks(self, mentions: Mentions, size: int) -> np.ndarray:
        marks = np.zeros(size, dtype=np.int64)
        for n in sorted(range(len(mentions)), key=lambda n: _RANK[mentions.kinds[n]]):
            start, end = int(mentions.starts[n]), int(mentions.ends[n])
            marks[start:end] = self.mark(mentions.types[n], mentions.kinds[n], True)
            marks[start] = self.mark(mentions.types[n], mentions.kinds[n], False)
        return marks

    def _run(self, mentions: Mentions, x: np.ndarray, marks: np.ndarray) -> None:
        assert self.graph is not None
        mentions.windows = windows(np.ones(len(x), dtype=np.int64), limit=LIMIT, size=WINDOW, overlap=OVERLAP)
        where = best_window(mentions.windows, len(x))
        mentions.states = np.empty_like(x)
        begin = np.unique(mentions.starts)
        for number, (start, stop) in enumerate(mentions.windows):
            deep, attention = self.graph.run(tokens=x[None, start:stop], marks=marks[None, start:stop])
            use = np.flatnonzero(where[start:stop] == number)
            mentions.states[start + use] = deep[0, use]
            inside = begin[(begin >= start) & (begin < stop)]
            mentions.attention.append((inside, attention[0][:, inside - start]))
        mentions.vectors = np.stack(
            [np.concatenate([mentions.states[a], mentions.states[a:b].mean(0)]) for a, b in zip(mentions.starts, mentions.ends, strict=True)]
        )


@Language.factory("kg_mentions", requires=["doc.tensor", "doc.ents", "doc.sents"])
def make_mentions(nlp: Language, name: str) -> MentionEncoder:
    return MentionEncoder()


def mentions_of(doc: Doc) -> Mentions:
    """The mentions that ``kg_mentions`` left on a Doc."""
    found: Mentions = doc.user_data[MENTIONS]
    return found
