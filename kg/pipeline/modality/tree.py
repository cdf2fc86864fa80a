"""The scope of a claim by the dependency tree.

The path between the two arguments carries the claim; what governs it is reached up the tree through clauses
("plans to acquire", "denied rumours that it had bought").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.modality.clause import Range, Scope, clause_end, clause_start, leading_words
from kg.pipeline.modality.triggers import Triggers
from kg.pipeline.sentences import Sentence
from kg.pipeline.word_lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLIMB = {"xcomp", "ccomp", "csubj", "conj", "parataxis", "acl", "advcl"}
_ARGUMENT = {"obj", "obl", "nmod", "nsubj", "nsubj:pass", "obl:agent", "appos", "iobj"}
_FUNCTION = {
    "aux", "aux:pass", "cop", "mark", "advmod", "neg", "cc", "cc:preconj", "det", "case", "compound:prt", "expl",
    "fixed",
}  # fmt: skip
_QUALIFIER = {"amod", "advmod", "compound", "det", "nmod", "nmod:poss", "case", "punct"}
_ARGUMENT_BASES = {relation.split(":")[0] for relation in _ARGUMENT}


def scope_by_tree(doc: Doc, sentence: Sentence, arguments: list[Range], triggers: Triggers | None) -> Scope:
    heads = [doc[first:last].root for first, last in arguments]
    path, top = _path(heads)
    carrier = _carrier(heads, path, top, triggers)
    core: set[int] = set()
    above: set[int] = set()
    if carrier is not None:
        inherited, above = _climb(carrier)
        core = {carrier.i} | inherited
        core |= _with_function(doc, core)
        above |= _with_function(doc, above)
    names = _qualifiers(doc, heads, path) | leading_words(doc, sentence, arguments)
    last = max(end for _, end in arguments)
    after = frozenset(range(last, sentence.last)) - core - above
    predicate = carrier.i if carrier is not None else None
    first = min(start for start, _ in arguments)
    beside = frozenset(range(clause_start(doc, first, sentence), clause_end(doc, last, sentence)))
    if carrier is not None:
        beside |= frozenset(_adjuncts(carrier))
    direct = carrier is not None and len(heads) == 2 and all(_hangs_on(head, carrier) for head in heads)
    return Scope(
        sentence, frozenset(core), frozenset(above - core), frozenset(names), beside, after, predicate, True, direct,
        frozenset(head.i for head in heads),
    )  # fmt: skip


def _hangs_on(head: Token, carrier: Token) -> bool:
    """Whether an argument depends on the carrier, or on what the carrier takes or is taken by ("agreed to buy")."""
    if head.i == carrier.i:
        return True
    node = head
    while node.dep_ in {"conj", "appos", "flat", "compound", "nmod:desc"} and node.head.i != node.i:
        node = node.head
    if node.head.i == carrier.i:
        return True
    above = carrier
    while above.dep_ in {"xcomp", "conj", "acl"} and above.head.i != above.i:
        above = above.head
        if node.head.i == above.i:
            return True
    return node.head.head.i == carrier.i and node.dep_.startswith("nmod") and node.head.dep_ in {"obj", "obl", "xcomp"}


def _adjuncts(carrier: Token) -> set[int]:
    """The tokens of the phrases of time and place that depend on a verb."""
    return {
        token.i
        for child in carrier.children
        if child.dep_.split(":")[0] in {"obl", "advmod"}
        for token in child.subtree
    }


def _carrier(heads: list[Token], path: list[Token], top: Token, triggers: Triggers | None) -> Token | None:
    """The verb, copular noun or noun of happening that carries the claim, None where names stand side by side."""
    if top in heads:
        return _carrier_below(heads, path, top, triggers)
    for token in [top, *path]:
        if token not in heads and _is_carrier(token, triggers):
            return token
    if _joined(path):
        return _verb_above(top, triggers)
    return None


def _carrier_below(heads: list[Token], path: list[Token], top: Token, triggers: Triggers | None) -> Token | None:
    """The carrier where one argument stands above the other, or where there is just one."""
    if len(heads) == 1:
        return _verb_above(top, triggers) or (_own_predicate(top) if triggers is None else None)
    lower = next((head for head in heads if head.i != top.i), None)
    if lower is None:
        return None
    subject = next((child for child in top.children if child.dep_.startswith("nsubj")), None)
    if subject is not None and (lower == subject or subject.is_ancestor(lower)):
        return top if _is_carrier(top, triggers) else None
    inner = [token for token in path if token not in heads and token.pos_ in {"VERB", "AUX"}]
    found = next((token for token in inner if _is_carrier(token, triggers)), None)
    if found is not None or inner:
        return found
    happening = [token for token in path if token not in heads and _is_carrier(token, triggers)]
    return happening[0] if happening else _verb_above(top, triggers) if _joined(path) else None


def _verb_above(top: Token, triggers: Triggers | None) -> Token | None:
    """The verb that an argument, or two joined by "and", belong to, or the verb that it takes."""
    for token in [top.head, *(child for child in top.head.children if child.dep_ == "xcomp")]:
        if token != top and _is_carrier(token, triggers):
            return token
    return None


def _is_carrier(token: Token, triggers: Triggers | None) -> bool:
    copular = any(child.dep_ == "cop" for child in token.children)
    if triggers is None:
        return token.pos_ == "VERB" or copular or _is_event(token)
    if copular:
        return "be" in triggers.verbs
    if token.pos_ in {"VERB", "AUX"}:
        return token.lower_ in triggers.verbs
    return token.pos_ == "NOUN" and token.lower_ in triggers.nouns


def _joined(path: list[Token]) -> bool:
    """Whether two arguments are joined by "and"."""
    links = [token for token in path if token.dep_ == "conj"]
    return len(links) >= len(path) - 1 > 0


def _path(heads: list[Token]) -> tuple[list[Token], Token]:
    """The tokens from argument to argument through the tree, and the topmost of them."""
    if len(heads) == 1 or heads[0].sent.root != heads[1].sent.root:
        return [heads[0]], heads[0]
    first, second = ([head, *head.ancestors] for head in heads)
    shared = {token.i for token in second}
    top = next(token for token in first if token.i in shared)
    left = first[: first.index(top)]
    right = second[: second.index(top)]
    return [*left, top, *right], top


def _is_predicate(token: Token) -> bool:
    if token.pos_ in {"VERB", "AUX"}:
        return True
    return any(child.dep_ == "cop" for child in token.children)


def _is_event(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lower_ in word_set("modality.toml", "happenings")


def _own_predicate(head: Token) -> Token | None:
    """The predicate that a lone argument depends on: "Jobs resigned", "the post of chief executive went to …"."""
    for token in [head, *head.ancestors]:
        if _is_predicate(token):
            return token
        if token.dep_ in {"acl:relcl", "parataxis"}:
            return None
    return None


def _climb(top: Token) -> tuple[set[int], set[int]]:
    """What a predicate shares with the verb it is joined to, and what governs it, up the tree."""
    inherited: set[int] = set()
    governors: set[int] = set()
    node = top
    sharing = True
    while node.head.i != node.i:
        relation, head = node.dep_, node.head
        base = relation.split(":")[0]
        if relation == "acl:relcl" or (base not in _CLIMB and not (base in _ARGUMENT_BASES and _is_noun(node))):
            break
        if base == "parataxis" or (base == "advcl" and not _is_governed(node)):
            break
        if base == "conj":
            if sharing and not _has_own_subject(node):
                inherited |= {
                    child.i for child in head.children if child.dep_ in {"aux", "advmod"} and child.i < head.i
                }
            node, sharing = head, sharing and not _has_own_subject(node)
            continue
        governors.add(head.i)
        node, sharing = head, True
    return inherited, governors


def _is_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"}


def _is_governed(node: Token) -> bool:
    """An adverbial clause that its verb governs: a condition, or "to …" behind "signed a contract"."""
    marks = {child.lower_ for child in node.children if child.dep_ in {"mark", "aux"}}
    return bool(marks & {"if", "unless", "whether", "to"})


def _has_own_subject(node: Token) -> bool:
    return any(child.dep_.startswith(("nsubj", "csubj", "expl")) for child in node.children)


def _with_function(doc: Doc, tokens: set[int]) -> set[int]:
    """The auxiliaries, particles, negations and markers of tokens, and the words fixed to them."""
    found: set[int] = set()
    for index in tokens:
        for child in doc[index].children:
            if child.dep_ in _FUNCTION:
                found.add(child.i)
                found.update(grandchild.i for grandchild in child.children if grandchild.dep_ in _FUNCTION)
        found.update(_negators(doc[index]))
    return found


def _negators(token: Token) -> set[int]:
    """The "no" of an object and the "neither" of a subject, which deny the verb."""
    return {
        word.i
        for child in token.children
        if child.dep_.split(":")[0] in {"obj", "nsubj", "obl", "nmod", "conj"}
        for word in [child, *child.children]
        if word.lower_ in {"no", "neither", "none", "nothing", "nobody", "nor"}
    }


def _qualifiers(doc: Doc, heads: list[Token], path: list[Token]) -> set[int]:
    """The words that qualify the arguments and the nouns between them ("former", "planned", "no")."""
    found: set[int] = set()
    for token in [*heads, *path]:
        if token.pos_ in {"VERB", "AUX"}:
            continue
        found.update(child.i for child in token.children if child.dep_ in _QUALIFIER and child.i < token.i)
    return found
