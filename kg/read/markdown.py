"""Markdown: front matter becomes metadata, the rest plain text in paragraphs."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.metadata import Metadata, metadata_from

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?)(?:^|\n)(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?", re.ASCII)
_QUOTED = re.compile(r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^']|'')*)')\s*(?:\#.*)?""")
_ESCAPES = {"n": "\n", "t": "\t"}
_COMMENT = re.compile(r"\s+#.*")
_PIECE = 500_000  # characters
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)


def read_markdown(data: bytes, *, place: str, encoding: str | None = None) -> Draft:
    """The text without its markup; a first heading becomes the title where the front matter has none.

    Raises:
        ReadError: it is no text, or its front matter cannot be read.
    """
    text = decode(data, place=place, encoding=encoding)
    stated = Metadata()
    if match := _FRONT.match(text):
        stated = _stated(match["matter"], match["fence"], place)
        text = text[match.end() :]
    paragraphs = list(_paragraphs(text))
    if stated.title is None and paragraphs and paragraphs[0][0]:
        stated = Metadata(title=paragraphs.pop(0)[1]).over(stated)
    return Draft("\n\n".join(words for _, words in paragraphs), place, stated)


# --- front matter


def _stated(matter: str, fence: str, place: str) -> Metadata:
    if fence == "---":
        return metadata_from(dict(_pairs(matter, place)), place=place)
    try:
        return metadata_from(tomllib.loads(matter), place=place)
    except tomllib.TOMLDecodeError as error:
        raise ReadError(place, f"front matter is no TOML: {error}") from None


def _pairs(matter: str, place: str) -> Iterator[tuple[str, object]]:
    """``key: value`` lines, the part of YAML that front matter needs; lists and maps below a key are left out."""
    for number, line in enumerate(matter.split("\n"), start=2):
        if not line.strip() or line[0] in " \t-#":
            continue
        match = _LINE.fullmatch(line.rstrip())
        if not match:
            raise ReadError(place, f"front matter, line {number}: {line!r:.60}, expected 'key: value'")
        if value := _scalar(match["value"] or ""):
            yield match["key"], value


def _scalar(value: str) -> str | None:
    if match := _QUOTED.fullmatch(value):
        if match["single"] is not None:
            return match["single"].replace("''", "'")
        return re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), match["double"])
    bare = _COMMENT.sub("", value).strip()
    return None if bare in ("", "null", "~", "|", ">", "|-", ">-") or bare[0] in "[{" else bare


# --- text


def _paragraphs(text: str) -> Iterator[tuple[bool, str]]:
    """The blocks of the text without markup, each with whether it is a heading of the first level."""
    from markdown_it import MarkdownIt

    heading = False
    row: list[str] | None = None
    parser = MarkdownIt("commonmark").enable("table")
    for token in (token for piece in _pieces(text) for token in parser.parse(piece)):
        if token.type == "heading_open":
            heading = token.tag == "h1"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield False, ", ".join(row or ())
            row = None
        elif words := _words(token):
            if row is None:
                yield heading, words
            else:
                row.append(words)
            heading = False


def _pieces(text: str) -> Iterator[str]:
    """The text, cut at blank lines if it is long: the parser takes fifty bytes for one of its input."""
    start = 0
    while len(text) - start > _PIECE:
        cut = text.find("\n\n", start + _PIECE)
        if cut < 0:
            break
        yield text[start:cut]
        start = cut
    yield text[start:]


def _words(token: Token) -> str:
    if token.type in ("fence", "code_block"):
        return token.content.strip("\n")
    if token.type == "html_block":
        return html.unescape(_TAG.sub(" ", token.content)).strip()
    return "".join(_inline(child) for child in token.children or ()).strip()


def _inline(token: Token) -> str:
    """Words of a piece of a paragraph; pictures and tags have none."""
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    return " " if token.type in ("softbreak", "hardbreak") else ""
