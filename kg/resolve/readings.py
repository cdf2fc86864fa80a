"""Chains with their names read: what the rules look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import AnnotationError
from kg.resolve.folding import folded_words
from kg.resolve.lexicon import word_lists
from kg.resolve.names import Name, read_name
from kg.types import Annotation, Chain, MentionKind

if TYPE_CHECKING:
    from kg.ontology import Schema

Member = tuple[str, str]
"""A chain: (document id, chain id)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A chain of the collection. ``document`` and ``index`` count documents and chains in the order of their ids.

    ``name`` is the chain's name read, ``names`` all its names with it; ``named`` is False for a chain that only
    pronouns and descriptions make up. ``gender`` is "m" or "f" where titles or pronouns say so.
    """

    index: int
    document: int
    document_id: str
    chain: Chain
    name: Name
    names: tuple[Name, ...]
    named: bool
    titled: bool
    gender: str

    @property
    def member(self) -> Member:
        return (self.document_id, self.chain.id)


def read_chains(annotations: Sequence[Annotation], schema: Schema | None = None) -> list[Reading]:
    """The chains of annotations that are sorted by document id, their classes as the schema spells them.

    Raises:
        AnnotationError: two documents, or two chains of one document, have the same id.
    """
    readings: list[Reading] = []
    seen: set[Member] = set()
    documents: set[str] = set()
    for document, annotation in enumerate(annotations):
        name = annotation.document.id
        if name in documents:
            raise AnnotationError(f"document {name!r}: expected one document of this id, found two")
        documents.add(name)
        for chain in sorted(annotation.chains, key=lambda chain: chain.id):
            if (name, chain.id) in seen:
                raise AnnotationError(f"document {name!r}: expected one chain {chain.id!r}, found two")
            seen.add((name, chain.id))
            folded = replace(chain, cls=schema.fold(chain.type, chain.cls)) if schema else chain
            readings.append(_reading(len(readings), document, annotation, folded))
    return readings


def _reading(index: int, document: int, annotation: Annotation, chain: Chain) -> Reading:
    name = read_name(chain.name, chain.type)
    texts = {chain.name, *(mention.text for mention in chain.mentions if mention.kind is MentionKind.NAME)}
    names = tuple(sorted({read_name(text, chain.type) for text in texts}, key=lambda one: (one != name, one.text)))
    titled, gender = _bearer(annotation, chain, names) if chain.type == "Person" else (False, "")
    return Reading(
        index, document, annotation.document.id, chain, name, names, bool(name.key) and _is_named(chain), titled, gender
    )


def _is_named(chain: Chain) -> bool:
    """Whether the chain has a name of its own, not only words such as "the company"."""
    if any(mention.kind in {MentionKind.NAME, MentionKind.DEMONYM} for mention in chain.mentions):
        return True
    return chain.name not in {mention.text for mention in chain.mentions}


def _bearer(annotation: Annotation, chain: Chain, names: tuple[Name, ...]) -> tuple[bool, str]:
    """Whether a title stands before a name of the person, and the gender that titles and pronouns tell."""
    lists, text = word_lists(), annotation.document.text
    votes: Counter[str] = Counter(name.gender for name in names)
    titled = False
    for mention in chain.mentions:
        if mention.kind is MentionKind.PRONOUN:
            votes[lists.pronouns.get(mention.text.casefold(), "")] += 1
        elif mention.kind is MentionKind.NAME:
            before = folded_words(text[max(0, mention.start - 14) : mention.start])[-1:]
            title = lists.titles.get(" ".join(before))
            titled = titled or title is not None
            votes[title or ""] += 3
    del votes[""]
    if not votes or votes["m"] == votes["f"]:
        return titled, ""
    return titled, "m" if votes["m"] > votes["f"] else "f"
