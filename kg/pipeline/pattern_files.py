"""Compiled regular expressions from the grammar files in ``kg/pipeline/data``."""

from __future__ import annotations

import re
from functools import cache

from kg.errors import ConfigError
from kg.pipeline.word_lists import load_table

_MACRO = re.compile(r"\{([A-Z][A-Z_]*)\}")
_BREAK = re.compile(r"\n[ \t]*")


@cache
def load_patterns(name: str, section: str, *, any_case: bool = False) -> dict[str, re.Pattern[str]]:
    """The patterns of one section of a grammar file by name, in file order.

    Line breaks and the indents after them don't count; ``{NAME}`` stands for an entry of ``macros``.

    Raises:
        ConfigError: an unknown macro, or a pattern that is no regular expression; names the file and the entry.
    """
    table = load_table(name)
    macros: dict[str, str] = {}
    for label, body in table.get("macros", {}).items():
        macros[label] = f"(?:{_expanded(name, label, body, macros)})"
    flags = re.IGNORECASE if any_case else re.NOFLAG
    return {
        label: _compiled(name, label, _expanded(name, label, body, macros), flags)
        for label, body in table[section].items()
    }


def _expanded(name: str, label: str, body: str, macros: dict[str, str]) -> str:
    unknown = next((word for word in _MACRO.findall(body) if word not in macros), None)
    if unknown is not None:
        raise ConfigError(f"{name}: {label}: unknown macro {unknown}, expected one of {', '.join(sorted(macros))}")
    return _MACRO.sub(lambda match: macros[match[1]], _BREAK.sub("", body))


def _compiled(name: str, label: str, body: str, flags: re.RegexFlag) -> re.Pattern[str]:
    try:
        return re.compile(body, flags)
    except re.error as error:
        raise ConfigError(f"{name}: {label}: not a regular expression: {error}") from error
