"""The component that finds who says what: direct quotations and reported clauses with their speakers.

Rows go to ``doc._.kg_quotations``: ``{"speaker": chain id or None, "span": [start, end], "direct": bool,
"verb": base form or None}``, spans in characters, half-open, in text order. A report within a report ("X said
that Y had told Z that …") and a pair of speakers give one row per speaker. Direct rows lie inside the marks; an indirect row is the
reported clause, and the words quoted inside it are rows of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from kg.pipeline.chain_index import ChainIndex
from kg.pipeline.extensions import register
from kg.pipeline.quotations.cues import Cue
from kg.pipeline.quotations.direct_speech import attribute_quotes
from kg.pipeline.quotations.marks import QuotedSpan, quoted_spans
from kg.pipeline.quotations.reported_clause import reported_clause
from kg.pipeline.quotations.reporting import find_cues
from kg.pipeline.sentences import Sentence, sentences
from kg.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported clause (characters) and the cue that reports it."""

    span: Span
    cue: Cue


class Quotations:
    """Write ``doc._.kg_quotations`` from quotation marks, reporting verbs and ``doc._.kg_chains``."""

    def __init__(self, *, unattributed: bool = False) -> None:
        self.unattributed = unattributed

    def __call__(self, doc: Doc) -> Doc:
        doc._.kg_quotations = self.predict(doc)
        return doc

    def predict(self, doc: Doc) -> list[dict[str, Any]]:
        """The rows of one Doc; it is not changed."""
        chains = ChainIndex(doc)
        quotes = quoted_spans(doc.text)
        inside = quoted_tokens(doc, quotes)
        cues: list[Cue] = []
        reported: list[Reported] = []
        for sentence in sentences(doc):
            found = find_cues(doc, chains, sentence, inside, cues)
            cues.extend(found)
            reported.extend(_reported(doc, found, sentence, inside))
        rows = [_row(item.span, speaker, False, item.cue.verb) for item in reported for speaker in item.cue.speakers]
        rows += attribute_quotes(doc, chains, quotes, cues, [(item.span, item.cue) for item in reported])
        kept = [row for row in rows if row["speaker"] is not None or self.unattributed]
        return _unique(kept)


@Language.factory("kg_quotations", assigns=["doc._.kg_quotations"], default_config={"unattributed": False})
def create_quotations(nlp: Language, name: str, unattributed: bool) -> Quotations:
    """The factory behind ``kg_quotations``; ``unattributed`` keeps quotations whose speaker is no chain."""
    register()
    return Quotations(unattributed=unattributed)


def quoted_tokens(doc: Doc, quotes: list[QuotedSpan]) -> frozenset[int]:
    """The tokens inside quotation marks."""
    tokens: set[int] = set()
    for quote in quotes:
        span = doc.char_span(quote.start, quote.end, alignment_mode="contract")
        if span is not None:
            tokens.update(range(span.start, span.end))
    return frozenset(tokens)


def _reported(doc: Doc, cues: list[Cue], sentence: Sentence, inside: frozenset[int]) -> list[Reported]:
    found: list[Reported] = []
    for cue in cues:
        if not cue.speakers:
            continue
        span = reported_clause(doc, cue, sentence, inside)
        if span is not None and not any(_repeats(doc, item, cue) for item in found):
            found.append(Reported(span, cue))
    return found


def _repeats(doc: Doc, outer: Reported, cue: Cue) -> bool:
    """Whether a cue inside a reported clause has the same speaker: "said he believed that" reports once."""
    return outer.span[0] <= doc[cue.first].idx < outer.span[1] and outer.cue.speakers == cue.speakers


def _row(span: Span, speaker: str | None, direct: bool, verb: str | None) -> dict[str, Any]:
    return {"speaker": speaker, "span": list(span), "direct": direct, "verb": verb}


def _unique(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows.sort(key=lambda row: (row["span"], row["direct"], row["speaker"] or ""))
    seen: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        seen.setdefault((*row["span"], row["speaker"], row["direct"]), row)
    return list(seen.values())
