"""The words that a reporting expression reports: which side of the verb they stand on, where they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.pipeline.quotations.cues import Cue
from kg.pipeline.quotations.report_words import CLOSING, OPENING, QUOTES, has_verb, is_manner_adverb
from kg.pipeline.quotations.reporting import HEARERS
from kg.pipeline.quotations.speakers import REPORTING
from kg.pipeline.sentences import Sentence
from kg.pipeline.word_lists import verb_forms, word_set
from kg.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLAUSAL = frozenset({"say", "think", "deny", "source"})
_PREPOSITIONS = {
    "on", "in", "at", "to", "by", "through", "during", "after", "from", "via", "of", "about", "before", "with", "for",
}  # fmt: skip
_DETERMINERS = {"the", "a", "an", "last", "this", "its", "his", "her", "their", "late", "next"}
_DATELINE = re.compile(r"[A-ZÀ-Þ][^a-z\n]{2,40}(?:, [A-Z][\w .]{2,20})?(?: \([^)]{2,40}\))?\s*[-–—]+\s+")
_NO_SUBJECT = {"for", "upon", "about", "of", "as", "before", "after", "against", "over", "with", "off", "back", "down"}
_CONJUNCTIONS = {"while", "whilst", "but", "and", "as", "after", "when", "although"}
_INFINITIVE = {"claim", "promise", "pledge", "vow", "threaten", "swear", "profess", "pretend"}
_RELATIVE = {"which", "that", "who", "what"}
_SUBORDINATORS = {"while", "when", "which", "who", "although", "whereas", "because"}
_CONDITIONS = {"if", "had", "when", "unless", "although", "should", "were", "once"}
_WH = {"how", "why", "what", "whether", "who", "where", "when", "if"}


def reported_clause(doc: Doc, cue: Cue, sentence: Sentence, quoted: frozenset[int]) -> Span | None:
    """The reported clause in characters, without "that" and closing marks; None where only quoted words are said."""
    if not cue.frames & CLAUSAL:
        return None
    if "source" in cue.frames:
        found = _source_clause(doc, cue, sentence)
    else:
        found = None if cue.inverted else _clause_after(doc, cue, sentence, quoted)
        if found is None and cue.frames & {"say", "think"}:
            found = _clause_before(doc, cue, sentence, quoted)
    if found is None or _is_quotation(doc, *found, quoted):
        return None
    return _characters(doc, *found)


def _source_clause(doc: Doc, cue: Cue, sentence: Sentence) -> tuple[int, int] | None:
    """ "According to X, …" reports what follows; "…, according to X" what stands before."""
    comma = _next_comma(doc, cue.right, sentence)
    if cue.first - sentence.first <= 3:
        start = comma + 1 if comma is not None and comma - cue.right < 12 else cue.right
        return start, _clause_end(doc, start, sentence)
    left = _text_start(doc, sentence)
    if comma is not None and not has_verb(doc, left, cue.first):
        return left, _clause_end(doc, comma, sentence)
    return left, cue.first


def _next_comma(doc: Doc, token: int, sentence: Sentence) -> int | None:
    return next((position for position in range(token, sentence.last) if doc[position].text == ","), None)


def _clause_after(doc: Doc, cue: Cue, sentence: Sentence, quoted: frozenset[int]) -> tuple[int, int] | None:
    start = _complement_start(doc, cue, sentence)
    if start is None:
        return None
    end = _clause_end(doc, start, sentence)
    if doc[cue.left].lower_ in {"who", "which"}:
        comma = _next_comma(doc, start, sentence)
        end = min(end, comma) if comma is not None else end
    return (start, end) if end > start else None


def _complement_start(doc: Doc, cue: Cue, sentence: Sentence) -> int | None:
    """The first token of the clause right of the verb, or None when none begins there."""
    start = _skip_bridge(doc, cue, sentence)
    if start + 1 >= sentence.last:
        return None
    word = doc[start].lower_
    if word == "that":
        return start + 1
    if cue.frames & {"deny"} and not cue.frames & {"say", "think"}:
        return _denied_start(doc, start, sentence)
    if word == "to":
        return start if cue.verb in _INFINITIVE else None
    if word in _WH and "say" in cue.frames:
        return start
    if doc[start].text in {",", ".", ";", "?", "!", ":"}:
        return None
    if has_verb(doc, start, start + 1) and cue.left > sentence.first and doc[cue.left - 1].lower_ in _RELATIVE:
        return start
    plain = cue.verb in word_set(REPORTING, "plain")
    return start if _is_bare_clause(doc, start, sentence, plain=plain) else None


def _denied_start(doc: Doc, start: int, sentence: Sentence) -> int | None:
    """ "denied having paid", "denied a report that …", "dismissed suggestions that …"."""
    if doc[start].lower_.endswith("ing") and len(doc[start]) > 4:
        return start
    contents = word_set(REPORTING, "contents")
    noun = next((t for t in range(start, min(start + 4, sentence.last)) if doc[t].lower_ in contents), None)
    if noun is None:
        return start if doc[start].lower_ in {"it", "he", "she", "they", "there"} else None
    that = next((t for t in range(noun, min(noun + 12, sentence.last)) if doc[t].lower_ == "that"), None)
    return that + 1 if that is not None else None


def _is_bare_clause(doc: Doc, start: int, sentence: Sentence, *, plain: bool) -> bool:
    """Whether a subject and then a finite verb follow, with no infinitive or conjunction before it.

    A verb that may take a noun ("announced the phone, which will …") is held to a stricter reading than a
    ``plain`` one ("said the phone, which was shown in May, will …").
    """
    if doc[start].lower_ in _NO_SUBJECT:
        return False
    for token in range(start, min(start + 45, sentence.last)):
        word = doc[token].lower_
        if doc[token].text in QUOTES - {"’"} and token > start + 12:
            return False
        if token > start and has_verb(doc, token, token + 1):
            return True
        if word in {"to", "that", ";", ":"} or (
            word in {"which", "who"} and not (plain and doc[token - 1].text == ",")
        ):
            return False
        if word == "," and token + 1 < sentence.last and doc[token + 1].lower_ in _CONJUNCTIONS:
            return False
    return False


def _skip_bridge(doc: Doc, cue: Cue, sentence: Sentence) -> int:
    """Skip "on Tuesday", "in a statement", "reporters", "the BBC" between the verb and its clause."""
    bridge = word_set(REPORTING, "bridge")
    position = max(cue.last, cue.right)
    if cue.verb in HEARERS:
        position = _skip_hearer(doc, position, sentence)
    while position < sentence.last:
        word = doc[position].lower_
        if word in bridge or is_manner_adverb(doc, position):
            position += 1
        elif word == "," and _comma_bridge(doc, position, sentence) is not None:
            position = _comma_bridge(doc, position, sentence) or position
        elif word in _PREPOSITIONS | _DETERMINERS:
            landing = _landing(doc, position, sentence, bridge)
            if landing is None:
                break
            position = landing
        else:
            break
    return position


def _skip_hearer(doc: Doc, position: int, sentence: Sentence) -> int:
    """The token after "the Lisgar Post" in "told the Lisgar Post that", if a clause or mark follows there."""
    for token in range(position, min(position + 12, sentence.last)):
        if doc[token].lower_ == "that" and token > position:
            return token
        if has_verb(doc, token, token + 1) or doc[token].text in QUOTES:
            break
    hearers = word_set(REPORTING, "hearers")
    if position < sentence.last and doc[position].lower_ in hearers and not has_verb(doc, position + 1, position + 2):
        return position + 1
    while position < sentence.last and (doc[position].is_title or doc[position].lower_ in {"the", "of"}):
        position += 1
    return position


def _comma_bridge(doc: Doc, position: int, sentence: Sentence) -> int | None:
    """The token "that" after a parenthesis: "said, however, that", "said through his lawyer, X, that"."""
    for token in range(position + 1, min(position + 9, sentence.last)):
        if doc[token].lower_ == "that" and doc[token - 1].text == ",":
            return token
        if has_verb(doc, token, token + 1) or doc[token].text in QUOTES:
            return None
    return position + 2 if doc[position + 1].lower_ == "that" else None


def _landing(doc: Doc, position: int, sentence: Sentence, bridge: frozenset[str]) -> int | None:
    """The token after the next bridge word, if one comes soon without a verb or comma, or the next "that"."""
    for token in range(position + 1, min(position + 7, sentence.last)):
        word = doc[token].lower_
        if word == "that":
            return token
        if has_verb(doc, token, token + 1) or doc[token].text in {",", ";", ":"} | QUOTES:
            return None
        if word in bridge or (word.isdigit() and len(word) == 4):
            return token + 1
    return None


def _clause_end(doc: Doc, start: int, sentence: Sentence) -> int:
    """Where a reported clause that begins at ``start`` ends: at the next report in the sentence, or with it."""
    for token in range(start + 1, sentence.last - 1):
        if doc[token].text == ";":
            return token
        following = doc[token + 1].lower_
        if doc[token].text == "," and (following == "according" or (_reports(following) and following.endswith("ing"))):
            return token
        comma = doc[token].text == "," and following in {"and", "but"}
        if (comma and _resumes(doc, token + 2, sentence)) or (
            doc[token].lower_ == "and" and _resumes(doc, token + 1, sentence)
        ):
            return token
    return sentence.last


def _reports(form: str) -> bool:
    return any(form in verb_forms(REPORTING, frame) for frame in ("say", "deny"))


def _resumes(doc: Doc, token: int, sentence: Sentence) -> bool:
    """Whether a second verb of saying follows "and": "…, and also announced that"."""
    skip = {"also", "has", "had", "have", "then", "later"}
    while token < sentence.last and (doc[token].lower_ in skip or doc[token].lower_.endswith("ly")):
        token += 1
    form = doc[token].lower_ if token < sentence.last else ""
    return _reports(form) and form.endswith(("ed", "said", "told", "says"))


def _clause_before(doc: Doc, cue: Cue, sentence: Sentence, quoted: frozenset[int]) -> tuple[int, int] | None:
    """The clause left of "…, X said"; the whole sentence for "The company, Ma added, hopes …"."""
    split = cue.left
    while split > sentence.first and doc[split - 1].text != "," and cue.left - split < 12:
        split -= 1
    start = max(_text_start(doc, sentence), *(t + 1 for t in range(sentence.first, split) if doc[t].text == ";"), 0)
    if split - 1 <= start or doc[split - 1].text != "," or split - 1 in quoted:
        return None
    after = cue.right
    if not _closes_report(doc, cue, sentence) or doc[split].lower_ in _SUBORDINATORS:
        return None
    dangling = doc[split - 2].lower_ in {"and", "but", "that", "which"} or doc[start].lower_ in _CONDITIONS
    if has_verb(doc, start + 1, split - 1) and not dangling:
        return start, split - 1
    if after + 1 < sentence.last and doc[after].text == "," and _goes_on(doc, after + 1, sentence):
        return None if doc[after + 1].text in OPENING else (start, _clause_end(doc, after, sentence))
    return None


def _goes_on(doc: Doc, token: int, sentence: Sentence) -> bool:
    """Whether a clause that a report broke into goes on: a verb follows ("The company, Ma added, hopes …")."""
    first = doc[token]
    return has_verb(doc, token, sentence.last) or (first.text.islower() and first.text.endswith("s"))


def _closes_report(doc: Doc, cue: Cue, sentence: Sentence) -> bool:
    """Whether a cue may follow what it reports: nothing but time, place and hearers stands behind it."""
    if cue.left == cue.first and doc[cue.first].lower_.endswith("ing"):
        return False
    if cue.inverted or cue.right >= sentence.last:
        return True
    following = doc[cue.right]
    return (
        not following.is_alpha
        or cue.verb in HEARERS
        or following.lower_ in word_set(REPORTING, "bridge") | _PREPOSITIONS
        or is_manner_adverb(doc, cue.right)
    )


def _text_start(doc: Doc, sentence: Sentence) -> int:
    """The first token of a sentence after a dateline ("SEOUL, May 3 - ") and list marks."""
    start = sentence.first
    match = _DATELINE.match(doc[start : sentence.last].text)
    end = doc[start].idx + match.end() if match else 0
    while start < sentence.last - 1 and doc[start].idx < end:
        start += 1
    while start < sentence.last - 1 and (doc[start].is_space or doc[start].text in CLOSING | {"•", "-", "–"}):
        start += 1
    return start


def _is_quotation(doc: Doc, first: int, last: int, quoted: frozenset[int]) -> bool:
    """Whether a clause is hardly more than the words between quotation marks, which are a row of their own."""
    words = [token for token in range(first, last) if doc[token].is_alpha]
    return not words or sum(token in quoted for token in words) / len(words) > 0.8


def _characters(doc: Doc, first: int, last: int) -> Span | None:
    while first < last and (doc[first].is_space or doc[first].text in {",", ":", "-", "–", "—", "that"}):
        first += 1
    while last > first and (doc[last - 1].is_space or doc[last - 1].text in {",", ".", ":", ";", "-", "–", "—"}):
        last -= 1
    if last - first < 2:
        return None
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
