"""One text, its names, and documents about them with what a test needs."""

from __future__ import annotations

from typing import Any

from kg.annotations import from_record
from kg.evaluate import Scores, evaluate
from kg.types import Annotation

TEXT = "Orbit of Oslo makes Lumen and Prism. Mara Quill runs it; she said Orbit, a Norwegian firm, has 40 users."
NAMES = {
    "orbit": ("Organization", "Orbit"),
    "oslo": ("Place", "Oslo"),
    "lumen": ("Product", "Lumen"),
    "prism": ("Product", "Prism"),
    "mara": ("Person", "Mara Quill"),
}


def entity(name: str, **parts: Any) -> dict[str, Any]:
    """An entity of ``NAMES`` with every occurrence of its name; ``parts`` replace keys."""
    kind, surface = NAMES[name]
    starts = [start for start in range(len(TEXT)) if TEXT.startswith(surface, start)]
    return {
        "id": name,
        "type": kind,
        "name": surface,
        "mentions": [[start, start + len(surface)] for start in starts],
    } | parts


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def document(
    *facts: tuple[Any, ...], names: str = "orbit oslo lumen prism mara", entities: Any = None, **parts: Any
) -> Annotation:
    """A document; a fact is (subject, property, object) and its modality or a dict of more keys."""
    rows = []
    for subject, name, item, *more in facts:
        row = {"s": subject, "p": name, "o": item}
        for extra in more:
            row |= extra if isinstance(extra, dict) else {"modality": extra}
        rows.append(row)
    chosen = [entity(name) for name in names.split()] if entities is None else entities
    return from_record({"id": "d1", "text": TEXT, "entities": chosen, "facts": rows} | parts)


def scores(gold: Annotation, predicted: Annotation, **options: Any) -> Scores:
    return evaluate([gold], [predicted], **options)
