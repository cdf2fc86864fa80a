"""Loads the reader: the spaCy pipeline that ships with the package, or another one by path."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.ontology import load_schema

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.ontology import Schema

MODEL = Path(__file__).parent.parent / "model"
COMPONENTS = ("encoder", "syntax", "names", "dates.component", "mentions", "coreference", "relations", "patterns",
              "figures.component", "quotations.component", "modality.component")  # fmt: skip


def register_components() -> None:
    """Registers the factories; an installed package does so by entry points, a source tree by this."""
    for name in COMPONENTS:
        importlib.import_module(f"kg.pipeline.{name}")


def load(path: str | Path | None = None, *, schema: Schema | None = None) -> Language:
    """The pipeline at ``path``, by default the shipped one, set to look for what ``schema`` declares.

    Without a schema it finds what it was trained for. With one, properties that the schema lacks are left out, and
    those that the model was not trained for are learned from their examples (``kg.pipeline.patterns``), as are
    examples that the schema adds to the shipped ones.

    Raises:
        ModelError: there is no pipeline, or it is broken.
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
        follow(nlp, schema)
    return nlp


def follow(nlp: Language, schema: Schema) -> None:
    """Sets the components of a pipeline, as far as it has them, to what a schema declares."""
    if nlp.has_pipe("kg_names"):
        names: Any = nlp.get_pipe("kg_names")
        names.follow(schema)
    trained: frozenset[str] = frozenset()
    if nlp.has_pipe("kg_relations"):
        relations: Any = nlp.get_pipe("kg_relations")
        relations.keep(schema)
        trained = frozenset(relations.settings["columns"])
    if nlp.has_pipe("kg_patterns"):
        shipped = load_schema().properties
        known = {example for name in trained if name in shipped for example in shipped[name].examples}
        fresh = [name for name, item in schema.properties.items() if name not in trained or set(item.examples) - known]
        patterns: Any = nlp.get_pipe("kg_patterns")
        patterns.use(schema, fresh, beside=trained & schema.properties.keys(), besides=known)
    if nlp.has_pipe("kg_modality"):
        modality: Any = nlp.get_pipe("kg_modality")
        modality.follow(schema)
