"""The ontology as the reader needs it: ``load_schema`` turns Turtle files into a ``Schema``.

A property with a domain, a range, cues and a few marked example sentences is all that it takes to look for
something new. Nothing but names comes from code.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.ontology.load import to_schema
from kg.ontology.schema import (
    ENTITY,
    ClassSchema,
    Example,
    Implication,
    PropertySchema,
    Schema,
    Turn,
    ValueKind,
)
from kg.ontology.turtle import read_nodes

__all__ = [
    "ENTITY",
    "ClassSchema",
    "Example",
    "Implication",
    "PropertySchema",
    "Schema",
    "Turn",
    "ValueKind",
    "load_schema",
    "shipped_ontology",
]


def load_schema(paths: Sequence[Path] | None = None, *, base: Sequence[Path] | None = None) -> Schema:
    """The shipped ontology with the files of ``paths`` laid over it.

    A file may add classes and properties, add cues and examples to those that are there, give them other labels,
    declare them anew (with their ``rdf:type``), or take them out (``owl:deprecated true``). ``base`` are the files
    below: the shipped ontology unless given; with ``base=()`` the files of ``paths`` stand alone.

    Raises:
        OntologyError: a file is missing, is no Turtle, or declares something that cannot be read; names file,
            term, what was found and what was expected.
    """
    below = (shipped_ontology(),) if base is None else tuple(base)
    return to_schema(read_nodes([*below, *(paths or ())]))


def shipped_ontology(name: str = "news.ttl") -> Path:
    """The path of an ontology file of ours: ``news.ttl``, ``model.ttl``, ``alignments.ttl`` or ``shapes.ttl``."""
    package = Path(__file__).parent.parent
    installed = package / "_data" / "ontology"
    return (installed if installed.is_dir() else package.parent / "ontology") / name
