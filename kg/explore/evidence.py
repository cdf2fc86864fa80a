"""The sentences behind a statement as the page shows them: quoted text with the arguments marked.

Offsets that leave this module count UTF-16 units, as JavaScript does; ours count code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import GraphError
from kg.types import Document, Evidence, Span, Statement

Mark = tuple[int, int, str]
GAP = " … "


def utf16(text: str, offset: int) -> int:
    """Where code point ``offset`` of ``text`` stands when UTF-16 units are counted."""
    return offset + sum(1 for char in text[:offset] if char > "\uffff")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Sentences as one text. ``marks`` are ``(start, end, role)``, sorted; ``pieces`` give for each sentence
    its code points in the document and its UTF-16 units in ``text``: ``(start, end, from, until)``, half-open."""

    text: str
    marks: tuple[Mark, ...]
    pieces: tuple[tuple[int, int, int, int], ...]


def quote(document: Document, spans: Sequence[Span], marks: Iterable[tuple[Span | None, str]]) -> Quoted:
    """The text of ``spans`` (joined by an ellipsis where text was skipped) and the marks that fall inside.

    A mark that lies outside every span is left out.

    Raises:
        GraphError: a span lies outside the document's text.
    """
    parts: list[str] = []
    found: set[Mark] = set()
    pieces: list[tuple[int, int, int, int]] = []
    length = 0
    wanted = [(span, role) for span, role in marks if span is not None]
    for start, end in spans:
        if not 0 <= start <= end <= len(document.text):
            raise GraphError(
                f"{document.id}: evidence at {start}–{end}, but the text has {len(document.text)} characters"
            )
        if pieces:
            joint = _joint(document.text, pieces[-1][1], start)
            parts.append(joint)
            length += utf16(joint, len(joint))
        words = document.text[start:end]
        for (mark_start, mark_end), role in wanted:
            if start <= mark_start < mark_end <= end:
                left, right = utf16(words, mark_start - start), utf16(words, mark_end - start)
                found.add((length + left, length + right, role))
        parts.append(words)
        pieces.append((start, end, length, length + utf16(words, len(words))))
        length = pieces[-1][3]
    return Quoted("".join(parts), tuple(sorted(found)), tuple(pieces))


def _joint(text: str, end: int, start: int) -> str:
    """What stands between two quoted sentences: the white space between neighbours, else an ellipsis."""
    between = text[end:start]
    return GAP if start < end or between.strip() else between or " "


def statement_quote(document: Document, evidence: Evidence) -> Quoted:
    """The sentences of one piece of evidence with subject (``s``) and object (``o``) marked."""
    return quote(document, evidence.sentences, ((evidence.subject_mention, "s"), (evidence.object_mention, "o")))


def independent_sources(statement: Statement, documents: dict[str, Document]) -> int:
    """How many outlets say it in words of their own: one wire text printed by many counts once.

    Documents without an outlet stand for themselves.
    """
    said: list[tuple[str, str]] = []
    for evidence in statement.evidence:
        document = documents[evidence.document]
        words = " ".join(document.text[start:end] for start, end in evidence.sentences)
        said.append((document.source or f"document {document.id}", " ".join(words.casefold().split())))
    if len(said) == 1:
        return 1
    groups: list[tuple[set[str], set[str]]] = []
    for outlet, words in said:
        outlets, texts = {outlet}, {words}
        apart = []
        for group in groups:
            if group[0] & outlets or group[1] & texts:
                outlets |= group[0]
                texts |= group[1]
            else:
                apart.append(group)
        groups = [*apart, (outlets, texts)]
    return len(groups)
