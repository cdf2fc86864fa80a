"""Figures and quotations as triples."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.graph.dates import date_literal, days
from kg.graph.spans import Spans
from kg.graph.terms import Triple, iri, number, score, term, text, truth, typed
from kg.graph.units import unit_iri
from kg.iris import metric_iri
from kg.types import Evidence, Figure, Observation, Quote, Span, Statement


def figure_triples(figure: Figure, document: str, spans: Spans, *, base: str) -> Iterator[Triple]:
    """A figure of the article whose IRI is ``document``; one without a subject stays with the article alone."""
    node, seen = iri(figure.iri), figure.observation
    yield node, term("rdf:type"), term("kg:Observation")
    yield node, term("kg:inDocument"), iri(document)
    if seen.subject:
        yield node, term("kg:subject"), iri(seen.subject)
    metric = iri(metric_iri(seen.metric, base=base))
    yield node, term("kg:metric"), metric
    yield metric, term("rdf:type"), term("kg:Metric")
    yield metric, term("skos:prefLabel"), text(seen.metric)
    yield from _amount(node, seen)
    yield from _period(node, seen)
    yield from _wording(node, seen, spans)
    yield node, term("kg:modality"), text(str(seen.modality))
    if seen.stated_by:
        yield node, term("kg:statedBy"), iri(seen.stated_by)
    yield node, term("kg:score"), score(seen.score)


class Spoken:
    """The statements of an article that have a speaker, by where their words stand."""

    def __init__(self, said: Iterable[tuple[Statement, Evidence]]) -> None:
        self._places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for statement, item in said:
            place = item.object_mention or item.subject_mention
            if statement.stated_by and place:
                self._places[statement.stated_by].append((*place, statement.iri))
        for places in self._places.values():
            places.sort()

    def inside(self, speaker: str | None, span: Span) -> Iterator[str]:
        """The IRIs of what a speaker says within a span."""
        places = self._places.get(speaker or "", [])
        for _, end, found in places[bisect_left(places, (span[0],)) : bisect_left(places, (span[1],))]:
            if end <= span[1]:
                yield found


def quote_triples(quote: Quote, document: str, spans: Spans, spoken: Spoken) -> Iterator[Triple]:
    """A quotation and the statements inside it, out of what the same article says."""
    node, found = iri(quote.iri), quote.quotation
    yield node, term("rdf:type"), term("kg:Quotation")
    yield node, term("kg:inDocument"), iri(document)
    yield node, term("kg:span"), spans.node(found.span, "kg:Mention")
    yield node, term("kg:text"), text(quote.text)
    yield node, term("kg:direct"), truth(found.direct)
    if found.speaker:
        yield node, term("kg:speaker"), iri(found.speaker)
    if found.verb is not None:
        yield node, term("kg:verb"), text(found.verb)
    yield node, term("kg:score"), score(found.score)
    for statement in spoken.inside(found.speaker, found.span):
        yield node, term("kg:quotes"), iri(statement)


def _amount(node: NamedNode, seen: Observation) -> Iterator[Triple]:
    for name, digits in (("kg:value", seen.value), ("kg:minValue", seen.low), ("kg:maxValue", seen.high)):
        if digits is not None:
            yield node, term(name), number(digits)
    if seen.unit is not None:
        yield node, term("kg:unit"), text(seen.unit)
        if known := unit_iri(seen.unit):
            yield node, term("qudt:hasUnit"), iri(known)
    if seen.converted is not None:
        digits, unit = seen.converted
        yield node, term("kg:convertedValue"), number(digits)
        yield node, term("kg:convertedUnit"), text(unit)
    if seen.qualifier is not None:
        yield node, term("kg:qualifier"), text(seen.qualifier)
    if seen.change is not None:
        yield node, term("kg:change"), text(seen.change)
    if seen.against is not None:
        yield node, term("kg:against"), text(seen.against)


def _period(node: NamedNode, seen: Observation) -> Iterator[Triple]:
    if seen.period is None:
        return
    yield node, term("kg:period"), date_literal(seen.period)
    if covered := days(seen.period):
        yield node, term("kg:earliest"), typed(covered[0], "xsd:date")
        yield node, term("kg:latest"), typed(covered[1], "xsd:date")


def _wording(node: NamedNode, seen: Observation, spans: Spans) -> Iterator[Triple]:
    yield node, term("kg:text"), text(seen.text)
    yield node, term("kg:span"), spans.node(seen.span, "kg:Mention")
    for sentence in seen.evidence:
        yield node, term("kg:sentence"), spans.node(sentence, "kg:Sentence")
