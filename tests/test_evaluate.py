"""Each rule of scoring, on the smallest example that shows it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.annotations import from_record
from kg.errors import AnnotationError
from kg.evaluate import Rate, Score, Scores, as_dict, evaluate, measures, outcomes, seen_names
from kg.types import Annotation

TEXT = "Orbit of Oslo makes Lumen and Prism. Mara Quill runs it; she said Orbit, a Norwegian firm, has 40 users."
NAMES = {
    "orbit": ("Organization", "Orbit"),
    "oslo": ("Place", "Oslo"),
    "lumen": ("Product", "Lumen"),
    "prism": ("Product", "Prism"),
    "mara": ("Person", "Mara Quill"),
}


def entity(name: str, **parts: Any) -> dict[str, Any]:
    """An entity of ``NAMES`` with every occurrence of its name; ``parts`` replace keys."""
    kind, surface = NAMES[name]
    starts = [start for start in range(len(TEXT)) if TEXT.startswith(surface, start)]
    return {
        "id": name,
        "type": kind,
        "name": surface,
        "mentions": [[start, start + len(surface)] for start in starts],
    } | parts


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def document(
    *facts: tuple[Any, ...], names: str = "orbit oslo lumen prism mara", entities: Any = None, **parts: Any
) -> Annotation:
    """A document; a fact is (subject, property, object) and its modality or a dict of more keys."""
    rows = []
    for subject, name, item, *more in facts:
        row = {"s": subject, "p": name, "o": item}
        for extra in more:
            row |= extra if isinstance(extra, dict) else {"modality": extra}
        rows.append(row)
    chosen = [entity(name) for name in names.split()] if entities is None else entities
    return from_record({"id": "d1", "text": TEXT, "entities": chosen, "facts": rows} | parts)


def scores(gold: Annotation, predicted: Annotation, **options: Any) -> Scores:
    return evaluate([gold], [predicted], **options)


# --- names --------------------------------------------------------------------------------


def test_a_name_is_right_by_span_and_type() -> None:
    predicted = document(entities=[entity("orbit"), entity("oslo", type="Person"), entity("mara", mentions=[[37, 41]])])
    names = scores(document(), predicted).names
    assert names.typed == Score(gold=6, found=2, predicted=4, right=2)
    assert names.spans == Score(gold=6, found=3, predicted=4, right=3)
    assert names.by_type["Person"] == Score(gold=1, found=0, predicted=2, right=0)
    assert names.by_type["Organization"].f1 == 1.0


def test_product_work_event_and_other_count_as_one_type_beside() -> None:
    names = scores(
        document(names="lumen oslo"), document(entities=[entity("lumen", type="Work"), entity("oslo")])
    ).names
    assert (names.typed.right, names.merged.right) == (1, 2)


def test_unseen_names_are_scored_apart() -> None:
    gold = document(names="orbit lumen mara")
    predicted = document(names="orbit lumen oslo")
    names = scores(gold, predicted, seen=["ORBIT", "Oslo"]).names
    assert names.unseen == Score(gold=2, found=1, predicted=1, right=1)


def test_seen_names_are_the_names_of_the_training_articles() -> None:
    assert seen_names([document(names="orbit mara")]) == {"orbit", "mara quill"}


# --- coreference --------------------------------------------------------------------------


def test_a_coreferent_mention_counts_in_the_chain_of_its_gold_entity() -> None:
    gold = document(entities=[entity("orbit", corefs=[span("it;")[:1] + [span("it;")[1] - 1]]), entity("mara")])
    wrong = document(entities=[entity("orbit"), entity("mara", corefs=[list(gold.chains[0].mentions[1].span)])])
    assert scores(gold, gold).coreference == Score(1, 1, 1, 1)
    assert scores(gold, wrong).coreference == Score(gold=1, found=0, predicted=1, right=0)


def test_a_coreferent_mention_of_an_entity_that_gold_lacks_is_wrong() -> None:
    predicted = document(entities=[entity("oslo", corefs=[span("she")])])
    assert scores(document(names="mara"), predicted).coreference == Score(predicted=1)


def test_a_chain_without_a_name_claims_nothing() -> None:
    nameless = {"id": "x", "type": "Person", "name": "she", "corefs": [span("she")]}
    assert scores(document(names="mara"), document(entities=[entity("mara"), nameless])).coreference == Score()


# --- which entity is which ----------------------------------------------------------------


def test_entities_match_by_overlapping_names_whatever_their_type() -> None:
    gold = document(("orbit", "foundedBy", "mara"))
    longer = entity("orbit", id="p1", type="Product", mentions=[[0, 13]])
    shorter = entity("mara", id="p2", mentions=[span("Quill")])
    predicted = document(("p1", "foundedBy", "p2"), entities=[longer, shorter])
    assert scores(gold, predicted).facts.strict == Score(1, 1, 1, 1)


def test_an_entity_is_the_one_whose_names_it_overlaps_most() -> None:
    gold = document(("orbit", "headquarters", "oslo"))
    merged = entity("orbit", mentions=[*entity("orbit")["mentions"], *entity("oslo")["mentions"]])
    as_orbit = document(("orbit", "product", "lumen"), entities=[merged, entity("lumen")])
    as_both = document(("orbit", "headquarters", "orbit"), entities=[merged])
    assert scores(document(("orbit", "product", "lumen")), as_orbit).facts.strict.right == 1
    assert scores(gold, as_both).facts.strict.right == 0


def test_two_chains_of_one_entity_say_a_fact_once() -> None:
    first, second = (
        entity("orbit", mentions=[[0, 5]]),
        entity("orbit", id="again", mentions=[span("Orbit, a")[:1] + [71]]),
    )
    predicted = document(
        ("orbit", "product", "lumen"), ("again", "product", "lumen"), entities=[first, second, entity("lumen")]
    )
    assert scores(document(("orbit", "product", "lumen")), predicted).facts.strict == Score(1, 1, 1, 1)


def test_a_place_named_by_its_adjective_is_matched_by_it() -> None:
    norway = {"id": "no", "type": "Place", "name": "Norway", "demonyms": [span("Norwegian")]}
    gold = document(("orbit", "country", "no"), entities=[entity("orbit"), norway])
    predicted = document(
        ("orbit", "country", "n"), entities=[entity("orbit"), norway | {"id": "n", "mentions": [span("Norwegian")]}]
    )
    assert scores(gold, predicted).facts.strict.right == 1


# --- facts --------------------------------------------------------------------------------


def test_facts_of_unmatched_entities_are_wrong_and_unproposed_ones_are_missed() -> None:
    gold = document(("orbit", "foundedBy", "mara"), ("orbit", "product", "lumen"), names="orbit mara lumen")
    predicted = document(("orbit", "foundedBy", "mara"), ("orbit", "headquarters", "oslo"))
    assert scores(gold, predicted).facts.strict == Score(gold=2, found=1, predicted=2, right=1)


def test_direction_matters() -> None:
    gold, turned = document(("orbit", "acquiredBy", "mara")), document(("mara", "acquiredBy", "orbit"))
    facts = scores(gold, turned).facts
    assert (facts.strict.right, facts.lenient.right) == (0, 0)


@pytest.mark.parametrize("name", ["partner", "competitor", "spouse"])
def test_symmetric_properties_count_either_way_and_once(name: str) -> None:
    predicted = document(("mara", name, "orbit"), ("orbit", name, "mara"))
    assert scores(document(("orbit", name, "mara")), predicted).facts.strict == Score(1, 1, 1, 1)


def test_a_fact_said_twice_counts_once() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "product", "lumen"))
    predicted = document(*[("orbit", "product", "lumen")] * 3)
    assert scores(gold, predicted).facts.strict == Score(1, 1, 1, 1)


@pytest.mark.parametrize(("date", "right"), [("2022-07-12", 1), ("2022-07", 0), ("2022", 0)])
def test_dates_must_be_equal(date: str, right: int) -> None:
    gold = document(("orbit", "inception", {"date": "2022-07-12"}))
    assert scores(gold, document(("orbit", "inception", {"date": date}))).facts.strict.right == right


@pytest.mark.parametrize(
    ("title", "right"),
    [("Chief Executive", 1), ("executive", 1), ("head of the firm", 0), ("vice-chief", 1), ("director", 0)],
)
def test_positions_share_a_content_word(title: str, right: int) -> None:
    gold = document(("mara", "position", {"text": "chief executive of the board"}, {"of": "orbit"}))
    assert scores(gold, document(("mara", "position", {"text": title}))).facts.strict.right == right


def test_a_position_matches_the_most_similar_one() -> None:
    gold = document(
        ("mara", "position", {"text": "chief executive"}, "former"),
        ("mara", "position", {"text": "chief financial officer"}),
    )
    result = scores(gold, gold)
    assert result.facts.strict == Score(2, 2, 2, 2)
    assert result.modality.leaked == Rate(0, 1)
    asserted = document(("mara", "position", {"text": "chief executive"}))
    assert scores(gold, asserted).facts.strict == Score(gold=2, found=0, predicted=1, right=0)


@pytest.mark.parametrize("item", ["lumen", "prism"])
def test_alternative_objects_are_accepted(item: str) -> None:
    gold = document(("orbit", "product", "lumen", {"alt": ["prism"]}))
    assert scores(gold, document(("orbit", "product", item))).facts.strict == Score(1, 1, 1, 1)


def test_both_alternatives_find_one_fact() -> None:
    gold = document(("orbit", "product", "lumen", {"alt": ["prism"]}))
    predicted = document(("orbit", "product", "lumen"), ("orbit", "product", "prism"))
    assert scores(gold, predicted).facts.strict == Score(gold=1, found=1, predicted=2, right=2)


NEAR = [
    (("orbit", "product", "lumen"), ("lumen", "developer", "orbit")),
    (("lumen", "manufacturer", "orbit"), ("lumen", "developer", "orbit")),
    (("orbit", "announced", "lumen"), ("orbit", "product", "lumen")),
    (("lumen", "partOf", "orbit"), ("lumen", "owner", "orbit")),
    (("lumen", "parentOrganization", "orbit"), ("lumen", "partOf", "orbit")),
    (("orbit", "investor", "mara"), ("orbit", "owner", "mara")),
    (("mara", "employer", "orbit"), ("orbit", "boardMember", "mara")),
    (("mara", "memberOf", "orbit"), ("mara", "employer", "orbit")),
    (("orbit", "headquarters", "oslo"), ("orbit", "locatedIn", "oslo")),
]


@pytest.mark.parametrize(("gold", "predicted"), NEAR)
def test_near_properties_count_leniently(gold: tuple[str, ...], predicted: tuple[str, ...]) -> None:
    facts = scores(document(gold), document(predicted)).facts
    assert facts.strict == Score(gold=1, found=0, predicted=1, right=0)
    assert facts.lenient == Score(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        (("orbit", "product", "lumen"), ("orbit", "developer", "lumen")),
        (("lumen", "investor", "orbit"), ("lumen", "parentOrganization", "orbit")),
        (("lumen", "owner", "orbit"), ("orbit", "owner", "lumen")),
        (("orbit", "headquarters", "oslo"), ("oslo", "locatedIn", "orbit")),
    ],
)
def test_lenient_is_not_blind(gold: tuple[str, ...], predicted: tuple[str, ...]) -> None:
    assert scores(document(gold), document(predicted)).facts.lenient.right == 0


@pytest.mark.parametrize("said", ["former", "planned", "agreed", "denied", "speculated"])
def test_asserting_what_is_not_asserted_is_wrong_and_finds_nothing(said: str) -> None:
    gold, predicted = document(("orbit", "acquiredBy", "mara", said)), document(("orbit", "acquiredBy", "mara"))
    facts = scores(gold, predicted).facts
    assert facts.strict == facts.lenient == Score(gold=1, found=0, predicted=1, right=0)


def test_not_asserting_what_is_asserted_still_finds_it() -> None:
    gold, predicted = document(("orbit", "acquiredBy", "mara")), document(("orbit", "acquiredBy", "mara", "planned"))
    facts = scores(gold, predicted).facts
    assert facts.strict == Score(1, 1, 1, 1)
    assert facts.triples == Score(gold=1, found=0, predicted=0, right=0)


def test_triples_are_the_asserted_facts() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "product", "prism", "planned"))
    predicted = document(("orbit", "product", "lumen"), ("orbit", "product", "prism"))
    facts = scores(gold, predicted).facts
    assert facts.triples == facts.by_modality["asserted"] == Score(gold=1, found=1, predicted=2, right=1)
    assert facts.by_modality["planned"] == Score(gold=1)


def test_facts_are_counted_by_property() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "foundedBy", "mara"))
    predicted = document(("lumen", "developer", "orbit"), ("orbit", "foundedBy", "mara"))
    facts = scores(gold, predicted).facts
    assert facts.by_property == {
        "developer": Score(predicted=1),
        "foundedBy": Score(1, 1, 1, 1),
        "product": Score(gold=1),
    }
    assert facts.lenient_by_property["product"] == Score(gold=1, found=1)


def test_facts_between_unseen_names_are_scored_apart() -> None:
    gold = document(("orbit", "product", "lumen"), ("prism", "developer", "mara"))
    predicted = document(("orbit", "product", "lumen"), ("prism", "developer", "mara"), ("lumen", "owner", "mara"))
    assert scores(gold, predicted, seen=["lumen"]).facts.unseen == Score(1, 1, 1, 1)


# --- facts that others imply --------------------------------------------------------------

OFFICE = ("mara", "position", {"text": "chief executive"}, {"of": "orbit"})
EMPLOYED = ("mara", "employer", "orbit")


@pytest.mark.parametrize(
    ("reason", "implied"),
    [
        (OFFICE, EMPLOYED),
        (("orbit", "chiefExecutive", "mara"), EMPLOYED),
        (("lumen", "developer", "orbit"), ("orbit", "product", "lumen")),
        (("lumen", "manufacturer", "orbit"), ("orbit", "product", "lumen")),
    ],
)
def test_implied_facts_can_be_left_out(reason: tuple[Any, ...], implied: tuple[Any, ...]) -> None:
    facts = scores(document(reason, implied), document(reason)).facts
    assert facts.strict == Score(gold=2, found=1, predicted=1, right=1)
    assert facts.own == Score(1, 1, 1, 1)


def test_predicting_an_implied_gold_fact_counts_neither_way() -> None:
    assert scores(document(OFFICE, EMPLOYED), document(EMPLOYED)).facts.own == Score(gold=1)


def test_a_prediction_implied_by_a_wrong_one_is_one_error_not_two() -> None:
    facts = scores(document(), document(OFFICE, EMPLOYED)).facts
    assert (facts.strict.predicted, facts.own.predicted) == (2, 1)


def test_an_implied_prediction_still_finds_what_gold_has_on_its_own() -> None:
    assert scores(document(EMPLOYED), document(OFFICE, EMPLOYED)).facts.own == Score(1, 1, 2, 1)


def test_an_office_elsewhere_implies_nothing() -> None:
    elsewhere = ("mara", "position", {"text": "chief executive"}, {"of": "oslo"})
    assert scores(document(elsewhere, EMPLOYED), document()).facts.own.gold == 2


# --- how facts are said -------------------------------------------------------------------


def test_modality_is_judged_on_the_facts_that_are_found() -> None:
    gold = document(
        ("orbit", "product", "lumen", "planned"),
        ("orbit", "product", "prism", "former"),
        ("orbit", "acquiredBy", "mara", "denied"),
        ("orbit", "foundedBy", "mara"),
        ("orbit", "headquarters", "oslo"),
        ("orbit", "country", "oslo"),
    )
    predicted = document(
        ("orbit", "product", "lumen"),
        ("orbit", "product", "prism", "planned"),
        ("orbit", "foundedBy", "mara", "former"),
        ("orbit", "headquarters", "oslo"),
    )
    modality = scores(gold, predicted).modality
    assert modality.found == Rate(2, 3)
    assert modality.leaked == Rate(1, 2)
    assert modality.asserted_found == Rate(2, 3)
    assert modality.withheld == Rate(1, 2)
    assert modality.accuracy == Rate(1, 4)
    assert modality.found_by["denied"] == Rate(0, 1)
    assert modality.found_by["planned"] == Rate(1, 1)


@pytest.mark.parametrize(("speaker", "count"), [("mara", 1), ("oslo", 0), (None, 0)])
def test_attributed_facts_have_the_right_speaker(speaker: str | None, count: int) -> None:
    gold = document(("orbit", "product", "lumen", {"stated_by": "mara"}), ("orbit", "product", "prism"))
    predicted = document(("orbit", "product", "lumen", {"stated_by": speaker}), ("orbit", "product", "prism"))
    assert scores(gold, predicted).modality.attributed == Rate(count, 1)


# --- dates --------------------------------------------------------------------------------


def test_dates_are_judged_where_subject_and_property_are_found() -> None:
    gold = document(
        ("orbit", "inception", {"date": "2019"}),
        ("lumen", "releaseDate", {"date": "2020-05"}),
        ("prism", "releaseDate", {"date": "2021"}),
    )
    predicted = document(("orbit", "inception", {"date": "2019"}), ("lumen", "releaseDate", {"date": "2020"}))
    assert scores(gold, predicted).dates.objects == Rate(1, 2)


def test_validity_is_judged_on_the_facts_that_are_found() -> None:
    gold = document(
        ("mara", "employer", "orbit", {"valid": ["2019", None]}), ("mara", "owner", "lumen", {"valid": [None, "2020"]})
    )
    predicted = document(("mara", "employer", "orbit", {"valid": ["2019", None]}), ("mara", "owner", "lumen"))
    assert scores(gold, predicted).dates.valid == Rate(1, 2)


# --- figures ------------------------------------------------------------------------------


def figures(*rows: dict[str, Any]) -> Annotation:
    base = {"subject": "orbit", "metric": "daily users", "value": "40", "unit": "users"}
    return document(quantities=[base | row for row in rows])


@pytest.mark.parametrize(
    ("given", "right", "full"),
    [
        ({}, 1, 1),
        ({"value": "40.0", "metric": "users a day"}, 1, 1),
        ({"value": "-40", "unit": "Users"}, 1, 1),
        ({"unit": "USD"}, 1, 0),
        ({"metric": "revenue"}, 1, 0),
        ({"subject": "mara"}, 0, 0),
        ({"value": "41"}, 0, 0),
        ({"value": "40-41"}, 0, 0),
        ({"value": None}, 0, 0),
    ],
)
def test_a_figure_is_right_by_value_and_subject(given: dict[str, Any], right: int, full: int) -> None:
    result = scores(figures({}), figures(given)).figures
    assert (result.subject.right, result.full.right) == (right, full)
    assert result.subject.found == right


def test_a_range_is_equal_at_both_ends() -> None:
    assert scores(figures({"value": "30-40"}), figures({"value": "30.0-40"})).figures.subject == Score(1, 1, 1, 1)


def test_a_figure_counts_once_and_without_a_subject_only_by_value() -> None:
    result = scores(figures({}), figures({}, {}, {"subject": None, "value": "7"})).figures
    assert result.subject == Score(1, 1, 1, 1)
    assert result.values == Score(gold=1, found=1, predicted=2, right=1)


def test_a_conversion_may_be_a_figure_of_its_own() -> None:
    dollars = {"value": "55", "unit": "USD"}
    apart, within = figures({}, dollars), figures({"converted": [dollars]})
    assert scores(apart, within).figures.subject == Score(gold=2, found=2, predicted=1, right=1)
    assert scores(within, apart).figures.subject == Score(1, 1, 1, 1)


# --- quotations ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "speaker", "spans"),
    [
        ({"speaker": "mara", "span": [80, 104]}, 1, 1),
        ({"speaker": "orbit", "span": [66, 104]}, 0, 1),
        ({"speaker": None, "span": [66, 104]}, 0, 1),
        ({"speaker": "mara", "span": [0, 66]}, 0, 0),
    ],
)
def test_a_quotation_overlaps_and_has_the_right_speaker(quote: dict[str, Any], speaker: int, spans: int) -> None:
    gold = document(quotes=[{"speaker": "mara", "span": [66, 104], "direct": False}])
    result = scores(gold, document(quotes=[quote | {"direct": False}])).quotations
    assert result.speaker == Score(1, speaker, 1, speaker)
    assert result.spans == Score(1, spans, 1, spans)


# --- documents ----------------------------------------------------------------------------


def test_a_document_without_a_prediction_is_missed_and_a_strange_one_left_out() -> None:
    gold = document(("orbit", "product", "lumen"))
    other = from_record({"id": "d2", "text": "Else."})
    result = evaluate([gold], [other])
    assert (result.documents, result.facts.strict, result.names.typed.gold) == (1, Score(gold=1), 6)


def test_counts_add_up_over_documents() -> None:
    gold = [document(("orbit", "product", "lumen")), from_record({"id": "d2", "text": TEXT})]
    result = evaluate(gold, gold)
    assert (result.documents, result.facts.strict) == (2, Score(1, 1, 1, 1))


def test_a_prediction_from_another_text_is_refused() -> None:
    with pytest.raises(AnnotationError, match="'d1': the prediction was made from another text"):
        evaluate([document()], [from_record({"id": "d1", "text": "Else."})])


def test_a_document_that_stands_twice_is_refused() -> None:
    with pytest.raises(AnnotationError, match="'d1' occurs twice in the gold"):
        evaluate([document(), document()], [])


def test_outcomes_name_what_is_found_missed_and_wrong() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "foundedBy", "mara"))
    predicted = document(("orbit", "product", "lumen"), ("orbit", "product", "prism"))
    found = [(item.kind, item.claim.property, item.claim.object) for item in outcomes([gold], [predicted])]
    assert found == [("found", "product", "lumen"), ("missed", "foundedBy", "mara"), ("wrong", "product", "prism")]


def test_scores_become_plain_json_with_their_shares() -> None:
    gold = document(("orbit", "product", "lumen"), ("orbit", "product", "prism"))
    data = as_dict(scores(gold, document(("orbit", "product", "lumen"))))
    assert json.loads(json.dumps(data)) == data
    assert data["facts"]["strict"] == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "found": 1, "predicted": 1, "right": 1,
    }  # fmt: skip


def test_shares_of_nothing_are_zero() -> None:
    assert (Score().precision, Score().recall, Score().f1, Rate().share) == (0.0, 0.0, 0.0, 0.0)


def test_measures_name_every_score() -> None:
    found = dict(measures(scores(document(("orbit", "product", "lumen")), document())))
    assert found["facts.by_property.product"] == Score(gold=1)
    assert found["modality.found_by.asserted"] == Rate(0, 1)
    assert found["coreference"] == Score()
