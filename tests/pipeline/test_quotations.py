from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline.quotations.component import Quotations
from tests.pipeline.marked_text import lines_of, make_doc, read_marks

TABLE = lines_of((Path(__file__).parent / "data" / "quotations.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", TABLE)
def test_each_text_of_the_table_gives_its_quotations(line: str) -> None:
    marked = read_marks(line)
    rows = Quotations().predict(make_doc(marked))
    found = {(row["speaker"], tuple(row["span"]), row["direct"]) for row in rows}
    expected = {(chain, span, direct) for chain, span, direct in marked.spans}
    assert {(s, marked.text[a:b], d) for s, (a, b), d in found} == {
        (s, marked.text[a:b], d) for s, (a, b), d in expected
    }
