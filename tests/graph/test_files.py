"""Graph files: the same bytes for the same graph, readable anywhere, with clear errors."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from kg.errors import GraphError, OutputError
from kg.graph import load_dataset, load_graph, to_dataset, to_quads, write_trig, write_turtle
from kg.ontology import Schema, load_schema
from tests.sample import sample_graph

GOLDEN = Path(__file__).parent / "data" / "sample.trig"
HOSTILE = (
    '</script><img src=x onerror=alert(1)> " onmouseover=" \u202eRTL\u202c \'quotes\' """ \\ \n\r\t\x00 '
    "<https://evil.example/> } . {" + "x" * 10_000
)


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


def test_trig_of_the_sample_is_what_it_was(schema: Schema, tmp_path: Path) -> None:
    write_trig(to_quads(sample_graph(), schema, configuration={"model": "small"}), tmp_path / "graph.trig")
    assert (tmp_path / "graph.trig").read_text("utf-8") == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig"])
def test_the_hash_seed_does_not_show(tmp_path: Path, name: str) -> None:
    code = (
        "import sys\nfrom kg.graph import to_quads, write_trig, write_turtle\nfrom kg.ontology import load_schema\n"
        "from tests.sample import sample_graph\npath = sys.argv[1]\n"
        "write = write_trig if path.endswith('.trig') else write_turtle\n"
        "write(to_quads(sample_graph(), load_schema(), configuration={'a': 'b', 'c': 'd'}), path)\n"
    )
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], check=True, env=environment)
        found.add((tmp_path / name).read_bytes())
    assert len(found) == 1


def test_turtle_is_the_merge_of_the_graphs_in_trig(schema: Schema, tmp_path: Path) -> None:
    quads = list(to_quads(sample_graph(), schema))
    write_turtle(quads, tmp_path / "graph.ttl")
    read = {quad.triple for quad in parse(path=str(tmp_path / "graph.ttl"), format=RdfFormat.TURTLE)}
    assert read == {quad.triple for quad in quads}


def test_rdflib_reads_the_same_dataset(schema: Schema, tmp_path: Path) -> None:
    import rdflib

    write_trig(to_quads(sample_graph(), schema), tmp_path / "graph.trig")
    parsed = rdflib.Dataset()
    parsed.parse(tmp_path / "graph.trig", format="trig")
    expected, found = Dataset(), Dataset()
    for dataset, target in ((to_dataset(sample_graph(), schema), expected), (parsed, found)):
        text = dataset.serialize(format="nquads")
        for quad in parse(input=text, format=RdfFormat.N_QUADS):
            target.add(quad)
        target.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    assert found == expected


def test_an_entity_is_one_paragraph_with_its_names_and_plain_facts(schema: Schema, tmp_path: Path) -> None:
    write_turtle(to_quads(sample_graph(), schema), tmp_path / "graph.ttl")
    paragraphs = (tmp_path / "graph.ttl").read_text("utf-8").split("\n\n")
    assert (
        "<entity/Product/Vidra> a kg:AIModel , kg:Product ;\n"
        '\tskos:prefLabel "Vidra" ;\n'
        '\tskos:altLabel "Vidra AI" ;\n'
        "\tkg:developer <entity/Organization/Brightriver> ;\n"
        '\tkg:mergedBecause "same name in both articles" ;\n'
        '\tkg:releaseDate "2024-06-06"^^xsd:date .'
    ) in paragraphs


@pytest.mark.parametrize("ending", ["ttl", "trig"])
def test_hostile_text_arrives_whole(schema: Schema, tmp_path: Path, ending: str) -> None:
    graph = sample_graph()
    document = replace(graph.documents[0], title=HOSTILE, source=HOSTILE, url=HOSTILE)
    entity = replace(graph.entities[0], name=HOSTILE, names=(HOSTILE,))
    hostile = replace(graph, documents=(document, *graph.documents[1:]), entities=(entity, *graph.entities[1:]))
    path = tmp_path / f"graph.{ending}"
    (write_turtle if ending == "ttl" else write_trig)(to_quads(hostile, schema), path)
    assert load_graph(path) == hostile


def test_a_base_of_ones_own_is_used_throughout(schema: Schema, tmp_path: Path) -> None:
    base = "http://news.example.org/kg/"
    write_trig(to_quads(sample_graph(), schema, base=base), tmp_path / "graph.trig", base=base)
    assert load_graph(tmp_path / "graph.trig").documents == sample_graph().documents


def test_a_dataset_is_loaded_for_rdflib(schema: Schema, tmp_path: Path) -> None:
    write_trig(to_quads(sample_graph(), schema), tmp_path / "graph.trig")
    found = load_dataset(tmp_path / "graph.trig").query("SELECT ?p WHERE { ?o kg:foundedBy ?p }")
    assert [str(row.p) for row in found] == ["https://kg.example/entity/Person/Ana_Moreira"]


def test_scattered_quads_are_refused_instead_of_written_twice(schema: Schema, tmp_path: Path) -> None:
    quads = list(to_quads(sample_graph(), schema))
    with pytest.raises(ValueError, match="stand apart"):
        write_trig([*quads, quads[0]], tmp_path / "graph.trig")


def test_an_unwritable_place_is_named(schema: Schema, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file"):
        write_turtle(to_quads(sample_graph(), schema), tmp_path / "missing" / "graph.ttl")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.ttl", "<a> <b> .", r"graph.ttl:1: not Turtle: "),
        ("graph.ttl", "\n\n@prefix kg: <x", r"graph.ttl:3: not Turtle: "),
        ("graph.txt", "", r"graph.txt: expected a file that ends in .ttl, .trig"),
        ("missing.ttl", None, r"missing.ttl: No such file"),
        (
            "graph.ttl",
            "<x:s> a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> .",
            r"graph.ttl: <x:s>: no prov:wasDerivedFrom",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(GraphError, match=message) as caught:
        load_graph(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_binary_junk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_bytes(bytes(range(256)))
    with pytest.raises(GraphError, match="graph.trig"):
        load_graph(tmp_path / "graph.trig")
