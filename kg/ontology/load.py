"""From what Turtle files say of classes and properties to a ``Schema``, with every slip named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.errors import OntologyError
from kg.iris import PREFIXES, term_iri
from kg.ontology.marks import parse_example
from kg.ontology.schema import (
    ENTITY,
    ClassSchema,
    Example,
    Implication,
    PropertySchema,
    Schema,
    Turn,
    ValueKind,
)
from kg.ontology.turtle import Node, Value, expand

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_LOCAL = re.compile(r"[^/#]*$")
_KINDS = {
    **{PREFIXES["xsd"] + name: ValueKind.DATE for name in ("date", "dateTime", "gYear", "gYearMonth")},
    PREFIXES["xsd"] + "string": ValueKind.TEXT,
    PREFIXES["rdf"] + "langString": ValueKind.TEXT,
    PREFIXES["rdfs"] + "Literal": ValueKind.TEXT,
}
_RULES = (("kg:implies", Turn.SAME), ("kg:impliesInverse", Turn.INVERSE), ("kg:impliesOf", Turn.OF))
_NOTHING = PREFIXES["rdf"] + "nil"

Nodes = Mapping[str, Node]


def to_schema(nodes: Nodes) -> Schema:
    """The classes below ``kg:Entity`` and the properties between them.

    Raises:
        OntologyError: something is declared in a way that cannot be read; names file, term, what was expected.
    """
    classes = _classes(nodes)
    names = {item.iri: name for name, item in classes.items()} | {term_iri(ENTITY): ENTITY}
    declared = {node.iri: node for node in _properties(nodes)}
    inverses = _inverses(declared, nodes)
    relations = [node for node in declared.values() if node.all("rdfs:domain") or node.iri not in inverses]
    known = _named(relations)
    properties = {name: _property(name, known[name], nodes, names, inverses, known) for name in sorted(known)}
    return Schema(classes, properties)


# --- classes


def _classes(nodes: Nodes) -> dict[str, ClassSchema]:
    found = [node for node in _declared(nodes, "owl:Class") if ENTITY in _ancestors(node, nodes, ())]
    return {name: _class(name, node, nodes) for name, node in sorted(_named(found).items()) if name != ENTITY}


def _class(name: str, node: Node, nodes: Nodes) -> ClassSchema:
    ancestors = _ancestors(node, nodes, ())
    tops = sorted(one for one, above in ancestors.items() if term_iri(ENTITY) in above)
    if len(tops) != 1:
        raise _error(node, f"stands below {' and '.join(tops)}, expected one class directly below kg:{ENTITY}")
    return ClassSchema(
        name=name,
        iri=node.iri,
        label=node.words("rdfs:label") or name,
        definition=_definition(node),
        top=tops[0],
        ancestors=frozenset(ancestors),
        cues=tuple(cue.lower() for cue in node.texts("kg:cue")),
        spellings=node.texts("kg:spelling"),
    )


def _ancestors(node: Node, nodes: Nodes, path: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Names of the class and of all above it, each with the IRIs of its direct parents."""
    if node.iri in path:
        raise _error(node, "is a rdfs:subClassOf itself")
    parents = node.texts("rdfs:subClassOf")
    found = {_local(node): parents}
    for parent in parents:
        if parent == term_iri(ENTITY):
            found[ENTITY] = ()
        elif parent in nodes:
            found |= _ancestors(nodes[parent], nodes, (*path, node.iri))
    return found


# --- properties


def _property(
    name: str, node: Node, nodes: Nodes, classes: Mapping[str, str], inverses: Mapping[str, str], known: Nodes
) -> PropertySchema:
    domain, kind, range_ = _ends(node, nodes, classes)
    inverse = nodes[inverses[node.iri]] if node.iri in inverses else None
    return PropertySchema(
        name=name,
        iri=node.iri,
        label=node.words("rdfs:label") or name,
        definition=_definition(node),
        domain=domain,
        range=range_,
        value=kind,
        symmetric=_symmetric(node, domain, range_),
        functional=node.is_true("kg:functional") or expand("owl:FunctionalProperty") in node.texts("rdf:type"),
        event=node.is_true("kg:event"),
        inverse=_local(inverse) if inverse else None,
        inverse_label=(inverse.words("rdfs:label") or _local(inverse)) if inverse else None,
        former=next(iter(_targets(node, "kg:whenFormer", nodes, known)), None),
        implies=_implications(node, kind, nodes, known),
        cues=tuple(dict.fromkeys(cue.lower() for cue in node.texts("kg:cue"))),
        examples=tuple(_examples(node)),
    )


def _ends(node: Node, nodes: Nodes, classes: Mapping[str, str]) -> tuple[frozenset[str], ValueKind, frozenset[str]]:
    domain = _class_names(node, "rdfs:domain", nodes, classes)
    literal = {_KINDS[value.text] for value in node.all("rdfs:range") if value.text in _KINDS}
    if literal:
        return domain, literal.pop(), frozenset()
    if expand("owl:DatatypeProperty") in node.texts("rdf:type"):
        raise _error(node, "rdfs:range is neither a date nor text, expected xsd:date or xsd:string")
    return domain, ValueKind.ENTITY, _class_names(node, "rdfs:range", nodes, classes)


