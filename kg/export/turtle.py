"""Turtle: the merge of all graphs."""

from __future__ import annotations

from kg.export.sources import QuadExporter
from kg.graph import write_turtle

export = QuadExporter(write_turtle)
