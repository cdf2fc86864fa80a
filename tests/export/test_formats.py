"""Every format is found by name, written in the same bytes each time, and says what the graph says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg.errors import ConfigError, GraphError, OutputError
from kg.export import export, exporter, formats
from kg.export.markup import attribute, content
from kg.graph import from_dataset, to_dataset
from kg.ontology import load_schema
from tests.export.hostile import HOSTILE, hostile_graph

GRAPH = hostile_graph()
ALL = ("csv", "cypher", "gexf", "graphml", "jsonld", "nq", "nt", "rdfxml", "trig", "ttl")
PARSERS = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
WITH_GRAPHS = ("trig", "nq", "jsonld")


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    return to_dataset(GRAPH, load_schema())


def written(path: Path, format: str, graph: object = GRAPH) -> bytes:
    """What an exporter writes, both files for CSV."""
    target = path / f"graph.{format}"
    export(graph, target, format)  # type: ignore[arg-type]
    return b"".join(file.read_bytes() for file in sorted(path.iterdir()))


def parsed(path: Path, format: str) -> rdflib.Dataset:
    export(GRAPH, path, format)
    found = rdflib.Dataset()
    found.parse(path, format=PARSERS[format])
    return found


def quads(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
    """The quads in N3, the default graph as an empty name."""
    default = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    return {
        (subject.n3(), predicate.n3(), value.n3(), "" if name in (None, default) else str(name))
        for subject, predicate, value, name in dataset.quads()
    }


def test_all_formats_are_known() -> None:
    assert set(ALL) <= set(formats())


@pytest.mark.parametrize("format", PARSERS)
def test_an_rdf_file_holds_every_triple_of_the_graph(tmp_path: Path, dataset: rdflib.Dataset, format: str) -> None:
    found, expected = quads(parsed(tmp_path / "graph", format)), quads(dataset)
    if format in WITH_GRAPHS:
        assert found == expected
    else:
        assert {quad[:3] for quad in found} == {quad[:3] for quad in expected}


@pytest.mark.parametrize("format", WITH_GRAPHS)
def test_a_file_with_graphs_leads_back_to_the_graph(tmp_path: Path, format: str) -> None:
    assert from_dataset(parsed(tmp_path / "graph", format)) == GRAPH


@pytest.mark.parametrize("format", PARSERS)
def test_hostile_names_stay_intact_in_rdf(tmp_path: Path, format: str) -> None:
    label = rdflib.SKOS.prefLabel
    names = {str(value) for _, _, value, _ in parsed(tmp_path / "graph", format).quads((None, label, None, None))}
    assert names >= set(HOSTILE)


@pytest.mark.parametrize("format", ALL)
def test_a_dataset_gives_the_same_bytes_as_the_plain_graph(
    tmp_path: Path, dataset: rdflib.Dataset, format: str
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert written(first, format) == written(second, format, dataset)


def test_the_hash_seed_does_not_change_a_byte(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.export.hostile import hostile_graph; from kg.export import export\n"
        f"for format in {ALL!r}: export(hostile_graph(), Path(sys.argv[1]) / f'graph.{{format}}', format)"
    )
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        subprocess.run([sys.executable, "-c", program, str(tmp_path / seed)], env=environment, check=True)
    first, second = ({file.name: file.read_bytes() for file in (tmp_path / seed).iterdir()} for seed in ("1", "2"))
    assert len(first) == len(ALL) + 1
    assert first == second


@pytest.mark.parametrize("format", ALL)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, format: str) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(OutputError, match="file"):
        export(GRAPH, blocked / "graph.csv", format)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"format 'xls': expected one of .*csv, cypher.*ttl"):
        export(GRAPH, "graph.xls", "xls")


# --- exporters of other packages ----------------------------------------------------------


def install(folder: Path, name: str, value: str, source: str) -> None:
    """A package as an installer leaves it: a module and its entry point."""
    (folder / "countexport.py").write_text(source)
    info = folder / "countexport-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: countexport\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[kg_exporters]\n{name} = {value}\n")


COUNT = "def export(dataset, path):\n    path.write_text(str(len(set(dataset.quads()))))\n"


def test_an_installed_package_adds_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "count", "countexport:export", COUNT)
    monkeypatch.syspath_prepend(tmp_path)
    export(GRAPH, tmp_path / "graph.count", "count")
    assert "count" in formats()
    assert int((tmp_path / "graph.count").read_text()) == len(quads(to_dataset(GRAPH, load_schema())))


def test_two_exporters_of_one_format_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "ttl", "countexport:export", COUNT)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConfigError, match=r"'ttl': claimed by countexport:export and kg\.export\.turtle:export"):
        exporter("ttl")


def test_an_exporter_that_cannot_be_loaded_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "count", "countexport:missing", COUNT)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConfigError, match=r"countexport:missing cannot be loaded"):
        exporter("count")


@pytest.mark.parametrize("format", ALL)
def test_our_exporters_take_a_dataset_as_those_of_others_do(
    tmp_path: Path, dataset: rdflib.Dataset, format: str
) -> None:
    exporter(format)(dataset, tmp_path / "graph.csv")
    assert (tmp_path / "graph.csv").stat().st_size > 0


# --- XML ----------------------------------------------------------------------------------


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert content("a\x00b\x0b<\r") == "a\ufffdb\ufffd&lt;&#13;"
    assert attribute('"\n\t\ufffe') == '"&quot;&#10;&#9;\ufffd"'


def test_rdf_xml_refuses_a_property_that_is_no_xml_name(tmp_path: Path) -> None:
    dataset = rdflib.Dataset()
    dataset.add((rdflib.URIRef("urn:a"), rdflib.URIRef("http://x.example/12"), rdflib.Literal("b")))
    with pytest.raises(GraphError, match="<http://x.example/12> does not end in an XML name"):
        export(dataset, tmp_path / "graph.rdf", "rdfxml")
