"""What a word says of which others, in a form that does not depend on the turn of the sentence.

``X sponsors Y``, ``Y is sponsored by X``, ``X, which sponsors Y``, ``Y, sponsored by X`` and ``X agreed to sponsor
Y`` all make X the agent and Y the patient of the same verb; ``X, the sponsor of Y``, ``Y's sponsor X`` and ``Y
sponsor X`` make X what the noun stands for and Y what it is of.

Roles of a verb: ``agent``, ``patient``, ``recipient``, ``as`` and a preposition (``prep:after``). Roles of a noun or
adjective: ``self`` (what it describes), ``of``, ``poss``, ``compound``, ``holder`` (who has or gets it), ``giver``
(who makes somebody it) and a preposition. Trees are Universal Dependencies; where a parse is known to go wrong
(apposition, prepositions before names of several words), what stands side by side decides.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

Roles = dict[int, str]

BELONGING = frozenset({"of", "poss", "compound"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_BECOMING = frozenset({"become", "remain", "stay"})
_TITLE = frozenset({"compound", "flat", "nmod:desc", "nmod:unmarked"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_DEPTH = 4


def arguments(word: Token, depth: int = _DEPTH) -> Roles:
    """The role of each token that is an argument of ``word``; list members other than the first are left out."""
    if depth == 0:
        return {}
    if is_verb(word):
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
        named = last.dep_ in ("appos", *_TITLE) and above.pos_ in ("NOUN", "PROPN") and last.i > above.i
        if not listed and not named:
            break
        found.append(above)
    return found


def tops(span: Span) -> list[Token]:
    """The tokens of a span that hang on something outside it (a parser may tear a name apart)."""
    return [token for token in span if token.head.i == token.i or not span.start <= token.head.i < span.end]


def marker(word: Token) -> str:
    """The preposition before a word or the name that it ends; empty if none."""
    for child in word.children:
        if child.dep_ == "case" and child.i < word.i and child.pos_ != "PART":
            return child.lower_
    for index in range(word.i - 1, max(word.i - 6, word.sent.start - 1), -1):
        before = word.doc[index]
        if before.pos_ in ("ADP", "SCONJ"):
            return before.lower_
        if before.pos_ not in ("PROPN", "DET", "ADJ", "NUM", "NOUN") or (before.pos_ == "NOUN" and before.head.i != word.i):
            break
    return ""


def is_verb(word: Token) -> bool:
    """Whether a word is a verb; what has an object is one even where the tagger takes it for a noun ("sponsors")."""
    return word.pos_ in ("VERB", "AUX") or (word.pos_ == "NOUN" and any(child.dep_ == "obj" for child in word.children))


def is_passive(verb: Token) -> bool:
    if any(child.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children) and verb.dep_ not in ("root", "ccomp")


# --- verbs


def _of_verb(verb: Token, depth: int) -> Roles:
    passive = is_passive(verb)
    found = {child.i: role for child in verb.children if (role := _verb_role(child, passive))}
    if any(child.dep_ == "xcomp" and child.pos_ == "NOUN" for child in verb.children):
        found = {index: "patient:as" if role == "patient" else role for index, role in found.items()}  # named director, not named
    if verb.dep_.endswith("relcl"):
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
    if label == "nsubj" or (label == "compound" and child.pos_ == "PROPN" and child.i < child.head.i):
        return "agent"  # a name is no part of a verb, even where the parser takes it for one
    if label == "iobj":
        return "recipient"
    if label.startswith("obl") or label == "nmod":
        case = marker(child)
        if not case and label == "obl" and child.pos_ == "PROPN" and not passive:
            return "patient"  # an object that the parser takes for an adjunct
        by = (case == "by" and passive) or (label == "obl:agent" and not case)
        return "agent" if by else f"prep:{case}" if case else label
    if label == "xcomp" and child.pos_ in ("NOUN", "PROPN"):
        return "as" if passive or any(other.dep_ == "obj" for other in child.head.children) else "patient"
    return None


def _relative(verb: Token, found: Roles, passive: bool) -> None:
    """What a relative clause stands behind has the role of the pronoun, or of what is missing in the clause."""
    for index, role in list(found.items()):
        if verb.doc[index].lower_ in _RELATIVE and verb.doc[index].pos_ in ("PRON", "DET", "SCONJ"):
            del found[index]
            for noun in _before(verb.doc[index], verb):
                found.setdefault(noun.i, role)
            return
    for missing in ("agent", "patient"):
        if verb.dep_ == "acl:relcl" and missing not in found.values() and not (passive and missing == "agent"):
            found.setdefault(verb.head.i, missing)
            return


def _before(pronoun: Token, verb: Token) -> list[Token]:
    """The noun that a relative pronoun stands for: the head of its clause, and what stands right before it."""
    found = [verb.head] if verb.dep_ == "acl:relcl" else []
    index = pronoun.i - 1
    while index > pronoun.sent.start and pronoun.doc[index].pos_ in ("PUNCT", "ADP"):
        index -= 1
    beside = pronoun.doc[index]
    while beside.dep_ in _TITLE and beside.head.pos_ == "PROPN":
        beside = beside.head
    return [*found, beside] if beside.pos_ in ("PROPN", "NOUN") else found


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
    _beside(noun, found)
    if noun.dep_ == "acl:relcl" and copula:
        for index in [i for i, role in found.items() if role == "self" and noun.doc[i].lower_ in _RELATIVE]:
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
        case = marker(child) if child.i > noun.i else ""
        return "of" if case in ("of", "") and child.i > noun.i else f"prep:{case}" if case else "compound"
    return None


def _described(noun: Token, found: Roles, depth: int) -> None:
    """What a noun says of the words around it: as a title, in apposition, as an office that somebody takes or holds."""
    above, label = noun.head, noun.dep_
    if above.i == noun.i:
        return
    if label in ("appos", *_TITLE) and above.pos_ == "PROPN" or label == "appos" or (label == "amod" and noun.pos_ == "ADJ"):
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
    elif is_verb(above):
        _under_verb(noun, above, label, found, depth)


def _lend(noun: Token, above: Token, found: Roles) -> None:
    """``Ajax's coach Ada Ruiz``, ``Ajax coach Ada Ruiz``: what stands before the title hangs on the name."""
    for child in above.children:
        if child.i < noun.i < above.i and child.dep_ in ("nmod:poss", "compound", "nmod:desc"):
            found.setdefault(child.i, "poss" if child.dep_ == "nmod:poss" else "compound")


