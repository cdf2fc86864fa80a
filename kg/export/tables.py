"""CSV: ``facts.csv`` with a row for each piece of evidence, ``figures.csv`` ready for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import OutputError
from kg.export.network import Network, literal_text
from kg.export.sources import GraphExporter, writing
from kg.types import Document, KnowledgeGraph

FACT_COLUMNS = (
    "subject", "property", "object", "of", "modality", "speaker", "valid_from", "valid_until", "score",
    "sentence", "title", "outlet", "date", "link", "subject_iri", "object_iri", "statement",
)  # fmt: skip
FIGURE_COLUMNS = (
    "subject", "metric", "value", "low", "high", "unit", "qualifier", "period", "change", "against",
    "converted_value", "converted_unit", "modality", "speaker", "score", "text",
    "sentence", "title", "outlet", "date", "link", "subject_iri",
)  # fmt: skip

# What a spreadsheet may take for a formula, also behind spaces, quotes and marks that don't show, and in full width.
_FORMULA = re.compile(
    r"['\"\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]"
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

Row = Iterable[str | None]


def write_tables(graph: KnowledgeGraph, path: Path) -> None:
    """Write both tables: into a folder, or to ``NAME.csv`` and ``NAME.figures.csv`` (``facts.csv``: ``figures.csv``).

    A path without the suffix ``.csv`` is a folder and is made if it is not there.

    Raises:
        OutputError: the path cannot be written.
    """
    if path.suffix.lower() != ".csv":
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror}") from error
        path = path / "facts.csv"
    write_facts(graph, path)
    facts = path.name == "facts.csv"
    write_figures(graph, path.with_name("figures.csv") if facts else path.with_suffix(".figures.csv"))


def write_facts(graph: KnowledgeGraph, path: Path) -> None:
    """Write statements, a row for each piece of evidence."""
    _write(path, FACT_COLUMNS, _facts(graph))


def write_figures(graph: KnowledgeGraph, path: Path) -> None:
    """Write figures, a row each; values are plain digits."""
    _write(path, FIGURE_COLUMNS, _figures(graph))


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet could run it; plain numbers stay numbers.

    >>> harmless("=1+1"), harmless("-4.1"), harmless("'tis")
    ("'=1+1", '-4.1', "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def intact(cell: str) -> str:
    """The text that ``harmless`` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _facts(graph: KnowledgeGraph) -> Iterator[Row]:
    network = Network(graph)
    for statement in graph.statements:
        value, iri = statement.object, statement.iri
        subject = network.name(statement.subject, of=iri)
        shown = network.name(value, of=iri) if isinstance(value, str) else literal_text(value)
        for item in statement.evidence:
            yield (
                subject,
                statement.property,
                shown,
                network.name(statement.of, of=iri),
                statement.modality.value,
                network.name(statement.stated_by, of=iri),
                statement.valid_from,
                statement.valid_until,
                _digits(item.score),
                network.sentence(item, of=iri),
                *_article(network.document(item.document, of=iri)),
                statement.subject,
                value if isinstance(value, str) else None,
                iri,
            )


def _figures(graph: KnowledgeGraph) -> Iterator[Row]:
    network = Network(graph)
    for figure in graph.figures:
        seen, document = figure.observation, network.document(figure.document, of=figure.iri)
        converted = seen.converted or (None, None)
        yield (
            network.name(seen.subject, of=figure.iri),
            seen.metric,
            seen.value,
            seen.low,
            seen.high,
            seen.unit,
            seen.qualifier,
            seen.period,
            seen.change,
            seen.against,
            *converted,
            seen.modality.value,
            network.name(seen.stated_by, of=figure.iri),
            _digits(seen.score),
            seen.text,
            " ".join(document.text[start:end] for start, end in seen.evidence),
            *_article(document),
            seen.subject,
        )


def _article(document: Document) -> tuple[str | None, ...]:
    """Title, outlet, date and link; a document without an address is known by its file."""
    return document.title, document.source, document.published, document.url or document.path


def _digits(score: float) -> str:
    return f"{score:.4f}".rstrip("0").rstrip(".")


def _write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Every cell in quotes, so that no other separator that a spreadsheet prefers can split one."""
    with writing(path, newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(columns)
        writer.writerows([harmless(cell or "") for cell in row] for row in rows)


export = GraphExporter(write_tables)
