"""The page of the graph of ``corpus/``, as its gold annotations give it: what the sample shows by design holds for news as well."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from kg.analyze import paths
from kg.annotations import read_annotations
from kg.build import connect
from kg.ontology import load_schema
from kg.types import KnowledgeGraph
from tests.explore.browser import Open
from tests.explore.test_export import answers, export, query_of, shown_facts, stored
from tests.explore.test_filters import set_range

GOLD = Path(__file__).parents[2] / "corpus" / "gold.jsonl"
KUAISHOU = "Kuaishou Technology"


@pytest.fixture(scope="module")
def corpus() -> KnowledgeGraph:
    return connect(read_annotations(GOLD), load_schema()).graph


@pytest.fixture(scope="module")
def store(corpus: KnowledgeGraph) -> Any:
    return stored(corpus)


def test_the_overview_names_clusters_and_leads_to_entities(open_page: Open, corpus: KnowledgeGraph) -> None:
    page = open_page(graph=corpus)
    assert 100 < len(page.shown()) <= 300
    page.screenshot("corpus")
    assert page.find("cnnic").title() == "China Internet Network Information Center"
    assert page.find("Kuaishou").title() == KUAISHOU
    assert "Cheng Yixiao" in page.panel()


def test_a_fact_leads_to_its_article_and_back(open_page: Open, corpus: KnowledgeGraph) -> None:
    page = open_page(graph=corpus, with_text=True).find("Cheng Yixiao")
    page.page.locator(".whence .title").first.click()
    page.page.wait_for_selector(".prose")
    title = page.page.locator("#panel h2").inner_text()
    article = next(document for document in corpus.documents if document.title == title)
    assert page.page.locator(".prose").inner_text().split() == article.text.split()
    page.page.locator(".prose .mention", has_text="Kuaishou").first.click()
    expect(page.page.locator("#panel h2")).to_have_text(KUAISHOU)


def test_hops_and_expanding_reach_further(open_page: Open, corpus: KnowledgeGraph) -> None:
    page = open_page(graph=corpus).find("Kuaishou").act("Focus")
    near = page.shown()
    assert {KUAISHOU, "Cheng Yixiao", "Kling"} <= near and "Sam Altman" not in near
    page.act("Two hops")
    assert near < page.shown()
    page.page.go_back()
    page.wait_until("count => kgPage.scene.items.size === count", len(near))
    page.page.go_forward()
    page.wait_until("count => kgPage.scene.items.size > count", len(near))


def test_the_shortest_path_is_that_of_the_graph(open_page: Open, corpus: KnowledgeGraph) -> None:
    page = open_page(graph=corpus).find("Cheng Yixiao").act("Connect").find("Sam Altman")
    assert page.title() == "How are they connected?"
    stops = page.page.locator(".path").first.locator(".stop").all_inner_texts()
    known = [[path[0].source.name, *(step.target.name for step in path)] for path in paths(corpus, "Cheng Yixiao", "Sam Altman", limit=200)]
    assert stops in known
    page.find("Lei Jun")
    assert page.title() == "What connects these?"
    assert {"Cheng Yixiao", "Sam Altman", "Lei Jun"} <= page.shown()


def test_filters_take_away_and_the_link_brings_the_view_back(open_page: Open, corpus: KnowledgeGraph) -> None:
    page = open_page(graph=corpus).find("Kuaishou").act("Focus").filters()
    everything = page.links()
    page.toggle("Person")
    assert "Cheng Yixiao" not in page.shown()
    page.toggle("Competitor")
    outlet = next(document.source for document in corpus.documents if document.source)
    page.toggle(outlet)
    set_range(page, "slider-score", 50)
    page.page.locator("[data-key=undated]").uncheck()
    page.settle()
    assert page.links() < everything
    again = open_page(page.fragment(), graph=corpus)
    assert again.links() == page.links() and again.title() == KUAISHOU


def test_every_export_tells_the_same_facts(open_page: Open, corpus: KnowledgeGraph, store: Any) -> None:
    import pyoxigraph

    page = open_page("focus=Organization/Kuaishou_Technology", graph=corpus)
    assert export(page, "PNG").startswith(b"\x89PNG")
    ElementTree.fromstring(export(page, "SVG").decode("utf-8"))
    rows = list(csv.DictReader(io.StringIO(export(page, "CSV").decode("utf-8-sig"))))
    assert {(row["subject_iri"], row["property_iri"], row["object_iri"]) for row in rows} == shown_facts(page) != set()
    exported = pyoxigraph.Store()
    exported.load(export(page, "Turtle"), format=pyoxigraph.RdfFormat.TURTLE)
    query = query_of(page)
    assert answers(exported, query) == answers(store, query) != set()


def test_where_sources_disagree_is_said(open_page: Open, corpus: KnowledgeGraph) -> None:
    page = open_page(graph=corpus).find("MiniMax")
    assert "Sources disagree" in page.panel()
    assert "Beijing" in page.panel() and "Shanghai" in page.panel()
