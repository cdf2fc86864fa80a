"""Relations learned from examples alone: what joins subject and object in an example joins them elsewhere.

For properties that the trained model doesn't know (a user's own ontology), each example sentence of the ontology is
parsed. The word that joins its marked words, and the roles that they have there (``kg.pipeline.arguments``), make a
pattern: the verb ``sponsor`` with the subject as agent and the object as patient. Roles do not depend on the turn of
the sentence, so one example covers passives, relative clauses and lists; another cue of the property may stand in
for the word of the example. An example whose words have no such roles gives the path between them in the tree, which
must come back word for word.

Source: shortest dependency paths for relations, after Bunescu and Mooney (2005).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.ontology.schema import Example, PropertySchema, Schema
from kg.pipeline.arguments import BELONGING, Roles, arguments, is_verb, marker, places, tops
from kg.pipeline.extensions import register
from kg.types import Modality

LONGEST = 7
EXACT, BY_CUE = 0.8, 0.6
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
_PERHAPS = frozenset({"may", "might", "could", "would"})
_LATER = frozenset({"will", "shall", "'ll", "’ll"})
_OVER = frozenset({"conj", "appos", "flat", "compound", "list"})
_LIGHT = frozenset({"be", "have", "do"})
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")
_SMALL = frozenset({"ADP", "PART", "ADV", "SCONJ", "DET"})

Step = tuple[str, str]  # direction and dependency label
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A word (its stems and coarse tag) that joins two others, and their roles there."""

    stems: frozenset[str]
    tag: str
    subject: str
    object: str
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Pattern:
    """A path from subject to object; ``words`` are the lemmas on the way, ``marker`` the preposition before the object."""

    path: Path
    words: tuple[str, ...]
    marker: str


def stem(word: str) -> str:
    """A word without its endings: ``coaches``, ``coached``, ``coaching``: coach. It need not be a word itself."""
    short = word.lower().removesuffix("'s")
    for ending in _ENDINGS:
        if short.endswith(ending) and len(short) - len(ending) >= 3:
            short = short.removesuffix(ending)
            break
    short = short.removesuffix("e")
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] else short


def stems(token: Token) -> frozenset[str]:
    return frozenset({stem(token.lower_), stem(token.lemma_)})


def joints(subject: Span, obj: Span, words: Iterable[tuple[Token, Roles]], *, date: bool = False) -> Iterator[Joint]:
    """Every word of ``words`` that has both as arguments."""
    firsts, seconds = ([place for top in tops(span) for place in places(top)] for span in (subject, obj))
    inside = {token.i for span in (subject, obj) for token in span}
    for word, roles in words:
        first, second = (next(((place.i, roles[place.i]) for place in ends if place.i in roles), None) for ends in (firsts, seconds))
        if first is None or second is None or first[0] == second[0] or word.i in inside:
            continue
        left, right = first[1], "time" if date and second[1].startswith(("prep:", "obl")) else second[1]
        tag = "VERB" if is_verb(word) else "NOUN"
        if tag == "NOUN" and "self" in (left, right):
            left, right = ("of" if role in BELONGING else role for role in (left, right))
        yield Joint(stems(word), tag, left, right, manner(word))


def manner(word: Token) -> Modality:
    """How a word is said by what stands beside it and beside the words that it hangs on, up to its clause.

    Where the trained model gives a distribution over modalities, this is all that examples give; the rules of
    ``kg_modality`` judge both further.
    """
    chain = [word]
    while chain[-1].head.i != chain[-1].i and chain[-1].dep_ in ("xcomp", "obj", "obl", "nsubj:pass", "aux") and len(chain) < 4:
        chain.append(chain[-1].head)
    beside = {child.lower_ for token in chain for child in token.children if child.dep_ in ("advmod", "aux", "det", "cc")}
    for signs, modality in ((_NOT, Modality.DENIED), (_PERHAPS, Modality.SPECULATED), (_LATER, Modality.PLANNED)):
        if beside & signs:
            return modality
    return Modality.ASSERTED


