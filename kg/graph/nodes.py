"""An index of RDF by subject and property, for reading things back one at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from sys import intern

from kg.errors import GraphError
from kg.graph.terms import term
from kg.types import Span

Row = tuple[str, str, str, str | None]
"""Subject, predicate, object; then the datatype of a literal, None for a node."""

Value = tuple[str, str | None]

_SPAN = re.compile(r"#(?:char|quote)=(\d+),(\d+)$")


class Nodes:
    """What is said of each node. Names of properties are prefixed, ``kg:modality``; answers are sorted.

    Properties in ``ignored`` (prefixed names) are not kept: graphs are large.
    """

    def __init__(self, rows: Iterable[Row], *, ignored: Iterable[str] = ()) -> None:
        self._values: dict[str, list[tuple[str, str, str | None]]] = defaultdict(list)
        self._types: dict[str, set[str]] = defaultdict(set)
        dropped = {term(name).value for name in ignored}
        is_a = term("rdf:type").value
        for subject, predicate, value, datatype in rows:
            if predicate == is_a:
                self._types[value].add(subject)
            elif predicate not in dropped:
                self._values[subject].append((intern(predicate), value, datatype and intern(datatype)))

    def of_type(self, name: str) -> list[str]:
        """The nodes of a class."""
        return sorted(self._types.get(term(name).value, ()))

    def classes(self, node: str) -> list[str]:
        """The classes of a node, as IRIs."""
        return sorted(name for name, members in self._types.items() if node in members)

    def with_property(self, name: str) -> list[str]:
        """The nodes that have a property."""
        predicate = term(name).value
        return sorted(node for node, values in self._values.items() if any(key == predicate for key, _, _ in values))

    def values(self, node: str, name: str) -> list[Value]:
        """The objects of a property, each with its datatype."""
        predicate = term(name).value
        found = {(value, datatype) for key, value, datatype in self._values.get(node, ()) if key == predicate}
        return sorted(found, key=lambda value: (value[0], value[1] or ""))

    def all(self, node: str, name: str) -> list[str]:
        """The objects of a property without their datatypes."""
        return [value for value, _ in self.values(node, name)]

    def maybe(self, node: str, name: str) -> str | None:
        """The object of a property, None if there is none, the first in order if there are several."""
        found = self.all(node, name)
        return found[0] if found else None

    def one(self, node: str, name: str) -> str:
        """The object of a property that must be there.

        Raises:
            GraphError: it is not.
        """
        found = self.maybe(node, name)
        if found is None:
            raise GraphError(f"<{node}>: no {name}")
        return found

    def score(self, node: str) -> float:
        """The node's ``kg:score``."""
        digits = self.one(node, "kg:score")
        try:
            return float(digits)
        except ValueError:
            raise GraphError(f"<{node}>: kg:score is {digits!r}, expected a decimal") from None

    def spans(self, node: str, name: str) -> tuple[Span, ...]:
        """The pieces of text that a property points to, in text order."""
        return tuple(sorted(span_of(value) for value in self.all(node, name)))

    def span(self, node: str, name: str) -> Span | None:
        """The piece of text that a property points to."""
        found = self.spans(node, name)
        return found[0] if found else None


def span_of(node: str) -> Span:
    """The half-open code points in the IRI of a piece of text.

    Raises:
        GraphError: the IRI names no piece of text.
    """
    match = _SPAN.search(node)
    if not match:
        raise GraphError(f"<{node}>: expected a piece of text, an IRI that ends in #char=START,END")
    return int(match[1]), int(match[2])
