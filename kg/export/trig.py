"""TriG: Turtle with the named graphs kept."""

from __future__ import annotations

from kg.export.sources import QuadExporter
from kg.graph import write_trig

export = QuadExporter(write_trig)
