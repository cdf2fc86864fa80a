"""The words of a Doc: its tokens without white space, which no layer of the reader looks at."""

from __future__ import annotations

import numpy as np
from spacy.attrs import IS_SPACE  # type: ignore[import-not-found]
from spacy.tokens import Doc


def word_indices(doc: Doc) -> np.ndarray:
    """(words,) int64: the token numbers of a Doc's words, in order."""
    return np.flatnonzero(doc.to_array([IS_SPACE]).reshape(-1) == 0)


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """The sentences of a Doc as offsets in characters, without white space at their ends."""
    found = []
    for sent in doc.sents:
        text = sent.text
        start = sent.start_char + len(text) - len(text.lstrip())
        found.append((start, max(start, sent.start_char + len(text.rstrip()))))
    return found
