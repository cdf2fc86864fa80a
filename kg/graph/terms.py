"""RDF terms from prefixed names and plain values."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.iris import PREFIXES, term_iri

if TYPE_CHECKING:
    from kg.ontology import Schema

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

TOP_CLASSES = frozenset({"Person", "Organization", "Place", "Product", "Work", "Event", "Other"})
"""The classes directly below ``kg:Entity`` in the shipped ontology."""

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


@lru_cache(maxsize=4096)
def term(name: str) -> NamedNode:
    """The term that a prefixed name such as ``kg:modality`` stands for."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def iri(value: str) -> NamedNode:
    """A node from an absolute IRI.

    Raises:
        ValueError: it is relative or holds a character that no IRI may hold.
    """
    return NamedNode(value)


def class_node(name: str, schema: Schema) -> NamedNode:
    """The class of that name: the ontology's own IRI, or one in our namespace if the ontology has none."""
    known = schema.classes.get(name)
    return NamedNode(known.iri if known else term_iri(name))


def property_node(name: str, schema: Schema) -> NamedNode:
    """The property of that name: the ontology's own IRI, or one in our namespace if the ontology has none."""
    known = schema.properties.get(name)
    return NamedNode(known.iri if known else term_iri(name))


def text(value: str) -> Literal:
    """Words, whatever they hold."""
    return Literal(value)


def typed(value: str, datatype: str) -> Literal:
    """A value with its datatype, as ``typed("2024", "xsd:gYear")``."""
    return Literal(value, datatype=term(datatype))


def count(value: int) -> Literal:
    """A number of code points."""
    return typed(str(value), "xsd:nonNegativeInteger")


def number(digits: str) -> Literal:
    """Plain decimal digits as xsd:decimal; what is none stays words, for the shapes to find."""
    return typed(digits, "xsd:decimal") if _DECIMAL.fullmatch(digits) else text(digits)


def score(value: float) -> Literal:
    """A score in [0, 1], with the shortest digits that give back the same float."""
    return typed(format(Decimal(repr(float(value))), "f"), "xsd:decimal")


def truth(value: bool) -> Literal:
    """True or false."""
    return typed("true" if value else "false", "xsd:boolean")