def _beside(noun: Token, found: Roles) -> None:
    """``Ajax's coach, Ada Ruiz``, ``Ada Ruiz, a former coach of Ajax``: side by side with a name, whatever the tree says."""
    doc, sentence = noun.doc, noun.sent
    after = noun.i + 1
    comma = after < sentence.end and doc[after].text == ","
    after += comma
    if after < sentence.end and doc[after].pos_ == "PROPN" and (comma or noun.dep_ != "obj"):
        found.setdefault(doc[after].i, "self")
    before = noun.i - 1
    while before >= sentence.start and doc[before].pos_ in ("DET", "ADJ", "NOUN", "ADV") and doc[before].head.i == noun.i:
        before -= 1
    if before > sentence.start and doc[before].text == "," and doc[before - 1].pos_ == "PROPN" and not noun.dep_.startswith(("nsubj", "obj", "root", "conj")):
        found.setdefault(_first(doc[before - 1]).i, "self")
    place = noun.i - 1
    while place > sentence.start and doc[place].pos_ in ("ADJ", "NOUN", "NUM"):
        place -= 1
    if place > sentence.start and doc[place].text in _POSSESSIVE and doc[place - 1].pos_ == "PROPN":
        found[_first(doc[place - 1]).i] = "poss"
    if noun.i > sentence.start + 1 and doc[noun.i - 1].pos_ == "PROPN" and doc[noun.i - 1].dep_ != "nsubj":
        found.setdefault(noun.i - 1, "compound")


def _first(name: Token) -> Token:
    """The token of a name that the others hang on, going left from its last one."""
    while name.dep_ in _TITLE and name.head.pos_ == "PROPN" and name.head.i < name.i:
        name = name.head
    return name


def _under_verb(noun: Token, verb: Token, label: str, found: Roles, depth: int) -> None:
    roles = {index: role for index, role in arguments(verb, depth - 1).items() if index != noun.i}
    as_ = (label.startswith("obl") or label == "xcomp") and marker(noun) == "as"
    if as_ or label == "xcomp" or (label == "obj" and verb.lemma_ in _BECOMING):
        taken = {"patient", "patient:as"} & set(roles.values())
        names = {**dict.fromkeys(taken, "self"), "agent": "giver"} if taken else {"agent": "self"}
    elif label == "obj" or label.startswith("obl"):
        names = {"agent": "holder"}
    elif label == "nsubj:pass":
        names = {"agent": "prep:by"}
    else:
        return
    for index, role in roles.items():
        if role in names:
            found.setdefault(index, names[role])
        elif role.startswith("prep:") and index > noun.i and role != "prep:as" and not label.startswith("obl:"):
            found.setdefault(index, "of" if role == "prep:of" else role)
