"""What joins two names in a sentence: a word that has both as arguments, or the path between them in the tree.

Source: shortest dependency paths for relations, after Bunescu and Mooney (2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span, Token

from kg.pipeline.arguments import BELONGING, Roles, arguments, is_verb, marker, places, tops
from kg.types import Modality

LONGEST = 7
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
_PERHAPS = frozenset({"may", "might", "could", "would"})
_LATER = frozenset({"will", "shall", "'ll", "’ll"})
_OVER = frozenset({"conj", "appos", "flat", "compound", "list"})
_LIGHT = frozenset({"be", "have", "do"})
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")

Step = tuple[str, str]  # direction and dependency label
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A word (its stems and coarse tag) that joins two others, and their roles there."""

    stems: frozenset[str]
    tag: str
    subject: str
    object: str
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Pattern:
    """A path from subject to object; ``words`` are the lemmas on the way, ``marker`` the preposition before the object."""

    path: Path
    words: tuple[str, ...]
    marker: str


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its endings: ``coaches``, ``coached``, ``coaching``: coach. It need not be a word itself."""
    short = word.lower().removesuffix("'s")
    for ending in _ENDINGS:
        if short.endswith(ending) and len(short) - len(ending) >= 3:
            short = short.removesuffix(ending)
            break
    short = short.removesuffix("e")
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] else short


def governors(tokens: Iterable[Token]) -> list[tuple[Token, Roles]]:
    """The content words among tokens with the roles of what hangs on them."""
    return [(token, arguments(token)) for token in tokens if token.pos_ in _CONTENT]


def stems(token: Token) -> frozenset[str]:
    return frozenset({stem(token.lower_), stem(token.lemma_)})


def joints(subject: Span, obj: Span, words: Iterable[tuple[Token, Roles]], *, date: bool = False) -> Iterator[Joint]:
    """Every word of ``words`` that has both as arguments."""
    firsts, seconds = ([place for top in tops(span) for place in places(top)] for span in (subject, obj))
    inside = {token.i for span in (subject, obj) for token in span}
    for word, roles in words:
        first, second = (next(((place.i, roles[place.i]) for place in ends if place.i in roles), None) for ends in (firsts, seconds))
        if first is None or second is None or first[0] == second[0] or word.i in inside:
            continue
        left, right = first[1], "time" if date and second[1].startswith(("prep:", "obl")) else second[1]
        tag = "VERB" if is_verb(word) else "NOUN"
        if tag == "NOUN" and "self" in (left, right):
            left, right = ("of" if role in BELONGING else role for role in (left, right))
        yield Joint(stems(word), tag, left, right, manner(word))


def manner(word: Token) -> Modality:
    """How a word is said by what stands beside it and beside the words that it hangs on, up to its clause.

    Where the trained model gives a distribution over modalities, this is all that examples give; the rules of
    ``kg_modality`` judge both further.
    """
    chain = [word]
    while chain[-1].head.i != chain[-1].i and chain[-1].dep_ in ("xcomp", "obj", "obl", "nsubj:pass", "aux") and len(chain) < 4:
        chain.append(chain[-1].head)
    beside = {child.lower_ for token in chain for child in token.children if child.dep_ in ("advmod", "aux", "det", "cc")}
    for signs, modality in ((_NOT, Modality.DENIED), (_PERHAPS, Modality.SPECULATED), (_LATER, Modality.PLANNED)):
        if beside & signs:
            return modality
    return Modality.ASSERTED


def pattern_between(subject: Token, obj: Token) -> Pattern | None:
    """The path that joins two tokens of a sentence; None if they are too far apart, not joined, or without words between."""
    up = {token.i: n for n, token in enumerate(_ancestry(subject))}
    chain = _ancestry(obj)
    meet = next((n for n, token in enumerate(chain) if token.i in up), None)
    if meet is None:
        return None
    rise, fall = _ancestry(subject)[: up[chain[meet].i] + 1], chain[: meet + 1]
    steps = [("up", t.dep_) for t in rise[:-1]] + [("down", t.dep_) for t in reversed(fall[:-1])]
    nodes = [t for t in (*rise, *reversed(fall[:-1])) if t.i not in (subject.i, obj.i)]
    words = tuple(stem(t.lower_) for t in nodes if t.pos_ in ("VERB", "NOUN", "ADJ") and t.lemma_ not in _LIGHT)
    kept = _without_lists(steps)
    if not kept or not words or len(kept) > LONGEST:
        return None
    return Pattern(kept, words, marker(obj))


def _ancestry(token: Token) -> list[Token]:
    found = [token]
    while found[-1].head.i != found[-1].i:
        found.append(found[-1].head)
    return found


def _without_lists(steps: list[Step]) -> Path:
    """The path without the steps of lists at its ends: what holds for one member holds for all."""
    left, right = 0, len(steps)
    while left < right and steps[left][0] == "up" and steps[left][1] in _OVER:
        left += 1
    while right > left and steps[right - 1][0] == "down" and steps[right - 1][1] in _OVER:
        right -= 1
    return tuple(steps[left:right]) or tuple(steps)
