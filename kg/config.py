"""Options from a file: ``kg.toml``, or ``[tool.kg]`` in ``pyproject.toml``; the command line goes before both.

base = "https://news.example.org/"      # for every command that has the option
[build]
processes = 2
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from kg.errors import ConfigError

Options = dict[str, Any]


def find_config(folder: Path) -> Path | None:
    """The file in the folder that holds options: ``kg.toml``, else ``pyproject.toml`` if it has ``[tool.kg]``."""
    own, project = folder / "kg.toml", folder / "pyproject.toml"
    if own.is_file():
        return own
    return project if project.is_file() and "kg" in _read(project).get("tool", {}) else None


def load_config(path: Path, commands: Mapping[str, Collection[str]]) -> dict[str, Options]:
    """The options of each command in the file; ``commands`` are the options that each of them has.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or names an option that no command has.
    """
    content = _read(path)
    if path.name == "pyproject.toml":
        content = content.get("tool", {}).get("kg", {})
    options: dict[str, Options] = {name: {} for name in commands}
    for key, value in content.items():
        name = key.replace("-", "_")
        if key in commands and isinstance(value, dict):
            options[key] |= _of_command(path, key, value, commands[key])
            continue
        takers = [command for command, known in commands.items() if name in known]
        if not takers:
            raise ConfigError(f"{path}: no command has an option {key!r}")
        for command in takers:
            options[command] = {name: value} | options[command]
    return options


def _of_command(path: Path, command: str, values: Options, known: Collection[str]) -> Options:
    named = {key.replace("-", "_"): value for key, value in values.items()}
    for name in named:
        if name not in known:
            raise ConfigError(f"{path}: kg {command} has no option {name!r}; it has {', '.join(sorted(known))}")
    return named


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: no TOML: {error}") from None
