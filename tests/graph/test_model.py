"""What a graph looks like in RDF."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.errors import ConfigError, GraphError
from kg.graph import is_current, to_quads
from kg.iris import PREFIXES
from kg.ontology import Schema, load_schema
from kg.types import DateValue, Document, Entity, Evidence, KnowledgeGraph, Modality, Observation, Statement
from tests.sample import iri_of, sample_graph


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


@pytest.fixture(scope="module")
def store(schema: Schema) -> Store:
    return _store(list(to_quads(sample_graph(), schema, configuration={"model": "small"})))


def _store(quads: list[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def _column(store: Store, query: str, *, union: bool = True) -> list[str]:
    found = store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=union)
    return sorted({solution[0].value for solution in found})


def test_simplest_query_needs_the_default_graph_alone(store: Store) -> None:
    assert _column(store, "SELECT ?p WHERE { ?o kg:foundedBy ?p }", union=False) == [iri_of("Ana Moreira")]


def test_planned_and_denied_statements_are_no_plain_triples(store: Store) -> None:
    assert _column(store, "SELECT ?s WHERE { ?s kg:acquiredBy ?o }", union=False) == [iri_of("Oakframe")]


def test_a_denial_and_an_assertion_are_two_statements(store: Store) -> None:
    query = "SELECT ?m { ?s rdf:subject ?vidra ; rdf:predicate kg:developer ; kg:modality ?m . ?vidra a kg:AIModel }"
    assert _column(store, query) == ["asserted", "denied"]


def test_symmetric_properties_are_plain_both_ways(store: Store) -> None:
    both = [iri_of("Brightriver"), iri_of("Tidepool")]
    assert _column(store, "SELECT ?s { ?s kg:competitor ?o }", union=False) == both
    assert len(_column(store, "SELECT ?s { ?s rdf:predicate kg:competitor }")) == 1


def test_attributed_statements_can_stay_out_of_the_plain_triples(schema: Schema) -> None:
    graph = sample_graph()
    said = tuple(replace(item, stated_by=iri_of("Tomas Reis")) for item in graph.statements)
    attributed = replace(graph, statements=said)
    query = "SELECT ?p { ?o kg:foundedBy ?p }"
    assert _column(_store(list(to_quads(attributed, schema))), query, union=False) == [iri_of("Ana Moreira")]
    assert _column(_store(list(to_quads(attributed, schema, attributed=False))), query, union=False) == []
    assert _column(_store(list(to_quads(attributed, schema, attributed=False))), "SELECT ?s { ?s kg:statedBy ?p }")


def test_every_article_has_a_graph_and_retracting_it_leaves_the_others_facts(store: Store) -> None:
    gazette = NamedNode("https://kg.example/document/gazette/brightriver#graph")
    ledger = NamedNode("https://kg.example/document/ledger/palmline#graph")
    copy = _store(list(store))
    copy.remove_graph(gazette)
    query = "SELECT ?o { GRAPH ?g { ?s rdf:predicate kg:headquarters ; rdf:object ?o ; prov:wasDerivedFrom ?e } }"
    assert _column(copy, query) == [iri_of("Lisbon")]
    assert {quad.graph_name for quad in copy.quads_for_pattern(None, None, None, None)} >= {ledger}
    assert _column(copy, "SELECT ?s { ?s rdf:predicate kg:foundedBy }") == []


def test_no_blank_nodes(store: Store) -> None:
    assert not [quad for quad in store if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_a_statement_leads_to_its_sentence_and_mentions(store: Store) -> None:
    path = "prov:wasDerivedFrom/%s/oa:hasSelector/oa:exact"
    query = "SELECT ?t { ?s rdf:predicate kg:foundedBy ; %s ?t }"
    assert _column(store, query % (path % "kg:sentence")) == ["Brightriver was founded by Ana Moreira in 2011."]
    assert _column(store, query % (path % "kg:subjectMention")) == ["Brightriver"]
    assert _column(store, query % (path % "kg:objectMention")) == ["Ana Moreira"]


def test_a_sentence_that_carries_three_statements_is_described_once(store: Store) -> None:
    quote = Literal("Ana Moreira, chief executive of Brightriver, said the company will buy Palmline.")
    assert len(list(store.quads_for_pattern(None, NamedNode(PREFIXES["oa"] + "exact"), quote, None))) == 1


def test_offsets_are_code_points_and_the_same_for_both_vocabularies(schema: Schema) -> None:
    text = "🎬🎬 Kino was founded by Ada."
    entity = Entity(iri_of("Brightriver"), "Organization", "Company", "Kino", ("Kino",), (("d", "e"),))
    evidence = Evidence("d", ((0, len(text)),), (3, 7), (23, 26), "x", 1.0)
    statement = Statement(
        "https://kg.example/statement/1", entity.iri, "foundedBy", entity.iri, Modality.ASSERTED, (evidence,)
    )
    graph = KnowledgeGraph((Document("d", text),), (entity,), (statement,))
    store = _store(list(to_quads(graph, schema)))
    query = """SELECT (CONCAT(STR(?b), ' ', STR(?e), ' ', STR(?start), ' ', STR(?end), ' ', ?exact) AS ?all) {
        ?evidence kg:subjectMention ?m . ?m nif:beginIndex ?b ; nif:endIndex ?e ; oa:hasSelector ?place, ?quote .
        ?place oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact }"""
    assert _column(store, query) == ["3 7 3 7 Kino"]


def test_dates_keep_their_precision_and_give_their_first_and_last_day(store: Store) -> None:
    query = """SELECT (CONCAT(STR(?d), ' ', STRAFTER(STR(DATATYPE(?d)), '#'), ' ', STR(?from), ' ', STR(?to)) AS ?x)
        { ?s rdf:predicate kg:inception ; rdf:object ?d ; kg:earliest ?from ; kg:latest ?to }"""
    assert _column(store, query) == ["2011 gYear 2011-01-01 2011-12-31"]


def test_a_date_without_a_year_has_no_first_day(schema: Schema) -> None:
    graph = sample_graph()
    dated = tuple(
        replace(item, object=DateValue("--06")) if isinstance(item.object, DateValue) else item
        for item in graph.statements
    )
    store = _store(list(to_quads(replace(graph, statements=dated), schema)))
    query = "SELECT ?s { ?s rdf:predicate kg:inception ; rdf:object '--06'^^xsd:gMonth }"
    assert len(_column(store, query)) == 1
    assert _column(store, query.replace("}", "; kg:earliest ?d }")) == []


def test_a_validity_that_ends_before_it_begins_has_no_days(schema: Schema) -> None:
    graph = sample_graph()
    turned = tuple(replace(item, valid_from="2024-03", valid_until="2022") for item in graph.statements)
    store = _store(list(to_quads(replace(graph, statements=turned), schema)))
    assert len(_column(store, "SELECT ?s { ?s kg:validFrom ?d ; rdf:predicate kg:foundedBy }")) == 1
    assert _column(store, "SELECT ?s { ?s kg:earliest|kg:latest ?d ; rdf:predicate kg:foundedBy }") == []


def test_an_impossible_date_is_refused(schema: Schema) -> None:
    graph = sample_graph()
    dated = tuple(replace(item, object=DateValue("soon")) for item in graph.statements)
    with pytest.raises(GraphError, match=r"'soon' is not a date such as"):
        list(to_quads(replace(graph, statements=dated), schema))


def test_figures_have_decimal_values_and_known_units(schema: Schema) -> None:
    graph = sample_graph()
    figure = graph.figures[0]
    priced = Observation(figure.observation.subject, "revenue", "305.3", "CNY", (0, 3), "305.3", ((0, 3),))
    store = _store(list(to_quads(replace(graph, figures=(replace(figure, observation=priced),)), schema)))
    query = "SELECT (CONCAT(STR(?v), ' ', STRAFTER(STR(DATATYPE(?v)), '#'), ' ', ?u, ' ', STR(?q)) AS ?x) { ?f %s }"
    found = _column(store, query % "kg:value ?v ; kg:unit ?u ; qudt:hasUnit ?q")
    assert found == ["305.3 decimal CNY http://qudt.org/vocab/unit/CCY_CNY"]


def test_a_figure_without_a_subject_stays_with_its_article(schema: Schema) -> None:
    graph = sample_graph()
    bare = tuple(replace(item, observation=replace(item.observation, subject=None)) for item in graph.figures)
    store = _store(list(to_quads(replace(graph, figures=bare), schema)))
    assert len(_column(store, "SELECT ?f { ?f a kg:Observation ; kg:inDocument ?d }")) == 3
    assert _column(store, "SELECT ?f { ?f a kg:Observation ; kg:subject ?d }") == []


def test_a_quotation_holds_the_statements_that_its_speaker_makes_in_it(store: Store) -> None:
    query = "SELECT ?m { ?q a kg:Quotation ; kg:quotes ?s . ?s kg:modality ?m ; rdf:predicate kg:developer }"
    assert _column(store, query) == ["denied"]


def test_configuration_is_recorded_as_a_provenance_activity(store: Store) -> None:
    query = "SELECT ?v { GRAPH ?g { ?a a prov:Activity ; kg:setting [ schema:name 'model' ; schema:value ?v ] } }"
    assert _column(store, query) == ["small"]


def test_classes_of_an_ontology_of_ones_own_keep_their_iris(schema: Schema) -> None:
    iri = "https://fleet.example/terms#Ferry"
    own = replace(schema, classes={**schema.classes, "Ferry": replace(schema.classes["Vehicle"], iri=iri)})
    entity = Entity(iri_of("Vidra"), "Product", "Ferry", "Vidra", ("Vidra",), ())
    store = _store(list(to_quads(KnowledgeGraph(entities=(entity,)), own)))
    assert _column(store, "SELECT ?c { ?e a ?c }") == [iri, PREFIXES["kg"] + "Product"]


def test_evidence_from_an_unknown_document_is_refused(schema: Schema) -> None:
    graph = replace(sample_graph(), documents=sample_graph().documents[:1])
    with pytest.raises(GraphError, match="ledger/palmline"):
        list(to_quads(graph, schema))


def test_an_iri_that_is_none_is_refused(schema: Schema) -> None:
    entity = Entity("no iri", "Person", "Person", "Ada", ("Ada",), ())
    with pytest.raises(GraphError, match="not an IRI"):
        list(to_quads(KnowledgeGraph(entities=(entity,)), schema))


def test_a_base_that_is_none_is_refused(schema: Schema) -> None:
    with pytest.raises(ConfigError):
        list(to_quads(sample_graph(), schema, base="here"))


@pytest.mark.parametrize(
    ("until", "published", "current"),
    [(None, None, True), ("2019", "2024-09-03", False), ("2024-09-03", "2024-09-03", True), ("2019", None, True)],
)
def test_what_ended_before_the_article_came_out_is_not_current(
    until: str | None, published: str | None, current: bool
) -> None:
    statement = replace(sample_graph().statements[0], modality=Modality.ASSERTED, valid_until=until)
    dates = {item.document: published for item in statement.evidence}
    assert is_current(statement, dates) is current
