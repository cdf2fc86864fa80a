"""The commands and the options that all of them share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.annotate import annotate
from kg.cli.build import build
from kg.cli.evaluate import evaluate
from kg.cli.export import export
from kg.cli.path import path
from kg.cli.query import query
from kg.cli.serve import serve
from kg.cli.show import show
from kg.cli.stats import stats

app = typer.Typer(
    name="kg",
    help="From English news articles to an RDF knowledge graph in which every fact leads back to its sentence.",
    epilog="Start with: kg build ARTICLES -o OUT",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = (build, query, show, path, stats, export, serve, annotate, evaluate)
for command in COMMANDS:
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(help="Options from this TOML file instead of ./kg.toml or the tool.kg table of ./pyproject.toml."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Shared by all commands."""
    from kg.config import find_config, load_config

    file = config or find_config(Path())
    if file is not None:
        context.default_map = load_config(file, _options_of_commands(context))


def _options_of_commands(context: typer.Context) -> dict[str, frozenset[str]]:
    commands = getattr(context.command, "commands", {})
    return {
        name: frozenset(parameter.name for parameter in command.params if parameter.param_type_name == "option")
        for name, command in commands.items()
    }
