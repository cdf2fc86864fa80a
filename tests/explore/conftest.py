"""The browser, and pages opened in it that must stay silent: no error, no message, no request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.explore import write_page
from kg.types import KnowledgeGraph
from tests.explore.browser import PATIENCE, Explorer, Open
from tests.explore.sample_articles import sample_graph


@pytest.fixture(scope="session")
def sample() -> KnowledgeGraph:
    return sample_graph()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, bool], Path]:
    """Pages that were written already, by graph and whether they carry the text."""
    return {}


@pytest.fixture
def open_page(
    browser: Any,
    sample: KnowledgeGraph,
    written: dict[tuple[int, bool], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Open]:
    """Opens the page of a graph (the sample unless given); afterwards no trouble may have been seen."""
    opened: list[Explorer] = []

    def open_(
        fragment: str = "",
        *,
        graph: KnowledgeGraph | None = None,
        with_text: bool = False,
        size: tuple[int, int] = (1440, 900),
        dark: bool = False,
    ) -> Explorer:
        graph = graph or sample
        key = (id(graph), with_text)
        if key not in written:
            written[key] = tmp_path_factory.mktemp("page") / "graph.html"
            write_page(graph, written[key], title="Harbour technology in the news", with_text=with_text)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        explorer = Explorer(page, written[key])
        opened.append(explorer)
        return explorer.open(fragment)

    yield open_
    for explorer in opened:
        explorer.page.context.close()
    assert [explorer.troubles for explorer in opened] == [[] for _ in opened]
    assert [explorer.requests for explorer in opened] == [[] for _ in opened]
