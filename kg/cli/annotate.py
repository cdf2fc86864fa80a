"""``kg annotate``: articles in, what was read in them out, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Encoding, Model, Ontologies, Outlet, Paths, Processes, Published


def annotate(
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write.", show_default="standard output")
    ] = None,
    ontology: Ontologies = None,
    outlet: Outlet = None,
    published: Published = None,
    encoding: Encoding = None,
    model: Model = None,
    processes: Processes = 1,
) -> None:
    """Write what is read in articles as JSON lines: entities, facts, figures and quotations with their places."""
    import sys

    from kg.annotations import write_annotations
    from kg.cli.console import progress
    from kg.cli.options import reader
    from kg.cli.reading import read_articles
    from kg.parallel import read_all

    reading = read_articles(paths, outlet=outlet, published=published, encoding=encoding)
    if reading.documents:
        found = read_all(reading.documents, reader(model, ontology), processes=processes)
        write_annotations(progress(found, label="Reading", total=len(reading.documents)), out or sys.stdout)
    reading.print_problems()
    if reading.problems or not reading.documents:
        raise typer.Exit(1)
