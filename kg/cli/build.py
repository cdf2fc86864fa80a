"""``kg build``: articles in, a graph out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Encoding, Model, Ontologies, Outlet, Paths, Processes, Published

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType
    from spacy.language import Language

    from kg.build import Built
    from kg.cli.reading import Reading
    from kg.errors import ReadError
    from kg.ontology import Schema
    from kg.outputs import Options
    from kg.types import Document


def build(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the graph; made if it is not there.")],
    ontology: Ontologies = None,
    base: Annotated[str, typer.Option(help="What the graph's IRIs stand below.")] = "https://kg.example/",
    attributed: Annotated[bool, typer.Option(help="Whether what a speaker says becomes a plain triple, too.")] = True,
    text: Annotated[bool, typer.Option(help="Whether the graph holds the articles' full text.")] = True,
    with_text: Annotated[
        bool, typer.Option(help="Whether the page holds the articles' full text, for its article view.")
    ] = False,
    same_as: Annotated[
        list[str] | None, typer.Option(help="Two names of one thing, 'Kuaishou=Kuaishou Technology'.")
    ] = None,
    keep_apart: Annotated[
        list[str] | None, typer.Option(help="Two things that are not one, 'Product:Kling=Organization:Kling'.")
    ] = None,
    outlet: Outlet = None,
    published: Published = None,
    encoding: Encoding = None,
    model: Model = None,
    processes: Processes = 1,
) -> None:
    """Build the graph of articles: graph.ttl, graph.trig, graph.html, facts.csv, figures.csv, report.json."""
    from kg.cli.options import read_schema, reader
    from kg.cli.reading import read_articles
    from kg.outputs import Options, make_folder, pairs

    options = Options(
        base=base,
        attributed=attributed,
        text=text,
        page_text=with_text,
        same_as=pairs(same_as, option="--same-as"),
        keep_apart=pairs(keep_apart, option="--keep-apart"),
        ontology=tuple(ontology or ()),
        model=model,
    )
    schema = read_schema(ontology)
    make_folder(out)
    reading = read_articles(paths, outlet=outlet, published=published, encoding=encoding)
    if reading.documents:
        _build(reading, schema, options, out, reader(model, ontology), processes)
    reading.print_problems()
    if not reading.documents:
        from kg.cli.console import print_error

        print_error("no article could be read, so there is no graph")
    if reading.problems or not reading.documents:
        raise typer.Exit(1)


def _build(
    reading: Reading, schema: Schema, options: Options, out: Path, load: Callable[[], Language], processes: int
) -> None:
    from kg.build import connect
    from kg.cli.console import print_answer, progress
    from kg.graph.articles import WHOLE
    from kg.outputs import FILES, write_outputs
    from kg.parallel import read_all

    total = len(reading.documents)
    if options.text:
        reading.notes += map(_too_long, (document for document in reading.documents if len(document.text) > WHOLE))
    found = progress(read_all(reading.documents, load, processes=processes), label="Reading", total=total)
    built = connect(found, schema, base=options.base, same_as=options.same_as, keep_apart=options.keep_apart)
    written = write_outputs(built, schema, out, options, problems=reading.problems, notes=reading.notes)
    for _ in progress(written, label="Writing", total=len(FILES)):
        pass
    print_answer(_summary(built, reading, out))


def _too_long(document: Document) -> ReadError:
    from kg.errors import ReadError

    size = f"a text of {len(document.text):,} characters"
    return ReadError(document.path or document.id, f"{size}: the graph quotes what says something, not the whole")


def _summary(built: Built, reading: Reading, out: Path) -> RenderableType:
    """What there is now, and what to do with it."""
    from rich.text import Text

    graph = built.graph
    plain = sum(item.modality == "asserted" for item in graph.statements)
    lines = [
        f"{out}: a graph of {_some(len(graph.documents), 'article')}",
        f"  {_some(len(graph.entities), 'entity', 'entities')}",
        f"  {_some(len(graph.statements), 'statement')}, {plain:,} of them asserted",
        f"  {_some(len(graph.figures), 'figure')} and {_some(len(graph.quotes), 'quotation')}",
        f"  {len(built.rejections)} rejected, {_some(len(reading.problems), 'problem')}: see {out / 'report.json'}",
        "Next:",
        f"  open {out / 'graph.html'} in a browser",
        f"  kg query {out / 'graph.ttl'} --name founders",
        f"  kg show {out / 'graph.ttl'} NAME",
    ]
    return Text("\n".join(lines))


def _some(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
