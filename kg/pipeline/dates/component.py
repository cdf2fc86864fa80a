"""Dates of a Doc: spans for the components that follow, and what day each stands for.

Writes ``doc.spans["dates"]`` and ``doc._.kg_dates``: rows ``[start, end, iso]`` in characters; ``iso`` is None where
the words don't tell. The day of publication is read from ``doc._.kg_published``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.pipeline.dates.expressions import read_dates
from kg.pipeline.extensions import register


class Dates:
    """Finds and resolves date expressions by grammar."""

    def __call__(self, doc: Doc) -> Doc:
        spans: list[Span] = []
        rows: list[list[object]] = []
        for expression, iso in read_dates(doc.text, doc._.kg_published):
            span = doc.char_span(expression.start, expression.end, label="Date", alignment_mode="expand")
            if span is not None and len(span) and not (spans and span.start < spans[-1].end):
                spans.append(span)
                rows.append([span.start_char, span.end_char, iso])
        doc.spans["dates"] = spans
        doc._.kg_dates = rows
        return doc


@Language.factory("kg_dates", assigns=["doc.spans", "doc._.kg_dates"])
def make_dates(nlp: Language, name: str) -> Dates:
    register()
    return Dates()
