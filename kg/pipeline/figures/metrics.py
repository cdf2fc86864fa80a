"""What a figure measures: the metric in normal form, taken from the phrase that the value stands in.

With a parse: the counted noun with its modifiers and what is done to it ("content providers that gained income",
"songs sold"), or the noun that the value is said of ("gross merchandise volume" in "GMV rose 15 percent"), or what the
verb measures ("price" in "costs $449"). Without one, the plain words beside the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.pipeline.figures.counted import counted_noun, dimension, hyphenated, restriction
from kg.pipeline.figures.participles import participle
from kg.pipeline.figures.places import FigurePlaces, PlacedValue, is_comparison
from kg.pipeline.values.parts import ValueKind
from kg.pipeline.word_lists import load_table, verb_forms, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT = ("amod", "compound", "advmod", "flat", "nmod", "goeswith")
_MAX_WORDS = 9
_FALLBACK = {
    ValueKind.MONEY: "amount",
    ValueKind.SHARE: "share",
    ValueKind.AGE: "age",
    ValueKind.DURATION: "time",
    ValueKind.MEASURE: "measure",
    ValueKind.MULTIPLE: "multiple",
    ValueKind.RATIO: "ratio",
    ValueKind.COUNT: "number",
}


def metric_of(places: FigurePlaces, placed: PlacedValue) -> str:
    """The metric of a value, never empty; the subject asks for it too, and it is read once."""
    if placed.first not in places.metrics:
        places.metrics[placed.first] = _read_metric(places, placed)
    return places.metrics[placed.first]


def _read_metric(places: FigurePlaces, placed: PlacedValue) -> str:
    value = placed.value
    if value.kind is ValueKind.AGE:
        return "age"
    words = _parsed_metric(places, placed) if places.parsed else _plain_metric(places, placed)
    text = " ".join(words[:_MAX_WORDS])
    return text or _FALLBACK[value.kind]


def is_vague(metric: str, placed: PlacedValue) -> bool:
    """Whether a metric is no more than a verb or the bare kind of the value."""
    return metric == _FALLBACK[placed.value.kind] or " " not in metric and metric.endswith(("ed", "ing"))


def _parsed_metric(places: FigurePlaces, placed: PlacedValue) -> list[str]:
    doc = places.doc
    counted = counted_noun(places, placed)
    if counted is not None:
        return [*_phrase(places, counted, placed), *restriction(places, counted, placed)]
    if placed.noun is not None:
        noun = doc[placed.noun]
        if _changes(noun) and placed.value.kind is not ValueKind.COUNT:
            return _changed(places, placed, noun)
        if noun.dep_ == "obj" and _base(noun.head) == "employ":
            return ["employees"]
        return [*_phrase(places, noun, placed), *_fate(places, noun, placed)]
    token = doc[placed.head]
    for _ in range(4):
        if token.dep_.split(":")[0] not in ("conj", "appos", "parataxis") or token.head.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    subject = _said_of(token)
    if subject is not None:
        return _phrase(places, subject, placed)
    measured = dimension(places, placed) or _paid_for(places, placed, token)
    if measured:
        return measured
    above = token.head
    for _ in range(3):
        if not is_comparison(above) or above.head.i == above.i:
            break
        above = above.head
    if token.dep_.split(":")[0] in ("nmod", "nummod", "compound", "appos", "conj") and above.pos_ in ("NOUN", "PROPN"):
        return _changed(places, placed, above) if _changes(above) else _phrase(places, above, placed)
    if above.pos_ in ("VERB", "AUX", "ADJ", "ADV") and above.i != token.i:
        return _of_verb(places, placed, token, above)
    return _whole(places, placed, token)


def _paid_for(places: FigurePlaces, placed: PlacedValue, token: Token) -> list[str]:
    """ "Price" for a sum with "for" before it that a verb governs, or a noun that is no sum itself: "a film for $12"."""
    if placed.value.kind is not ValueKind.MONEY or token.dep_.split(":")[0] not in ("obl", "nmod"):
        return []
    fors = any(child.dep_ == "case" and child.lower_ == "for" for child in token.children)
    named = token.head.pos_ == "PROPN" or places.chains.at(token.head.i)
    return ["price"] if fors and (token.dep_.startswith("obl") or named) else []


def _said_of(token: Token) -> Token | None:
    """The subject of a value that is a predicate: "revenue was $5 billion"."""
    return next(
        (child for child in token.children if child.dep_.startswith("nsubj") and child.pos_ in ("NOUN", "PROPN")), None
    )


def _of_verb(places: FigurePlaces, placed: PlacedValue, token: Token, verb: Token) -> list[str]:
    """The metric of a value that a verb governs: its object, its subject, or what the verb itself measures."""
    base = _base(verb)
    table = _verb_metrics()
    inside = _in_kind(places, placed, token)
    if inside:
        return inside
    if placed.value.kind is ValueKind.SHARE and _names_subject(places, verb) and _is_change(verb):
        return ["share", "price"]
    if placed.value.kind is ValueKind.MONEY and token.dep_ == "obj" and base in table and verb.tag_ == "VBG":
        return [*table[base].split()]
    thing = next((child for child in verb.children if child.dep_ == "obj" and child.i != token.i), None)
    if thing is not None and thing.pos_ == "NOUN" and not places.chains.at(thing.i):
        return _phrase(places, thing, placed)
    subject = _subject(verb)
    if subject is not None and subject.pos_ == "NOUN" and not _stands_for_name(places, subject):
        return _phrase(places, subject, placed)
    whole = _whole(places, placed, token)
    if base in table and not (whole and token.dep_ == "obj"):
        return [*table[base].split()]
    if whole:
        return (
            ["stake", "in", *whole[2:]] if base in ("own", "hold", "buy", "acquire", "sell", "take", "have") else whole
        )
    if base in table:
        return [*table[base].split()]
    if base in verb_forms("figures.toml", "having_verbs"):
        return []
    return [verb.lower_]


def _in_kind(places: FigurePlaces, placed: PlacedValue, token: Token) -> list[str]:
    """What a sum of money consists of: "$15 billion in bailout money"; not how it is paid ("in cash")."""
    if placed.value.kind is not ValueKind.MONEY:
        return []
    for child in token.children:
        cases = [case.lower_ for case in child.children if case.dep_ == "case"]
        if child.pos_ == "NOUN" and cases == ["in"] and child.i - placed.last < 5 and child.lower_ not in _paid_in():
            return _phrase(places, child, placed)
    return []


def _names_subject(places: FigurePlaces, verb: Token) -> bool:
    """Whether the subject of a verb is an organisation itself: what rises or falls by a share is then its price."""
    subject = _subject(verb)
    return subject is not None and any(
        mention.type == "Organization"
        for mention in places.chains.at(subject.i)
        if places.head_of(mention.first, mention.last) == subject.i
    )


@cache
def _paid_in() -> frozenset[str]:
    return word_set("figures.toml", "paid_in")


def _whole(places: FigurePlaces, placed: PlacedValue, token: Token) -> list[str]:
    """ "Share of X" for a part of something: "five percent of the shares"."""
    for child in token.children:
        if (
            child.dep_.split(":")[0] == "nmod"
            and any(case.lower_ == "of" for case in child.children)
            and child.i >= placed.last
        ):
            return ["share", "of", *(_phrase(places, child, placed) or [child.text])]
    return []


def _changed(places: FigurePlaces, placed: PlacedValue, noun: Token) -> list[str]:
    """What an increase is an increase in: "a 15 percent rise in revenue", "revenue growth of 15 percent"."""
    for child in noun.children:
        inward = child.dep_.split(":")[0] == "nmod" and any(
            case.lower_ in ("in", "of", "for", "to") for case in child.children
        )
        if inward and child.i not in range(placed.first, placed.last) and child.pos_ in ("NOUN", "PROPN"):
            return _phrase(places, child, placed)
    left = [
        child.lower_
        for child in noun.children
        if child.dep_.split(":")[0] in ("compound", "amod")
        and child.i < noun.i
        and not placed.first <= child.i < placed.last
        and child.pos_ == "NOUN"
    ]
    if left:
        return left
    subject = _subject(noun.head) if noun.head.pos_ in ("VERB", "AUX") else _said_of(noun)
    if subject is not None and subject.pos_ == "NOUN" and not _stands_for_name(places, subject):
        return _phrase(places, subject, placed)
    return [noun.lower_]


def _phrase(places: FigurePlaces, noun: Token, placed: PlacedValue) -> list[str]:
    """The noun with the modifiers before it, without determiners, numbers, owners and names, in lower case."""
    if places.in_value(noun.i):
        return []
    words: list[tuple[int, str]] = [(noun.i, _lower(noun))]
    queue = list(noun.children)
    while queue:
        child = queue.pop()
        if (
            child.i > noun.i
            or noun.i - child.i > 6
            or child.dep_ == "nmod:poss"
            or placed.first <= child.i < placed.last
        ):
            continue
        if child.dep_.split(":")[0] not in _LEFT or child.is_punct or child.lower_ in _fillers():
            continue
        if (
            child.like_num
            or places.in_value(child.i)
            or any(mention.kind != "nominal" for mention in places.chains.at(child.i))
        ):
            continue
        words.append((child.i, _lower(child)))
        queue.extend(child.children)
    words += [(token.i, token.lower_) for token in _stray(places, noun, placed)]
    return hyphenated(places, sorted(words))


def _stray(places: FigurePlaces, noun: Token, placed: PlacedValue) -> Iterator[Token]:
    """Words between a number and its noun that hang on the number: "daily" in "400 million daily active users"."""
    if noun.i != placed.noun:
        return
    for token in places.doc[placed.last : noun.i]:
        kept = token.pos_ in ("NOUN", "ADJ") or token.lower_.endswith("ly")
        if kept and placed.first <= token.head.i < placed.last and token.lower_ not in _fillers():
            yield token


def _fate(places: FigurePlaces, noun: Token, placed: PlacedValue) -> list[str]:
    """What is done to the things counted: "sold", "uploaded", "that gained income"."""
    for child in noun.children:
        relation = child.dep_.split(":")[0]
        if relation == "acl" and child.i > noun.i and child.tag_ in ("VBN", "VBG"):
            return [child.lower_]
        if child.dep_ == "acl:relcl" and child.i > noun.i and child.i - noun.i < 6:
            return [token.text for token in _clause(child, placed)]
    verb = noun.head
    if verb.pos_ != "VERB" or _base(verb) in verb_forms("figures.toml", "having_verbs"):
        return []
    relation = noun.dep_
    if relation == "obj":
        return [participle(verb, _base(verb))]
    if relation == "nsubj:pass":
        return [verb.lower_]
    return _deed(places, verb, placed) if relation == "nsubj" else []


def _deed(places: FigurePlaces, verb: Token, placed: PlacedValue) -> list[str]:
    """What the things counted did: "that gained income"; only in the past and with a plain object."""
    if verb.tag_ not in ("VBD", "VBN") or _is_change(verb) and placed.value.kind is not ValueKind.COUNT:
        return []
    thing = next((child for child in verb.children if child.dep_ == "obj" and child.pos_ == "NOUN"), None)
    if thing is None or places.chains.at(thing.i) or places.in_value(thing.i):
        return []
    words = _phrase(places, thing, placed)
    return ["that", verb.lower_, *words] if len(words) == 1 else []


def _clause(verb: Token, placed: PlacedValue) -> Iterator[Token]:
    """The words of a short relative clause around its verb: its own subject or object, no adjuncts."""
    for token in sorted(
        [
            verb,
            *(
                child
                for child in verb.children
                if child.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "compound:prt")
            ),
        ],
        key=lambda token: token.i,
    ):
        if not placed.first <= token.i < placed.last:
            yield token


def _plain_metric(places: FigurePlaces, placed: PlacedValue) -> list[str]:
    """The words beside a value in a text without a parse: up to the noun after it, else the plain words before it."""
    doc = places.doc
    if placed.noun is not None:
        return [
            _lower(token)
            for token in doc[placed.last : placed.noun + 1]
            if token.text.isalpha() and token.lower_ not in _fillers()
        ]
    stops = word_set("figures.toml", "stop_words")
    start = places.sentences[placed.sentence].first
    words: list[str] = []
    for token in reversed(doc[start : placed.first]):
        plain = token.text.isalpha() and token.lower_ not in stops and token.text.islower() and not _is_change(token)
        if plain and len(words) < 3:
            words.insert(0, token.lower_)
        elif words:
            break
    return words


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or the noun that its clause describes, or what the verb above it has."""
    current = verb
    for _ in range(4):
        found = next((child for child in current.children if child.dep_.split(":")[0] == "nsubj"), None)
        if found is not None and found.pos_ != "PRON":
            return found
        if current.dep_.split(":")[0] == "acl":
            return current.head
        if (
            found is not None
            or current.dep_.split(":")[0] not in ("conj", "xcomp", "advcl", "parataxis", "ccomp")
            or current.head.i == current.i
        ):
            return found
        current = current.head
    return None


