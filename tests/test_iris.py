"""Minted IRIs: safe for every string, different for different parts, the same in every build."""

from __future__ import annotations

import subprocess
import sys
from urllib.parse import unquote, urljoin

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import iris
from kg.errors import ConfigError
from kg.types import DateValue, Modality, TextValue

ANY_TEXT = st.text() | st.text(st.characters(codec=None)) | st.text(alphabet='~_.%/# 2E5F7Eh\u202e"<>\\\n\x00é快')
HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="',
    "..",
    ".",
    "../../etc/passwd",
    "a\nb",
    "\u202eabc",
    "> . <x> <y> <z",
    "${jndi:x}",
    "x" * 10_000,
    "",
    " ",
    "\ud800",
    "%2e%2e",
    "javascript:alert(1)",
]


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_string_gives_a_valid_ascii_iri_below_the_base(type_: str, name: str, more: str) -> None:
    for iri in (iris.entity_iri(type_, name, more), iris.document_iri(name), iris.hashed_iri(type_, name, more)):
        assert iri.isascii() and iri.startswith(iris.BASE)
        assert not set(iri) & set(" \t\r\n\"<>\\^`{|}'&")
        assert pyoxigraph.NamedNode(iri).value == iri


@given(ANY_TEXT, ANY_TEXT)
def test_resolving_a_minted_iri_leaves_it_where_it_is(name: str, more: str) -> None:
    for iri in (iris.entity_iri("Person", name, more), iris.document_iri(name)):
        assert urljoin("https://elsewhere.example/a/b", iri) == iri


@given(st.lists(ANY_TEXT, min_size=2, max_size=3), st.lists(ANY_TEXT, min_size=2, max_size=3))
def test_different_names_never_share_an_iri(one: list[str], other: list[str]) -> None:
    same = [iris.normal_name(part) for part in one] == [iris.normal_name(part) for part in other]
    assert (iris.entity_iri(*one) == iris.entity_iri(*other)) is same


@given(ANY_TEXT, ANY_TEXT)
def test_different_names_stay_different_when_percent_escapes_are_undone(one: str, other: str) -> None:
    # A normaliser may decode the escapes of unreserved characters: the marks of this scheme are all unreserved.
    same = iris.normal_name(one) == iris.normal_name(other)
    left, right = (unquote(iris.entity_iri("Work", name), errors="surrogatepass") for name in (one, other))
    assert (left == right) is same


@given(ANY_TEXT, ANY_TEXT)
def test_different_document_ids_never_share_an_iri(one: str, other: str) -> None:
    same = [iris.normal_name(p) for p in one.split("/")] == [iris.normal_name(p) for p in other.split("/")]
    assert (iris.document_iri(one) == iris.document_iri(other)) is same


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_have_short_harmless_iris(name: str) -> None:
    iri = iris.entity_iri("Person", name)
    assert len(iri) < 1600
    assert "//" not in iri.removeprefix("https://")
    assert ".." not in unquote(iri, errors="surrogatepass").split("/")


@pytest.mark.parametrize(
    ("parts", "tail"),
    [
        (("Organization", "Kuaishou Technology"), "Organization/Kuaishou_Technology"),
        (("Organization", "  Kuaishou \n Technology "), "Organization/Kuaishou_Technology"),
        (("Person", "Solène Vasseur", "Corvin"), "Person/Sol%C3%A8ne_Vasseur/Corvin"),
        (("Person", "Sole\u0300ne"), "Person/Sol%C3%A8ne"),
        (("Product", "ZR_80"), "Product/ZR~5F80"),
        (("Organization", "Barnes & Noble"), "Organization/Barnes_%26_Noble"),
        (("Work", "..."), "Work/~2E~2E~2E"),
        (("Work", ""), "Work/~"),
    ],
)
def test_entity_iris_stay_readable(parts: tuple[str, ...], tail: str) -> None:
    assert iris.entity_iri(*parts) == f"https://kg.example/entity/{tail}"


def test_document_iris_keep_the_folders_of_an_id() -> None:
    assert iris.document_iri("asia/a 1.txt") == "https://kg.example/document/asia/a_1.txt"
    assert iris.span_iri("a", (34, 53)) == "https://kg.example/document/a#char=34,53"


def test_every_part_of_a_statement_counts() -> None:
    common = {"modality": Modality.ASSERTED}
    minted = [
        iris.statement_iri("s", "p", "2022", **common),
        iris.statement_iri("s", "p", DateValue("2022"), **common),
        iris.statement_iri("s", "p", TextValue("2022"), **common),
        iris.statement_iri("s", "p2", "2022", **common),
        iris.statement_iri("s2", "p", "2022", **common),
        iris.statement_iri("s", "p", "2022", modality=Modality.DENIED),
        iris.statement_iri("s", "p", "2022", stated_by="x", **common),
        iris.statement_iri("s", "p", "2022", of="x", **common),
        iris.statement_iri("s", "p", "2022", valid_from="x", **common),
        iris.statement_iri("s", "p", "2022", valid_until="x", **common),
    ]
    assert len(set(minted)) == len(minted)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_moving_text_between_parts_changes_the_hash(a: str, b: str, c: str, d: str) -> None:
    assert (iris.hashed_iri("figure", a, b) == iris.hashed_iri("figure", c, d)) is ((a, b) == (c, d))


def test_figures_quotations_and_evidence_are_told_apart_by_place_and_owner() -> None:
    minted = [
        iris.figure_iri("d", (0, 5), "users"),
        iris.figure_iri("d", (0, 5), "users", "x"),
        iris.figure_iri("d", (0, 5), "sales"),
        iris.figure_iri("d", (0, 6), "users"),
        iris.quotation_iri("d", (0, 5)),
        iris.quotation_iri("d", (0, 5), "x"),
        iris.evidence_iri("st", "d", ((0, 5),)),
        iris.evidence_iri("st", "d", ((0, 5),), subject_mention=(0, 1)),
        iris.evidence_iri("st", "d", ((0, 5),), object_mention=(0, 1)),
        iris.evidence_iri("st", "d", ((0, 5),), extractor="rules"),
    ]
    assert len(set(minted)) == len(minted)


def test_hashes_do_not_depend_on_the_hash_seed() -> None:
    code = "from kg import iris; print(iris.hashed_iri('statement', 'a', ('b', 1), None))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{iris.hashed_iri('statement', 'a', ('b', 1), None)}\n".encode()}


@pytest.mark.parametrize(
    "base", ["https://graph.example.org/news/", "http://localhost:8080/", "urn:x:/"]
)
def test_a_sensible_base_is_taken_as_it_is(base: str) -> None:
    assert iris.checked_base(base) == base
    assert iris.entity_iri("Person", "A B", base=base) == f"{base}entity/Person/A_B"


@pytest.mark.parametrize(
    "base",
    ["", "news/", "https://a", "https://a b/", "https://a/<", "https://a/%zz/", "https://a/#x/", "https://ä/", "a:\n/"],
)
def test_a_base_that_cannot_carry_iris_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="base IRI"):
        iris.checked_base(base)
