"""Names drawn from GUM's entities by rule.

GUM marks every noun phrase with an entity type. One whose head is a proper noun gives one name: the run of proper nouns around
the head, with "of" or "for" and what follows, and numbers; of a person the head and its flat parts. Titles alone give none, times
the whole phrase if it has a digit or a word of dates.

Source: reconstructed from the training file, which it gives back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.fetch.gum import Mention, Row, Text, mentions, read
from training.fetch.treebanks import gum_documents

_LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT", "time": "DATE"}
_PROPER = ("NNP", "NNPS")
_DATE = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight|days|weeks?|weekend|months?|years?|"
    r"decades?|century|centuries|morning|afternoon|evening|night|midnight|noon|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVX]{2,}")
_NUMBERED = ("flat", "nummod", "compound")  # how a number is attached that belongs to the name
_AFTER = ("flat", "nmod:desc", "compound")  # how what follows a person's first name is attached to it
_LONGEST_DATE = 9  # tokens
# Words that are no name where a person is called by nothing else.
_TITLES = frozenset(
    "Administrator Chair Chairman Chief Counsel Dean Director Emperor Father General God Honor Justice Lord Major Mayor Members "
    "Minister PRESIDENT President Prime Princess Professor Queen Secretary Senator Speaker".split()
)


def gum_names(repository: Path) -> Iterator[Row]:
    """Rows of ``ner/gum_names``."""
    for name, conllu in gum_documents(repository):
        document = read(name, conllu)
        kept = names(document)
        yield {"id": name, "text": document.text, "ents": [[start, end, _LABELS.get(type_, "MISC")] for start, end, type_ in kept],
               "orig": [type_ for _, _, type_ in kept], "source": "gum_names", "doc": name,
               "genre": document.metadata["genre"]}  # fmt: skip


def names(document: Text) -> list[tuple[int, int, str]]:
    """(start, end, GUM's type) in text order. Of names that overlap the longest stays, then one that isn't MISC."""
    found = []
    for mention in mentions([token.brackets for token in document.tokens]):
        run = _run(document, mention)
        if run:
            found.append((*document.span(*run), mention.values["type"], mention.last - mention.first))
    kept: list[tuple[int, int, str]] = []
    for start, end, type_, _ in sorted(found, key=lambda n: (n[0] - n[1], n[2] not in _LABELS, -n[3], n[0])):
        if all(start >= e or end <= s for s, e, _ in kept):
            kept.append((start, end, type_))
    return sorted(kept)


def _run(document: Text, mention: Mention) -> tuple[int, int] | None:
    """The tokens of a mention's name, the last one included."""
    first, last, tokens = mention.first, mention.last, document.tokens
    if mention.values["type"] == "time":
        dated = last - first < _LONGEST_DATE and _DATE.search(document.text[slice(*document.span(first, last))])
        return (first, last) if dated else None
    head = next((i for i in range(first, last + 1) if not first <= tokens[i].head <= last), first)
    if mention.values["type"] == "person":
        return _person(document, mention, head)
    if tokens[head].tag not in _PROPER:
        return None
    start = end = head
    while start > first and (tokens[start - 1].tag in _PROPER or (tokens[start - 1].tag, tokens[start - 1].relation) == ("CD", "flat")):
        start -= 1
    while end < last:
        step = _step(document, end, last)
        if not step:
            break
        end += step
    return start, end


def _step(document: Text, end: int, last: int) -> int:
    """How many tokens more belong to a name that has come to ``end``: proper nouns, numbers, "of" or "for" with a proper noun."""
    following = document.tokens[end + 1 : last + 1]
    if following[0].tag in _PROPER or (following[0].tag == "CD" and following[0].relation.split(":")[0] in _NUMBERED):
        return 1
    small = 1 if following[0].form in ("of", "for") else 0
    if len(following) > small and following[small].form == "the":
        small += 1
    return small + 1 if small and len(following) > small and following[small].tag in _PROPER else 0


def _person(document: Text, mention: Mention, head: int) -> tuple[int, int] | None:
    """The head and its flat parts, proper nouns side by side."""
    tokens = document.tokens
    heads = {head}
    if tokens[head].tag not in _PROPER:  # "the poet Ann Lee", "the poet, Ann Lee"
        beside = (i for i in range(head + 1, mention.last + 1) if tokens[i].head == head and tokens[i].relation in ("appos", "flat"))
        head = next((i for i in beside if tokens[i].tag in _PROPER), -1)
        heads.add(head)
    if head < 0:
        return None
    start = end = head
    while start > mention.first and tokens[start - 1].tag in _PROPER and tokens[start - 1].relation == "amod":
        start -= 1
    for index in range(head + 1, mention.last + 1):
        token = tokens[index]
        attached = token.head in heads and token.relation in _AFTER and token.tag in _PROPER
        if attached or _ROMAN.fullmatch(token.form):
            end = index
        elif token.tag not in ("``", "''"):
            break
    if all(tokens[index].form in _TITLES for index in range(start, end + 1)):
        return None
    return start, end
