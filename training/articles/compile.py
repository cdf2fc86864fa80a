"""Compile ``src/*.json`` into ``train.jsonl`` and ``dev.jsonl``, every string checked.

``python -m training.articles.compile`` writes both files, or nothing and the list of errors.
``python -m training.articles.compile M001 M002`` checks these alone.
An article's text is its sentences joined by spaces; an empty string starts a new paragraph.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.articles.strings import Source, Span, compile_source

HERE = Path(__file__).parent
DEV = re.compile(r"[A-L](01|07|14|21|25|28|35)")


def lay_out(sentences: Iterable[str]) -> tuple[str, list[Span]]:
    """The text and the spans of its sentences."""
    text, spans = "", []
    for sentence in sentences:
        if not sentence:
            text += "\n\n" if text else ""
            continue
        text += " " if text and not text.endswith("\n\n") else ""
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
    return text, spans


def compile_article(source: Source) -> tuple[dict[str, Any], list[str]]:
    """One record of the annotation format, and what is wrong with the source."""
    text, sentences = lay_out(source["sentences"])
    annotation, errors = compile_source(source, text, sentences)
    head = {key: source.get(key) for key in ("id", "title", "published", "source")}
    return {**head, "text": text, "style": source.get("style"), "sentences": sentences, **annotation}, errors


def read_sources(folder: Path = HERE / "src", *, only: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The sources in order of their names.

    Raises:
        ValueError: a file is not JSON, or its id is not its name.
    """
    for path in sorted(folder.glob("*.json")):
        if only and path.stem not in only:
            continue
        try:
            source: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            raise ValueError(f"{path}: not JSON: {error}") from error
        if source["id"] != path.stem:
            raise ValueError(f"{path}: its id is {source['id']!r}")
        yield source


def split_of(identifier: str) -> str:
    """``dev`` for articles that nothing is trained on; no other article tells of the same things."""
    return "dev" if DEV.fullmatch(identifier) else "train"


def main(only: Sequence[str]) -> int:
    """Check the sources, write the two files when all were asked for, say how much there is; 1 if anything is wrong."""
    records, wrong = [], 0
    for source in read_sources(only=only):
        record, errors = compile_article(source)
        records.append(record)
        wrong += len(errors)
        for error in errors:
            print(f"{source['id']}: {error}")
    counts = [f"{sum(len(r[key]) for r in records)} {key}" for key in ("entities", "facts", "quantities", "quotes")]
    words = sum(len(record["text"].split()) for record in records)
    print(f"{len(records)} articles, {words} words, {', '.join(counts)}; {wrong} errors")
    if not only and not wrong:
        for split in ("train", "dev"):
            rows = [json.dumps(r, ensure_ascii=False) for r in records if split_of(r["id"]) == split]
            (HERE / f"{split}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
