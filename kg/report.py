"""What a build did, as plain data for ``report.json``: counts, what stayed out and why, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.assemble import conflicts
from kg.types import DateValue, Entity, Rejection, Statement, TextValue

if TYPE_CHECKING:
    from kg.build import Built
    from kg.errors import ReadError
    from kg.ontology import Schema


def report(
    built: Built,
    schema: Schema,
    *,
    problems: Sequence[ReadError] = (),
    notes: Sequence[ReadError] = (),
    configuration: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Everything about a build that is not in the graph; the same for the same input, without times."""
    graph = built.graph
    texts = {document.id: document.text for document in graph.documents}
    return {
        "documents": len(graph.documents),
        "words": sum(len(document.text.split()) for document in graph.documents),
        "entities": {"all": len(graph.entities), **_counted(entity.type for entity in graph.entities)},
        "statements": {"all": len(graph.statements), **_counted(item.modality for item in graph.statements)},
        "properties": _counted(item.property for item in graph.statements),
        "figures": len(graph.figures),
        "quotations": len(graph.quotes),
        "rejected": [_rejection(item, texts) for item in built.rejections],
        "conflicts": _conflicts(graph.statements, graph.entities, schema),
        "merges": [
            {"entity": entity.iri, "names": entity.names, "because": entity.merged_because}
            for entity in graph.entities
            if entity.merged_because
        ],
        "problems": [{"place": error.path, "reason": error.reason} for error in problems],
        "notes": [{"place": error.path, "reason": error.reason} for error in notes],
        "configuration": dict(sorted((configuration or {}).items())),
    }


def _counted(items: Iterable[str]) -> dict[str, int]:
    return {str(name): number for name, number in sorted(Counter(items).items())}


def _rejection(rejection: Rejection, texts: Mapping[str, str]) -> dict[str, Any]:
    statement = rejection.statement
    return {
        "subject": rejection.subject_name,
        "property": statement.property,
        "object": rejection.object_name,
        "modality": str(statement.modality),
        "reason": rejection.reason,
        "document": rejection.document,
        "sentences": [texts[item.document][start:end] for item in statement.evidence for start, end in item.sentences],
    }


def _conflicts(statements: Iterable[Statement], entities: Iterable[Entity], schema: Schema) -> list[dict[str, str]]:
    said = {statement.iri: statement for statement in statements}
    names = {entity.iri: entity.name for entity in entities}
    return [
        {"one": _told(said[item.one], names), "other": _told(said[item.other], names), "reason": item.reason}
        for item in conflicts(said.values(), schema)
    ]


def _told(statement: Statement, names: Mapping[str, str]) -> str:
    value = statement.object
    if isinstance(value, DateValue):
        shown = value.iso
    else:
        shown = value.text if isinstance(value, TextValue) else names.get(value, value)
    return f"{names.get(statement.subject, statement.subject)} {statement.property} {shown} ({statement.modality})"
