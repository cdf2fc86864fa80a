"""Fetches the open data that the model is trained on: ``python -m training.fetch --to DIR [SOURCE …]``.

Each source that ``training/data.toml`` names is downloaded from GitHub at the commit that was used and brought into the layout
that ``training/sources.py`` reads. A file that lies there already is compared and left as it is.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from training.fetch import catalogue
from training.fetch.archives import CODELOAD, FetchError, download, one_line
from training.fetch.catalogue import Source
from training.fetch.converters import CONVERTERS, WANTED

SAME, DIFFERENT = "same as the one the model was trained on", "differs from the one the model was trained on"


def main(arguments: list[str] | None = None) -> int:
    """1 if a source that can be fetched wasn't, else 0."""
    sources = catalogue.read()
    options = _options(list(sources), arguments)
    failed = 0
    for name in options.sources or sources:
        try:
            _report(sources[name], fetch(sources[name], options.to, at_hand=options.from_, base=options.archives))
        except FetchError as error:
            print(f"error: {error}", file=sys.stderr)
            failed = 1
    return failed


def _options(known: list[str], arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.fetch", description=__doc__)
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="what to fetch; everything if nothing is named")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder for the data")
    parser.add_argument("--from", type=Path, dest="from_", metavar="DIR", help="unpacked repositories that you have already, as DIR/SOURCE")
    parser.add_argument("--archives", default=CODELOAD, metavar="URL", help="where the archives lie (%(default)s)")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.sources) - set(known))
    if unknown:
        parser.error(f"no source called {', '.join(unknown)}; there are {', '.join(known)}")
    return options


def _report(source: Source, found: Mapping[str, str]) -> None:
    if source.note:
        print(f"{source.name}: not fetched: {source.note}", flush=True)
    for file, digest in found.items():
        print(f"{source.name}: {file}: {SAME if digest == source.content[file] else DIFFERENT}", flush=True)


def fetch(source: Source, to: Path, *, at_hand: Path | None = None, base: str = CODELOAD) -> dict[str, str]:
    """Makes the files of a source that don't lie in ``to`` yet; for each of its files the SHA-256 of the content.

    Raises:
        FetchError: a repository can't be downloaded or isn't as expected.
    """
    files = [file for file in source.content if file in CONVERTERS]
    missing = [file for file in files if not (to / file).exists()]
    if missing:
        to.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=to, prefix=".fetch-") as scratch:
            folders = _folders(source, Path(scratch), at_hand, base)
            for file in missing:
                write(to / file, _converted(source, file, folders))
    return {file: _digest(source, to / file) for file in files}


def _folders(source: Source, scratch: Path, at_hand: Path | None, base: str) -> dict[str, Path]:
    folders = {}
    for repository in source.repositories:
        folder = at_hand / repository.name if at_hand else None
        if folder is None or not folder.is_dir():
            folder = scratch / repository.name
            print(f"{source.name}: downloading {repository.archive(base)}", flush=True)
            download(repository, folder, wanted=WANTED[repository.name], base=base)
        folders[repository.name] = folder
    return folders


def _converted(source: Source, file: str, folders: Mapping[str, Path]) -> str:
    try:
        return CONVERTERS[file](folders)
    except (OSError, ValueError, LookupError, zipfile.BadZipFile) as error:
        reason = f"{type(error).__name__}: {one_line(error)}"
        raise FetchError(f"{source.name}: {file} can't be made from {source.repositories[0].url}: {reason}") from error


def write(path: Path, content: str) -> None:
    """All of the file or nothing; no time stands in a gzip file, so that the same content gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8")
    part = path.with_name(path.name + ".part")
    part.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    os.replace(part, path)


def _digest(source: Source, path: Path) -> str:
    try:
        data = path.read_bytes()
        return hashlib.sha256(gzip.decompress(data) if path.suffix == ".gz" else data).hexdigest()
    except (OSError, EOFError, ValueError) as error:
        raise FetchError(f"{source.name}: {path} can't be read, delete it and fetch again: {one_line(error)}") from error


if __name__ == "__main__":
    sys.exit(main())
