"""The articles behind the graph: newest first, each with the facts, figures and quotations it stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any
from urllib.parse import urlsplit

from kg.explore.dates import earliest
from kg.explore.picture import Picture
from kg.explore.vocabulary import Vocabulary
from kg.iris import document_iri
from kg.types import Document, Figure, Quote, Statement


class Articles:
    """Documents in the page's order with what stands in each; ``number`` maps a document id to its position."""

    def __init__(
        self,
        documents: Sequence[Document],
        picture: Picture,
        statements: Sequence[Statement],
        figures: Sequence[Figure],
        quotes: Sequence[Quote],
    ) -> None:
        self.documents = sorted(documents, key=lambda document: (-_day(document), document.id))
        self.number = {document.id: number for number, document in enumerate(self.documents)}
        self._picture, self._statements = picture, statements
        self._facts = self._gather((n, e.document) for n, s in enumerate(statements) for e in s.evidence)
        self._figures = self._gather((n, figure.document) for n, figure in enumerate(figures))
        self._quotes = self._gather((n, item.document) for n, item in enumerate(quotes))
        self._entities = self._gather((n, d) for n, e in enumerate(picture.entities) for d, _ in e.members)
        self._quoted, self._counted = quotes, figures

    def _gather(self, pairs: Iterable[tuple[int, str]]) -> list[list[int]]:
        found: list[dict[int, None]] = [{} for _ in self.documents]
        for number, document in pairs:
            if document in self.number:
                found[self.number[document]][number] = None
        return [list(numbers) for numbers in found]

    def columns(self, vocabulary: Vocabulary) -> dict[str, list[Any]]:
        """Outlet number (-1: none) and day (None: unknown) of every article."""
        return {
            "outlet": [vocabulary.outlet_number.get(document.source or "", -1) for document in self.documents],
            "day": [earliest(document.published) for document in self.documents],
        }

    def rows(self, base: str) -> Iterator[dict[str, Any]]:
        """Every article's title, address and dates, and the numbers of what else stands in it.

        Its facts are those whose statements name it; ``iri`` is left out where the id gives it.
        """
        for number, document in enumerate(self.documents):
            iri = document_iri(document.id, base=base).removeprefix(base)
            row = {
                "id": document.id,
                "iri": None if iri == f"document/{document.id}" else iri,
                "title": document.title,
                "url": safe_url(document.url),
                "published": document.published,
                "language": document.language if document.language != "en" else None,
                "figures": self._figures[number] or None,
                "quotes": self._quotes[number] or None,
                "entities": self._entities[number] or None,
            }
            yield {name: value for name, value in row.items() if value is not None}

    def texts(self) -> Iterator[dict[str, Any]]:
        """Every article's text with its spans, ``[start, end, kind, number]`` in UTF-16 units, sorted.

        Kinds: ``e`` an entity named there, ``f`` the sentence of a fact, ``v`` a figure, ``q`` a quotation.
        """
        for number, document in enumerate(self.documents):
            spans = {(*span, "f", fact) for fact in self._facts[number] for span in self._sentences(fact, document.id)}
            spans |= {(*self._counted[n].observation.span, "v", n) for n in self._figures[number]}
            spans |= {(*self._quoted[n].quotation.span, "q", n) for n in self._quotes[number]}
            spans |= set(self._named(number, document))
            yield {"text": document.text, "spans": _in_utf16(document.text, sorted(spans))}

    def _sentences(self, fact: int, document: str) -> set[tuple[int, int]]:
        return {span for e in self._statements[fact].evidence if e.document == document for span in e.sentences}

    def _named(self, number: int, document: Document) -> Iterator[tuple[int, int, str, int]]:
        """Where the article's entities stand: mentions that carry a fact, and their names wherever they occur."""
        taken: dict[tuple[int, int], int] = {}
        for fact in self._facts[number]:
            statement = self._statements[fact]
            value = statement.object if isinstance(statement.object, str) else None
            for evidence in statement.evidence:
                if evidence.document != document.id:
                    continue
                for span, iri in ((evidence.subject_mention, statement.subject), (evidence.object_mention, value)):
                    if span is not None and iri is not None:
                        taken.setdefault(span, self._picture.number[iri])
        names = {name: n for n in reversed(self._entities[number]) for name in self._picture.entities[n].names}
        pattern = _any_of(names)
        covered = sorted(taken)
        for match in pattern.finditer(document.text) if pattern else ():
            if not any(start < match.end() and match.start() < end for start, end in covered):
                taken[match.span()] = names[match.group()]
        for (start, end), entity in taken.items():
            yield start, end, "e", entity


def safe_url(url: str | None) -> str | None:
    """The address if it is a web address; None for ``javascript:``, ``data:``, ``file:`` and whatever else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def _day(document: Document) -> int:
    day = earliest(document.published)
    return -(10**9) if day is None else day


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of the names as whole words, the longest first; scripts without spaces have no word ends."""
    wanted = sorted({name for name in names if name.strip()}, key=lambda name: (-len(name), name))
    if not wanted:
        return None
    return re.compile("|".join(f"{_edge(name[0], '<!')}{re.escape(name)}{_edge(name[-1], '!')}" for name in wanted))


def _edge(char: str, look: str) -> str:
    return "" if unicodedata.east_asian_width(char) in "WF" else rf"(?{look}\w)"


def _in_utf16(text: str, spans: list[tuple[int, int, str, int]]) -> list[list[Any]]:
    if text.isascii() or max(text) <= "\uffff":
        return [list(span) for span in spans]
    at = list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))
    return [[at[start], at[end], kind, number] for start, end, kind, number in spans]
