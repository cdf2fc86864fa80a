"""What holds for every collection."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import AnnotationError
from kg.resolve import resolve
from kg.types import Annotation
from tests.resolve.markup import marked
from tests.resolve.strategies import collections


@settings(max_examples=40)
@given(collections(), st.randoms())
def test_the_order_of_documents_and_chains_changes_nothing(documents: list[Annotation], random: Random) -> None:
    shuffled = [replace(one, chains=tuple(random.sample(one.chains, len(one.chains)))) for one in documents]
    random.shuffle(shuffled)
    assert resolve(shuffled) == resolve(documents)


@settings(max_examples=40)
@given(collections())
def test_every_chain_is_a_member_of_exactly_one_entity(documents: list[Annotation]) -> None:
    found = resolve(documents)
    members = [member for entity in found.entities for member in entity.members]
    assert sorted(members) == sorted((one.document.id, chain.id) for one in documents for chain in one.chains)
    assert {member: entity.iri for entity in found.entities for member in entity.members} == found.iri_of
    iris = [entity.iri for entity in found.entities]
    assert iris == sorted(set(iris))
    assert all(entity.name in entity.names or not entity.name for entity in found.entities)


@settings(max_examples=40)
@given(collections())
def test_merges_connect_exactly_the_members_of_each_entity(documents: list[Annotation]) -> None:
    found = resolve(documents)
    assert all(found.iri_of[merge.one] == found.iri_of[merge.other] and merge.reason for merge in found.merges)
    assert len(found.merges) == len(found.iri_of) - len(found.entities)
    assert all(found.iri_of[item.one] != found.iri_of[item.other] for item in found.separations)
    for entity in found.entities:
        first, *others = entity.members
        assert all(found.why(first, other).together and found.why(first, other).reasons for other in others)


@settings(max_examples=40)
@given(collections())
def test_resolving_again_with_all_merges_told_changes_no_entity(documents: list[Annotation]) -> None:
    found = resolve(documents)
    again = resolve(documents, same_as=[(merge.one, merge.other) for merge in found.merges])
    assert again.iri_of == found.iri_of


@settings(max_examples=40)
@given(collections(), st.data())
def test_every_merge_can_be_undone(documents: list[Annotation], data: st.DataObject) -> None:
    found = resolve(documents)
    if found.merges:
        merge = data.draw(st.sampled_from(found.merges))
        undone = resolve(documents, keep_apart=[(merge.one, merge.other)])
        assert undone.iri_of[merge.one] != undone.iri_of[merge.other]


@settings(max_examples=40)
@given(collections())
def test_each_document_alone_holds_apart_what_it_holds_apart_in_company(documents: list[Annotation]) -> None:
    found = resolve(documents)
    for one in documents:
        alone = resolve([one])
        groups = [
            {frozenset(m for m in e.members if m[0] == one.document.id) for e in r.entities} for r in (found, alone)
        ]
        assert groups[0] - {frozenset()} == groups[1]


def test_an_empty_collection_has_no_entities() -> None:
    assert resolve([]).entities == ()


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "from kg.resolve import resolve; from tests.resolve.strategies import NAMES; from tests.resolve.markup import marked\n"
        "marks = [[f'[{t}#{n}:{name}]' for n, name in enumerate(names)] for t, names in NAMES.items()]\n"
        "print(resolve([marked(f'd{n}', ' and '.join(m)) for n, m in enumerate(marks * 3)]))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


@pytest.mark.parametrize("kind", ["document", "chain"])
def test_an_id_that_occurs_twice_is_refused(kind: str) -> None:
    one = marked("d", "[Organization#x:Corvane]")
    twice = [one, one] if kind == "document" else [replace(one, chains=one.chains * 2)]
    with pytest.raises(AnnotationError, match=f"one {kind}"):
        resolve(twice)
