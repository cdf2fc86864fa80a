"""Where the test sets are and how their labels map to ours."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

LABELS = {"Person": "PERSON", "Organization": "ORG", "Place": "LOC", "Product": "PRODUCT", "Work": "WORK", "Event": "EVENT",
          "Other": "MISC", "Demonym": "MISC"}  # fmt: skip


def folder(given: Path | None) -> Path:
    """The folder of the data: the option, or the environment variable KG_DATA, or ``data`` beside the repository."""
    where = given or Path(os.environ.get("KG_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not where.is_dir():
        raise SystemExit(f"{where}: no such folder; give --data DIR (training/README.md says what belongs there)")
    return where


def rows(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The first ``limit`` rows of a JSONL file, packed or not; all of them if None."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        for line in islice(stream, limit):
            yield json.loads(line)


class Counter:
    """Right, proposed and expected items; precision, recall and F1 of them."""

    def __init__(self) -> None:
        self.right = self.proposed = self.expected = 0

    def add(self, right: int, proposed: int, expected: int) -> None:
        self.right += right
        self.proposed += proposed
        self.expected += expected

    @property
    def scores(self) -> tuple[float, float, float]:
        return shares(self.right, self.proposed, self.right, self.expected)


def shares(right: float, proposed: float, found: float, expected: float) -> tuple[float, float, float]:
    """Precision (right of proposed), recall (found of expected) and F1; shares of nothing are 0."""
    p = right / proposed if proposed else 0.0
    r = found / expected if expected else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
