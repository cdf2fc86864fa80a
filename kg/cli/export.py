"""``kg export``: a graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphFile


def export(
    graph: GraphFile,
    format: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="ttl, trig, nt, nq, jsonld, rdfxml, graphml, gexf, csv, cypher, or an installed one."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="The file to write.", show_default="the graph's name with the format's ending"
        ),
    ] = None,
) -> None:
    """Write a graph in another format: for triple stores, Gephi, Neo4j, spreadsheets."""
    from kg.cli.console import print_answer
    from kg.errors import ConfigError
    from kg.export import export as write
    from kg.graph import read_quads

    target = out or graph.with_suffix(f".{ENDINGS.get(format, format)}")
    if target.resolve() == graph.resolve():
        raise ConfigError(f"{target}: this is the graph itself, choose another file with --out")
    write(read_quads(graph), target, format)
    print_answer(str(target))


ENDINGS = {"rdfxml": "rdf", "cypher": "cypher"}
