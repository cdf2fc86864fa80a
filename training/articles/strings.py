"""Annotations written as strings, turned into character offsets.

People annotate with words, not numbers. A mention is written as

- ``"needle#*"``: every occurrence at word borders that is not inside a longer mention of any entity,
- ``"needle#2"``: the second occurrence,
- ``"needle|context"``: the needle inside a context that occurs once in the text,
- ``"needle"``: the one occurrence.

Evidence is a short string of the same kind that grows to its sentence. The span of a quotation is the exact
string, or ``"first words … last words"``. Whatever cannot be placed, or names what does not exist, is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from training.schema import DATED, LINKS, MODALITIES

Span = tuple[int, int]
Source = Mapping[str, Any]

TYPES = ("Person", "Organization", "Place", "Product", "Work", "Event", "Other")
KINDS = ("mentions", "corefs", "demonyms")
FACT_KEYS = frozenset({"s", "p", "o", "of", "evidence", "modality", "stated_by", "valid", "alt"})
_DATE = re.compile(r"(\d{4}|-)(-\d\d(-\d\d)?)?")
_VALUE = re.compile(r"-?\d+(\.\d+)?(-\d+(\.\d+)?)?")


def occurrences(text: str, needle: str) -> list[Span]:
    """Where the needle stands with word borders around it."""
    left = r"(?<!\w)" if re.match(r"\w", needle) else ""
    right = r"(?!\w)" if re.search(r"\w$", needle) else ""
    return [match.span() for match in re.finditer(left + re.escape(needle) + right, text)]


def locate(text: str, spec: str) -> list[Span]:
    """The spans that a specification names.

    Raises:
        ValueError: it names none, or more than one where one is meant.
    """
    if "|" in spec:
        return [_in_context(text, *spec.split("|", 1))]
    numbered = re.fullmatch(r"(.*)#(\*|\d+)", spec, re.DOTALL)
    needle, which = (numbered[1], numbered[2]) if numbered else (spec, "")
    found = occurrences(text, needle)
    if not found:
        raise ValueError(f"not in the text: {needle!r}")
    if which == "*":
        return found
    if not which and len(found) != 1:
        raise ValueError(f"occurs {len(found)} times: {needle!r}")
    if which and not 0 < int(which) <= len(found):
        raise ValueError(f"occurs {len(found)} times: {spec!r}")
    return [found[int(which or 1) - 1]]


def _in_context(text: str, needle: str, context: str) -> Span:
    if text.count(context) != 1:
        raise ValueError(f"context occurs {text.count(context)} times: {context!r}")
    inner = occurrences(context, needle)
    start = inner[0][0] if inner else context.find(needle)
    if start < 0:
        raise ValueError(f"{needle!r} is not in its context {context!r}")
    start += text.index(context)
    return start, start + len(needle)


def stretch(text: str, spec: str) -> Span:
    """The span of a quotation: an exact string, or from its first to its last words.

    Raises:
        ValueError: it cannot be placed.
    """
    if " … " not in spec:
        return locate(text, spec)[0]
    first, last = spec.split(" … ", 1)
    start = text.find(first)
    end = text.find(last, start)
    if text.count(first) != 1 or end < 0:
        raise ValueError(f"cannot be placed: {spec!r}")
    return start, end + len(last)


@dataclass
class Compilation:
    """One article under way: its text, its sentences, and what is wrong so far."""

    text: str
    sentences: Sequence[Span]
    errors: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def place(self, spec: str) -> list[Span]:
        """The spans of a mention; none, and an error noted, where it cannot be placed."""
        try:
            return locate(self.text, spec)
        except ValueError as error:
            self.errors.append(str(error))
            return []

    def evidence(self, specs: str | Sequence[str]) -> list[list[int]]:
        """The sentences that the strings touch, each once, in the order given."""
        found: dict[Span, None] = {}
        for spec in [specs] if isinstance(specs, str) else specs:
            for start, end in self.place(spec)[:1]:
                found |= dict.fromkeys(s for s in self.sentences if s[0] < end and start < s[1])
        if not found:
            self.errors.append(f"no sentence for the evidence {specs!r}")
        return [list(span) for span in found]

    def refer(self, entity: Any, what: str, *, optional: bool = True) -> None:
        """Note an error where an id names no entity."""
        if not (entity is None and optional) and entity not in self.known:
            self.errors.append(f"{what}: no entity {entity!r}")


def compile_source(source: Source, text: str, sentences: Sequence[Span]) -> tuple[dict[str, Any], list[str]]:
    """The lists of an annotation record (entities, facts, quantities, quotes) and what is wrong with the source."""
    work = Compilation(text, sentences, known={entity["id"] for entity in source["entities"]})
    if len(work.known) < len(source["entities"]):
        work.errors.append("an entity id occurs twice")
    record = {
        "entities": _entities(source["entities"], work),
        "facts": [_fact(fact, work) for fact in source.get("facts", [])],
        "quantities": [_quantity(row, work) for row in source.get("quantities", [])],
        "quotes": [_quote(row, work) for row in source.get("quotes", [])],
    }
    return record, work.errors


def _entities(entities: Sequence[Source], work: Compilation) -> list[dict[str, Any]]:
    placed = [
        (entity["id"], kind, spec, span)
        for entity in entities
        for kind in KINDS
        for spec in entity.get(kind, [])
        for span in work.place(spec)
    ]
    kept = _settle(placed, work)
    rows = []
    for entity in entities:
        row = {key: entity[key] for key in ("id", "type", "class", "name")}
        row |= {kind: sorted(map(list, kept.get((entity["id"], kind), ()))) for kind in KINDS}
        if row["type"] not in TYPES:
            work.errors.append(f"{row['name']}: type {row['type']!r}")
        if not row["mentions"] and not row["demonyms"]:
            work.errors.append(f"{row['name']}: no mention")
        rows.append(row)
    return rows


def _settle(placed: Sequence[tuple[str, str, str, Span]], work: Compilation) -> dict[tuple[str, str], set[Span]]:
    """Who gets which span: ``#*`` yields to longer mentions and to spans already taken; two owners are an error."""
    every = {span for *_, span in placed}
    owner: dict[Span, str] = {}
    kept: dict[tuple[str, str], set[Span]] = {}
    for entity, kind, spec, span in placed:
        other = owner.get(span, entity)
        if spec.endswith("#*") and (other != entity or any(_inside(span, longer) for longer in every)):
            continue
        if other != entity:
            work.errors.append(f"{work.text[slice(*span)]!r} at {span[0]} belongs to {other} and {entity}")
        owner[span] = entity
        kept.setdefault((entity, kind), set()).add(span)
    return kept


