"""What is former because somebody died."""

from __future__ import annotations

from typing import Any

from kg.pipeline.modality.lives import end_with_death


def claim(subject: str, name: str, obj: Any, modality: str = "asserted") -> dict[str, Any]:
    return {"subject": subject, "property": name, "object": obj, "modality": modality, "modality_why": []}


DIED = claim("ada", "dateOfDeath", {"date": "2022-05-01"})


def modalities(*rows: dict[str, Any]) -> list[str]:
    return [row["modality"] for row in end_with_death(list(rows))]


def test_the_dead_hold_no_office_and_live_nowhere() -> None:
    rows = (claim("ada", "residence", "lund"), claim("veldora", "chairperson", "ada"), DIED)
    assert modalities(*rows) == ["former", "former", "asserted"]


def test_what_outlasts_a_life_and_the_living_stay() -> None:
    rows = (claim("ada", "nationality", "norway"), claim("veldora", "foundedBy", "ada"), claim("bo", "residence", "lund"), DIED)
    assert modalities(*rows) == ["asserted"] * 4


def test_a_denied_death_ends_nothing_and_a_denial_stays_one() -> None:
    assert modalities(claim("ada", "residence", "lund"), claim("ada", "diedIn", "oslo", "denied")) == ["asserted", "denied"]
    assert modalities(claim("ada", "residence", "lund", "denied"), DIED) == ["denied", "asserted"]
