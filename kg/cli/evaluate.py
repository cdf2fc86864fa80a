"""``kg evaluate``: annotations against gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Model, Ontologies, Processes

if TYPE_CHECKING:
    from rich.table import Table

    from kg.evaluate import Scores


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold annotations, JSON lines.", show_default=False)],
    predicted: Annotated[
        Path | None,
        typer.Argument(help="Annotations of the same documents; without them, the texts are read now."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    ontology: Ontologies = None,
    model: Model = None,
    processes: Processes = 1,
) -> None:
    """Score annotations: names, coreference, facts per property, modality, dates, figures, quotations."""
    import json

    from kg.annotations import read_annotations
    from kg.cli.console import print_answer, progress, write_answer
    from kg.cli.options import reader
    from kg.evaluate import as_dict
    from kg.evaluate import evaluate as score
    from kg.parallel import read_all

    right = list(read_annotations(gold))
    if predicted is not None:
        found = read_annotations(predicted)
    else:
        documents = [annotation.document for annotation in right]
        read = read_all(documents, reader(model, ontology), processes=processes)
        found = progress(read, label="Reading", total=len(documents))
    scores = score(right, found)
    if as_json:
        write_answer(json.dumps(as_dict(scores), ensure_ascii=False, indent=1) + "\n")
    else:
        print_answer(_table(scores))


def _table(scores: Scores) -> Table:
    """Everything that was measured, a row each; what gold and prediction are both without is left out."""
    from rich.table import Table

    from kg.evaluate import Rate, measures

    table = Table(title=f"{scores.documents} documents", header_style="bold")
    table.add_column("measure")
    for column in ("precision", "recall", "F1", "gold", "predicted"):
        table.add_column(column, justify="right")
    for name, value in measures(scores):
        if isinstance(value, Rate):
            if value.out_of:
                table.add_row(name, f"{value.share:.3f}", "", "", f"{value.count} of", f"{value.out_of}")
        elif value.gold or value.predicted:
            shares = (f"{share:.3f}" for share in (value.precision, value.recall, value.f1))
            table.add_row(name, *shares, f"{value.gold}", f"{value.predicted}")
    return table
