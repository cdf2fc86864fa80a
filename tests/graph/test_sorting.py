"""Triples in order, whether they fit in memory or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.sorting import by_subject, in_order

nodes = st.integers(0, 30).map(lambda number: NamedNode(f"https://kg.example/{'a#' if number % 3 else 'b'}{number}"))
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=6).map(Literal)
triples = st.lists(st.builds(Triple, nodes, nodes, nodes | words), max_size=60)


@given(triples, st.integers(1, 70))
def test_parts_on_disk_give_the_same_order_as_memory(given: list[Triple], at_once: int) -> None:
    whole = list(in_order(given))
    assert list(in_order(given, at_once=at_once)) == whole
    assert len(whole) == len(set(given)) and set(whole) == set(given)


@given(triples, st.integers(1, 10))
def test_triples_of_one_subject_stay_together(given: list[Triple], at_once: int) -> None:
    parts = list(by_subject(in_order(given), at_once=at_once))
    assert [triple for part in parts for triple in part] == list(in_order(given))
    subjects = [subject for part in parts for subject in {str(triple.subject) for triple in part}]
    assert len(subjects) == len(set(subjects))
