"""Word lists and cue tables from ``kg/pipeline/data``, and the regular inflections of English verbs."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_VOWELS = "aeiou"


@cache
def load_table(name: str) -> dict[str, Any]:
    """One TOML file of the data folder, parsed."""
    return tomllib.loads(files("kg.pipeline").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The words under one key (``key`` or ``section.key``) of a data file."""
    section, _, entry = key.partition(".")
    table = load_table(name)[section]
    return frozenset((table[entry] if entry else table).split())


@cache
def verb_forms(name: str, key: str) -> dict[str, tuple[str, str | None]]:
    """Every form of the verbs under one key: form -> (base, particle or None)."""
    forms: dict[str, tuple[str, str | None]] = {}
    section = load_table(name)[key]
    for entry in (section["verbs"] if isinstance(section, dict) else section).split():
        head, _, irregular = entry.partition(":")
        base, _, particle = head.partition("_")
        inflected = (base, *irregular.split(",")) if irregular else inflections(base)
        for form in inflected:
            forms.setdefault(form, (base, particle or None))
    return forms


def inflections(base: str) -> tuple[str, ...]:
    """The regular forms of a verb: base, third person, past, participle in -ing."""
    if base.endswith("e"):
        return (base, base + "s", base + "d", base[:-1] + "ing" if not base.endswith(("ee", "ye")) else base + "ing")
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return (base, base + "es", base + "ed", base + "ing")
    return (base, base + "s", base + "ed", base + "ing")
