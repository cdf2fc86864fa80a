"""Things between which a document states a relation are two things, however alike their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.resolve.clusters import RELATED, Clusters
from kg.resolve.readings import Reading
from kg.types import Annotation

KIN = frozenset({"child", "spouse"})
"""Relations between people that even equal names do not undo."""

TIES = frozenset(
    {
        "acquiredBy",
        "basedOn",
        "competitor",
        "investor",
        "memberOf",
        "owner",
        "parentOrganization",
        "partner",
        "partOf",
        "predecessor",
    }
)
"""Relations that tell a company from its parts and sisters; equal names weigh more, for readers err."""

_SURE = 0.5  # claims below this score tell nothing


def mark_related(
    clusters: Clusters, readings: Mapping[str, Reading], annotation: Annotation, properties: Iterable[str]
) -> None:
    """See to it that no rule joins the ends of such claims of a document; ``readings`` go by chain id."""
    properties = frozenset(properties)
    for claim in annotation.claims:
        if claim.property not in properties or claim.score < _SURE or not isinstance(claim.object, str):
            continue
        ends = readings.get(claim.subject), readings.get(claim.object)
        if (
            ends[0]
            and ends[1]
            and _alike(ends[0], ends[1])
            and clusters.find(ends[0].index) != clusters.find(ends[1].index)
        ):
            kind = f"{RELATED}{claim.property} {annotation.document.id} {claim.subject} {claim.object}"
            clusters.mark(ends[0].index, kind, "subject")
            clusters.mark(ends[1].index, kind, "object")


def _alike(one: Reading, other: Reading) -> bool:
    """Whether any rule could take one for the other: what their names share, or an acronym."""
    ours, theirs = one.name, other.name
    return ours.acronym or theirs.acronym or not set(ours.core).isdisjoint(theirs.core) or ours.key == theirs.key