def _stands_for_name(places: FigurePlaces, token: Token) -> bool:
    """Whether a noun is the head of a mention ("the company"), so that it names the subject and not the metric."""
    return any(places.head_of(mention.first, mention.last) == token.i for mention in places.chains.at(token.i))


def _lower(token: Token) -> str:
    return token.text if token.pos_ == "PROPN" or any(letter.isupper() for letter in token.text[1:]) else token.lower_


def _changes(token: Token) -> bool:
    return token.lower_ in word_set("figures.toml", "up_nouns") or token.lower_ in word_set(
        "figures.toml", "down_nouns"
    )


def _is_change(token: Token) -> bool:
    return (
        _changes(token)
        or token.lower_ in verb_forms("figures.toml", "up_verbs")
        or token.lower_ in verb_forms("figures.toml", "down_verbs")
    )


def _base(verb: Token) -> str:
    """The base form of a verb: by the tables of irregular verbs, else its lemma."""
    for key in ("having_verbs", "up_verbs", "down_verbs"):
        found = verb_forms("figures.toml", key).get(verb.lower_)
        if found:
            return found[0]
    return _metric_forms().get(verb.lower_, verb.lemma_ or verb.lower_)


@cache
def _verb_metrics() -> dict[str, str]:
    entries = (
        entry.split(None, 1)
        for entry in load_table("figures.toml")["verb_metrics"].replace("\n", "|").split("|")
        if entry.strip()
    )
    return {verb: metric.strip() for verb, metric in entries}


@cache
def _metric_forms() -> dict[str, str]:
    from kg.pipeline.word_lists import inflections

    irregular = {
        "sold": "sell",
        "held": "hold",
        "lost": "lose",
        "bought": "buy",
        "spent": "spend",
        "paid": "pay",
        "lent": "lend",
        "stood": "stand",
        "took": "take",
    }
    return irregular | {form: verb for verb in _verb_metrics() for form in inflections(verb)}


@cache
def _fillers() -> frozenset[str]:
    return word_set("figures.toml", "filler_words")
