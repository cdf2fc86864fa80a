"""``kg query``: SPARQL over a graph."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query(
    graph: Annotated[
        Path | None, typer.Argument(metavar="[GRAPH]", help="A graph: .ttl, .trig or .nq.", show_default=False)
    ] = None,
    sparql: Annotated[
        str | None,
        typer.Argument(
            metavar="[SPARQL]",
            help="SELECT, ASK, CONSTRUCT or DESCRIBE, or a file that ends in .rq; '-' is standard input. "
            "Prefixes such as kg: are declared.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", "-n", help="A saved query instead, see --list.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="A value for the query's $NAME, 'name=Kuaishou'.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")] = Format.TABLE,
    list_: Annotated[bool, typer.Option("--list", "-l", help="List the saved queries and stop.")] = False,
) -> None:
    """Ask a graph in SPARQL, in your own words or by a saved query."""
    from kg.cli.console import print_answer, write_answer
    from kg.query import ask, open_graph, to_csv, to_json, to_table

    if list_:
        _print_list()
        return
    if graph is None:
        raise typer.BadParameter("expected a graph, or --list", param_hint="GRAPH")
    text = _text(sparql, name)
    result = ask(open_graph(graph), text, values=_values(param))
    if format is Format.TABLE:
        print_answer(to_table(result))
    else:
        write_answer(to_csv(result) if format is Format.CSV else to_json(result))


def _text(sparql: str | None, name: str | None) -> str:
    """The query that is asked for in one of three ways."""
    import sys

    from kg.query import saved_query

    if (sparql is None) == (name is None):
        raise typer.BadParameter("expected either a query or --name", param_hint="SPARQL")
    if name is not None:
        return saved_query(name).text
    if sparql == "-":
        return sys.stdin.read()
    return _file(Path(str(sparql))) if str(sparql).endswith(".rq") else str(sparql)


def _file(path: Path) -> str:
    from kg.errors import QueryError

    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: {getattr(error, 'strerror', None) or error}") from None


def _values(given: list[str] | None) -> dict[str, str]:
    values = {}
    for item in given or ():
        name, equals, value = item.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{item!r}: expected NAME=VALUE", param_hint="--param")
        values[name.removeprefix("$")] = value
    return values


def _print_list() -> None:
    from rich.table import Table

    from kg.cli.console import print_answer
    from kg.query import saved_queries

    table = Table("name", "answers", "parameters", header_style="bold")
    for saved in saved_queries():
        table.add_row(
            saved.name, saved.description, "\n".join(f"{key}: {what}" for key, what in saved.parameters.items())
        )
    print_answer(table)
