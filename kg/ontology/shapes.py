"""SHACL shapes for the plain triples of a schema: which kinds of things may stand at either end of a property.

``python -m kg.ontology.shapes [FILE.ttl …]`` prints them for the shipped ontology, with the given files laid over.
The shapes ask for top classes only: finer ones are checked when a graph is built, and a thing of which no
finer class is known is not an error.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.iris import ONTOLOGY, PREFIXES
from kg.ontology import ENTITY, PropertySchema, Schema, ValueKind, load_schema

_TEXT = "[ sh:datatype xsd:string ; sh:minLength 1 ]"


def property_shapes(schema: Schema) -> str:
    """The shapes as Turtle, sorted by property; the prefixes are those of ``shapes.ttl``."""
    return "\n".join(_shape(schema, item) for item in schema.properties.values())


def _shape(schema: Schema, item: PropertySchema) -> str:
    ends = {
        "targetSubjectsOf": _classes(schema, item.domain),
        "targetObjectsOf": {
            ValueKind.ENTITY: _classes(schema, item.range),
            ValueKind.DATE: "kg:DateShape",
            ValueKind.TEXT: _TEXT,
        }[item.value],
    }
    return "".join(
        f"[] a sh:NodeShape ; sh:{target} {_term(item.iri)} ; sh:node {node} ;\n"
        f'    sh:message "not in the {end} of {item.name}" .\n'
        for (target, node), end in zip(ends.items(), ("domain", "range"), strict=True)
    )


def _classes(schema: Schema, names: frozenset[str]) -> str:
    """A node shape that asks for one of the top classes, or for any name where anything may stand."""
    if ENTITY in names:
        return "kg:NamedShape"
    tops = sorted({schema.top_class(name) for name in names})
    choices = " ".join(f"[ sh:class {_term(schema.classes[top].iri)} ]" for top in tops)
    return f"[ sh:or ( {choices} ) ]"


def _term(iri: str) -> str:
    name = iri.removeprefix(ONTOLOGY)
    return f"kg:{name}" if name != iri else f"<{iri}>"


def main(paths: list[str]) -> None:
    """Print the prefixes and the shapes."""
    for prefix in ("kg", "sh", "xsd"):
        print(f"@prefix {prefix}: <{PREFIXES[prefix]}> .")
    print(property_shapes(load_schema([Path(path) for path in paths])), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
