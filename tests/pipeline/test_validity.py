"""From when and until when a claim holds."""

from __future__ import annotations

import pytest

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
