"""What a document as a whole says about its claims: who died, and where speakers work."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.pipeline.word_lists import word_set

CUES = "modality.toml"
EMPLOYER = "employer"


def settle(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Judged claims of one document, each in the light of the others."""
    return _without_strangers(_end_with_death(rows))


def _end_with_death(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Nobody who is said to have died holds an office, lives in a town or belongs to a party: such claims are former."""
    deaths, living = word_set(CUES, "deaths"), word_set(CUES, "living")
    dead = {row["subject"] for row in rows if row["property"] in deaths and row["modality"] == "asserted"}
    return [_ended(row) if row["property"] in living and not dead.isdisjoint(_ends(row)) else row for row in rows]


def _ends(row: dict[str, Any]) -> set[str]:
    return {end for end in (row["subject"], row["object"]) if isinstance(end, str)}


def _ended(row: dict[str, Any]) -> dict[str, Any]:
    if row["modality"] != "asserted":
        return row
    return {**row, "modality": "former", "modality_why": sorted({*row["modality_why"], "death"})}


def _without_strangers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without employers that only the person's own words suggest, where the text names another with more certainty.

    "The company, the analyst added, hopes to …" is about a company that the analyst watches, not one that pays her.
    """
    told: dict[str, float] = defaultdict(float)
    for row in rows:
        if row["property"] == EMPLOYER and row["modality"] == "asserted" and row["stated_by"] is None:
            told[row["subject"]] = max(told[row["subject"]], row["score"])
    return [row for row in rows if not (_is_own_word(row) and row["score"] < told[row["subject"]])]


def _is_own_word(row: dict[str, Any]) -> bool:
    return bool(row["property"] == EMPLOYER and row["stated_by"] == row["subject"])
