"""Commands that read articles: build, annotate, evaluate; whatever they are given, no traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.graph import load_graph
from kg.outputs import FILES
from tests.cli.command import Command

ARTICLE = """---
title: Palmline buys Oakframe
published: 2024-09-03
source: Harbour Gazette
---
Palmline has bought Oakframe, a maker of cameras.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.md").write_text(ARTICLE, "utf-8")
    (folder / "two.txt").write_text("Tidepool opened an office in Lisbon.\n", "utf-8")
    return folder


def test_build_writes_six_files_and_says_what_to_do_next(
    run: Command, articles: Path, tmp_path: Path, tiny: Path
) -> None:
    out = tmp_path / "deep" / "out"
    done = run("build", articles, "-o", out, "--model", tiny)
    assert (done.code, done.err) == (0, "")
    assert "a graph of 2 articles" in done.out
    assert "--name founders" in done.out
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert (report["documents"], report["problems"]) == (2, [])
    graph = load_graph(out / "graph.trig")
    assert [(document.id, document.title) for document in graph.documents] == [
        ("one", "Palmline buys Oakframe"),
        ("two", None),
    ]


def test_what_cannot_be_read_is_listed_and_the_rest_is_done(
    run: Command, articles: Path, tmp_path: Path, tiny: Path
) -> None:
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (articles / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (articles / "broken.txt").write_bytes(b"caf\xe9 \xff\xfe\x00 text")
    (articles / "empty.txt").write_bytes(b"")
    (articles / "lines.jsonl").write_text('{"text": "Vidra was shown in Lisbon."}\n{"text": \n[]\n', "utf-8")
    (articles / "menu.html").write_text("<html><body></body></html>", "utf-8")
    done = run("build", articles, tmp_path / "missing", "-o", tmp_path / "out", "--model", tiny)
    assert done.code == 1
    assert "Traceback" not in done.out + done.err
    lines = done.err.splitlines()
    assert all(line.startswith(("error: ", "note: ")) for line in lines)
    for name in ("binary.txt", "broken.pdf", "broken.txt", "empty.txt", "lines.jsonl:2", "lines.jsonl:3", "menu.html"):
        assert sum(f"{articles / name}" in line for line in lines) == 1, name
    assert sum(str(tmp_path / "missing") in line for line in lines) == 1
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["documents"] == 3
    assert len(report["problems"]) == 8
    assert "a graph of 3 articles" in done.out


def test_a_text_that_is_there_twice_is_a_note(run: Command, articles: Path, tmp_path: Path, tiny: Path) -> None:
    (articles / "three.txt").write_text("Tidepool opened an office in Lisbon.\n", "utf-8")
    done = run("build", articles, "-o", tmp_path / "out", "--model", tiny)
    assert done.code == 0
    assert done.err.startswith("note: ")


def test_without_any_article_there_is_no_graph(run: Command, tmp_path: Path, tiny: Path) -> None:
    done = run("build", tmp_path / "none", "-o", tmp_path / "out", "--model", tiny)
    assert done.code == 1
    assert "no article could be read" in done.err
    assert not (tmp_path / "out" / "graph.ttl").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--ontology", "{tmp}/none.ttl"], "none.ttl"),
        (["--ontology", "{tmp}/broken.ttl"], "broken.ttl"),
        (["--base", "here"], "base IRI 'here': expected an absolute ASCII IRI"),
        (["--published", "soon"], "--published: published is 'soon', expected a date"),
        (["--encoding", "klingon"], "--encoding klingon"),
        (["--same-as", "Palmline"], "--same-as 'Palmline': expected two names, ONE=OTHER"),
        (["--model", "{tmp}/none"], "none: no model here"),
    ],
)
def test_an_option_that_makes_no_sense_is_one_line(
    run: Command, articles: Path, tmp_path: Path, tiny: Path, options: list[str], message: str
) -> None:
    (tmp_path / "broken.ttl").write_text("@prefix kg: <x", "utf-8")
    given = [option.format(tmp=tmp_path) for option in options]
    model = [] if "--model" in given else ["--model", tiny]
    done = run("build", articles, "-o", tmp_path / "out", *given, *model)
    assert done.code == 1
    assert message in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_an_output_that_cannot_be_written_is_said_before_the_work(
    run: Command, articles: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = run("build", articles, "-o", tmp_path / name, "--model", tmp_path / "none")
    assert done.code == 1
    assert f"{tmp_path / name}: " in done.err
    assert "expected a folder that can be written" in done.err


def test_a_configuration_file_gives_options_and_the_command_line_goes_first(
    run: Command, articles: Path, tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text(
        f'model = "{tiny.as_posix()}"\n[build]\nout = "from-file"\nbase = "https://a.example/"\ntext = false\n', "utf-8"
    )
    assert run("build", articles, "--base", "https://b.example/").code == 0
    report = json.loads((tmp_path / "from-file" / "report.json").read_text("utf-8"))
    assert report["configuration"]["base"] == "https://b.example/"
    assert report["configuration"]["text"] == "false"
    assert "nif:isString" not in (tmp_path / "from-file" / "graph.ttl").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("bse = 'x'", "no command has an option 'bse'"),
        ("[build]\nbse = 'x'", "kg build has no option 'bse'; it has attributed, base"),
        ("base = ", "no TOML"),
    ],
)
def test_a_configuration_file_with_a_slip_is_one_line(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text(content, "utf-8")
    done = run("query", "--list")
    assert done.code == 1
    assert message in done.err


def test_annotate_writes_a_line_for_each_article(run: Command, articles: Path, tiny: Path) -> None:
    done = run("annotate", articles, "--model", tiny)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["id"] for record in records] == ["one", "two"]
    assert records[0]["published"] == "2024-09-03"
    assert records[1]["text"].startswith("Tidepool opened")


def test_evaluate_scores_gold_against_itself(run: Command) -> None:
    gold = Path(__file__).parents[2] / "corpus" / "gold.jsonl"
    done = run("evaluate", gold, gold, "--json")
    assert done.code == 0
    scores = json.loads(done.out)
    assert scores["facts"]["strict"]["f1"] == 1.0
    assert scores["names"]["typed"]["f1"] == 1.0
    assert "facts.strict" in run("evaluate", gold, gold).out


def test_evaluate_names_the_line_that_breaks_the_format(run: Command, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("{}\n", "utf-8")
    done = run("evaluate", tmp_path / "gold.jsonl", tmp_path / "gold.jsonl")
    assert done.code == 1
    assert "gold.jsonl:1" in done.err


@pytest.mark.skipif(os.name != "posix", reason="names of files that only POSIX allows")
def test_hostile_names_of_files_do_no_harm(run: Command, tmp_path: Path, tiny: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "[red]\x1b[31m\u202e<script>.txt").write_bytes(b"")
    done = run("build", folder, "-o", tmp_path / "out", "--model", tiny)
    assert done.code == 1
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err
    assert "[red]" in done.err
