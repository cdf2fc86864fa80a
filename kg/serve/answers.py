"""Answers to SPARQL queries in the format that a client asks for.

Source: https://www.w3.org/TR/sparql11-protocol/ and https://www.rfc-editor.org/rfc/rfc9110#name-accept
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from kg.export.markup import attribute, content
from kg.graph.files import turtle
from kg.query import Result, to_csv, to_json
from kg.query.result import Term

_RESULTS = "http://www.w3.org/2005/sparql-results#"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the client: status, media type, body."""

    status: int
    type: str
    body: bytes


def refusal(status: int, reason: str) -> Answer:
    """An error as one line of text."""
    return Answer(status, "text/plain; charset=utf-8", (" ".join(reason.split()) + "\n").encode("utf-8", "replace"))


def rendered(result: Result, accept: str) -> Answer:
    """The result in the format that ``accept`` (a header's value) likes best; 406 when it takes none of ours."""
    offered = _OF_TRIPLES if result.kind == "graph" else _OF_ROWS
    chosen = chosen_type(accept, tuple(offered))
    if chosen is None:
        return refusal(406, f"Accept {accept!r}: expected one of {', '.join(offered)}")
    return Answer(200, f"{chosen}; charset=utf-8", offered[chosen](result).encode("utf-8", "replace"))


def chosen_type(accept: str, offered: tuple[str, ...]) -> str | None:
    """The offered media type that the header prefers, the first offered among equals; None when it takes none.

    >>> chosen_type("text/csv;q=0.5, application/json", ("text/csv", "application/json"))
    'application/json'
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best = max(offered, key=lambda name: _quality(name, ranges))
    return best if _quality(best, ranges) > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((text[2:] for text in parameters if text.startswith("q=")), "1")
    try:
        return name, min(1.0, max(0.0, float(quality)))
    except ValueError:
        return name, 0.0


def _quality(name: str, ranges: list[tuple[str, float]]) -> float:
    """How much a media type is wanted, by the most specific range that it falls in."""
    for pattern in (name, f"{name.partition('/')[0]}/*", "*/*"):
        found = [quality for range, quality in ranges if range == pattern]
        if found:
            return max(found)
    return 0.0


def to_xml(result: Result) -> str:
    """SPARQL Query Results XML; what XML cannot hold becomes U+FFFD.

    Source: https://www.w3.org/TR/rdf-sparql-XMLres/
    """
    names = "".join(f"<variable name={attribute(name)}/>" for name in result.columns)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<sparql xmlns={attribute(_RESULTS)}>", f"<head>{names}</head>"]
    if result.kind == "ask":
        lines.append(f"<boolean>{str(bool(result.boolean)).lower()}</boolean>")
    else:
        rows = (_xml_row(result.columns, row) for row in result.rows)
        lines += ["<results>", *rows, "</results>"]
    return "\n".join([*lines, "</sparql>", ""])


def _xml_row(columns: tuple[str, ...], row: tuple[Term | None, ...]) -> str:
    cells = (
        f"<binding name={attribute(name)}>{_xml_term(value)}</binding>"
        for name, value in zip(columns, row, strict=True)
        if value is not None
    )
    return f"<result>{''.join(cells)}</result>"


def _xml_term(value: Term) -> str:
    if isinstance(value, Triple):
        named = (("subject", value.subject), ("predicate", value.predicate), ("object", value.object))
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in named)}</triple>"
    if isinstance(value, NamedNode):
        return f"<uri>{content(value.value)}</uri>"
    if isinstance(value, BlankNode):
        return f"<bnode>{content(value.value)}</bnode>"
    if value.language:
        return f"<literal xml:lang={attribute(value.language)}>{content(value.value)}</literal>"
    datatype = "" if value.datatype.value == _STRING else f" datatype={attribute(value.datatype.value)}"
    return f"<literal{datatype}>{content(value.value)}</literal>"


def _ntriples(result: Result) -> str:
    return (serialize(result.triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _turtle(result: Result) -> str:
    return turtle(result.triples)


_OF_ROWS: dict[str, Callable[[Result], str]] = {
    "application/sparql-results+json": to_json,
    "application/json": to_json,
    "application/sparql-results+xml": to_xml,
    "application/xml": to_xml,
    "text/csv": to_csv,
}
_OF_TRIPLES: dict[str, Callable[[Result], str]] = {
    "text/turtle": _turtle,
    "application/n-triples": _ntriples,
    "application/ld+json": to_json,
    "text/csv": to_csv,
}
