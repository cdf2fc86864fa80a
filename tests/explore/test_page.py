"""The file: one piece, current, closed to the outside, honest about failure."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.errors import OutputError
from kg.explore import notebook, page_data, render_page, write_page
from kg.explore.bundle import SOURCES, STYLES, TARGETS, BundleError, script, style
from kg.explore.page import vis_network
from kg.types import KnowledgeGraph
from tests.explore.browser import PATIENCE

SCRIPTS = sorted(SOURCES.glob("*.js"))


def test_the_bundle_is_current() -> None:
    assert (TARGETS / "explore.js").read_text(encoding="utf-8") == script(), "run: python -m kg.explore.bundle"
    assert (TARGETS / "explore.css").read_text(encoding="utf-8") == style(), "run: python -m kg.explore.bundle"


def test_every_module_and_style_sheet_is_in_the_bundle() -> None:
    bundled = (TARGETS / "explore.js").read_text(encoding="utf-8")
    assert [file.name for file in SCRIPTS if f"// {file.name}\n" not in bundled] == []
    assert {file.name for file in SOURCES.glob("*.css")} == set(STYLES)


def test_a_name_declared_twice_stops_the_bundle(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text('import { a } from "./other.js";\nconst b = a;\n')
    (tmp_path / "other.js").write_text("export const a = 1;\nconst b = 2;\n")
    with pytest.raises(BundleError, match=r"main.js: b is declared in other.js too"):
        script(tmp_path)


def test_modules_that_import_each_other_stop_the_bundle(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text('import { a } from "./other.js";\nexport const b = 1;\n')
    (tmp_path / "other.js").write_text('import { b } from "./main.js";\nexport const a = b;\n')
    with pytest.raises(BundleError, match="imports itself"):
        script(tmp_path)


@pytest.mark.skipif(shutil.which("node") is None, reason="node checks the syntax")
@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_modules_parse_as_modules(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / f"{file.stem}.mjs"
    copy.write_bytes(file.read_bytes())
    subprocess.run(["node", "--check", str(copy)], check=True, capture_output=True)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_text_never_becomes_markup_or_code(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|\.srcdoc", text
    )
    assert found == []


@pytest.mark.parametrize("file", sorted(SOURCES.parent.rglob("*.py")) + SCRIPTS, ids=lambda file: file.name)
def test_files_stay_readable(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < 400


def test_the_page_points_to_nothing_outside(sample: KnowledgeGraph) -> None:
    html = re.sub(
        r"<script(?: type=\"text/plain\"[^>]*)?>.*?</script>", "", render_page(sample, title="T"), flags=re.DOTALL
    )
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!data:,)[^"']*""", html) == []
    assert "@import" not in html and "url(" not in html


def test_only_our_scripts_may_run(sample: KnowledgeGraph) -> None:
    html = render_page(sample, title="T")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in rules and "connect-src 'none'" in rules
    assert "unsafe" not in rules and rules.count("sha256-") == 3


def test_the_licence_of_the_drawing_library_stays_with_it() -> None:
    assert "@license" in vis_network()[:1200] and "sourceMappingURL" not in vis_network()


def test_the_same_graph_gives_the_same_file(sample: KnowledgeGraph) -> None:
    assert render_page(sample, title="T", with_text=True) == render_page(sample, title="T", with_text=True)


def test_the_file_is_utf8_and_whole(sample: KnowledgeGraph, tmp_path: Path) -> None:
    target = tmp_path / "graph.html"
    write_page(sample, target, title="Häfen · 港口")
    assert "<title>Häfen · 港口</title>" in target.read_text(encoding="utf-8")
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]
    assert target.stat().st_size < 1_500_000


def test_a_place_that_cannot_be_written_is_an_error(sample: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no/such/graph.html: cannot write the page: No such file or directory"):
        write_page(sample, tmp_path / "no" / "such" / "graph.html")


def test_a_served_page_carries_no_data_and_may_ask_its_own_server(sample: KnowledgeGraph) -> None:
    html = render_page(sample, data_url="data/")
    assert 'id="block-' not in html and 'data-source="data/"' in html and "connect-src &#39;self&#39;" in html
    assert {"index", "facts-0", "articles-0", "figures-0", "quotes-0"} == set(page_data(sample))


def test_a_notebook_shows_the_page_in_a_closed_frame(sample: KnowledgeGraph) -> None:
    shown = notebook(sample, title='"T"', height=500)._repr_html_()
    assert shown.startswith('<iframe srcdoc="&lt;!doctype html&gt;') and "height:500px" in shown
    assert "allow-same-origin" not in shown


def test_an_empty_graph_is_a_page_too(tmp_path: Path) -> None:
    write_page(KnowledgeGraph(), tmp_path / "empty.html")
    assert (tmp_path / "empty.html").stat().st_size > 100_000


def test_a_page_that_arrives_slowly_waits_for_its_parts(browser: Any, sample: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    write_page(sample, path, title="Slow")
    whole = path.read_bytes()
    half = whole.index(b'id="block-index">') + 400
    drawn = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            self.wfile.write(whole[:half])
            self.wfile.flush()
            drawn.wait(60)
            self.wfile.write(whole[half:])

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="commit")
        page.wait_for_function("() => performance.getEntriesByName('first-picture').length", timeout=PATIENCE)
        drawn.set()
        page.wait_for_selector("body.ready", timeout=PATIENCE)
        page.close()
        server.shutdown()
