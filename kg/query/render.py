"""Answers as text: a table for people, CSV and JSON as the W3C defines them, Turtle and JSON-LD for triples."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from pyoxigraph import Literal as RdfLiteral

from kg.export.tables import harmless
from kg.graph.files import turtle
from kg.iris import BASE, PREFIXES
from kg.query.result import Result, Term, plain

if TYPE_CHECKING:
    from rich.console import RenderableType

_STRING = PREFIXES["xsd"] + "string"
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LOCAL = re.compile(r"[\w.-]+")


def to_json(result: Result) -> str:
    """SPARQL 1.1 Query Results JSON; JSON-LD for triples.

    Source: https://www.w3.org/TR/sparql11-results-json/
    """
    if result.kind == "graph":
        return (serialize(result.triples, format=RdfFormat.JSON_LD) or b"[]").decode() + "\n"
    if result.kind == "ask":
        return json.dumps({"head": {}, "boolean": result.boolean}) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.rows
    ]
    answer = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def to_csv(result: Result) -> str:
    """SPARQL 1.1 Query Results CSV, except that words which a spreadsheet would run get an apostrophe before them.

    Triples are rows of subject, predicate and object.

    Source: https://www.w3.org/TR/sparql11-results-csv-tsv/
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    if result.kind == "ask":
        writer.writerows([["boolean"], ["true" if result.boolean else "false"]])
    elif result.kind == "graph":
        writer.writerow(["subject", "predicate", "object"])
        writer.writerows([_csv_cell(term) for term in _parts(triple)] for triple in result.triples)
    else:
        writer.writerow(result.columns)
        writer.writerows([_csv_cell(term) for term in row] for row in result.rows)
    return stream.getvalue()


def to_table(result: Result, *, base: str = BASE) -> RenderableType:
    """A table for the terminal, yes or no, or Turtle; nothing in it is taken for markup or control codes."""
    from rich.table import Table
    from rich.text import Text

    if result.kind == "ask":
        return Text("yes" if result.boolean else "no")
    if result.kind == "graph":
        return Text(visible(turtle(result.triples, base=base), lines=True).rstrip())
    table = Table(header_style="bold", row_styles=("", "dim") if len(result.rows) > 3 else ())
    for name in result.columns:
        table.add_column(Text(name.replace("_", " ")), overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(visible(short(term, base=base))) for term in row))
    return table


def short(term: Term | None, *, base: str = BASE) -> str:
    """A term for people: words as they are, IRIs with a prefix or below the base."""
    if not isinstance(term, NamedNode):
        return plain(term) or ""
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(namespace) and _LOCAL.fullmatch(term.value[len(namespace) :]):
            return f"{prefix}:{term.value[len(namespace) :]}"
    return f"<{term.value.removeprefix(base)}>"


def visible(text: str, *, lines: bool = False) -> str:
    """The text with control characters and marks that turn or hide writing made harmless; ``lines`` keeps those.

    >>> visible("a\\x1b[31mb")
    'a\ufffd[31mb'
    """
    kept = "\n\t" if lines else ""
    return _HIDDEN.sub(lambda match: match[0] if match[0] in kept else " " if match[0] in "\n\t\r" else "\ufffd", text)


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        subject, predicate, value = (_json_term(part) for part in _parts(term))
        return {"type": "triple", "value": {"subject": subject, "predicate": predicate, "object": value}}
    answer = {"type": "literal", "value": term.value}
    if term.language:
        answer["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        answer["datatype"] = term.datatype.value
    return answer


def _csv_cell(term: Term | None) -> str:
    words = plain(term) or ""
    is_words = isinstance(term, RdfLiteral) and (term.language or term.datatype.value == _STRING)
    if isinstance(term, BlankNode):
        return f"_:{words}"
    return harmless(words) if is_words else words


def _parts(triple: Triple) -> tuple[Term, Term, Term]:
    return triple.subject, triple.predicate, triple.object
