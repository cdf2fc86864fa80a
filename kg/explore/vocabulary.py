"""The words of the graph by number: types, classes, properties, outlets, and what the schema says of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.iris import term_iri
from kg.types import KnowledgeGraph, Modality

if TYPE_CHECKING:
    from kg.ontology import Schema
    from kg.ontology.schema import PropertySchema

TYPES = ("Person", "Organization", "Place", "Product", "Work", "Event", "Other")
MODALITIES = tuple(str(modality) for modality in Modality)
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

# What the page must know of the core properties when it is given no schema.
_SYMMETRIC = frozenset({"partner", "competitor", "spouse"})
_FUNCTIONAL = frozenset({"chiefExecutive", "headquarters", "bornIn", "diedIn", "parentOrganization"})


class Vocabulary:
    """Sorted lists of every type, class, property, outlet and extractor in the graph, with their numbers."""

    def __init__(self, graph: KnowledgeGraph, schema: Schema | None = None) -> None:
        self._schema = schema
        types = {entity.type for entity in graph.entities}
        self.types = [name for name in TYPES if name in types] + sorted(types - set(TYPES))
        self.classes = sorted({entity.cls for entity in graph.entities})
        self.properties = sorted({statement.property for statement in graph.statements})
        self.outlets = sorted({document.source for document in graph.documents if document.source})
        self.extractors = sorted({item.extractor for statement in graph.statements for item in statement.evidence})
        self.type_number = {name: number for number, name in enumerate(self.types)}
        self.class_number = {name: number for number, name in enumerate(self.classes)}
        self.property_number = {name: number for number, name in enumerate(self.properties)}
        self.outlet_number = {name: number for number, name in enumerate(self.outlets)}

    def is_functional(self, name: str) -> bool:
        """Whether a subject has one value of the property at a time."""
        found = self._declared(name)
        return bool(found.functional) if found is not None else name in _FUNCTIONAL

    def is_symmetric(self, name: str) -> bool:
        """Whether the property reads the same both ways."""
        found = self._declared(name)
        return bool(found.symmetric) if found is not None else name in _SYMMETRIC

    def as_json(self) -> dict[str, Any]:
        """The lists as the page's index carries them."""
        return {
            "types": self.types,
            "type_iris": [self._class_iri(name) for name in self.types],
            "classes": [[name, self._class_label(name), self._class_iri(name)] for name in self.classes],
            "properties": [self._property(name) for name in self.properties],
            "modalities": list(MODALITIES),
            "outlets": self.outlets,
            "extractors": self.extractors,
        }

    def _declared(self, name: str) -> PropertySchema | None:
        return self._schema.properties.get(name) if self._schema is not None else None

    def _class_label(self, name: str) -> str:
        found = self._schema.classes.get(name) if self._schema is not None else None
        return str(found.label) if found is not None else spaced(name)

    def _class_iri(self, name: str) -> str:
        found = self._schema.classes.get(name) if self._schema is not None else None
        return str(found.iri) if found is not None else term_iri(name)

    def _property(self, name: str) -> dict[str, Any]:
        found = self._declared(name)
        row: dict[str, Any] = {
            "name": name,
            "iri": str(found.iri) if found is not None else term_iri(name),
            "label": str(found.label) if found is not None else spaced(name),
        }
        if self.is_symmetric(name):
            row["symmetric"] = True
        if found is not None and found.inverse_label:
            row["inverse"] = found.inverse_label
        return row


def spaced(name: str) -> str:
    """``chiefExecutive`` as ``chief executive``, ``AIModel`` as ``AI model``."""
    return " ".join(word if len(word) > 1 and word.isupper() else word.lower() for word in _WORD.split(name))
