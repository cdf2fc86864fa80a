"""The lines of the scorecard between runs and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.lines import BEGIN, END, Line, fingerprint, markdown, merge, put_into, shown


def line(measure: str, value: float, **more: object) -> Line:
    return Line("Names", measure, (value,), **more)  # type: ignore[arg-type]


def test_lines_of_one_model_are_kept_between_runs(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "accuracy.json"
    merge(path, "a", [line("one", 0.5), line("two", 0.6)])
    found = merge(path, "a", [line("two", 0.7)])
    assert [(one.measure, one.ours) for one in found] == [("one", (0.5,)), ("two", (0.7,))]


def test_lines_of_another_model_are_dropped(tmp_path: Path) -> None:
    merge(tmp_path / "accuracy.json", "a", [line("one", 0.5)])
    assert [one.measure for one in merge(tmp_path / "accuracy.json", "b", [line("two", 0.7)])] == ["two"]


def test_a_run_without_baselines_keeps_those_of_an_earlier_one(tmp_path: Path) -> None:
    merge(tmp_path / "accuracy.json", "a", [line("one", 0.5, baselines={"simple": (0.1,)})])
    [found] = merge(tmp_path / "accuracy.json", "a", [line("one", 0.6)])
    assert (found.ours, found.baselines) == ((0.6,), {"simple": (0.1,)})


def test_the_fingerprint_follows_the_weights_alone(tmp_path: Path) -> None:
    (tmp_path / "kg_names").mkdir()
    (tmp_path / "kg_names" / "weights.npz").write_bytes(b"1")
    first = fingerprint(tmp_path)
    (tmp_path / "meta.json").write_text("{}")
    assert fingerprint(tmp_path) == first
    (tmp_path / "kg_names" / "weights.npz").write_bytes(b"2")
    assert fingerprint(tmp_path) != first


def test_shares_are_shown_without_a_leading_zero() -> None:
    assert shown((0.5, 1.0, 0.66666)) == ".500 / 1.000 / .667"
    assert shown((31.25,)) == "31.2"


def test_the_page_gets_a_column_for_each_baseline() -> None:
    text = markdown([line("a|b", 0.5, baselines={"simple": (0.25,)}), line("c", 0.75)])
    assert "| measure | goal | ours | simple | measured on |" in text
    assert "| a\\|b |  | .500 | .250 |  |" in text


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    page = f"above\n{BEGIN}\nold\n{END}\nbelow\n"
    assert put_into(page, "new") == f"above\n{BEGIN}\n\nnew\n{END}\nbelow\n"
    with pytest.raises(ValueError, match="marks"):
        put_into("no marks", "new")
