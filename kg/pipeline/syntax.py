"""Sentences, tags, lemmas and a dependency tree for each sentence, from the encoder's middle layer.

Universal Dependencies (``dep_``, ``pos_``), Penn tags (``tag_``), lemmas by edit script.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

from kg.pipeline import lemmas
from kg.pipeline.encoder import HIDDEN
from kg.pipeline.store import Stored, linear
from kg.pipeline.trees import decode
from kg.pipeline.words import word_indices

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\S)")
_OPENERS = frozenset({'"', "“", "‘", "'", "(", "[", "«"})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "»"})
MAX_SENTENCE = 250
UNSTOPPED = 4.0
"""By how much a sentence start must be likelier than not where nothing ended the sentence before."""
AT_ONCE = 1000
"""Tokens whose products stand in memory together, 20 KB each."""


class Syntax(Stored):
    """Reads ``doc.tensor``; writes sentence starts, tags, lemmas, heads and relations."""

    def __init__(self) -> None:
        self.arrays, self.settings = {}, {}

    def ready(self) -> None:
        names = ("upos", "xpos", "lemmas", "starts", "arc_dep", "arc_head", "rel_dep", "rel_head")
        self.maps = {name: linear(self.arrays, name) for name in names}
        self.rel = self.arrays["rel"].transpose(1, 0, 2).reshape(self.arrays["rel"].shape[1], -1)

    def __call__(self, doc: Doc) -> Doc:
        words = word_indices(doc)
        if not len(words):
            return doc
        x = np.ascontiguousarray(doc.tensor[words, :HIDDEN])
        starts = self._starts(doc, words, x)
        heads, labels = self._parse(x, np.flatnonzero(starts))
        self._write(doc, words, x, heads, labels)
        return doc

    def _starts(self, doc: Doc, words: np.ndarray, x: np.ndarray) -> np.ndarray:
        """(words,) which begin a sentence: by score, after each paragraph, and never too far apart."""
        scores = self.maps["starts"](x)
        starts: np.ndarray = scores[:, 1] - scores[:, 0] > np.where(self._after_stop(doc, words), 0.0, UNSTOPPED)
        starts[0] = True
        blank = np.zeros(len(doc) + 1, dtype=bool)
        for index in np.setdiff1d(np.arange(len(doc)), words):
            blank[index + 1] = "\n" in doc[int(index)].text
        starts |= blank[words]
        for index in np.flatnonzero(starts & ~blank[words])[1:].tolist():
            token = doc[int(words[index])]
            if token.text in _CLOSERS and doc[token.i - 1].whitespace_ == "":
                starts[index] = False  # a closing mark belongs to what it closes
                if index + 1 < len(words) and token.whitespace_:
                    starts[index + 1] = True
        for index in np.flatnonzero(starts)[1:].tolist():
            token = doc[int(words[index]) - 1]
            if token.text in _OPENERS and token.whitespace_ == "" and (token.i == 0 or doc[token.i - 1].is_space or doc[token.i - 1].whitespace_):
                starts[index], starts[index - 1] = False, True  # an opening mark belongs to what it opens
        borders = [*np.flatnonzero(starts).tolist(), len(words)]
        for left, right in pairwise(borders):
            starts[left:right:MAX_SENTENCE] = True
        return starts

    def _after_stop(self, doc: Doc, words: np.ndarray) -> np.ndarray:
        """(words,) which follow a mark that ends sentences, or a closing mark behind one."""
        texts = [doc[int(index)].text for index in words]
        found = np.zeros(len(words), dtype=bool)
        for index in range(1, len(words)):
            before = texts[index - 1]
            found[index] = before[-1] in ".!?:;…" or (before in _CLOSERS and index > 1 and texts[index - 2][-1] in ".!?…")
        return found

    def _parse(self, x: np.ndarray, borders: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Heads as word indices (a root is its own head) and relation numbers."""
        dep, head = (np.maximum(self.maps[name](x), 0) for name in ("arc_dep", "arc_head"))
        root = np.maximum(self.maps["arc_head"](self.arrays["root"][None]), 0)
        dep = np.concatenate([dep, np.ones_like(dep[:, :1])], 1) @ self.arrays["arc"]
        heads = np.empty(len(x), dtype=np.int64)
        for left, right in zip(borders, [*borders[1:], len(x)], strict=True):
            tree = decode(dep[left:right] @ np.concatenate([root, head[left:right]]).T)
            heads[left:right] = np.where(tree == 0, -1, left + tree - 1)
        return np.where(heads < 0, np.arange(len(x)), heads), self._labels(x, heads)

    def _labels(self, x: np.ndarray, heads: np.ndarray) -> np.ndarray:
        every = np.concatenate([self.arrays["root"][None], x])
        ones = np.ones_like(x[:, :1])
        dep = np.concatenate([np.maximum(self.maps["rel_dep"](x), 0), ones], 1)
        head = np.concatenate([np.maximum(self.maps["rel_head"](every[heads + 1]), 0), ones], 1)
        scores = np.concatenate([self._pair_scores(dep[n : n + AT_ONCE], head[n : n + AT_ONCE]) for n in range(0, len(x), AT_ONCE)])
        root = self.settings["deprels"].index("root")
        scores[heads >= 0, root] = -np.inf
        best: np.ndarray = scores.argmax(1)
        best[heads < 0] = root
        return best

    def _pair_scores(self, dep: np.ndarray, head: np.ndarray) -> np.ndarray:
        """(tokens, relations) scores of tokens with their heads."""
        half = (dep @ self.rel).reshape(len(dep), -1, dep.shape[1])
        scores: np.ndarray = np.matmul(half, head[:, :, None])[:, :, 0]
        return scores

    def _write(self, doc: Doc, words: np.ndarray, x: np.ndarray, heads: np.ndarray, labels: np.ndarray) -> None:
        strings = doc.vocab.strings
        number = {name: np.array([strings.add(v) for v in self.settings[name]], dtype=np.uint64) for name in ("upos", "xpos", "deprels")}
        rows = np.zeros((len(doc), 5), dtype=np.uint64)
        rows[words, 0] = number["upos"][self.maps["upos"](x).argmax(1)]
        rows[words, 1] = number["xpos"][self.maps["xpos"](x).argmax(1)]
        edits = self.maps["lemmas"](x).argmax(1)
        scripts = self.settings["lemmas"]
        every = [token.text for token in doc]
        rows[words, 2] = [strings.add(lemmas.apply(scripts[edit], every[row])) for row, edit in zip(words.tolist(), edits.tolist(), strict=True)]
        rows[words, 3] = number["deprels"][labels]
        rows[words, 4] = (words[heads] - words).astype(np.int64).astype(np.uint64)
        self._spaces(doc, words, rows, strings)
        doc.from_array([POS, TAG, LEMMA, DEP, HEAD], rows)  # type: ignore[arg-type]  # sentences follow from the trees

    def _spaces(self, doc: Doc, words: np.ndarray, rows: np.ndarray, strings: object) -> None:
        """White space hangs on the word before it (the first word for leading space)."""
        rest = np.setdiff1d(np.arange(len(doc)), words)
        if not len(rest):
            return
        before = np.searchsorted(words, rest) - 1
        host = words[np.maximum(before, 0)]
        add = strings.add  # type: ignore[attr-defined]
        rows[rest, 0], rows[rest, 1], rows[rest, 3] = add("SPACE"), add("_SP"), add("dep")
        rows[rest, 4] = (host - rest).astype(np.int64).astype(np.uint64)
        for index in rest.tolist():
            rows[index, 2] = add(doc[index].text)


@Language.factory("kg_syntax", requires=["doc.tensor"], assigns=["token.dep", "token.head", "token.tag", "token.pos", "token.lemma", "doc.sents"])
def make_syntax(nlp: Language, name: str) -> Syntax:
    return Syntax()
