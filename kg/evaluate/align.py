"""Which predicted entity is which gold entity: the one whose names it overlaps most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.types import Annotation, Chain, MentionKind, Span

NAMING = frozenset({MentionKind.NAME, MentionKind.DEMONYM})
Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Chains of both sides as nodes: ``("gold", id)``, or ``("predicted", id)`` where gold has no such thing.

    Several predicted chains may stand for one gold entity; a predicted chain stands for at most one.
    ``names`` holds each node's names in lower case.
    """

    nodes: Mapping[str, Node]
    names: Mapping[Node, frozenset[str]]

    def predicted(self, chain: str) -> Node:
        return self.nodes[chain]


def gold_node(chain: str) -> Node:
    return "gold", chain


def align(gold: Annotation, predicted: Annotation) -> Alignment:
    """Align the chains of two annotations of the same text."""
    owners = [(mention.span, chain.id) for chain in gold.chains for mention in chain.mentions if mention.kind in NAMING]
    owners.sort()
    names = {gold_node(chain.id): names_of(chain) for chain in gold.chains}
    nodes = {}
    for chain in predicted.chains:
        best = _best(owners, chain)
        nodes[chain.id] = gold_node(best) if best is not None else ("predicted", chain.id)
        names.setdefault(nodes[chain.id], names_of(chain))
    return Alignment(nodes, names)


def names_of(chain: Chain) -> frozenset[str]:
    """The names of a chain in lower case."""
    return frozenset(mention.text.casefold() for mention in chain.mentions if mention.kind is MentionKind.NAME)


def _best(owners: Iterable[tuple[Span, str]], chain: Chain) -> str | None:
    """The gold chain with most mentions overlapped; then most of them exactly; then most characters; then the first."""
    merits: dict[str, tuple[int, int, int]] = {}
    spans = [mention.span for mention in chain.mentions if mention.kind in NAMING]
    for span, owner in owners:
        shared = max((overlap(span, other) for other in spans), default=0)
        if shared > 0:
            count, exact, characters = merits.get(owner, (0, 0, 0))
            merits[owner] = (count + 1, exact + (span in spans), characters + shared)
    return max(merits, key=lambda owner: merits[owner], default=None)


def overlap(first: Span, second: Span) -> int:
    """How many characters two spans share; 0 or less when none."""
    return min(first[1], second[1]) - max(first[0], second[0])
