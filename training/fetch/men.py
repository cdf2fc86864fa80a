"""MEN: news articles with nested spans, to rows of names that don't overlap. Which span stays: reconstructed from the training file.

Source format: ``data/annotated_set.json`` holds the spans of each article, in characters of ``data/article_text/ID.txt``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.fetch.names import Names, Row

_LABELS = {
    "PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "FACILITY": "LOC", "PRODUCT": "PRODUCT", "WORK_OF_ART": "WORK",
    "EVENT": "EVENT", "LAW": "MISC", "NORP": "MISC",
}  # fmt: skip
_LOWER = frozenset({"EVENT", "PRODUCT", "LAW"})
_PROPER = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "FACILITY"})
# Articles whose offsets don't fit their text.
_BROKEN = frozenset({"article_102", "article_111", "article_112", "article_167", "article_178"})


def men(repository: Path) -> Iterator[Row]:
    """The articles that aren't in the test part: a fifth by hash of the id."""
    for article in json.loads((repository / "data/annotated_set.json").read_text(encoding="utf-8")):
        name = article["id"]
        if name not in _BROKEN and int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 5:
            with (repository / f"data/article_text/{name}.txt").open(encoding="utf-8", newline="") as stream:
                yield _row(name, stream.read(), article["entities"])


def _row(name: str, written: str, entities: list[dict[str, Any]]) -> Row:
    text, places = collapsed(written)
    spans: Names = []
    for entity in entities:
        position = entity["position"]
        start, end = places[position["start_offset"]], places[position["end_offset"]]
        start += len(text[start:end]) - len(text[start:end].lstrip())
        spans.append((start, start + len(text[start:end].strip()), entity["label"]))
    names, extra = chosen(text, spans)
    row: Row = {"id": f"men-{name}", "text": text, "ents": [[s, e, _LABELS[label]] for s, e, label in names],
                "orig": [label for _, _, label in names]}  # fmt: skip
    fine = ["NORP" if label == "NORP" else None for _, _, label in names]
    row |= {"fine": fine} if any(fine) else {}
    row |= {"extra": [list(span) for span in extra]} if extra else {}
    return row | {"source": "men", "doc": name}


def collapsed(written: str) -> tuple[str, list[int]]:
    """The text with one space for each run of spaces, and for each old offset the new one."""
    text, places = "", []
    for character in written:
        places.append(len(text))
        if character not in " \t\r\n\u00a0":
            text += character
        elif not text.endswith(" "):
            text += " "
    return text, [*places, len(text)]


def chosen(text: str, spans: Names) -> tuple[Names, Names]:
    """Names that don't overlap, and the spans left over. Of nested persons the shortest stays."""
    names: Names = []
    others: Names = []
    for span in sorted(set(spans), key=_preference):
        start, end, label = span
        if _titled(span, spans) or text[end : end + 1].isalnum():  # the word goes on: an abbreviation with its plural
            continue
        if label not in _LABELS or (label in _LOWER and not re.search(r"(?<!\S)[A-Z]", text[start:end])):
            others.append(span)
        elif (label not in _PROPER or not text[start].islower()) and _free(span, names):
            names.append(span)
    return sorted(names), sorted(span for span in others if _free(span, names))


def _free(span: tuple[int, int, str], names: Names) -> bool:
    return all(span[0] >= end or span[1] <= start for start, end, _ in names)


def _preference(span: tuple[int, int, str]) -> tuple[int, int, str]:
    """The longest first."""
    return span[0] - span[1], span[0], span[2]


def _titled(span: tuple[int, int, str], spans: Names) -> bool:
    """Whether a person's name stands within this one: the longer is the one with the title."""
    return span[2] == "PERSON" and any(
        s[2] == "PERSON" and span[0] <= s[0] and s[1] <= span[1] and s[1] - s[0] < span[1] - span[0] for s in spans
    )
