"""Find reporting expressions: the verb ("said", "according to"), who reports, on which side.

A cue is found by its verb form and the shape of the words around it, on plain tokens and sentences; where the
Doc has tags they tell verbs from nouns and finite verbs from participles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.pipeline.chain_index import ChainIndex, ChainMention
from kg.pipeline.quotations.cues import Cue
from kg.pipeline.quotations.report_words import (
    CLOSING,
    Verb,
    has_verb,
    left_boundary,
    reporting_verb,
    right_boundary,
    verb_group_start,
)
from kg.pipeline.quotations.settling import settled
from kg.pipeline.quotations.speakers import speakers_after, speakers_before, speakers_of_source
from kg.pipeline.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

HEARERS = {"tell", "inform", "remind", "assure", "notify", "advise"}
_BE = {"is", "are", "was", "were", "been", "be", "being", "'s", "got"}
_RELATIVES = {"who", "which", "that"}
_NO_PARTICIPLE = {"of", "without", "for", "is", "was", "are", "were", "be"}


@dataclass(slots=True)
class _Place:
    """A sentence with its Doc and chains, the tokens inside quotation marks, and the cues found in it so far."""

    doc: Doc
    chains: ChainIndex
    sentence: Sentence
    quoted: frozenset[int]
    cues: list[Cue] = field(default_factory=list)


def find_cues(
    doc: Doc, chains: ChainIndex, sentence: Sentence, quoted: frozenset[int], history: Sequence[Cue] = ()
) -> list[Cue]:
    """The reporting expressions of one sentence, in order.

    Tokens in ``quoted`` lie inside quotation marks; ``history`` are the cues of the sentences before, to which
    pronouns go back.
    """
    place = _Place(doc, chains, sentence, quoted)
    for token in range(sentence.first, sentence.last):
        if token in quoted:
            continue
        if _is_according(place, token):
            place.cues.append(_source_cue(place, token))
            continue
        verb = reporting_verb(doc, chains, token, sentence)
        cue = _verb_cue(place, verb) if verb is not None else None
        if cue is not None:
            place.cues.append(settled(doc, chains, cue, [*history, *place.cues], first=sentence.first))
    return place.cues


def _is_according(place: _Place, token: int) -> bool:
    doc = place.doc
    return doc[token].lower_ == "according" and token + 2 < place.sentence.last and doc[token + 1].lower_ == "to"


def _source_cue(place: _Place, token: int) -> Cue:
    last = right_boundary(place.doc, token + 2, place.sentence, place.quoted)
    speakers = speakers_of_source(place.doc, place.chains, token + 2, last)
    right = max((mention.last for mention in speakers), default=min(token + 6, last))
    return Cue(token, token + 2, token, right, "according to", frozenset({"source"}), _ids(place, speakers))


def _verb_cue(place: _Place, verb: Verb) -> Cue | None:
    if place.doc[verb.token].lower_.endswith("ing") and verb.start == verb.token:
        return _participle_cue(place, verb)
    if _is_passive(place, verb):
        return _passive_cue(place, verb)
    return _inverted_cue(place, verb) or _plain_cue(place, verb)


def _plain_cue(place: _Place, verb: Verb) -> Cue | None:
    """ "X said …", "X, who said …", "… and said …"; without anybody to say it the cue has no speakers."""
    doc, sentence = place.doc, place.sentence
    left = left_boundary(doc, verb.start, sentence, place.quoted)
    found = speakers_before(doc, place.chains, left, verb.start)
    if found:
        return _cue(place, verb, found, left=min(mention.first for mention in found))
    before = doc[verb.start - 1].lower_ if verb.start > sentence.first else ""
    if before in _RELATIVES:
        antecedent = _antecedent(place.chains, verb.start - 1)
        return _cue(place, verb, antecedent, left=verb.start - 1) if antecedent else None
    if before in {"and", "but", "or"}:
        cue = _cue(place, verb, _sentence_subject(place, verb.start), left=verb.start)
        return _shared(place, cue)
    return _cue(place, verb, [], left=min(left, verb.start))


def _shared(place: _Place, cue: Cue) -> Cue:
    """A second verb has the speakers of the first ("said … and added …")."""
    if not place.cues:
        return cue
    speakers = place.cues[-1].speakers
    return Cue(cue.first, cue.last, cue.left, cue.right, cue.verb, cue.frames, speakers)


def _inverted_cue(place: _Place, verb: Verb) -> Cue | None:
    """ "…, said X": what follows the verb up to the next comma is a phrase for the speaker and no clause."""
    doc, sentence, start = place.doc, place.sentence, verb.start
    if verb.base in HEARERS or not _may_invert(place, start):
        return None
    if doc[start - 1].text == "," and start - 1 not in place.quoted and not has_verb(doc, sentence.first, start - 1):
        return None
    right = right_boundary(doc, verb.last, sentence, place.quoted)
    found = speakers_after(doc, place.chains, verb.last, right)
    if not found or found[0].first - verb.last > 14 or has_verb(doc, verb.last, found[0].first):
        return None
    closes = next((token for token in range(found[-1].last, right) if doc[token].text == ","), right)
    if has_verb(doc, found[-1].last, closes) or doc[verb.last].lower_ in {"that", "to", "in", "on", "at", "through"}:
        return None
    return _cue(place, verb, found, left=start, right=found[-1].last, inverted=True)


def _may_invert(place: _Place, start: int) -> bool:
    before = start - 1
    closed = start > 0 and (before in place.quoted or place.doc[before].text in CLOSING)
    if start == place.sentence.first:
        return closed
    return closed or place.doc[before].text in {",", "-", "–", "—"}


def _is_passive(place: _Place, verb: Verb) -> bool:
    participle = place.doc[verb.token].lower_[-1:] in "dnt"
    return participle and any(place.doc[token].lower_ in _BE for token in range(verb.start, verb.token))


def _passive_cue(place: _Place, verb: Verb) -> Cue | None:
    """ "was dismissed by X as …": the agent speaks; without one nobody does."""
    doc, last = place.doc, verb.last
    if last >= place.sentence.last or doc[last].lower_ != "by":
        return None
    right = right_boundary(doc, last + 1, place.sentence, place.quoted)
    found = speakers_after(doc, place.chains, last + 1, right)
    if not found or found[0].first - last > 8:
        return None
    return _cue(place, verb, found, left=verb.token, right=found[-1].last)


def _participle_cue(place: _Place, verb: Verb) -> Cue | None:
    """ "…, saying that": the speaker is the one before in the sentence, else the first who may speak."""
    doc, token = place.doc, verb.token
    inside = token > place.sentence.first
    if inside and doc[token - 1].lower_ in _NO_PARTICIPLE:
        return None
    if inside and any(mention.last == token for mention in place.chains.at(token - 1)):
        left = left_boundary(doc, token, place.sentence, frozenset())
        found = speakers_before(doc, place.chains, left, token)
        return _cue(place, verb, found, left=min((mention.first for mention in found), default=token))
    cue = _cue(place, verb, [], left=token)
    if place.cues and place.cues[-1].speakers:
        return _shared(place, cue)
    return _cue(place, verb, _sentence_subject(place, token), left=token)


def _sentence_subject(place: _Place, token: int) -> list[ChainMention]:
    """Who a sentence is about, left of a token: the first phrase that a verb follows."""
    doc, sentence = place.doc, place.sentence
    for position in range(sentence.first + 1, token):
        if has_verb(doc, position, position + 1):
            start = verb_group_start(doc, position, sentence)
            return speakers_before(doc, place.chains, sentence.first, start)
    return []


def _antecedent(chains: ChainIndex, relative: int) -> list[ChainMention]:
    for mention in chains.before(relative):
        if relative - mention.last > 3:
            break
        if mention.kind != "demonym" and mention.type in {"Person", "Organization"}:
            return [mention]
    return []


def _cue(
    place: _Place, verb: Verb, speakers: list[ChainMention], *, left: int, right: int = 0, inverted: bool = False
) -> Cue:
    ids = _ids(place, speakers)
    return Cue(verb.token, verb.last, left, max(right, verb.last), verb.base, verb.frames, ids, inverted)


def _ids(place: _Place, mentions: list[ChainMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.chains.whole_name(mention.chain) for mention in mentions))
