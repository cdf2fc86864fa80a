"""GAP: a pronoun and two names, to rows of coreference.

Source format: ``gap-development.tsv``, a header line, then one text a line; offsets in characters.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def gap(repository: Path) -> Iterator[dict[str, Any]]:
    with (repository / "gap-development.tsv").open(encoding="utf-8", newline="") as stream:
        for item in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _row(item)


def _row(item: dict[str, str]) -> dict[str, Any]:
    pronoun, *candidates = (_span(item, column) for column in ("Pronoun", "A", "B"))
    meant = [item[f"{column}-coref"] == "TRUE" for column in ("A", "B")]
    clusters = [sorted([candidate, pronoun]) for candidate, right in zip(candidates, meant, strict=True) if right]
    return {"id": f"gap-{item['ID']}", "text": item["Text"], "pronoun": pronoun, "candidates": candidates, "coref": meant,
            "clusters": clusters, "source": "gap", "doc": item["URL"]}  # fmt: skip


def _span(item: dict[str, str], column: str) -> list[int]:
    start = int(item[f"{column}-offset"])
    return [start, start + len(item[column])]
