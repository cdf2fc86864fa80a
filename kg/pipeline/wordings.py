"""What example sentences of a property teach: the words that join its subject and object, and in which roles.

Each example is parsed. The word that joins its marked words, and the roles that they have there
(``kg.pipeline.arguments``), make a joint: the verb ``sponsor`` with the subject as agent and the object as patient. Roles
do not depend on the turn of the sentence, so one example covers passives, relative clauses and lists; another cue of the
property may stand in for the word of the example. An example whose words have no such roles gives the path between them
in the tree, which must come back word for word.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, Token

from kg.ontology.schema import Example, PropertySchema
from kg.pipeline.arguments import Roles, is_verb
from kg.pipeline.joints import Joint, Pattern, governors, joints, pattern_between, stem, stems
from kg.types import Modality

Parse = Callable[[str], Doc]
EXACT, BY_CUE = 0.8, 0.6
_SMALL = frozenset({"ADP", "PART", "ADV", "SCONJ", "DET"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What the examples of one property teach.

    ``joints`` are (tag, role of the subject, role of the object, stem); ``known`` the stems that the examples show at
    work: they stand in for no other word; ``cues`` the stems of the property's cues. ``source`` is a digest of the
    examples and cues that it was learned from.
    """

    joints: frozenset[tuple[str, str, str, str]]
    paths: frozenset[Pattern]
    known: frozenset[str]
    cues: frozenset[str]
    symmetric: bool
    source: str

    def to_row(self) -> dict[str, Any]:
        """As plain data, sorted."""
        paths = sorted((list(map(list, p.path)), list(p.words), p.marker) for p in self.paths)
        return {"joints": sorted(self.joints), "paths": paths, "known": sorted(self.known), "cues": sorted(self.cues),
                "symmetric": self.symmetric, "source": self.source}  # fmt: skip

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Wording:
        paths = frozenset(Pattern(tuple((a, b) for a, b in path), tuple(words), mark) for path, words, mark in row["paths"])
        joints = frozenset((tag, left, right, one) for tag, left, right, one in row["joints"])
        return cls(joints, paths, frozenset(row["known"]), frozenset(row["cues"]), row["symmetric"], row["source"])


def source_of(item: PropertySchema, examples: Iterable[Example]) -> str:
    """A short digest of what a wording is learned from."""
    told = [item.name, item.date_valued, item.symmetric, *item.cues, *((e.text, e.subject, e.object) for e in examples)]
    return hashlib.sha256(repr(told).encode("utf-8")).hexdigest()[:16]


def learn(parse: Parse, item: PropertySchema, examples: tuple[Example, ...]) -> Wording:
    """What examples show: roles by word, those of one word in any combination; else whole paths."""
    cues = frozenset(word for cue in item.cues if (word := _head_stem(parse, cue)))
    paths: set[Pattern] = set()
    ends: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for example in examples:
        for joint in _shown(parse(example.text), item, example, cues, paths):
            for one in joint.stems & cues or joint.stems:
                subjects, objects = ends.setdefault((joint.tag, one), (set(), set()))
                subjects.add(joint.subject)
                objects.add(joint.object)
    combined = {(tag, left, right, one) for (tag, one), (lefts, rights) in ends.items() for left in lefts for right in rights - {left}}
    return Wording(frozenset(combined), frozenset(paths), frozenset(one for _, one in ends), cues, item.symmetric, source_of(item, examples))


def _head_stem(parse: Parse, cue: str) -> str:
    """The stem of the word that others hang on: ``title sponsor``: sponsor, ``name after``: nam."""
    if cue.isalpha():
        return stem(cue)
    tokens = list(parse(cue))
    short = list(tokens)
    while len(short) > 1 and short[-1].pos_ in _SMALL:
        short.pop()
    verb = len(short) < len(tokens) or is_verb(short[0])
    return stem((short[0] if verb else short[-1]).lower_)


def _shown(doc: Doc, item: PropertySchema, example: Example, cues: frozenset[str], paths: set[Pattern]) -> Iterator[Joint]:
    """The joints of an example at the property's cues; without any, those on the way from subject to object."""
    subject, obj = (doc.char_span(*span, alignment_mode="expand") for span in (example.subject, example.object))
    if subject is None or obj is None:
        return  # marks around nothing but white space
    found = list(joints(subject, obj, governors(doc), date=item.date_valued))
    pointed = [joint for joint in found if joint.stems & cues]
    on_the_way = pattern_between(subject.root, obj.root)
    if pointed or on_the_way is None:
        yield from pointed
    elif any(stems(token) & cues for token in doc):
        if cues & set(on_the_way.words):
            paths.add(on_the_way)
    else:
        yield from (joint for joint in found if joint.stems & set(on_the_way.words))


class Wordings:
    """The wordings of several properties, made ready for reading."""

    def __init__(self, taught: Mapping[str, Wording]) -> None:
        self.taught = dict(taught)
        self._joints: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._paths: dict[Pattern, set[str]] = defaultdict(set)
        for name, wording in sorted(self.taught.items()):
            for tag, left, right, one in wording.joints:
                self._joints[tag, left, right][name].add(one)
            for path in wording.paths:
                self._paths[path].add(name)
        self.words = frozenset[str]().union(*(w.known | w.cues for w in self.taught.values()))

    def __bool__(self) -> bool:
        return bool(self._joints or self._paths)

    def governs(self, token: Token) -> bool:
        """Whether a token is one of the words by which a property can be stated."""
        return bool(stems(token) & self.words)

    def match(self, subject: Span, obj: Span, words: list[tuple[Token, Roles]], *, date: bool) -> Iterator[tuple[str, float, Modality]]:
        """(property, score, modality) for each property that a sentence states of two spans as an example does."""
        for joint in joints(subject, obj, words, date=date):
            for name, shown in self._joints.get((joint.tag, joint.subject, joint.object), {}).items():
                if joint.stems & shown:
                    yield name, EXACT, joint.modality
                elif joint.stems & self.taught[name].cues and not joint.stems & self.taught[name].known:
                    yield name, BY_CUE, joint.modality
        found = pattern_between(subject.root, obj.root) if self._paths else None
        for name in sorted(self._paths.get(found, ())) if found is not None else ():
            yield name, EXACT, Modality.ASSERTED
