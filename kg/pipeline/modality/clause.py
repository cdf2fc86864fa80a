"""The scope of a claim as data, and the borders of its clause on plain tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.pipeline.sentences import Sentence
from kg.pipeline.word_lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]

_MARKS = {";", ":", "(", ")", "—", "--", "•", "|"}
_CONJUNCTIONS = {
    "which", "who", "where", "while", "whereas", "but", "although", "though", "whose", "when", "because", "and", "as",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """The tokens that bear on a claim in one sentence.

    ``core`` carries the claim, ``above`` governs it, ``names`` qualifies its arguments, ``beside`` is the
    rest of its clause, ``after`` follows in the sentence.
    ``predicate`` is the verb or copular noun of the claim, None where only names stand side by side; ``direct``
    says that both arguments hang on it, or that it stands close between them. ``heads`` are the tokens that the
    arguments hang by, known only with a parse.
    """

    sentence: Sentence
    core: frozenset[int]
    above: frozenset[int]
    names: frozenset[int]
    beside: frozenset[int]
    after: frozenset[int]
    predicate: int | None
    parsed: bool
    direct: bool = False
    heads: frozenset[int] = frozenset()


def looks_verbal(doc: Doc, token: int) -> bool:
    word = doc[token]
    if doc.has_annotation("TAG"):
        return word.tag_.startswith(("VB", "MD"))
    if word.lower_ in word_set("reporting.toml", "finite"):
        return True
    return word.text.islower() and len(word) > 4 and word.lower_.endswith(("ed", "ing"))


def clause_start(doc: Doc, token: int, sentence: Sentence) -> int:
    while token > sentence.first:
        word = doc[token - 1]
        if word.text in _MARKS or word.lower_ == "that":
            break
        if word.lower_ in _CONJUNCTIONS and token - 2 >= sentence.first and doc[token - 2].text == ",":
            break
        token -= 1
    return token


def clause_end(doc: Doc, token: int, sentence: Sentence) -> int:
    while token < sentence.last:
        word = doc[token]
        if word.text in _MARKS:
            break
        if word.text == "," and token + 1 < sentence.last and doc[token + 1].lower_ in _CONJUNCTIONS:
            break
        token += 1
    return token


def leading_words(doc: Doc, sentence: Sentence, arguments: list[Range]) -> set[int]:
    """Up to four words in front of each argument, without a mark or verb between."""
    found: set[int] = set()
    for first, _ in arguments:
        for token in range(first - 1, max(sentence.first, first - 5) - 1, -1):
            if doc[token].text in {",", ".", ";", ":", "(", ")", '"'} or looks_verbal(doc, token):
                break
            found.add(token)
    return found
