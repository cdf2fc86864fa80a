"""Whose words a claim is: the speaker of the innermost quotation around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc


def speaker_of(doc: Doc, row: dict[str, Any]) -> str | None:
    """The chain whose quotation or reported clause holds a claim, None if nobody's does.

    It holds a claim if it holds one of its mentions and names the other argument too. Where several hold it the
    shortest counts, so that words quoted inside a report keep their own speaker.
    """
    spans = [row[key] for key in ("subject_mention", "object_mention") if row.get(key)]
    others = [_spans_of(doc, row.get(key)) for key in ("subject", "object")]
    around = [
        quotation
        for quotation in doc._.kg_quotations or []
        if quotation["speaker"] is not None
        and any(_inside(span, quotation["span"]) for span in spans)
        and all(_inside(span, quotation["span"]) for span in spans if not _is_named(span, others, quotation["span"]))
    ]
    around.sort(key=lambda quotation: (quotation["span"][1] - quotation["span"][0], quotation["span"][0]))
    return around[0]["speaker"] if around else None


def _inside(span: Sequence[int], outer: Sequence[int]) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1] + 1


def _is_named(span: Sequence[int], chains: list[list[list[Any]]], outer: Sequence[int]) -> bool:
    """Whether the chain that a mention belongs to has another mention inside a quotation."""
    return any(
        any(list(span) == mention[:2] for mention in mentions)
        and any(_inside(mention[:2], outer) for mention in mentions)
        for mentions in chains
    )


def _spans_of(doc: Doc, chain: Any) -> list[list[Any]]:
    rows = doc._.kg_chains or []
    return next((list(row["mentions"]) for row in rows if row["id"] == chain), [])
