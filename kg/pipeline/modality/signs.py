"""What the words around a claim say about its modality, each a sign with a weight and a reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.pipeline.modality.cue_phrases import Phrase
from kg.pipeline.modality.scope import Scope
from kg.pipeline.modality.validity import DatedWords
from kg.pipeline.word_lists import inflections, verb_forms, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CUES = "modality.toml"
_FUNCTION_WORDS = {"to", "that", "of", "for", "on", "in", "with", "a", "an", "the", "as", "by", "from"}
_PRESENT = {
    "has",
    "have",
    "'ve",
    "is",
    "are",
    "'s",
    "will",
    "would",
    "to",
    "may",
    "might",
    "could",
    "can",
    "be",
    "being",
}
_LEADING = {
    "by",
    "to",
    "in",
    "at",
    "from",
    "with",
    "of",
    "on",
    "for",
    "the",
    "a",
    "an",
    "its",
    "his",
    "her",
    "their",
    "any",
}
_SUBJECTS = {"it", "he", "she", "they", "that", "neither", "this", "we", "i"}
_OWN = {"we", "article", "story", "also", "report", "item"}
_TOLD = {"wrote", "said", "described", "called", "named", "reported", "stated", "identified", "gave", "misstated"}
_HELPERS = _PRESENT | {"had", "was", "were"}


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: what it speaks for (a modality, or ``ended``), where it stands, the words or rule.

    ``zone`` is ``core`` (at the verb of the claim) and ``above`` (governs it), these also ``direct`` (see ``Scope``), ``names`` (qualifies an argument),
    ``after`` (follows), ``elsewhere`` (in the sentence, out of reach), ``tense``, ``date``, ``person``, ``report`` or ``sentence``.
    """

    kind: str
    zone: str
    reason: str


def phrase_signs(phrases: list[Phrase], scope: Scope, group: str | None) -> list[Sign]:
    """The cue phrases that have a claim of a ``group`` of properties in their scope."""
    found: list[Sign] = []
    for phrase in phrases:
        kind, _, only = phrase.modality.partition(".")
        if only in {"", group}:
            zone = _zone(phrase, scope)
            if zone in {"core", "above"} and scope.direct:
                zone = f"{zone} direct"
            found.append(Sign(kind, zone or "elsewhere", phrase.text if zone else kind))
    return list(dict.fromkeys(found))


def _zone(phrase: Phrase, scope: Scope) -> str | None:
    """Where in a scope a phrase stands, None if it does not touch the claim from there."""
    words = phrase.text.split()
    tokens = [phrase.first + number for number, word in enumerate(words) if word not in _FUNCTION_WORDS]
    tokens = tokens or list(range(phrase.first, phrase.last))
    if phrase.place == "noun":
        return "names" if all(token in scope.names for token in tokens) else None
    if phrase.place == "after":
        return "after" if all(token in scope.after for token in tokens) else None
    if any(token in scope.core for token in tokens):
        return "core" if phrase.place == "verb" else "inside"
    if any(token in scope.above for token in tokens):
        return "above" if phrase.place == "verb" else "governor"
    return None


def verb_signs(doc: Doc, scope: Scope) -> list[Sign]:
    """The word that carries a claim, with its tag: "becomes" speaks otherwise than "became"."""
    if scope.predicate is None:
        return []
    carrier = doc[scope.predicate]
    return [Sign("carrier", carrier.tag_ or "word", carrier.lower_)]


def tense_signs(doc: Doc, scope: Scope) -> list[Sign]:
    """A lasting state told in the past tense is over ("was chief executive", "had headed")."""
    if scope.predicate is None:
        return []
    predicate = doc[scope.predicate]
    past = _past(doc, predicate, scope)
    if past is None or not _is_state(predicate, parsed=scope.parsed):
        return []
    kind = "backshift" if scope.parsed and _is_reported(predicate) else "former"
    return [Sign(kind, f"tense {past}", f"past tense: {predicate.text}")]


def _past(doc: Doc, predicate: Token, scope: Scope) -> str | None:
    """ "simple" ("was", "headed"), "perfect" ("had been") or None."""
    if scope.parsed:
        helpers = {child.lower_ for child in predicate.children if child.dep_.startswith(("aux", "cop"))}
    else:
        helpers = {doc[token].lower_ for token in scope.core if predicate.i - 4 <= token < predicate.i} & _HELPERS
    if "had" in helpers:
        return "perfect"
    if helpers & _PRESENT:
        return None
    if {"was", "were"} & helpers or predicate.lower_ in {"was", "were", "had"}:
        return "simple"
    if predicate.tag_ == "VBD":
        return "simple"
    return "simple" if predicate.lower_ in _plain_pasts() and not helpers else None


@cache
def _plain_pasts() -> frozenset[str]:
    """Past forms of verbs of state that are no participle when they stand alone: the irregular ones."""
    forms = verb_forms(CUES, "states")
    return frozenset(form for form, (base, _) in forms.items() if form not in inflections(base))


