"""Reading: the entity card, figures, quotations, disagreements, how things are said, the article."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.explore.browser import Explorer, Open


def fact(page: Explorer, section: str, number: int = 0) -> str:
    """The text of one fact below a heading of the card."""
    part = page.page.locator(
        "#panel .part", has=page.page.locator(f"h3:text-is('{section}'), h3:has-text('{section}')")
    ).first
    return str(part.locator(".fact").nth(number).inner_text())


def test_the_card_says_who_it_is_from_its_facts(open_page: Open) -> None:
    page = open_page("show=Organization/Orbeline_Systems")
    assert page.title() == "Orbeline Systems"
    assert page.page.locator(".description").inner_text() == (
        "A company based in Port Ellery, founded by Ines Carrow and Tomasz Wilk, led by Ines Carrow, known for Lodestar and Heron."
    )
    assert page.page.locator(".alias").all_inner_texts() == ["Orbeline", "OS Group"]
    page.screenshot("card")


def test_a_person_is_described_as_a_person(open_page: Open) -> None:
    page = open_page("show=Person/Ines_Carrow")
    assert page.page.locator(".description").inner_text() == (
        "Founder and chief executive of Orbeline Systems, born in Port Ellery, born in 1981, "
        "studied at Port Ellery Institute of Technology."
    )


def test_facts_are_grouped_by_relation_with_their_sources(open_page: Open) -> None:
    page = open_page("show=Organization/Orbeline_Systems")
    headings = page.page.locator("#panel .part h3").all_inner_texts()
    assert {"Chief executive", "Competitor", "Headquarters", "Partner"} <= set(headings)
    text = fact(page, "Founded by")
    assert "2 sources" in text and "Ines Carrow" in text


def test_every_fact_shows_its_sentence_with_both_ends_marked(open_page: Open) -> None:
    page = open_page("show=Place/Gannet_Strait")
    assert page.page.locator(".sentence").inner_text().startswith("Brightmoor Energy, a customer, uses Tern,")
    assert page.page.locator(".sentence mark.subject").inner_text() == "Brightmoor Energy"
    assert page.page.locator(".sentence mark.object").inner_text() == "Gannet Strait"
    line = page.page.locator(".whence").inner_text()
    assert "Ledger & Sound" in line and "20 Oct 2023" in line and "Kestrel: sold or not sold?" in line
    link = page.page.locator(".whence a.out")
    assert link.get_attribute("href") == "https://news.example/ledger-1020"
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"


def test_more_sentences_unfold(open_page: Open) -> None:
    page = open_page("show=Organization/Orbeline_Systems")
    before = page.page.locator(".sentence").count()
    page.page.locator(".more", has_text="1 more sentence").first.click()
    expect(page.page.locator(".sentence")).to_have_count(before + 1)


def test_disagreeing_dates_stand_side_by_side(open_page: Open) -> None:
    page = open_page("show=Organization/Orbeline_Systems")
    rivals = page.page.locator(".dispute .rival")
    assert sorted(text.split("\n")[0] for text in rivals.all_inner_texts()) == ["2014", "2015"]
    boxes = [rivals.nth(number).bounding_box() for number in range(2)]
    assert boxes[0]["y"] == boxes[1]["y"] and boxes[0]["x"] != boxes[1]["x"]


def test_what_is_asserted_and_denied_is_a_disagreement(open_page: Open) -> None:
    page = open_page("show=Organization/Kestrel_Optics")
    texts = page.page.locator(".dispute .rival").all_inner_texts()
    assert any("denied" in text for text in texts) and any("denied" not in text for text in texts)


def test_planned_denied_former_agreed_and_claimed_look_different(open_page: Open) -> None:
    looks = {}
    for entity, kind in (
        ("Organization/Northbank_Semiconductor", "planned"),
        ("Organization/Tidewater_Motors", "denied"),
        ("Person/Tomasz_Wilk", "former"),
        ("Organization/Kestrel_Optics", "agreed"),
        ("Organization/Kestrel_Optics", "speculated"),
        ("Organization/Northbank_Semiconductor", "claimed"),
    ):
        page = open_page(f"show={entity}")
        badge = page.page.locator(f"#panel .fact .badge.{kind}").first
        bar = page.page.locator(f"#panel .fact.{kind}").first.evaluate(
            "e => getComputedStyle(e, '::before').background"
        )
        looks[kind] = (badge.inner_text(), badge.evaluate("e => getComputedStyle(e).color"), bar)
    assert len({text for text, _, _ in looks.values()}) == 6
    assert looks["claimed"][0] == "Adaeze Obi-Lund says so"
    assert looks["denied"][1] != looks["planned"][1] != looks["former"][1]


def test_figures_stand_in_a_chart_over_time(open_page: Open) -> None:
    page = open_page("show=Organization/Orbeline_Systems")
    chart = page.page.get_by_role("group", name="revenue over time")
    assert chart.locator(".dot").count() == 4
    chart.locator(".dot").nth(1).focus()
    lit = page.page.locator(".figure.lit")
    expect(lit).to_contain_text("€48 m")
    assert "2022" in lit.inner_text()
    assert "Its revenue reached 48 million euros in 2022" in lit.inner_text()
    page.page.locator(".figures").scroll_into_view_if_needed()
    page.screenshot("figures")


def test_a_range_a_change_and_a_qualifier_are_written_out(open_page: Open) -> None:
    text = open_page("show=Organization/Orbeline_Systems").panel()
    assert "420–450 people" in text
    assert "40%" in text and "▲ up on 2022" in text
    assert "about €90 m" in text


def test_figures_that_disagree_are_marked(open_page: Open) -> None:
    page = open_page("show=Product/Riverglass")
    marked = page.page.locator(".figure", has=page.page.locator(".badge.conflict")).all_inner_texts()
    assert len(marked) == 2
    assert any("nearly 9 m users" in text for text in marked) and any("6 m users" in text for text in marked)


def test_quotations_stand_with_their_article(open_page: Open) -> None:
    page = open_page("show=Person/Priya_Ramanathan")
    quotes = page.page.locator(".quote").all_inner_texts()
    assert len(quotes) == 3
    assert any("Nobody has bought us," in text and "Kestrel: sold or not sold?" in text for text in quotes)
    assert any("reported speech" in text for text in quotes)


def test_an_entity_in_the_card_leads_to_its_card(open_page: Open) -> None:
    page = open_page("show=Organization/Orbeline_Systems")
    page.page.locator("#panel .entity", has_text="Tomasz Wilk").first.click()
    expect(page.page.locator("#panel h2")).to_have_text("Tomasz Wilk")


def test_an_article_without_text_shows_what_was_found_in_it(open_page: Open) -> None:
    page = open_page("show=Place/Gannet_Strait")
    page.page.locator(".whence .title").first.click()
    page.page.wait_for_selector(".reader")
    page.settle()
    assert page.title() == "Kestrel: sold or not sold?"
    assert "5 facts" in page.panel() and "Named here" in page.panel()
    assert page.page.locator(".prose").count() == 0
    page.screenshot("article-without-text")


def test_an_article_tells_whose_its_quotations_and_figures_are(open_page: Open) -> None:
    page = open_page("show=Place/Gannet_Strait")
    page.page.locator(".whence .title").first.click()
    page.page.wait_for_selector(".reader .quote")
    expect(page.page.locator(".reader .quote", has_text="Nobody has bought us").locator(".owner")).to_have_text("Priya Ramanathan")
    page = open_page("show=Organization/Orbeline_Systems")
    page.page.locator(".whence .title", has_text="Orbeline's year in figures").first.click()
    page.page.wait_for_selector(".reader .figure")
    owner = page.page.locator(".reader .figure", has_text="90").first.locator(".owner")
    expect(owner).to_contain_text("Orbeline Systems")
    expect(owner).to_contain_text("revenue")
    page.screenshot("article-figures")


def test_an_article_with_text_lights_up_both_ways(open_page: Open) -> None:
    page = open_page("show=Place/Gannet_Strait", with_text=True)
    page.page.locator(".whence .title").first.click()
    page.page.wait_for_selector(".prose")
    prose = page.page.locator(".prose").inner_text()
    assert prose.startswith("Orbeline Systems has acquired Kestrel Optics, a filing in Port Ellery shows.")
    assert "\n\nBrightmoor Energy, a customer" in prose
    row = page.page.locator(".margin .fact", has_text="Gannet Strait")
    row.hover()
    page.page.locator(".said.lit").first.wait_for()
    lit = "".join(page.page.locator(".said.lit").all_inner_texts())
    assert lit.startswith("Brightmoor Energy, a customer") and lit.endswith("Gannet Strait.")
    page.screenshot("article")
    page.page.locator(".said", has_text="acquired").first.hover()
    expect(page.page.locator(".margin .fact.lit", has_text="acquired by").first).to_be_visible()
    page.page.locator(".prose .mention", has_text="Brightmoor Energy").first.click()
    expect(page.page.locator("#panel h2")).to_have_text("Brightmoor Energy")


def test_the_overview_names_clusters_and_articles(open_page: Open) -> None:
    page = open_page()
    text = page.panel()
    assert "Most central" in text and "Clusters" in text and "Where sources disagree" in text
    expect(page.page.locator("#panel")).to_contain_text(re.compile("Orbeline[’']s year in figures"))
    page.page.locator("#panel .row button.plain").first.click()
    page.page.wait_for_function("() => location.hash.includes('at=')")


def test_an_undated_article_says_so(open_page: Open) -> None:
    page = open_page("show=Product/Lodestar")
    assert "undated" in page.panel()
