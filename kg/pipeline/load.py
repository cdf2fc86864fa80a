"""Loads the reader: the spaCy pipeline that ships with the package, or another one by path."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.ontology import Schema

MODEL = Path(__file__).parent.parent / "model"
COMPONENTS = ("encoder", "syntax", "names", "date_spans", "mentions", "coreference", "relations", "dependency_patterns",
              "figures", "quotations", "modality")  # fmt: skip


def register_components() -> None:
    """Registers the factories; an installed package does so by entry points, a source tree by this."""
    for name in COMPONENTS:
        importlib.import_module(f"kg.pipeline.{name}")


def load(path: str | Path | None = None, *, schema: Schema | None = None) -> Language:
    """The pipeline at ``path``, by default the shipped one.

    With a ``schema`` it also looks for the properties that the model was not trained for, by their examples.

    Raises:
        ModelError: it is missing or broken.
    """
    import spacy

    from kg.pipeline.extensions import register

    register_components()
    register()  # a pipeline of somebody else's may have none of our components
    where = Path(path) if path is not None else MODEL
    if not (where / "meta.json").exists():
        raise ModelError(f"{where}: no model here (meta.json is missing); `make model` trains one")
    try:
        nlp = spacy.load(where)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{where}: the model does not load: {error}") from error
    if schema is not None:
        look_for(nlp, schema)
    return nlp


def look_for(nlp: Language, schema: Schema) -> None:
    """Make the pipeline learn the properties that its model does not know from their examples, if it has the parts."""
    if not {"kg_patterns", "kg_relations"} <= set(nlp.pipe_names):
        return
    relations: Any = nlp.get_pipe("kg_relations")
    patterns: Any = nlp.get_pipe("kg_patterns")
    trained = set(relations.settings["columns"])
    patterns.use(schema, {name for name, item in schema.properties.items() if item.examples and name not in trained})
