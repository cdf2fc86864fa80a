"""Statements against the schema: what may enter the graph, and what may not, with the reason.

A statement is refused for an unknown property or entity, for an object of the wrong kind, for ends outside the
property's domain and range, for standing on itself, for a date that no calendar has, for having no evidence, and
for saying again what another one says (its evidence then goes to that one).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from kg.ontology.schema import PropertySchema, Schema, ValueKind
from kg.types import DateValue, Entity, Evidence, Literal, Rejection, Statement, TextValue

_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?|--(?P<m>\d\d)(-(?P<d>\d\d))?")

Entities = Mapping[str, Entity]
Test = Callable[[Statement, Entities, Schema], str | None]
"""The reason why a statement is refused, None if it is not; a test may rely on those before it."""


def check(
    statements: Iterable[Statement], entities: Iterable[Entity], schema: Schema
) -> tuple[tuple[Statement, ...], tuple[Rejection, ...]]:
    """The statements that may enter the graph and those that may not, each sorted by IRI."""
    known = {entity.iri: entity for entity in entities}
    accepted: dict[tuple[object, ...], Statement] = {}
    rejected: list[Rejection] = []
    for statement in sorted(statements, key=_order):
        reason = next(filter(None, (test(statement, known, schema) for test in _TESTS)), None)
        if reason is None:
            key = _key(statement, schema)
            first = accepted.get(key)
            accepted[key] = _united(first, statement) if first else statement
            reason = f"says the same as {first.iri}, which takes its evidence" if first else None
        if reason is not None:
            rejected.append(_rejection(statement, known, reason))
    return tuple(accepted.values()), tuple(rejected)


# --- the tests, in order


def _known_property(statement: Statement, entities: Entities, schema: Schema) -> str | None:
    if statement.property in schema.properties:
        return None
    return f"unknown property {statement.property!r}"


def _has_evidence(statement: Statement, entities: Entities, schema: Schema) -> str | None:
    return None if any(item.sentences for item in statement.evidence) else "no sentence says so"


def _right_kind(statement: Statement, entities: Entities, schema: Schema) -> str | None:
    wanted = schema.properties[statement.property].value
    found = _kind(statement.object)
    return None if found is wanted else f"the object is {_KIND_NAMES[found]}, expected {_KIND_NAMES[wanted]}"


def _known_entities(statement: Statement, entities: Entities, schema: Schema) -> str | None:
    roles = {
        "subject": statement.subject,
        "object": statement.object if isinstance(statement.object, str) else None,
        "of": statement.of,
        "speaker": statement.stated_by,
    }
    unknown = [f"unknown {role} {iri}" for role, iri in roles.items() if iri is not None and iri not in entities]
    return unknown[0] if unknown else None


def _not_about_itself(statement: Statement, entities: Entities, schema: Schema) -> str | None:
    if statement.subject in (statement.object, statement.of):
        return "subject and object are the same"
    return None


def _right_types(statement: Statement, entities: Entities, schema: Schema) -> str | None:
    item = schema.properties[statement.property]
    subject = _class_of(entities[statement.subject], schema)
    object = _class_of(entities[statement.object], schema) if isinstance(statement.object, str) else None
    if schema.accepts(statement.property, subject, object):
        return None
    return _type_reason(item, schema, subject, object)


def _real_value(statement: Statement, entities: Entities, schema: Schema) -> str | None:
    if isinstance(statement.object, DateValue) and not _is_date(statement.object.iso):
        return f"{statement.object.iso!r} is no date such as 2022-07-12, 2022-07, 2022, --06 or --06-12"
    if isinstance(statement.object, TextValue) and not statement.object.text.strip():
        return "the object is empty"
    return None


_TESTS: tuple[Test, ...] = (
    _known_property,
    _has_evidence,
    _right_kind,
    _known_entities,
    _not_about_itself,
    _right_types,
    _real_value,
)

_KIND_NAMES = {ValueKind.ENTITY: "an entity", ValueKind.DATE: "a date", ValueKind.TEXT: "words"}


# --- parts


def _kind(object: str | Literal) -> ValueKind:
    if isinstance(object, DateValue):
        return ValueKind.DATE
    return ValueKind.TEXT if isinstance(object, TextValue) else ValueKind.ENTITY


def _class_of(entity: Entity, schema: Schema) -> str:
    return entity.cls if entity.cls in schema.classes else entity.type


def _type_reason(item: PropertySchema, schema: Schema, subject: str, object: str | None) -> str:
    """Which end does not fit; the other one is put aside by trying everything in its place."""
    others = [None] if object is None else list(schema.classes)
    if not any(schema.accepts(item.name, subject, other) for other in others):
        return f"the subject is a {subject}, the domain of {item.name} is {_listed(item.domain)}"
    return f"the object is a {object}, the range of {item.name} is {_listed(item.range)}"


def _listed(names: frozenset[str]) -> str:
    return " or ".join(sorted(names))


def _is_date(iso: str) -> bool:
    match = _DATE.fullmatch(iso)
    if not match or not iso.isascii():
        return False
    year, month, day = match["year"] or "2000", match["month"] or match["m"] or "1", match["day"] or match["d"] or "1"
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _key(statement: Statement, schema: Schema) -> tuple[object, ...]:
    """What two statements share that say the same; either way round for a symmetric property."""
    ends: tuple[object, ...] = (statement.subject, statement.object)
    if schema.properties[statement.property].symmetric and isinstance(statement.object, str):
        ends = tuple(sorted((statement.subject, statement.object)))
    how = (statement.modality, statement.stated_by, statement.of, statement.valid_from, statement.valid_until)
    return (statement.property, *ends, *how)


def _order(statement: Statement) -> tuple[object, ...]:
    """By IRI; what shares one, so that the order of arrival shows nowhere."""
    return (statement.iri, statement.derived_from or "", *map(_place, statement.evidence))


def _united(first: Statement, second: Statement) -> Statement:
    """The first with the evidence of both; what is said outright is not derived any more."""
    turned = first.subject != second.subject
    taken = (_turned(item) if turned else item for item in second.evidence)
    evidence = tuple(sorted({*first.evidence, *taken}, key=_place))
    derived = first.derived_from if second.derived_from else None
    return replace(first, evidence=evidence, derived_from=derived)


def _turned(item: Evidence) -> Evidence:
    return replace(item, subject_mention=item.object_mention, object_mention=item.subject_mention)


def _place(item: Evidence) -> tuple[object, ...]:
    mentions = (item.subject_mention or (-1, -1), item.object_mention or (-1, -1))
    return (item.document, item.sentences, *mentions, item.extractor, item.score)


def _rejection(statement: Statement, entities: Entities, reason: str) -> Rejection:
    return Rejection(statement, _name(statement.subject, entities), _name(statement.object, entities), reason)


def _name(end: str | Literal, entities: Entities) -> str:
    if isinstance(end, DateValue):
        return end.iso
    if isinstance(end, TextValue):
        return end.text
    return entities[end].name if end in entities else end
