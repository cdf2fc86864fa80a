"""Of whom a figure tells: a log-linear model over the mentions near it, and "nobody named" as one more candidate.

The weights (``data/figure_subjects.json``, from feature name to number) come from ``training/figure_subjects.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kg.pipeline.chain_index import ChainMention
from kg.pipeline.figures.changes import change_of
from kg.pipeline.figures.metrics import metric_of
from kg.pipeline.figures.places import FigurePlaces, PlacedValue
from kg.pipeline.values.parts import ValueKind
from kg.pipeline.word_lists import load_table

REACH = 2
_HOLDING = frozenset({"owned", "held", "controlled"})
_OWNED = ("owned", "held", "controlled", "-")
TOGETHER = 0.3
_DEEP = 6


@dataclass(frozen=True, slots=True)
class Previous:
    """A value that was given to chains already (none: to nobody)."""

    placed: PlacedValue
    chains: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that a figure may be about, or None for nobody, with the names of its features."""

    mention: ChainMention | None
    features: tuple[str, ...]


def candidates(places: FigurePlaces, placed: PlacedValue, previous: Previous | None = None) -> list[Candidate]:
    """Nobody first, then the mentions of the sentence and the two before it, in text order, then what the text is about.

    ``previous`` is the value before this one with the chains that it was given to.
    """
    metric = metric_of(places, placed).split(" ")[-1].lower()
    found = [Candidate(None, tuple(_none_features(places, placed, metric)))]
    seen = set()
    for sentence in range(max(0, placed.sentence - REACH), placed.sentence + 1):
        for mention in places.mentions_of(sentence):
            if mention.first < placed.last and placed.first < mention.last and mention.kind == "name":
                continue
            seen.add(mention.chain)
            features = [
                *_mention_features(places, placed, mention, sentence, metric),
                *_after(places, placed, mention, previous),
            ]
            found.append(Candidate(mention, tuple(features)))
    for name, chain in (("main", places.main_chain), ("first", places.first_chain)):
        far = next((item for item in places.chains.of_chain(chain or "") if item.first < placed.first), None)
        if far is not None and far.chain not in seen:
            seen.add(far.chain)
            features = [f"far:{name}", f"far:{name}:{placed.value.kind}", f"far:{name}:{far.type}", f"far:{metric}"]
            found.append(Candidate(far, (*features, *_after(places, placed, far, previous))))
    return found


def _after(
    places: FigurePlaces, placed: PlacedValue, mention: ChainMention, previous: Previous | None
) -> Iterator[str]:
    """Whether the value before this one was given to the same chain."""
    if previous is None or placed.sentence - previous.placed.sentence > 1:
        return
    same = mention.chain in previous.chains
    where = "same" if previous.placed.sentence == placed.sentence else "next"
    yield f"previous={same}:{where}"
    yield f"previous={same}:{where}:{previous.placed.value.kind}:{placed.value.kind}"
    if where == "same":
        between = places.doc[previous.placed.last : placed.first]
        link = between[0].lower_ if len(between) else ""
        yield f"previous={same}:link={link if len(link) < 6 else 'other'}"
        others = any(previous.placed.last <= item.first < placed.first for item in places.mentions_of(placed.sentence))
        yield f"previous={same}:others={others}"


def holder(places: FigurePlaces, placed: PlacedValue) -> str | None:
    """The chain whose share a percentage is: "owned 55 percent by the union, 8 percent by the state", "31% held by X"."""
    by = _held_by(places, placed) if placed.value.kind is ValueKind.SHARE else None
    if by is None:
        return None
    near = (item for item in places.mentions_of(placed.sentence) if by < item.first <= by + 3)
    return next((item.chain for item in near if item.kind != "demonym"), None)


