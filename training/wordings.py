"""Writes into a model what the shipped ontology's examples teach: ``python -m training.wordings --model DIR``.

An export does so; this is for when the examples or cues of trained properties change.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kg.ontology import Schema, load_schema
from kg.pipeline.load import MODEL, load


def teach(nlp: Any, schema: Schema) -> None:
    """Has a pipeline learn the wordings of the properties that it was trained for."""
    trained = nlp.get_pipe("kg_relations").settings["columns"]
    nlp.get_pipe("kg_patterns").learn_shipped(schema, [name for name in trained if name in schema.properties])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    arguments = parser.parse_args()
    nlp = load(arguments.model)
    teach(nlp, load_schema())
    nlp.get_pipe("kg_patterns").to_disk(arguments.model / "kg_patterns")


if __name__ == "__main__":
    main()
