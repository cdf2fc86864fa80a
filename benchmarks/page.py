"""How fast the page is: opening, searching, expanding and panning at 500, 5,000 and 50,000 entities.

    python benchmarks/page.py [--sizes 500 5000 50000] [--chromium /usr/bin/chromium] [--without-pyvis]

Each graph is invented: twice as many facts as entities, every fact with a sentence of at least 120
characters, four facts an article, every article with title, outlet, date and link. pyvis's own page,
as its defaults make it, draws the same entities and links in the same run.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.explore import write_page
from kg.iris import entity_iri, statement_iri
from kg.types import Document, Entity, Evidence, KnowledgeGraph, Modality, Statement

TYPES = {"Organization": "Company", "Person": "Person", "Place": "City", "Product": "Software", "Event": "Conference"}
PROPERTIES = ("foundedBy", "headquarters", "developer", "partner", "investor", "employer", "uses", "acquiredBy")
OUTLETS = [f"{place} {kind}" for place in ("Northern", "Harbour", "City", "Valley") for kind in ("Post", "Courier")]
PYVIS_PATIENCE_S = 90


def invented_graph(size: int, *, seed: int = 0) -> KnowledgeGraph:
    """A news-like graph: communities, a few hubs, one sentence for each fact."""
    rng = random.Random(seed)
    words = _vocabulary(rng)
    entities = _entities(size, rng)
    pairs = _pairs(size, rng)
    documents, statements = [], []
    for start in range(0, len(pairs), 4):
        document, facts = _article(f"article-{start // 4:06d}", pairs[start : start + 4], entities, words, rng)
        documents.append(document)
        statements += facts
    return KnowledgeGraph(
        documents=tuple(documents),
        entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
        statements=tuple(sorted(statements, key=lambda statement: statement.iri)),
    )


def _vocabulary(rng: random.Random) -> list[str]:
    syllables = [
        start + vowel
        for start in ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"]
        for vowel in ["a", "e", "i", "o", "u"]
    ]
    return ["".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3, 3)))) for _ in range(4000)]


def _entities(size: int, rng: random.Random) -> list[Entity]:
    words = _vocabulary(rng)
    made = []
    for number in range(size):
        type = rng.choices(list(TYPES), weights=(40, 30, 12, 12, 6))[0]
        name = f"{rng.choice(words).title()} {rng.choice(words).title()} {number}"
        made.append(Entity(entity_iri(type, name), type, TYPES[type], name, (name, f"{name[:3].upper()}{number}"), ()))
    return made


def _pairs(size: int, rng: random.Random) -> list[tuple[int, int]]:
    """Two links an entity; most stay within a community of about a hundred, and early entities are popular."""
    communities = max(3, size // 100)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < 2 * size:
        one = int(size * rng.random() ** 2.2)
        home = one % communities
        inside = home + communities * int((size // communities) * rng.random() ** 1.8)
        two = inside if rng.random() < 0.86 else int(size * rng.random() ** 3)
        if one != two and max(one, two) < size:
            pairs.add((one, two))
    return sorted(pairs, key=lambda pair: (pair[0] % communities, pair))


def _article(
    id: str, pairs: list[tuple[int, int]], entities: list[Entity], words: list[str], rng: random.Random
) -> tuple[Document, list[Statement]]:
    text, statements = "", []
    for one, two in pairs:
        subject, target, property = entities[one], entities[two], rng.choice(PROPERTIES)
        sentence = _sentence(subject.name, target.name, words, rng)
        start = len(text) + (1 if text else 0)
        text += (" " if text else "") + sentence
        spots = [
            (start + sentence.index(name), start + sentence.index(name) + len(name))
            for name in (subject.name, target.name)
        ]
        evidence = Evidence(id, ((start, start + len(sentence)),), spots[0], spots[1], "relations", rng.uniform(0.5, 1))
        modality = rng.choices((Modality.ASSERTED, Modality.PLANNED, Modality.DENIED), weights=(90, 7, 3))[0]
        node = statement_iri(subject.iri, property, target.iri, modality=modality)
        statements.append(Statement(node, subject.iri, property, target.iri, modality, (evidence,)))
    title = " ".join(_draw(words, rng) for _ in range(8)).capitalize()
    date = f"{rng.randint(2019, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    address = f"https://news.example/{date.replace('-', '/')}/{title.replace(' ', '-').lower()}"
    return Document(id, text, title, rng.choice(OUTLETS), address, date), statements


def _sentence(subject: str, target: str, words: list[str], rng: random.Random) -> str:
    """The two names among words, 120 characters or a little more."""
    sentence = f"{subject} {' '.join(_draw(words, rng) for _ in range(6))} {target}"
    while len(sentence) < 119:
        sentence += f" {_draw(words, rng)}"
    return f"{sentence}."


def _draw(words: list[str], rng: random.Random) -> str:
    """A word; as in any language a few are frequent and most are rare (Zipf)."""
    return words[int(len(words) ** rng.random()) - 1]


def measure(browser: Any, path: Path) -> dict[str, float]:
    """Seconds to the first picture and to readiness, milliseconds of a search and of an expansion, frames a second."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(120_000)
    page.goto(path.as_uri())
    page.wait_for_selector("body.ready")
    marks = page.evaluate("Object.fromEntries(performance.getEntriesByType('mark').map(m => [m.name, m.startTime]))")
    result = {"first picture s": marks["first-picture"] / 1000, "ready s": marks["ready"] / 1000}
    page.wait_for_timeout(2500)
    result["search ms"] = page.evaluate(SEARCH)
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    result["expand ms"] = page.evaluate(EXPAND)
    page.wait_for_timeout(1000)
    result["panning fps"] = _frames(page)
    page.close()
    return result


