"""A file beside an article that says what the article does not: ``sale.toml`` or ``sale.json`` for ``sale.txt``."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from kg.errors import ReadError
from kg.read.encoding import decode
from kg.read.metadata import Metadata, metadata_from

SIDECAR_SUFFIXES = (".toml", ".json")


def sidecar_of(path: Path) -> Metadata:
    """What the sidecar says, nothing if there is none; ``sale.txt.toml`` goes before ``sale.toml``.

    Raises:
        ReadError: there is one that cannot be read; names it.
    """
    for suffix in SIDECAR_SUFFIXES:
        for beside in (path.with_name(path.name + suffix), path.with_suffix(suffix)):
            if beside != path and beside.is_file():
                return _read(beside)
    return Metadata()


def _read(path: Path) -> Metadata:
    place = str(path)
    try:
        text = decode(path.read_bytes(), place=place)
        values = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except OSError as error:
        raise ReadError(place, f"{error.strerror}, expected a sidecar") from None
    except (ValueError, RecursionError) as error:
        kind = path.suffix[1:].upper()
        raise ReadError(place, f"no {kind}: {' '.join(str(error).split())}") from None
    if not isinstance(values, dict):
        raise ReadError(place, f'a JSON {type(values).__name__}, expected an object such as {{"title": …}}')
    return metadata_from(values, place=place)
