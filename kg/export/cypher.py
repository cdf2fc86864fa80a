"""Cypher for Neo4j: a script for ``cypher-shell`` that leads to the same graph however often it is run.

Every statement is a node with its evidence; those that are asserted and current are relationships besides
(``FOUNDED_BY``), their dates and words properties of the entity.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.export.network import Network, literal_text
from kg.export.sources import GraphExporter, writing
from kg.iris import document_iri, evidence_iri
from kg.types import Evidence, KnowledgeGraph

_BATCH = 200
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

Value = str | int | float | bool | Sequence[str] | None
Values = Mapping[str, Value]
Row = tuple[str, str, str, Values]


def write_cypher(graph: KnowledgeGraph, path: Path) -> None:
    """Write the script, one command after the other, each ended by a semicolon."""
    network = Network(graph)
    with writing(path) as stream:
        for label in ("Article", "Entity", "Figure", "Quotation", "Statement"):
            name = f"{label.lower()}_iri"
            stream.write(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.iri IS UNIQUE;\n")
        for part in (_articles, _entities, _statements, _statement_links, _plain, _figures, _quotations):
            stream.writelines(part(graph, network))


def string(text: str) -> str:
    r"""A quoted string. Marks that don't show are escaped.

    Neo4j resolves ``\u0027`` before it looks for quotes, so no backslash may come to stand before a ``u``: the
    string ends after it, and the rest is added.
    """
    pieces = re.split(r"(?<=\\)(?!\Z)", text)
    return " + ".join("'" + "".join(map(_sign, piece)) + "'" for piece in pieces)


def identifier(name: str) -> str:
    """A label or relationship type; in backticks where it is not a plain name."""
    return name if _NAME.fullmatch(name) else "`" + name.replace("\\", "/").replace("`", "``") + "`"


def relationship(name: str) -> str:
    """The type of a relationship from the name of a property: ``foundedBy`` becomes ``FOUNDED_BY``."""
    return identifier(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper() if _NAME.fullmatch(name) else name)


# --- what the graph holds -----------------------------------------------------------------


def _articles(graph: KnowledgeGraph, network: Network) -> Iterator[str]:
    rows: list[tuple[str, Values]] = []
    for document in graph.documents:
        values: Values = {
            "id": document.id,
            "title": document.title,
            "outlet": document.source,
            "date": document.published,
            "link": document.url,
            "path": document.path,
        }
        rows.append((document_iri(document.id), values))
    yield from _nodes("Article", (), rows)


def _entities(graph: KnowledgeGraph, network: Network) -> Iterator[str]:
    literals = network.literals()
    groups: dict[tuple[str, ...], list[tuple[str, Values]]] = defaultdict(list)
    mentions: list[Row] = []
    for entity in graph.entities:
        values: Values = {"name": entity.name, "names": entity.names}
        labels = tuple(dict.fromkeys([entity.type, entity.cls]))
        groups[labels].append((entity.iri, {**literals.get(entity.iri, {}), **values}))
        mentions += ((document_iri(document), entity.iri, chain, {}) for document, chain in entity.members)
    for labels, rows in sorted(groups.items()):
        yield from _nodes("Entity", labels, rows)
    yield from _links("Article", "MENTIONS", "Entity", mentions)


def _statements(graph: KnowledgeGraph, network: Network) -> Iterator[str]:
    rows: list[tuple[str, Values]] = []
    for statement in graph.statements:
        value = statement.object
        values: Values = {
            "property": statement.property,
            "modality": statement.modality.value,
            "current": network.is_current(statement),
            "value": None if isinstance(value, str) else literal_text(value),
            "valid_from": statement.valid_from,
            "valid_until": statement.valid_until,
            "score": statement.score,
        }
        rows.append((statement.iri, values))
    yield from _nodes("Statement", (), rows)


def _statement_links(graph: KnowledgeGraph, network: Network) -> Iterator[str]:
    links: dict[str, list[Row]] = {"SUBJECT": [], "OBJECT": [], "OF": [], "STATED_BY": []}
    found: list[Row] = []
    for statement in graph.statements:
        iri = statement.iri
        ends = {"SUBJECT": statement.subject, "OBJECT": statement.object, "OF": statement.of}
        for kind, entity in (ends | {"STATED_BY": statement.stated_by}).items():
            if isinstance(entity, str):
                links[kind].append((iri, network.entity(entity, of=iri).iri, "", {}))
        for item in statement.evidence:
            values: Values = {
                "sentence": network.sentence(item, of=iri),
                "score": item.score,
                "extractor": item.extractor,
            }
            found.append((iri, document_iri(item.document), _evidence_key(iri, item), values))
    for kind, rows in links.items():
        yield from _links("Statement", kind, "Entity", rows)
    yield from _links("Statement", "FOUND_IN", "Article", found)


def _plain(graph: KnowledgeGraph, network: Network) -> Iterator[str]:
    """What is asserted and current as relationships of its own kind."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for link in network.links():
        if link.current:
            name = link.statement.property
            values: Values = {"property": name, "articles": link.articles, "score": link.statement.score}
            groups[relationship(name)].append((link.source, link.target, link.statement.iri, values))
    for kind, rows in sorted(groups.items()):
        yield from _links("Entity", kind, "Entity", rows)


