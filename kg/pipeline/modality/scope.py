"""Which words of a sentence bear on a claim: those that carry it, that govern it, that qualify its names.

With a parse the scope follows the tree, without one the marks and conjunctions of the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.modality.clause import Range, Scope
from kg.pipeline.modality.tree import scope_by_tree
from kg.pipeline.modality.triggers import Triggers
from kg.pipeline.modality.window import scope_by_window
from kg.pipeline.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Range", "Scope", "find_scope"]


def find_scope(doc: Doc, sentence: Sentence, arguments: list[Range], triggers: Triggers | None = None) -> Scope:
    """The scope of a claim whose ``arguments`` (token ranges, one or two) lie in ``sentence``.

    ``triggers`` are the words that can carry the claim; without one in reach the names just stand side by side.
    """
    if doc.has_annotation("DEP") and arguments:
        return scope_by_tree(doc, sentence, arguments, triggers)
    return scope_by_window(doc, sentence, arguments, triggers)
