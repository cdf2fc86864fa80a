"""Who speaks: from the words in front of or behind a reporting verb to coreference chains.

A person in the phrase speaks for himself ("Apple chief Tim Cook"); a representative without a name
speaks for the organisation ("a spokesman for Apple", "analysts at Analysys"); whoever stands outside of
it does not ("critics of Apple"). Everything here works on tokens and chains alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.chain_index import ChainIndex, ChainMention
from kg.pipeline.word_lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

REPORTING = "reporting.toml"
SPEAKING_TYPES = ("Person", "Organization", "Work", "Other")
_OFFICE = 16  # tokens at most that name the office of a person
_LINKS = {"of", "at", "for", "with", "in", "from", "'s", "’s", "s", "to"}
_POSSESSIVE = {"'s", "’s", "'", "’"}
_COORDINATORS = {"and", "&", "or"}


def speakers_before(doc: Doc, chains: ChainIndex, first: int, last: int) -> list[ChainMention]:
    """The speakers in the tokens ``[first, last)`` that stand in front of a reporting verb."""
    if last > first and doc[last - 1].text == ")":
        last = _before_bracket(doc, first, last)
    last = _without_place(doc, chains, first, last)
    mentions = _outermost(chains, first, last)
    if not mentions:
        return []
    if doc[last - 1].text == ",":
        return _apposed(doc, mentions, last)
    tail = mentions[-1]
    if tail.last == last:
        return _adjacent(doc, mentions, tail)
    role = _by_role(doc, tail, tail.last, last)
    explained = _explained(doc, mentions[:-1], tail) if role else None
    return [explained] if explained is not None else role


def _without_place(doc: Doc, chains: ChainIndex, first: int, last: int) -> int:
    """The end of a phrase without a place that only says where ("analysts at Numis in London said")."""
    for mention in chains.at(last - 1) if last > first else ():
        if mention.type == "Place" and mention.first > first and doc[mention.first - 1].lower_ in {"in", "from", "of"}:
            return mention.first - 1
    return last


def speakers_after(doc: Doc, chains: ChainIndex, first: int, last: int) -> list[ChainMention]:
    """The speakers in the tokens ``[first, last)`` behind a reporting verb ("said Tim Cook, chief executive of …")."""
    mentions = _outermost(chains, first, last)
    if not mentions:
        return []
    lead = mentions[0]
    persons = [mention for mention in mentions if mention.type == "Person"]
    if lead.type == "Person" and lead.first - first <= 6:
        if _is_possessive(doc, lead):
            return _by_role(doc, lead, lead.last, min(lead.last + 4, last))
        return _coordinated(doc, mentions, lead)
    if persons and (_names_role(doc, lead, persons[0]) or lead.first > first + 2):
        return _coordinated(doc, mentions, persons[0])
    if _is_outside(doc, first, lead.first):
        return []
    return [lead]


def speakers_of_source(doc: Doc, chains: ChainIndex, first: int, last: int) -> list[ChainMention]:
    """The speakers in the tokens ``[first, last)`` behind "according to"."""
    comma = next((token for token in range(first, last) if doc[token].text == ","), last)
    mentions = _outermost(chains, first, comma) or _outermost(chains, first, last)
    if not mentions:
        return []
    persons = [mention for mention in mentions if mention.type == "Person" and not _is_possessive(doc, mention)]
    if persons:
        return _coordinated(doc, mentions, persons[0])
    head = mentions[0].first
    documents = word_set(REPORTING, "documents")
    if any(doc[token].lower_ in documents for token in range(first, head)):
        by = [
            mention
            for mention in mentions
            if doc[mention.first - 1].lower_ in {"by", "from"} or _is_det_by(doc, mention)
        ]
        return [(by or mentions)[0]]
    if _is_outside(doc, first, head):
        return []
    return _coordinated(doc, mentions, mentions[0])


def _outermost(chains: ChainIndex, first: int, last: int) -> list[ChainMention]:
    found = [
        mention
        for mention in chains.within(first, last)
        if mention.type in SPEAKING_TYPES and mention.kind != "demonym"
    ]
    return [
        mention
        for mention in found
        if not any(
            other.first <= mention.first and other.last >= mention.last and other.length > mention.length
            for other in found
        )
    ]


def _before_bracket(doc: Doc, first: int, last: int) -> int:
    opening = next((token for token in range(last - 1, first, -1) if doc[token].text == "("), None)
    return opening if opening is not None else last


def _adjacent(doc: Doc, mentions: list[ChainMention], tail: ChainMention) -> list[ChainMention]:
    """The phrase ends in a name: it speaks, unless the name only places somebody ("Tim Cook, head of Apple")."""
    if tail.type == "Person":
        return _coordinated(doc, mentions, tail)
    explained = _explained(doc, mentions[:-1], tail)
    if explained is not None:
        return [explained]
    start = max(tail.first - 6, 0)
    commas = [token for token in range(start, tail.first) if doc[token].text in {",", ";", ".", "("}]
    if _is_outside(doc, commas[-1] if commas else start, tail.first):
        return []
    return _coordinated(doc, mentions, tail)


def _explained(doc: Doc, mentions: list[ChainMention], tail: ChainMention) -> ChainMention | None:
    """The person whose office the words up to ``tail`` name: "Tim Cook, the head of Apple"."""
    for mention in reversed(mentions):
        if mention.type != "Person" or tail.type == "Person":
            continue
        after, between = doc[mention.last].lower_, range(mention.last, tail.first)
        if len(between) > _OFFICE or any(doc[t].lower_ in word_set(REPORTING, "finite") for t in between):
            return None
        if after in {",", "("} and any(doc[token].lower_ in _LINKS for token in between):
            return mention
        if after in {"of", "at", "from"} and len(between) <= 5 and not any(doc[token].text == "," for token in between):
            return mention
    return None


def _apposed(doc: Doc, mentions: list[ChainMention], last: int) -> list[ChainMention]:
    """The phrase ends in a comma: the speaker is what the words between the commas explain."""
    closed = [mention for mention in mentions if mention.last < last and doc[mention.last].text in {",", "("}]
    closed = [mention for mention in closed if mention.last < last - 1 or doc[mention.first - 1].text == ","]
    persons = [mention for mention in closed if mention.type == "Person" and not _follows_preposition(doc, mention)]
    if persons:
        return _coordinated(doc, mentions, persons[0])
    others = [mention for mention in closed if not _follows_preposition(doc, mention)] or closed
    return _coordinated(doc, mentions, others[0]) if others else []


def _by_role(doc: Doc, mention: ChainMention, first: int, last: int) -> list[ChainMention]:
    """Words follow the name before the verb: "the Boeing spokesman", "its chief executive", "Jobs himself"."""
    between = [doc[token].lower_ for token in range(first, last)]
    if len(between) > 8 or "," in between[:-1] or ";" in between:
        return []
    if set(between) & (word_set(REPORTING, "outsiders") | word_set(REPORTING, "finite")) or {"say", "that"} & set(
        between
    ):
        return []
    if mention.type == "Person":
        speaks = set(between) & (word_set(REPORTING, "representatives") | word_set(REPORTING, "documents"))
        reflexive = between and between[-1] in {"himself", "herself", "jr", "jr.", "sr.", "ii", "iii"}
        return [mention] if speaks or reflexive else []
    return [mention]


def _coordinated(doc: Doc, mentions: list[ChainMention], anchor: ChainMention) -> list[ChainMention]:
    """The anchor and what is joined to it by "and" within the phrase, all of one type."""
    group = [anchor]
    for mention in mentions:
        if mention is anchor or mention.type != anchor.type or mention.chain == anchor.chain:
            continue
        left, right = sorted((mention, anchor), key=lambda m: m.first)
        between = [doc[token].lower_ for token in range(left.last, right.first)]
        if between and len(between) <= 5 and between[0] in _COORDINATORS and not {"of", "for", "at"} & set(between):
            group.append(mention)
    return sorted(group, key=lambda m: m.first)


def _names_role(doc: Doc, lead: ChainMention, person: ChainMention) -> bool:
    """Whether the words from an organisation to a person name his office ("German minister Rainer Brüderle")."""
    if doc[lead.last].text == "," if lead.last < len(doc) else False:
        return person.first == lead.last + 1
    return person.first - lead.last <= 9


def _is_outside(doc: Doc, first: int, last: int) -> bool:
    outsiders = word_set(REPORTING, "outsiders")
    return any(doc[token].lower_ in outsiders for token in range(first, last))


def _is_possessive(doc: Doc, mention: ChainMention) -> bool:
    return mention.last < len(doc) and doc[mention.last].text in _POSSESSIVE


def _is_det_by(doc: Doc, mention: ChainMention) -> bool:
    return (
        mention.first >= 2
        and doc[mention.first - 1].lower_ == "the"
        and doc[mention.first - 2].lower_ in {"by", "from"}
    )


def _follows_preposition(doc: Doc, mention: ChainMention) -> bool:
    position = mention.first - 1
    while position >= 0 and doc[position].lower_ in {"the", "a", "an", "its", "his", "her", "their"}:
        position -= 1
    return position >= 0 and doc[position].lower_ in {"of", "at", "for", "with", "to", "from", "by", "in", "against"}
