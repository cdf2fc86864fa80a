"""PDF: the text of the pages, its lines joined to paragraphs again."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator

from kg.errors import ReadError
from kg.read.draft import Draft
from kg.read.metadata import Metadata

# A PDF that is broken on purpose or by accident fails in pypdf in any of these ways.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_TOOL_TITLE = re.compile(r"untitled|microsoft (word|powerpoint)|.*\.(docx?|pptx?|indd|pdf|qxd|rtf)\s*$", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])-$")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\xad": ""}
)
_HALF = re.compile("[\ud800-\udfff\x00]")


def read_pdf(data: bytes, *, place: str, encoding: str | None = None) -> Draft:
    """The pages' text; the title where the file has a real one. A PDF names its own encodings.

    Raises:
        ReadError: it is no PDF, is broken, needs a password, or holds pictures instead of text.
    """
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise ReadError(place, "no PDF (it does not begin with %PDF-)")
    try:
        pages, title = _contents(data)
    except (FileNotDecryptedError, DependencyError):
        raise ReadError(place, "an encrypted PDF, expected one without a password") from None
    except (PyPdfError, *_BROKEN) as error:
        raise ReadError(place, f"a broken PDF: {_one_line(error)}") from None
    text = "\n\n".join(filter(None, map(_page, pages)))
    if not text:
        raise ReadError(place, "a PDF without text, expected one that is not only pictures")
    return Draft(text, place, Metadata(title=title))


def _contents(data: bytes) -> tuple[list[str], str | None]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a broken file, the error says in one line
    reader = PdfReader(io.BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    title = str(reader.metadata.title or "").strip() if reader.metadata else ""
    return pages, None if not title or _TOOL_TITLE.match(title) else _HALF.sub("", title)


def _page(text: str) -> str:
    lines = [line.strip() for line in _HALF.sub(" ", text).translate(_LIGATURES).split("\n")]
    return "\n\n".join(_paragraphs(lines))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines joined to paragraphs: one ends at an empty line, or after a line clearly shorter than the longest."""
    full = 0.75 * max(map(len, lines))
    paragraph = ""
    for line in lines:
        if not line and paragraph:
            yield paragraph
            paragraph = ""
        elif line:
            paragraph = _joined(paragraph, line)
            if len(line) < full and not _HYPHEN.search(line):
                yield paragraph
                paragraph = ""
    if paragraph:
        yield paragraph


def _joined(paragraph: str, line: str) -> str:
    if not paragraph:
        return line
    if _HYPHEN.search(paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
