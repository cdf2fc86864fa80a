"""Filters: types, relations, kinds, sources, time, strength; and that they say what they hold back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.explore.browser import Explorer, Open


def set_range(page: Explorer, key: str, value: int) -> None:
    """Move a slider as a reader's key or drag does: the value changes, then the change is settled."""
    page.page.locator(f"[data-key={key}]").evaluate(
        "(e, value) => { e.value = value; e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true})); }",
        value,
    )
    page.settle()


def test_the_legend_hides_and_shows_a_type(open_page: Open) -> None:
    page = open_page().toggle("Person")
    assert "Ines Carrow" not in page.shown() and "Orbeline Systems" in page.shown()
    assert page.status().startswith("31 entities")
    page.toggle("Person")
    assert "Ines Carrow" in page.shown()


def test_a_double_click_in_the_legend_shows_one_type_alone(open_page: Open) -> None:
    page = open_page()
    page.page.locator("#filters .toggle", has_text="Place").dblclick()
    assert page.settle().shown() == {"Port Ellery", "Süderbrück", "Valmora", "Kessland", "Lianhe Bay", "Gannet Strait"}


def test_relations_filter_links_and_cards(open_page: Open) -> None:
    page = open_page("show=Organization/Orbeline_Systems").filters()
    assert frozenset(("Orbeline Systems", "Kestrel Optics")) in page.links()
    page.toggle("Partner").toggle("Acquired by")
    assert frozenset(("Orbeline Systems", "Kestrel Optics")) not in page.links()
    assert "held back by the filters" in page.panel()
    page.screenshot("filters")
    page.page.locator("#panel .plain", has_text="Show all").click()
    assert frozenset(("Orbeline Systems", "Kestrel Optics")) in page.settle().links()


def test_none_then_one_relation(open_page: Open) -> None:
    page = open_page().filters()
    page.page.locator("[data-key=none-properties]").click()
    page.settle()
    assert page.links() == set()
    page.toggle("Spouse")
    assert page.links() == {frozenset(("Ines Carrow", "Jonas Achterberg"))}
    assert page.shown() == {"Ines Carrow", "Jonas Achterberg"}


def test_kinds_of_saying(open_page: Open) -> None:
    page = open_page().filters()
    pair = frozenset(("Tidewater Motors", "Port Ellery"))
    assert pair in page.links()
    page.toggle("Denied")
    assert pair not in page.links()


def test_sources(open_page: Open) -> None:
    page = open_page().filters().toggle("Quayside Post")
    assert "Ellery Vision Summit" not in page.shown()
    assert frozenset(("Riverglass", "川流科技")) in page.links()  # the Courier says it too


def test_time_of_saying(open_page: Open) -> None:
    page = open_page().filters()
    assert page.page.locator(".range-caption").inner_text() == "12 Apr 2023 – 5 Mar 2024"
    set_range(page, "range-from", 19700)  # 9 December 2023
    page.page.locator("[data-key=undated]").uncheck()
    page.settle()
    assert "Oskar Nyqvist" in page.shown() and "Shen Yulan" not in page.shown() and "Lodestar" not in page.shown()
    assert "from=2023-12-09" in page.fragment()
    page.page.locator("[data-key=undated]").check()
    assert "Lodestar" in page.settle().shown()


def test_time_of_holding(open_page: Open) -> None:
    page = open_page().filters()
    page.page.locator("[data-key=time-true]").click()
    page.settle()
    page.page.locator("[data-key=undated]").uncheck()
    page.settle()
    assert frozenset(("Orbeline Systems", "Kestrel Optics")) in page.links()  # partners since 2019
    set_range(page, "range-until", 16435)  # 31 December 2014
    assert page.links() == {frozenset(("Tomasz Wilk", "Orbeline Systems"))}


def test_independent_sources_and_score(open_page: Open) -> None:
    page = open_page().filters()
    set_range(page, "slider-sources", 2)
    assert page.links() == {
        frozenset(pair)
        for pair in (("Orbeline Systems", "Ines Carrow"), ("Riverglass", "川流科技"), ("川流科技", "Shen Yulan"),
                     ("Kestrel Optics", "Orbeline Systems"), ("Lodestar", "Orbeline Systems"), ("Ines Carrow", "Port Ellery Institute of Technology"))
    }  # fmt: skip
    page.page.locator(".pill", has_text="1 filter").click()
    page.settle()
    set_range(page, "slider-score", 60)
    assert frozenset(("Lodestar", "Tern")) not in page.links()


def test_when_nothing_passes_the_page_says_so(open_page: Open) -> None:
    page = open_page(
        "&".join(f"no-type={name}" for name in ("Person", "Organization", "Place", "Product", "Work", "Event", "Other"))
    )
    assert page.shown() == set()
    assert "Nothing passes the filters" in page.status()
    page.screenshot("nothing")
    page.page.get_by_role("button", name="Clear the filters").click()
    assert len(page.settle().shown()) == 40


def test_filters_by_keyboard_keep_the_focus(open_page: Open) -> None:
    page = open_page().press("l")
    page.page.locator("[data-key=types-0]").focus()
    page.page.keyboard.press("Space")
    page.settle()
    expect(page.page.locator("[data-key=types-0]")).to_have_attribute("aria-checked", "false")
    expect(page.page.locator("[data-key=types-0]")).to_be_focused()
