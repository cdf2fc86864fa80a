"""Which formats there are: ours and those that installed packages add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from kg.errors import ConfigError

if TYPE_CHECKING:
    import rdflib

    Exporter = Callable[[rdflib.Dataset, Path], None]
else:
    Exporter = Callable

GROUP = "kg_exporters"
BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "csv": "kg.export.tables:export",
        "cypher": "kg.export.cypher:export",
        "gexf": "kg.export.gexf:export",
        "graphml": "kg.export.graphml:export",
        "jsonld": "kg.export.jsonld:export",
        "nq": "kg.export.nquads:export",
        "nt": "kg.export.ntriples:export",
        "rdfxml": "kg.export.rdfxml:export",
        "trig": "kg.export.trig:export",
        "ttl": "kg.export.turtle:export",
    }
)
"""The formats that are there even when the package's own entry points are not installed."""


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(sorted({point.name for point in _points()}))


def exporter(format: str) -> Exporter:
    """The exporter of a format.

    Raises:
        ConfigError: there is none, there are two, or it cannot be imported.
    """
    found = sorted({point.value for point in _points() if point.name == format})
    if not found:
        raise ConfigError(f"format {format!r}: expected one of {', '.join(formats())}")
    if len(found) > 1:
        raise ConfigError(f"format {format!r}: claimed by {' and '.join(found)}")
    try:
        return cast("Exporter", EntryPoint(format, found[0], GROUP).load())
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"format {format!r}: {found[0]} cannot be loaded: {error}") from error


def _points() -> Iterable[EntryPoint]:
    yield from (EntryPoint(name, value, GROUP) for name, value in BUILT_IN.items())
    yield from entry_points(group=GROUP)
