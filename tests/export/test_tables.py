"""The tables say everything, and no cell can run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.export.tables import FACT_COLUMNS, FIGURE_COLUMNS, harmless, intact
from tests.export.hostile import HOSTILE, hostile_graph

GRAPH = hostile_graph()


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def facts(tmp_path: Path) -> list[dict[str, str]]:
    export(GRAPH, tmp_path / "out", "csv")
    return rows(tmp_path / "out" / "facts.csv")


def figures(tmp_path: Path) -> list[dict[str, str]]:
    export(GRAPH, tmp_path / "out", "csv")
    return rows(tmp_path / "out" / "figures.csv")


def test_a_fact_has_a_row_for_each_piece_of_evidence(tmp_path: Path) -> None:
    assert len(facts(tmp_path)) == sum(len(statement.evidence) for statement in GRAPH.statements)


def test_a_fact_says_how_who_when_and_where(tmp_path: Path) -> None:
    planned = next(row for row in facts(tmp_path) if row["modality"] == "planned")
    assert tuple(planned) == FACT_COLUMNS
    assert {key: planned[key] for key in ("subject", "property", "object", "speaker", "score", "sentence")} == {
        "subject": HOSTILE[0],
        "property": "acquiredBy",
        "object": HOSTILE[1],
        "speaker": HOSTILE[2],
        "score": "0.25",
        "sentence": GRAPH.documents[0].text[:37],
    }
    article = GRAPH.documents[0]
    assert (planned["title"], planned["outlet"], planned["date"], planned["link"]) == (
        article.title, article.source, article.published, article.url,
    )  # fmt: skip


def test_a_fact_that_is_over_says_until_when(tmp_path: Path) -> None:
    partner = next(row for row in facts(tmp_path) if row["property"] == "partner")
    assert (partner["valid_from"], partner["valid_until"]) == ("2001", "2019")


def test_dates_and_positions_are_facts_too(tmp_path: Path) -> None:
    found = {row["property"]: row for row in facts(tmp_path)}
    assert (found["inception"]["object"], found["inception"]["object_iri"]) == ("2011-03", "")
    assert (intact(found["position"]["object"]), found["position"]["of"]) == (HOSTILE[5], HOSTILE[4])


def test_hostile_names_are_harmless_and_intact(tmp_path: Path) -> None:
    found = facts(tmp_path)
    assert {intact(row["subject"]) for row in found} == set(HOSTILE)
    for row in found:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_document_without_an_address_is_linked_by_its_file(tmp_path: Path) -> None:
    assert {row["link"] for row in facts(tmp_path) if row["title"] == "'" + HOSTILE[5]} == {"articles/b.txt"}


def test_a_figure_is_ready_for_a_spreadsheet(tmp_path: Path) -> None:
    row = next(row for row in figures(tmp_path) if row["unit"] == "percent")
    assert tuple(row) == FIGURE_COLUMNS
    assert (row["value"], row["period"], row["qualifier"], row["change"]) == ("-4.1", "2024-Q2", "nearly", "down")
    assert (row["converted_value"], row["converted_unit"], row["speaker"]) == ("1407", "USD", HOSTILE[1])
    assert row["metric"] == "'" + HOSTILE[5]


def test_a_range_has_both_ends_and_a_figure_may_lack_a_subject(tmp_path: Path) -> None:
    row = next(row for row in figures(tmp_path) if row["metric"] == "price")
    assert (row["subject"], row["value"], row["low"], row["high"]) == ("", "", "30", "40")


def test_a_file_name_gives_two_files_side_by_side(tmp_path: Path) -> None:
    export(GRAPH, tmp_path / "news.csv", "csv")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["news.csv", "news.figures.csv"]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1 202",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n",
        " =1",
        "'=1",
        '"=1',
        "\u200b=1",
        "\uff1d1",
        "- a list",
    ],
)
def test_what_a_spreadsheet_may_run_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Apple", "'tis so", '"Yes," she said', "3.5", "-4.1", "a=b", "1-2", "快手"])
def test_plain_words_and_numbers_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.text(st.one_of(st.sampled_from("'\"=+-@ \t\r\n1\u200b"), st.characters(exclude_categories=["Cs"]))))
def test_every_cell_can_be_had_back(cell: str) -> None:
    assert intact(harmless(cell)) == cell
    assert not harmless(cell).startswith(("=", "+", "@", "\t", "\r"))
