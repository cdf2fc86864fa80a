"""Saved queries: ``kg/queries/NAME.rq``.

A file begins with ``# `` and what it answers. Comments such as ``# $name: a company`` below explain its parameters;
a parameter without a value is unbound, and the query then answers for everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import resources

from kg.errors import QueryError
from kg.query.tokens import parameters

_PARAMETER = re.compile(r"#\s*\$(\w+):\s*(.+)")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with a name; ``parameters`` explains each ``$name`` that it takes, in order."""

    name: str
    description: str
    text: str
    parameters: dict[str, str] = field(default_factory=dict)


def saved_queries() -> tuple[SavedQuery, ...]:
    """All saved queries by name."""
    files = (item for item in resources.files("kg").joinpath("queries").iterdir() if item.name.endswith(".rq"))
    found = (_parsed(item.name.removesuffix(".rq"), item.read_text("utf-8")) for item in files)
    return tuple(sorted(found, key=lambda query: query.name))


def saved_query(name: str) -> SavedQuery:
    """The saved query of that name.

    Raises:
        QueryError: there is none.
    """
    queries = {query.name: query for query in saved_queries()}
    if name not in queries:
        raise QueryError(f"query: no saved query {name!r}; there are {', '.join(queries)}")
    return queries[name]


def _parsed(name: str, text: str) -> SavedQuery:
    lines = text.splitlines()
    explained = {match[1]: match[2] for line in lines if (match := _PARAMETER.match(line))}
    takes = {parameter: explained.get(parameter, "") for parameter in parameters(text)}
    return SavedQuery(name, lines[0].removeprefix("#").strip(), text, takes)
