"""The less precise of two readings of the same words is dropped: 2022 beside 2022-07-12, director beside managing director."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.assemble.literals import covers, says_more
from kg.ontology.schema import Schema
from kg.types import DateValue, Evidence, Literal, Statement


def without_vague(
    statements: Iterable[Statement], schema: Schema
) -> tuple[list[Statement], list[tuple[Statement, str]]]:
    """Statements without the evidence on which another says more, and those that lost all of it, with the reason.

    Another says more if it is about the same subject and property with the same modality and does not contradict
    in anything: it adds the speaker, the organisation, the validity, or has a fuller object. Both must stand on the
    same sentence; for the date of a property that has only one value the same document is enough.
    """
    groups: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        entity = statement.object if isinstance(statement.object, str) else ""
        groups[statement.subject, statement.property, statement.modality, entity].append(statement)
    kept: list[Statement] = []
    dropped: list[tuple[Statement, str]] = []
    for group in groups.values():
        for statement in group:
            better = [other for other in group if _says_more(other, statement)]
            left = tuple(item for item in statement.evidence if not _stands_on(item, statement, better, schema))
            if left:
                kept.append(replace(statement, evidence=left))
            else:
                dropped.append((statement, f"another statement from the same words says more: {better[0].iri}"))
    return kept, dropped


def _says_more(one: Statement, other: Statement) -> bool:
    """Whether the first says all that the second says, and something more."""
    if one.iri == other.iri:
        return False
    if one.object != other.object and not _object_says_more(one.object, other.object):
        return False
    pairs = (
        (one.stated_by, other.stated_by),
        (one.of, other.of),
        (one.valid_from, other.valid_from),
        (one.valid_until, other.valid_until),
    )
    return all(theirs is None or ours == theirs or _more_precise(ours, theirs) for ours, theirs in pairs)


def _object_says_more(one: str | Literal, other: str | Literal) -> bool:
    return not isinstance(one, str) and not isinstance(other, str) and says_more(one, other)


def _more_precise(ours: str | None, theirs: str) -> bool:
    """Whether a date of validity is the same one, closer; IRIs never are."""
    return ours is not None and theirs[:1].isdigit() and covers(theirs, ours)


def _stands_on(item: Evidence, statement: Statement, better: list[Statement], schema: Schema) -> bool:
    """Whether a better statement has evidence from the same words."""
    known = schema.properties.get(statement.property)
    whole_document = isinstance(statement.object, DateValue) and known is not None and known.functional
    return any(
        item.document == other.document and (whole_document or not set(item.sentences).isdisjoint(other.sentences))
        for one in better
        for other in one.evidence
    )
