"""What the words of a speaker say about where the speaker works."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

EMPLOYER = "employer"


def without_guests(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Judged claims without employers that speak from nothing but the person's own words, where the text names another.

    "The company, the analyst added, hopes to …" is about a company that the analyst watches, not one that pays her.
    """
    told: dict[str, float] = defaultdict(float)  # by person, the best score of an employer that the text itself names
    for row in rows:
        if row["property"] == EMPLOYER and row["modality"] == "asserted" and row["stated_by"] is None:
            told[row["subject"]] = max(told[row["subject"]], row["score"])
    return [row for row in rows if not (row["property"] == EMPLOYER and row["stated_by"] == row["subject"] and row["score"] < told[row["subject"]])]
