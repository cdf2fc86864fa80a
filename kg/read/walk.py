"""Which files to read, in which order, and what each is called wherever it lies."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from kg.errors import ReadError
from kg.read.jsonl import is_annotation

STDIN = "-"
LINE_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", *LINE_SUFFIXES)
_NO_ARTICLES = ("readme", "license", "licence", "copying", "changelog")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. ``name`` is its path below the folder that was given, without the suffix: the start of an id."""

    path: Path
    name: str

    @property
    def is_file(self) -> bool:
        """Whether it is a file; if not it is standard input."""
        return str(self.path) != STDIN

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return shown(self.path) if self.is_file else "standard input"


def sources(paths: Iterable[str | Path]) -> Iterator[Source | ReadError]:
    """The files behind the paths, in the order given, those of a folder sorted by name; ``-`` stands for itself.

    A folder gives the files of the kinds that can be read, folders in it included. Left out are hidden files, what
    is called README, LICENSE or CHANGELOG, and files of annotated articles.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _in_folder(path)
        elif path.is_file() or str(path) == STDIN:
            yield _single(path)
        else:
            yield ReadError(shown(path), "no such file or folder")


def shown(path: PurePath) -> str:
    """The path for messages and ids, with ``/`` and without what no terminal can print."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _single(path: Path) -> Source | ReadError:
    suffix = path.suffix.lower()
    if suffix and suffix not in SUFFIXES and str(path) != STDIN:
        return ReadError(shown(path), f"{suffix} files cannot be read, expected one of {' '.join(SUFFIXES)}")
    return Source(path, shown(PurePath(path.stem)) if str(path) != STDIN else "stdin")


def _in_folder(folder: Path) -> Iterator[Source | ReadError]:
    found = 0
    for item in _walk(folder):
        found += 1
        yield item
    if not found:
        yield ReadError(shown(folder), f"a folder without articles, expected files of {' '.join(SUFFIXES)}")


def _walk(folder: Path) -> Iterator[Source | ReadError]:
    troubles: list[OSError] = []
    files = [
        Path(where, name)
        for where, folders, names in os.walk(folder, onerror=troubles.append)
        for name in names
        if _wanted(name) and not _hidden(Path(where).relative_to(folder))
    ]
    for trouble in troubles:
        yield ReadError(shown(Path(trouble.filename)), f"{trouble.strerror}, expected a folder that can be read")
    stems = Counter(path.with_suffix("") for path in files)
    for path in sorted(files, key=lambda path: path.relative_to(folder).parts):
        if not _annotated(path):
            below = path.relative_to(folder)
            yield Source(path, shown(below.with_suffix("") if stems[path.with_suffix("")] == 1 else below))


def _wanted(name: str) -> bool:
    path = PurePath(name)
    return path.suffix.lower() in SUFFIXES and not name.startswith(".") and path.stem.lower() not in _NO_ARTICLES


def _hidden(folder: PurePath) -> bool:
    return any(part.startswith(".") for part in folder.parts)


def _annotated(path: Path) -> bool:
    if path.suffix.lower() not in LINE_SUFFIXES:
        return False
    try:
        with path.open("rb") as lines:
            return is_annotation(lines.readline())
    except OSError:
        return False  # the reader will say so
