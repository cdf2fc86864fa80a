"""Entities as nodes and statements between entities as links: what network formats and analyses take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.errors import GraphError
from kg.types import DateValue, Document, Entity, Evidence, KnowledgeGraph, Statement, TextValue

NODE_COLUMNS = ("name", "type", "class", "names")
LINK_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "label": "string",
        "property": "string",
        "modality": "string",
        "current": "boolean",
        "speaker": "string",
        "valid_from": "string",
        "valid_until": "string",
        "score": "double",
        "articles": "int",
        "sentence": "string",
    }
)
"""What network formats say of a link, with the type of each value."""


@dataclass(frozen=True, slots=True)
class Link:
    """A statement between two entities (IRIs), with names for people to read.

    ``current``: asserted and not over, hence a plain triple. ``articles`` counts the articles that say so,
    ``sentence`` is the first of them that does.
    """

    statement: Statement
    source: str
    target: str
    current: bool
    speaker: str
    articles: int
    sentence: str

    @property
    def label(self) -> str:
        """The property; where the statement is no plain fact, with how it is said."""
        return self.statement.property if self.current else f"{self.statement.property} ({self.said})"

    @property
    def said(self) -> str:
        """The modality, or ``past`` for what was asserted and is over."""
        modality = self.statement.modality.value
        return "past" if modality == "asserted" and not self.current else modality

    def values(self) -> dict[str, str]:
        """The values of ``LINK_COLUMNS``."""
        statement = self.statement
        return {
            "label": self.label,
            "property": statement.property,
            "modality": statement.modality.value,
            "current": "true" if self.current else "false",
            "speaker": self.speaker,
            "valid_from": statement.valid_from or "",
            "valid_until": statement.valid_until or "",
            "score": repr(statement.score),
            "articles": str(self.articles),
            "sentence": self.sentence,
        }


class Network:
    """A graph with its entities, documents and literals at hand.

    Raises:
        GraphError: a statement refers to an entity or a document that is not there.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        from kg.graph import is_current

        self._graph = graph
        self._entities = {entity.iri: entity for entity in graph.entities}
        self._documents = {document.id: document for document in graph.documents}
        published = {document.id: document.published for document in graph.documents}
        self._current = {item.iri for item in graph.statements if is_current(item, published)}

    def entity(self, iri: str, *, of: str) -> Entity:
        """The entity of an IRI that ``of`` refers to."""
        if iri not in self._entities:
            raise GraphError(f"{of}: no entity <{iri}>")
        return self._entities[iri]

    def name(self, iri: str | None, *, of: str) -> str:
        """The name of an entity, empty for None."""
        return "" if iri is None else self.entity(iri, of=of).name

    def document(self, identifier: str, *, of: str) -> Document:
        """The document of an id that ``of`` refers to."""
        if identifier not in self._documents:
            raise GraphError(f"{of}: no document {identifier!r}")
        return self._documents[identifier]

    def sentence(self, evidence: Evidence, *, of: str) -> str:
        """The words of a piece of evidence."""
        text = self.document(evidence.document, of=of).text
        return " ".join(text[start:end] for start, end in evidence.sentences)

    def is_current(self, statement: Statement) -> bool:
        """Whether the statement is asserted and not over."""
        return statement.iri in self._current

    def links(self) -> Iterator[Link]:
        """The statements between entities, in the order of the graph."""
        for statement in self._graph.statements:
            if not isinstance(statement.object, str):
                continue
            self.entity(statement.subject, of=statement.iri)
            self.entity(statement.object, of=statement.iri)
            yield Link(
                statement=statement,
                source=statement.subject,
                target=statement.object,
                current=self.is_current(statement),
                speaker=self.name(statement.stated_by, of=statement.iri),
                articles=len({item.document for item in statement.evidence}),
                sentence=self.sentence(statement.evidence[0], of=statement.iri),
            )

    def literals(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Dates and words that currently hold, by entity and property; a position goes with its organisation."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for statement in self._graph.statements:
            if isinstance(statement.object, str) or not self.is_current(statement):
                continue
            words = literal_text(statement.object)
            if statement.of is not None:
                words = f"{words}, {self.name(statement.of, of=statement.iri)}"
            found[statement.subject][statement.property].append(words)
        return {iri: {name: tuple(dict.fromkeys(rows[name])) for name in sorted(rows)} for iri, rows in found.items()}


def entity_values(entity: Entity) -> dict[str, str]:
    """The values of ``NODE_COLUMNS``; several names are separated by ``|``."""
    return {"name": entity.name, "type": entity.type, "class": entity.cls, "names": " | ".join(entity.names)}


def literal_columns(literals: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[str]:
    """The properties that ``Network.literals`` gives, sorted; none may go by the name of a node column."""
    return sorted({name for rows in literals.values() for name in rows} - set(NODE_COLUMNS))


def literal_text(value: DateValue | TextValue) -> str:
    """A literal as words."""
    return value.iso if isinstance(value, DateValue) else value.text
