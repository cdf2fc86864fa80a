"""Whose words a claim is: the speaker of the innermost quotation around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc


def speaker_of(doc: Doc, row: dict[str, Any]) -> str | None:
    """The chain whose quotation or reported clause holds both arguments of a claim, None if nobody's does.

    Where several hold it the shortest counts, so that words quoted inside a report keep their own speaker.
    """
    spans = [row[key] for key in ("subject_mention", "object_mention") if row.get(key)]
    if not spans:
        return None
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    around = [
        quotation
        for quotation in doc._.kg_quotations or []
        if quotation["speaker"] is not None and quotation["span"][0] <= start and end <= quotation["span"][1] + 1
    ]
    around.sort(key=lambda quotation: (quotation["span"][1] - quotation["span"][0], quotation["span"][0]))
    return around[0]["speaker"] if around else None
