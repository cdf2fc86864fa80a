"""Names, demonyms, positions and definite descriptions: spans found by tagging tokens.

Writes names to ``doc.ents`` (labels are the ontology's top classes) and, since spans of one layer may not
overlap, the rest to ``doc.spans``: ``demonyms``, ``roles`` ("chief executive"), ``nominals`` ("the company").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.ontology.schema import Schema
from kg.pipeline.brackets import bracketed
from kg.pipeline.demonyms import place_of
from kg.pipeline.encoder import HIDDEN
from kg.pipeline.store import Stored, linear
from kg.pipeline.words import word_indices

DEMONYM = "Demonym"
MAYBE, SURNAME, HARDLY, MADE = 0.25, 0.1, 0.0002, 0.2
_DESIGNATORS = frozenset("ai app co company corp group holdings inc labs limited llc ltd plc technologies technology".split())
_NAMED_LIKE = frozenset({"Event", "Work", "Other"})
# What is done to products, seldom to events: "the announcement of X", "X was released".
_MADE = frozenset("announce announcement build debut develop development introduce introduction launch release rollout unveil unveiling".split())
_EDGES = frozenset({"'s", "’s", "'", "’", ",", ";", ":", "(", "[", '"', "“", "”"})
_ENDS = _EDGES | frozenset({"of", "the", "and", "or", "for", "in", "on", "at", "to", "from", "by", "with", "a", "an"})


class Names(Stored):
    """Tags tokens from the encoder's last layer; ``settings["tags"]`` are ``O``, ``B-Person``, ``I-Person`` …

    ``settings["bodies"]`` are nouns for organisations.
    """

    def __init__(self) -> None:
        self.arrays, self.settings = {}, {}

    def ready(self) -> None:
        self.tag, self.nominal, self.role = (linear(self.arrays, name) for name in ("names", "nominals", "roles"))
        tags = self.settings["tags"]
        self.types = [tag[2:] for tag in tags]
        self.begins = np.array([tag.startswith("B-") for tag in tags])
        self.insides = np.array([tag.startswith("I-") for tag in tags])
        follow = np.zeros((len(tags), len(tags)), dtype=bool)
        for index, tag in enumerate(tags):
            follow[:, index] = not tag.startswith("I-")
            if tag.startswith("I-"):
                follow[[tags.index(f"B-{tag[2:]}"), index], index] = True
        self.forbidden = np.where(follow, 0.0, -1e6).astype(np.float32)

    def follow(self, schema: Schema) -> None:
        """Takes the nouns for organisations from a schema in place of the shipped ones."""
        self.settings = {**self.settings, "bodies": schema.nouns_of("Organization")}

    def __call__(self, doc: Doc) -> Doc:
        words = word_indices(doc)
        if not len(words):
            return doc
        x = np.ascontiguousarray(doc.tensor[words, HIDDEN:])
        named = _with_brackets(doc, as_said(self._names(doc, words, x), self.settings["bodies"]))
        doc.set_ents([span for span in named if span.label_ != DEMONYM])
        doc.spans["demonyms"] = [span for span in named if span.label_ == DEMONYM]
        doc.spans["roles"] = _simple(doc, words, self.role(x), "Role")
        doc.spans["nominals"] = [span for span in _simple(doc, words, self.nominal(x), "Nominal") if span[-1].pos_ != "DET"]
        return doc

    def _names(self, doc: Doc, words: np.ndarray, x: np.ndarray) -> list[Span]:
        scores = self.tag(x)
        tags = scores.argmax(1)
        before = np.concatenate([[0], tags[:-1]])
        if np.any(self.forbidden[before, tags] < 0):
            tags = self._viterbi(scores)
        spans: list[Span] = []
        firsts: list[int] = []
        start = 0
        while start < len(tags):
            if not self.begins[tags[start]]:
                start += 1
                continue
            stop = start + 1
            while stop < len(tags) and self.insides[tags[stop]]:
                stop += 1
            span = _trim(doc, int(words[start]), int(words[stop - 1]) + 1, self.types[tags[start]])
            if span is not None and not _is_pronoun(span):
                spans.append(_one_of_a_people(span))
                firsts.append(start)
            start = stop
        return self._agreed(self._made(self._surnames(spans, scores[firsts]), scores[firsts]), scores[firsts])

    def _made(self, spans: list[Span], scores: np.ndarray) -> list[Span]:
        """What is announced, built or released is a product if it may be one, and not an event."""
        doubtful = [n for n, span in enumerate(spans) if span.label_ in ("Event", "Other") and made(span)]
        place = self.settings["tags"].index("B-Product")
        for n in doubtful:
            shares = np.exp(scores[n] - scores[n].max())
            if shares[place] / shares.sum() > MADE:
                spans[n] = Span(spans[n].doc, spans[n].start, spans[n].end, label="Product")
        return spans

    def _surnames(self, spans: list[Span], scores: np.ndarray) -> list[Span]:
        """A single word that may be a person, and begins or ends a person's full name in the document, is one.

        Hardly any doubt is left where no longer name of something else holds the word, as "Kisaragi Optics" does beside
        Yukio Kisaragi.
        """
        edges = {word.text for span in spans if span.label_ == "Person" and len(span) > 1 for word in (span[0], span[-1])}
        if not edges:
            return spans
        shared = {word.text for span in spans if span.label_ != "Person" and len(span) > 1 for word in span}
        tags = self.settings["tags"]
        shares = np.exp(scores - scores.max(1, keepdims=True))
        persons = shares[:, tags.index("B-Person")] / shares.sum(1)
        found = []
        for span, share in zip(spans, persons.tolist(), strict=True):
            one = len(span) == 1 and span.text in edges and share > (SURNAME if span.text in shared else HARDLY)
            found.append(Span(span.doc, span.start, span.end, label="Person") if one else span)
        return found

    def _agreed(self, spans: list[Span], scores: np.ndarray) -> list[Span]:
        """One name has one type in one document: where it got several, the likeliest by all its places.

        A name with and without a word such as "AI" or "Group" behind it is one name, unless one of the two forms can
        hardly be what the other is ("Meta", a company, and "Meta AI", a product of it).
        """
        forms: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for n, span in enumerate(spans):
            if span.label_ != DEMONYM:
                forms[_core(span.text)][span.text].append(n)
        top = scores.max(1, keepdims=True) if len(spans) else scores
        logp = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
        use = [n for n, name in enumerate(self.types) if self.begins[n] and name != DEMONYM]
        best: dict[str, str] = {}
        for texts in forms.values():
            for group in [list(texts)] if self._one(list(texts.values()), logp[:, use]) else [[text] for text in texts]:
                members = [n for text in group for n in texts[text]]
                if len({spans[n].label_ for n in members}) > 1:
                    vote = np.maximum(logp[members][:, use], -8.0).sum(0)
                    best |= dict.fromkeys(group, self.types[use[int(vote.argmax())]])
        return [s if s.label_ == DEMONYM else Span(s.doc, s.start, s.end, label=best.get(s.text, s.label_)) for s in spans]

    @staticmethod
    def _one(forms: list[list[int]], logp: np.ndarray) -> bool:
        """Whether the likeliest type of all places together is likely enough somewhere for each form of the name."""
        chosen = int(np.maximum(logp[[n for form in forms for n in form]], -8.0).sum(0).argmax())
        return all(logp[form, chosen].max() > np.log(MAYBE) for form in forms)

    def _viterbi(self, scores: np.ndarray) -> np.ndarray:
        """The best sequence in which every inside follows its own kind."""
        total = scores[0] + self.forbidden[0]
        back = np.empty(scores.shape, dtype=np.int64)
        for index in range(1, len(scores)):
            step = total[:, None] + self.forbidden
            back[index] = step.argmax(0)
            total = step.max(0) + scores[index]
        tags = np.empty(len(scores), dtype=np.int64)
        tags[-1] = total.argmax()
        for index in range(len(scores) - 1, 0, -1):
            tags[index - 1] = back[index, tags[index]]
        return tags


def _core(name: str) -> str:
    """A name without the words that only say what sort of thing it is."""
    words = name.split()
    while len(words) > 1 and words[-1].casefold().rstrip(".") in _DESIGNATORS:
        words.pop()
    return " ".join(words)


def as_said(spans: list[Span], bodies: Collection[str]) -> list[Span]:
    """A conference, prize or forum that the text calls a body ("… was established as an organization") is one.

    Its name tells the tagger otherwise. Of places and organisations the tagger knows better than such a sentence: on
    Wikipedia, taking every noun at its word was wrong more often than right.
    """
    called = {span.text for span in spans if span.label_ in _NAMED_LIKE and _sort_of(span) in bodies}
    return [Span(s.doc, s.start, s.end, label="Organization") if s.text in called and s.label_ in _NAMED_LIKE else s for s in spans]


def made(span: Span) -> bool:
    """Whether a sentence says that the span was made or made known: object of such a verb, or behind "of" at such a noun."""
    root, head = span.root, span.root.head
    if head.lemma_.lower() not in _MADE:
        return False
    return root.dep_ in ("obj", "nsubj:pass") or (root.dep_ == "nmod" and any(child.dep_ == "case" and child.lower_ == "of" for child in root.children))


def _sort_of(span: Span) -> str:
    """The noun that a sentence gives as the sort of its subject, lower-case; empty if it gives none."""
    subject, head = span.root, span.root.head
    if subject.dep_ not in ("nsubj", "nsubj:pass") or any(child.dep_ == "advmod" and child.lower_ in ("not", "n't", "never") for child in head.children):
        return ""
    nouns = [head] if any(child.dep_ == "cop" for child in head.children) else [
        child for child in head.children
        if child.dep_.startswith("obl") and any(other.dep_ == "case" and other.lower_ == "as" for other in child.children)
    ]  # fmt: skip
    return next((n.lemma_.lower() for n in nouns if n.pos_ == "NOUN" and any(c.lower_ in ("a", "an") for c in n.children)), "")


def _with_brackets(doc: Doc, named: list[Span]) -> list[Span]:
    """Short names in brackets get the type of the name that they stand behind."""
    kept = list(named)
    for index, start, end in bracketed(doc.text, [(s.start_char, s.end_char) for s in named]):
        span = doc.char_span(start, end, label=named[index].label_)
        if span is not None:
            kept = [other for other in kept if other.end <= span.start or other.start >= span.end] + [span]
    return sorted(kept, key=lambda span: span.start)


def _trim(doc: Doc, start: int, stop: int, label: str) -> Span | None:
    """The span without marks and possessives at its edges, and without a last word that leads on; None if nothing is left."""
    while start < stop and doc[start].text in _EDGES:
        start += 1
    while stop > start and (doc[stop - 1].text in _ENDS or doc[stop - 1].is_space):
        stop -= 1
    return Span(doc, start, stop, label=label) if any(ch.isalnum() for ch in doc[start:stop].text) else None


def _is_pronoun(span: Span) -> bool:
    """Whether the span is a capital letter at the beginning of a sentence and no more: "Nobody", "Others"."""
    return len(span) == 1 and span[0].pos_ == "PRON" and bool(span[0].is_sent_start)


def _one_of_a_people(span: Span) -> Span:
    """ "A Swede" is somebody from Sweden, not a name."""
    counted = len(span) == 1 and span.start > 0 and span.doc[span.start - 1].lower_ in ("a", "an")
    return Span(span.doc, span.start, span.end, label=DEMONYM) if counted and place_of(span.text) else span


def _simple(doc: Doc, words: np.ndarray, scores: np.ndarray, label: str) -> list[Span]:
    tags = scores.argmax(1)
    spans: list[Span] = []
    start = 0
    while start < len(tags):
        if tags[start] != 1:
            start += 1
            continue
        stop = start + 1
        while stop < len(tags) and tags[stop] == 2:
            stop += 1
        spans.append(Span(doc, int(words[start]), int(words[stop - 1]) + 1, label=label))
        start = stop
    return spans


@Language.factory("kg_names", requires=["doc.tensor"], assigns=["doc.ents", "doc.spans"])
def make_names(nlp: Language, name: str) -> Names:
    return Names()
