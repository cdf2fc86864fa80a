"""What is wrong with a query, in one line with its place.

The engine says where it gave up, often at the end, and lists every letter that could stand there; what people
get wrong most is looked for first.
"""

from __future__ import annotations

import re

from kg.query.tokens import Token, position, tokens

_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_HEAD = {"PREFIX", "BASE"}
_CLOSING = {"{": "}", "(": ")", "[": "]"}


def explain(query: str, message: str) -> str:
    """One line about a query that the engine refused with ``message``."""
    pieces = [token for token in tokens(query) if token.kind != "comment" and not token.text.isspace()]
    return _wrong_form(query, pieces) or _unclosed(query, pieces) or _place(query, message)


def _wrong_form(query: str, pieces: list[Token]) -> str | None:
    """The query begins with something that asks nothing."""
    words = [token for token in pieces if token.kind == "word" and token.text.upper() not in _HEAD]
    if not words:
        return f"query: expected {', '.join(_FORMS)}, found none of them"
    if words[0].text.upper() in _FORMS:
        return None
    return f"query, {position(query, words[0].start)}: expected {', '.join(_FORMS)}, found {words[0].text[:30]!r}"


def _unclosed(query: str, pieces: list[Token]) -> str | None:
    """A quote or bracket without its other half."""
    opened: list[Token] = []
    for token in pieces:
        if token.text in {'"', "'"}:
            return f"query, {position(query, token.start)}: a string begins here and does not end"
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values() and (not opened or _CLOSING[opened.pop().text] != token.text):
            return f"query, {position(query, token.start)}: {token.text!r} closes nothing"
    if opened:
        return f"query, {position(query, opened[-1].start)}: {opened[-1].text!r} is not closed"
    return None


def _place(query: str, message: str) -> str:
    """Where the engine gave up."""
    match = _ERROR.match(message)
    if not match:
        return f"query: {' '.join(message.split())}"
    line, column, expected = int(match[1]), int(match[2]), match[3]
    place = f"query, line {line}, column {column}"
    if "The SELECT contains" in expected:
        return f"{place}: SELECT names a variable that is neither grouped by nor counted"
    rest = query.split("\n")[line - 1][column - 1 :].split()
    return f"{place}: cannot go on at {rest[0][:30]!r}" if rest else f"{place}: something is missing or out of place before here"
