from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.values.amounts import ValueExpression, ValueKind, find_values
from kg.pipeline.values.numerals import decimal_of_digits, decimal_of_words, plain
from kg.pipeline.values.units import qudt_unit

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "numbers.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def shown(value: ValueExpression) -> str:
    """A value as the table writes it."""
    parts = [value.digits(), value.unit or "-"]
    if value.qualifier:
        parts.append(f"~{value.qualifier}")
    if value.converted:
        parts.append("=" + " ".join(value.converted))
    if value.per:
        parts.append(f"/{value.per}")
    return " ".join(parts)


def spelt(number: int) -> str:
    """A number below a trillion in English words."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            link = "" if not rest else " and " if rest < 100 else " "
            return f"{spelt(number // scale)} {name}{link}{spelt(rest) if rest else ''}"
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {spelt(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


def in_lakhs(number: int) -> str:
    """A number with Indian separators."""
    head, tail = divmod(number, 1000)
    groups = []
    while head:
        head, group = divmod(head, 100)
        groups.insert(0, f"{group:02d}" if head else str(group))
    return ",".join([*groups, f"{tail:03d}" if groups else str(tail)])


@pytest.mark.parametrize(("text", "expected"), [(row[0], row[1] if len(row) > 1 else "") for row in ROWS])
def test_amounts_of_real_usage_are_read(text: str, expected: str) -> None:
    assert "; ".join(shown(value) for value in find_values(text)) == expected


def test_the_table_holds_enough_expressions() -> None:
    assert sum(len(row[1].split("; ")) for row in ROWS if len(row) > 1 and row[1]) >= 250


@given(st.integers(2, 10**12 - 1))
def test_a_number_reads_back_from_every_way_of_writing_it(number: int) -> None:
    for form in (str(number), f"{number:,}", in_lakhs(number), spelt(number)):
        values = find_values(f"There were {form} ships.")
        assert [value.value for value in values if value.kind is ValueKind.COUNT] == [Decimal(number)], form


@given(
    st.decimals(min_value=1, max_value=999, places=1),
    st.sampled_from([("million", 10**6), ("billion", 10**9), ("trillion", 10**12), ("crore", 10**7), ("lakh", 10**5)]),
    st.sampled_from([("dollars", "USD"), ("euros", "EUR"), ("yuan", "CNY"), ("naira", "NGN"), ("yen", "JPY")]),
)
def test_an_amount_of_money_reads_back_with_its_scale(
    amount: Decimal, scale: tuple[str, int], unit: tuple[str, str]
) -> None:
    (value,) = find_values(f"It cost {plain(amount)} {scale[0]} {unit[0]}.")
    assert (value.value, value.unit) == (amount * scale[1], unit[1])


@given(
    st.integers(1, 99_999_999),
    st.sampled_from(
        [("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("Rs ", "INR"), ("HK$", "HKD"), ("R$", "BRL"), ("CHF ", "CHF")]
    ),
    st.sampled_from([("", 1), ("m", 10**6), ("bn", 10**9), (" million", 10**6), ("tn", 10**12)]),
)
def test_a_currency_mark_before_the_number_reads_back(
    amount: int, mark: tuple[str, str], scale: tuple[str, int]
) -> None:
    (value,) = find_values(f"It cost {mark[0]}{amount:,}{scale[0]}.")
    assert (value.value, value.unit, value.kind) == (Decimal(amount) * scale[1], mark[1], ValueKind.MONEY)


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_range_keeps_both_ends(first: int, more: int) -> None:
    (value,) = find_values(f"Between {first} and {first + more} percent is lost.")
    assert (value.value, value.low, value.high, value.unit) == (None, first, first + more, "percent")


@given(st.text(alphabet="0123456789.,$€%- abmnk()'½\n", max_size=60))
def test_every_expression_stands_where_it_says(text: str) -> None:
    reach = 0
    for value in find_values(text):
        assert value.text == text[value.start : value.end]
        assert value.start >= reach
        reach = value.end


@pytest.mark.parametrize(
    "piece", ["1,", "1 ", "one ", "$1m to ", "1.", "½", "(1 km ", "a third of ", "10,000 yuan ($1,407) "]
)
def test_a_longer_text_has_proportionally_more_amounts_and_no_more_work(piece: str) -> None:
    counts = [len(find_values(piece * size)) for size in (100, 200, 400)]
    assert counts[2] - counts[1] <= 2 * (counts[1] - counts[0]) + 2


def test_words_that_are_no_single_number_are_refused() -> None:
    assert decimal_of_words("one two") is None
    assert decimal_of_words("twenty thirty") is None


def test_digits_with_separators_in_odd_places_are_refused_or_plain() -> None:
    assert decimal_of_digits("1,234.5") == Decimal("1234.5")
    assert decimal_of_digits("1.234.567,8") == Decimal("1234567.8")


def test_units_have_their_name_in_qudt_where_there_is_one() -> None:
    assert qudt_unit("kilometres") == "KiloM"
    assert qudt_unit("percent") == "PERCENT"
    assert qudt_unit("nights") is None


def test_no_exponent_is_printed() -> None:
    assert plain(Decimal("3.053E+11")) == "305300000000"
    assert plain(Decimal("449.990")) == "449.99"
