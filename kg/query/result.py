"""What a query answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as RdfLiteral

Term = NamedNode | BlankNode | RdfLiteral | Triple
Kind = Literal["select", "ask", "graph"]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    ``select``: ``columns`` and ``rows``, a cell is None where nothing is bound. ``ask``: ``boolean``. ``graph``, from
    CONSTRUCT and DESCRIBE: ``triples``. Rows are in the query's order, or sorted if it asks for none; triples are
    sorted.
    """

    kind: Kind
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()

    def records(self) -> list[dict[str, str | None]]:
        """The rows as plain text by column, ready for ``pandas.DataFrame``.

        >>> Result("select", ("x",), ((RdfLiteral("1"),),)).records()
        [{'x': '1'}]
        """
        return [dict(zip(self.columns, map(plain, row), strict=True)) for row in self.rows]


def plain(term: Term | None) -> str | None:
    """The text of a literal, the IRI of a node."""
    return term if term is None else str(term) if isinstance(term, Triple) else term.value
