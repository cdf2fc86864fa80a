"""Whom a pronoun or "the company" in front of a verb of saying goes back to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.pipeline.chain_index import ChainIndex
from kg.pipeline.quotations.cues import Cue
from kg.pipeline.quotations.speakers import REPORTING
from kg.pipeline.word_lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PERSONAL = {"he", "she"}
_FAR = 90  # tokens between two reports of one speaker


def settled(doc: Doc, chains: ChainIndex, cue: Cue, history: list[Cue], *, first: int = 0) -> Cue:
    """The cue with the speaker that a pronoun or "the company" in front of it goes back to.

    "He said" continues with the last person who spoke where no other is named between, whatever the chains say:
    so it is 69 times out of 70 in annotated news, and chains of pronouns are the less sure guide. ``first`` is the
    first token of the sentence: behind its clause "the company" is the organisation that the clause names first.
    """
    words = [doc[token].lower_ for token in range(max(cue.left, cue.first - 6), cue.first)]
    person = next((word for word in reversed(words) if word in _PERSONAL), None)
    if person is not None and len(words) <= 4 and cue.left < cue.first:
        last = _last_speaker(chains, history, cue, "Person")
        if last is not None and not _is_interrupted(chains, last, cue) and _agrees(doc, chains, last, person):
            return replace(cue, speakers=last.speakers)
    if cue.speakers:
        return cue
    if set(words[-3:]) & word_set(REPORTING, "bodies") and "the" in words:
        named = _named_first(chains, first, max(cue.left, cue.first - len(words)))
        if named is not None:
            return replace(cue, speakers=(named,))
        kind: str | None = "Organization"
    elif set(words) & {"it", "they"} and len(words) <= 4:
        kind = "Organization" if "it" in words else None
    else:
        kind = "Person" if person is not None and len(words) <= 4 else ""
    earlier = _last_speaker(chains, history[-6:], cue, kind) if kind != "" else None
    return replace(cue, speakers=earlier.speakers) if earlier is not None else cue


def _named_first(chains: ChainIndex, first: int, last: int) -> str | None:
    """The first organisation by name in the tokens ``[first, last)``."""
    found = (m for m in chains.within(first, last) if m.type == "Organization" and m.kind == "name")
    return next((mention.chain for mention in found), None)


def _last_speaker(chains: ChainIndex, history: list[Cue], cue: Cue, kind: str | None) -> Cue | None:
    found = (c for c in reversed(history) if c.speakers and c.right <= cue.left)
    return next((c for c in found if kind in {None, chains.types.get(c.speakers[0])}), None)


def _is_interrupted(chains: ChainIndex, last: Cue, cue: Cue) -> bool:
    """Whether somebody else is named between two cues, or they are far apart."""
    between = chains.within(last.right, cue.left)
    others = [m for m in between if m.type == "Person" and m.kind == "name" and m.chain not in last.speakers]
    return bool(others) or cue.left - last.right > _FAR


def _agrees(doc: Doc, chains: ChainIndex, last: Cue, pronoun: str) -> bool:
    """Whether a pronoun fits those that the chain of a speaker holds."""
    other = _PERSONAL - {pronoun}
    text = doc.text
    words = {text[m.start : m.end].lower() for m in chains.of_chain(last.speakers[0]) if m.kind == "pronoun"}
    return not (words & other and pronoun not in words)
