"""How a single claim is said: when it holds, whether it is denied."""

from __future__ import annotations

from typing import Any

import pytest

from kg.pipeline.load import load
from kg.pipeline.modality.component import judge
from kg.pipeline.modality.validity import in_order


@pytest.mark.parametrize(
    ("start", "until"),
    [("2024-06-02", "2024-06-01"), ("2020", "2019"), ("2024-Q3", "2024-06"), ("2024-05", "2024-04-30")],
)
def test_a_claim_that_would_end_before_it_begins_has_no_dates(start: str, until: str) -> None:
    assert in_order(start, until) == (None, None)


@pytest.mark.parametrize(
    ("start", "until"),
    [("2015", "2019"), ("2019-05", "2019"), ("2019", "2019-05"), ("2024-06-01", "2024-06-01"), ("2020", None),
     (None, "2019"), (None, None)],
)
def test_dates_that_may_be_in_order_are_kept(start: str | None, until: str | None) -> None:
    assert in_order(start, until) == (start, until)


@pytest.fixture(scope="module")
def syntax() -> Any:
    """The shipped parser alone: no chains, no claims of its own."""
    nlp = load()
    for pipe in [name for name in nlp.pipe_names if name not in {"kg_encoder", "kg_syntax"}]:
        nlp.disable_pipe(pipe)
    return nlp


def judged(syntax: Any, text: str, name: str, subject: str, obj: str) -> dict[str, Any]:
    """How a claim between two words of a text, published on 1 May 2022, is said."""
    doc = syntax(text)
    doc._.kg_published = "2022-05-01"
    spans = [[text.index(word), text.index(word) + len(word)] for word in (subject, obj)]
    target: Any = {"text": obj} if name == "position" else "b"
    row = {"subject": "a", "property": name, "object": target, "evidence": [[0, len(text)]], "subject_mention": spans[0], "object_mention": spans[1], "of": None}
    return judge(doc, [row])[0]


@pytest.mark.parametrize(
    ("text", "name", "subject", "obj", "dates"),
    [
        ("Tala Orm has been chairman of Veldora since 2016.", "position", "Tala Orm", "chairman", ("2016", None)),
        ("Veldora bought Kestrel in 2019.", "acquiredBy", "Kestrel", "Veldora", ("2019", None)),
        ("Tala Orm sold Kestrel to Veldora in 2019.", "acquiredBy", "Kestrel", "Veldora", ("2019", None)),
        ("Veldora, which was founded in 2009, owns Kestrel.", "owner", "Kestrel", "Veldora", (None, None)),
        ("Kestrel makes parts in Chile, and two banks have used its software since 2020.", "locatedIn", "Kestrel", "Chile", (None, None)),
        ("Tala Orm founded Veldora in 2009.", "foundedBy", "Veldora", "Tala Orm", (None, None)),
        ("Veldora has made the Lark in Chile since 2015.", "manufacturer", "Lark", "Veldora", (None, None)),
    ],
)  # fmt: skip
def test_a_claim_has_the_dates_that_hang_on_its_own_words(
    syntax: Any, text: str, name: str, subject: str, obj: str, dates: tuple[str | None, str | None]
) -> None:
    row = judged(syntax, text, name, subject, obj)
    assert (row["valid_from"], row["valid_until"]) == dates


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Tala Orm, chairman of Veldora until 2021, joins the board of Kestrel.", "former"),
        ("Tala Orm, chairman of Veldora since 2021, joins the board of Kestrel.", "asserted"),
    ],
)
def test_a_state_that_has_ended_is_former(syntax: Any, text: str, modality: str) -> None:
    assert judged(syntax, text, "position", "Tala Orm", "chairman")["modality"] == modality


@pytest.mark.parametrize(
    ("text", "obj", "modality"),
    [
        ("Veldora has taken no money from Kestrel Capital.", "Kestrel Capital", "denied"),
        ("Veldora has taken no money from Kestrel Capital or Orm Ventures.", "Orm Ventures", "denied"),
        ("The investors of Veldora include neither Kestrel Capital nor Orm Ventures.", "Kestrel Capital", "denied"),
        ("The investors of Veldora include neither Kestrel Capital nor Orm Ventures.", "Orm Ventures", "denied"),
        ("Veldora has taken money from Kestrel Capital.", "Kestrel Capital", "asserted"),
        ("Veldora, which has no debt, has taken money from Kestrel Capital.", "Kestrel Capital", "asserted"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_name_in_the_negative_is_denied(syntax: Any, text: str, obj: str, modality: str) -> None:
    assert judged(syntax, text, "investor", "Veldora", obj)["modality"] == modality


def test_an_attempt_that_was_given_up_is_denied(syntax: Any) -> None:
    text = "In 2020 Veldora gave up an attempt to buy Kestrel, the maker of lamps, after regulators objected."
    assert judged(syntax, text, "acquiredBy", "Kestrel", "Veldora")["modality"] == "denied"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The next head of Veldora will not be Tala Orm.", "denied"),
        ("The next head of Veldora is not Tala Orm.", "denied"),
        ("The head of Veldora is Tala Orm.", "asserted"),
    ],
)
def test_who_is_said_not_to_be_it_is_denied(syntax: Any, text: str, modality: str) -> None:
    assert judged(syntax, text, "chiefExecutive", "Veldora", "Tala Orm")["modality"] == modality
