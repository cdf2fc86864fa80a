"""Help: there for everything, and at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from kg.cli.app import COMMANDS, app
from tests.cli.command import Command


def test_every_command_and_option_is_explained() -> None:
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]
    assert len(commands) == len(COMMANDS)
    for name, command in commands.items():
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"kg {name} {parameter.name}"


def test_every_command_and_option_is_in_the_reference() -> None:
    reference = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    sections = {part.split()[0]: part for part in reference.split("## kg ")[1:]}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("--") and option != "--help":
                    assert f"`{option}`" in sections[name], f"kg {name} {option}"


@pytest.mark.parametrize("command", [command.__name__ for command in COMMANDS])
def test_help_works(run: Command, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert "Usage" in done.out


def test_version_is_printed(run: Command) -> None:
    from kg import __version__

    assert run("--version").out == f"kg {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['kg', '--help']\nfrom kg.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'pyvis', 'numpy', 'onnxruntime', 'trafilatura', 'pypdf'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_query_imports_no_reader() -> None:
    code = (
        "import sys\nsys.argv = ['kg', 'query', '--list']\nfrom kg.cli import main\ntry:\n    main()\n"
        "except SystemExit:\n    pass\nprint(sorted({'spacy', 'onnxruntime', 'pyvis'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