def _held_by(places: FigurePlaces, placed: PlacedValue) -> int | None:
    """The "by" that names the holder of a share: right behind it, or behind the verb that follows."""
    doc, after = places.doc, placed.last
    following = [token.lower_ for token in doc[after : after + 6]]
    if following[:1] == ["by"]:
        before = doc[places.sentences[placed.sentence].first : after]
        return after if any(token.lower_ in _HOLDING for token in before) else None
    return next((after + n for n, (verb, word) in enumerate(pairwise(following), 1) if verb in _HOLDING and word == "by"), None)


def rank(found: list[Candidate], weights: dict[str, float]) -> dict[str | None, float]:
    """The probability of each chain (None: nobody named), its mentions taken together."""
    scores = [sum(weights.get(feature, 0.0) for feature in candidate.features) for candidate in found]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    whole = sum(shares)
    chains: dict[str | None, float] = {}
    for candidate, share in zip(found, shares, strict=True):
        chain = candidate.mention.chain if candidate.mention else None
        chains[chain] = chains.get(chain, 0.0) + share / whole
    return chains


def choose(chains: dict[str | None, float]) -> list[tuple[str | None, float]]:
    """The likeliest chain, and any others nearly as likely ("Bosch and Infineon hold a tenth each")."""
    best = max(chains, key=lambda chain: (chains[chain], str(chain)))
    if best is None:
        return [(None, chains[best])]
    chosen = [chain for chain, share in chains.items() if chain is not None and (chain == best or share >= TOGETHER)]
    return [(chain, chains[chain]) for chain in sorted(chosen, key=lambda chain: (-chains[chain], chain))]