def _inside(span: Span, longer: Span) -> bool:
    return longer[0] <= span[0] and span[1] <= longer[1] and longer != span


def _fact(fact: Source, work: Compilation) -> dict[str, Any]:
    name, value = fact["p"], fact["o"]
    work.refer(fact["s"], name, optional=False)
    for key in ("of", "stated_by"):
        work.refer(fact.get(key), f"{name}: {key}")
    if unknown := set(fact) - FACT_KEYS:
        work.errors.append(f"{name}: unknown keys {sorted(unknown)}")
    if isinstance(value, str):
        work.refer(value, name)
        if name not in LINKS:
            work.errors.append(f"{name}: not a property between entities")
    elif "date" in value:
        if name not in DATED or not _DATE.fullmatch(value["date"]):
            work.errors.append(f"{name}: date {value['date']!r}")
    elif name != "position":
        work.errors.append(f"{name}: words as object")
    modality = fact.get("modality", "asserted")
    if modality not in MODALITIES:
        work.errors.append(f"{name}: modality {modality!r}")
    return {**fact, "evidence": work.evidence(fact["evidence"]), "modality": modality}


def _quantity(row: Source, work: Compilation) -> dict[str, Any]:
    work.refer(row["subject"], row["metric"])
    work.refer(row.get("stated_by"), f"{row['metric']}: stated_by")
    if not _VALUE.fullmatch(str(row["value"])):
        work.errors.append(f"{row['metric']}: value {row['value']!r}")
    return {**row, "value": str(row["value"]), "evidence": work.evidence(row["evidence"])}


def _quote(row: Source, work: Compilation) -> dict[str, Any]:
    work.refer(row["speaker"], "quote")
    try:
        return {**row, "span": list(stretch(work.text, row["span"]))}
    except ValueError as error:
        work.errors.append(str(error))
        return {**row, "span": [0, 0]}
