"""One type for one name: what the tagger's shares at several places come to in a document."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Span

from kg.pipeline.names import Names

TYPES = ("Organization", "Product")


def agreed(*places: tuple[str, str, tuple[float, float]]) -> dict[str, set[str]]:
    """The types of names whose places were tagged one by one with these shares of ``TYPES``."""
    names = Names()
    names.settings = {"tags": ["O", "B-Organization", "I-Organization", "B-Product", "I-Product"]}
    names.types = [tag[2:] for tag in names.settings["tags"]]
    names.begins = np.array([tag.startswith("B-") for tag in names.settings["tags"]])
    doc = spacy.blank("en")(" ".join(name for name, _, _ in places))
    spans, at = [], 0
    for name, type_, _ in places:
        stop = at + len(name.split())
        spans.append(Span(doc, at, stop, label=type_))
        at = stop
    scores = np.log(np.array([[0.001, o, 0.001, p, 0.001] for _, _, (o, p) in places], dtype=np.float32))
    found: dict[str, set[str]] = {}
    for span in names._agreed(spans, scores):
        found.setdefault(span.text, set()).add(span.label_)
    return found


def test_the_same_words_have_one_type() -> None:
    found = agreed(("Veltra", "Organization", (0.6, 0.4)), ("Veltra", "Product", (0.05, 0.95)))
    assert found == {"Veltra": {"Product"}}


@pytest.mark.parametrize("longer", ["Veltra AI", "Veltra Technologies", "Veltra Inc."])
def test_a_name_and_its_longer_form_agree_where_the_tagger_is_unsure(longer: str) -> None:
    found = agreed(("Veltra", "Organization", (0.57, 0.41)), (longer, "Product", (0.02, 0.97)))
    assert found == {"Veltra": {"Product"}, longer: {"Product"}}


def test_a_company_and_its_product_stay_apart_where_the_tagger_is_sure() -> None:
    found = agreed(("Veltra", "Organization", (0.99, 0.01)), ("Veltra AI", "Product", (0.02, 0.97)))
    assert found == {"Veltra": {"Organization"}, "Veltra AI": {"Product"}}


def test_words_that_name_something_else_do_not_join() -> None:
    found = agreed(("Veltra", "Organization", (0.57, 0.41)), ("Veltra Falcon", "Product", (0.02, 0.97)))
    assert found == {"Veltra": {"Organization"}, "Veltra Falcon": {"Product"}}
