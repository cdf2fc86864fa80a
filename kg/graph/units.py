"""Units of figures: QUDT's IRIs for currencies and measures."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from kg.iris import PREFIXES


def unit_iri(unit: str) -> str | None:
    """QUDT's IRI of a currency or measure; None for counted things such as users."""
    currencies, measures = _table()
    if unit in currencies:
        return f"{PREFIXES['unit']}CCY_{unit}"
    name = measures.get(unit)
    return name and PREFIXES["unit"] + name


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], dict[str, str]]:
    table = tomllib.loads(resources.files("kg.graph").joinpath("units.toml").read_text("utf-8"))
    measures = {word: name for name, words in table["units"].items() for word in words}
    return frozenset(table["currencies"].split()), measures
