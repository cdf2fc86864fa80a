"""Syntax on gold tokens with predicted sentences: tags, lemmas, unlabelled and labelled attachment."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

Row = list[str]
NAMES = ("upos", "xpos", "lemma", "uas", "las")


def documents(path: Path, limit: int | None = None) -> Iterator[tuple[str, list[list[Row]]]]:
    """(id, sentences of CoNLL-U rows) of each document, without empty tokens.

    The parts of a contraction ("do", "n't") stand next to each other; the last one has the space of the whole.
    """
    name, document, sentence, joined = "", [], [], (0, "")
    seen = 0
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if document:
                    yield name, document
                    seen += 1
                    if seen == limit:
                        return
                name, document = line.partition("=")[2].strip(), []
            elif not line and sentence:
                document.append(sentence)
                sentence, joined = [], (0, "")
            elif line and line[0].isdigit():
                row = line.split("\t")
                if "-" in row[0]:
                    joined = (int(row[0].partition("-")[2]), row[9])
                elif row[0].isdigit():
                    number = int(row[0])
                    if number <= joined[0]:
                        row[9] = joined[1] if number == joined[0] else "SpaceAfter=No"
                    sentence.append(row)
    if document:
        yield name, document


def read(nlp: Any, document: list[list[Row]]) -> Doc:
    """The gold tokens of a document, tagged and parsed by the pipeline."""
    rows = [row for sentence in document for row in sentence]
    doc = Doc(nlp.vocab, words=[r[1] for r in rows], spaces=["SpaceAfter=No" not in r[9] for r in rows])
    for pipe in ("kg_encoder", "kg_syntax"):
        doc = nlp.get_pipe(pipe)(doc)
    return doc


@dataclass
class Counts:
    """Words that are right by each measure, and sentence starts of both sides."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    words: int = 0
    gold: int = 0
    found: int = 0
    both: int = 0

    def add(self, doc: Doc, document: list[list[Row]]) -> None:
        base = 0
        starts = set()
        for sentence in document:
            starts.add(base)
            for offset, row in enumerate(sentence):
                token = doc[base + offset]
                attached = token.head.i == (base + offset if row[6] == "0" else base + int(row[6]) - 1)
                says = (token.pos_ == row[3], token.tag_ == row[4], token.lemma_ == row[2], attached, attached and token.dep_ == row[7])
                for name, value in zip(NAMES, says, strict=True):
                    self.right[name] += value
            base += len(sentence)
        ours = {span.start for span in doc.sents}
        self.words, self.gold, self.found = self.words + base, self.gold + len(starts), self.found + len(ours)
        self.both += len(starts & ours)

    @property
    def shares(self) -> dict[str, float]:
        """Shares of words, and F1 of sentence starts."""
        found = {name: value / max(self.words, 1) for name, value in self.right.items()}
        return found | {"sentences": 2 * self.both / max(self.gold + self.found, 1)}


def measure(nlp: Any, path: Path, limit: int | None = None) -> tuple[Counts, Counts]:
    """Counts over all documents, and over those whose id says that they are news."""
    every, news = Counts(), Counts()
    for name, document in documents(path, limit):
        doc = read(nlp, document)
        every.add(doc, document)
        if "_news_" in name:
            news.add(doc, document)
    return every, news
