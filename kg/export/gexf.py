"""GEXF: entities as nodes, statements between them as edges; for Gephi."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.export.markup import attribute
from kg.export.network import LINK_COLUMNS, NODE_COLUMNS, Network, entity_values, literal_columns
from kg.export.sources import GraphExporter, writing
from kg.types import KnowledgeGraph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph defaultedgetype="directed" mode="static">
"""
_TYPES = {"int": "integer"}


def write_gexf(graph: KnowledgeGraph, path: Path) -> None:
    """Write every entity and every statement between two, weighted by the number of articles."""
    network = Network(graph)
    literals = network.literals()
    columns = [*NODE_COLUMNS, *literal_columns(literals)]
    with writing(path) as stream:
        stream.write(_HEAD)
        stream.writelines(_declared("node", {name: "string" for name in columns}))
        stream.writelines(_declared("edge", LINK_COLUMNS))
        stream.write("<nodes>\n")
        for entity in graph.entities:
            values = {name: "; ".join(words) for name, words in literals.get(entity.iri, {}).items()}
            stream.write(f"<node id={attribute(entity.iri)} label={attribute(entity.name)}>\n")
            stream.writelines(_values(columns, values | entity_values(entity)))
            stream.write("</node>\n")
        stream.write("</nodes>\n<edges>\n")
        for link in network.links():
            identifier, source, target = (attribute(iri) for iri in (link.statement.iri, link.source, link.target))
            ends = f"source={source} target={target} label={attribute(link.label)}"
            stream.write(f'<edge id={identifier} {ends} weight="{link.articles}">\n')
            stream.writelines(_values(list(LINK_COLUMNS), link.values()))
            stream.write("</edge>\n")
        stream.write("</edges>\n</graph>\n</gexf>\n")


def _declared(kind: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for index, (name, type_) in enumerate(columns.items()):
        yield f'  <attribute id="{index}" title={attribute(name)} type="{_TYPES.get(type_, type_)}"/>\n'
    yield "</attributes>\n"


def _values(columns: Sequence[str], values: Mapping[str, str]) -> Iterator[str]:
    yield "  <attvalues>\n"
    for index, name in enumerate(columns):
        if values.get(name):
            yield f'    <attvalue for="{index}" value={attribute(values[name])}/>\n'
    yield "  </attvalues>\n"


export = GraphExporter(write_gexf)
