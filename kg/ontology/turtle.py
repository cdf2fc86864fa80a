"""Turtle files as what they say of each node, one file laid over the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.iris import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

_SINGLE = frozenset(
    f"{PREFIXES[prefix]}{name}"
    for prefix, name in (
        ("rdfs", "label"),
        ("rdfs", "comment"),
        ("skos", "definition"),
        ("rdfs", "domain"),
        ("rdfs", "range"),
        ("owl", "deprecated"),
        ("kg", "functional"),
        ("kg", "event"),
        ("kg", "whenFormer"),
    )
)
"""Properties that say one thing: a later file's word replaces an earlier one's."""

_TYPE = PREFIXES["rdf"] + "type"
_DECLARED = frozenset(PREFIXES["owl"] + name for name in ("Class", "ObjectProperty", "DatatypeProperty"))


@dataclass(frozen=True, slots=True)
class Value:
    """An object in RDF: an IRI or blank node, or the words of a literal with its language."""

    text: str
    is_literal: bool = False
    language: str | None = None


@dataclass(slots=True)
class Node:
    """What is said of one node, in the order of the file; ``path`` is the file that declares it."""

    iri: str
    path: str
    values: dict[str, list[Value]] = field(default_factory=dict)

    def all(self, name: str) -> list[Value]:
        """The values of a property given as a prefixed name."""
        return self.values.get(expand(name), [])

    def texts(self, name: str) -> tuple[str, ...]:
        """The values as text, each once."""
        return tuple(dict.fromkeys(value.text for value in self.all(name)))

    def words(self, name: str) -> str | None:
        """The words of a literal: in English, else in no language, else the first there is."""
        values = self.all(name)
        for wanted in ("en", None):
            for value in values:
                if value.language == wanted:
                    return value.text
        return values[0].text if values else None

    def is_true(self, name: str) -> bool:
        return any(value.text in ("true", "1") for value in self.all(name))


def expand(name: str) -> str:
    """The IRI that a prefixed name such as ``rdfs:label`` stands for."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def read_nodes(paths: Sequence[Path]) -> dict[str, Node]:
    """What the files say of each node.

    A node that a later file declares anew, with its ``rdf:type``, is what that file makes of it; without the type
    the later file adds to it, and has the last word on its label, definition, domain and range.

    Raises:
        OntologyError: a file is missing or is no Turtle; names the file and the line.
    """
    merged: dict[str, Node] = {}
    for number, path in enumerate(paths):
        for iri, node in _read(path, blank=f"_:{number}.").items():
            known = merged.get(iri)
            if known is None or any(value.text in _DECLARED for value in node.values.get(_TYPE, [])):
                merged[iri] = node
            else:
                _lay_over(known, node)
    return merged


def _lay_over(known: Node, node: Node) -> None:
    known.path = node.path
    for predicate, values in node.values.items():
        old = [] if predicate in _SINGLE else known.values.get(predicate, [])
        known.values[predicate] = [*old, *(value for value in values if value not in old)]


def _read(path: Path, *, blank: str) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for triple in _triples(path):
        subject = _value(triple.subject, blank=blank).text
        node = nodes.setdefault(subject, Node(subject, str(path)))
        node.values.setdefault(triple.predicate.value, []).append(_value(triple.object, blank=blank))
    return nodes


def _triples(path: Path) -> Iterator[Triple]:
    from pyoxigraph import RdfFormat, parse

    try:
        content = path.read_bytes()
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror}, expected a Turtle file") from error
    try:
        for quad in parse(content, format=RdfFormat.TURTLE, base_iri="https://kg.example/"):
            yield quad.triple
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise OntologyError(f"{place}: no valid Turtle: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise OntologyError(f"{path}: not UTF-8 at byte {error.start}, expected a Turtle file") from error


def _value(term: NamedNode | BlankNode | Literal | Triple, *, blank: str) -> Value:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, Literal):
        return Value(term.value, is_literal=True, language=term.language)
    if isinstance(term, BlankNode):
        return Value(blank + term.value)
    return Value(term.value if isinstance(term, NamedNode) else str(term))
