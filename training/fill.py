"""Fills in the names that KnowledgeNet doesn't mark: ``python -m training.fill --data DIR --model DIR --work DIR``.

The passages mark only the arguments of the properties that they were searched for. At run time all names are marked;
a model that has only ever seen arguments takes every name for one. So a first model finds the other names, and training goes on with them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kg.pipeline.load import load
from training.sources import rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("training/runs"))
    arguments = parser.parse_args()
    nlp = load(arguments.model)
    found = {}
    for row in rows(arguments.data / "relations/knowledgenet/train.jsonl.gz"):
        doc = nlp.make_doc(row["text"])
        for pipe in ("kg_encoder", "kg_names", "kg_dates"):
            doc = nlp.get_pipe(pipe)(doc)
        spans = [*doc.ents, *doc.spans["demonyms"], *doc.spans["dates"]]
        found[row["id"]] = [[s.start_char, s.end_char, s.label_] for s in spans]
    (arguments.work / "filled.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
