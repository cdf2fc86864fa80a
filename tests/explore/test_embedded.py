"""The same page served by a server with its data on demand, and inside a notebook's closed frame."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from kg.explore import notebook, page_data, render_page
from kg.types import KnowledgeGraph
from tests.explore.browser import throttle


@pytest.fixture
def served(sample: KnowledgeGraph) -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine that answers with the page and its blocks, and what it was asked."""
    page = render_page(sample, title="Served", data_url="data/").encode("utf-8")
    data = {f"/data/{name}": block for name, block in page_data(sample, title="Served").items()}
    asked: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = page if self.path == "/" else data.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html" if self.path == "/" else "application/octet-stream")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_served_page_fetches_what_it_needs(browser: Any, served: tuple[str, list[str]]) -> None:
    address, asked = served
    page = browser.new_page()
    throttle(page)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{address}#show=Place/Gannet_Strait")
    page.wait_for_selector("body.ready")
    page.wait_for_selector("blockquote.sentence")
    assert page.locator("blockquote.sentence").first.inner_text().startswith("Brightmoor Energy, a customer")
    assert set(asked) == {"/", "/data/index", "/data/facts-0", "/data/articles-0"}
    assert troubles == []
    page.close()


def test_a_part_that_the_server_lacks_is_reported_in_its_place(browser: Any, served: tuple[str, list[str]]) -> None:
    address, _ = served
    page = browser.new_page()
    throttle(page)
    page.route("**/data/facts-0", lambda route: route.fulfill(status=500, body=""))
    page.goto(f"{address}#show=Place/Gannet_Strait")
    page.wait_for_selector("#panel .trouble")
    assert page.locator("#panel .trouble").first.inner_text() == "The server answered 500 for a part of the graph."
    assert page.locator("#panel h2").inner_text() == "Gannet Strait"
    page.close()


def test_a_notebook_frame_works_without_history_or_storage(browser: Any, sample: KnowledgeGraph) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    throttle(page)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.set_content(notebook(sample, title="In a notebook", height=700)._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator("body.ready").wait_for()
    frame.locator("#search").fill("Heron")
    frame.locator("#search").press("Enter")
    frame.locator("#panel h2", has_text="Heron").wait_for()
    frame.locator("#back").click()
    frame.locator("#panel h2", has_text="In a notebook").wait_for()
    frame.locator("#theme").click()
    assert troubles == []
    page.close()
