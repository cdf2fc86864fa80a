"""The encoder: runs once over a document and leaves one vector per token in ``doc.tensor``.

``doc.tensor`` is (tokens, 2 x 384) float32: the syntax layer's vector beside the last layer's, each that of the
token's first piece; zeros for white space. Windows are run one by one, so that what a document gets never
depends on the company it keeps.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.pipeline.store import Stored
from kg.pipeline.windows import best_window, windows
from kg.pipeline.wordpieces import SPECIAL, WordPieces, casing
from kg.pipeline.words import word_indices

HIDDEN = 384
LIMIT, SIZE, OVERLAP = 508, 400, 120


class Encoder(Stored):
    """Token vectors from an ONNX transformer; ``settings["vocabulary"]`` is kept as ``vocab.txt``."""

    def __init__(self) -> None:
        self.arrays, self.settings = {}, {}
        self.pieces: WordPieces | None = None

    def use(self, vocabulary: list[str]) -> None:
        self.pieces = WordPieces(vocabulary)

    def __call__(self, doc: Doc) -> Doc:
        if self.pieces is None or self.graph is None:
            raise ModelError("kg_encoder: the component has no weights; load a trained pipeline with spacy.load")
        tensor: Any = np.zeros((len(doc), 2 * HIDDEN), dtype=np.float32)
        words = word_indices(doc)
        if len(words):
            every = [token.text for token in doc]
            texts = [every[i] for i in words]
            tensor[words] = self._encode([self.pieces.pieces(t) for t in texts], [casing(t) for t in texts])
        doc.tensor = tensor
        return doc

    def _encode(self, pieces: list[tuple[int, ...]], casings: list[int]) -> np.ndarray:
        found = windows(np.array([len(p) for p in pieces]), limit=LIMIT, size=SIZE, overlap=OVERLAP)
        where = best_window(found, len(pieces))
        out = np.empty((len(pieces), 2 * HIDDEN), dtype=np.float32)
        for number, (start, stop) in enumerate(found):
            use = np.flatnonzero(where[start:stop] == number)
            out[start + use] = self._window(pieces[start:stop], casings[start:stop])[use]
        return out

    def _window(self, pieces: list[tuple[int, ...]], casings: list[int]) -> np.ndarray:
        assert self.pieces is not None and self.graph is not None
        ids, cases, first = [self.pieces.cls], [SPECIAL], []
        for found, case in zip(pieces, casings, strict=True):
            room = LIMIT + 2 - len(ids)
            first.append(min(len(ids), LIMIT))
            ids += found[:room]
            cases += [case] * min(len(found), room)
        ids.append(self.pieces.sep)
        cases.append(SPECIAL)
        inputs: dict[str, Any] = {"pieces": np.array([ids], dtype=np.int64), "casings": np.array([cases], dtype=np.int64)}
        middle, last = self.graph.run(**inputs)
        return np.concatenate([middle[0, first], last[0, first]], axis=1)

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        super().to_disk(path)
        if self.pieces is not None:
            (Path(path) / "vocab.txt").write_text("\n".join(self.pieces.vocabulary) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> Encoder:
        super().from_disk(path)
        self.pieces = WordPieces.read(Path(path) / "vocab.txt")
        return self


@Language.factory("kg_encoder", assigns=["doc.tensor"])
def make_encoder(nlp: Language, name: str) -> Encoder:
    return Encoder()
