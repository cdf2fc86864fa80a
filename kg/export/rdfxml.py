"""RDF/XML: the merge of all graphs, for tools that read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import GraphError
from kg.export.markup import attribute, content
from kg.export.sources import QuadExporter, writing
from kg.iris import PREFIXES

_LOCAL = re.compile(r"[^\W\d][\w.-]*$")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_rdfxml(quads: Iterable[Quad], path: Path) -> None:
    """Write a description for each subject, in order.

    Raises:
        GraphError: a property whose IRI does not end in an XML name.
    """
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    ordered = sorted(triples, key=lambda triple: (str(triple.subject), str(triple)))
    names = "".join(f"\n  xmlns:{prefix}={attribute(iri)}" for prefix, iri in sorted(PREFIXES.items()))
    with writing(path) as stream:
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n')
        for subject, group in groupby(ordered, key=lambda triple: triple.subject):
            stream.write(f"<rdf:Description {_reference('about', subject)}>\n")
            stream.writelines(_properties(group))
            stream.write("</rdf:Description>\n")
        stream.write("</rdf:RDF>\n")


def _properties(triples: Iterable[Triple]) -> Iterator[str]:
    for triple in triples:
        name, declaration = _element(triple.predicate.value)
        value = triple.object
        if isinstance(value, Literal):
            yield f"  <{name}{declaration}{_kind(value)}>{content(value.value)}</{name}>\n"
        elif isinstance(value, Triple):
            raise GraphError(f"RDF/XML: cannot hold a triple as an object: {value}")
        else:
            yield f"  <{name}{declaration} {_reference('resource', value)}/>\n"


def _reference(key: str, node: object) -> str:
    if isinstance(node, BlankNode):
        return f"rdf:nodeID={attribute(node.value)}"
    if not isinstance(node, NamedNode):
        raise GraphError(f"RDF/XML: expected an IRI, found {node}")
    return f"rdf:{key}={attribute(node.value)}"


def _kind(value: Literal) -> str:
    if value.language:
        return f" xml:lang={attribute(value.language)}"
    datatype = value.datatype.value
    return "" if datatype == _STRING else f" rdf:datatype={attribute(datatype)}"


def _element(iri: str) -> tuple[str, str]:
    """The name of a property element, and the declaration of its namespace where it is none of ours."""
    found = _LOCAL.search(iri)
    if not found:
        raise GraphError(f"RDF/XML: <{iri}> does not end in an XML name")
    namespace, local = iri[: found.start()], found[0]
    for prefix, known in PREFIXES.items():
        if namespace == known:
            return f"{prefix}:{local}", ""
    return f"p:{local}", f" xmlns:p={attribute(namespace)}"


export = QuadExporter(write_rdfxml)
