"""Files, folders and standard input as documents: text, Markdown, web pages, PDF and JSON lines.

``read_documents`` streams. What cannot be read comes out as a ``ReadError`` in its place, and the rest goes on.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol

from kg.errors import DuplicateError, ReadError
from kg.read.draft import Draft
from kg.read.identity import Register
from kg.read.jsonl import is_row, read_lines
from kg.read.markdown import read_markdown
from kg.read.metadata import Metadata, iso_date
from kg.read.pdf import read_pdf
from kg.read.sidecar import sidecar_of
from kg.read.text import read_text
from kg.read.walk import LINE_SUFFIXES, SUFFIXES, Source, sources
from kg.read.web import read_web
from kg.types import Document

__all__ = ["SUFFIXES", "DuplicateError", "Metadata", "ReadError", "iso_date", "read_documents"]


class _Reader(Protocol):
    def __call__(self, data: bytes, *, place: str, encoding: str | None) -> Draft: ...


_READERS: dict[str, _Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_web,
    ".htm": read_web,
    ".xhtml": read_web,
    ".pdf": read_pdf,
}


def read_documents(
    paths: Iterable[str | Path],
    *,
    defaults: Metadata | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | ReadError]:
    """The documents of the paths, one at a time, and a ``ReadError`` for each that cannot be read.

    Files come in the order given, those of a folder sorted by name. What a document states of itself goes before
    its sidecar (``sale.toml`` or ``sale.json`` beside ``sale.txt``), and that before ``defaults``. The id is the one
    stated, else the path below the given folder without its suffix; an article without a name of its own gets its
    hash. A text that was read before comes out as a ``DuplicateError``. ``encoding`` is for files that are not UTF-8
    and do not say what they are. ``-`` reads ``stdin``, the process's unless given, whatever of the kinds it holds.
    """
    register = Register()
    for source in sources(paths):
        if isinstance(source, ReadError):
            yield source
        else:
            yield from _documents(source, register, defaults or Metadata(), encoding, stdin or sys.stdin.buffer)


def _documents(
    source: Source, register: Register, defaults: Metadata, encoding: str | None, stdin: BinaryIO
) -> Iterator[Document | ReadError]:
    try:
        known = sidecar_of(source.path) if source.is_file else Metadata()
        with source.path.open("rb") if source.is_file else nullcontext(stdin) as file:
            first = b"" if source.is_file else file.readline()
            suffix = source.path.suffix.lower() if source.is_file else _sniffed(first)
            for draft in _drafts(first, file, suffix, source.place, encoding):
                yield _document(draft, source, suffix, register, known.over(defaults))
    except OSError as error:
        yield ReadError(source.place, f"{error.strerror or error}, expected a file that can be read")
    except ReadError as error:
        yield error


def _drafts(first: bytes, file: BinaryIO, suffix: str, place: str, encoding: str | None) -> Iterator[Draft | ReadError]:
    """The articles of a file of which the first line may have been read."""
    if suffix in LINE_SUFFIXES:
        yield from read_lines(chain((first,) if first else (), file), place=place, encoding=encoding)
    else:
        yield _READERS.get(suffix, read_text)(first + file.read(), place=place, encoding=encoding)


def _document(
    draft: Draft | ReadError, source: Source, suffix: str, register: Register, known: Metadata
) -> Document | ReadError:
    """The draft with its id, unless it is empty, known already, or was no draft."""
    if isinstance(draft, ReadError):
        return draft
    if not draft.text.strip():
        return ReadError(draft.place, "empty, expected text")
    is_row = suffix in LINE_SUFFIXES
    facts = draft.stated.over(replace(known, id=None) if is_row else known)
    by_content = is_row or not source.is_file
    try:
        id_ = register.enter(draft.text, place=draft.place, stated=facts.id, name=source.name, by_content=by_content)
    except ReadError as error:
        return error
    return Document(
        id=id_,
        text=draft.text,
        title=facts.title,
        source=facts.source,
        url=facts.url,
        published=facts.published,
        language=facts.language or "en",
        path=source.place if source.is_file else None,
    )


def _sniffed(first: bytes) -> str:
    """The suffix that a file of the kind would have, by its first line."""
    head = first.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if head.startswith(b"%pdf-"):
        return ".pdf"
    if head.startswith((b"<!doctype html", b"<html", b"<head")):
        return ".html"
    if head.startswith(b"{") and is_row(first):
        return ".jsonl"
    return ".md" if head.rstrip() in (b"---", b"+++") else ".txt"
