"""``kg path``: how two things are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import GraphFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.analyze import Step
    from kg.types import KnowledgeGraph


def path(
    graph: GraphFile,
    a: Annotated[str, typer.Argument(metavar="A", help="A name or an IRI.", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="Another.", show_default=False)],
    limit: Annotated[int, typer.Option(min=1, help="The most ways to show.")] = 3,
) -> None:
    """Show the shortest ways from one thing to another along facts, each with its sentence."""
    from rich.text import Text

    from kg.analyze import paths
    from kg.cli.console import print_answer, print_note
    from kg.graph import load_graph
    from kg.query.render import visible

    known = load_graph(graph)
    found = paths(known, a, b, limit=limit)
    if not found:
        print_note(f"nothing connects {a} and {b}")
        raise typer.Exit(1)
    for number, steps in enumerate(found, 1):
        lines = [f"{number}.", *(line for step in steps for line in _lines(step, known))]
        print_answer(Text("\n".join(visible(line) for line in lines)))


def _lines(step: Step, graph: KnowledgeGraph) -> Iterator[str]:
    texts = {document.id: document.text for document in graph.documents}
    names = {step.source.iri: step.source.name, step.target.iri: step.target.name}
    for statement in step.statements:
        yield f"  {names[statement.subject]} — {statement.property} → {names[str(statement.object)]}"
        item = statement.evidence[0]
        yield "    “" + " ".join(texts[item.document][start:end] for start, end in item.sentences) + "”"
