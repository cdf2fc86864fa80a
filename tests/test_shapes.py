"""The ontology's files agree with each other and with the graph; the shapes accept it and find what is broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef

from kg.graph import to_dataset
from kg.iris import ONTOLOGY, PREFIXES
from kg.ontology import Schema, load_schema, shipped_ontology
from kg.ontology.shapes import property_shapes
from tests.sample import iri_of, sample_graph

KG = Namespace(ONTOLOGY)
PROV = Namespace(PREFIXES["prov"])
FILES = ("news.ttl", "model.ttl", "alignments.ttl", "shapes.ttl")
MARKER = "######## Plain triples"
UNALIGNED = {"announced", "competitor", "sued", "investigatedBy", "fined"}


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


@pytest.fixture(scope="module")
def files() -> dict[str, rdflib.Graph]:
    return {name: rdflib.Graph().parse(shipped_ontology(name)) for name in FILES}


@pytest.fixture(scope="module")
def terms(files: dict[str, rdflib.Graph]) -> rdflib.Graph:
    return files["news.ttl"] + files["model.ttl"]


@pytest.fixture
def written(schema: Schema) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in to_dataset(sample_graph(), schema).triples((None, None, None)):
        graph.add(triple)
    return graph


def faults(graph: rdflib.Graph, shapes: rdflib.Graph) -> str:
    """What pySHACL complains of; empty if the graph conforms."""
    from pyshacl import validate

    conforms, _, text = validate(graph, shacl_graph=shapes)
    return "" if conforms else str(text)


# --- the files


def test_every_term_has_a_label_and_all_but_inverse_names_a_definition(terms: rdflib.Graph) -> None:
    declared = {s for s in terms.subjects(RDF.type) if str(s).startswith(ONTOLOGY)}
    inverse_names = {s for s in terms.subjects(OWL.inverseOf)}
    bare = [s for s in declared if not (terms.value(s, RDFS.label) or terms.value(s, SKOS.prefLabel))]
    undefined = [s for s in declared - inverse_names - {KG.modalities} if not terms.value(s, SKOS.definition)]
    assert bare == undefined == []


def test_no_term_is_declared_twice(files: dict[str, rdflib.Graph]) -> None:
    news, model = (set(files[name].subjects(RDF.type)) for name in ("news.ttl", "model.ttl"))
    assert {term for term in news & model if isinstance(term, URIRef)} == set()


def test_every_term_that_the_graph_writes_is_declared(terms: rdflib.Graph) -> None:
    sources = (Path(__file__).parent.parent / "kg" / "graph").glob("*.py")
    used = {name for path in sources for name in re.findall(r'"kg:(\w+)"', path.read_text("utf-8"))}
    assert len(used) > 30
    assert [name for name in sorted(used) if (KG[name], RDF.type, None) not in terms] == []


def test_every_modality_has_the_notation_that_the_graph_writes(terms: rdflib.Graph) -> None:
    from kg.types import Modality

    notations = {str(terms.value(s, SKOS.notation)) for s in terms.subjects(RDF.type, KG.Modality)}
    assert notations == set(Modality)


def test_only_declared_terms_are_aligned(files: dict[str, rdflib.Graph], terms: rdflib.Graph) -> None:
    aligned = {s for s in files["alignments.ttl"].subjects() if str(s).startswith(ONTOLOGY)}
    assert [s for s in sorted(aligned) if (s, RDF.type, None) not in terms] == []


def test_alignments_lead_to_known_vocabularies(files: dict[str, rdflib.Graph]) -> None:
    spaces = tuple(PREFIXES.values())
    links = (SKOS.closeMatch, SKOS.exactMatch, RDFS.subClassOf, RDFS.subPropertyOf)
    found = [str(o) for link in links for o in files["alignments.ttl"].objects(None, link)]
    assert len(found) > 150
    assert [o for o in found if not o.startswith(spaces) or o.startswith(ONTOLOGY)] == []


def test_every_property_with_a_counterpart_is_aligned(files: dict[str, rdflib.Graph], schema: Schema) -> None:
    aligned = set(files["alignments.ttl"].subjects())
    assert {name for name, item in schema.properties.items() if URIRef(item.iri) not in aligned} == UNALIGNED


def test_the_shapes_of_properties_are_those_of_the_schema(schema: Schema) -> None:
    text = shipped_ontology("shapes.ttl").read_text("utf-8")
    assert text.split(MARKER)[1].split("\n", 2)[2] == property_shapes(schema)


# --- the shapes


def test_what_the_graph_writes_is_valid(written: rdflib.Graph, files: dict[str, rdflib.Graph]) -> None:
    assert faults(written, files["shapes.ttl"]) == ""


def one(graph: rdflib.Graph, type_: URIRef) -> URIRef:
    return min(graph.subjects(RDF.type, type_))


def test_a_statement_without_evidence_is_found(written: rdflib.Graph, files: dict[str, rdflib.Graph]) -> None:
    written.remove((one(written, RDF.Statement), PROV.wasDerivedFrom, None))
    assert "a statement has evidence" in faults(written, files["shapes.ttl"])


def test_an_unknown_modality_is_found(written: rdflib.Graph, files: dict[str, rdflib.Graph]) -> None:
    written.set((one(written, RDF.Statement), KG.modality, Literal("rumoured")))
    assert "one modality out of six" in faults(written, files["shapes.ttl"])


def test_a_thing_of_two_top_classes_is_found(written: rdflib.Graph, files: dict[str, rdflib.Graph]) -> None:
    written.add((URIRef(iri_of("Brightriver")), RDF.type, KG.Person))
    assert "an entity is of one top class" in faults(written, files["shapes.ttl"])


@pytest.mark.parametrize("score", [Literal("1.5", datatype=rdflib.XSD.decimal), Literal("high")])
def test_a_score_that_is_none_is_found(written: rdflib.Graph, files: dict[str, rdflib.Graph], score: Literal) -> None:
    written.set((one(written, KG.Evidence), KG.score, score))
    assert "a score is one decimal from 0 to 1" in faults(written, files["shapes.ttl"])


def test_a_figure_without_a_number_is_found(written: rdflib.Graph, files: dict[str, rdflib.Graph]) -> None:
    written.remove((one(written, KG.Observation), KG.value, None))
    assert "a figure has a value or a range" in faults(written, files["shapes.ttl"])


def test_a_piece_of_text_that_ends_before_it_begins_is_found(
    written: rdflib.Graph, files: dict[str, rdflib.Graph]
) -> None:
    end = URIRef(PREFIXES["nif"] + "endIndex")
    written.set((one(written, KG.Sentence), end, Literal("0", datatype=rdflib.XSD.nonNegativeInteger)))
    assert "begins before it ends" in faults(written, files["shapes.ttl"])


@pytest.mark.parametrize(
    ("triple", "message"),
    [
        (("Lisbon", "foundedBy", "Ana Moreira"), "not in the domain of foundedBy"),
        (("Brightriver", "headquarters", "Ana Moreira"), "not in the range of headquarters"),
        (("Brightriver", "partOf", Literal("Portugal")), "not in the range of partOf"),
        (("Ana Moreira", "dateOfBirth", Literal("long ago")), "not in the range of dateOfBirth"),
        (("Ana Moreira", "position", Literal(7)), "not in the range of position"),
    ],
)
def test_plain_triples_keep_to_domain_and_range(
    written: rdflib.Graph, files: dict[str, rdflib.Graph], triple: tuple[str, str, str | Literal], message: str
) -> None:
    subject, name, value = triple
    object_ = value if isinstance(value, Literal) else URIRef(iri_of(value))
    written.add((URIRef(iri_of(subject)), KG[name], object_))
    assert message in faults(written, files["shapes.ttl"])


def test_a_users_own_property_gets_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        f"@prefix kg: <{ONTOLOGY}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> ."
        "<https://users.example/recalled> a owl:ObjectProperty ; rdfs:domain kg:Company ; rdfs:range kg:Product .",
        encoding="utf-8",
    )
    shapes = property_shapes(load_schema([path]))
    assert (
        "sh:targetSubjectsOf <https://users.example/recalled> ; sh:node [ sh:or ( [ sh:class kg:Organization ] ) ]"
        in shapes
    )
