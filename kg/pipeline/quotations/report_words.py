"""The words of reports on plain tokens: verbs of saying, where their clause begins and ends, what looks finite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.pipeline.chain_index import ChainIndex
from kg.pipeline.quotations.speakers import REPORTING
from kg.pipeline.sentences import Sentence
from kg.pipeline.word_lists import verb_forms, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING = {'"', "“", "„", "«", "``", "‘", "`", "‹"}
CLOSING = {'"', "”", "“", "»", "''", "’", "›"}
QUOTES = OPENING | CLOSING
FRAMES = ("say", "think", "deny", "label", "manner")
FINITE_TAGS = {"VBD", "VBZ", "VBP", "MD"}
_AUXILIARIES = {
    "n't", "n’t", "has", "have", "had", "is", "was", "are", "were", "being", "'s", "would", "will", "could", "may",
    "did", "does", "do", "to",
}  # fmt: skip
_ADVERBS = {
    "also", "further", "later", "then", "only", "just", "once", "again", "now", "even", "however", "recently", "first",
    "today", "yesterday", "itself", "himself", "herself", "themselves", "not", "never", "been", "always", "often",
    "already", "earlier", "still", "previously", "both", "all", "too",
}  # fmt: skip
_NOUN_LEFT = {
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "no", "any", "some", "of",
    "such", "'s", "’s", "several", "many", "media", "press", "news", "earlier", "recent", "new", "in", "with", "by",
}  # fmt: skip
_NEGATIONS = {"not", "n't", "n’t", "never", "nor"}
_LEADING_TO = {"on", "like", "likes", "liked", "was", "wants", "continued", "continues", "began", "quick", "sought"}
_BREAKS = {";", ":", "—", "--", "|", "•"}
_COMPLEMENTIZERS = {"that", "because", "while", "although", "though", "whereas", "if", "when", "since", "as"}


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its token, the token after its particle, the first of its auxiliaries, base form, frames."""

    token: int
    last: int
    start: int
    base: str
    frames: frozenset[str]


def has_verb(doc: Doc, first: int, last: int) -> bool:
    """Whether a finite verb stands in the tokens ``[first, last)``, by tag or, without tags, by form."""
    if doc.has_annotation("TAG"):
        return any(doc[token].tag_ in FINITE_TAGS for token in range(first, last))
    return any(_looks_finite(doc, token) for token in range(first, last))


def _looks_finite(doc: Doc, token: int) -> bool:
    word = doc[token]
    if word.lower_ in word_set(REPORTING, "finite"):
        return True
    following = doc[token + 1].lower_ if token + 1 < len(doc) else ""
    if word.is_title or following in {"by", "in", "at"}:
        return False
    return word.lower_.endswith("ed") and len(word) > 4


def is_manner_adverb(doc: Doc, token: int) -> bool:
    """Whether a word looks like an adverb in -ly (and not like the end of a name)."""
    return doc[token].text.endswith("ly") and len(doc[token]) > 4 and doc[token].text.islower()


def verb_group_start(doc: Doc, token: int, sentence: Sentence) -> int:
    """The first token of auxiliaries and adverbs that belong to a verb."""
    start = token
    while start > sentence.first:
        word = doc[start - 1].lower_
        if word not in _AUXILIARIES and word not in _ADVERBS and not is_manner_adverb(doc, start - 1):
            break
        start -= 1
    return start


def is_negated(doc: Doc, token: int, sentence: Sentence) -> bool:
    """Whether nothing is reported: "did not say", "never said", "declined to say", "a ceremony to announce"."""
    start = verb_group_start(doc, token, sentence)
    group = [doc[t].lower_ for t in range(start, token)]
    if group and group[-1] == "to":
        return start == sentence.first or doc[start - 1].lower_ not in _LEADING_TO
    return any(word in _NEGATIONS for word in group)


def _is_noun(doc: Doc, token: int) -> bool:
    """Whether a form such as "reports" or "claims" is a noun here, by its tag or by the word before it."""
    if doc.has_annotation("TAG") and doc[token].tag_:
        return not doc[token].tag_.startswith("VB")
    if token == 0:
        return False
    form, before = doc[token].lower_, doc[token - 1].lower_
    if doc[token].is_title and not doc[token].is_sent_start:
        return True
    if form.endswith("ing") or form in {"said", "says"}:
        return False
    if form.endswith("s") and before in _AUXILIARIES:
        return True
    return before in _NOUN_LEFT or before.replace(".", "").isdigit()


def _closes_with_name(doc: Doc, chains: ChainIndex, token: int, sentence: Sentence) -> bool:
    """Whether a form that was read as a noun ends a sentence behind a name: "…, the magazine Zeitung reports."."""
    ends = token + 1 >= sentence.last or doc[token + 1].text in {".", ",", ";"}
    named = (
        any(mention.last == token and mention.kind == "name" for mention in chains.at(token - 1)) if token else False
    )
    return ends and named and doc[token].lower_.endswith("s")


def reporting_verb(doc: Doc, chains: ChainIndex, token: int, sentence: Sentence) -> Verb | None:
    """The reporting verb at a token, None if there is none or if nothing is reported by it."""
    form = doc[token].lower_
    frames: dict[str, str] = {}
    last = token + 1
    for frame in FRAMES:
        entry = verb_forms(REPORTING, frame).get(form)
        if entry is None:
            continue
        base, particle = entry
        if particle is not None:
            if token + 1 >= sentence.last or doc[token + 1].lower_ != particle:
                continue
            last = token + 2
        frames[frame] = base
    if not frames or (_is_noun(doc, token) and not _closes_with_name(doc, chains, token, sentence)):
        return None
    if is_negated(doc, token, sentence):
        return None
    return Verb(token, last, verb_group_start(doc, token, sentence), next(iter(frames.values())), frozenset(frames))


def right_boundary(doc: Doc, token: int, sentence: Sentence, quoted: frozenset[int]) -> int:
    while token < sentence.last and token not in quoted and doc[token].text not in _BREAKS | {".", '"', "“"}:
        token += 1
    return token


def left_boundary(doc: Doc, token: int, sentence: Sentence, quoted: frozenset[int]) -> int:
    """Where the clause of a verb begins, going left: a mark, a complementizer, or a comma with a conjunction."""
    position = token
    while position > sentence.first:
        word = doc[position - 1]
        if position - 1 in quoted or word.text in _BREAKS or word.text in QUOTES:
            break
        if word.lower_ in _COMPLEMENTIZERS and position - 1 > sentence.first and position < token:
            break
        if word.lower_ in {"and", "but"} and position - 1 > sentence.first and doc[position - 2].text == ",":
            break
        position -= 1
    return position
