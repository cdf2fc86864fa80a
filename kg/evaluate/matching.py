"""When a predicted fact is a gold fact."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.align import Alignment, Node, gold_node
from kg.types import Annotation, Claim, DateValue, Modality, TextValue

SYMMETRIC = frozenset({"partner", "competitor", "spouse"})
# Properties that a text seldom keeps apart. Those marked -1 point the other way.
FAMILIES: tuple[Mapping[str, int], ...] = (
    {"product": 1, "announced": 1, "developer": -1, "manufacturer": -1},
    {"parentOrganization": 1, "partOf": 1, "owner": 1},
    {"investor": 1, "owner": 1},
    {"employer": 1, "memberOf": 1, "boardMember": -1},
    {"headquarters": 1, "locatedIn": 1},
)
FUNCTION_WORDS = frozenset({"of", "the", "and", "for", "a", "an", "in", "at", "to", "on", "by", "with", "from"})

Object = Node | DateValue | TextValue


@dataclass(frozen=True, slots=True)
class Fact:
    """All claims of one document about the same subject, property and object (``objects`` are equally good ones)."""

    subject: Node
    property: str
    objects: tuple[Object, ...]
    claims: tuple[Claim, ...]
    modalities: frozenset[Modality]
    organisations: frozenset[Node]
    speakers: frozenset[Node]

    @builtins.property  # a field of this class is called property
    def asserted(self) -> bool:
        return Modality.ASSERTED in self.modalities

    @builtins.property  # a field of this class is called property
    def nodes(self) -> list[Node]:
        return [self.subject, *(item for item in self.objects if isinstance(item, tuple))]


def gold_facts(annotation: Annotation) -> list[Fact]:
    return _facts(annotation.claims, {chain.id: gold_node(chain.id) for chain in annotation.chains})


def predicted_facts(annotation: Annotation, alignment: Alignment) -> list[Fact]:
    return _facts(annotation.claims, alignment.nodes)


def content_words(text: str) -> frozenset[str]:
    """The words of a phrase in lower case, without function words."""
    return frozenset(re.findall(r"\w+", text.casefold())) - FUNCTION_WORDS


def matches(gold: Sequence[Fact], predicted: Sequence[Fact], *, families: bool) -> Iterator[tuple[int, int]]:
    """Index pairs of facts that say the same, however they are said.

    A prediction whose object is a text may share words with several gold facts; only the most alike count.
    """
    by_subject: dict[Node, list[int]] = {}
    for index, fact in enumerate(gold):
        for node in {*fact.nodes}:
            by_subject.setdefault(node, []).append(index)
    for index, fact in enumerate(predicted):
        alike = {other: _likeness(fact, gold[other], families=families) for other in by_subject.get(fact.subject, ())}
        best = max(alike.values(), default=0.0)
        if best > 0:
            yield from ((other, index) for other, likeness in alike.items() if likeness == best)


def _likeness(predicted: Fact, gold: Fact, *, families: bool) -> float:
    """0 for different facts, 1 for the same, between for texts that share some words."""
    best = 0.0
    first = predicted.objects[0]
    for direction in _directions(predicted.property, gold.property, families=families):
        for other in gold.objects:
            if direction == 1 and predicted.subject == gold.subject:
                best = max(best, _agreement(first, other))
            elif direction == -1 and isinstance(other, tuple) and (first, predicted.subject) == (gold.subject, other):
                best = 1.0
    return best


def _directions(first: str, second: str, *, families: bool) -> set[int]:
    """1 when the properties mean the same way round, -1 when they do with subject and object turned."""
    found = set()
    if first == second:
        found = {1, -1} if first in SYMMETRIC else {1}
    if families:
        found |= {family[first] * family[second] for family in FAMILIES if first in family and second in family}
    return found


def _agreement(first: Object, second: Object) -> float:
    if isinstance(first, TextValue) and isinstance(second, TextValue):
        ours, theirs = content_words(first.text), content_words(second.text)
        return len(ours & theirs) / len(ours | theirs) if ours & theirs else float(first.text == second.text)
    return float(first == second)


def _facts(claims: Iterable[Claim], nodes: Mapping[str, Node]) -> list[Fact]:
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_key(claim, nodes), []).append(claim)
    return [_fact(tuple(group), nodes) for group in groups.values()]


def _key(claim: Claim, nodes: Mapping[str, Node]) -> object:
    subject, item = nodes[claim.subject], _object(claim.object, nodes)
    if claim.property in SYMMETRIC and isinstance(item, tuple):
        return claim.property, frozenset({subject, item})
    return claim.property, subject, item.text.casefold() if isinstance(item, TextValue) else item


def _fact(claims: tuple[Claim, ...], nodes: Mapping[str, Node]) -> Fact:
    first = claims[0]
    objects = [_object(first.object, nodes)]
    objects += [_object(item, nodes) for claim in claims for item in claim.alt]
    return Fact(
        subject=nodes[first.subject],
        property=first.property,
        objects=tuple(dict.fromkeys(objects)),
        claims=claims,
        modalities=frozenset(claim.modality for claim in claims),
        organisations=frozenset(nodes[claim.of] for claim in claims if claim.of is not None),
        speakers=frozenset(nodes[claim.stated_by] for claim in claims if claim.stated_by is not None),
    )


def _object(value: str | DateValue | TextValue, nodes: Mapping[str, Node]) -> Object:
    return nodes[value] if isinstance(value, str) else value
