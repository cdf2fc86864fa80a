"""The shipped reader on the sentence patterns of business news, with names that nobody has heard of."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import annotate
from kg.pipeline.load import load
from kg.types import DateValue, Document, TextValue

FORUM = (
    "The Nordic Data Forum (NDF) was established as an international organization on March 3, 2021, headquartered in Oslo, Norway. "
    "It was jointly initiated by Baltic Harbour Association (BHA), Lumen Group, Kestrel Telecom and Fjord Lab."
)
CASES = [
    pytest.param("Tala Oyelaran, founder and CEO of Mirevox, said on Tuesday that sales had doubled.",
                 {("Mirevox", "foundedBy", "Tala Oyelaran"), ("Mirevox", "chiefExecutive", "Tala Oyelaran"), ("Tala Oyelaran", "position", "CEO")}, id="founder and CEO"),
    pytest.param("Chilean battery maker Veldora said on Monday that it would hire 200 people.", {("Veldora", "country", "Chile")}, id="demonym"),
    pytest.param("Jun Harada, an analyst with Osaka-based consultancy Tidewell, said demand was weak.",
                 {("Jun Harada", "employer", "Tidewell"), ("Jun Harada", "position", "analyst"), ("Tidewell", "headquarters", "Osaka")}, id="analyst"),
    pytest.param('"Trade needs rules," said Lena Fors, a member of the Expert Panel for Digital Trade, which is under the Ministry of Commerce and Posts.',
                 {("Expert Panel for Digital Trade", "parentOrganization", "Ministry of Commerce and Posts")}, id="under a ministry"),
    pytest.param(FORUM, {("Nordic Data Forum", "inception", "2021-03-03"), ("Nordic Data Forum", "headquarters", "Oslo"),
                         ("Nordic Data Forum", "foundedBy", "Baltic Harbour Association"), ("Nordic Data Forum", "foundedBy", "Lumen Group"),
                         ("Nordic Data Forum", "foundedBy", "Kestrel Telecom"), ("Nordic Data Forum", "foundedBy", "Fjord Lab")}, id="founders in a list"),
    pytest.param("Mirevox faces fierce competition from local rivals such as Tidewell.", {("Tidewell", "competitor", "Mirevox")}, id="rivals"),
]  # fmt: skip


SYMMETRIC = {"competitor", "partner", "spouse"}


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load()


def facts(nlp: Any, text: str) -> set[tuple[str, str, str]]:
    annotation = annotate(Document("1", text, published="2024-09-03"), nlp)
    names = {chain.id: chain.name for chain in annotation.chains}
    found = set()
    for claim in annotation.claims:
        if claim.modality == "asserted":
            target = claim.object
            value = target.iso if isinstance(target, DateValue) else target.text if isinstance(target, TextValue) else names[target]
            found.add((names[claim.subject], claim.property, value))
            if claim.property in SYMMETRIC:
                found.add((value, claim.property, names[claim.subject]))
    return found


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_the_sentence_says_is_found(nlp: Any, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= facts(nlp, text)


@pytest.mark.parametrize("text", ["Veldora was not founded by Anna Lindqvist.", "Veldora does not own Kestrel Foods.", "Anna Lindqvist never worked for Veldora."])
def test_what_is_plainly_negated_is_not_asserted(nlp: Any, text: str) -> None:
    assert facts(nlp, text) == set()
