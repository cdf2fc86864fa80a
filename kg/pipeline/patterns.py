"""Relations learned from an ontology's examples: alone where the model was not trained, as a witness where it was.

A property that the trained model doesn't know (a user's own) is found by what joins subject and object in its examples
(``kg.pipeline.wordings``). Of one that it knows, a claim that scored too low to stand alone (``doc._.kg_weak_claims``)
becomes one after all where its sentence says it as an example does: two unlike witnesses are seldom wrong together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import ModelError
from kg.ontology.schema import Example, PropertySchema, Schema
from kg.pipeline.extensions import register
from kg.pipeline.joints import governors
from kg.pipeline.wordings import Wording, Wordings, learn, source_of
from kg.types import Modality

WITNESSED = 0.6
"""The score of a claim that has two witnesses: of 60 in annotated articles that nothing was trained on, 36 were right."""

Mention = tuple[dict[str, Any] | None, Span]  # a date has no chain


class Patterns:
    """``alone`` are the wordings of properties that are read by them, ``beside`` those that bear out weak claims.

    The latter come with the model; ``use`` sets both to what a schema says.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.schema: Schema | None = None
        self.alone, self.beside = Wordings({}), Wordings({})
        self._shipped: dict[str, Wording] = {}

    def use(self, schema: Schema, alone: Iterable[str], *, beside: Iterable[str] = (), besides: Collection[Example] = ()) -> None:
        """Reads the properties ``alone`` by their examples, save those in ``besides``; ``beside`` bear out weak claims."""
        self.schema = schema
        self.alone = self._taught((schema.properties[name] for name in sorted(alone)), besides)
        self.beside = self._taught(schema.properties[name] for name in sorted(beside))

    def learn_shipped(self, schema: Schema, names: Iterable[str]) -> None:
        """Learns the wordings that are stored with a model."""
        self._shipped = {}
        self.beside = self._taught(schema.properties[name] for name in sorted(names))
        self._shipped = self.beside.taught

    def _taught(self, items: Iterable[PropertySchema], besides: Collection[Example] = ()) -> Wordings:
        found = {}
        for item in items:
            examples = tuple(example for example in item.examples if example not in besides)
            if examples and not item.text_valued:
                known = self._shipped.get(item.name)
                found[item.name] = known if known and known.source == source_of(item, examples) else learn(self._parse, item, examples)
        return Wordings(found)

    def _parse(self, text: str) -> Doc:
        doc = self.nlp.make_doc(text)
        for name in ("kg_encoder", "kg_syntax"):
            doc = self.nlp.get_pipe(name)(doc)
        return doc

    def __call__(self, doc: Doc) -> Doc:
        borne_out = list(self._borne_out(doc)) if self.beside and doc._.kg_weak_claims else []
        doc._.kg_claims = [*doc._.kg_claims, *borne_out]
        if self.alone and self.schema is not None:
            doc._.kg_claims = [*doc._.kg_claims, *self._read(doc, self.schema)]
        return doc

    def _borne_out(self, doc: Doc) -> Iterator[dict[str, Any]]:
        """The weak claims that a sentence states as an example of their property does."""
        wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
        weak = doc._.kg_weak_claims
        for number, row in enumerate(weak):
            wording = self.beside.taught.get(row["property"])
            if wording is not None:
                wanted[row["subject"], _target(row["object"])].append(number)
                if wording.symmetric:
                    wanted[_target(row["object"]), row["subject"]].append(number)
        right: set[int] = set()
        for sent in doc.sents:
            words = None
            for subject, target, pair in _pairs(doc, sent):
                rows = wanted.get(pair)
                if rows:
                    words = governors(token for token in sent if self.beside.governs(token)) if words is None else words
                    stated = {name for name, _, _ in self.beside.match(subject[1], target[1], words, date=target[0] is None)}
                    right |= {number for number in rows if weak[number]["property"] in stated}
        return ({**weak[number], "score": max(weak[number]["score"], WITNESSED)} for number in sorted(right))

    def _read(self, doc: Doc, schema: Schema) -> list[dict[str, Any]]:
        """Claims by the wordings alone, those left out that are there already."""
        best: dict[tuple[str, ...], dict[str, Any]] = {}
        for sent in doc.sents:
            words = governors(token for token in sent if self.alone.governs(token))
            for (chain, span), (other, target), _ in _pairs(doc, sent):
                for name, score, modality in self.alone.match(span, target, words, date=other is None):
                    if not _fits(schema, name, chain, other):
                        continue
                    claim = _claim(doc, sent, name, chain, span, other, target, score)
                    claim["modality_scores"] = {m.value: 0.9 if m is modality else 0.02 for m in Modality}
                    key = _key(schema.properties[name], claim)
                    if claim["object"] is not None and score > best.get(key, {"score": 0.0})["score"]:
                        best[key] = claim
        said = {_key(schema.properties[row["property"]], row) for row in doc._.kg_claims if row["property"] in schema.properties}
        return [best[key] for key in sorted(best) if key not in said]

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        rows = {name: wording.to_row() for name, wording in sorted(self._shipped.items())}
        (folder / "wordings.json").write_text(json.dumps(rows, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> Patterns:
        file = Path(path) / "wordings.json"
        try:
            self._shipped = {name: Wording.of_row(row) for name, row in json.loads(file.read_text(encoding="utf-8")).items()}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{file}: not the wordings of a model: {error}") from error
        self.beside = Wordings(self._shipped)
        return self


def _fits(schema: Schema, name: str, chain: dict[str, Any], other: dict[str, Any] | None) -> bool:
    item = schema.properties[name]
    return (other is None) == item.date_valued and schema.accepts(name, chain["class"], other["class"] if other else None)


def _target(value: Any) -> str:
    """A claim's object as text: a chain or a date."""
    return value if isinstance(value, str) else str(value.get("date"))


def _key(item: PropertySchema, claim: dict[str, Any]) -> tuple[str, ...]:
    ends = (claim["subject"], str(claim["object"]))
    return (item.name, *(sorted(ends) if item.symmetric else ends))


def _pairs(doc: Doc, sent: Span) -> Iterator[tuple[tuple[dict[str, Any], Span], Mention, tuple[str, str]]]:
    """Each chain's mention beside each mention of something else in a sentence, and the two as ``_target`` writes them."""
    mentions = list(_mentions(doc, sent))
    for chain, span, name in mentions:
        if chain is not None:
            for other, target, object_ in mentions:
                if other is not chain and not (span.start < target.end and target.start < span.end):
                    yield (chain, span), (other, target), (name, object_)


def _mentions(doc: Doc, sent: Span) -> Iterator[tuple[dict[str, Any] | None, Span, str]]:
    """The mentions of chains in a sentence, and its dates (without a chain), with the chain's id or the date."""
    for row in doc._.kg_chains:
        for start, end, _ in row["mentions"]:
            if sent.start_char < end <= sent.end_char:  # a sentence that is cut inside a name has the name's end
                span = doc.char_span(start, end)
                if span is not None:
                    yield row, span, row["id"]
    for span in doc.spans.get("dates", ()):
        if sent.start <= span.start and span.end <= sent.end:
            yield None, span, str(_iso(doc, span))


def _iso(doc: Doc, span: Span) -> str | None:
    found: str | None = next((iso for start, _, iso in doc._.kg_dates if start == span.start_char), None)
    return found


def _claim(doc: Doc, sent: Span, name: str, chain: dict[str, Any], span: Span, other: dict[str, Any] | None, target: Span, score: float) -> dict[str, Any]:
    value: Any = other["id"] if other is not None else None
    if other is None:
        iso = _iso(doc, target)
        value = {"date": iso} if iso else None
    return {
        "subject": chain["id"], "property": name, "object": value, "evidence": [[sent.start_char, sent.end_char]],
        "subject_mention": [span.start_char, span.end_char], "object_mention": [target.start_char, target.end_char], "modality": "asserted",
        "stated_by": None, "of": None, "valid_from": None, "valid_until": None, "score": score, "extractor": "patterns",
    }  # fmt: skip


@Language.factory("kg_patterns", requires=["doc._.kg_chains"], assigns=["doc._.kg_claims"])
def make_patterns(nlp: Language, name: str) -> Patterns:
    register()
    return Patterns(nlp)
