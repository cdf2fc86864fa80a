"""README and docs: what they show runs, what they name is there, and every command is explained."""

from __future__ import annotations

import json
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
import typer
from pyoxigraph import RdfFormat, Store, parse

from kg.annotations import from_record, to_record, write_annotations
from kg.build import build
from kg.cli.app import app
from kg.graph import to_quads
from kg.iris import BASE, PREFIXES
from kg.ontology import load_schema
from kg.pipeline.load import load
from kg.query import ask, saved_queries, store_of
from kg.types import Annotation, Chain, Document, KnowledgeGraph, Mention

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
MADE_LATER = ("docs/page.png", "docs/scorecard.md", "training/runs/", "training/articles/dev", "training/articles/train")  # by a build, a measurement, a training run
ARTICLES = (
    Document(
        "gazette",
        "Brightriver, a Portuguese video company, was founded by Ana Moreira in March 2011. Brightriver is based in "
        'Lisbon. Brightriver plans to acquire Palmline in 2025. "Palmline will join us," said Ana Moreira.',
        source="Harbour Gazette",
        published="2024-09-03",
    ),
    Document(
        "ledger",
        "Brightriver, which was founded by Ana Moreira, has its headquarters in Madrid.",
        source="Evening Ledger",
        published="2024-09-05",
    ),
)


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language; ``""`` stands for blocks that name none."""
    found = re.findall(r"^```(\w*)\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [text for name, text in found if name == language]


def examples(language: str) -> list[object]:
    """All blocks in a language, each a parameter of a test that is called after its page."""
    return [
        pytest.param(page, text, id=f"{page.name}-{number}")
        for page in PAGES
        for number, text in enumerate(blocks(page, language))
    ]


def command_lines() -> list[str]:
    """Every line of a block that calls ``kg``, and every such call within a sentence."""
    lines = []
    for page in PAGES:
        text = page.read_text("utf-8")
        lines += [line for block in blocks(page, "") for line in block.splitlines() if line.startswith("kg ")]
        lines += re.findall(r"`(kg [^`\n]+)`", text)
    return sorted(set(lines))


@pytest.fixture(scope="session")
def graph() -> KnowledgeGraph:
    """What the shipped reader finds in two short articles."""
    return build(ARTICLES, load(), load_schema()).graph


@pytest.fixture(scope="session")
def store(graph: KnowledgeGraph) -> Store:
    return store_of(to_quads(graph, load_schema(), configuration={}))


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the files that the Python examples open."""
    (tmp_path / "mine.ttl").write_text(blocks(ROOT / "docs" / "ontology.md", "turtle")[0], "utf-8")
    (tmp_path / "own.ttl").write_text((ROOT / "ontology" / "news.ttl").read_text("utf-8"), "utf-8")
    named = (("a.txt", "c3", "Facebook"), ("b.txt", "c1", "Meta"), ("c.txt", "c1", "Kuaishou Technology, or Kuaishou"))
    write_annotations([_annotation(*item) for item in named], tmp_path / "articles.jsonl")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _annotation(document: str, chain: str, text: str) -> Annotation:
    names = text.split(", or ")
    mentions = tuple(Mention(text.index(name), text.index(name) + len(name), name) for name in names)
    chains = (Chain(chain, "Organization", "Company", names[0], mentions),)
    return Annotation(Document(document, text), chains, sentences=((0, len(text)),))


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name)
def test_python_runs(page: Path, graph: KnowledgeGraph) -> None:
    """The blocks of a page follow one another, as a reader would type them."""
    names = {"graph": graph, "schema": load_schema(), "__name__": page.stem}
    for code in blocks(page, "python"):
        exec(compile(code, str(page), "exec"), names)  # noqa: S102  # our own pages


@pytest.mark.parametrize(("page", "query"), examples("sparql"))
def test_sparql_answers_with_the_columns_that_it_names(page: Path, query: str, store: Store) -> None:
    result = ask(store, query)
    named = re.search(r"SELECT (.*?) WHERE", query, re.DOTALL)
    assert named is not None
    aliased = re.sub(r"\(.*? AS (\?\w+)\)", r"\1", named[1])
    assert [f"?{column}" for column in result.columns] == re.findall(r"\?\w+", aliased)


