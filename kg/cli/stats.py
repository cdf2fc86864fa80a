"""``kg stats``: the shape of a graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import GraphFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from kg.types import Entity, KnowledgeGraph


def stats(
    graph: GraphFile,
    top: Annotated[int, typer.Option(min=1, help="How many rows of each kind to show.")] = 10,
) -> None:
    """Count what a graph holds; show what is most central, what belongs together, what is apart."""
    from rich.table import Table

    from kg.analyze import central, communities, components
    from kg.cli.console import print_answer
    from kg.graph import load_graph

    known = load_graph(graph)
    print_answer(_counts(known))
    table = Table("most central", "class", "facts", "rank", header_style="bold")
    for item in central(known, limit=top):
        table.add_row(_shown(item.entity.name), item.entity.cls, f"{item.facts}", f"{item.rank:.4f}")
    print_answer(table)
    for title, groups in (("communities", communities(known)), ("connected groups", components(known))):
        print_answer(_groups(title, groups, top))


def _counts(graph: KnowledgeGraph) -> Table:
    from rich.table import Table

    table = Table("what", "how many", header_style="bold")
    table.add_row("articles", f"{len(graph.documents):,}")
    table.add_row("outlets", f"{len({document.source for document in graph.documents if document.source}):,}")
    for kind, number in sorted(Counter(entity.type for entity in graph.entities).items()):
        table.add_row(f"entities: {kind}", f"{number:,}")
    for modality, number in sorted(Counter(str(item.modality) for item in graph.statements).items()):
        table.add_row(f"statements: {modality}", f"{number:,}")
    table.add_row("figures", f"{len(graph.figures):,}")
    table.add_row("quotations", f"{len(graph.quotes):,}")
    return table


def _groups(title: str, groups: Sequence[Sequence[Entity]], top: int) -> Table:
    from rich.table import Table

    table = Table(f"{len(groups)} {title}", "entities", header_style="bold")
    for group in groups[:top]:
        more = f" and {len(group) - 6} more" if len(group) > 6 else ""
        table.add_row(", ".join(_shown(entity.name) for entity in group[:6]) + more, f"{len(group)}")
    return table


def _shown(name: str) -> str:
    from rich.markup import escape

    from kg.query.render import visible

    return escape(visible(name))
