"""Texts with marks for mentions and expected spans, as the tables of the tests write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import spacy
from spacy.tokens import Doc

from kg.pipeline.extensions import register

TYPES = {"p": "Person", "o": "Organization", "w": "Work", "c": "Place", "x": "Product", "e": "Event", "t": "Other"}
PRONOUNS = {"he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "we", "our", "who", "which"}
_MARK = re.compile(r"<(\w+) |>|⟦(\w+)(\+?) |⟧")
_END = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bInc)[.!?][\"'”’»]*\s+(?=[\"'“‘„«]?[A-Z])|\n+")


@dataclass(slots=True)
class MarkedText:
    """A text without its marks, the mentions of each chain, and the spans marked as (chain, span, direct)."""

    text: str
    mentions: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    spans: list[tuple[str, tuple[int, int], bool]] = field(default_factory=list)


def read_marks(line: str) -> MarkedText:
    """Take the marks out of a line; offsets count in the text that is left."""
    result = MarkedText("")
    open_marks: list[tuple[str, str, bool, int]] = []
    position = 0
    for match in _MARK.finditer(line):
        result.text += line[position : match.start()].replace("|", "\n\n")
        position = match.end()
        if match.group(1):
            open_marks.append(("mention", match.group(1), False, len(result.text)))
        elif match.group(2):
            open_marks.append(("span", match.group(2), bool(match.group(3)), len(result.text)))
        else:
            kind, chain, direct, start = open_marks.pop()
            span = (start, len(result.text))
            if kind == "mention":
                result.mentions.setdefault(chain, []).append(span)
            else:
                result.spans.append((chain, span, direct))
    result.text += line[position:].replace("|", "\n\n")
    return result


def make_doc(marked: MarkedText, *, published: str | None = None) -> Doc:
    """A Doc of plain tokens and sentence starts with the marked chains, as a pipeline without a parser leaves it."""
    register()
    doc = _tokenizer()(marked.text)
    starts = {match.end() for match in _END.finditer(marked.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    doc._.kg_chains = chain_rows(marked)
    doc._.kg_published = published
    return doc


def chain_rows(marked: MarkedText) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for chain, spans in sorted(marked.mentions.items()):
        words = [marked.text[start:end] for start, end in spans]
        kinds = [
            "pronoun" if w.lower() in PRONOUNS else "nominal" if w.lower().startswith("the ") else "name" for w in words
        ]
        mentions = [[start, end, kind] for (start, end), kind in zip(spans, kinds, strict=True)]
        rows.append(
            {
                "id": chain,
                "type": TYPES[chain[0]],
                "class": TYPES[chain[0]],
                "name": max(words, key=len),
                "mentions": mentions,
            }
        )
    return rows


def _tokenizer() -> spacy.language.Language:
    nlp = spacy.blank("en")
    infixes = [*nlp.Defaults.infixes, "[–—]"]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


def lines_of(text: str) -> list[str]:
    """The lines of a table without comments and blanks."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
