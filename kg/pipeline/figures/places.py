"""Where a value stands in a Doc: its tokens, its sentence, its head and the noun that it counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.pipeline.chain_index import ChainIndex, ChainMention
from kg.pipeline.sentences import Sentence, sentences
from kg.pipeline.values.parts import ValueExpression, ValueKind
from kg.pipeline.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from kg.pipeline.dates.parts import DateExpression
    from kg.pipeline.figures.changes import Change

_MODIFIES = ("nummod", "compound", "amod", "nmod", "det", "advmod", "quantmod", "dep", "flat", "goeswith")
_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "our", "'s", "\u2019s", "this", "that"})
_TIMES = frozenset({"year", "quarter", "month", "week", "day", "time", "times", "apiece"})
_STANDING_FOR = frozenset({"it", "its", "he", "his", "she", "her", "they", "their", "we", "our"})
_SAME_THING = ("appos", "nmod:desc", "flat")
_NOMINAL = ("NOUN", "PROPN", "SYM", "ADJ", "PRON")


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A value with its tokens ``[first, last)``; ``head`` is the token that the rest of it hangs on.

    ``noun`` is the noun that it counts ("users") or describes ("a $5 billion deal"), None when there is none.
    """

    value: ValueExpression
    first: int
    last: int
    head: int
    noun: int | None
    sentence: int


