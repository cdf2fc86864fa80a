"""What ends with a life: nobody who is dead holds an office, lives in a town or belongs to a party."""

from __future__ import annotations

from typing import Any

from kg.pipeline.word_lists import word_set

CUES = "modality.toml"


def end_with_death(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Judged claims in which what somebody did in life is former once the same document says that they died."""
    deaths, living = word_set(CUES, "deaths"), word_set(CUES, "living")
    dead = {row["subject"] for row in rows if row["property"] in deaths and row["modality"] == "asserted"}
    return [_ended(row) if row["property"] in living and not dead.isdisjoint(_ends(row)) else row for row in rows]


def _ends(row: dict[str, Any]) -> set[str]:
    return {end for end in (row["subject"], row["object"]) if isinstance(end, str)}


def _ended(row: dict[str, Any]) -> dict[str, Any]:
    if row["modality"] != "asserted":
        return row
    return {**row, "modality": "former", "modality_why": sorted({*row["modality_why"], "death"})}
