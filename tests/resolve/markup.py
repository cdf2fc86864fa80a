"""Annotations from marked text: ``[Organization:Kuaishou Technology] said [pronoun#Organization.Kuaishou Technology:it] …``.

A mark is ``[Type/Class#chain:words]``; class and chain may be left out. Marks of one type and the same words belong to
one chain unless they name a chain; ``[pronoun#chain:he]``, ``[nominal#chain:the firm]`` and ``[demonym#chain:French]``
add to a chain that a name has opened. A chain's name is the longest of its names.
"""

from __future__ import annotations

import re
from collections import defaultdict

from kg.types import Annotation, Chain, Claim, Document, Mention, MentionKind

_MARK = re.compile(r"\[(?P<type>\w+)(?:/(?P<cls>\w+))?(?:#(?P<chain>[^:\]]+))?:(?P<words>[^\]]+)\]")
_KINDS = {"pronoun": MentionKind.PRONOUN, "nominal": MentionKind.NOMINAL, "demonym": MentionKind.DEMONYM}


def marked(document: str, text: str, *claims: Claim, score: float = 1.0, **given: str) -> Annotation:
    """The annotation of a marked text; ``given`` are fields of the document."""
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    kinds: dict[str, tuple[str, str]] = {}
    plain, done, length = [], 0, 0
    for mark in _MARK.finditer(text):
        before, words = text[done : mark.start()], mark["words"]
        start = length + len(before)
        kind = _KINDS.get(mark["type"], MentionKind.NAME)
        chain = mark["chain"] or f"{mark['type']}.{words}"
        mentions[chain].append(Mention(start, start + len(words), words, kind))
        if kind is MentionKind.NAME:
            kinds.setdefault(chain, (mark["type"], mark["cls"] or mark["type"]))
        elif kind is MentionKind.DEMONYM:
            kinds.setdefault(chain, ("Place", "Country"))
        plain += [before, words]
        length, done = start + len(words), mark.end()
    whole = "".join([*plain, text[done:]])
    chains = tuple(_chain(name, *kinds.get(name, ("Other", "Other")), mentions[name], score) for name in mentions)
    return Annotation(Document(document, whole, **given), chains, claims)


def _chain(name: str, type: str, cls: str, mentions: list[Mention], score: float) -> Chain:
    named = [mention for mention in mentions if mention.kind is MentionKind.NAME] or mentions
    longest = max(named, key=lambda mention: (mention.end - mention.start, -mention.start))
    return Chain(name, type, cls, longest.text, tuple(sorted(mentions)), score)


def claim(subject: str, property: str, object: str, **given: object) -> Claim:
    """A claim between chains, said by the first characters of the text."""
    return Claim(subject, property, object, ((0, 1),), **given)  # type: ignore[arg-type]