class FigurePlaces:
    """A Doc as the figures need it: sentences, chains, dates and values by token. Works with and without a parse."""

    def __init__(self, doc: Doc, values: list[ValueExpression], dates: list[DateExpression]) -> None:
        self.doc, self.text = doc, doc.text
        self.parsed = doc.has_annotation("DEP")
        self._heads: dict[tuple[int, int], int] = {}
        self._clauses: dict[int, list[int]] = {}
        self._open: dict[int, str | None] = {}
        self.chains = ChainIndex(doc)
        self.sentences = _unbroken(sentences(doc), self.chains)
        self._starts = [sentence.first for sentence in self.sentences]
        self._mentions: dict[int, list[ChainMention]] = {}
        for mention in self.chains.mentions:
            self._mentions.setdefault(self.sentence_of(mention.first), []).append(mention)
        self.dates = dates
        self.values = [placed for value in values if (placed := self._place(value)) is not None]
        self._firsts = [placed.first for placed in self.values]
        self.changes: dict[int, Change] = {}
        self.metrics: dict[int, str] = {}
        self._valued = {token for placed in self.values for token in range(placed.first, placed.last)}

    def after(self, placed: PlacedValue) -> PlacedValue | None:
        """The next value of the Doc."""
        index = bisect_left(self._firsts, placed.last)
        return self.values[index] if index < len(self.values) else None

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that holds a token."""
        return max(0, bisect_right(self._starts, token) - 1)

    def span_of(self, sentence: int) -> tuple[int, int]:
        """The characters of a sentence, without the white space around it."""
        item = self.sentences[sentence]
        tokens = [token for token in self.doc[item.first : item.last] if not token.is_space]
        if not tokens:
            return self.doc[item.first].idx, self.doc[item.first].idx
        return tokens[0].idx, tokens[-1].idx + len(tokens[-1])

    def in_value(self, token: int) -> bool:
        """Whether a token is a part of a value."""
        return token in self._valued

    def mentions_of(self, sentence: int) -> list[ChainMention]:
        """The chain mentions of a sentence, in text order."""
        return self._mentions.get(sentence, [])

    @cached_property
    def main_chain(self) -> str | None:
        """The chain that the text mentions most often, the earlier one if two are equal."""
        counts: dict[str, int] = {}
        for mention in self.chains.mentions:
            counts[mention.chain] = counts.get(mention.chain, 0) + 1
        return max(counts, key=lambda chain: counts[chain]) if counts else None

    @cached_property
    def first_chain(self) -> str | None:
        """The chain that the text mentions first."""
        return self.chains.mentions[0].chain if self.chains.mentions else None

    def head_of(self, first: int, last: int) -> int:
        """The token of ``[first, last)`` whose head lies outside; without a parse the last one."""
        if (first, last) not in self._heads:
            self._heads[first, last] = self._find_head(first, last)
        return self._heads[first, last]

    def _find_head(self, first: int, last: int) -> int:
        if not self.parsed:
            return last - 1
        tops = [t.i for t in self.doc[first:last] if not first <= t.head.i < last or t.head.i == t.i]
        named = [i for i in tops if self.doc[i].dep_ not in ("punct", "case", "cc")]
        return (named or tops or [last - 1])[0]

    def noun_phrase_of(self, token: int) -> int:
        """The head of the whole noun phrase of a name: "wife" for "Mei Lin" in "his wife, Mei Lin"."""
        current = self.doc[token]
        for _ in range(4):
            if current.dep_ not in _SAME_THING or current.head.i == current.i:
                break
            current = current.head
        return current.i

    def climb(self, token: int) -> Iterator[int]:
        """The token and its heads up to the root."""
        current = self.doc[token]
        yield current.i
        for _ in range(60):
            if current.head.i == current.i:
                return
            current = current.head
            yield current.i

    def clauses(self, token: int) -> list[int]:
        """The heads of the clauses above a token, the nearest first: verbs, and predicates with a subject or copula."""
        if token not in self._clauses:
            self._clauses[token] = [index for index in self.climb(token) if self._heads_clause(index)]
        return self._clauses[token]

    def _heads_clause(self, index: int) -> bool:
        token = self.doc[index]
        return token.pos_ == "VERB" or any(child.dep_.split(":")[0] in ("nsubj", "cop") for child in token.children)

    def subject_of(self, verb: int) -> int | None:
        """The subject of a clause: its own, the noun that a relative clause describes, or that of the clause above."""
        current = self.doc[verb]
        for _ in range(5):
            own = next((child for child in current.children if child.dep_.split(":")[0] == "nsubj"), None)
            relation = current.dep_.split(":")[0]
            if own is not None and (own.tag_ not in ("WDT", "WP") or relation != "acl"):
                return own.i
            if relation == "acl":
                return current.head.i
            if relation not in ("conj", "xcomp", "advcl", "parataxis") or current.head.i == current.i:
                return None
            current = current.head
        return None

    def open_subject(self, placed: PlacedValue) -> str | None:
        """The word that is the subject or owner near a value but belongs to no chain: a pronoun, or a noun with "the".

        Such a word stands for something named elsewhere that the coreference did not find.
        """
        if placed.first not in self._open:
            self._open[placed.first] = self._find_open_subject(placed)
        return self._open[placed.first]

    def _find_open_subject(self, placed: PlacedValue) -> str | None:
        if not self.parsed:
            return None
        noun = placed.noun if placed.noun is not None else placed.head
        owners = [child.i for child in self.doc[noun].children if child.dep_ == "nmod:poss"]
        subjects = [subject for verb in self.clauses(placed.head)[:1] if (subject := self.subject_of(verb)) is not None]
        owners += [child.i for subject in subjects for child in self.doc[subject].children if child.dep_ == "nmod:poss"]
        for index in [*owners, *subjects]:
            token = self.doc[index]
            if self.chains.at(index) or placed.first <= index < placed.last:
                continue
            if token.pos_ == "PRON" and token.lower_ in _STANDING_FOR:
                return token.lower_
            if token.pos_ == "NOUN" and any(
                child.lower_ in ("the", "this") and child.dep_ == "det" for child in token.children
            ):
                return "the"
        return None

    def _place(self, value: ValueExpression) -> PlacedValue | None:
        span = self.doc.char_span(value.start, value.body, alignment_mode="expand")
        if span is None or not len(span):
            return None
        if any(self._in_name(value, mention) for token in span for mention in self.chains.at(token.i)):
            return None
        head = self.head_of(span.start, span.end)
        noun = self._noun(value, span.start, span.end, head)
        return PlacedValue(value, span.start, span.end, head, noun, self.sentence_of(span.start))

    def _in_name(self, value: ValueExpression, mention: ChainMention) -> bool:
        """Whether the numeral is a part of a name ("Kling 2", "the 787")."""
        return mention.kind == "name" and mention.start <= value.number[0] and value.number[1] <= mention.end

    def _noun(self, value: ValueExpression, first: int, last: int, head: int) -> int | None:
        if not self.parsed:
            return self._noun_by_words(last, value)
        token = self.doc[head]
        above = token.head
        modifies = token.dep_.split(":")[0] in _MODIFIES and above.pos_ in _NOMINAL and not is_comparison(above)
        if modifies and 0 <= above.i - last < 8:
            return above.i
        if value.kind is not ValueKind.COUNT and self._determined(value, first) and last < len(self.doc):
            beside = self.doc[last]
            if (
                beside.pos_ == "NOUN"
                and beside.lower_ not in _TIMES
                and self.text[value.end : value.end + 1] in " -"
            ):
                return self._noun_by_words(last, value)
        if value.kind is ValueKind.COUNT:
            below = next(
                (
                    child
                    for child in token.children
                    if child.dep_.split(":")[0] == "nmod"
                    and child.i >= last
                    and any(case.lower_ == "of" for case in child.children)
                ),
                None,
            )
            if below is not None and below.pos_ in ("NOUN", "PROPN"):
                return below.i
            if first <= head < last and token.pos_ == "NOUN" and token.text.isalpha() and not value.word:
                return None
            return self._noun_by_words(last, value) if token.dep_ in ("nummod", "compound") else None
        return None

    def _determined(self, value: ValueExpression, first: int) -> bool:
        """Whether an article or an owner stands before a value: "a 72.4 percent stake"."""
        while first and value.qualified is not None and self.doc[first - 1].idx >= value.qualified:
            first -= 1
        return first > 0 and (
            self.doc[first - 1].lower_ in _DETERMINERS or self.doc[first - 1].tag_ in ("DT", "PRP$", "POS")
        )

    def _noun_by_words(self, last: int, value: ValueExpression) -> int | None:
        """The noun after a number judged by words alone: the end of the run of plain words, at its first plural."""
        stops = word_set("figures.toml", "stop_words")
        found: Token | None = None
        hyphens = 0
        for token in self.doc[last : min(last + 6, len(self.doc))]:
            if token.text == "-" and (found is None or not found.whitespace_):
                hyphens += found is not None
                continue
            open_ended = hyphens > 0 or found is None or found.pos_ == "ADJ"
            if not token.text.isalpha() or token.lower_ in stops or (token.is_title and not open_ended):
                break
            if token.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ", "DET", "ADV"):
                break
            found = token
            if token.lower_.endswith("s") and not token.lower_.endswith(("ss", "us", "is")):
                break
        if found is None or found.pos_ == "ADJ":
            return None
        return found.i


def _unbroken(found: list[Sentence], chains: ChainIndex) -> list[Sentence]:
    """The sentences with those joined that a mention runs across."""
    inside = {token for mention in chains.mentions for token in range(mention.first + 1, mention.last)}
    joined: list[Sentence] = []
    for sentence in found:
        if joined and sentence.first in inside:
            joined[-1] = Sentence(joined[-1].first, sentence.last)
        else:
            joined.append(sentence)
    return joined


def is_comparison(token: Token) -> bool:
    """Whether a word belongs to "year-on-year" or "month over month", which says nothing about what is measured."""
    around = [item.lower_ for item in token.doc[max(0, token.i - 4) : token.i + 5]]
    twice = around.count(token.lower_) > 1
    return twice and token.lower_ in ("year", "quarter", "month", "week") and ("on" in around or "over" in around)
