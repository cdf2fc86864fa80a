"""What speaks for a statement, and which statements speak against each other. Nothing is retired: a reader decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from urllib.parse import urlsplit

from kg.assemble.literals import covers
from kg.ontology.schema import PropertySchema, Schema
from kg.types import DateValue, Document, Literal, Modality, Statement, TextValue

_PLACE_PROPERTIES = ("locatedIn", "country", "partOf")
_MOST = 50  # values of one property that are compared with each other


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements, by IRI and in order, that cannot both hold now, and why; ``later`` is what all later articles say."""

    one: str
    other: str
    reason: str
    later: str | None = None


def corroboration(statement: Statement, documents: Mapping[str, Document]) -> int:
    """How many independent sources say so.

    Articles of one outlet are one source, and so are articles that say it in the same words: an agency's report is
    one however many print it. An article without an outlet is a source of its own, or its web site is.
    """
    keys = [_keys(item.document, item.sentences, documents) for item in statement.evidence]
    sources: list[set[str]] = []
    for found in keys:
        merged = set(found)
        for source in [one for one in sources if not one.isdisjoint(merged)]:
            merged |= source
            sources.remove(source)
        sources.append(merged)
    return len(sources)


def _keys(document: str, sentences: tuple[tuple[int, int], ...], documents: Mapping[str, Document]) -> set[str]:
    """What shows a piece of evidence to be of the same source as another one: the outlet, the words."""
    known = documents.get(document)
    if known is None:
        return {f"document {document}"}
    host = urlsplit(known.url or known.source or "").hostname
    outlet = host.removeprefix("www.") if host else " ".join((known.source or "").casefold().split())
    words = " ".join(" ".join(known.text[start:end] for start, end in sentences).casefold().split())
    return {f"outlet {outlet}" if outlet else f"document {document}", *([f"words {words}"] if words else [])}


def conflicts(
    statements: Iterable[Statement], schema: Schema, documents: Mapping[str, Document] = MappingProxyType({})
) -> tuple[Conflict, ...]:
    """The pairs of current statements that do not go together, sorted.

    Two values of a property that has only one at a time, unless one is the other more closely (a date with its month,
    a city in the country) or their validities do not meet; and what is asserted here and denied there. With the
    documents (by id), a conflict tells which one is said only later: a new chief executive, a correction.
    """
    statements = sorted(statements, key=lambda statement: statement.iri)
    inside = _inside(statements)
    found = [
        (one, other, f"{one.property} {_shown(one.object)} is asserted here and denied there")
        for one, other in _denied(statements)
    ]
    groups: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        item = schema.properties.get(statement.property)
        if item and item.functional and statement.modality is Modality.ASSERTED:
            groups[statement.subject, statement.property].append(statement)
    for (_, property), group in groups.items():
        for one, other in combinations(group[:_MOST], 2):
            if _exclude(one, other, inside) and _meet(one, other, schema.properties[property]):
                values = " and ".join(_shown(item.object) for item in (one, other))
                found.append((one, other, f"{property} has one value at a time, here {values}"))
    return tuple(
        sorted({_conflict(*item, documents) for item in found}, key=lambda one: (one.one, one.other, one.reason))
    )


def _conflict(one: Statement, other: Statement, reason: str, documents: Mapping[str, Document]) -> Conflict:
    one, other = sorted((one, other), key=lambda statement: statement.iri)
    ours, theirs = (sorted(_published(statement, documents)) for statement in (one, other))
    later = None
    if ours and theirs and all((*ours, *theirs)):
        later = one.iri if ours[0] > theirs[-1] else other.iri if theirs[0] > ours[-1] else None
    return Conflict(one.iri, other.iri, reason, later)


def _published(statement: Statement, documents: Mapping[str, Document]) -> set[str]:
    """The days of publication of the articles that say so; an empty one for an article without."""
    known = (documents.get(item.document) for item in statement.evidence)
    return {document.published or "" if document else "" for document in known}


def _denied(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """What is asserted and denied, whoever does."""
    groups: defaultdict[tuple[object, ...], dict[Modality, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        key = (statement.subject, statement.property, statement.object, statement.of)
        groups[key][statement.modality].append(statement)
    for group in groups.values():
        for one in group.get(Modality.ASSERTED, ()):
            for other in group.get(Modality.DENIED, ()):
                yield one, other


def _inside(statements: Iterable[Statement]) -> dict[str, set[str]]:
    """Place -> the places that it is said to be in, directly."""
    inside: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.property in _PLACE_PROPERTIES and isinstance(statement.object, str):
            inside[statement.subject].add(statement.object)
    return inside


def _exclude(one: Statement, other: Statement, inside: Mapping[str, set[str]]) -> bool:
    """Whether the objects of two statements cannot be both right."""
    ours, theirs = one.object, other.object
    if ours == theirs:
        return False
    if isinstance(ours, DateValue) and isinstance(theirs, DateValue):
        return not (covers(ours.iso, theirs.iso) or covers(theirs.iso, ours.iso))
    if isinstance(ours, TextValue) and isinstance(theirs, TextValue):
        return ours.text.casefold() != theirs.text.casefold()
    if isinstance(ours, str) and isinstance(theirs, str):
        return theirs not in _around(ours, inside) and ours not in _around(theirs, inside)
    return True


def _around(place: str, inside: Mapping[str, set[str]]) -> set[str]:
    around, queue = set(), [place]
    while queue:
        for outer in inside.get(queue.pop(), ()):
            if outer not in around:
                around.add(outer)
                queue.append(outer)
    return around


def _meet(one: Statement, other: Statement, item: PropertySchema) -> bool:
    """Whether two statements are about the same time, as far as they say; ISO dates compare as text."""
    if item.event or item.date_valued:
        return True
    for first, second in ((one, other), (other, one)):
        if first.valid_until and second.valid_from and first.valid_until < second.valid_from:
            return False
    return not (one.valid_until or other.valid_until)


def _shown(value: str | Literal) -> str:
    if isinstance(value, DateValue):
        return value.iso
    return repr(value.text) if isinstance(value, TextValue) else value
