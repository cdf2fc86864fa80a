"""The guide to the ontology: what it shows can be loaded, and what it counts is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.ontology import load_schema

GUIDE = (Path(__file__).parent.parent / "docs" / "ontology.md").read_text("utf-8")
BLOCKS = re.findall(r"^ *```turtle\n(.*?)^ *```", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.ttl" for number in range(len(BLOCKS))]
    for path, block in zip(paths, BLOCKS, strict=True):
        path.write_text(block, encoding="utf-8")
    return paths


def test_everything_that_the_guide_shows_can_be_loaded(files: list[Path]) -> None:
    assert len(files) == 3
    schema = load_schema(files)
    recalled, headquarters = schema.properties["recalled"], schema.properties["headquarters"]
    assert len(recalled.examples) == 4 and recalled.inverse_label == "recalled by"
    assert headquarters.label == "home" and headquarters.examples[-1].text.startswith("Ocelot Bank has its nerve")
    assert schema.accepts("recalled", "Brewery", "Vehicle")


def test_the_guide_counts_right() -> None:
    schema = load_schema()
    tops, finer = len(schema.top_classes), len(schema.classes) - len(schema.top_classes)
    assert f"{tops} kinds of things with {finer} finer classes, {len(schema.properties)} properties" in GUIDE


def test_every_hint_that_the_guide_names_is_declared() -> None:
    model = (Path(__file__).parent.parent / "ontology" / "model.ttl").read_text("utf-8")
    hints = {
        "cue",
        "example",
        "spelling",
        "functional",
        "event",
        "whenFormer",
        "implies",
        "impliesInverse",
        "impliesOf",
    }
    assert all(f"kg:{hint} a owl:AnnotationProperty" in model and f"kg:{hint}" in GUIDE for hint in hints)
