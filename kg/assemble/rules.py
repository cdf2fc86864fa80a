"""What statements imply, by the rules of the ontology: who runs a company works there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.assemble.lifting import in_order, turned_evidence, with_iri
from kg.ontology.schema import Implication, Schema, Turn
from kg.resolve import Resolution
from kg.types import Entity, Modality, Statement

_HOLDS = frozenset({Modality.ASSERTED, Modality.PLANNED, Modality.AGREED, Modality.FORMER})


def implied(statements: Iterable[Statement], resolution: Resolution, schema: Schema) -> Iterator[Statement]:
    """The statements that follow from others, and from those; each with the evidence of what it follows from.

    A rule is applied only if the types fit (``Schema.fits``), and to nothing that is denied or speculated. What is
    over follows as the past property (``PropertySchema.former``), and not at all where there is none.
    """
    queue = list(statements)
    seen = {(statement.iri, statement.evidence) for statement in queue}
    while queue:
        statement = queue.pop()
        if statement.property not in schema.properties or statement.modality not in _HOLDS:
            continue
        for rule in schema.properties[statement.property].implies:
            found = _follow(statement, rule, resolution, schema)
            if found and (found.iri, found.evidence) not in seen:
                seen.add((found.iri, found.evidence))
                queue.append(found)
                yield found


def _follow(statement: Statement, rule: Implication, resolution: Resolution, schema: Schema) -> Statement | None:
    """What one rule makes of a statement; None if nothing."""
    item = schema.properties.get(rule.property)
    name, modality = rule.property, statement.modality
    if item and modality is Modality.FORMER:
        item = schema.properties.get(item.former or "")
        name, modality = (item.name, Modality.ASSERTED) if item else (name, modality)
    ends = _ends(statement, rule.turn)
    if item is None or ends is None or ends[0] == ends[1]:
        return None
    if not schema.fits(name, *(class_of(resolution.entity(end), schema) for end in ends)):
        return None
    evidence = statement.evidence
    if rule.turn is Turn.INVERSE:
        evidence = tuple(turned_evidence(one) for one in evidence)
    elif rule.turn is Turn.OF:
        evidence = tuple(replace(one, object_mention=None) for one in evidence)
    found = replace(
        statement,
        subject=ends[0],
        property=name,
        object=ends[1],
        modality=modality,
        evidence=evidence,
        of=None,
        derived_from=statement.property,
    )
    return with_iri(in_order(found, item), resolution.base)


def _ends(statement: Statement, turn: Turn) -> tuple[str, str] | None:
    """Subject and object of what follows; None if the statement does not name both."""
    if turn is Turn.OF:
        return (statement.subject, statement.of) if statement.of else None
    if not isinstance(statement.object, str):
        return None
    ends = (statement.subject, statement.object)
    return ends if turn is Turn.SAME else ends[::-1]


def class_of(entity: Entity, schema: Schema) -> str:
    """The finest class of an entity that the schema knows."""
    return entity.cls if entity.cls in schema.classes else entity.type
