"""Past participles, for what was done to the things counted: "devices sold"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def participle(verb: Token, base: str) -> str:
    """The past participle of a verb, as far as its own form or the regular ending gives it."""
    if verb.tag_ in ("VBD", "VBN"):
        return verb.lower_
    irregular = {
        "sell": "sold",
        "build": "built",
        "make": "made",
        "buy": "bought",
        "win": "won",
        "lose": "lost",
        "pay": "paid",
        "give": "given",
        "draw": "drawn",
        "send": "sent",
        "spend": "spent",
        "cut": "cut",
        "lend": "lent",
    }
    if base in irregular:
        return irregular[base]
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2:-1] not in "aeiou" else base + "ed"