def _class_names(node: Node, end: str, nodes: Nodes, classes: Mapping[str, str]) -> frozenset[str]:
    values = node.all(end)
    if len(values) != 1:
        found = f"{len(values)} of them: together they mean what is both at once" if values else "none"
        raise _error(node, f"expected one {end}, a class or an owl:unionOf classes; found {found}")
    members = list(_members(node, values[0], nodes))
    for member in members:
        if member not in classes:
            raise _error(node, f"{end} <{member}> is no class here, expected kg:{ENTITY} or a class below it")
    return frozenset(classes[member] for member in members)


def _members(node: Node, value: Value, nodes: Nodes) -> Iterator[str]:
    """The classes of a domain or range: the class itself, or those of its owl:unionOf."""
    union = nodes[value.text].texts("owl:unionOf") if value.text in nodes else ()
    if not union:
        yield value.text
        return
    rest, seen = union[0], set[str]()
    while rest != _NOTHING:
        first = nodes[rest].texts("rdf:first") if rest in nodes else ()
        if not first or rest in seen:
            raise _error(node, "owl:unionOf is no list of classes")
        seen.add(rest)
        yield first[0]
        rest = next(iter(nodes[rest].texts("rdf:rest")), _NOTHING)


def _symmetric(node: Node, domain: frozenset[str], range_: frozenset[str]) -> bool:
    symmetric = expand("owl:SymmetricProperty") in node.texts("rdf:type")
    if symmetric and domain != range_:
        raise _error(node, "is an owl:SymmetricProperty whose rdfs:domain and rdfs:range differ")
    return symmetric


def _implications(node: Node, kind: ValueKind, nodes: Nodes, known: Nodes) -> tuple[Implication, ...]:
    found = [Implication(name, turn) for rule, turn in _RULES for name in _targets(node, rule, nodes, known)]
    for item in found:
        if (item.turn is Turn.INVERSE and kind is not ValueKind.ENTITY) or (
            item.turn is Turn.OF and kind is not ValueKind.TEXT
        ):
            raise _error(node, f"kg:implies… {item.property}: an object that is {kind} cannot be turned so")
    return tuple(found)


def _targets(node: Node, rule: str, nodes: Nodes, known: Nodes) -> Iterator[str]:
    """The names of the properties that a rule leads to; those that were taken out of the ontology are left out."""
    names = {item.iri: name for name, item in known.items()}
    for target in node.texts(rule):
        if target in names:
            yield names[target]
        elif not _taken_out(target, nodes):
            raise _error(node, f"{rule} <{target}> is no property here")


def _examples(node: Node) -> Iterator[Example]:
    for marked in node.texts("kg:example"):
        try:
            yield parse_example(marked)
        except ValueError as error:
            wanted = "expected a sentence such as '[s:Palmline] was founded by [o:Adaeze Nwoko].'"
            raise _error(node, f"kg:example {marked!r}: {error}; {wanted}") from None


def _inverses(declared: Nodes, nodes: Nodes) -> dict[str, str]:
    """For each property the one that reads it backwards, whichever of the two says so."""
    found: dict[str, str] = {}
    for node in declared.values():
        for other in node.texts("owl:inverseOf"):
            if other in declared:
                found.setdefault(other, node.iri)
            elif not _taken_out(other, nodes):
                raise _error(node, f"owl:inverseOf <{other}> is no property here")
            found.setdefault(node.iri, other)
    return found


def _properties(nodes: Nodes) -> Iterator[Node]:
    yield from _declared(nodes, "owl:ObjectProperty")
    yield from _declared(nodes, "owl:DatatypeProperty")


# --- both


def _declared(nodes: Nodes, type_: str) -> Iterator[Node]:
    for node in nodes.values():
        named = not node.iri.startswith("_:")
        if named and expand(type_) in node.texts("rdf:type") and not _taken_out(node.iri, nodes):
            yield node


def _taken_out(iri: str, nodes: Nodes) -> bool:
    return iri in nodes and nodes[iri].is_true("owl:deprecated")


def _named(found: list[Node]) -> dict[str, Node]:
    named: dict[str, Node] = {}
    for node in found:
        other = named.setdefault(_local(node), node)
        if other is not node:
            raise _error(node, f"has the same name as <{other.iri}>, expected names that differ")
    return named


def _local(node: Node) -> str:
    match = _LOCAL.search(node.iri)
    name = match[0] if match else ""
    if not _NAME.fullmatch(name):
        raise _error(node, f"the name {name!r} at its end is not made of ASCII letters, digits, '-' and '_'")
    return name


def _definition(node: Node) -> str:
    return node.words("skos:definition") or node.words("rdfs:comment") or ""


def _error(node: Node, reason: str) -> OntologyError:
    return OntologyError(f"{node.path}: <{node.iri}>: {reason}")
