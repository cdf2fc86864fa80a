"""Taking the view away: pictures, tables, Turtle, and the query that gives the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from kg.types import KnowledgeGraph
from tests.explore.browser import Explorer, Open

KG = "https://kg.example/ontology#"


def export(page: Explorer, kind: str) -> bytes:
    """Export by the dialog and read what was saved."""
    page.page.click("#export")
    with page.page.expect_download() as waiting:
        page.page.locator(".choice", has=page.page.get_by_text(kind, exact=True)).click()
    page.wait_for_no_dialog()
    assert waiting.value.suggested_filename.startswith("harbour-technology-in-the-news.")
    return Path(waiting.value.path()).read_bytes()


def query_of(page: Explorer) -> str:
    page.page.click("#query")
    query = page.page.locator("dialog .code").text_content()
    page.close_dialog()
    return str(query)


def answers(store: Any, query: str) -> set[tuple[str, str, str, str, str]]:
    """Subject, property, object, how and sentence of every row."""
    names = ("subject", "property", "object", "how", "sentence")
    return {tuple(row[name].value for name in names) for row in store.query(query)}  # type: ignore[misc]


def shown_facts(page: Explorer) -> set[tuple[str, str, str]]:
    return {
        tuple(row)
        for row in page.page.evaluate(
            "[...kgPage.view.links.values()].flatMap(l => l.facts).map(f => { const g = kgPage.graph; return [g.iri(g.subject[f]), g.index.properties[g.property[f]].iri, g.iri(g.object[f])]; })"
        )
    }


def stored(graph: KnowledgeGraph) -> Any:
    """The whole graph as RDF, the way the project writes it, all graphs merged."""
    import pyoxigraph

    from kg.graph.write import to_quads
    from kg.ontology import load_schema

    store = pyoxigraph.Store()
    for quad in to_quads(graph, load_schema()):
        store.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object))
    return store


@pytest.fixture(scope="module")
def store(sample: KnowledgeGraph) -> Any:
    return stored(sample)


def test_png_is_a_picture_of_the_view(open_page: Open) -> None:
    page = open_page("focus=Organization/Orbeline_Systems")
    picture = export(page, "PNG")
    assert picture.startswith(b"\x89PNG")
    width = int.from_bytes(picture[16:20], "big")
    assert 800 < width <= 6000
    (Path(__file__).resolve().parents[2] / "out" / "screenshots").mkdir(parents=True, exist_ok=True)
    (Path(__file__).resolve().parents[2] / "out" / "screenshots" / "export.png").write_bytes(picture)


def test_svg_is_well_formed_and_names_what_is_shown(open_page: Open) -> None:
    page = open_page("focus=Product/Riverglass")
    root = ElementTree.fromstring(export(page, "SVG").decode("utf-8"))
    titles = {title.text for title in root.iter("{http://www.w3.org/2000/svg}title")}
    assert page.shown() <= titles
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_csv_has_a_row_for_each_sentence(open_page: Open) -> None:
    page = open_page("focus=Place/Lianhe_Bay")
    rows = list(csv.DictReader(io.StringIO(export(page, "CSV").decode("utf-8-sig"))))
    assert {(row["subject_iri"], row["property_iri"], row["object_iri"]) for row in rows} == shown_facts(page)
    planned = next(row for row in rows if row["how_said"] == "planned")
    assert planned["subject"] == "Northbank Semiconductor" and planned["stated_by"] == "Adaeze Obi-Lund"
    assert planned["sentence"] == "Obi-Lund said that a second plant in Lianhe Bay is planned for 2025."
    assert (planned["outlet"], planned["date"], planned["link"]) == (
        "Ledger & Sound",
        "2023-06-19",
        "https://news.example/ledger-0619",
    )


def test_turtle_says_the_same_as_the_graph(open_page: Open, store: Any) -> None:
    import pyoxigraph

    page = open_page("focus=Organization/Kestrel_Optics&hops=2")
    exported = pyoxigraph.Store()
    exported.load(export(page, "Turtle"), format=pyoxigraph.RdfFormat.TURTLE)
    query = query_of(page)
    assert answers(exported, query) == answers(store, query) != set()
    statement = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
    ours = {quad.subject.value for quad in exported.quads_for_pattern(None, statement, None)}
    theirs = {quad.subject.value for quad in store.quads_for_pattern(None, statement, None)}
    assert ours and ours <= theirs  # the statements' own addresses, minted in the page


def test_turtle_asserts_plainly_only_what_is_asserted(open_page: Open, store: Any) -> None:
    import pyoxigraph

    page = open_page()
    exported = pyoxigraph.Store()
    exported.load(export(page, "Turtle"), format=pyoxigraph.RdfFormat.TURTLE)
    for name in ("headquarters", "acquiredBy", "partner", "memberOf", "employer", "locatedIn"):
        ask = f"SELECT ?s ?o WHERE {{ ?s <{KG}{name}> ?o . FILTER(isIRI(?o)) }}"
        found = [{(row["s"].value, row["o"].value) for row in each.query(ask)} for each in (exported, store)]
        assert found[0] == found[1], name


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "focus=Organization/Orbeline_Systems",
        "view=connect&connect=Person/Shen_Yulan&connect=Person/Marcus_Feld",
        "no-kind=denied&no-kind=speculated&no-relation=headquarters",
        "no-type=Person&from=2023-06-01&until=2023-12-31&dated=only",
        "no-source=Northline&sources=1&score=50",
    ],
)
def test_the_query_gives_what_is_shown(open_page: Open, store: Any, fragment: str) -> None:
    page = open_page(fragment)
    rows = answers(store, query_of(page))
    assert {row[:3] for row in rows} == shown_facts(page) != set()


def test_the_query_and_the_link_can_be_copied(open_page: Open) -> None:
    page = open_page("show=Product/Tern")
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.page.click("#query")
    page.page.locator("dialog .primary").click()
    expect(page.page.locator("dialog .primary")).to_have_text("Copied")
    assert page.page.evaluate("navigator.clipboard.readText()").startswith("PREFIX kg:")
    page.close_dialog().page.click("#share")
    page.page.locator("dialog .primary").click()
    expect(page.page.locator("dialog .primary")).to_have_text("Copied")
    assert page.page.evaluate("navigator.clipboard.readText()").endswith("#show=Product%2FTern")
