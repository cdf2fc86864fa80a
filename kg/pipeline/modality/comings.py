"""Who comes and who goes: signs for offices from what is said of a person, beside a claim and all over a Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.modality.signs import CUES, Sign
from kg.pipeline.modality.validity import DatedWords
from kg.pipeline.sentences import Sentence
from kg.pipeline.word_lists import inflections, load_table, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
_APPOSITION = 25  # tokens at most between the commas behind a name
_FUTURE = {"will", "would", "to", "may", "could", "shall", "'ll", "due", "set"}


def person_signs(doc: Doc, sentence: Sentence, person: Range) -> list[Sign]:
    """What the words around one mention say: "Berg succeeds Lund", "Lund, the chairman, resigned"."""
    first, last = person
    before = [doc[token].lower_ for token in range(max(sentence.first, first - 4), first)]
    behind = [doc[token].lower_ for token in range(last, min(sentence.last, last + 3))]
    coming = _coming()
    if any(word in coming for word in before[-2:]) or _ends_with_phrase(before):
        return [Sign("ended", "person", "succeeded: " + " ".join(before[-3:]))]
    if "by" in behind[-1:] and any(word in coming for word in behind):
        return [Sign("ended", "person", "succeeded: " + " ".join(behind))]
    if set(before[-2:]) & word_set(CUES, "succession.departing"):
        return [Sign("ended", "person", before[-1])]
    leaving = _acts(doc, sentence, last, word_set(CUES, "succession.leaving"))
    if leaving is None:
        return []
    word, future = leaving
    return [Sign("ended", "person", word), *([Sign("planned", "person", "leaves later")] if future else [])]


def comings_of(doc: Doc, sentences: list[Sentence], dates: list[DatedWords], mentions: list[Range]) -> list[Sign]:
    """What all mentions of a person in a Doc say together, each kind once."""
    found: dict[tuple[str, str], Sign] = {}
    for person in mentions:
        sentence = next((item for item in sentences if item.first <= person[0] < item.last), None)
        if sentence is None:
            continue
        ahead = [date for date in dates if date.side == "future" and sentence.first <= date.first < sentence.last]
        for sign in _coming_signs(doc, sentence, person, bool(ahead)):
            found.setdefault((sign.kind, sign.zone), sign)
    return list(found.values())


def _coming_signs(doc: Doc, sentence: Sentence, person: Range, ahead: bool) -> list[Sign]:
    signs: list[Sign] = []
    leaving = _acts(doc, sentence, person[1], word_set(CUES, "succession.leaving"))
    if leaving is not None:
        signs.append(Sign("ended", "document later" if leaving[1] else "document", leaving[0]))
    joining = _acts(doc, sentence, person[1], word_set(CUES, "succession.joining"))
    if joining is not None and (joining[1] or ahead):
        signs.append(Sign("planned", "document", joining[0]))
    named = [doc[token].lower_ for token in range(max(sentence.first, person[0] - 6), person[0])]
    behind = [doc[token].lower_ for token in range(person[1], min(sentence.last, person[1] + 3))]
    if ahead and set(named + behind) & word_set(CUES, "succession.naming"):
        signs.append(Sign("planned", "document", "named for a day to come"))
    return signs


def _acts(doc: Doc, sentence: Sentence, last: int, verbs: frozenset[str]) -> tuple[str, bool] | None:
    """The verb among ``verbs`` that a name is the subject of, over a phrase between commas, and whether it is to come."""
    token = last
    if token < sentence.last and doc[token].text == ",":
        reach = range(token + 1, min(sentence.last, token + _APPOSITION))
        closing = next((t for t in reach if doc[t].text == ","), None)
        token = closing + 1 if closing is not None else token
    window = [doc[t].lower_ for t in range(token, min(sentence.last, token + 5))]
    for number, word in enumerate(window):
        if word in verbs and not (word == "be" and number == 0):
            return word, bool(_FUTURE & set(window[:number]))
        if word not in word_set(CUES, "succession.between"):
            return None
    return None


def _coming() -> frozenset[str]:
    return frozenset(form for verb in word_set(CUES, "succession.verbs") for form in inflections(verb))


def _ends_with_phrase(words: list[str]) -> bool:
    endings = tuple(load_table(CUES)["succession"]["endings"].strip().split("|"))
    return " ".join(words).endswith(endings)
