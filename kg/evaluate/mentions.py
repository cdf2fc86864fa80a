"""Names and the words that refer back to them."""

from __future__ import annotations

from typing import TypeVar

from kg.evaluate.align import NAMING, Alignment, Node, gold_node
from kg.evaluate.scores import NameScores, Score
from kg.types import Annotation, MentionKind, Span

MERGED = frozenset({"Product", "Work", "Event", "Other"})
Name = tuple[Span, str]
T = TypeVar("T")


def score_names(gold: Annotation, predicted: Annotation, seen: frozenset[str]) -> NameScores:
    """Compare the name mentions; ``seen`` holds names in lower case."""
    text = gold.document.text
    right, given = _names(gold), _names(predicted)
    new_right, new_given = _unseen(right, text, seen), _unseen(given, text, seen)
    types = sorted({kind for _, kind in right | given})
    return NameScores(
        typed=_compare(right, given),
        merged=_compare(_merge(right), _merge(given)),
        spans=_compare({span for span, _ in right}, {span for span, _ in given}),
        unseen=_compare(new_right, new_given),
        unseen_merged=_compare(_merge(new_right), _merge(new_given)),
        by_type={kind: _compare(_of_type(right, kind), _of_type(given, kind)) for kind in types},
    )


def score_coreference(gold: Annotation, predicted: Annotation, alignment: Alignment) -> Score:
    """Compare nominal and pronominal mentions: right where they are in the chain of the gold entity.

    Predicted chains without a name are no claim about a named thing and are left out.
    """
    right = {
        (mention.span, gold_node(chain.id))
        for chain in gold.chains
        for mention in chain.mentions
        if mention.kind not in NAMING
    }
    given: set[tuple[Span, Node]] = set()
    for chain in predicted.chains:
        if any(mention.kind in NAMING for mention in chain.mentions):
            node = alignment.predicted(chain.id)
            given |= {(mention.span, node) for mention in chain.mentions if mention.kind not in NAMING}
    return _compare(right, given)


def _names(annotation: Annotation) -> set[Name]:
    return {
        (mention.span, chain.type)
        for chain in annotation.chains
        for mention in chain.mentions
        if mention.kind is MentionKind.NAME
    }


def _merge(names: set[Name]) -> set[Name]:
    return {(span, "Other" if kind in MERGED else kind) for span, kind in names}


def _of_type(names: set[Name], kind: str) -> set[Name]:
    return {name for name in names if name[1] == kind}


def _unseen(names: set[Name], text: str, seen: frozenset[str]) -> set[Name]:
    return {name for name in names if text[slice(*name[0])].casefold() not in seen}


def _compare(gold: set[T], predicted: set[T]) -> Score:
    both = len(gold & predicted)
    return Score(len(gold), both, len(predicted), both)
