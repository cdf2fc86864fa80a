"""Compile ``gold/*.json`` into ``gold.jsonl``, the gold annotations of the articles in this folder.

``python -m corpus.compile_gold`` writes the file, or nothing and the list of what is wrong.
A source holds an article's sentences and its annotations as strings. The text itself comes from the article as
``kg.read`` reads it, so that the offsets are those of the text that every user of the project gets.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.annotations import from_record
from kg.errors import AnnotationError, ReadError
from kg.read import read_documents
from kg.types import Document
from training.articles.strings import Source, Span, compile_source

HERE = Path(__file__).parent


def find_sentences(text: str, sentences: Sequence[str]) -> tuple[list[Span], list[str]]:
    """Where the sentences stand, one after the other, and what of the text is in none of them."""
    spans: list[Span] = []
    errors = []
    end = 0
    for sentence in filter(None, sentences):
        start = text.find(sentence, end)
        if start < 0:
            errors.append(f"the article has no such sentence here: {sentence!r}")
            continue
        if text[end:start].strip():
            errors.append(f"no sentence of the gold: {text[end:start].strip()!r}")
        end = start + len(sentence)
        spans.append((start, end))
    if text[end:].strip():
        errors.append(f"no sentence of the gold: {text[end:].strip()!r}")
    return spans, errors


def compile_document(document: Document, source: Source) -> tuple[dict[str, Any], list[str]]:
    """One record of the annotation format, and what is wrong with its source."""
    sentences, errors = find_sentences(document.text, source["sentences"])
    annotation, more = compile_source(source, document.text, sentences)
    head = {key: getattr(document, key) for key in ("id", "title", "published", "source", "url", "text")}
    for key in ("title", "published", "source", "url"):
        if not head[key]:
            errors.append(f"the article states no {key}")
    record = {**head, "sentences": sentences, **annotation}
    if not errors and not more:
        try:
            from_record(record)
        except AnnotationError as error:
            errors.append(str(error))
    return record, errors + more


def compile_corpus(folder: Path = HERE) -> tuple[list[dict[str, Any]], list[str]]:
    """The records of every article in the folder, sorted by id, and what is wrong with the articles and sources."""
    sources = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (folder / "gold").glob("*.json")}
    records, errors = [], []
    for document in read_documents([folder]):
        if isinstance(document, ReadError):
            errors.append(str(document))
        elif document.id not in sources:
            errors.append(f"{document.id}: no gold/{document.id}.json")
        else:
            record, wrong = compile_document(document, sources.pop(document.id))
            records.append(record)
            errors += [f"{document.id}: {error}" for error in wrong]
    errors += [f"gold/{name}.json: no such article" for name in sorted(sources)]
    return sorted(records, key=lambda record: str(record["id"])), errors


def main(target: Path = HERE / "gold.jsonl") -> int:
    """Write the gold, or say what is wrong; 1 if anything is."""
    records, errors = compile_corpus()
    for error in errors:
        print(error)
    counts = [f"{sum(len(r[key]) for r in records)} {key}" for key in ("entities", "facts", "quantities", "quotes")]
    print(f"{len(records)} articles, {', '.join(counts)}; {len(errors)} errors")
    if not errors:
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        target.write_text(lines, encoding="utf-8")
    return int(bool(errors))


if __name__ == "__main__":
    sys.exit(main())
