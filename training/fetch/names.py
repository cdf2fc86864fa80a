"""Converters to rows of names: ``{"id", "text", "ents": [[start, end, label]], "orig", "fine", "extra", "source", "doc"}``.

``orig`` keeps the source's label of each name, ``fine`` a finer one where something tells, ``extra`` spans that are no names.
Source formats: CrossNER and WikiGold give a token and a BIO or IO tag a line; FIRE gives tokens with entities as token
ranges; MEN gives texts with entities as character ranges; Universal NER gives CoNLL-U-like lines with a BIO tag.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from training.fetch.spacing import Passage, Span

Row = dict[str, Any]
Names = list[tuple[int, int, str]]

_CROSSNER = {
    "PERSON": "researcher scientist politician writer musicalartist person",
    "ORG": "organisation university politicalparty band", "LOC": "country location", "PRODUCT": "product programlang",
    "WORK": "book poem magazine academicjournal album song", "EVENT": "conference election event",
    "MISC": "award astronomicalobject misc",
}  # fmt: skip
_FIRE = {
    "Company": "ORG", "Person": "PERSON", "GeopoliticalEntity": "LOC", "Location": "LOC", "Product": "PRODUCT",
    "Date": "DATE", "Money": "MONEY", "Quantity": "QUANTITY",
}  # fmt: skip
_CONLL = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
# Sentences that the training files leave out as too like a text of the source's test part: their numbers, in CrossNER by domain.
_UNER_REPEATED = frozenset({303, 944})
_CROSSNER_REPEATED = {"politics": {175, 196}, "science": {78, 97, 102, 139, 180}, "music": {10, 15, 28, 32, 48, 53, 99}}


@cache
def demonyms() -> frozenset[str]:
    """Nationalities, peoples and believers, as adjectives and nouns: those that the training files mark as such."""
    return frozenset(Path(__file__).with_name("demonyms.txt").read_text(encoding="utf-8").splitlines())


@cache
def property_names() -> dict[str, str]:
    """Names of properties of Wikidata."""
    lines = Path(__file__).with_name("properties.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def row(name: str, text: str, found: Names, labels: Mapping[str, str], source: str, *, doc: str | None = None) -> Row:
    """A row of spans with the source's labels; what ``labels`` doesn't map is no name and stands in ``extra``."""
    names = [(start, end, label) for start, end, label in found if label in labels]
    made: Row = {"id": name, "text": text, "ents": [[start, end, labels[label]] for start, end, label in names],
                 "orig": [label for _, _, label in names]}  # fmt: skip
    fine = ["NORP" if label.upper() == "MISC" and text[start:end] in demonyms() else None for start, end, label in names]
    if any(fine):
        made["fine"] = fine
    extra = [[start, end, label] for start, end, label in found if label not in labels]
    if extra:
        made["extra"] = extra
    return made | {"source": source, "doc": doc or name}


def tagged(path: Path, separator: str) -> Iterator[list[tuple[str, str]]]:
    """Sentences of (token, tag), one token a line, a blank line after each sentence."""
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            token, tag = line.rsplit(separator, 1)
            sentence.append((token, tag.strip()))
        elif sentence:
            yield sentence
            sentence = []


def runs(tags: Sequence[str]) -> Names:
    """Token ranges of names from BIO or IO tags."""
    found: Names = []
    last = "O"
    for index, tag in enumerate(tags):
        edge, _, label = tag.partition("-")
        if edge == "I" and last != "O" and found[-1][2] == label:
            found[-1] = (found[-1][0], index + 1, label)
        elif edge != "O":
            found.append((index, index + 1, label))
        last = tag
    return found


def placed(passage: Passage, found: Names) -> Names:
    return [(*passage.span(start, end), label) for start, end, label in found]


def crossner(repository: Path) -> Iterator[Row]:
    """The train parts of the five Wikipedia domains, without sentences that repeat a test text."""
    labels = {label: ours for ours, theirs in _CROSSNER.items() for label in theirs.split()}
    for domain in ("ai", "politics", "science", "literature", "music"):
        for index, sentence in enumerate(tagged(repository / f"ner_data/{domain}/train.txt", "\t")):
            if index not in _CROSSNER_REPEATED.get(domain, ()):
                passage = Passage([token for token, _ in sentence])
                names = placed(passage, runs([tag for _, tag in sentence]))
                yield row(f"crossner-{domain}-train-{index}", passage.text, names, labels, "crossner") | {"domain": domain}


def wikigold(repository: Path) -> Iterator[Row]:
    """All sentences; lines ``-DOCSTART-`` are left out."""
    path = repository / "data/wikigold/CONLL-format/data/wikigold.conll.txt"
    bare = [sentence for sentence in tagged(path, " ") if sentence[0][0] != "-DOCSTART-"]
    for index, sentence in enumerate(bare):
        passage = Passage([token for token, _ in sentence])
        yield row(f"wikigold-{index}", passage.text, placed(passage, runs([tag for _, tag in sentence])), _CONLL, "wikigold")


def fire(repository: Path) -> Iterator[Row]:
    """The official development file."""
    for index, item in enumerate(json.loads((repository / "fire/data/fire_dev.json").read_text(encoding="utf-8"))):
        passage = Passage(item["tokens"])
        names = placed(passage, [(e["start"], e["end"], e["type"]) for e in item["entities"]])
        yield row(f"fire-dev-{index}", passage.text, names, _FIRE, "fire")


def uner_ewt(repository: Path) -> Iterator[Row]:
    """The official development file; texts as the source gives them, tokens found in them from left to right."""
    labels = {label: ours for label, ours in _CONLL.items() if label != "MISC"}
    doc = ""
    blocks = (repository / "en_ewt-ud-dev.iob2").read_text(encoding="utf-8").strip().split("\n\n")
    for index, block in enumerate(blocks):
        lines = block.split("\n")
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        doc = comments.get("newdoc id", doc)
        if index in _UNER_REPEATED:
            continue
        cells = [line.split("\t") for line in lines if not line.startswith("#")]
        spans = _found(comments["text"], [cell[1] for cell in cells])
        names = [(spans[s][0], spans[e - 1][1], label) for s, e, label in runs([cell[2] for cell in cells]) if label in labels]
        yield row(f"uner-ewt-dev-{index}", comments["text"], names, labels, "uner_ewt", doc=doc)


def _found(text: str, tokens: Sequence[str]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for token in tokens:
        start = text.index(token, start)
        spans.append((start, start + len(token)))
        start += len(token)
    return spans
