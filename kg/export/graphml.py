"""GraphML: entities as nodes, statements between them as edges; for yEd, Cytoscape, igraph and networkx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.export.markup import attribute, content
from kg.export.network import LINK_COLUMNS, NODE_COLUMNS, Network, entity_values, literal_columns
from kg.export.sources import GraphExporter, writing
from kg.types import KnowledgeGraph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def write_graphml(graph: KnowledgeGraph, path: Path) -> None:
    """Write every entity and every statement between two; dates and positions are values of the node."""
    network = Network(graph)
    literals = network.literals()
    columns = [*NODE_COLUMNS, *literal_columns(literals)]
    with writing(path) as stream:
        stream.write(_HEAD)
        stream.writelines(_keys(columns))
        stream.write('<graph id="kg" edgedefault="directed">\n')
        for entity in graph.entities:
            values = {name: "; ".join(words) for name, words in literals.get(entity.iri, {}).items()}
            stream.write(f"<node id={attribute(entity.iri)}>\n")
            stream.writelines(_data("n", columns, values | entity_values(entity)))
            stream.write("</node>\n")
        for link in network.links():
            identifier, source, target = (attribute(iri) for iri in (link.statement.iri, link.source, link.target))
            stream.write(f"<edge id={identifier} source={source} target={target}>\n")
            stream.writelines(_data("e", list(LINK_COLUMNS), link.values()))
            stream.write("</edge>\n")
        stream.write("</graph>\n</graphml>\n")


def _keys(columns: Sequence[str]) -> Iterator[str]:
    nodes = [(f"n{index}", "node", name, "string") for index, name in enumerate(columns)]
    links = [(f"e{index}", "edge", name, kind) for index, (name, kind) in enumerate(LINK_COLUMNS.items())]
    for identifier, domain, name, kind in nodes + links:
        yield f'<key id="{identifier}" for="{domain}" attr.name={attribute(name)} attr.type="{kind}"/>\n'


def _data(prefix: str, columns: Sequence[str], values: Mapping[str, str]) -> Iterator[str]:
    for index, name in enumerate(columns):
        if values.get(name):
            yield f'  <data key="{prefix}{index}">{content(values[name])}</data>\n'


export = GraphExporter(write_graphml)
