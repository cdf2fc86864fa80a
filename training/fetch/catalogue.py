"""The sources that ``training/data.toml`` names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CATALOGUE = Path(__file__).parents[1] / "data.toml"


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub at one commit; its folder, unpacked, is called ``name``."""

    name: str
    url: str
    commit: str

    def archive(self, base: str) -> str:
        """Where the archive of the commit lies."""
        owner_and_name = self.url.removeprefix("https://github.com/")
        return f"{base}/{owner_and_name}/tar.gz/{self.commit}"


@dataclass(frozen=True)
class Source:
    """``content`` maps each file to the SHA-256 of its uncompressed content; ``note`` says why nothing can be fetched."""

    name: str
    licence: str
    repositories: tuple[Repository, ...]
    content: dict[str, str]
    note: str | None


def read(path: Path = CATALOGUE) -> dict[str, Source]:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _source(name, table) for name, table in tables.items()}


def _source(name: str, table: dict[str, Any]) -> Source:
    also = [Repository(other, values["url"], values["commit"]) for other, values in table.get("also", {}).items()]
    repositories = (Repository(name, table["url"], table["commit"]), *also)
    return Source(name, table["licence"], repositories, table.get("content", {}), table.get("note"))
