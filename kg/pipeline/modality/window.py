"""The scope of a claim by marks and conjunctions, for a Doc without a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.modality.clause import Range, Scope, clause_end, clause_start, leading_words, looks_verbal
from kg.pipeline.modality.triggers import Triggers
from kg.pipeline.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLOSE = 16  # tokens from the first to the last of a claim that is told in one breath
_REACH = 6  # words in front of a verb that may belong to it


def scope_by_window(doc: Doc, sentence: Sentence, arguments: list[Range], triggers: Triggers | None) -> Scope:
    if not arguments:
        everything = frozenset(range(sentence.first, sentence.last))
        return Scope(sentence, everything, frozenset(), everything, everything, frozenset(), sentence.first, False)
    first, last = min(arguments)[0], max(end for _, end in arguments)
    inner = min(end for _, end in arguments), max(start for start, _ in arguments)
    start, end = clause_start(doc, first, sentence), clause_end(doc, last, sentence)
    carrier = _window_carrier(doc, (first, last), inner, (start, end), triggers, lone=len(arguments) == 1)
    between = set(range(*inner)) if len(arguments) > 1 else set()
    core = set(range(_group_start(doc, carrier, start), carrier + 1)) if carrier is not None else set()
    above = set(range(sentence.first, min(core))) if core else set()
    inside = {token for argument in arguments for token in range(*argument)}
    names = leading_words(doc, sentence, arguments) | inside | (between if carrier is None else set())
    after = frozenset(range(last, sentence.last))
    beside = frozenset(range(start, end))
    direct = carrier is not None and len(arguments) == 2 and inner[0] <= carrier < inner[1] and last - first <= _CLOSE
    return Scope(sentence, frozenset(core), frozenset(above), frozenset(names), beside, after, carrier, False, direct)


def _window_carrier(
    doc: Doc, outer: Range, inner: Range, clause: Range, triggers: Triggers | None, *, lone: bool
) -> int | None:
    """The trigger between the arguments, else the word in front that takes both ("named X as …", "merger of X and Y")."""
    if lone:
        near = [
            *reversed(range(max(clause[0], outer[0] - 4), outer[0])),
            *range(outer[1], min(clause[1], outer[1] + 4)),
        ]
        return next((token for token in near if _is_trigger(doc, token, triggers)), None)
    within = [token for token in range(*inner) if _is_trigger(doc, token, triggers)]
    if within:
        return within[0]
    between = [doc[token].lower_ for token in range(*inner)]
    if "as" in between:
        left = reversed(range(clause[0], outer[0]))
        return next((token for token in left if _is_trigger(doc, token, triggers)), None)
    if any(looks_verbal(doc, token) for token in range(*inner)):
        return None
    return _before_both(doc, max(clause[0], outer[0] - 5), outer, between, triggers)


def _group_start(doc: Doc, carrier: int, start: int) -> int:
    """The first of the words in front of a verb that may belong to it ("has agreed to", "was in talks to")."""
    token = carrier
    while token > start and carrier - token < _REACH:
        word = doc[token - 1]
        if word.text == "," or (word.lower_ in {"and", "or"} and carrier - token > 2):
            break
        token -= 1
    return token


def _before_both(doc: Doc, reach: int, outer: Range, between: list[str], triggers: Triggers | None) -> int | None:
    """A noun of happening or a verb of beginning close in front of two names that only stand side by side."""
    if triggers is None:
        return None
    for token in reversed(range(reach, outer[0])):
        word = doc[token].lower_
        if doc[token].text in {",", ";", "("}:
            return None
        if word in triggers.beginnings or (word in triggers.nouns and triggers.eventful):
            return token
        joined = not between or set(between) <= {"and", "with", ",", "or"}
        if joined and _is_trigger(doc, token, triggers):
            return token
    return None


def _is_trigger(doc: Doc, token: int, triggers: Triggers | None) -> bool:
    word = doc[token]
    if triggers is None:
        return looks_verbal(doc, token)
    if word.lower_ in triggers.nouns:
        return triggers.eventful
    if word.lower_ not in triggers.verbs:
        return False
    return not word.tag_ or word.tag_.startswith(("VB", "MD"))
