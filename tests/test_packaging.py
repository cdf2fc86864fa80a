"""What the package declares is there."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_component_of_the_shipped_model_is_an_entry_point(project: dict[str, Any]) -> None:
    import spacy

    factories = project["project"]["entry-points"]["spacy_factories"]
    for place in factories.values():
        module, _, name = place.partition(":")
        assert callable(getattr(import_module(module), name))
    made = spacy.util.load_config(ROOT / "kg" / "model" / "config.cfg")
    assert set(made["nlp"]["pipeline"]) <= set(factories)


def test_the_command_is_there(project: dict[str, Any]) -> None:
    module, _, name = project["project"]["scripts"]["kg"].partition(":")
    assert callable(getattr(import_module(module), name))


def test_every_dependency_has_a_range(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    needed = [*project["project"]["dependencies"], *(name for group in extras.values() for name in group)]
    assert all(any(mark in name for mark in (">=", "==")) for name in needed)


def test_tests_need_nothing_that_only_training_does(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    for name in (*project["project"]["dependencies"], *extras["test"], *extras["notebook"]):
        assert not name.startswith(("torch", "transformers", "gt-all"))
