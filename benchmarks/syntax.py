"""Syntax on gold tokens with predicted sentences: tags, lemmas, unlabelled and labelled attachment."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

Row = list[str]


def documents(path: Path) -> Iterator[list[list[Row]]]:
    """Documents as sentences of CoNLL-U rows, without multiword and empty tokens."""
    document: list[list[Row]] = []
    sentence: list[Row] = []
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            line = line.rstrip("\n")
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            elif not line and sentence:
                document.append(sentence)
                sentence = []
            elif line and line[0].isdigit():
                row = line.split("\t")
                if row[0].isdigit():
                    sentence.append(row)
    if document:
        yield document


def measure(nlp: Any, path: Path) -> dict[str, float]:
    """Shares of words that are right (``upos``, ``xpos``, ``lemma``, ``uas``, ``las``) and F1 of sentence starts."""
    right = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    words = gold_starts = found_starts = both = 0
    for document in documents(path):
        rows = [row for sentence in document for row in sentence]
        doc = Doc(nlp.vocab, words=[r[1] for r in rows], spaces=["SpaceAfter=No" not in r[9] for r in rows])
        for pipe in ("kg_encoder", "kg_syntax"):
            doc = nlp.get_pipe(pipe)(doc)
        base = 0
        starts = set()
        for sentence in document:
            starts.add(base)
            for offset, row in enumerate(sentence):
                token = doc[base + offset]
                head = base + offset if row[6] == "0" else base + int(row[6]) - 1
                attached = token.head.i == head
                right["upos"] += token.pos_ == row[3]
                right["xpos"] += token.tag_ == row[4]
                right["lemma"] += token.lemma_ == row[2]
                right["uas"] += attached
                right["las"] += attached and token.dep_ == row[7]
            base += len(sentence)
        words += len(rows)
        ours = {span.start for span in doc.sents}
        gold_starts, found_starts, both = gold_starts + len(starts), found_starts + len(ours), both + len(starts & ours)
    scores = {name: value / words for name, value in right.items()}
    scores["sentences"] = 2 * both / (gold_starts + found_starts)
    return scores