def _figures(graph: KnowledgeGraph, network: Network) -> Iterator[str]:
    rows: list[tuple[str, Values]] = []
    links: dict[str, list[Row]] = {"HAS_FIGURE": [], "STATED_FIGURE": [], "FOUND_IN": []}
    for figure in graph.figures:
        seen, iri = figure.observation, figure.iri
        values: dict[str, Value] = {"metric": seen.metric, "unit": seen.unit, "qualifier": seen.qualifier}
        values |= {"value": _number(seen.value), "low": _number(seen.low), "high": _number(seen.high)}
        values |= {"period": seen.period, "change": seen.change, "against": seen.against, "text": seen.text}
        values |= {"modality": seen.modality.value, "score": seen.score}
        if seen.converted:
            values |= {"converted_value": _number(seen.converted[0]), "converted_unit": seen.converted[1]}
        rows.append((iri, values))
        for kind, entity in (("HAS_FIGURE", seen.subject), ("STATED_FIGURE", seen.stated_by)):
            if entity is not None:
                links[kind].append((network.entity(entity, of=iri).iri, iri, "", {}))
        document = network.document(figure.document, of=iri)
        sentence = " ".join(document.text[start:end] for start, end in seen.evidence)
        links["FOUND_IN"].append((iri, document_iri(document.id), "", {"sentence": sentence}))
    yield from _nodes("Figure", (), rows)
    yield from _links("Entity", "HAS_FIGURE", "Figure", links["HAS_FIGURE"])
    yield from _links("Entity", "STATED_FIGURE", "Figure", links["STATED_FIGURE"])
    yield from _links("Figure", "FOUND_IN", "Article", links["FOUND_IN"])


def _quotations(graph: KnowledgeGraph, network: Network) -> Iterator[str]:
    rows: list[tuple[str, Values]] = []
    said: list[Row] = []
    found: list[Row] = []
    for quote in graph.quotes:
        item, iri = quote.quotation, quote.iri
        rows.append((iri, {"text": quote.text, "direct": item.direct, "verb": item.verb, "score": item.score}))
        found.append((iri, document_iri(network.document(quote.document, of=iri).id), "", {}))
        if item.speaker is not None:
            said.append((network.entity(item.speaker, of=iri).iri, iri, "", {}))
    yield from _nodes("Quotation", (), rows)
    yield from _links("Entity", "SAID", "Quotation", said)
    yield from _links("Quotation", "FOUND_IN", "Article", found)


def _evidence_key(statement: str, item: Evidence) -> str:
    return evidence_iri(
        statement,
        item.document,
        item.sentences,
        subject_mention=item.subject_mention,
        object_mention=item.object_mention,
        extractor=item.extractor,
    )


# --- commands -----------------------------------------------------------------------------


def _nodes(key: str, labels: Sequence[str], rows: Iterable[tuple[str, Values]]) -> Iterator[str]:
    added = f" SET n:{':'.join(map(identifier, labels))}" if labels else ""
    maps = [_map({"iri": iri}, values) for iri, values in rows]
    for batch in _batches(maps):
        yield f"UNWIND [\n{batch}\n] AS row MERGE (n:{key} {{iri: row.iri}}) SET n += row.values{added};\n"


def _links(source: str, kind: str, target: str, rows: Iterable[Row]) -> Iterator[str]:
    """Relationships between nodes that are there; two of one kind between the same nodes differ by their key."""
    maps = [_map({"source": first, "target": second, "key": key}, values) for first, second, key, values in rows]
    for batch in _batches(maps):
        yield (
            f"UNWIND [\n{batch}\n] AS row MATCH (a:{source} {{iri: row.source}}) MATCH (b:{target} {{iri: row.target}}) "
            f"MERGE (a)-[r:{kind} {{key: row.key}}]->(b) SET r += row.values;\n"
        )


def _batches(maps: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(maps), _BATCH):
        yield ",\n".join(maps[start : start + _BATCH])


def _map(keys: Values, values: Values) -> str:
    return f"  {{{_pairs(keys)}, values: {{{_pairs(values)}}}}}"


def _pairs(values: Values) -> str:
    return ", ".join(f"{identifier(key)}: {_literal(item)}" for key, item in values.items() if item is not None)


def _literal(value: Value) -> str:
    if isinstance(value, str):
        return string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return f"[{', '.join(map(string, value or ()))}]"


def _number(digits: str | None) -> int | float | None:
    """A number that Neo4j can hold: whole ones of up to 18 digits are exact."""
    if digits is None:
        return None
    return int(digits) if digits.lstrip("-").isdecimal() and len(digits) <= 18 else float(digits)


def _sign(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if unicodedata.category(sign) not in ("Cc", "Cf", "Zl", "Zp"):
        return sign
    return "".join(f"\\u{unit:04X}" for unit in memoryview(sign.encode("utf-16-le")).cast("H"))


export = GraphExporter(write_cypher)
