"""``kg show``: everything about one thing, with the sentences behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import GraphFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from kg.ontology import Schema
    from kg.types import Entity, Evidence, Figure, KnowledgeGraph, Statement

MARKS = {"asserted": "", "former": "in the past", "planned": "planned", "agreed": "agreed", "denied": "denied",
         "speculated": "not sure"}  # fmt: skip
BAR = 40  # characters of the longest bar in a plot


def show(
    graph: GraphFile,
    name: Annotated[str, typer.Argument(help="A name, in any case, or an IRI.", show_default=False)],
    sentences: Annotated[int, typer.Option(min=0, help="The most sentences to show for a fact.")] = 2,
) -> None:
    """Show a thing: its names and type, its facts with their sentences, its figures, its quotations."""
    from kg.cli.console import print_answer
    from kg.cli.options import read_schema
    from kg.graph import load_graph

    known = load_graph(graph)
    card = Card(known, read_schema(None), sentences)
    for entity in _found(known, name):
        print_answer(card.text(entity))


def _found(graph: KnowledgeGraph, name: str) -> tuple[Entity, ...]:
    """The entities of that name; near names are suggested where there is none."""
    from difflib import get_close_matches

    from kg.analyze import entities_named
    from kg.errors import QueryError

    try:
        return entities_named(graph, name)
    except QueryError as error:
        spelled = {other.casefold(): other for entity in graph.entities for other in entity.names}
        inside = sorted((other for low, other in spelled.items() if name.casefold() in low), key=len)
        near = [*inside[:3], *(spelled[low] for low in get_close_matches(name.casefold(), sorted(spelled), 3))]
        hint = f"; near are {', '.join(dict.fromkeys(near))}" if near else ""
        raise QueryError(f"{error}{hint}") from None


class Card:
    """What a graph knows of an entity, as text for the terminal."""

    def __init__(self, graph: KnowledgeGraph, schema: Schema, sentences: int) -> None:
        self._graph, self._schema, self._sentences = graph, schema, sentences
        self._names = {entity.iri: entity.name for entity in graph.entities}
        self._documents = {document.id: document for document in graph.documents}

    def text(self, entity: Entity) -> Text:
        """The whole card."""
        from rich.text import Text

        from kg.query.render import visible

        card = Text()
        others = [name for name in entity.names if name != entity.name]
        card.append(visible(entity.name), "bold")
        card.append(f"  {entity.cls}", "cyan")
        card.append("".join(f"\n  also {visible(name)}" for name in others))
        card.append(f"\n  {entity.iri}\n", "dim")
        parts = (*self._facts(entity), *self._figures(entity), *self._quotes(entity))
        for line, style in parts:
            card.append(f"{visible(line)}\n", style)
        return card

    def _facts(self, entity: Entity) -> Iterator[tuple[str, str]]:
        ends = (entity.iri,)
        found = [item for item in self._graph.statements if item.subject in ends or item.object in ends]
        for label, statement in sorted(((self._said(item, entity), item) for item in found), key=lambda pair: pair[0]):
            sources = len({item.document for item in statement.evidence})
            yield (
                f"\n  {label}{f'  ({sources} articles)' if sources > 1 else ''}",
                "bold" if not _mark(statement) else "yellow",
            )
            for item in statement.evidence[: self._sentences]:
                yield f"    “{self._quoted(item)}”", ""
                yield f"    {self._origin(item.document)}", "dim"

    def _said(self, statement: Statement, entity: Entity) -> str:
        """The fact from the entity's side: ``founded by: Ana Moreira (planned, says Tomas Reis)``."""
        declared = self._schema.properties.get(statement.property)
        label = declared.label if declared else statement.property
        value = statement.object
        if isinstance(value, str) and statement.subject != entity.iri:
            label = declared.inverse_label if declared and declared.inverse_label else f"{label} of"
            value = statement.subject
        shown = self._names.get(value, value) if isinstance(value, str) else getattr(value, "iso", None) or value.text  # type: ignore[union-attr]
        details = [_mark(statement), statement.of and f"at {self._names.get(statement.of, statement.of)}"]
        details += [statement.valid_from and f"since {statement.valid_from}"]
        details += [statement.valid_until and f"until {statement.valid_until}"]
        details += [statement.stated_by and f"says {self._names.get(statement.stated_by, statement.stated_by)}"]
        known = ", ".join(detail for detail in details if detail)
        return f"{label}: {shown}{f' ({known})' if known else ''}"

    def _figures(self, entity: Entity) -> Iterator[tuple[str, str]]:
        found = [item for item in self._graph.figures if item.observation.subject == entity.iri]
        for metric in sorted({item.observation.metric for item in found}):
            same = sorted((item for item in found if item.observation.metric == metric), key=_time)
            yield f"  {metric}", "bold"
            for line in _plot(same):
                yield f"    {line}", ""
            for item in same[: self._sentences]:
                yield f"    {self._origin(item.document)}", "dim"

    def _quotes(self, entity: Entity) -> Iterator[tuple[str, str]]:
        for quote in self._graph.quotes:
            if quote.quotation.speaker == entity.iri:
                yield f"  {'said' if quote.quotation.direct else 'said, in other words'}: {quote.text}", ""
                yield f"    {self._origin(quote.document)}", "dim"

    def _quoted(self, item: Evidence) -> str:
        text = self._documents[item.document].text
        return " ".join(text[start:end] for start, end in item.sentences)

    def _origin(self, document: str) -> str:
        found = self._documents[document]
        return ", ".join(part for part in (found.title, found.source, found.published) if part) or found.id


def _mark(statement: Statement) -> str:
    return MARKS[str(statement.modality)]


def _time(figure: Figure) -> tuple[str, str]:
    return figure.observation.period or "", figure.iri


def _plot(figures: list[Figure]) -> Iterator[str]:
    """A line for each figure, with a bar where several have one unit."""
    values = [float(item.observation.value or 0) for item in figures]
    units = {item.observation.unit for item in figures}
    is_series = len(figures) > 1 and len(units) == 1 and min(values) >= 0 and max(values) > 0
    for item, value in zip(figures, values, strict=True):
        seen = item.observation
        bar = "█" * max(1, round(BAR * value / max(values))) + " " if is_series and seen.value else ""
        details = ", ".join(part for part in (seen.qualifier, seen.change, MARKS[str(seen.modality)]) if part)
        amount = seen.text if seen.unit in {None, "percent"} or seen.unit in seen.text else f"{seen.text} [{seen.unit}]"
        yield f"{(seen.period or 'no date'):<12}{bar}{amount}{f' ({details})' if details else ''}"
