"""Queries: the simplest work, what reaches outside is refused, what is wrong is said in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, Store, parse_query_results

from kg.errors import QueryError
from kg.graph import to_quads, write_trig, write_turtle
from kg.ontology import load_schema
from kg.query import Result, ask, open_graph, saved_queries, saved_query, store_of, to_csv, to_json, to_table
from tests.sample import iri_of, sample_graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    write_trig(to_quads(sample_graph(), load_schema()), path)
    return open_graph(path)


def _rows(store: Store, query: str, /, **values: str) -> list[dict[str, str | None]]:
    return ask(store, saved_query(query).text, values=values).records()


def _shown(result: Result) -> str:
    from rich.console import Console

    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(to_table(result))
    return console.export_text()


def test_the_simplest_query_needs_no_prefix(store: Store) -> None:
    assert ask(store, "SELECT ?p WHERE { ?o kg:foundedBy ?p }").records() == [{"p": iri_of("Ana Moreira")}]


def test_a_triple_in_many_graphs_counts_once(store: Store) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s rdf:predicate kg:headquarters ; rdf:object ?o ; rdf:subject ?x }"
    assert ask(store, query).records() == [{"n": "1"}]


def test_turtle_and_trig_answer_alike(tmp_path: Path, store: Store) -> None:
    write_turtle(to_quads(sample_graph(), load_schema()), tmp_path / "graph.ttl")
    other = open_graph(tmp_path / "graph.ttl")
    for query in saved_queries():
        assert ask(other, query.text) == ask(store, query.text)


def test_named_graphs_can_be_asked(store: Store) -> None:
    query = "SELECT ?g { GRAPH ?g { ?s rdf:predicate kg:foundedBy } }"
    assert ask(store, query).records() == [{"g": "https://kg.example/document/gazette/brightriver#graph"}]


def test_the_ontology_stands_apart_from_the_graph(store: Store) -> None:
    inside = "ASK { GRAPH <https://kg.example/ontology> { kg:foundedBy a owl:ObjectProperty } }"
    assert ask(store, inside).boolean is True
    assert ask(store, "ASK { kg:foundedBy a owl:ObjectProperty }").boolean is False


def test_construct_and_describe_give_triples(store: Store) -> None:
    made = ask(store, "CONSTRUCT { ?p kg:founded ?o } WHERE { ?o kg:foundedBy ?p }")
    assert [triple.object.value for triple in made.triples] == [iri_of("Brightriver")]
    described = ask(store, "DESCRIBE ?x { ?x skos:prefLabel 'Vidra' }")
    assert {triple.subject.value for triple in described.triples} == {iri_of("Vidra")}
    assert 'skos:prefLabel "Vidra"' in _shown(described)


def test_rows_without_an_order_of_their_own_are_sorted(store: Store) -> None:
    found = [row["l"] for row in ask(store, "SELECT ?l { ?x kg:mentionedIn?/skos:prefLabel ?l }").records()]
    assert found == sorted(found, key=str)
    ordered = ask(store, "SELECT ?l { ?x skos:prefLabel ?l } ORDER BY DESC(?l)").records()
    assert ordered[0]["l"] == "daily users"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { ?s ?p ?o", "query, line 1, column 10: '{' is not closed"),
        ('SELECT ?x WHERE {\n ?x a "u\n }', "query, line 2, column 7: a string begins here and does not end"),
        ("SELECT * { ?s ?p ?o }}", "query, line 1, column 22: '}' closes nothing"),
        ("SELEKT ?x { }", "query, line 1, column 1: expected SELECT, ASK, CONSTRUCT, DESCRIBE, found 'SELEKT'"),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "query, line 1, column 1: expected SELECT, .* found 'INSERT'"),
        ("DROP ALL", "expected SELECT, .* found 'DROP'"),
        ("", "query: expected SELECT, ASK, CONSTRUCT, DESCRIBE, found none of them"),
        ("SELECT ?x { ?x kg:a }", "query, line 1, column 21: cannot go on at '}'"),
        ("SELECT ?x (COUNT(?o) AS ?n) { ?x ?p ?o }", "neither grouped by nor counted"),
        ("SELECT ?x {\n ?x zz:a ?o }", "query, line 2, column 5: unknown prefix zz:, known are dcterms, foaf, kg"),
        ("SELECT ?x { ?x kg:founded ?o } LIMIT -1", "query, line 1, column 38: cannot go on at '-1'"),
    ],
)
def test_a_mistake_is_explained_in_one_line(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        ask(store, query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "PREFIX SERVICE: <x:> PREFIX : <http://127.0.0.1:9/> SELECT * { ?s ?p 1SERVICE:x { ?s ?p ?o } }",
        "SELECT * { FILTER(1 <2) #>\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''a''b\\''''SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "ASK FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }",
        "DESCRIBE ?x FROM<http://127.0.0.1:9/> { ?x ?p ?o }",
    ],
)
def test_what_reaches_outside_the_graph_is_refused(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="is refused, queries see the given graph alone"):
        ask(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from ?service { ?from kg:foundedBy ?service } # FROM <x:y> SERVICE",
        "SELECT * { ?x skos:prefLabel 'SERVICE <http://x/> FROM' }",
        "SELECT * { ?x kg:service <http://x/SERVICE> ; kg:from ?y }",
        'SELECT * { ?x kg:a """say "SERVICE" FROM <x:y>""" }',
    ],
)
def test_the_words_may_stand_where_they_mean_nothing(store: Store, query: str) -> None:
    ask(store, query)


@settings(max_examples=60, deadline=None)
@given(value=st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(['"', "\\", '" } #', "\\u0022", "$x"]))
def test_a_value_stays_a_string_whatever_it_holds(value: str) -> None:
    result = ask(Store(), "SELECT ($value AS ?same) { }", values={"value": value})
    assert result.rows == ((Literal(value),),)


def test_a_value_for_nothing_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="no parameter 'nmae', it takes name"):
        ask(store, saved_query("founders").text, values={"nmae": "Brightriver"})
    with pytest.raises(QueryError, match="no parameter 'x', it takes none"):
        ask(store, "ASK { ?s ?p '$x' }", values={"x": "y"})


def test_an_unknown_saved_query_names_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"no saved query 'founder'; there are acquisitions, .* founders"):
        saved_query("founder")


def test_every_saved_query_has_a_description_and_explains_its_parameters(store: Store) -> None:
    found = saved_queries()
    assert len(found) >= 14
    for query in found:
        assert query.text.startswith(f"# {query.description}\n")
        assert len(query.description) > 10
        assert query.parameters
        assert all(query.parameters.values())
        assert ask(store, query.text).kind == "select"


@pytest.mark.parametrize("query", [query.name for query in saved_queries()])
def test_a_hostile_parameter_finds_nothing_and_breaks_nothing(store: Store, query: str) -> None:
    saved = saved_query(query)
    values = dict.fromkeys(saved.parameters, '") } SELECT * { ?s ?p ?o } #\n\\u0022')
    assert ask(store, saved.text, values=values).rows == ()


def test_founders(store: Store) -> None:
    expected = {
        "founded": "Brightriver",
        "founder": "Ana Moreira",
        "sources": "1",
        "sentence": "Brightriver was founded by Ana Moreira in 2011.",
    }
    assert _rows(store, "founders") == [expected]
    assert _rows(store, "founders", name="BRIGHTRIVER group") == [expected]
    assert _rows(store, "founders", name="Moreira") == [expected]
    assert _rows(store, "founders", name="Tidepool") == []


def test_headquarters_counts_sources(store: Store) -> None:
    assert [(row["place"], row["sources"]) for row in _rows(store, "headquarters")] == [("Lisbon", "2")]


def test_acquisitions_say_how_they_stand(store: Store) -> None:
    found = [(row["bought"], row["modality"], row["since"], row["stated_by"]) for row in _rows(store, "acquisitions")]
    assert found == [
        ("Oakframe", "asserted", "2022", None),
        ("Palmline", "denied", None, "Palmline"),
        ("Palmline", "planned", None, "Ana Moreira"),
    ]
    assert [row["modality"] for row in _rows(store, "planned-acquisitions")] == ["planned"]


def test_disagreements_are_two_answers_or_a_denial(store: Store) -> None:
    found = [tuple(row.values()) for row in _rows(store, "disagreements")]
    kg = "https://kg.example/ontology#"
    assert found == [
        ("Brightriver", f"{kg}chiefExecutive", "Ana Moreira", "Harbour Gazette", "Tomas Reis", "Evening Ledger"),
        ("Vidra", f"{kg}developer", "Brightriver", "Harbour Gazette", "denied", "Tomas Reis"),
    ]


def test_facts_come_with_their_sentences(store: Store) -> None:
    found = [(row["property"], row["sentence"], row["outlet"]) for row in _rows(store, "facts", name="Lisbon")]
    place = "https://kg.example/ontology#headquarters"
    assert found == [
        (place, "Brightriver is based in Lisbon.", "Harbour Gazette"),
        (place, "Brightriver, which is based in Lisbon, works with Tidepool on standards.", "Evening Ledger"),
    ]


def test_evidence_gives_place_and_score(store: Store) -> None:
    (row,) = _rows(store, "evidence", subject="Vidra AI", property="releaseDate", object="2024-06-06")
    assert (row["start"], row["end"], row["score"]) == ("161", "218", "0.75")
    assert row["link"] == "https://gazette.example/brightriver"


def test_figures_follow_time(store: Store) -> None:
    found = [(row["period"], row["value"]) for row in _rows(store, "figures", name="Brightriver", metric="USERS")]
    assert found == [("2023-08", "350000000"), ("2024-08", "400000000")]


def test_comparable_figures_need_two_organisations(store: Store) -> None:
    assert [row["subject"] for row in _rows(store, "comparable-figures")] == ["Brightriver", "Brightriver", "Tidepool"]


def test_quotations_say_who_about_whom(store: Store) -> None:
    (row,) = _rows(store, "quotations", name="Vidra")
    assert (row["speaker"], row["about"]) == ("Tomas Reis", "Brightriver, Vidra")


def test_timeline_is_in_order(store: Store) -> None:
    assert [row["date"] for row in _rows(store, "timeline")] == ["2011", "2022", "2024-06-06"]


def test_most_reported_facts_come_first(store: Store) -> None:
    assert (_rows(store, "most-reported")[0]["object"], _rows(store, "most-reported")[0]["sources"]) == ("Lisbon", "2")


def test_json_is_the_w3c_format(store: Store) -> None:
    result = ask(store, saved_query("figures").text)
    read = parse_query_results(to_json(result), format=QueryResultsFormat.JSON)
    assert [variable.value for variable in read.variables] == list(result.columns)
    assert tuple(tuple(row[name] for name in result.columns) for row in read) == result.rows
    assert json.loads(to_json(ask(store, "ASK {}"))) == {"head": {}, "boolean": True}


def test_csv_is_the_w3c_format_without_formulas(store: Store) -> None:
    query = "SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) { ('=1+1' -4 'say \"hi\", all' UNDEF) } }"
    assert to_csv(ask(store, query)) == 'a,b,c,d\r\n\'=1+1,-4,"say ""hi"", all",\r\n'
    assert to_csv(ask(store, "ASK {}")) == "boolean\r\ntrue\r\n"


def test_a_table_shows_text_and_nothing_else() -> None:
    query = "SELECT $x { VALUES ?y { 1 } BIND($x AS ?z) }".replace("SELECT $x", "SELECT ?z")
    shown = _shown(ask(Store(), query, values={"x": "[red]a[/red]\x1b[31m\u202eb\nc"}))
    assert "[red]a[/red]\ufffd[31m\ufffdb c" in shown


def test_names_in_tables_are_short(store: Store) -> None:
    shown = _shown(ask(store, "SELECT ?o ?p ?x { ?o ?p ?x FILTER(?p = kg:foundedBy) }"))
    assert "kg:foundedBy" in shown
    assert "<entity/Person/Ana_Moreira>" in shown


def test_stores_are_made_from_quads_too() -> None:
    store = store_of(to_quads(sample_graph(), load_schema()))
    assert ask(store, "ASK { ?o kg:foundedBy ?p }").boolean is True