def pattern_between(subject: Token, obj: Token) -> Pattern | None:
    """The path that joins two tokens of a sentence; None if they are too far apart, not joined, or without words between."""
    up = {token.i: n for n, token in enumerate(_ancestry(subject))}
    chain = _ancestry(obj)
    meet = next((n for n, token in enumerate(chain) if token.i in up), None)
    if meet is None:
        return None
    rise, fall = _ancestry(subject)[: up[chain[meet].i] + 1], chain[: meet + 1]
    steps = [("up", t.dep_) for t in rise[:-1]] + [("down", t.dep_) for t in reversed(fall[:-1])]
    nodes = [t for t in (*rise, *reversed(fall[:-1])) if t.i not in (subject.i, obj.i)]
    words = tuple(stem(t.lower_) for t in nodes if t.pos_ in ("VERB", "NOUN", "ADJ") and t.lemma_ not in _LIGHT)
    kept = _without_lists(steps)
    if not kept or not words or len(kept) > LONGEST:
        return None
    return Pattern(kept, words, marker(obj))


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
    """Matches the patterns of chosen properties; ``use`` must be called with a schema before it finds anything.

    ``joints`` maps a tag and two roles to properties, and each of these to the stems that join so. ``known`` are the
    stems that the examples of a property show at work: they stand in for no other word. ``cues`` are the stems of its
    cues.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.schema: Schema | None = None
        self.joints: dict[tuple[str, str, str], dict[str, set[str]]] = {}
        self.paths: dict[Pattern, set[str]] = {}
        self.cues: dict[str, frozenset[str]] = {}
        self.known: dict[str, frozenset[str]] = {}
        self.words: frozenset[str] = frozenset()

    def use(self, schema: Schema, properties: Iterable[str], *, besides: Collection[Example] = ()) -> None:
        """Learns the patterns of ``properties`` from their examples, without those of ``besides``."""
        self.schema = schema
        self.joints, self.paths, self.cues, self.known = {}, {}, {}, {}
        for name in sorted(properties):
            item = schema.properties[name]
            examples = [example for example in item.examples if example not in besides]
            if examples and not item.text_valued:
                self.cues[name] = frozenset(word for cue in item.cues if (word := self._word(cue)))
                self._learn(item, examples)
        self.words = frozenset[str]().union(*self.known.values(), *self.cues.values())

    def _word(self, cue: str) -> str:
        """The stem of the word that others hang on: ``title sponsor``: sponsor, ``name after``: nam."""
        tokens = list(self._parse(cue))
        short = list(tokens)
        while len(short) > 1 and short[-1].pos_ in _SMALL:
            short.pop()
        verb = len(short) < len(tokens) or is_verb(short[0])
        return stem((short[0] if verb else short[-1]).lower_)

    def _parse(self, text: str) -> Doc:
        doc = self.nlp.make_doc(text)
        for name in ("kg_encoder", "kg_syntax"):
            doc = self.nlp.get_pipe(name)(doc)
        return doc

    def _learn(self, item: PropertySchema, examples: Iterable[Example]) -> None:
        """What the examples show: roles by word, those of one word in any combination; else whole paths."""
        ends: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for example in examples:
            found = list(self._shown(item, example))
            for joint in found:
                for one in joint.stems & self.cues[item.name] or joint.stems:
                    subjects, objects = ends.setdefault((joint.tag, one), (set(), set()))
                    subjects.add(joint.subject)
                    objects.add(joint.object)
        for (tag, one), (lefts, rights) in ends.items():
            for left in lefts:
                for right in rights - {left}:
                    self.joints.setdefault((tag, left, right), defaultdict(set))[item.name].add(one)
        self.known[item.name] = frozenset(one for _, one in ends)

    def _shown(self, item: PropertySchema, example: Example) -> Iterator[Joint]:
        """The joints of an example at the property's cues; without any, those on the way from subject to object."""
        doc = self._parse(example.text)
        subject, obj = (doc.char_span(*span, alignment_mode="expand") for span in (example.subject, example.object))
        if subject is None or obj is None:
            return  # marks around nothing but white space
        cues = self.cues[item.name]
        words = [(token, arguments(token)) for token in doc if token.pos_ in _CONTENT]
        found = list(joints(subject, obj, words, date=item.date_valued))
        pointed = [joint for joint in found if joint.stems & cues]
        on_the_way = pattern_between(subject.root, obj.root)
        if pointed or on_the_way is None:
            yield from pointed
        elif any(stems(token) & cues for token in doc):
            if cues & set(on_the_way.words):
                self.paths.setdefault(on_the_way, set()).add(item.name)
        else:
            yield from (joint for joint in found if joint.stems & set(on_the_way.words))

    def __call__(self, doc: Doc) -> Doc:
        if (self.joints or self.paths) and self.schema is not None:
            doc._.kg_claims = [*doc._.kg_claims, *self._claims(doc, self.schema)]
        return doc

    def _claims(self, doc: Doc, schema: Schema) -> list[dict[str, Any]]:
        best: dict[tuple[str, ...], dict[str, Any]] = {}
        for sent in doc.sents:
            words = [(token, arguments(token)) for token in sent if token.pos_ in _CONTENT and stems(token) & self.words]
            mentions = _mentions(doc, sent) if words or self.paths else []
            for chain, span in mentions:
                for other, target in mentions:
                    if chain is None or chain is other or (span.start < target.end and target.start < span.end):
                        continue
                    for name, score, modality in self._match(schema, (span, chain), (target, other), words):
                        claim = _claim(doc, sent, name, chain, span, other, target, score)
                        claim["modality_scores"] = {m.value: 0.9 if m is modality else 0.02 for m in Modality}
                        key = _key(schema.properties[name], claim)
                        if claim["object"] is not None and score > best.get(key, {"score": 0.0})["score"]:
                            best[key] = claim
        said = {_key(schema.properties[row["property"]], row) for row in doc._.kg_claims if row["property"] in schema.properties}
        return [best[key] for key in sorted(best) if key not in said]

    def _match(
        self, schema: Schema, subject: tuple[Span, dict[str, Any]], target: tuple[Span, dict[str, Any] | None], words: list[tuple[Token, Roles]]
    ) -> Iterator[tuple[str, float, Modality]]:
        (span, chain), (other_span, other) = subject, target
        for joint in joints(span, other_span, words, date=other is None):
            for name, shown in self.joints.get((joint.tag, joint.subject, joint.object), {}).items():
                if _fits(schema, name, chain, other):
                    if joint.stems & shown:
                        yield name, EXACT, joint.modality
                    elif joint.stems & self.cues[name] and not joint.stems & self.known[name]:
                        yield name, BY_CUE, joint.modality
        found = pattern_between(span.root, other_span.root) if self.paths else None
        if found is not None:
            for name in self.paths.get(found, ()):
                if _fits(schema, name, chain, other):
                    yield name, EXACT, Modality.ASSERTED


def _fits(schema: Schema, name: str, chain: dict[str, Any], other: dict[str, Any] | None) -> bool:
    item = schema.properties[name]
    return (other is None) == item.date_valued and schema.accepts(name, chain["class"], other["class"] if other else None)


def _key(item: PropertySchema, claim: dict[str, Any]) -> tuple[str, ...]:
    ends = (claim["subject"], str(claim["object"]))
    return (item.name, *(sorted(ends) if item.symmetric else ends))


def _mentions(doc: Doc, sent: Span) -> list[tuple[dict[str, Any] | None, Span]]:
    """The mentions of chains in a sentence, and its dates (without a chain)."""
    found: list[tuple[dict[str, Any] | None, Span]] = []
    for row in doc._.kg_chains:
        for start, end, _ in row["mentions"]:
            if sent.start_char < end <= sent.end_char:  # a sentence that is cut inside a name has the name's end
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
