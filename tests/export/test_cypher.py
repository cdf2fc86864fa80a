"""The Cypher script, read back by a tokenizer that knows the rules of Neo4j's strings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.export.cypher import identifier, relationship, string
from tests.export.hostile import HOSTILE, hostile_graph

GRAPH = hostile_graph()
TOKEN = re.compile(r"'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`|[A-Za-z_]\w*|-?\d+(?:\.\d+)?(?:e-?\d+)?|[^\s]", re.DOTALL)
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "'": "'", "\\": "\\"}


def resolved(script: str) -> str:
    """The script as Neo4j's lexer sees it: a backslash and four hexadecimal digits are a sign, before anything else.

    A backslash that stands after a backslash starts nothing.
    """

    def sign(match: re.Match[str]) -> str:
        return match[0] if match[1] is None else chr(int(match[1], 16))

    units = re.sub(r"\\u+([0-9A-Fa-f]{4})|\\\\", sign, script)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def tokens(script: str) -> list[str]:
    return TOKEN.findall(resolved(script))


def value(literal: str) -> str:
    """The text of a string expression, pieces added up."""
    pieces = TOKEN.findall(resolved(literal))
    assert pieces[1::2] == ["+"] * (len(pieces) // 2)
    return "".join(
        re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], piece[1:-1], flags=re.DOTALL) for piece in pieces[::2]
    )


def commands(script: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for token in tokens(script):
        if token == ";":
            found.append([])
        else:
            found[-1].append(token)
    assert found.pop() == []
    return found


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cypher") / "graph.cypher"
    export(GRAPH, path, "cypher")
    return path.read_text(encoding="utf-8")


def test_no_name_breaks_out_of_its_string(script: str) -> None:
    for command in commands(script):
        assert command[:2] in (["CREATE", "CONSTRAINT"], ["UNWIND", "["])
        words = {token for token in command if token.isalpha()}
        assert not words & {"DETACH", "DELETE", "script", "onerror"}


def test_hostile_names_are_intact(script: str) -> None:
    names = re.findall(r"\bname: ((?:'(?:[^'\\]|\\.)*'(?: \+ )?)+)", script)
    assert {value(name) for name in names} == set(HOSTILE)


def test_marks_that_do_not_show_are_escaped(script: str) -> None:
    assert "\u202e" not in script
    assert "\\u202E" in script


def test_only_current_facts_are_relationships_of_their_own(script: str) -> None:
    kinds = re.findall(r"MERGE \(a\)-\[r:(\w+)", script)
    assert "OWNER" in kinds
    assert not {"ACQUIRED_BY", "PARTNER"} & set(kinds)


def test_every_statement_is_a_node_with_its_evidence(script: str) -> None:
    statements = script.partition("MERGE (n:Statement")[0].rpartition("UNWIND")[2]
    assert statements.count("property: ") == len(GRAPH.statements)
    evidence = script.partition("-[r:FOUND_IN")[0].rpartition("UNWIND")[2]
    assert evidence.count("sentence: ") == sum(len(statement.evidence) for statement in GRAPH.statements)


def test_numbers_are_numbers(script: str) -> None:
    assert "value: -4.1," in script
    assert "low: 30, high: 40" in script


def test_dates_and_positions_are_values_of_the_entity(script: str) -> None:
    assert "inception: ['2011-03']" in script


@given(st.text(st.one_of(st.sampled_from("\\u'`\"\n0027;"), st.characters(exclude_categories=["Cs"]))))
def test_any_text_is_one_string_that_gives_it_back(text: str) -> None:
    assert value(string(text)) == text


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Company", "Company"),
        ("Ünternehmen", "`Ünternehmen`"),
        ("a`b", "`a``b`"),
        ("a\\u0060b", "`a/u0060b`"),
        ("1a", "`1a`"),
    ],
)
def test_labels_are_quoted_where_they_must_be(name: str, written: str) -> None:
    assert identifier(name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [("foundedBy", "FOUNDED_BY"), ("owner", "OWNER"), ("dateOfBirth", "DATE_OF_BIRTH"), ("größer als", "`größer als`")],
)
def test_relationships_are_named_as_neo4j_users_expect(name: str, written: str) -> None:
    assert relationship(name) == written
