"""Rules of scoring names and chains, each on the smallest example that shows it."""

from __future__ import annotations

from kg.evaluate import Score, seen_names
from tests.evaluate.sample import document, entity, scores, span

# --- names ----------------------------------------------------------------------------------


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


# --- coreference ----------------------------------------------------------------------------


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


# --- which entity is which ------------------------------------------------------------------


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
