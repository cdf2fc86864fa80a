"""Re-DocRED and DocRED: tokenised Wikipedia documents, to rows of names and rows of relations.

Source format: a list of documents with ``title``, ``sents`` (tokens), ``vertexSet`` (for each entity its mentions, as token
ranges ``pos`` of a sentence ``sent_id``) and ``labels`` (``r`` holds of entity ``h`` and entity ``t``).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from training.fetch.names import demonyms, property_names
from training.fetch.spacing import Passage

Row = dict[str, Any]
Document = dict[str, Any]

_TYPES = {"PER": "PERSON", "TIME": "DATE", "NUM": "QUANTITY"}
_MONEY = re.compile(r"[$£€¥]|\b(?:dollars?|euros?|cents?|yen|rupees?|USD)\b", re.IGNORECASE)
_DEVELOPMENT = 100

# Reconstructed from the training file.
# What the relations of a MISC name tell about it: (kind, properties that it has, properties that it is the value of).
_KINDS = (
    ("AWARD", "", "P166"),
    ("LANGUAGE", "", "P37 P103 P364 P407 P1412"),
    ("EVENT", "P585 P710", "P607 P1344"),
    ("WORK", "P50 P57 P58 P86 P161 P162 P175 P264 P272 P449 P674 P676 P840", "P800 P1441"),
)
_PRODUCT, _PERHAPS_PRODUCT = {"<P176", "<P400"}, {"<P178", ">P1056"}


class Text:
    """A document's text, its sentences and the spans of its mentions, in characters, half-open."""

    def __init__(self, document: Document) -> None:
        self.passages: list[tuple[int, Passage]] = []
        start = 0
        for tokens in document["sents"]:
            self.passages.append((start, Passage(tokens)))
            start += len(self.passages[-1][1].text) + 1
        self.text = " ".join(passage.text for _, passage in self.passages)
        self.sentences = [[start, start + len(passage.text)] for start, passage in self.passages]

    def span(self, mention: dict[str, Any]) -> tuple[int, int]:
        base, passage = self.passages[mention["sent_id"]]
        start, end = passage.span(*mention["pos"])
        return base + start, base + end


def _documents(path: Path) -> list[Document]:
    found: list[Document] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _split(repository: Path, part: str) -> Iterator[tuple[str, Document]]:
    """Of the revised development file, the 100 titles that come first by hash are ``dev``, the others ``train``."""
    documents = _documents(repository / "data/dev_revised.json")
    ranked = sorted(documents, key=lambda d: hashlib.md5(d["title"].encode(), usedforsecurity=False).hexdigest())
    kept_back = {document["title"] for document in ranked[:_DEVELOPMENT]}
    for index, document in enumerate(documents):
        if (document["title"] in kept_back) == (part == "dev"):
            yield f"redocred-{part}-{index}", document


def relations(repository: Path, part: str) -> Iterator[Row]:
    """Rows of ``relations/redocred``: ``train`` or ``dev``."""
    for name, document in _split(repository, part):
        text = Text(document)
        entities = []
        for number, mentions in enumerate(document["vertexSet"]):
            label = mentions[0]["type"]
            spans = sorted({text.span(mention) for mention in mentions})
            entities.append({"id": number, "type": _TYPES.get(label, label), "orig": label, "mentions": [list(s) for s in spans]})
        stated = [{"head": r["h"], "tail": r["t"], "pid": r["r"], "name": property_names()[r["r"]], "evidence": r["evidence"]}
                  for r in document["labels"]]  # fmt: skip
        yield {"id": name, "text": text.text, "sents": text.sentences, "ents": entities, "relations": stated,
               "source": "redocred", "doc": document["title"]}  # fmt: skip


def names(repository: Path) -> Iterator[Row]:
    """Rows of ``ner/docred/train``."""
    for name, document in _split(repository, "train"):
        yield _names(name, document, "redocred")


def unlabelled(repository: Path) -> Iterator[Row]:
    """Rows of ``ner/docred/train_extra``: the test documents of DocRED, whose relations aren't given. The last is left out."""
    for index, document in enumerate(_documents(repository / "data/test.json")[:999]):
        yield _names(f"docred_unlabelled_test-train-{index}", document, "docred_unlabelled_test")


def _names(name: str, document: Document, source: str) -> Row:
    text = Text(document)
    kept = _flat(document, text)
    labels = [_label(text.text[start:end], label, kind) for start, end, label, kind in kept]
    ents = [[start, end, label] for (start, end, _, _), (label, _) in zip(kept, labels, strict=True)]
    fine = [finer for _, finer in labels]
    row: Row = {"id": name, "text": text.text, "ents": ents, "orig": [item[2] for item in kept]}
    row |= {"fine": fine} if any(fine) else {}
    return row | {"source": source, "doc": document["title"]}


def _flat(document: Document, text: Text) -> list[tuple[int, int, str, str | None]]:
    """(start, end, the source's type, kind) of all mentions in text order; of those that overlap the longest stays."""
    kinds = _kinds(document)
    found = [(*text.span(mention), mention["type"], kinds(number))
             for number, mentions in enumerate(document["vertexSet"]) for mention in mentions]  # fmt: skip
    kept: list[tuple[int, int, str, str | None]] = []
    for item in sorted(found, key=lambda n: (n[0] - n[1], n[0], _TYPES.get(n[2], n[2]))):
        if all(item[0] >= other[1] or item[1] <= other[0] for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda n: n[0])


def _label(words: str, label: str, kind: str | None) -> tuple[str, str | None]:
    """Our label and a finer one: the source calls adjectives of nationality places."""
    if label == "NUM":
        return ("MONEY" if _MONEY.search(words) else "QUANTITY"), None
    if label in ("LOC", "MISC"):
        kind = kind if label == "MISC" else None
        if kind is None and words in demonyms():
            return "MISC", "NORP"
        return label, kind
    return _TYPES.get(label, label), None


def _kinds(document: Document) -> Callable[[int], str | None]:
    """What the document's relations tell about an entity, if they agree."""
    roles: dict[int, set[str]] = {}
    for relation in document.get("labels", []):
        roles.setdefault(relation["h"], set()).add("<" + relation["r"])
        roles.setdefault(relation["t"], set()).add(">" + relation["r"])
    signs = {kind: {"<" + p for p in has.split()} | {">" + p for p in is_.split()} for kind, has, is_ in _KINDS}

    def kind(entity: int) -> str | None:
        its = roles.get(entity, set())
        found = [name for name, properties in signs.items() if properties & its]
        if _PRODUCT & its or (not found and _PERHAPS_PRODUCT & its):
            return "PRODUCT"
        return found[0] if len(found) == 1 else None

    return kind
