"""The component that decides how each claim is said: modality, speaker and validity.

Rows of ``doc._.kg_claims`` (the fields of ``kg.types.Claim``) get ``modality``, ``stated_by``, ``valid_from`` and
``valid_until``; ``modality_why`` keeps the words that decided. A row may carry ``modality_scores``, a learned
distribution over modalities: ``combine`` mixes it with the signs of the text and is the one place to change that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from kg.pipeline.chain_index import ChainIndex
from kg.pipeline.extensions import register
from kg.pipeline.modality.comings import comings_of, person_signs
from kg.pipeline.modality.cue_phrases import Phrase, find_phrases
from kg.pipeline.modality.document import settle
from kg.pipeline.modality.scope import Range, Scope, find_scope
from kg.pipeline.modality.signs import (
    CUES,
    Sign,
    argument_signs,
    correction_signs,
    date_signs,
    phrase_signs,
    question_signs,
    reply_signs,
    report_signs,
    tense_signs,
    verb_signs,
)
from kg.pipeline.modality.stated_by import speaker_of
from kg.pipeline.modality.triggers import with_cues
from kg.pipeline.modality.validity import DatedWords, dated_words, in_order, side_of, validity
from kg.pipeline.modality.weights import distribution, features_of, shipped_prior
from kg.pipeline.sentences import Sentence, sentences
from kg.pipeline.word_lists import word_set
from kg.types import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.ontology.schema import Schema

_TRUST = 1.0
_LEAST = 1e-3  # no learned share counts as less, so that one judge cannot rule a modality out alone
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_UNNEGATED = frozenset({"only", "just", "merely", "least"})


@dataclass(slots=True)
class Reading:
    """A Doc with what is read from it once for all claims; ``phrases`` go by the first token of their sentence."""

    doc: Doc
    chains: ChainIndex
    sentences: list[Sentence]
    dates: list[DatedWords]
    phrases: dict[int, list[Phrase]] = field(default_factory=dict)
    comings: dict[str, list[Sign]] = field(default_factory=dict)


def read_doc(doc: Doc) -> Reading:
    """What all claims of a Doc share."""
    return Reading(doc, ChainIndex(doc), sentences(doc), dated_words(doc))


class ModalityJudge:
    """Fill in how each row of ``doc._.kg_claims`` is said. ``events`` are the properties that never become former."""

    def __init__(self, *, events: Iterable[str] | None = None, cues: Mapping[str, Sequence[str]] | None = None) -> None:
        self.events = frozenset(events) if events is not None else word_set(CUES, "events")
        self.cues = cues

    def follow(self, schema: Schema) -> None:
        """Adds what a schema says: which of its properties are events, and the words of each."""
        self.events |= {name for name, item in schema.properties.items() if item.event}
        self.cues = {name: item.cues for name, item in schema.properties.items() if item.cues} | dict(self.cues or {})

    def __call__(self, doc: Doc) -> Doc:
        doc._.kg_claims = judge(doc, doc._.kg_claims, events=self.events, cues=self.cues)
        return doc


@Language.factory("kg_modality", assigns=["doc._.kg_claims"], default_config={"events": None, "cues": None})
def create_modality(
    nlp: Language, name: str, events: list[str] | None, cues: dict[str, list[str]] | None
) -> ModalityJudge:
    """The factory behind ``kg_modality``; ``events`` and ``cues`` come from a schema, None takes the shipped ones."""
    register()
    return ModalityJudge(events=events, cues=cues)


def judge(
    doc: Doc,
    rows: list[dict[str, Any]],
    *,
    events: Iterable[str] | None = None,
    cues: Mapping[str, Sequence[str]] | None = None,
) -> list[dict[str, Any]]:
    """New rows with modality, speaker and validity; neither the Doc nor ``rows`` is changed.

    ``events`` are the properties that never become former, ``cues`` a schema's words for each property, which
    carry a claim beside the shipped ones.
    """
    lasting = frozenset(events) if events is not None else word_set(CUES, "events")
    if not rows:
        return []
    reading = read_doc(doc)
    return settle([_judged(reading, row, lasting, cues) for row in rows])


def combine(
    signs: Mapping[str, float], learned: Mapping[str, float] | None, *, prior: Mapping[str, float], trust: float = _TRUST
) -> dict[str, float]:
    """One distribution over modalities from that of the signs and a learned one; without a learned one the signs'.

    Both start from how common each modality is, which must count once: shares are multiplied and divided by the
    ``prior``. ``trust`` weakens (below 1) or strengthens what the learned one adds.
    Source: the product rule for classifiers that err independently (Kittler et al. 1998).
    """
    if not learned:
        return dict(signs)
    mixed = {
        name: share * (max(learned.get(name, 0.0), _LEAST) / prior[name]) ** trust for name, share in signs.items()
    }
    total = sum(mixed.values())
    return {name: value / total for name, value in mixed.items()}


def _judged(
    reading: Reading, row: dict[str, Any], events: frozenset[str], cues: Mapping[str, Sequence[str]] | None
) -> dict[str, Any]:
    signs, scopes, group = read_claim(reading, row, cues)
    features = features_of(signs, scopes, group=group, name=row["property"], event=row["property"] in events)
    scores = combine(distribution(features), row.get("modality_scores"), prior=shipped_prior())
    modality = max(sorted(scores), key=lambda name: scores[name])
    if modality in {"asserted", "planned"} and _is_negated(reading.doc, scopes, row):
        modality = "denied"
    ended = any(sign.kind == "ended" and sign.zone not in {"elsewhere", "document"} for sign in signs)
    start, until = (None, None) if _is_timeless(row) else _validity(reading, scopes, row["property"], modality, ended=ended)
    start, until = in_order(row.get("valid_from") or start, row.get("valid_until") or until)
    if modality == "asserted" and row["property"] not in events and until and side_of(until, reading.doc._.kg_published) == "past":
        modality = "former"  # what lasts and has an end in the past is over, however it is worded
    return {
        **row,
        "modality": Modality(modality).value,
        "modality_score": round(scores[modality], 4),
        "modality_why": sorted(
            {sign.reason for sign in signs if sign.kind in {modality, "ended"} and sign.zone != "elsewhere"}
        ),
        "stated_by": row.get("stated_by") or speaker_of(reading.doc, row),
        "valid_from": start,
        "valid_until": until,
    }


def _is_negated(doc: Doc, scopes: list[Scope], row: dict[str, Any]) -> bool:
    """Whether a claim's own verb is negated in plain words, or "is" before one of its ends ("will not be Meg Whitman").

    No learned weight may overrule that.
    """
    predicates = {scope.predicate for scope in scopes if scope.predicate is not None}
    ends = [_tokens(doc, row[key]) for key in ("subject_mention", "object_mention") if row.get(key)]
    tops = [doc[first:last].root for first, last in filter(None, ends)]
    predicates |= {top.i for top in tops if any(child.dep_ == "cop" for child in top.children)}
    for predicate in sorted(predicates):
        for child in doc[predicate].children:
            after = doc[child.i + 1].lower_ if child.i + 1 < len(doc) else ""
            if child.dep_ == "advmod" and child.lower_ in _NEGATIONS and after not in _UNNEGATED:
                return True
    return False


def read_claim(
    reading: Reading, row: dict[str, Any], cues: Mapping[str, Sequence[str]] | None = None
) -> tuple[list[Sign], list[Scope], str]:
    """The signs around a claim, the scopes they come from, and the group of its property."""
    signs: list[Sign] = []
    scopes: list[Scope] = []
    person = _person(reading, row)
    triggers = with_cues(row["property"], tuple((cues or {}).get(row["property"], ())))
    group = triggers.group if triggers is not None else row["property"]
    for sentence, arguments in _places(reading, row):
        scope = find_scope(reading.doc, sentence, arguments, triggers)
        scopes.append(scope)
        signs += _signs(reading, scope, group) + argument_signs(reading.doc, scope, arguments)
        if group == "office" and person is not None and sentence.first <= person[0] < sentence.last:
            signs += person_signs(reading.doc, sentence, person)
    if group == "office":
        signs += _comings(reading, row)
    spans = [row[key] for key in ("subject_mention", "object_mention") if row.get(key)]
    signs += report_signs(reading.doc._.kg_quotations or [], spans)
    return signs, scopes, group


def _comings(reading: Reading, row: dict[str, Any]) -> list[Sign]:
    """What the whole Doc says of the coming and going of the person in a claim."""
    for side in ("subject", "object"):
        chain = row.get(side)
        if isinstance(chain, str) and reading.chains.types.get(chain) == "Person":
            if chain not in reading.comings:
                mentions = [(mention.first, mention.last) for mention in reading.chains.of_chain(chain)]
                reading.comings[chain] = comings_of(reading.doc, reading.sentences, reading.dates, mentions)
            return reading.comings[chain]
    return []


def _signs(reading: Reading, scope: Scope, group: str | None) -> list[Sign]:
    first = scope.sentence.first
    if first not in reading.phrases:
        words = [reading.doc[token].lower_ for token in range(first, scope.sentence.last)]
        reading.phrases[first] = find_phrases(words, first)
    following = next((item for item in reading.sentences if item.first == scope.sentence.last), None)
    ahead = [reading.doc[t].lower_ for t in range(following.first, following.last)] if following else []
    return [
        *phrase_signs(reading.phrases[first], scope, group),
        *tense_signs(reading.doc, scope),
        *verb_signs(reading.doc, scope),
        *date_signs(reading.dates, scope),
        *question_signs(reading.doc, scope),
        *correction_signs(reading.doc, scope, ahead),
        *reply_signs(ahead),
    ]


def _places(reading: Reading, row: dict[str, Any]) -> list[tuple[Sentence, list[Range]]]:
    """Each sentence that holds an argument, with the arguments in it; else the evidence without any."""
    mentions = [row.get("subject_mention"), row.get("object_mention")]
    ranges = [_tokens(reading.doc, mention) for mention in mentions if mention is not None]
    found: dict[int, list[Range]] = {}
    for span in ranges:
        for index, sentence in enumerate(reading.sentences):
            if span is not None and sentence.first <= span[0] < sentence.last:
                found.setdefault(index, []).append(span)
    if not found:
        for start, _ in row.get("evidence", ())[:1]:
            for index, sentence in enumerate(reading.sentences):
                if reading.doc[sentence.first].idx <= start < reading.doc[sentence.last - 1].idx + 1:
                    found[index] = []
    return [(reading.sentences[index], spans) for index, spans in sorted(found.items())]


def _tokens(doc: Doc, span: list[int] | tuple[int, int]) -> Range | None:
    found = doc.char_span(span[0], span[1], alignment_mode="expand")
    return (found.start, found.end) if found is not None and found.end > found.start else None


def _person(reading: Reading, row: dict[str, Any]) -> Range | None:
    """The mention of the person in a claim, as tokens."""
    for side in ("subject", "object"):
        chain = row.get(side)
        if isinstance(chain, str) and reading.chains.types.get(chain) == "Person" and row.get(f"{side}_mention"):
            return _tokens(reading.doc, row[f"{side}_mention"])
    return None


def _is_timeless(row: dict[str, Any]) -> bool:
    """Whether a claim has no time of its own: it is a date, or what never changes."""
    return row["property"] in word_set(CUES, "timeless") or isinstance(row["object"], dict) and "date" in row["object"]


def _validity(
    reading: Reading, scopes: list[Scope], name: str, modality: str, *, ended: bool
) -> tuple[str | None, str | None]:
    """From the dates that hang on what carries the claim, or on one of its arguments ("chairman since 2016")."""
    if modality in {"denied", "speculated"} or not scopes:
        return None, None
    beside = [date for date in reading.dates if any(_dates(reading.doc, date, scope) for scope in scopes)]
    carriers = {reading.doc[scope.predicate].lower_ for scope in scopes if scope.predicate is not None}
    begins = not ended and bool(carriers & word_set(CUES, "validity.begins"))
    closes = ended or bool(carriers & word_set(CUES, "validity.ends"))
    if name in word_set(CUES, "momentary"):
        begins, closes = begins or closes, False
    return validity(beside, begins=begins, ends=closes and modality in {"former", "asserted"})


def _dates(doc: Doc, date: DatedWords, scope: Scope) -> bool:
    """Whether a date is that of a claim; without a parse, whether it stands in its clause."""
    if not scope.parsed:
        return date.first in scope.core or date.first in scope.beside
    node = doc[date.first : date.last].root
    while node.head.i != node.i:
        node = node.head
        if node.i in scope.core or node.i in scope.heads:
            return True
        if node.pos_ in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in node.children):
            return False
    return False
