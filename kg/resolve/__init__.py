"""Chains of many documents become entities: the same thing under several names once, namesakes apart.

First each document is mended by itself (``within``); then names are compared across documents, from the surest
rule to the least sure: equal names, acronyms, people, short names. Every step is kept with its reason, and the
user's word goes before all of them. ``docs/resolution.md`` describes the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.iris import BASE, checked_base
from kg.resolve.clusters import Clusters, Merge, Separation
from kg.resolve.context import Context
from kg.resolve.corrections import Pair, Reference, References, join_told, mark_apart
from kg.resolve.evidence import homes_of, marks_of
from kg.resolve.labels import entities_of
from kg.resolve.namesakes import join_bodies, join_linked, join_namesakes
from kg.resolve.people import join_people
from kg.resolve.readings import Member, Reading, read_chains
from kg.resolve.result import Explanation, Resolution
from kg.resolve.things import Thing, things_of
from kg.resolve.variants import (
    join_acronyms,
    join_expansions,
    join_last_words,
    join_makers_goods,
    join_short_names,
    join_without_country,
)
from kg.resolve.within import Defined, join_within
from kg.types import Annotation

if TYPE_CHECKING:
    from kg.ontology import Schema

__all__ = ["Explanation", "Member", "Merge", "Pair", "Reference", "Resolution", "Separation", "resolve"]


def resolve(
    annotations: Sequence[Annotation],
    schema: Schema | None = None,
    *,
    base: str = BASE,
    same_as: Iterable[Pair] = (),
    keep_apart: Iterable[Pair] = (),
) -> Resolution:
    """The entities of a collection, in whatever order its documents come.

    ``same_as`` and ``keep_apart`` are pairs of names (``"Kuaishou"``, ``"Product:Kling"``) or chains
    (document id, chain id); a pair whose names do not occur is without effect. With a ``schema``, the finer
    classes of the chains are read as it spells them.

    Raises:
        AnnotationError: a document id occurs twice, or a chain id in one document.
        ConfigError: the base cannot carry IRIs, or a pair contradicts itself or another.
    """
    checked_base(base)
    annotations = sorted(annotations, key=lambda annotation: annotation.document.id)
    readings = read_chains(annotations, schema)
    clusters = Clusters(readings, marks_of(annotations, readings))
    references = References(readings)
    mark_apart(clusters, references, keep_apart)
    join_told(clusters, references, same_as)
    join_linked(clusters)
    defined = _join_documents(clusters, annotations)
    _join_collection(clusters, things_of(clusters, defined, homes_of(annotations, readings)))
    entities = entities_of(clusters, defined, annotations, base=base)
    iri_of = {member: entity.iri for entity in entities for member in entity.members}
    iris = MappingProxyType(dict(sorted(iri_of.items())))
    return Resolution(entities, iris, tuple(sorted(clusters.merges)), clusters.separations, base)


def _join_documents(clusters: Clusters, annotations: Sequence[Annotation]) -> Defined:
    by_document: defaultdict[int, list[Reading]] = defaultdict(list)
    for reading in clusters.readings:
        by_document[reading.document].append(reading)
    defined: Defined = {}
    for document, readings in by_document.items():
        defined |= join_within(clusters, readings, annotations[document])
    return defined


def _join_collection(clusters: Clusters, things: list[Thing]) -> None:
    join_namesakes(clusters, things)
    join_bodies(clusters, things)
    join_expansions(clusters, things)
    context = Context(clusters, things)
    join_acronyms(clusters, things, context)
    join_people(clusters, things, context)
    join_short_names(clusters, things)
    join_last_words(clusters, things, context)
    join_without_country(clusters, things, context)
    join_makers_goods(clusters, things)
