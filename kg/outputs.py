"""The files of a build, and the options that they were made with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ConfigError, OutputError
from kg.iris import BASE

if TYPE_CHECKING:
    from kg.build import Built
    from kg.errors import ReadError
    from kg.ontology import Schema

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build can be told; ``ontology`` and ``model`` are paths, the rest as in ``kg build --help``."""

    base: str = BASE
    attributed: bool = True
    text: bool = True
    page_text: bool = False
    same_as: tuple[Pair, ...] = ()
    keep_apart: tuple[Pair, ...] = ()
    ontology: tuple[Path, ...] = ()
    model: Path | None = None

    def configuration(self) -> dict[str, str]:
        """The options as strings, with what repeats the build: the version, and digests of files."""
        from kg import __version__

        found = {
            "attributed": str(self.attributed).lower(),
            "base": self.base,
            "keep_apart": _listed(self.keep_apart),
            "model": _digest(self.model / "meta.json") if self.model else "shipped",
            "ontology": " ".join(f"{path.name}:{_digest(path)}" for path in self.ontology) or "shipped",
            "same_as": _listed(self.same_as),
            "text": str(self.text).lower(),
            "version": __version__,
        }
        return {name: value for name, value in found.items() if value}


def pairs(values: Iterable[str] | None, *, option: str) -> tuple[Pair, ...]:
    """Pairs of names out of ``one=other``.

    Raises:
        ConfigError: a value without one ``=`` between two names.
    """
    found = []
    for value in values or ():
        one, _, other = value.partition("=")
        if not one.strip() or not other.strip():
            raise ConfigError(f"{option} {value!r}: expected two names, ONE=OTHER")
        found.append((one.strip(), other.strip()))
    return tuple(found)


def make_folder(folder: Path) -> None:
    """Make the folder, and see that files can be written there, before the long work.

    Raises:
        OutputError: it cannot be made, or nothing can be written there.
    """
    probe = folder / ".kg-writes-here"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror}, expected a folder that can be written") from None


def write_outputs(
    built: Built,
    schema: Schema,
    folder: Path,
    options: Options,
    *,
    problems: Sequence[ReadError] = (),
    notes: Sequence[ReadError] = (),
) -> Iterator[Path]:
    """Write the files of a build into a folder that is there; gives each path when it is written.

    Raises:
        OutputError: a file cannot be written.
    """
    from kg.explore import write_page
    from kg.export.tables import write_facts, write_figures
    from kg.graph import to_quads, write_trig, write_turtle
    from kg.report import report

    graph, configuration = built.graph, options.configuration()
    quads = partial(
        to_quads,
        graph,
        schema,
        base=options.base,
        attributed=options.attributed,
        with_text=options.text,
        configuration=configuration,
    )
    done = report(built, schema, problems=problems, notes=notes, configuration=configuration)
    writers: dict[str, Callable[[Path], None]] = {
        "graph.ttl": lambda path: write_turtle(quads(), path, base=options.base),
        "graph.trig": lambda path: write_trig(quads(), path, base=options.base),
        "graph.html": lambda path: write_page(graph, path, with_text=options.page_text, schema=schema),
        "facts.csv": lambda path: write_facts(graph, path),
        "figures.csv": lambda path: write_figures(graph, path),
        "report.json": lambda path: _write_json(done, path),
    }
    for name in FILES:
        writers[name](folder / name)
        yield folder / name


FILES = ("graph.ttl", "graph.trig", "graph.html", "facts.csv", "figures.csv", "report.json")
"""What ``write_outputs`` writes, in order."""


def _write_json(data: Mapping[str, object], path: Path) -> None:
    try:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from None


def _listed(found: Iterable[Pair]) -> str:
    return "; ".join(f"{one}={other}" for one, other in found)


def _digest(path: Path) -> str:
    """The beginning of the file's SHA-256.

    Raises:
        ConfigError: the file cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
