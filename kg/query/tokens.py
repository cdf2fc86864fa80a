"""The words of a SPARQL query, told from its strings, IRIs and comments.

Only what is needed to refuse, fill in and explain queries; the engine parses them.

Source: the terminals of SPARQL 1.1 Query Language, section 19.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""
      (?P<string> \"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                | \"(?:[^\"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>\"{}|^`\\\x00-\x20]*> )
    | (?P<comment> \#[^\n\r]* )
    | (?P<parameter> \$\w+ )
    | (?P<variable> \?\w+ )
    | (?P<name> (?:[^\W\d](?:[\w.-]*[\w-])?)? : (?:[\w:-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])?
                (?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])* )
    | (?P<number> \d+(?:\.\d+)?(?:[eE][+-]?\d+)? )
    | (?P<word> @?[^\W\d][\w-]* )
    | (?P<other> \s+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)

_OUTSIDE = re.compile("SERVICE|FROM", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: ``kind`` is string, iri, comment, parameter, variable, name, number, word
    or other."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """All pieces of the query, in order; their texts joined are the query."""
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "other", match[0], match.start())


def refuse_outside_data(query: str) -> None:
    """Refuse what would reach beyond the graph that is asked.

    Engines split words more freely than people do (``trueSERVICE`` may be two), hence whatever holds the keyword is
    refused, prefixes included.

    Raises:
        QueryError: the query has a SERVICE or FROM clause.
    """
    for token in tokens(query):
        if token.kind in {"word", "name"} and (match := _OUTSIDE.search(token.text.partition(":")[0])):
            place = position(query, token.start)
            raise QueryError(f"query, {place}: {match[0].upper()} is refused, queries see the given graph alone")


def parameters(query: str) -> tuple[str, ...]:
    """The names of the parameters of a query, written ``$name``, in order of appearance."""
    found = (token.text[1:] for token in tokens(query) if token.kind == "parameter")
    return tuple(dict.fromkeys(found))


def fill(query: str, values: Mapping[str, str]) -> str:
    """The query with each ``$name`` that has a value replaced by it, as a string that cannot be anything else.

    Raises:
        QueryError: a value for a parameter that the query does not have.
    """
    known = parameters(query)
    for name in values:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise QueryError(f"query: no parameter {name!r}, {takes}")
    pieces = (
        str(Literal(values[token.text[1:]])) if token.kind == "parameter" and token.text[1:] in values else token.text
        for token in tokens(query)
    )
    return "".join(pieces)


def undeclared_prefix(query: str, known: Mapping[str, str]) -> tuple[str, int] | None:
    """The first prefix that neither the query nor ``known`` declares, and where it stands."""
    declared, previous = set(known), ""
    for token in tokens(query):
        if token.kind in {"other", "comment"}:
            continue
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if previous == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared and prefix != "_":
                return prefix, token.start
        previous = token.text.upper()
    return None


def is_ordered(query: str) -> bool:
    """Whether the query asks for an order of its own."""
    words = [token.text.upper() for token in tokens(query) if token.kind == "word"]
    return ("ORDER", "BY") in pairwise(words)


def position(query: str, offset: int) -> str:
    """Line and column of an offset, both from 1."""
    before = query[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"