# The median of seven searches, each until the list stands in the page.
SEARCH = """async () => {
  const input = document.getElementById('search'); input.focus(); const times = [];
  for (const text of ['ba', 'tra', 'do', 'sti 1', 'lapo', 'me', 'ka']) {
    const start = performance.now(); input.value = text; input.dispatchEvent(new Event('input', {bubbles: true}));
    document.getElementById('found').offsetHeight; times.push(performance.now() - start);
    await new Promise(done => setTimeout(done, 30));
  }
  return times.sort((a, b) => a - b)[3];
}"""

# From the key to the frame that shows the neighbours.
EXPAND = """() => new Promise(done => {
  const start = performance.now();
  document.querySelector('#canvas canvas').dispatchEvent(new KeyboardEvent('keydown', {key: 'e', bubbles: true}));
  requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => done(performance.now() - start); channel.port2.postMessage(0); });
})"""

COUNT = "window.frames_ = 0; window.running_ = true; (function tick() { window.frames_ += 1; if (window.running_) requestAnimationFrame(tick); })()"


def _frames(page: Any, seconds: float = 3.0) -> float:
    """Frames a second while the ground is dragged in a circle."""
    import math

    page.mouse.move(620, 560)
    page.mouse.down()
    page.evaluate(COUNT)
    start, step = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step += 1
        page.mouse.move(620 + 160 * math.sin(step / 9), 560 - 160 + 160 * math.cos(step / 9))
    frames = page.evaluate("window.running_ = false, window.frames_")
    taken = time.perf_counter() - start
    page.mouse.up()
    return float(frames / taken)


def pyvis_page(graph: KnowledgeGraph, path: Path) -> None:
    """pyvis's own page with its defaults, scripts inside the file."""
    from pyvis.network import Network

    network = Network(height="900px", directed=True, cdn_resources="in_line")
    network.add_nodes([e.iri for e in graph.entities], label=[e.name for e in graph.entities])
    network.edges = [{"from": s.subject, "to": s.object, "label": s.property, "arrows": "to"} for s in graph.statements]
    path.write_text(network.generate_html(), encoding="utf-8")


def measure_pyvis(browser: Any, path: Path) -> dict[str, float]:
    """Seconds until pyvis's page lets go of the browser, and frames a second while it is dragged after that."""
    from playwright.sync_api import TimeoutError

    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/*", lambda route: route.abort() if route.request.url.startswith("http") else route.continue_())
    start = time.perf_counter()
    try:
        page.goto(path.as_uri(), timeout=PYVIS_PATIENCE_S * 1000)
        page.set_default_timeout(PYVIS_PATIENCE_S * 1000)
        page.wait_for_function(
            "() => { const bar = document.getElementById('loadingBar'); return !bar || bar.style.opacity === '0' || bar.style.display === 'none'; }",
            polling=500,
        )
        result = {"first picture s": time.perf_counter() - start, "panning fps": _frames(page)}
    except TimeoutError:
        result = {"first picture s": float("inf")}
    page.close()
    return result


def main() -> None:
    """Print one line for each size and page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[500, 5000, 50000])
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--without-pyvis", action="store_true")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            graph = invented_graph(size)
            path = Path(folder) / f"{size}.html"
            start = time.perf_counter()
            write_page(graph, path, title=f"{size:,} invented entities")
            written = time.perf_counter() - start
            launch = {
                "executable_path": options.chromium,
                "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            }
            browser = playwright.chromium.launch(**launch)
            result = measure(browser, path)
            browser.close()
            _report(f"{size:>6} kg", {"write s": written, "MB": path.stat().st_size / 1e6, **result})
            if options.without_pyvis:
                continue
            pyvis_page(graph, path)
            browser = playwright.chromium.launch(**launch)
            _report(f"{size:>6} pyvis", {"MB": path.stat().st_size / 1e6, **measure_pyvis(browser, path)})
            browser.close()


def _report(label: str, numbers: dict[str, float]) -> None:
    shown = (
        f"{name} over {PYVIS_PATIENCE_S}" if value == float("inf") else f"{name} {value:.2f}"
        for name, value in numbers.items()
    )
    print(f"{label}: {', '.join(shown)}", flush=True)


if __name__ == "__main__":
    main()