@cache
def load_weights() -> dict[str, float]:
    """The shipped weights."""
    text = files("kg.pipeline").joinpath("data", "figure_subjects.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights


def _none_features(places: FigurePlaces, placed: PlacedValue, metric: str) -> Iterator[str]:
    value, doc = placed.value, places.doc
    size = "small" if value.value is not None and abs(value.value) <= 5 else "large"
    yield "none"
    yield f"none:metric={metric}"
    yield f"none:open={places.open_subject(placed)}"
    yield f"none:change={change_of(places, placed).direction}:{value.kind}"
    yield f"none:{value.kind}:{size}"
    yield f"none:word={value.word}:{value.kind}"
    yield f"none:qualified={value.qualifier is not None}:{value.kind}"
    before = doc[placed.first - 1].lower_ if placed.first else ""
    yield f"none:before={before}" if len(before) < 8 else "none:before=long"
    if placed.noun is not None:
        yield f"none:noun={doc[placed.noun].lemma_ or doc[placed.noun].lower_}"
    else:
        yield f"none:nounless:{value.kind}"
    yield f"none:sentence={min(placed.sentence, 2)}"
    yield f"none:mentions={min(len(places.mentions_of(placed.sentence)), 4)}"
    if places.parsed:
        verb = _verb_above(places, placed)
        yield f"none:verb={doc[verb].lemma_}" if verb is not None else "none:verbless"
        yield f"none:dep={doc[placed.noun if placed.noun is not None else placed.head].dep_}"


def _mention_features(
    places: FigurePlaces, placed: PlacedValue, mention: ChainMention, sentence: int, metric: str
) -> Iterator[str]:
    back = placed.sentence - sentence
    kind = placed.value.kind
    side = "before" if mention.first < placed.first else "after"
    yield f"back={back}"
    yield f"back={back}:{mention.kind}"
    yield f"type={mention.type}:{kind}"
    yield f"type={mention.type}:{mention.kind}"
    yield f"type={mention.type}:{metric}"
    yield f"type={mention.type}:{placed.value.unit or 'count'}"
    if mention.chain == places.main_chain:
        yield "main"
        yield f"main:back={back}"
    if back:
        first = places.mentions_of(sentence)[0]
        yield f"first:back={back}:{mention is first or mention == first}"
        yield f"empty={not places.mentions_of(placed.sentence)}:back={back}"
    open_word = places.open_subject(placed)
    if open_word is not None:
        ahead = places.mentions_of(sentence)[0] if places.mentions_of(sentence) else None
        yield f"open={open_word}:back={back}:{mention.type}"
        yield f"open:back={back}:{mention is ahead}"
    if back == 0:
        yield from _near_features(places, placed, mention, side)
    if places.parsed:
        yield from _role_features(places, placed, mention, back, metric)


def _near_features(places: FigurePlaces, placed: PlacedValue, mention: ChainMention, side: str) -> Iterator[str]:
    doc = places.doc
    others = places.mentions_of(placed.sentence)
    low, high = (mention.last, placed.first) if side == "before" else (placed.last, mention.first)
    between = sum(1 for other in others if low <= other.first and other.last <= high and other.chain != mention.chain)
    yield f"{side}:between={min(between, 3)}"
    yield f"{side}:distance={_bucket(high - low)}"
    clauses = sum(1 for token in doc[max(low, 0) : max(high, low)] if token.text in (",", ";", ":", "-", "–", "—", '"'))
    yield f"{side}:clauses={min(clauses, 3)}"
    follower = doc[mention.last].lower_ if mention.last < len(doc) else ""
    yield (
        f"{side}:follower={follower}"
        if follower in ("'s", "’s", "'", "’", ",", ")", "and", "or")
        else f"{side}:follower=other"
    )
    leader = doc[mention.first - 1].lower_ if mention.first else ""
    if leader in ("of", "in", "at", "for", "by", "to", "from", "with", "than", "and", "on", "like", "the", ","):
        yield f"{side}:leader={leader}"
    if mention.first == places.sentences[placed.sentence].first:
        yield "opens"
    if mention.kind == "pronoun":
        yield f"{side}:pronoun={doc[mention.first].lower_}:{_bucket(high - low)}"
    if any(other.chain == mention.chain and other is not mention for other in others):
        yield "again"


def _role_features(
    places: FigurePlaces, placed: PlacedValue, mention: ChainMention, back: int, metric: str
) -> Iterator[str]:
    head = places.noun_phrase_of(places.head_of(mention.first, mention.last))
    if back:
        yield f"role:back={min(back, 2)}:{_plain(places, head)}"
        return
    yield from _clause_features(places, placed, mention, head, metric)
    start = placed.noun if placed.noun is not None else placed.head
    ups, downs, top = _path(places, start, head)
    kind = placed.value.kind
    if top is None:
        yield "path=apart"
        return
    up, down = ">".join(ups[-4:]), "<".join(downs[:3])
    yield f"path={up}|{down}"
    yield f"path={up}|{down}:{kind}"
    yield f"ends={ups[0] if ups else ''}|{ups[-1] if ups else ''}|{downs[0] if downs else ''}"
    yield f"top={downs[0] if downs else 'self'}:{len(ups)}"
    yield f"down={down}"
    yield f"length={min(len(ups), 5)}:{min(len(downs), 4)}"
    lemma = places.doc[top].lemma_ or places.doc[top].lower_
    yield f"lemma={lemma}:{downs[0] if downs else 'self'}"
    if top == start:
        yield f"inside:{down}"
    if ups and not downs:
        yield f"above:{up}"


def _clause_features(
    places: FigurePlaces, placed: PlacedValue, mention: ChainMention, head: int, metric: str
) -> Iterator[str]:
    """What the mention is to the verbs above the value: subject, object, a part of either, in the nearest clauses first."""
    doc, kind = places.doc, placed.value.kind
    inside = set(places.climb(head))
    for number, verb in enumerate(places.clauses(placed.head)[:3], 1):
        lemma = doc[verb].lemma_ or doc[verb].lower_
        subject = places.subject_of(verb)
        role = None
        if subject is not None and subject == head:
            role = "subject"
        elif subject is not None and subject in inside and placed.head not in inside:
            role = f"in-subject:{_relation(places, head)}"
        else:
            below = next((child.i for child in doc[verb].children if child.i in inside and child.i != subject), None)
            if below is not None:
                role = (
                    _relation(places, below)
                    if below == head
                    else f"in-{_relation(places, below)}:{_relation(places, head)}"
                )
        if role is None:
            continue
        before = "before" if mention.first < placed.first else "after"
        yield f"clause{number}={role}:{before}"
        yield f"clause{number}={role}:{kind}"
        yield f"clause{number}={role}:{mention.type}"
        yield f"clause{number}={role}:{lemma}"
        yield f"clause{number}={role}:{doc[placed.head].dep_.split(':')[0]}"
        yield f"role={role}:{lemma}:{kind}"
        yield f"clause{number}={role}:metric={metric}"
        yield f"role={role}:owned={places.doc[min(placed.last, len(doc) - 1)].lower_ in _OWNED}"
        for group in _groups(lemma):
            yield f"role={role}:{group}:{kind}"
            yield f"clause{number}={role}:{group}"
        return
    yield from _host_features(places, placed, head, metric)
    if placed.noun is not None and placed.noun in inside:
        yield f"noun={_relation(places, head)}:{kind}"
        yield f"noun={_relation(places, head)}:{mention.type}"


def _host_features(places: FigurePlaces, placed: PlacedValue, head: int, metric: str) -> Iterator[str]:
    """Whether the value stands inside the noun phrase of the mention ("a chain of 640 shops"), and how far up."""
    doc = places.doc
    for steps, index in enumerate(places.climb(placed.head)):
        token = doc[index]
        if token.pos_ in ("VERB", "AUX"):
            return
        apposed = any(
            child.i == head and child.dep_.split(":")[0] in ("appos", "flat", "compound") for child in token.children
        )
        if index == head or apposed or token.dep_.split(":")[0] == "appos" and token.head.i == head:
            yield f"host={min(steps, 3)}:{placed.value.kind}"
            yield f"host:{metric}"
            return


@cache
def _groups(lemma: str) -> tuple[str, ...]:
    """The groups of verbs that a lemma belongs to."""
    groups = load_table("figures.toml")["verb_groups"]
    return tuple(name for name, verbs in sorted(groups.items()) if lemma in verbs.split())


def _path(places: FigurePlaces, start: int, head: int) -> tuple[list[str], list[str], int | None]:
    """Relations up from the value to the lowest common head and down from there to the mention, with that head."""
    ours, theirs = list(places.climb(start)), list(places.climb(head))
    common = next((token for token in ours if token in set(theirs)), None)
    if common is None:
        return [], [], None
    ups = [_relation(places, token) for token in ours[: ours.index(common)]]
    downs = [_relation(places, token) for token in reversed(theirs[: theirs.index(common)])]
    return ups[:_DEEP], downs[:_DEEP], common


def _relation(places: FigurePlaces, index: int) -> str:
    """The relation of a token to its head, with its preposition where it has one."""
    token = places.doc[index]
    plain = _plain(places, index)
    if plain not in ("nmod", "obl", "obl:agent"):
        return plain
    parts = [
        token,
        *(child for child in token.children if child.dep_.split(":")[0] in ("flat", "compound", "det", "amod")),
    ]
    case = next(
        (child.lower_ for part in parts for child in part.children if child.dep_ == "case" and child.i < part.i), ""
    )
    return f"{plain}({case})"


def _plain(places: FigurePlaces, index: int) -> str:
    relation = places.doc[index].dep_
    kept = ("nmod:poss", "nmod:desc", "nmod:unmarked", "obl:unmarked", "acl:relcl", "obl:agent", "nsubj:pass")
    return relation if relation in kept else relation.split(":")[0]


def _verb_above(places: FigurePlaces, placed: PlacedValue) -> int | None:
    return next((token for token in places.climb(placed.head) if places.doc[token].pos_ in ("VERB", "AUX")), None)


def _bucket(distance: int) -> str:
    for limit in (0, 1, 2, 3, 5, 8, 12, 20):
        if distance <= limit:
            return str(limit)
    return "far"
