"""The word lists that names are read with: legal forms, countries, titles, descriptors. Loaded once, on first use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.resolve.folding import Words, folded_words


@dataclass(frozen=True, slots=True)
class LegalForms:
    """Forms as folded words -> the countries they are of. ``kept`` are those that the preferred label keeps."""

    after: Mapping[Words, frozenset[str]]
    before: Mapping[Words, frozenset[str]]
    kept: frozenset[Words]
    longest: int


@dataclass(frozen=True, slots=True)
class Countries:
    """What countries and their parts are called. Keys are folded words, run together; values are the usual names.

    ``names`` holds usual and other names, ``adjectives`` "chinese" and the like, ``whole`` the usual names of
    countries, ``parts`` those of states and provinces with their country ("world" for a continent).
    """

    names: Mapping[str, str]
    adjectives: Mapping[str, str]
    whole: frozenset[str]
    parts: Mapping[str, str]

    @property
    def longest(self) -> int:
        """The most words that a name takes when others surround it ("Trinidad and Tobago")."""
        return 4


@dataclass(frozen=True, slots=True)
class WordLists:
    """The closed classes of ``words.toml``, folded; entries of several words are joined by a space."""

    articles: frozenset[str]
    function_words: frozenset[str]
    descriptors: Mapping[str, frozenset[str]]
    plurals: frozenset[str]
    units: frozenset[str]
    institution_heads: frozenset[str]
    institution_words: frozenset[str]
    spelling: Mapping[str, str]
    titles: Mapping[str, str]
    generations: frozenset[str]
    degrees: frozenset[str]
    particles: frozenset[str]
    pronouns: Mapping[str, str]


@cache
def legal_forms() -> LegalForms:
    """The legal forms of the world's companies."""
    tables: dict[str, dict[Words, frozenset[str]]] = {"after": {}, "before": {}, "word": {}}
    for form, place, areas in _rows("legal_forms.tsv"):
        table, words = tables[place], folded_words(form)
        table[words] = table.get(words, frozenset()) | frozenset(areas.split())
    after = tables["after"] | tables["word"]
    return LegalForms(after, tables["before"], frozenset(tables["word"]), max(map(len, after)))


@cache
def countries() -> Countries:
    """The names of countries and of their people."""
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    parts: dict[str, str] = {}
    whole: set[str] = set()
    for name, others, people, country in _rows("countries.tsv"):
        if country:
            parts[name] = country
        else:
            whole.add(name)
        for other in (name, *filter(None, others.split("|"))):
            names.setdefault("".join(folded_words(other)), name)
        for one in filter(None, people.split("|")):
            adjectives.setdefault("".join(folded_words(one)), name)
    return Countries(names, adjectives, frozenset(whole), parts)


@cache
def word_lists() -> WordLists:
    """The closed classes of words in names."""
    table = tomllib.loads(_text("words.toml"))
    person = table["person"]
    company, product = _folded(table["company_descriptors"]), _folded(table["product_descriptors"])
    return WordLists(
        articles=_folded(table["articles"]),
        function_words=_folded(table["function_words"]),
        descriptors={"Organization": company, "Product": product},
        plurals=_folded(table["plural_words"]),
        units=_folded(table["unit_words"]),
        institution_heads=_folded(table["institution_heads"]),
        institution_words=_folded(table["institution_words"]),
        spelling=table["spelling"],
        titles={" ".join(folded_words(title)): gender for title, gender in table["titles"].items()},
        generations=_folded(person["generations"]),
        degrees=_folded(person["degrees"]),
        particles=_folded(person["particles"]),
        pronouns=dict.fromkeys(person["male"], "m") | dict.fromkeys(person["female"], "f"),
    )


def _folded(entries: list[str]) -> frozenset[str]:
    return frozenset(" ".join(folded_words(entry)) for entry in entries)


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, split at the tabs; lines that begin with # are comments."""
    for line in _text(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _text(name: str) -> str:
    return files("kg.resolve").joinpath("data", name).read_text(encoding="utf-8")
