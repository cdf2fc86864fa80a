"""Text from articles is hostile: whatever stands in it reaches the reader to the letter and does nothing."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest

from kg.explore import render_page
from kg.iris import entity_iri, figure_iri, quotation_iri, statement_iri
from kg.types import (
    Document,
    Entity,
    Evidence,
    Figure,
    KnowledgeGraph,
    Modality,
    Observation,
    Quotation,
    Quote,
    Statement,
    TextValue,
)
from tests.explore.browser import Open
from tests.explore.test_export import expect, export

ATTACKS = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' onfocus='alert(1)' autofocus='",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "<!--<script>",
    "\u2028alert(1)\u2029",
    "\u202egnp.exe\u202c",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "line one\nline two\ttab\r",
    "<svg/onload=alert(1)>",
    "\\\" ; DROP GRAPH <x> #",
    "a\u0000b\u0007c",
    "&lt;b&gt; &amp; &#60;",
    "🜛𝔘𝔫𝔦 𐀀" * 3,
    "x" * 10_000,
    "__proto__",
    "]]>",
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile() -> KnowledgeGraph:
    """Every attack as a name, alias, title, outlet, id, date, sentence, literal, metric and quotation."""
    entities, documents, statements, figures, quotes = [], [], [], [], []
    hub = Entity(entity_iri("Person", "Hub"), "Person", "Person", "Hub", ("Hub",), ())
    for number, text in enumerate(ATTACKS):
        iri = entity_iri("Organization", f"attack {number}")
        id = f"doc {number} {text[:60]}"
        entities.append(Entity(iri, "Organization", "Company", text, (text, f"alias {text}"), ((id, "c"),)))
        body = f"{text} met Hub, and 5 {text[:40]} were counted."
        documents.append(
            Document(
                id,
                body,
                f"title {text}",
                f"outlet {text[:50]}",
                "javascript:alert(document.domain)" if number % 2 else f"https://ok.example/{number}?q=<script>",
                text[:40],
            )
        )
        evidence = Evidence(
            id, ((0, len(body)),), (0, len(text)), (len(text) + 5, len(text) + 8), text[:20] or "x", 0.9
        )
        for value in (hub.iri, TextValue(text)):
            property = "partner" if isinstance(value, str) else "position"
            node = statement_iri(iri, property, value, modality=Modality.ASSERTED, valid_from=text[:30])
            statements.append(
                Statement(node, iri, property, value, Modality.ASSERTED, (evidence,), valid_from=text[:30])
            )
        span = (len(text) + 14, len(text) + 15)
        observation = Observation(
            iri,
            f"metric {text[:40]}",
            text[:30],
            f"unit {text[:20]}",
            span,
            "5",
            ((0, len(body)),),
            period=text[:30],
            qualifier=text[:20],
        )
        figures.append(Figure(figure_iri(id, span, "m", iri), id, observation))
        quotes.append(
            Quote(quotation_iri(id, (0, len(text)), iri), id, Quotation(iri, (0, len(text)), True, text[:20]), text)
        )
    return KnowledgeGraph(
        tuple(sorted(documents, key=lambda item: item.id)),
        tuple(sorted([hub, *entities], key=lambda item: item.iri)),
        tuple(sorted(statements, key=lambda item: item.iri)),
        tuple(sorted(figures, key=lambda item: item.iri)),
        tuple(sorted(quotes, key=lambda item: item.iri)),
    )


def test_hostile_text_does_nothing_and_stays_as_it_is(open_page: Open, hostile: KnowledgeGraph) -> None:
    page = open_page(graph=hostile, with_text=True)
    assert page.shown() == {"Hub", *ATTACKS}
    scripts = page.page.locator("script:not([type])").count()
    page.page.evaluate("() => { window.alert = () => { throw new Error('a script from data ran'); }; }")
    for number, text in enumerate(ATTACKS):
        page.page.evaluate("number => kgPage.select(kgPage.graph.names.indexOf(number))", text)
        page.settle()
        assert page.page.locator("#panel h2").text_content() == text
        sentence = page.page.locator("#panel .fact blockquote").first.text_content()
        assert sentence == f"{text} met Hub, and 5 {text[:40]} were counted."
        assert page.page.locator("#panel .whence .title").first.text_content() == f"title {text}"
        links = page.page.locator("#panel a.out").evaluate_all("all => all.map(a => a.href)")
        assert all(link.startswith("https://ok.example/") for link in links), number
    page.page.evaluate("kgPage.read(0)")
    page.page.wait_for_selector(".prose")
    page.page.mouse.move(620, 420)
    assert page.page.locator("script:not([type])").count() == scripts
    assert page.page.locator("#app img, #app iframe, #app object, #app script").count() == 0
    page.screenshot("hostile")


def test_hostile_names_can_be_searched_filtered_linked_and_exported(open_page: Open, hostile: KnowledgeGraph) -> None:
    page = open_page(graph=hostile).filters()
    page.page.fill("#search", "<img")
    expect(page.page.locator(".hit")).to_have_count(1)
    page.page.keyboard.press("Enter")
    page.settle()
    again = page.fragment()
    assert "Organization/attack_1" in again
    root = ElementTree.fromstring(export(page, "SVG").decode("utf-8"))
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) == len(ATTACKS) + 1
    raw = export(page, "CSV").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw, newline="")))
    assert not [value for row in rows for value in row.values() if value[:1] in ("=", "+", "-", "@", "\t", "\r")]
    kept = {"'" + text if text.startswith(("=", "+", "-", "@")) else text for text in ATTACKS}
    assert {row["subject"] for row in rows} == kept


def test_hostile_turtle_is_valid_and_intact(open_page: Open, hostile: KnowledgeGraph) -> None:
    import pyoxigraph

    store = pyoxigraph.Store()
    store.load(export(open_page(graph=hostile), "Turtle"), format=pyoxigraph.RdfFormat.TURTLE)
    label = pyoxigraph.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert {quad.object.value for quad in store.quads_for_pattern(None, label, None)} == {"Hub", *ATTACKS}


def test_a_hostile_heading_is_escaped() -> None:
    graph = KnowledgeGraph()
    html = render_page(graph, title="</title><script>alert(1)</script>")
    assert "<script>alert(1)" not in html
    assert "&lt;/title&gt;&lt;script&gt;alert(1)" in html


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    entity = Entity(entity_iri("Person", "a\ud800b"), "Person", "Person", "a\ud800b", ("a\ud800b",), ())
    html = render_page(KnowledgeGraph(entities=(entity,)), title="x\ud800")
    assert html.encode("utf-8", "replace")
