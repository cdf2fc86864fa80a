from __future__ import annotations

import pytest

from kg.pipeline.brackets import abbreviates, bracketed


@pytest.mark.parametrize(
    ("short", "name"),
    [("WMF", "World Media Forum"), ("TSAC", "Telephone System for Andean Communication"), ("IAEA", "International Atomic Energy Agency"),
     ("NERTCC", "National Emergency Response Team/Coordination Center of Chad"), ("BoE", "Bank of England")],
)  # fmt: skip
def test_capitals_in_order_abbreviate(short: str, name: str) -> None:
    assert abbreviates(short, name)


@pytest.mark.parametrize(("short", "name"), [("WMF", "Fund of World Money"), ("Paris", "Bank of Paris"), ("2022", "World Cup of 2022"), ("A", "Alpha Beta"), ("IBM", "IBM")])
def test_other_words_do_not(short: str, name: str) -> None:
    assert not abbreviates(short, name)


def test_a_short_name_in_brackets_is_found_with_its_offsets() -> None:
    text = "The Nordic Seed Council (NSC) met; the Baltic Fund (with Oslo) did not."
    names = [(4, 23), (39, 50)]
    assert bracketed(text, names) == [(0, 25, 28)]
    assert text[25:28] == "NSC"