def test_the_query_of_the_readme_finds_the_founder_and_the_sentence(store: Store) -> None:
    (query,) = blocks(ROOT / "README.md", "sparql")
    rows = ask(store, query).records()
    assert {(row["organisation"], row["founder"]) for row in rows} == {("Brightriver", "Ana Moreira")}
    assert any("Brightriver, which was founded by Ana Moreira" in str(row["sentence"]) for row in rows)


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_excerpts_of_the_model_parse_and_use_declared_terms(form: str) -> None:
    head = f"@base <{BASE}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    declared = "".join((ROOT / "ontology" / name).read_text("utf-8") for name in ("news.ttl", "model.ttl"))
    kind = RdfFormat.TURTLE if form == "turtle" else RdfFormat.TRIG
    texts = blocks(ROOT / "docs" / "rdf-model.md", form)
    assert texts
    for text in texts:
        assert list(parse(head + text, format=kind))
        for name in re.findall(r"\bkg:\w+", text):
            assert re.search(rf"^{name} a ", declared, re.MULTILINE), f"{name} is declared nowhere"


def test_the_annotation_of_the_page_marks_the_words_that_it_speaks_of() -> None:
    page = ROOT / "docs" / "annotations.md"
    (example,) = blocks(page, "json")
    annotation = from_record(json.loads(example))
    text = annotation.document.text
    words = {chain.name: [mention.text for mention in chain.mentions] for chain in annotation.chains}
    assert words == {"Ana Moreira": ["Ana Moreira", "she"], "Brightriver": ["Brightriver", "We"]}
    assert [text[slice(*span)] for span in annotation.sentences] == [
        "Ana Moreira founded Brightriver in 2011.",
        '"We have 40 people," she said.',
    ]
    assert all(span in annotation.sentences for claim in annotation.claims for span in claim.evidence)
    assert [text[slice(*quotation.span)] for quotation in annotation.quotations] == ["We have 40 people,"]
    assert from_record(to_record(annotation)) == annotation


def test_the_page_of_annotations_explains_every_field() -> None:
    page = (ROOT / "docs" / "annotations.md").read_text("utf-8")
    (example,) = blocks(ROOT / "docs" / "annotations.md", "json")
    named = set(re.findall(r"`(\w+)`", page.replace(example, "")))
    record = to_record(from_record(json.loads(example)))
    written = {*record, *(key for part in record.values() if isinstance(part, list) for key in _keys(part))}
    assert written <= named


def _keys(rows: list[object]) -> set[str]:
    return {key for row in rows if isinstance(row, dict) for key in row}


@pytest.mark.parametrize("line", command_lines())
def test_a_command_line_names_what_there_is(line: str) -> None:
    words = shlex.split(line)[1:]
    known = typer.main.get_command(app)
    commands = getattr(known, "commands")  # noqa: B009  # typer keeps its group's type to itself
    if words[0].startswith("[") or words[0].startswith("-"):
        return
    assert words[0] in commands
    options = {option for item in commands[words[0]].params for option in (*item.opts, *item.secondary_opts)}
    options |= {"--help", "-h"}
    assert {word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)} <= options
    for option, name in pairwise(words):
        if words[0] == "query" and option in {"--name", "-n"}:
            assert name in {saved.name for saved in saved_queries()}


def test_every_command_option_and_saved_query_is_explained() -> None:
    text = COMMANDS_PAGE.read_text("utf-8")
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")}
    for name, command in getattr(typer.main.get_command(app), "commands").items():  # noqa: B009
        for item in command.params:
            if item.param_type_name == "option":
                for option in (*item.opts, *item.secondary_opts):
                    assert f"`{option}`" in sections[f"kg {name}"], f"kg {name} {option}"
    for saved in saved_queries():
        assert f"| `{saved.name}` | {saved.description} |" in text
        assert all(f"`{parameter}`" in text for parameter in saved.parameters)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target and (path := (page.parent / target).resolve()).relative_to(ROOT):
            assert path.exists() or path.relative_to(ROOT).as_posix().startswith(MADE_LATER), target
    tops = "kg|docs|ontology|corpus|benchmarks|training|notebooks|tests"
    for target in re.findall(rf"`(?:python )?((?:{tops})/[\w./*-]*)`", text):
        named = target.rstrip("/")  # a file may go by its name without the ending
        assert target.startswith(MADE_LATER) or list(ROOT.glob(named)) or list(ROOT.glob(f"{named}.*")), target


def test_links_within_the_pages_lead_to_a_heading() -> None:
    for page in PAGES:
        for target, anchor in re.findall(r"\]\(([^)#\s]*\.md)?#([^)]*)\)", page.read_text("utf-8")):
            other = (page.parent / target) if target else page
            headings = re.findall(r"^#+ (.+)$", other.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in headings}
