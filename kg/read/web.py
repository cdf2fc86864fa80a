"""Web pages: the article without menus, cookie banners and related links, and what the page says of itself."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.metadata import Metadata, metadata_from

if TYPE_CHECKING:
    from trafilatura.settings import Document as Page

_HEAD = 4096  # bytes in which a page must name its encoding
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"}  # to browsers all Windows-1252
_LANGUAGE = re.compile(r"""<html[^>]*?\slang\s*=\s*["']?\s*([A-Za-z-]+)""", re.IGNORECASE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def read_web(data: bytes, *, place: str, encoding: str | None = None) -> Draft:
    """The article's paragraphs; title, date, outlet and address from the page's head.

    Raises:
        ReadError: it is no text, or holds no article.
    """
    html = decode(data, place=place, encoding=encoding, declared=_declared(data))
    if not html.strip():
        return Draft("", place)
    page = _extract(_FORBIDDEN.sub(" ", html))
    if page is None or not (page.text or "").strip():
        raise ReadError(place, "a web page without an article, expected paragraphs of text")
    return Draft(_paragraphs(page), place, _stated(page, html, place))


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    return "windows-1252" if name in _LATIN else name


def _extract(html: str) -> Page | None:
    """The article without tables; with them if there is nothing else: old pages put everything into tables."""
    from trafilatura import bare_extraction

    for tables in (False, True):
        page = bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=tables,
            # What the head states, never a date that merely occurs in the text.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        if page is not None and not isinstance(page, dict) and page.text:
            return page
    return None


def _paragraphs(page: Page) -> str:
    lines = [line.strip() for line in (page.text or "").split("\n")]
    if page.title and lines[0] == page.title.strip():
        del lines[0]
    return "\n\n".join(filter(None, lines))


def _stated(page: Page, html: str, place: str) -> Metadata:
    language = _LANGUAGE.search(html)
    stated = {
        "title": unescape(page.title) if page.title else None,
        "source": page.sitename,
        "url": page.url,
        "published": page.date,
        "language": language[1] if language else None,
    }
    return metadata_from(stated, place=place)
