"""Asking a graph: a store in memory, and what is wrong with a query said in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from kg.errors import QueryError
from kg.graph import read_quads
from kg.iris import BASE, ONTOLOGY_IRI, PREFIXES
from kg.query.explain import explain
from kg.query.result import Result
from kg.query.tokens import fill, is_ordered, position, refuse_outside_data, undeclared_prefix


def open_graph(path: str | Path, *, ontology: Sequence[str | Path] | None = None) -> Store:
    """A graph file made ready for queries, in memory; see ``store_of``. The ontology is the shipped one by default.

    Raises:
        GraphError: a file is missing, of an unknown kind, or breaks its format.
    """
    from kg.ontology import shipped_ontology

    store = store_of(read_quads(path))
    for terms in [shipped_ontology()] if ontology is None else ontology:
        name = NamedNode(ONTOLOGY_IRI)
        store.extend(Quad(quad.subject, quad.predicate, quad.object, name) for quad in read_quads(terms))
    return store


def store_of(quads: Iterable[Quad]) -> Store:
    """A store whose default graph is the merge of all graphs; ``GRAPH`` finds each of them, too.

    A copy instead of the engine's union of graphs, which counts a triple once for every graph that holds it.
    """
    store = Store()
    store.bulk_extend(_merged(quads))
    return store


def ask(store: Store, query: str, *, values: Mapping[str, str] | None = None, base: str = BASE) -> Result:
    """Answer a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE, our prefixes declared, relative IRIs below ``base``.

    ``values`` are strings for the query's ``$name`` parameters, whatever they hold.

    Raises:
        QueryError: a syntax error, an unknown prefix or parameter, SERVICE, FROM or an update; one line.
    """
    refuse_outside_data(query)
    unknown = undeclared_prefix(query, PREFIXES)
    if unknown:
        known = ", ".join(sorted(PREFIXES))
        raise QueryError(f"query, {position(query, unknown[1])}: unknown prefix {unknown[0]}:, known are {known}")
    filled = fill(query, values or {})
    try:
        answer = store.query(filled, prefixes=dict(PREFIXES), base_iri=base)
    except SyntaxError as error:
        raise QueryError(explain(filled, str(error))) from None
    return _result(answer, ordered=is_ordered(query))


def _result(answer: QueryBoolean | QuerySolutions | QueryTriples, *, ordered: bool) -> Result:
    if isinstance(answer, QueryBoolean):
        return Result("ask", boolean=bool(answer))
    if isinstance(answer, QueryTriples):
        return Result("graph", triples=tuple(sorted(set(answer), key=str)))
    columns = tuple(variable.value for variable in answer.variables)
    rows = [tuple(solution[column] for column in columns) for solution in answer]
    return Result("select", columns, tuple(rows if ordered else sorted(rows, key=str)))


def _merged(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        if not isinstance(quad.graph_name, DefaultGraph):
            yield Quad(quad.subject, quad.predicate, quad.object)
