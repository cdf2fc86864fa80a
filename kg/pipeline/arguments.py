"""What a word says of which others, in a form that does not depend on the turn of the sentence.

``X sponsors Y``, ``Y is sponsored by X``, ``X, which sponsors Y``, ``Y, sponsored by X`` and ``X agreed to sponsor
Y`` all make X the agent and Y the patient of the same verb; ``X, the sponsor of Y``, ``Y's sponsor X`` and ``Y
sponsor X`` make X what the noun stands for and Y what it is of.

Roles of a verb: ``agent``, ``patient``, ``recipient``, ``as`` and a preposition (``prep:after``). Roles of a noun or
adjective: ``self`` (what it describes), ``of``, ``poss``, ``compound``, ``holder`` (who has or gets it) and a
preposition. Trees are Universal Dependencies.
"""

from __future__ import annotations

from spacy.tokens import Token

Roles = dict[int, str]

BELONGING = frozenset({"of", "poss", "compound"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_BECOMING = frozenset({"become", "remain", "stay"})
_TITLE = frozenset({"compound", "flat", "nmod:desc", "nmod:unmarked"})
_DEPTH = 4


def arguments(word: Token, depth: int = _DEPTH) -> Roles:
    """The role of each token that is an argument of ``word``; list members other than the first are left out."""
    if depth == 0:
        return {}
    if word.pos_ in ("VERB", "AUX"):
        return _of_verb(word, depth)
    if word.pos_ in ("NOUN", "PROPN", "ADJ"):
        return _of_noun(word, depth)
    return {}


def places(word: Token) -> list[Token]:
    """The tokens by which a word may be an argument: itself, the first of its list, the noun that it is apposed to."""
    found = [word]
    while found[-1].head.i != found[-1].i and len(found) < 8:
        last = found[-1]
        above = last.head
        listed = last.dep_ == "conj" and above.pos_ in ("NOUN", "PROPN", "PRON", "X", "NUM")
        named = last.dep_ in ("appos", *_TITLE) and above.pos_ == "NOUN" and last.i > above.i
        if not listed and not named:
            break
        found.append(above)
    return found


def marker(word: Token) -> str:
    """The preposition before a word; empty if none."""
    return next((child.lemma_.lower() for child in word.children if child.dep_ == "case" and child.i < word.i and child.pos_ != "PART"), "")


def is_passive(verb: Token) -> bool:
    if any(child.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children) and verb.dep_ not in ("root", "ccomp")


# --- verbs


def _of_verb(verb: Token, depth: int) -> Roles:
    passive = is_passive(verb)
    found = {child.i: role for child in verb.children if (role := _verb_role(child, passive))}
    if verb.dep_ == "acl:relcl":
        _relative(verb, found, passive)
    elif verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG"):
        found.setdefault(verb.head.i, "patient" if verb.tag_ == "VBN" else "agent")
    _share_object(verb, found)
    needed = "patient" if passive else "agent"
    if needed not in found.values():
        subject = _subject_above(verb, depth)
        if subject is not None:
            found[subject] = needed
    return found


def _verb_role(child: Token, passive: bool) -> str | None:
    label = child.dep_
    if label in ("nsubj:pass", "obj"):
        return "patient"
    if label in ("nsubj", "obl:agent"):
        return "agent"
    if label == "iobj":
        return "recipient"
    if label.startswith("obl") or label == "nmod":
        case = marker(child)
        return "agent" if case == "by" and passive else f"prep:{case}" if case else label
    if label == "xcomp" and child.pos_ in ("NOUN", "PROPN"):
        return "as"
    return None


def _relative(verb: Token, found: Roles, passive: bool) -> None:
    """The noun before a relative clause has the role of the pronoun, or of what is missing in the clause."""
    for index, role in list(found.items()):
        if verb.doc[index].lemma_.lower() in _RELATIVE and verb.doc[index].pos_ in ("PRON", "DET", "SCONJ"):
            del found[index]
            found.setdefault(verb.head.i, role)
            return
    for missing in ("agent", "patient"):
        if missing not in found.values() and not (passive and missing == "agent"):
            found.setdefault(verb.head.i, missing)
            return


def _share_object(verb: Token, found: Roles) -> None:
    """``owns and sponsors Y``: what follows the second verb is the object of the first, too."""
    if "patient" in found.values():
        return
    for other in verb.children:
        if other.dep_ == "conj" and other.pos_ == "VERB" and other.i - verb.i <= 2:
            found.update({child.i: "patient" for child in other.children if child.dep_ == "obj"})


def _subject_above(verb: Token, depth: int) -> int | None:
    """Who does it, where the verb itself does not say: the subject (or object) of the verb that it hangs on."""
    above = verb.head
    if above.i == verb.i or verb.dep_ not in ("xcomp", "advcl", "conj", "acl") or (verb.dep_ == "acl" and above.pos_ not in ("NOUN", "ADJ")):
        return None
    roles = arguments(above, depth - 1)
    by_role = {role: index for index, role in reversed(roles.items())}
    if verb.dep_ == "xcomp" and above.pos_ == "VERB" and "patient" in by_role:
        return by_role["patient"]
    if verb.dep_ == "conj" and above.pos_ == "VERB":
        return next((i for i, r in roles.items() if r == ("patient" if is_passive(above) else "agent")), None)
    if above.pos_ in ("NOUN", "ADJ"):
        order = ("self",) if verb.dep_ in ("conj", "xcomp", "advcl") else ("holder",)
    else:
        order = ("patient",) if is_passive(above) else ("agent",)
    return next((by_role[role] for role in order if role in by_role), None)


# --- nouns


def _of_noun(noun: Token, depth: int) -> Roles:
    found: Roles = {}
    copula = any(child.dep_ == "cop" for child in noun.children)
    for child in noun.children:
        role = _noun_role(child, noun, copula)
        if role:
            found[child.i] = role
    _described(noun, found, depth)
    if noun.dep_ == "acl:relcl" and copula:
        for index in [i for i, role in found.items() if role == "self" and noun.doc[i].lemma_.lower() in _RELATIVE]:
            del found[index]
            found[noun.head.i] = "self"
    return found


def _noun_role(child: Token, noun: Token, copula: bool) -> str | None:
    label = child.dep_
    if label in ("nmod:poss", "compound"):
        return "poss" if label == "nmod:poss" else "compound"
    if label == "appos" or (label == "flat" and child.pos_ == "PROPN") or (label == "nsubj" and (copula or noun.pos_ == "ADJ")):
        return "self"
    if label.startswith(("nmod", "obl")):
        case = marker(child)
        return "of" if case == "of" else f"prep:{case}" if case else "compound" if child.i < noun.i else label
    return None


def _described(noun: Token, found: Roles, depth: int) -> None:
    """What a noun says of the words around it: as a title, in apposition, as an office that somebody takes or holds."""
    above, label = noun.head, noun.dep_
    if above.i == noun.i:
        return
    if label == "appos" or (label == "amod" and noun.pos_ == "ADJ"):
        found[above.i] = "self"
        _lend(noun, above, found)
    elif label in _TITLE and above.pos_ == "PROPN":
        found[above.i] = "self"
        _lend(noun, above, found)
    elif label in _TITLE and above.pos_ == "NOUN" and noun.i < above.i:
        for index, role in arguments(above, depth - 1).items():
            if index != noun.i:
                found.setdefault(index, role)
    elif label == "conj" and above.pos_ in ("NOUN", "PROPN"):
        for index, role in arguments(above, depth - 1).items():
            if role in ("self", "poss", "holder"):
                found.setdefault(index, role)
    elif above.pos_ in ("VERB", "AUX"):
        _under_verb(noun, above, label, found, depth)


def _lend(noun: Token, above: Token, found: Roles) -> None:
    """``Ajax's coach Ada Ruiz``, ``Ajax coach Ada Ruiz``: what stands before the title hangs on the name."""
    for child in above.children:
        if child.i < noun.i < above.i and child.dep_ in ("nmod:poss", "compound", "nmod:desc"):
            found.setdefault(child.i, "poss" if child.dep_ == "nmod:poss" else "compound")


def _under_verb(noun: Token, verb: Token, label: str, found: Roles, depth: int) -> None:
    roles = arguments(verb, depth - 1)
    office = label == "xcomp" or (label.startswith("obl") and marker(noun) == "as") or (label == "obj" and verb.lemma_ in _BECOMING)
    passive = is_passive(verb)
    if office:
        wanted = "patient" if any(role == "patient" and index != noun.i for index, role in roles.items()) else "agent"
        for index, role in roles.items():
            if role == wanted and index != noun.i:
                found.setdefault(index, "self")
    elif label == "obj":
        for index, role in roles.items():
            if role == "agent":
                found.setdefault(index, "holder")
    if office or label == "obj" or (label == "nsubj:pass" and passive):
        for index, role in roles.items():
            if role.startswith("prep:") and index > noun.i and role != "prep:as":
                found.setdefault(index, "of" if role == "prep:of" else role)
