"""Where a speaker works, by the speaker's own words and by the text."""

from __future__ import annotations

from typing import Any

from kg.pipeline.modality.speakers import without_guests


def job(employer: str, score: float, stated_by: str | None = None, modality: str = "asserted") -> dict[str, Any]:
    return {"subject": "ada", "property": "employer", "object": employer, "score": score, "stated_by": stated_by, "modality": modality}


def employers(*rows: dict[str, Any]) -> list[str]:
    return [row["object"] for row in without_guests(list(rows))]


def test_a_speaker_does_not_work_for_what_they_speak_of() -> None:
    assert employers(job("institute", 0.9), job("company", 0.6, "ada")) == ["institute"]


def test_own_words_count_where_the_text_names_no_employer() -> None:
    assert employers(job("company", 0.6, "ada")) == ["company"]
    assert employers(job("institute", 0.9, modality="planned"), job("company", 0.6, "ada")) == ["institute", "company"]


def test_two_employers_that_the_text_names_stay() -> None:
    assert employers(job("institute", 0.9), job("company", 0.6), job("school", 0.5, "bo")) == ["institute", "company", "school"]
