"""Options that several commands have, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

    from kg.ontology import Schema

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Articles: files and folders of .txt, .md, .html, .pdf, .jsonl; '-' is standard input.",
        show_default=False,
    ),
]
GraphFile = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph: .ttl, .trig or .nq.", show_default=False)]
Ontologies = Annotated[
    list[Path] | None,
    typer.Option("--ontology", help="A Turtle file laid over the shipped ontology; may be given again."),
]
Model = Annotated[Path | None, typer.Option(help="Another spaCy pipeline than the shipped one.")]
Processes = Annotated[int, typer.Option(min=1, help="Processes that read; the output does not depend on them.")]
Outlet = Annotated[str | None, typer.Option(help="The outlet of articles that do not state theirs.")]
Published = Annotated[str | None, typer.Option(help="The date of articles that do not state theirs, 2024-09-03.")]
Encoding = Annotated[str | None, typer.Option(help="The encoding of files that are not UTF-8 and do not say so.")]


def read_schema(ontologies: Sequence[Path] | None) -> Schema:
    """The shipped ontology with the given files laid over it.

    Raises:
        OntologyError: one of them cannot be used.
    """
    from kg.ontology import load_schema

    return load_schema(list(ontologies or ()))


def reader(model: Path | None, ontologies: Sequence[Path] | None) -> Callable[[], Language]:
    """What loads the pipeline, here or in another process."""
    from functools import partial

    return partial(load_reader, model, tuple(ontologies or ()))


def load_reader(model: Path | None, ontologies: Sequence[Path]) -> Language:
    """The pipeline, looking for what the ontology declares.

    Raises:
        ModelError: there is no pipeline, or it does not load.
        OntologyError: a file of the ontology cannot be used.
    """
    from kg.pipeline.load import load

    return load(model, schema=read_schema(ontologies))