def _is_state(predicate: Token, *, parsed: bool) -> bool:
    """Whether a verb says what lasts. Children are asked for only with a parse: spaCy has none to give before."""
    if predicate.lower_ in verb_forms(CUES, "states") or predicate.lower_ in {"was", "were"}:
        return True
    return parsed and any(child.dep_ == "cop" for child in predicate.children)


def _is_reported(predicate: Token) -> bool:
    """Whether the verb stands in reported speech, where the past tense may be the reporter's."""
    node = predicate
    while node.dep_ in {"conj", "xcomp"}:
        node = node.head
    return node.dep_ == "ccomp"


def date_signs(dates: list[DatedWords], scope: Scope) -> list[Sign]:
    """A date to come beside the verb makes a claim a plan; an end that has passed makes a state former."""
    signs: list[Sign] = []
    for position, date in enumerate(dates):
        if not _is_beside(date, scope):
            continue
        before = dates[position - 1] if position else None
        closes = date.lead in {"until", "till"} or date.range == "end"
        closes = closes or (date.lead in {"to", "and"} and before is not None and before.lead in {"from", "between"})
        if closes and date.side == "past":
            signs.append(Sign("former", "date", f"until {date.iso}"))
        elif date.side == "future" and not closes and scope.predicate is not None:
            signs.append(Sign("planned", "date", f"date to come: {date.iso}"))
    return signs


def _is_beside(date: DatedWords, scope: Scope) -> bool:
    return any(token in scope.core or token in scope.beside for token in range(date.first, date.last))


def question_signs(doc: Doc, scope: Scope) -> list[Sign]:
    """A question asserts nothing."""
    ending = range(max(scope.sentence.first, scope.sentence.last - 3), scope.sentence.last)
    asked = any(doc[token].text == "?" for token in ending)
    return [Sign("speculated", "sentence", "question")] if asked and scope.predicate is not None else []


def report_signs(quotations: list[dict[str, Any]], spans: list[tuple[int, int]]) -> list[Sign]:
    """Reports whose verb takes their truth away: "denied that …", "expects that …"."""
    if not spans:
        return []
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    signs: list[Sign] = []
    for row in quotations:
        if row["span"][0] > start or end > row["span"][1] + 1 or row["verb"] is None:
            continue
        if row["verb"] in _bases("deny"):
            signs.append(Sign("denied", "report", row["verb"]))
        elif row["verb"] in _bases("think"):
            signs.append(Sign("speculated", "report", row["verb"]))
    return signs


def _bases(frame: str) -> frozenset[str]:
    return frozenset(base for base, _ in verb_forms("reporting.toml", frame).values())


def argument_signs(doc: Doc, scope: Scope, arguments: list[tuple[int, int]]) -> list[Sign]:
    """ "Made by Orm, not by Falk", "neither Orm nor Falk", "no money from Orm or Falk": denied of that name."""
    for first, last in arguments:
        token = first - 1
        while token >= max(scope.sentence.first, first - 4) and doc[token].lower_ in _LEADING:
            token -= 1
        if token >= scope.sentence.first and doc[token].lower_ in {"not", "than", "never", "neither", "nor"}:
            return [Sign("denied", "argument", doc[token].lower_)]
        if scope.parsed and _is_of_nothing(doc[first:last].root):
            return [Sign("denied", "argument", "no")]
    return []


def _is_of_nothing(head: Token) -> bool:
    """Whether a name depends, alone or in a list, on a noun that "no" takes away ("no money from Orm or Falk")."""
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ not in {"nmod", "obl"} or not any(child.lower_ in {"from", "by", "of"} for child in head.children):
        return False
    noun = head.head if head.dep_ == "nmod" else next((child for child in head.head.children if child.dep_ == "obj"), None)
    return noun is not None and any(child.lower_ == "no" for child in noun.children)


def reply_signs(following: list[str]) -> list[Sign]:
    """A short answer in the next sentence that denies ("It isn't.", "He never did.", "No, says …")."""
    start = [word for word in following[:6] if word not in {"“", '"', "'", "but", "god", ","}]
    if start[:1] == ["no"] or start[:2] == ["not", "so"]:
        return [Sign("denied", "reply", "no")]
    if start[:1] and start[0] in _SUBJECTS and set(start[1:4]) & {"not", "n't", "n’t", "never"} and len(following) <= 9:
        return [Sign("denied", "reply", " ".join(start[:4]))]
    return []


def correction_signs(doc: Doc, scope: Scope, following: list[str]) -> list[Sign]:
    """ "We wrote that X had bought Y. That was wrong." takes the first sentence back."""
    words = [doc[token].lower_ for token in range(scope.sentence.first, scope.sentence.last)]
    told = any(one in _OWN and two in _TOLD for one, two in pairwise(words))
    if told and set(following) & word_set(CUES, "corrections"):
        return [Sign("denied", "sentence", "corrected in the next sentence")]
    return []
