"""Looking around: overview, search, focus, expanding, connecting, links, history, keys."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.explore.browser import Open


def test_the_overview_draws_every_entity_of_a_small_graph(open_page: Open) -> None:
    page = open_page()
    assert len(page.shown()) == 40
    assert page.status() == "40 entities · 58 links"
    assert page.title() == "Harbour technology in the news"
    page.screenshot("overview")


def test_labels_in_other_scripts_are_kept(open_page: Open) -> None:
    assert {"川流科技", "Süderbrück", "Universität Süderbrück"} <= open_page().shown()


def test_a_click_opens_the_card(open_page: Open) -> None:
    page = open_page().click("Kestrel Optics")
    assert page.title() == "Kestrel Optics"
    assert page.fragment() == "show=Organization/Kestrel_Optics"


def test_a_click_on_a_line_opens_the_facts_between_two(open_page: Open) -> None:
    page = open_page()
    (x1, y1), (x2, y2) = page.spot("Lumen Archive"), page.spot("Riverglass")
    middle = page.page.evaluate(
        "([x, y]) => { const s = kgPage.scene, p = s.network.DOMtoCanvas({x, y}); const l = s.linkAt(p.x, p.y, 60); "
        "const a = s.items.get(l.low), b = s.items.get(l.high), k = 0.045; "
        "return s.network.canvasToDOM({x: (a.x + b.x) / 2 - (b.y - a.y) * k, y: (a.y + b.y) / 2 + (b.x - a.x) * k}); }",
        [(x1 + x2) / 2, (y1 + y2) / 2],
    )
    page.step(lambda: page.page.mouse.click(middle["x"], middle["y"]))
    assert "Lumen Archive" in page.title() and "Riverglass" in page.title()
    assert "The model is trained on the Lumen Archive, which Chuanliu licenses." in page.panel()


def test_search_completes_names_and_other_names(open_page: Open) -> None:
    page = open_page()
    page.page.fill("#search", "chuan")
    hit = page.page.locator(".hit")
    expect(hit).to_have_count(1)
    expect(hit).to_contain_text("川流科技")
    expect(hit).to_contain_text("also Chuanliu")
    page.screenshot("search")
    page.page.fill("#search", "suderbruck")  # written without its dots
    expect(hit.first).to_contain_text("Süderbrück")
    page.page.fill("#search", "kesterl")  # a slip of the finger
    expect(hit.first).to_contain_text("Kestrel Optics")
    page.page.fill("#search", "nothing of that name")
    expect(page.page.locator("#found")).to_have_text("No entity has that name.")


def test_search_is_driven_by_keys_alone(open_page: Open) -> None:
    page = open_page()
    page.page.keyboard.press("/")
    page.page.keyboard.type("or")
    first = page.page.locator(".hit[aria-selected=true] .hit-name").inner_text()
    page.page.keyboard.press("ArrowDown")
    expect(page.page.locator("#search")).to_have_attribute("aria-activedescendant", "found-1")
    second = page.page.locator(".hit[aria-selected=true] .hit-name").inner_text()
    assert second != first
    page.page.keyboard.press("Enter")
    expect(page.page.locator("#panel h2")).to_have_text(second)
    page.page.keyboard.press("/")
    page.page.keyboard.type("or")
    page.page.keyboard.press("Escape")
    expect(page.page.locator("#found")).to_be_hidden()


def test_focus_shows_one_hop_then_two(open_page: Open) -> None:
    page = open_page().find("Lumen Archive").act("Focus")
    assert page.shown() == {"Lumen Archive", "Riverglass"}
    page.act("Two hops")
    assert page.shown() == {"Lumen Archive", "Riverglass", "川流科技", "Lodestar"}
    assert "Around Lumen Archive, two hops" in page.status()
    page.page.click("#to-overview")
    assert len(page.settle().shown()) == 40


def test_expanding_calls_neighbours_in_and_collapsing_sends_them_away(open_page: Open) -> None:
    page = open_page().find("Lumen Archive").act("Focus").click("Riverglass").act("Expand")
    assert page.shown() == {"Lumen Archive", "Riverglass", "川流科技", "Lodestar"}
    page.act("Collapse")
    assert page.shown() == {"Lumen Archive", "Riverglass"}


def test_expanding_by_keyboard_keeps_the_card_and_the_focus(open_page: Open) -> None:
    page = open_page("focus=Organization/Lumen_Archive&show=Product/Riverglass")
    page.page.locator("#panel .card").evaluate("card => { card.dataset.mark = 'the same'; }")
    page.page.locator("#panel .action", has_text="Expand").focus()
    page.page.keyboard.press("Enter")
    expect(page.page.locator("#panel .action", has_text="Collapse")).to_be_focused()
    expect(page.page.locator("#panel .card[data-mark='the same']")).to_have_count(1)


def test_double_click_expands(open_page: Open) -> None:
    page = open_page().find("Lumen Archive").act("Focus")
    assert "Lodestar" in page.double_click("Riverglass").shown()


def test_hiding_takes_an_entity_away_and_can_be_undone(open_page: Open) -> None:
    page = open_page().find("lidar").act("Hide")
    assert "lidar" not in page.shown()
    page.page.locator(".pill", has_text="1 hidden").click()
    assert "lidar" in page.settle().shown()


def test_the_shortest_path_between_two(open_page: Open) -> None:
    page = open_page().find("Shen Yulan").act("Connect").find("Adaeze Obi-Lund")
    assert page.title() == "How are they connected?"
    assert page.shown() == {"Shen Yulan", "Lianhe Bay", "Northbank Semiconductor", "Adaeze Obi-Lund"}
    stops = [stop.inner_text() for stop in page.page.locator(".path .stop").all()]
    assert stops == ["Shen Yulan", "Lianhe Bay", "Northbank Semiconductor", "Adaeze Obi-Lund"]
    assert "planned" in page.panel()
    page.screenshot("path")


def test_what_connects_three_by_clicks(open_page: Open) -> None:
    page = open_page().click("Shen Yulan").act("Connect").click("Adaeze Obi-Lund")
    page.find("Marcus Feld")
    assert page.title() == "What connects these?"
    assert {"Shen Yulan", "Adaeze Obi-Lund", "Marcus Feld", "Northbank Semiconductor"} <= page.shown()
    assert len(page.shown()) < 14
    page.screenshot("connect")


def test_paths_keep_to_the_filters(open_page: Open) -> None:
    page = open_page("view=connect&connect=Person/Shen_Yulan&connect=Person/Adaeze_Obi-Lund&no-kind=planned")
    assert "Lianhe Bay" not in page.shown()
    assert len(page.shown()) > 4


def test_what_nothing_connects_is_said(open_page: Open) -> None:
    page = open_page(
        "view=connect&connect=Person/Shen_Yulan&connect=Work/Machines_That_Look_Back&no-type=Organization&no-type=Product"
    )
    assert "Nothing that passes the filters connects" in page.panel()


def test_back_and_forward_undo_and_redo(open_page: Open) -> None:
    page = open_page().find("Heron").find("Skua")
    heading = page.page.locator("#panel h2")
    page.page.click("#back")
    expect(heading).to_have_text("Heron")
    page.page.go_back()
    expect(heading).to_have_text("Harbour technology in the news")
    page.page.click("#forward")
    expect(heading).to_have_text("Heron")
    page.page.keyboard.press("Alt+ArrowRight")
    expect(heading).to_have_text("Skua")
    expect(page.page.locator("#forward")).to_be_disabled()


def test_a_link_restores_the_view(open_page: Open) -> None:
    page = open_page().find("Orbeline Systems").act("Focus").filters().toggle("Place")
    page.page.click("#share")
    link = page.page.locator("dialog .code").inner_text()
    fragment = link.split("#", 1)[1]
    again = open_page(fragment)
    assert again.shown() == page.shown()
    assert again.title() == "Orbeline Systems"
    assert again.page.evaluate("kgPage.trail.state") == page.page.evaluate("kgPage.trail.state")


def test_an_address_that_names_unknown_things_still_opens(open_page: Open) -> None:
    page = open_page("focus=Nobody&show=No/Such&no-type=Ghost&from=banana&at=1,x&article=-5&score=900")
    assert page.title()


def test_the_camera_is_part_of_the_link(open_page: Open) -> None:
    page = open_page("at=120,-40,0.9")
    camera = page.page.evaluate("kgPage.scene.camera()")
    assert round(camera["x"]) == 120 and round(camera["y"]) == -40 and abs(camera["scale"] - 0.9) < 0.01
    page.page.get_by_label("Zoom in").click()
    page.page.wait_for_function("() => location.hash.includes('at=') && !location.hash.includes('0.900')")


def test_arrow_keys_walk_and_letters_act(open_page: Open) -> None:
    page = open_page().press("ArrowRight", "ArrowRight")
    expect(page.page.locator("#announce")).to_have_text(re.compile("fact.*shown|shown.*fact"))
    name = page.page.evaluate("kgPage.graph.names[kgPage.scene.keyed]")
    page.press("Enter")
    expect(page.page.locator("#panel h2")).to_have_text(name)
    page.press("f")
    expect(page.page.locator("#shown")).to_contain_text("Around")
    page.press("o")
    assert len(page.shown()) == 40
    page.press("?")
    expect(page.page.locator("dialog h2")).to_have_text("Keys and gestures")
    page.page.keyboard.press("Escape")
    expect(page.page.locator("dialog")).to_have_count(0)


def test_everything_on_the_page_has_a_name_for_screen_readers(open_page: Open) -> None:
    page = open_page().find("Orbeline Systems").filters()
    nameless = page.page.evaluate(
        "[...document.querySelectorAll('button, input, a[href], [role=button]')].filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length || e.title)).length"
    )
    assert nameless == 0
    assert page.page.locator("#canvas canvas").get_attribute("aria-label").startswith("Graph.")
    assert page.page.locator("h1").count() == 1


def test_dark_and_light(open_page: Open) -> None:
    page = open_page("show=Organization/Kestrel_Optics", dark=True)
    expect(page.page.locator("body")).to_have_css("background-color", "rgb(14, 18, 25)")
    page.screenshot("dark")
    page.page.click("#theme")
    expect(page.page.locator("body")).to_have_css("background-color", "rgb(245, 246, 248)")


def test_a_narrow_window_has_a_sheet_and_no_sideways_scrolling(open_page: Open) -> None:
    page = open_page(size=(390, 800))
    expect(page.page.locator("#panel")).to_be_hidden()
    page.find("Orbeline")
    box = page.page.locator("#panel").bounding_box()
    assert box["x"] == 0 and box["width"] == 390 and box["y"] > 300
    assert page.page.evaluate("document.documentElement.scrollWidth") == 390
    page.screenshot("narrow")
    page.page.get_by_label("Close").first.click()
    expect(page.page.locator("#panel")).to_be_hidden()
    page.page.click("#filter-button")
    expect(page.page.locator("#filters")).to_be_visible()
    page.screenshot("narrow-filters")


def test_dragging_moves_an_entity_and_it_stays(open_page: Open) -> None:
    page = open_page()
    x, y = page.spot("Heron")
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 60, y + 40, steps=4)
    page.page.mouse.up()
    moved = (
        "() => { const i = [...kgPage.scene.items.values()].find(i => i.label === 'Heron'); "
        "return kgPage.scene.network.getPosition(i.id).x === i.x && i.x !== kgPage.graph.x[i.id]; }"
    )
    page.wait_until(moved).find("Skua")
    assert page.page.evaluate(moved)
