"""Coreference inside a document: each mention looks for its best antecedent; chains without a name are dropped.

Writes ``doc._.kg_chains``: rows ``{"id", "type", "class", "name", "score", "mentions": [[start, end, kind]]}`` with
offsets in characters, in order of first appearance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.pipeline import pairs
from kg.pipeline.brackets import abbreviates
from kg.pipeline.demonyms import known_place, place_of
from kg.pipeline.extensions import register
from kg.pipeline.mentions import Mentions, mentions_of
from kg.pipeline.store import Stored, linear

REACH = 3
NEARLY = 0.7
_NAMED = ("name", "nominal", "pronoun")
_FIRST_PERSON = re.compile(r"(?i)\b(?:we|us|our|ours|ourselves)\b")
_MASCULINE = re.compile(r"(?i)(?:he|him|his|himself|she|her|hers|herself)")
_THING = re.compile(r"(?i)(?:it|its|itself)")


class Coreference(Stored):
    """Scores (mention, antecedent) pairs from mention vectors; ``settings`` number types, kinds and classes."""

    def __init__(self) -> None:
        self.arrays, self.settings = {}, {}

    def ready(self) -> None:
        names = ("mention", "left", "right", "product", "score", "classes")
        self.maps = {name: linear(self.arrays, name) for name in names}

    def __call__(self, doc: Doc) -> Doc:
        mentions = mentions_of(doc)
        links = self._links(mentions)
        links += _openings(doc, mentions, {i for i, _, _ in links})
        doc._.kg_chains = self._chains(doc, mentions, links)
        return doc

    def _links(self, mentions: Mentions) -> list[tuple[int, int, float]]:
        """(mention, antecedent, probability) for every mention that has an antecedent."""
        left, right = self._candidates(mentions)
        if not len(left):
            return []
        scores = self._scores(mentions, left, right)
        found: list[tuple[int, int, float]] = []
        for i in np.unique(left):
            rows = np.flatnonzero(left == i)
            top = rows[scores[rows].argmax()]
            if mentions.kinds[i] == "pronoun":  # of antecedents that are about as good, the nearest one before
                close = [row for row in rows if scores[row] > scores[top] - NEARLY and right[row] < i]
                top = max(close, key=lambda row: right[row]) if close else top
            if scores[top] > 0:
                total = 1 + np.exp(np.minimum(scores[rows], 50)).sum()
                found.append((int(i), int(right[top]), float(np.exp(min(scores[top], 50)) / total)))
        return found

    def _candidates(self, mentions: Mentions) -> tuple[np.ndarray, np.ndarray]:
        left: list[int] = []
        right: list[int] = []
        usable = [n for n in range(len(mentions)) if mentions.kinds[n] in _NAMED]
        names = [n for n in usable if mentions.kinds[n] == "name"]
        words = _word_index(mentions, names)
        for i in usable:
            kind = mentions.kinds[i]
            for j in self._earlier(mentions, i, usable, names, words):
                if kind != "name" and not _agree(mentions.texts[i], kind, mentions.types[j]):
                    continue
                left.append(i)
                right.append(j)
        return np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)

    def _earlier(self, mentions: Mentions, i: int, usable: list[int], names: list[int], words: dict[str, list[int]]) -> list[int]:
        sentences = mentions.sentences
        if mentions.kinds[i] == "name":
            near = [j for j in names if j < i and sentences[i] - sentences[j] <= 1]
            alike = [j for key in _keys(mentions.texts[i]) for j in words[key] if j < i]
            return sorted({*near, *alike})
        found = [j for j in usable if j < i and mentions.kinds[j] != "name" and sentences[i] - sentences[j] <= REACH]
        found += [j for j in names if (j < i and sentences[i] - sentences[j] <= 12) or (j > i and sentences[j] == sentences[i])]
        return sorted(found)

    def _scores(self, mentions: Mentions, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        kinds, types = self.settings["kinds"], self.settings["types"]
        kind = np.array([kinds.index(k) for k in mentions.kinds])
        type_ = np.array([types.index("Unknown" if k in ("nominal", "pronoun") else t) for k, t in zip(mentions.kinds, mentions.types, strict=True)])
        both = (kind[left] == kinds.index("name")) & (kind[right] == kinds.index("name"))
        match = np.array([pairs.match(mentions.texts[i], mentions.texts[j]) if b else 0 for i, j, b in zip(left, right, both, strict=True)])
        cells = (match * len(kinds) + kind[left]) * len(kinds) + kind[right]
        distance = pairs.buckets(mentions.starts, mentions.ends, mentions.sentences, left, right)
        base = np.tanh(self.maps["mention"](mentions.vectors))
        hidden = self.maps["left"](base)[left] + self.maps["right"](base)[right] + self.maps["product"](base[left] * base[right])
        hidden += self.arrays["distance"][distance] + self.arrays["match"][cells] + self.arrays["types"][type_[left] * len(types) + type_[right]]
        scores: np.ndarray = self.maps["score"](np.maximum(hidden, 0))[:, 0]
        return scores

    def _chains(self, doc: Doc, mentions: Mentions, links: list[tuple[int, int, float]]) -> list[dict[str, Any]]:
        parent = list(range(len(mentions)))
        score = dict.fromkeys(range(len(mentions)), 1.0)

        def find(n: int) -> int:
            while parent[n] != n:
                parent[n] = parent[parent[n]]
                n = parent[n]
            return n

        for i, j in _certain(mentions):
            parent[find(j)] = find(i)
        owners = _owners(mentions)
        full: dict[int, set[str]] = defaultdict(set)  # by chain, the names of more than one word
        for n in range(len(mentions)):
            if mentions.kinds[n] == "name" and " " in mentions.texts[n]:
                full[find(n)].add(mentions.texts[n])
        for i, j, probability in sorted(links, key=lambda link: (mentions.kinds[link[0]] != "name", -link[2], link[0])):
            if mentions.kinds[i] == "name" and (not _compatible(mentions, i, j) or {mentions.texts[i], mentions.texts[j]} in owners):
                continue
            ours, theirs = find(i), find(j)
            if ours == theirs or (mentions.types[i] == "Person" and _two_people(full[ours], full[theirs], mentions.texts[i], mentions.texts[j])):
                continue
            parent[ours] = theirs
            full[theirs] |= full[ours]
            score[i] = probability
        groups: dict[int, list[int]] = defaultdict(list)
        for n in range(len(mentions)):
            if mentions.kinds[n] in _NAMED:
                groups[find(n)].append(n)
        rows = [self._row(mentions, members, score) for members in groups.values() if any(mentions.kinds[m] == "name" for m in members)]
        self._demonyms(mentions, rows)
        rows.sort(key=lambda row: row["mentions"][0])
        for number, row in enumerate(rows, start=1):
            row["id"] = f"e{number}"
        return rows

    def _row(self, mentions: Mentions, members: list[int], score: dict[int, float]) -> dict[str, Any]:
        named = [m for m in members if mentions.kinds[m] == "name"]
        votes: dict[str, int] = defaultdict(int)
        for m in named:
            votes[mentions.types[m]] += 1
        type_ = max(sorted(votes), key=lambda t: votes[t])
        return {
            "id": "", "type": type_, "class": self._class(mentions, named, type_), "name": _best_name([mentions.texts[m] for m in named]),
            "score": round(float(np.mean([score[m] for m in members])), 4),
            "mentions": [[*mentions.spans[m], mentions.kinds[m]] for m in sorted(members)],
        }  # fmt: skip

    def _class(self, mentions: Mentions, named: list[int], type_: str) -> str:
        """The finer class with the best mean score among those below the type."""
        known = {place.cls for n in named if type_ == "Place" and (place := known_place(mentions.texts[n]))}
        if known:
            return min(known)
        scores = self.maps["classes"](mentions.vectors[named]).mean(0)
        below = [n for n, cls in enumerate(self.settings["classes"]) if self.settings["top_class"][cls] == type_]
        return self.settings["classes"][below[int(scores[below].argmax())]] if below else type_

    def _demonyms(self, mentions: Mentions, rows: list[dict[str, Any]]) -> None:
        """Demonyms join the chain of their place, or begin one of their own."""
        by_name = {row["name"].casefold(): row for row in rows if row["type"] == "Place"}
        for n in range(len(mentions)):
            place = place_of(mentions.texts[n]) if mentions.kinds[n] == "demonym" else None
            if place is None:
                continue
            row = next((by_name[name.casefold()] for name in place.names if name.casefold() in by_name), None)
            if row is None:
                row = {"id": "", "type": "Place", "class": place.cls, "name": place.names[0], "score": 1.0, "mentions": []}
                by_name[place.names[0].casefold()] = row
                rows.append(row)
            row["mentions"] = sorted([*row["mentions"], [*mentions.spans[n], "demonym"]])


def _certain(mentions: Mentions) -> list[tuple[int, int]]:
    """Pairs of names that are one thing beyond doubt: the same words, or a short name in brackets."""
    found: list[tuple[int, int]] = []
    seen: dict[tuple[str, bool], int] = {}
    names = [n for n in range(len(mentions)) if mentions.kinds[n] == "name"]
    for n in names:
        key = (mentions.texts[n].casefold().removeprefix("the "), mentions.types[n] == "Person")
        found += [(seen[key], n)] if key in seen else []
        seen.setdefault(key, n)
    found += _surnames(mentions, names)
    for before, n in pairwise(names):
        gap = int(mentions.starts[n] - mentions.ends[before])
        if gap in (1, 2) and abbreviates(mentions.texts[n], mentions.texts[before]):
            found.append((before, n))
    return found


def _surnames(mentions: Mentions, names: list[int]) -> list[tuple[int, int]]:
    """A person named by one word is the one person whose name begins or ends with it, so far or in the whole document."""
    people = [n for n in names if mentions.types[n] == "Person"]
    full: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for n in people:
        words = mentions.texts[n].casefold().split()
        if len(words) > 1:
            for word in {words[0], words[-1]}:
                full[word].append((n, " ".join(words)))
    found = []
    for n in people:
        bearers = full.get(mentions.texts[n].casefold(), [])
        before = [(m, name) for m, name in bearers if m < n]
        for some in (before, bearers):
            if len({name for _, name in some}) == 1:
                found.append((some[0][0], n))
                break
    return found


def _openings(doc: Doc, mentions: Mentions, linked: set[int]) -> list[tuple[int, int, float]]:
    """A pronoun that opens a sentence as its subject, and was not linked, stands for the name that opened the sentence before.

    Source: the preferred centre of the utterance before, after Grosz, Joshi and Weinstein (1995).
    """
    found = []
    for i in range(len(mentions)):
        if mentions.kinds[i] != "pronoun" or i in linked or mentions.texts[i].casefold() not in ("it", "he", "she"):
            continue
        token = doc[int(mentions.words[mentions.starts[i]])]
        if token.i != token.sent.start or token.dep_ not in ("nsubj", "nsubj:pass"):
            continue
        before = [j for j in range(i) if mentions.kinds[j] == "name" and mentions.sentences[j] == mentions.sentences[i] - 1]
        subjects = [j for j in before if doc[int(mentions.words[mentions.starts[j]]) : int(mentions.words[mentions.ends[j] - 1]) + 1].root.dep_ in ("nsubj", "nsubj:pass")]
        first = next((j for j in subjects if _agree(mentions.texts[i], "pronoun", mentions.types[j])), None)
        if first is not None:
            found.append((i, first, 0.5))
    return found


def _keys(text: str) -> set[str]:
    words = [w for w in re.findall(r"\w+", text.casefold()) if len(w) > 1]
    initials = "".join(w[0] for w in re.findall(r"\w+", text.casefold()) if w not in ("of", "the", "and", "for", "in", "on"))
    return {*words, initials}


def _word_index(mentions: Mentions, names: list[int]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for n in names:
        for key in sorted(_keys(mentions.texts[n])):
            index[key].append(n)
    return index


def _agree(text: str, kind: str, type_: str) -> bool:
    """Whether a pronoun can stand for something of a type at all."""
    if kind != "pronoun" or type_ == "Unknown":
        return True
    if _MASCULINE.fullmatch(text):
        return type_ == "Person"
    if _THING.fullmatch(text):
        return type_ != "Person"
    return True


def _compatible(mentions: Mentions, i: int, j: int) -> bool:
    """Whether two names may be one thing: their words agree somehow without a contrast, and persons stay persons.

    Persons may differ in a word: "Bill" and "William" are one given name.
    """
    a, b = mentions.texts[i], mentions.texts[j]
    people = mentions.types[i] == "Person"
    if pairs.match(a, b) == pairs.NO_MATCH or (not people and pairs.contrast(a, b)):
        return False
    return people == (mentions.types[j] == "Person")


def _two_people(ours: set[str], theirs: set[str], one: str, other: str) -> bool:
    """Whether two chains that a link would join hold full names of two persons, other than the two names that it links."""
    unlike = (pairs.NO_MATCH, pairs.SHARED)
    return any(pairs.match(a, b) in unlike for a in ours for b in theirs if (a, b) != (one, other))


def _owners(mentions: Mentions) -> list[set[str]]:
    """Organisations that are no short form of a longer name: the rest of it is a name as well.

    "Google" is not "Google DeepMind" where "DeepMind" stands too, nor "Boeing" the "Boeing 777" beside "777".
    """
    names = [n for n in range(len(mentions)) if mentions.kinds[n] == "name"]
    texts = {mentions.texts[n] for n in names}
    owners = {mentions.texts[n] for n in names if mentions.types[n] == "Organization"}
    splits = ((longer, *longer.rsplit(" ", count)[:1]) for longer in sorted(texts) for count in range(1, longer.count(" ") + 1))
    return [{longer, first} for longer, first in splits if first in owners and longer.removeprefix(first).strip() in texts]


def _best_name(texts: list[str]) -> str:
    """The longest name; spelled in mixed case if one is."""
    mixed = [t for t in texts if not (t.isupper() and len(t) > 5)] or texts
    return max(mixed, key=lambda t: (len(t), -texts.index(t)))


@Language.factory("kg_coreference", requires=["doc.ents", "doc.sents"], assigns=["doc._.kg_chains"])
def make_coreference(nlp: Language, name: str) -> Coreference:
    register()
    return Coreference()
