"""Speed: ``python benchmarks/speed.py`` prints words per second and core for each component and for the whole.

Processor time, not wall time, so that a busy machine changes little; one thread. Also start-up time and peak memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

START = "import time; t = time.perf_counter(); from kg.pipeline.load import load; load(); print(time.perf_counter() - t)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["corpus"], help="articles to read (default: corpus)")
    parser.add_argument("--model", default=None)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()

    from kg.extract import to_annotation
    from kg.pipeline.load import load
    from kg.read import read_documents
    from kg.types import Document

    documents = [d for d in read_documents(arguments.paths) if isinstance(d, Document)]
    words = sum(len(d.text.split()) for d in documents)
    nlp = load(arguments.model)
    spent: dict[str, float] = defaultdict(float)
    for round_ in range(arguments.repeat + 1):
        if round_ == 1:
            spent.clear()  # the first round warms up
        for document in documents:
            started = time.process_time()
            doc = nlp.make_doc(document.text)
            doc._.kg_published = document.published
            spent["tokenizer"] += time.process_time() - started
            for name, component in nlp.pipeline:
                started = time.process_time()
                doc = component(doc)
                spent[name] += time.process_time() - started
            started = time.process_time()
            to_annotation(document, doc)
            spent["to_annotation"] += time.process_time() - started
    total = words * arguments.repeat
    for name, seconds in [*spent.items(), ("text to claims", sum(spent.values()))]:
        print(f"{name:18} {total / max(seconds, 1e-9):10,.0f} words/s  {100 * seconds / sum(spent.values()):5.1f} %")
    print(f"{len(documents)} articles, {words:,} words, {arguments.repeat} rounds")
    print(f"start-up           {float(subprocess.check_output([sys.executable, '-c', START], cwd=Path(__file__).parents[1])):10.2f} s")
    print(f"peak memory        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10.0f} MB")


if __name__ == "__main__":
    main()
