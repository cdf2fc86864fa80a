"""The annotation format: one JSON object per document and line, the same for gold and for what the pipeline found.

``docs/annotations.md`` describes the fields. Unknown keys are ignored, a missing list is empty, offsets are
code points, half-open. What a record may leave open is filled as plainly as can be: a quantity without a span
stands at its first piece of evidence, a lone string in ``valid`` is the start, one converted value is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn, TextIO

from kg.annotations.reading import from_record
from kg.annotations.writing import to_record
from kg.errors import AnnotationError, OutputError
from kg.types import Annotation

__all__ = ["from_record", "read_annotations", "to_record", "write_annotations"]


def read_annotations(path: str | Path) -> Iterator[Annotation]:
    """The documents of a JSONL file, in order.

    Raises:
        AnnotationError: the file cannot be read, or a line breaks the format; names the file, the line and what.
    """
    seen: set[str] = set()
    for number, line in _lines(path):
        place = f"{path}:{number}"
        try:
            annotation = from_record(json.loads(line, parse_constant=_no_constant))
        except (ValueError, RecursionError) as error:
            raise AnnotationError(f"{place}: not JSON: {error}") from None
        except AnnotationError as error:
            raise AnnotationError(f"{place}: {error}") from None
        if annotation.document.id in seen:
            raise AnnotationError(f"{place}: document id {annotation.document.id!r} occurs twice")
        seen.add(annotation.document.id)
        yield annotation


def write_annotations(annotations: Iterable[Annotation], target: str | Path | TextIO) -> None:
    """Write one line per document to a path (UTF-8) or an open text stream.

    Raises:
        OutputError: the path cannot be written.
    """
    if not isinstance(target, str | Path):
        for annotation in annotations:
            target.write(json.dumps(to_record(annotation), ensure_ascii=False) + "\n")
        return
    try:
        with open(target, "w", encoding="utf-8", newline="\n") as stream:
            write_annotations(annotations, stream)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror}") from error


def _lines(path: str | Path) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, numbered from 1; only a newline ends a line."""
    try:
        with open(path, encoding="utf-8-sig", newline="\n") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, line
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{path}: not UTF-8: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise AnnotationError(f"{path}: {error.strerror}") from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
