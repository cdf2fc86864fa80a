"""Takes the picture of the page that the README shows.

    python docs/screenshot.py out/graph.trig docs/page.png [--show "Kuaishou Technology"] [--dark]

Builds the page of a graph file, opens it in Chromium, opens the card of one entity (the most
important one unless named) and saves what is to be seen. Needs playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from kg.explore import write_page
from kg.graph import load_graph
from kg.ontology import load_schema

OPEN_CARD = """name => {
  const graph = kgPage.graph;
  const number = name ? graph.names.indexOf(name) : 0;
  if (number >= 0) kgPage.select(number);
  return number;
}"""


def take(page_file: Path, target: Path, *, chromium: str, show: str | None, scheme: str) -> None:
    """Open a page file at 1440 by 900 and save it as PNG, two pixels to one.

    Raises:
        SystemExit: no entity is called ``show``.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(
            viewport={"width": 1440, "height": 900},
            device_scale_factor=2,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page.goto(page_file.as_uri())
        page.wait_for_selector("body.ready")
        if page.evaluate(OPEN_CARD, show) < 0:
            raise SystemExit(f"{show}: no entity of the graph has that name")
        page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
        page.wait_for_timeout(800)
        page.screenshot(path=str(target))
        browser.close()


def main() -> None:
    """Read the arguments and take the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, help="a graph file that kg build wrote")
    parser.add_argument("target", type=Path, help="the PNG to write")
    parser.add_argument("--title", default="Knowledge graph")
    parser.add_argument("--show", help="the entity whose card is open; the most important one by default")
    parser.add_argument("--dark", action="store_const", dest="scheme", const="dark", default="light")
    parser.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "graph.html"
        write_page(load_graph(options.graph), page_file, title=options.title, schema=load_schema())
        take(page_file, options.target, chromium=options.chromium, show=options.show, scheme=options.scheme)


if __name__ == "__main__":
    main()
