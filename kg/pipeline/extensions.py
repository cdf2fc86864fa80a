"""The custom attributes that the pipeline's components write on a Doc.

All of them hold plain rows (lists, dicts, strings, numbers), since a Doc is serialised between processes.
"""

from __future__ import annotations

ATTRIBUTES: dict[str, object] = {
    "kg_chains": [],
    "kg_published": None,
    "kg_figures": [],
    "kg_dates": [],
    "kg_quotations": [],
    "kg_claims": [],
    "kg_weak_claims": [],
}


def register() -> None:
    """Register every attribute on ``Doc._``; calling it again changes nothing."""
    from spacy.tokens import Doc

    for name, default in ATTRIBUTES.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
