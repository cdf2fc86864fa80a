"""JSON-LD: all graphs, with our prefixes as context."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export.sources import QuadExporter, writing
from kg.iris import PREFIXES

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def write_jsonld(quads: Iterable[Quad], path: Path) -> None:
    """Write a document with a context and a node for each subject, graph by graph; properties get short names."""
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.subject), str(quad)))
    nodes = json.loads(serialize(ordered, format=RdfFormat.JSON_LD) or b"")
    document = {"@context": dict(sorted(PREFIXES.items())), "@graph": [_compact(node) for node in nodes]}
    with writing(path) as stream:
        json.dump(document, stream, ensure_ascii=False, indent=1, sort_keys=True)
        stream.write("\n")


def _compact(value: Any) -> Any:
    """Short names for properties and types; ``@id`` stays whole, since any text may look like a short name."""
    if isinstance(value, list):
        return [_compact(item) for item in value]
    if not isinstance(value, dict):
        return value
    compacted = {}
    for key, item in value.items():
        if key == "@type":
            compacted[key] = [_short(name) for name in item] if isinstance(item, list) else _short(item)
        elif key.startswith("@"):
            compacted[key] = _compact(item) if key == "@graph" else item
        else:
            compacted[_short(key)] = _compact(item)
    return compacted


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


export = QuadExporter(write_jsonld)
