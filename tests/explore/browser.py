"""Drives the page in a real Chromium the way a reader would: clicks, keys, and what is then to be seen.

``KG_THROTTLE=8`` slows the browser's processor eightfold, so that a test which does not wait for the page shows itself.
What the page does later than the act that asks for it (dialogs that leave, double clicks that could still come, the
camera in the address) is waited for: with Playwright's ``expect`` or with the methods below, never by the clock.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCREENSHOTS = Path(__file__).resolve().parents[2] / "out" / "screenshots"
PATIENCE = 90_000
"""The longest wait, in milliseconds: for a machine that is busy with other things."""

LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def chromium() -> str:
    """The browser to test in: ``KG_CHROMIUM``, else the system's; the test is skipped where there is none."""
    found = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("no chromium on this machine: set KG_CHROMIUM to its path")
    return found


def throttle(page: Any) -> None:
    """Slow the page's processor by ``KG_THROTTLE``, if that is set."""
    rate = float(os.environ.get("KG_THROTTLE") or 1)
    if rate > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


class Explorer:
    """A page of a graph that is open in the browser."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.path = path
        self.troubles: list[str] = []
        self.requests: list[str] = []
        throttle(page)
        page.on("console", lambda message: self.troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", self._note_request)

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith((self.path.as_uri(), "data:", "blob:")):
            self.requests.append(request.url)

    def open(self, fragment: str = "") -> Explorer:
        self.page.goto(self.path.as_uri() + (f"#{fragment}" if fragment else ""))
        self.page.wait_for_selector("body.ready")
        return self.settle()

    def settle(self) -> Explorer:
        """Wait until evidence is there and the picture drawn."""
        self.page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))")
        return self

    def screenshot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), animations="disabled")

    def wait_until(self, condition: str, argument: Any = None) -> Explorer:
        """Wait until an expression, or a function of ``argument``, is true in the page."""
        self.page.wait_for_function(condition, arg=argument)
        return self.settle()

    def step(self, act: Callable[[], Any]) -> Explorer:
        """Do what makes the page take a step that "back" undoes, and wait for the step."""
        before = self.page.evaluate("kgPage.trail.at")
        act()
        return self.wait_until("before => kgPage.trail.at !== before", before)

    def wait_for_no_dialog(self) -> Explorer:
        """Wait until the last dialog is gone, which the browser tells the page a moment after it was closed."""
        self.page.locator("dialog").wait_for(state="detached")
        return self

    def close_dialog(self) -> Explorer:
        self.page.keyboard.press("Escape")
        return self.wait_for_no_dialog()

    # what is to be seen

    def shown(self) -> set[str]:
        """The names of the entities that are drawn."""
        return set(self.page.evaluate("[...kgPage.scene.items.values()].map(item => item.label)"))

    def links(self) -> set[frozenset[str]]:
        """The linked pairs that are drawn."""
        pairs = self.page.evaluate(
            "kgPage.scene.links.map(l => [kgPage.graph.names[l.low], kgPage.graph.names[l.high]])"
        )
        return {frozenset(pair) for pair in pairs}

    def title(self) -> str:
        """The heading of the panel."""
        return str(self.page.locator("#panel h2").inner_text())

    def panel(self) -> str:
        return str(self.page.locator("#panel").inner_text())

    def status(self) -> str:
        return str(self.page.locator("#shown").inner_text())

    def fragment(self) -> str:
        return str(self.page.evaluate("decodeURIComponent(location.hash.slice(1))"))

    # what a reader does

    def find(self, text: str) -> Explorer:
        """Search by keyboard and take the first match."""
        self.page.fill("#search", text)
        self.page.keyboard.press("Enter")
        return self.settle()

    def spot(self, name: str) -> tuple[float, float]:
        """Where an entity is drawn, in pixels of the window."""
        spot = self.page.evaluate(
            "name => { const item = [...kgPage.scene.items.values()].find(i => i.label === name); return kgPage.scene.network.canvasToDOM(item); }",
            name,
        )
        return spot["x"], spot["y"]

    def click(self, name: str) -> Explorer:
        """Click an entity in the graph."""
        return self.step(lambda: self.page.mouse.click(*self.spot(name)))

    def double_click(self, name: str) -> Explorer:
        """Double-click an entity in the graph, which expands or collapses it.

        On a slow machine the first click may count alone before the second comes, so one step is not enough to wait for.
        """
        before = self.page.evaluate("kgPage.trail.state.opened.length")
        self.page.mouse.dblclick(*self.spot(name))
        return self.wait_until("before => kgPage.trail.state.opened.length !== before", before)

    def act(self, label: str) -> Explorer:
        """Press a button of the panel by its words."""
        self.page.locator("#panel .action", has_text=label).first.click()
        return self.settle()

    def press(self, *keys: str) -> Explorer:
        """Keys, with the graph in focus."""
        self.page.locator("#canvas canvas").focus()
        for key in keys:
            self.page.keyboard.press(key)
        return self.settle()

    def filters(self) -> Explorer:
        if self.page.locator("#filter-button").get_attribute("aria-expanded") != "true":
            self.page.click("#filter-button")
        while self.page.locator("#filters .fold[aria-expanded=false]").count():
            self.page.locator("#filters .fold[aria-expanded=false]").first.click()
        return self

    def toggle(self, label: str) -> Explorer:
        """Switch a type, relation, kind or source on or off."""
        self.page.locator("#filters .toggle", has=self.page.get_by_text(label, exact=True)).first.click()
        return self.settle()


Open = Callable[..., Explorer]
