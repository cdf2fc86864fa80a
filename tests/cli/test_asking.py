"""Commands that ask a graph: query, show, path, stats, export."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.command import Command


def test_query_prints_a_table(run: Command, graph_file: Path) -> None:
    done = run("query", graph_file, "SELECT ?p WHERE { ?o kg:foundedBy ?p }")
    assert done.code == 0
    assert "<entity/Person/Ana_Moreira>" in done.out


def test_query_prints_csv_and_json_for_programs(run: Command, graph_file: Path) -> None:
    saved = ("query", graph_file, "--name", "founders", "-p", "name=brightriver", "--format")
    (row,) = csv.DictReader(io.StringIO(run(*saved, "csv").out))
    assert (row["founded"], row["founder"]) == ("Brightriver", "Ana Moreira")
    answer = json.loads(run(*saved, "json").out)
    assert answer["results"]["bindings"][0]["founder"] == {"type": "literal", "value": "Ana Moreira"}


def test_query_takes_a_file_and_standard_input(
    run: Command, graph_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.rq").write_text("ASK { ?o kg:foundedBy ?p }", "utf-8")
    assert run("query", graph_file, tmp_path / "one.rq").out == "yes\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("ASK { ?o kg:spouse ?p }"))
    assert run("query", graph_file, "-").out == "no\n"
    assert "two.rq: No such file" in run("query", graph_file, tmp_path / "two.rq").err


def test_query_lists_what_is_saved(run: Command) -> None:
    done = run("query", "--list")
    assert done.code == 0
    assert "disagreements" in done.out
    assert "Who founded what" in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["SELEC"], "error: query, line 1, column 1: expected SELECT"),
        (["SELECT * { SERVICE <x:y> {} }"], "SERVICE is refused"),
        (["--name", "nothing"], "no saved query 'nothing'"),
        (["--name", "founders", "-p", "who=x"], "no parameter 'who'"),
    ],
)
def test_a_bad_query_is_one_line(run: Command, graph_file: Path, arguments: list[str], message: str) -> None:
    done = run("query", graph_file, *arguments)
    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["query"], ["query", "x.ttl"], ["query", "x.ttl", "ASK {}", "-n", "founders"]])
def test_a_command_that_is_not_complete_explains_itself(run: Command, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert "expected" in done.err


@pytest.mark.parametrize("command", [["query", "ASK {}"], ["show", "x"], ["stats"], ["path", "a", "b"]])
def test_a_graph_that_is_not_there_is_one_line(run: Command, tmp_path: Path, command: list[str]) -> None:
    done = run(command[0], tmp_path / "none.ttl", *command[1:])
    assert done.code == 1
    assert done.err == f"error: {tmp_path / 'none.ttl'}: No such file or directory (os error 2)\n"


def test_show_gives_names_facts_sentences_figures_and_words(run: Command, graph_file: Path) -> None:
    out = run("show", graph_file, "brightriver GROUP").out
    assert "Brightriver  Company" in out
    assert "founded by: Ana Moreira" in out
    assert "acquired: Palmline (planned, says Ana Moreira)" in out
    assert "headquarters: Lisbon  (2 articles)" in out
    assert "“Brightriver is based in Lisbon.”" in out
    assert "Brightriver looks beyond short video, Harbour Gazette, 2024-09-03" in out
    lines = [line for line in out.splitlines() if "█" in line]
    assert [line.split()[0] for line in lines] == ["2023-08", "2024-08"]
    assert lines[0].count("█") < lines[1].count("█")
    assert "said: Vidra does not belong" in run("show", graph_file, "Tomas Reis").out


def test_show_suggests_near_names(run: Command, graph_file: Path) -> None:
    done = run("show", graph_file, "Brightrivr")
    assert (done.code, done.out) == (1, "")
    assert "near are Brightriver" in done.err


def test_path_shows_each_step_with_its_sentence(run: Command, graph_file: Path) -> None:
    out = run("path", graph_file, "Vidra", "Lisbon").out
    assert "Vidra — developer → Brightriver" in out
    assert "Brightriver — headquarters → Lisbon" in out
    assert "“Vidra, made by Brightriver, was released on June 6, 2024.”" in out


def test_path_says_when_there_is_none(run: Command, graph_file: Path) -> None:
    done = run("path", graph_file, "Palmline", "Lisbon")
    assert (done.code, done.err) == (1, "note: nothing connects Palmline and Lisbon\n")


def test_stats_counts_and_ranks(run: Command, graph_file: Path) -> None:
    out = run("stats", graph_file).out
    assert "statements: denied" in out
    assert "most central" in out


@pytest.mark.parametrize("format", "ttl trig nt nq jsonld rdfxml graphml gexf csv cypher".split())
def test_export_writes_every_format(run: Command, graph_file: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"x.{format}"
    done = run("export", graph_file, "--format", format, "--out", out)
    assert (done.code, done.err) == (0, "")
    assert out.stat().st_size > 500


def test_export_does_not_write_over_the_graph(run: Command, graph_file: Path) -> None:
    before = graph_file.read_bytes()
    done = run("export", graph_file, "-f", "trig")
    assert done.code == 1
    assert "this is the graph itself" in done.err
    assert graph_file.read_bytes() == before


def test_export_names_the_formats_there_are(run: Command, graph_file: Path) -> None:
    done = run("export", graph_file, "-f", "docx")
    assert done.code == 1
    assert "docx" in done.err
    assert "graphml" in done.err
