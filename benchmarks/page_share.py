"""What share of a build the page takes at 10,000 entities.

    python benchmarks/page_share.py [--entities 10000] [--articles 6]

A few articles of corpus/ are read by the shipped pipeline; what reading costs for as many entities follows from them.
The files are written from an invented graph of that size (the one of benchmarks/page.py). Times are the processor's,
so that another program on the machine hardly changes them. What a build does besides (resolving, assembling, checking,
tables) is left out, which makes the share larger than it is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.page import invented_graph
from kg.build import build
from kg.explore import write_page
from kg.graph import to_quads, write_trig, write_turtle
from kg.ontology import load_schema
from kg.read import read_documents
from kg.types import Document

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
LIMIT = 0.15


def seconds(act: Callable[[], object]) -> float:
    """The processor's seconds, of all threads."""
    start = time.process_time()
    act()
    return time.process_time() - start


def reading_cost(articles: int) -> float:
    """Seconds of reading for one entity, the pipeline's start left out."""
    from kg.pipeline.load import load

    schema, nlp = load_schema(), load()
    documents = [item for item in read_documents([str(CORPUS)]) if isinstance(item, Document)][:articles]
    start = time.process_time()
    graph = build(documents, nlp, schema).graph
    return (time.process_time() - start) / len(graph.entities)


def main() -> None:
    """Measure and print; exit code 1 when the page takes more than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--entities", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=6)
    options = parser.parse_args()
    graph, schema = invented_graph(options.entities), load_schema()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        costs = {
            "reading": reading_cost(options.articles) * options.entities,
            "graph.ttl": seconds(lambda: write_turtle(to_quads(graph, schema, configuration={}), out / "graph.ttl")),
            "graph.trig": seconds(lambda: write_trig(to_quads(graph, schema, configuration={}), out / "graph.trig")),
            "graph.html": seconds(lambda: write_page(graph, out / "graph.html", schema=schema)),
        }
    whole = sum(costs.values())
    for name, cost in costs.items():
        print(f"{name:<12}{cost:9.1f} s {cost / whole:7.1%}")
    sys.exit(costs["graph.html"] / whole > LIMIT)


if __name__ == "__main__":
    main()
