"""Claims in the light of the other claims of their document: deaths, and where speakers work."""

from __future__ import annotations

from typing import Any

from kg.pipeline.modality.document import settle


def claim(subject: str, name: str, obj: Any, modality: str = "asserted") -> dict[str, Any]:
    return {"subject": subject, "property": name, "object": obj, "modality": modality, "modality_why": [], "stated_by": None, "score": 0.9}


DIED = claim("ada", "dateOfDeath", {"date": "2022-05-01"})


def modalities(*rows: dict[str, Any]) -> list[str]:
    return [row["modality"] for row in settle(list(rows))]


def test_the_dead_hold_no_office_and_live_nowhere() -> None:
    rows = (claim("ada", "residence", "lund"), claim("veldora", "chairperson", "ada"), DIED)
    assert modalities(*rows) == ["former", "former", "asserted"]


def test_what_outlasts_a_life_and_the_living_stay() -> None:
    rows = (claim("ada", "nationality", "norway"), claim("veldora", "foundedBy", "ada"), claim("bo", "residence", "lund"), DIED)
    assert modalities(*rows) == ["asserted"] * 4


def test_a_denied_death_ends_nothing_and_a_denial_stays_one() -> None:
    assert modalities(claim("ada", "residence", "lund"), claim("ada", "diedIn", "oslo", "denied")) == ["asserted", "denied"]
    assert modalities(claim("ada", "residence", "lund", "denied"), DIED) == ["denied", "asserted"]


def job(employer: str, score: float, stated_by: str | None = None, modality: str = "asserted") -> dict[str, Any]:
    return {"subject": "ada", "property": "employer", "object": employer, "score": score, "stated_by": stated_by, "modality": modality, "modality_why": []}


def employers(*rows: dict[str, Any]) -> list[str]:
    return [row["object"] for row in settle(list(rows))]


def test_a_speaker_does_not_work_for_what_they_speak_of() -> None:
    assert employers(job("institute", 0.9), job("company", 0.6, "ada")) == ["institute"]


def test_own_words_count_where_the_text_names_no_employer() -> None:
    assert employers(job("company", 0.6, "ada")) == ["company"]
    assert employers(job("institute", 0.9, modality="planned"), job("company", 0.6, "ada")) == ["institute", "company"]


def test_two_employers_that_the_text_names_stay() -> None:
    assert employers(job("institute", 0.9), job("company", 0.6), job("school", 0.5, "bo")) == ["institute", "company", "school"]
