"""Relations learned from examples alone: what joins subject and object in an example joins them elsewhere.

For properties that the trained model doesn't know (a user's own ontology), each example sentence of the ontology is
parsed, and the path between its marked words becomes a pattern: the dependency steps, and the words on the way.
The words must come back by lemma, or be replaced by another cue of the property; coordination ("A, B and C") and
apposition ("X, a maker of cars") on either side are stepped over, so that one example covers lists.

Source: shortest dependency paths for relations, after Bunescu and Mooney (2005).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.ontology.schema import PropertySchema, Schema
from kg.pipeline.extensions import register

LONGEST = 7
EXACT, BY_CUE = 0.8, 0.6
_OVER = frozenset({"conj", "appos", "flat", "compound", "list"})
_LIGHT = frozenset({"be", "have", "do"})

Step = tuple[str, str]  # direction and dependency label
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A path from subject to object; ``words`` are the lemmas on the way, ``markers`` the prepositions before the object."""

    path: Path
    words: tuple[str, ...]
    marker: str


def pattern_between(subject: Token, obj: Token) -> Pattern | None:
    """The pattern that joins two tokens of a sentence; None if they are too far apart or not joined."""
    up = {token.i: n for n, token in enumerate(_ancestry(subject))}
    chain = _ancestry(obj)
    meet = next((n for n, token in enumerate(chain) if token.i in up), None)
    if meet is None:
        return None
    rise, fall = _ancestry(subject)[: up[chain[meet].i] + 1], chain[: meet + 1]
    steps = [("up", t.dep_) for t in rise[:-1]] + [("down", t.dep_) for t in reversed(fall[:-1])]
    nodes = [*rise[1:-1], rise[-1], *reversed(fall[1:-1])]
    nodes = [t for t in nodes if t.i not in (subject.i, obj.i)]
    kept = _without_lists(steps)
    if not kept or len(kept) > LONGEST:
        return None
    marker = next((c.lemma_ for c in obj.children if c.dep_ == "case"), "")
    words = tuple(t.lemma_ for t in nodes if t.pos_ in ("VERB", "NOUN", "ADJ", "ADV") and t.lemma_ not in _LIGHT)
    return Pattern(kept, words, marker)


def _ancestry(token: Token) -> list[Token]:
    found = [token]
    while found[-1].head.i != found[-1].i:
        found.append(found[-1].head)
    return found


def _without_lists(steps: list[Step]) -> Path:
    """The path without the steps of lists at its ends: what holds for one member holds for all."""
    left, right = 0, len(steps)
    while left < right and steps[left][0] == "up" and steps[left][1] in _OVER:
        left += 1
    while right > left and steps[right - 1][0] == "down" and steps[right - 1][1] in _OVER:
        right -= 1
    return tuple(steps[left:right]) or tuple(steps)


class Patterns:
    """Matches the patterns of chosen properties; ``use`` must be called with a schema before it finds anything."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.patterns: dict[tuple[Path, str], list[tuple[str, frozenset[str]]]] = {}
        self.cues: dict[str, frozenset[str]] = {}
        self.schema: Schema | None = None

    def use(self, schema: Schema, properties: Iterable[str]) -> None:
        """Learns the patterns of ``properties`` from their examples."""
        found: dict[tuple[Path, str], set[tuple[str, frozenset[str]]]] = defaultdict(set)
        self.schema = schema
        for name in sorted(properties):
            item = schema.properties[name]
            self.cues[name] = frozenset(lemma for cue in item.cues for lemma in self._lemmas(cue))
            for pattern in self._learn(item):
                found[pattern.path, pattern.marker].add((name, frozenset(pattern.words)))
        self.patterns = {key: sorted(rows, key=lambda r: (r[0], sorted(r[1]))) for key, rows in found.items()}

    def _lemmas(self, text: str) -> list[str]:
        return [t.lemma_ for t in self._parse(text) if t.pos_ in ("VERB", "NOUN", "ADJ")]

    def _parse(self, text: str) -> Doc:
        doc = self.nlp.make_doc(text)
        for name in ("kg_encoder", "kg_syntax"):
            doc = self.nlp.get_pipe(name)(doc)
        return doc

    def _learn(self, item: PropertySchema) -> Iterable[Pattern]:
        for example in item.examples:
            doc = self._parse(example.text)
            subject, obj = (doc.char_span(*span, alignment_mode="expand") for span in (example.subject, example.object))
            found = pattern_between(subject.root, obj.root)
            if found is not None:
                yield found

    def __call__(self, doc: Doc) -> Doc:
        if self.patterns and self.schema is not None:
            doc._.kg_claims = [*doc._.kg_claims, *self._claims(doc, self.schema)]
        return doc

    def _claims(self, doc: Doc, schema: Schema) -> list[dict[str, Any]]:
        best: dict[tuple[Any, ...], dict[str, Any]] = {}
        for sent in doc.sents:
            mentions = _mentions(doc, sent)
            for chain, span in mentions:
                for other, target in mentions:
                    if chain is None or chain is other or span.start == target.start:
                        continue
                    for name, score in self._match(schema, span, target, chain, other):
                        claim = _claim(doc, sent, name, chain, span, other, target, score)
                        key = (claim["subject"], name, str(claim["object"]))
                        if claim["object"] is not None and score > best.get(key, {"score": 0.0})["score"]:
                            best[key] = claim
        return [best[key] for key in sorted(best)]

    def _match(self, schema: Schema, span: Span, target: Span, chain: dict[str, Any], other: dict[str, Any] | None) -> Iterable[tuple[str, float]]:
        pattern = pattern_between(span.root, target.root)
        if pattern is None:
            return
        for name, words in self.patterns.get((pattern.path, pattern.marker), ()):
            item = schema.properties[name]
            if (other is None) != item.date_valued or not schema.accepts(name, chain["class"], other["class"] if other else None):
                continue
            here = frozenset(pattern.words)
            if here == words:
                yield name, EXACT
            elif words and len(here - words) == 1 and here - words <= self.cues[name] and words - here <= self.cues[name]:
                yield name, BY_CUE


def _mentions(doc: Doc, sent: Span) -> list[tuple[dict[str, Any] | None, Span]]:
    """The mentions of chains in a sentence, and its dates (without a chain)."""
    found: list[tuple[dict[str, Any] | None, Span]] = []
    for row in doc._.kg_chains:
        for start, end, _ in row["mentions"]:
            if sent.start_char <= start and end <= sent.end_char:
                span = doc.char_span(start, end)
                if span is not None:
                    found.append((row, span))
    found += [(None, span) for span in doc.spans.get("dates", ()) if sent.start <= span.start and span.end <= sent.end]
    return found


def _claim(doc: Doc, sent: Span, name: str, chain: dict[str, Any], span: Span, other: dict[str, Any] | None, target: Span, score: float) -> dict[str, Any]:
    value: Any = other["id"] if other is not None else None
    if other is None:
        iso = next((iso for start, _, iso in doc._.kg_dates if start == target.start_char), None)
        value = {"date": iso} if iso else None
    return {
        "subject": chain["id"], "property": name, "object": value, "evidence": [[sent.start_char, sent.end_char]],
        "subject_mention": [span.start_char, span.end_char], "object_mention": [target.start_char, target.end_char], "modality": "asserted",
        "stated_by": None, "of": None, "valid_from": None, "valid_until": None, "score": score, "extractor": "patterns",
    }  # fmt: skip


@Language.factory("kg_patterns", requires=["doc._.kg_chains"], assigns=["doc._.kg_claims"])
def make_patterns(nlp: Language, name: str) -> Patterns:
    register()
    return Patterns(nlp)
