"""Which words of a sentence bear on a claim: those that carry it, that govern it, that qualify its names.

With a parse the scope follows the tree: the path between the two arguments carries the claim, and what
governs it is reached through clauses ("plans to acquire", "denied rumours that it had bought"). Without one
it follows the marks and conjunctions of the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.pipeline.claim_triggers import Triggers
from kg.pipeline.sentences import Sentence
from kg.pipeline.word_lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]

_REACH = 6  # words in front of a verb that may belong to it, where there is no parse

_MARKS = {";", ":", "(", ")", "—", "--", "•", "|"}
_CONJUNCTIONS = {
    "which", "who", "where", "while", "whereas", "but", "although", "though", "whose", "when", "because", "and", "as",
}  # fmt: skip
_CLIMB = {"xcomp", "ccomp", "csubj", "conj", "parataxis", "acl", "advcl"}
_ARGUMENT = {"obj", "obl", "nmod", "nsubj", "nsubj:pass", "obl:agent", "appos", "iobj"}
_FUNCTION = {
    "aux", "aux:pass", "cop", "mark", "advmod", "neg", "cc", "cc:preconj", "det", "case", "compound:prt", "expl",
    "fixed",
}  # fmt: skip
_QUALIFIER = {"amod", "advmod", "compound", "det", "nmod", "nmod:poss", "case", "punct"}


@dataclass(frozen=True, slots=True)
class Scope:
    """The tokens that bear on a claim in one sentence.

    ``core`` carries the claim, ``above`` governs it, ``names`` qualifies its arguments, ``beside`` is the
    rest of its clause, ``after`` follows in the sentence.
    ``predicate`` is the verb or copular noun of the claim, None where only names stand side by side.
    """

    sentence: Sentence
    core: frozenset[int]
    above: frozenset[int]
    names: frozenset[int]
    beside: frozenset[int]
    after: frozenset[int]
    predicate: int | None
    parsed: bool


def find_scope(doc: Doc, sentence: Sentence, arguments: list[Range], triggers: Triggers | None = None) -> Scope:
    """The scope of a claim whose ``arguments`` (token ranges, one or two) lie in ``sentence``.

    ``triggers`` are the words that can carry the claim; without one in reach the names just stand side by side.
    """
    if doc.has_annotation("DEP") and arguments:
        return _by_parse(doc, sentence, arguments, triggers)
    return _by_window(doc, sentence, arguments, triggers)


# --- by the tree -------------------------------------------------------------------------------------


def _by_parse(doc: Doc, sentence: Sentence, arguments: list[Range], triggers: Triggers | None) -> Scope:
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
    names = _qualifiers(doc, heads, path) | _leading(doc, sentence, arguments)
    last = max(end for _, end in arguments)
    after = frozenset(range(last, sentence.last)) - core - above
    predicate = carrier.i if carrier is not None else None
    first = min(start for start, _ in arguments)
    beside = frozenset(range(_clause_start(doc, first, sentence), _clause_end(doc, last, sentence)))
    if carrier is not None:
        beside |= frozenset(_adjuncts(carrier))
    return Scope(sentence, frozenset(core), frozenset(above - core), frozenset(names), beside, after, predicate, True)


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
    inner = [token for token in path if token not in heads or _is_predicate(token)]
    for token in [top, *inner]:
        if _is_carrier(token, triggers) and (token is not heads[0] or _is_predicate(token)):
            return token
    if len(heads) == 1 or _joined(heads, path):
        for token in [top.head, *(child for child in top.head.children if child.dep_ == "xcomp")]:
            if _is_carrier(token, triggers):
                return token
        return _own_predicate(heads[0]) if len(heads) == 1 and triggers is None else None
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


def _joined(heads: list[Token], path: list[Token]) -> bool:
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


_ARGUMENT_BASES = {relation.split(":")[0] for relation in _ARGUMENT}


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


# --- by marks and conjunctions -----------------------------------------------------------------------


def _by_window(doc: Doc, sentence: Sentence, arguments: list[Range], triggers: Triggers | None) -> Scope:
    if not arguments:
        everything = frozenset(range(sentence.first, sentence.last))
        return Scope(sentence, everything, frozenset(), everything, everything, frozenset(), sentence.first, False)
    first, last = min(arguments)[0], max(end for _, end in arguments)
    inner = min(end for _, end in arguments), max(start for start, _ in arguments)
    start, end = _clause_start(doc, first, sentence), _clause_end(doc, last, sentence)
    carrier = _window_carrier(doc, (first, last), inner, (start, end), triggers, lone=len(arguments) == 1)
    between = set(range(*inner)) if len(arguments) > 1 else set()
    core = set(range(_group_start(doc, carrier, start), carrier + 1)) if carrier is not None else set()
    above = set(range(sentence.first, min(core))) if core else set()
    inside = {token for argument in arguments for token in range(*argument)}
    names = _leading(doc, sentence, arguments) | inside | (between if carrier is None else set())
    after = frozenset(range(last, sentence.last))
    beside = frozenset(range(start, end))
    return Scope(sentence, frozenset(core), frozenset(above), frozenset(names), beside, after, carrier, False)


def _window_carrier(
    doc: Doc, outer: Range, inner: Range, clause: Range, triggers: Triggers | None, *, lone: bool
) -> int | None:
    """The trigger between the arguments, else the word in front that takes both ("named X as …", "merger of X and Y")."""
    if lone:
        near = [
            *reversed(range(max(clause[0], outer[0] - 4), outer[0])),
            *range(outer[1], min(clause[1], outer[1] + 4)),
        ]
        return next((token for token in near if _is_trigger(doc, token, triggers)), None)
    within = [token for token in range(*inner) if _is_trigger(doc, token, triggers)]
    if within:
        return within[0]
    between = [doc[token].lower_ for token in range(*inner)]
    if "as" in between:
        left = reversed(range(clause[0], outer[0]))
        return next((token for token in left if _is_trigger(doc, token, triggers)), None)
    if any(_looks_verbal(doc, token) for token in range(*inner)):
        return None
    return _before_both(doc, max(clause[0], outer[0] - 5), outer, between, triggers)


def _group_start(doc: Doc, carrier: int, start: int) -> int:
    """The first of the words in front of a verb that may belong to it ("has agreed to", "was in talks to")."""
    token = carrier
    while token > start and carrier - token < _REACH:
        word = doc[token - 1]
        if word.text == "," or (word.lower_ in {"and", "or"} and carrier - token > 2):
            break
        token -= 1
    return token


def _before_both(doc: Doc, reach: int, outer: Range, between: list[str], triggers: Triggers | None) -> int | None:
    """A noun of happening or a verb of beginning close in front of two names that only stand side by side."""
    if triggers is None:
        return None
    for token in reversed(range(reach, outer[0])):
        word = doc[token].lower_
        if doc[token].text in {",", ";", "("}:
            return None
        if word in triggers.beginnings or (word in triggers.nouns and triggers.eventful):
            return token
        joined = not between or set(between) <= {"and", "with", ",", "or"}
        if joined and _is_trigger(doc, token, triggers):
            return token
    return None


def _is_trigger(doc: Doc, token: int, triggers: Triggers | None) -> bool:
    word = doc[token]
    if triggers is None:
        return _looks_verbal(doc, token)
    if word.lower_ in triggers.nouns:
        return triggers.eventful
    if word.lower_ not in triggers.verbs:
        return False
    return not word.tag_ or word.tag_.startswith(("VB", "MD"))


def _looks_verbal(doc: Doc, token: int) -> bool:
    word = doc[token]
    if doc.has_annotation("TAG"):
        return word.tag_.startswith(("VB", "MD"))
    if word.lower_ in word_set("reporting.toml", "finite"):
        return True
    return word.text.islower() and len(word) > 4 and word.lower_.endswith(("ed", "ing"))


def _clause_start(doc: Doc, token: int, sentence: Sentence) -> int:
    while token > sentence.first:
        word = doc[token - 1]
        if word.text in _MARKS or word.lower_ == "that":
            break
        if word.lower_ in _CONJUNCTIONS and token - 2 >= sentence.first and doc[token - 2].text == ",":
            break
        token -= 1
    return token


def _clause_end(doc: Doc, token: int, sentence: Sentence) -> int:
    while token < sentence.last:
        word = doc[token]
        if word.text in _MARKS:
            break
        if word.text == "," and token + 1 < sentence.last and doc[token + 1].lower_ in _CONJUNCTIONS:
            break
        token += 1
    return token


def _leading(doc: Doc, sentence: Sentence, arguments: list[Range]) -> set[int]:
    """Up to four words in front of each argument, without a mark or verb between."""
    found: set[int] = set()
    for first, _ in arguments:
        for token in range(first - 1, max(sentence.first, first - 5) - 1, -1):
            if doc[token].text in {",", ".", ";", ":", "(", ")", '"'} or _looks_verbal(doc, token):
                break
            found.add(token)
    return found
