"""SPARQL over a graph: ``ask(open_graph("graph.ttl"), "SELECT ?p WHERE { ?o kg:foundedBy ?p }")``.

Prefixes are predeclared, the graph's own data is all that a query sees (SERVICE and FROM are refused), and saved
queries answer what people ask most. The ontology stands in the named graph ``<https://kg.example/ontology>``.
"""

from __future__ import annotations

from kg.query.engine import ask, open_graph, store_of
from kg.query.render import to_csv, to_json, to_table
from kg.query.result import Result
from kg.query.saved import SavedQuery, saved_queries, saved_query

__all__ = [
    "Result",
    "SavedQuery",
    "ask",
    "open_graph",
    "saved_queries",
    "saved_query",
    "store_of",
    "to_csv",
    "to_json",
    "to_table",
]
