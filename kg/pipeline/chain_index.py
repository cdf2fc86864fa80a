"""The coreference chains of a Doc, looked up by token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class ChainMention:
    """One mention of a chain. ``start`` and ``end`` are characters, ``first`` and ``last`` tokens; both half-open."""

    chain: str
    type: str
    kind: str
    start: int
    end: int
    first: int
    last: int

    @property
    def length(self) -> int:
        return self.end - self.start


class ChainIndex:
    """The rows of ``doc._.kg_chains`` as mentions in text order, longest first where two begin together."""

    def __init__(self, doc: Doc) -> None:
        rows: list[dict[str, Any]] = doc._.kg_chains or []
        self.types = {row["id"]: row["type"] for row in rows}
        self.names = {row["id"]: row["name"] for row in rows}
        found = (_mention(doc, row, mention) for row in rows for mention in row["mentions"])
        self.mentions = sorted(
            (mention for mention in found if mention is not None), key=lambda m: (m.first, -m.last, m.chain)
        )
        self._by_token: dict[int, list[ChainMention]] = {}
        for mention in self.mentions:
            for token in range(mention.first, mention.last):
                self._by_token.setdefault(token, []).append(mention)

    def whole_name(self, chain: str) -> str:
        """The chain of the person whose name a lone word begins or ends ("Ma": Ma Shicong), if just one fits."""
        name = self.names.get(chain, "")
        if self.types.get(chain) != "Person" or len(name.split()) != 1:
            return chain
        fuller = [
            other
            for other, words in ((key, value.split()) for key, value in self.names.items() if key != chain)
            if self.types[other] == "Person" and len(words) > 1 and name in (words[0], words[-1])
        ]
        return fuller[0] if len(fuller) == 1 else chain

    def within(self, first: int, last: int) -> list[ChainMention]:
        """Mentions that lie wholly in the tokens ``[first, last)``, in order."""
        seen: dict[ChainMention, None] = {}
        for token in range(first, last):
            for mention in self._by_token.get(token, ()):
                if mention.first >= first and mention.last <= last:
                    seen.setdefault(mention)
        return list(seen)

    def at(self, token: int) -> list[ChainMention]:
        """Mentions that cover one token, longest first."""
        return self._by_token.get(token, [])

    def of_chain(self, chain: str) -> list[ChainMention]:
        """The mentions of one chain in text order."""
        return [mention for mention in self.mentions if mention.chain == chain]

    def before(self, token: int) -> Iterator[ChainMention]:
        """Mentions that end at or before a token, the nearest first."""
        return (mention for mention in reversed(self.mentions) if mention.last <= token)


def _mention(doc: Doc, row: dict[str, Any], mention: list[Any]) -> ChainMention | None:
    start, end, kind = mention
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span.start == span.end:
        return None
    return ChainMention(row["id"], row["type"], kind, start, end, span.start, span.end)
