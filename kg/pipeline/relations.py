"""Relations: every property scored for every pair of mentions near each other, lifted to pairs of chains.

A pair of chains has as many chances as it has mention pairs; they are pooled by log-sum-exp, as in training, and
the best mention pair gives the evidence. Writes ``doc._.kg_claims``: rows with the fields of ``kg.types.Claim``.

Source: localised context pooling and grouped bilinear scores as in ATLOP (Zhou et al. 2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.ontology.schema import Schema
from kg.pipeline import pairs
from kg.pipeline.extensions import register
from kg.pipeline.mentions import MENTIONS, Mentions, mentions_of
from kg.pipeline.store import Stored, linear
from kg.pipeline.words import sentence_spans

POSITION, ROLE_OF = "position", "roleOf"
EMPLOYER, MEMBER_OF = "employer", "memberOf"
MEMBERSHIP = frozenset({"member", "fellow"})
"""To be one of these is to belong to a body, not to hold an office or a job there."""
WEAK = float(np.log(0.03 / 0.97))
"""The logit that is enough where something else says the same: another member of the list that passes the threshold, or an
example of the property (``kg.pipeline.patterns``)."""
FAR = 1.5
"""By how much the logit of two mentions in different sentences counts less: of what was found so on development articles
half was wrong, of what one sentence said a fifth."""
NEVER = -30.0
"""The logit of a property whose signature a pair doesn't fit."""
AT_ONCE = 2000
"""Pairs whose products stand in memory together, 16 KB each."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The mention pairs of an ordered pair of things, and their scores.

    ``logits`` is (columns,), pooled; ``own`` (pairs, columns) and ``modality`` (pairs, modalities) are those of each
    mention pair ``(left[i], right[i])``.
    """

    pair: tuple[int, int]
    logits: np.ndarray
    own: np.ndarray
    modality: np.ndarray
    left: np.ndarray
    right: np.ndarray


class Relations(Stored):
    """``settings``: ``columns`` (properties), ``signatures`` (property -> subject and object types), ``thresholds``,
    ``calibration`` (slope and shift of the log-odds that a claim is given as its score), ``symmetric``, ``modalities``,
    ``types``; ``extra`` are properties of other schemas (Wikidata's as in Re-DocRED, ``kn:`` KnowledgeNet's) that the
    model knows as well and that only benchmarks ask for."""

    def __init__(self) -> None:
        self.arrays, self.settings = {}, {}

    def ready(self) -> None:
        names = ("mention", "context", "subject", "object", "modality", "extra")
        self.maps = {name: linear(self.arrays, name) for name in names}
        self.number = {name: n for n, name in enumerate(self.settings["columns"])}
        self.group = self.settings["group"]
        types = self.settings["types"]
        columns = self.settings["columns"]
        self.fits = np.zeros((len(types), len(types), len(columns)), dtype=bool)
        for n, name in enumerate(columns):
            subjects, objects = self.settings["signatures"][name]
            self.fits[np.ix_([types.index(t) for t in subjects], [types.index(t) for t in objects], [n])] = True
        self._by_types: dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        self.bar = np.array([self.settings["thresholds"].get(name, 0.5) for name in columns])
        self.set_bar(self.bar)
        self.calibration = tuple(self.settings.get("calibration", (1.0, 0.0)))

    def set_bar(self, bar: np.ndarray | float) -> None:
        """Sets the thresholds, (columns,) or one for all, as probabilities."""
        self.bar = np.broadcast_to(np.asarray(bar, dtype=np.float64), (len(self.settings["columns"]),)).copy()
        self.floor = np.log(self.bar / (1 - self.bar))

    def keep(self, schema: Schema) -> None:
        """Leaves out the properties that a schema doesn't declare; ``roleOf`` serves ``position`` and stays."""
        declared = np.array([name in schema.properties or name == ROLE_OF for name in self.settings["columns"]])
        self.floor = np.where(declared, self.floor, np.inf)

    def __call__(self, doc: Doc) -> Doc:
        mentions = mentions_of(doc)
        owner, chain_types = self._owners(doc, mentions)
        groups = self.score(mentions, owner, chain_types)
        doc._.kg_claims = self._claims(doc, mentions, owner, groups)
        del doc.user_data[MENTIONS]
        return doc

    def _owners(self, doc: Doc, mentions: Mentions) -> tuple[np.ndarray, list[str]]:
        """The thing that each mention stands for: a chain, or the mention itself (roles, dates); -1 for none."""
        of_span = {(s, e, k): n for n, row in enumerate(doc._.kg_chains) for s, e, k in row["mentions"]}
        types = [row["type"] for row in doc._.kg_chains]
        owner = np.full(len(mentions), -1, dtype=np.int64)
        for n in range(len(mentions)):
            kind = mentions.kinds[n]
            found = of_span.get((*mentions.spans[n], kind))
            if found is not None:
                owner[n] = found
            elif kind in ("role", "date"):
                owner[n] = len(types)
                types.append("Role" if kind == "role" else "Date")
        return owner, types

    def score(self, mentions: Mentions, owner: np.ndarray, chain_types: list[str]) -> list[Group]:
        """One group for each ordered pair of things for which some property reaches its threshold."""
        if not len(mentions):
            return []
        kinds = np.array(mentions.kinds)
        linked = owner >= 0
        subjects = linked & (kinds != "date") & (kinds != "demonym")
        left, right = pairs.relation_pairs(subjects, linked, owner, mentions.sentences, reach=1)
        type_ = np.array([self.settings["types"].index(t) for t in chain_types] or [0])
        if len(left):
            fits = self.fits[type_[owner[left]], type_[owner[right]]].any(1)
            left, right = left[fits], right[fits]
        if not len(left):
            return []
        factors = self.factors(mentions, left, right)
        logits = self._fitting(factors, type_[owner[left]], type_[owner[right]])
        logits -= FAR * (mentions.sentences[left] != mentions.sentences[right])[:, None]
        size = len(chain_types)
        key = owner[left] * size + owner[right]
        order = np.argsort(key, kind="stable")
        key, left, right, logits = key[order], left[order], right[order], logits[order]
        starts = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
        top = np.maximum.reduceat(logits, starts)
        lengths = np.diff(np.append(starts, len(key)))
        pooled = top + np.log(np.add.reduceat(np.exp(logits - np.repeat(top, lengths, axis=0)), starts))
        kept = np.flatnonzero((pooled > np.minimum(self.floor, WEAK)).any(1))
        found = []
        for n in kept.tolist():
            a, b = int(starts[n]), int(starts[n] + lengths[n])
            modality = self.bilinear("modality", factors[:, order[a:b]])
            found.append(Group((int(key[a]) // size, int(key[a]) % size), pooled[n], logits[a:b], modality, left[a:b], right[a:b]))
        return found

    def factors(self, mentions: Mentions, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """(2, pairs, size): the vectors of subjects and objects whose grouped products every score is taken from."""
        base = self.maps["mention"](mentions.vectors)
        subject, obj = self.maps["subject"](base), self.maps["object"](base)
        low, high = np.minimum(left, right), np.maximum(left, right)
        once, again = np.unique(low * len(mentions) + high, return_inverse=True)  # what A and B look at, B and A do
        both = self.maps["context"](self._context(mentions, once // len(mentions), once % len(mentions)))[again]
        types = self.settings["types"]
        type_ = np.array([types.index("Unknown" if k in ("nominal", "pronoun") else t) for k, t in zip(mentions.kinds, mentions.types, strict=True)])
        cell = type_[left] * len(types) + type_[right]
        distance = pairs.buckets(mentions.starts, mentions.ends, mentions.sentences, left, right)
        size = subject.shape[1]
        a = self.arrays
        s = np.tanh(subject[left] + both[:, :size] + a["types_s"][cell] + a["distance_s"][distance])
        o = np.tanh(obj[right] + both[:, size:] + a["types_o"][cell] + a["distance_o"][distance])
        return np.stack([s, o])

    def bilinear(self, name: str, factors: np.ndarray) -> np.ndarray:
        """(pairs, columns): the linear map ``name`` over the products of the factors in each group."""
        scores: np.ndarray = self.maps[name](self._products(factors))
        return scores

    def _products(self, factors: np.ndarray) -> np.ndarray:
        _, count, size = factors.shape
        s, o = factors.reshape(2, count, size // self.group, self.group)
        products: np.ndarray = (s[..., :, None] * o[..., None, :]).reshape(count, -1)
        return products

    def _fitting(self, factors: np.ndarray, subjects: np.ndarray, objects: np.ndarray) -> np.ndarray:
        """(pairs, columns): logits of the properties that fit the types of a pair, a tenth of all; NEVER for the others."""
        logits = np.full((len(subjects), len(self.settings["columns"])), NEVER, dtype=np.float32)
        cells = subjects * len(self.settings["types"]) + objects
        for cell in np.unique(cells).tolist():
            every = np.flatnonzero(cells == cell)
            columns, weight, bias = self._weights_of(cell)
            for rows in np.split(every, range(AT_ONCE, len(every), AT_ONCE)):
                logits[np.ix_(rows, columns)] = self._products(factors[:, rows]) @ weight + bias
        return logits

    def _weights_of(self, cell: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The columns that fit a pair of types, and the part of the map that gives them; cut out once."""
        if cell not in self._by_types:
            columns = np.flatnonzero(self.fits[divmod(cell, len(self.settings["types"]))])
            weight = np.ascontiguousarray(self.arrays["columns.weight"][columns].T)
            self._by_types[cell] = columns, weight, self.arrays["columns.bias"][columns]
        return self._by_types[cell]

    def _context(self, mentions: Mentions, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """(pairs, 384): what both mentions look at, read in the first window that holds both."""
        out = np.zeros((len(left), mentions.states.shape[1]), dtype=np.float32)
        open_ = np.ones(len(left), dtype=bool)
        first, last = np.minimum(mentions.starts[left], mentions.starts[right]), np.maximum(mentions.ends[left], mentions.ends[right])
        for (start, stop), (begin, attention) in zip(mentions.windows, mentions.attention, strict=True):
            rows = np.flatnonzero(open_ & (first >= start) & (last <= stop))
            if not len(rows):
                continue
            open_[rows] = False
            a, b = (np.searchsorted(begin, mentions.starts[side[rows]]) for side in (left, right))
            weight = np.zeros((len(rows), stop - start), dtype=np.float32)
            for head in attention:
                weight += head[a] * head[b]
            weight /= weight.sum(1, keepdims=True) + 1e-6
            out[rows] = weight @ mentions.states[start:stop]
        return out

    def _claims(self, doc: Doc, mentions: Mentions, owner: np.ndarray, groups: list[Group]) -> list[dict[str, Any]]:
        ids = [row["id"] for row in doc._.kg_chains]
        sentences = sentence_spans(doc)
        role_of = self._role_of(groups, mentions, owner)
        lists = _lists(doc, mentions)
        firm = {key for row in groups for n in np.flatnonzero(row.logits >= self.floor) for key in _listed(row, int(n), lists)}
        claims: dict[tuple[Any, ...], dict[str, Any]] = {}
        weak: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in groups:
            for n in np.flatnonzero((row.logits >= np.minimum(self.floor, WEAK)) & np.isfinite(self.floor)):
                name = self.settings["columns"][n]
                listed = row.logits[n] >= WEAK and not firm.isdisjoint(_listed(row, int(n), lists))
                stands = row.logits[n] >= self.floor[n] or listed
                if name == ROLE_OF or (name == POSITION and not stands):
                    continue
                best = int(row.own[:, n].argmax())
                i, j = int(row.left[best]), int(row.right[best])
                claim = self._claim(doc, mentions, ids, sentences, row, name, i, j)
                if claim["object"] == {"date": None}:
                    continue
                claim["score"] = self._score(row.logits[n])
                claim["modality_scores"] = self._modality(row, int(n))
                if name == POSITION:
                    claim["of"] = ids[role_of[int(owner[j])]] if int(owner[j]) in role_of else None
                key, found = self._key(claim), claims if stands else weak
                if key not in found or found[key]["score"] < claim["score"]:
                    found[key] = claim
        doc._.kg_weak_claims = _in_order({key: claim for key, claim in weak.items() if key not in claims})
        return self._memberships(_in_order(claims)) if MEMBER_OF in self.number else _in_order(claims)

    def _score(self, logit: float) -> float:
        slope, shift = self.calibration
        return round(float(1 / (1 + np.exp(-slope * logit - shift))), 4)

    def _memberships(self, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """"A member of X" as membership of X, in place of a position and a job."""
        members = {
            (c["subject"], c["of"]): c
            for c in claims
            if c["property"] == POSITION and c["of"] and c["object"]["text"].casefold() in MEMBERSHIP
        }
        kept = [c for c in claims if not (c["property"] in (EMPLOYER, MEMBER_OF) and (c["subject"], c["object"]) in members)]
        kept = [c for c in kept if not (c["property"] == POSITION and c["object"]["text"].casefold() in MEMBERSHIP)]
        return kept + [{**c, "property": MEMBER_OF, "object": of, "of": None} for (_, of), c in members.items()]

    def _role_of(self, groups: list[Group], mentions: Mentions, owner: np.ndarray) -> dict[int, int]:
        """For each role the chain that it is held at: the best one above the bar."""
        best: dict[int, tuple[float, int]] = {}
        n = self.number[ROLE_OF]
        for row in groups:
            if row.logits[n] > self.floor[n]:
                best[row.pair[0]] = max(best.get(row.pair[0], (-1e9, -1)), (float(row.logits[n]), row.pair[1]))
        return {role: chain for role, (_, chain) in best.items()}

    def _claim(self, doc: Doc, mentions: Mentions, ids: list[str], sentences: list[tuple[int, int]], row: Group, name: str, i: int, j: int) -> dict[str, Any]:
        subject, obj = row.pair
        target: Any = ids[obj] if obj < len(ids) else None
        if target is None and mentions.kinds[j] == "role":
            target = {"text": mentions.texts[j]}
        elif target is None:
            target = {"date": next((iso for start, end, iso in doc._.kg_dates if (start, end) == mentions.spans[j]), None)}
        where = sorted({int(mentions.sentences[i]) - 1, int(mentions.sentences[j]) - 1})
        return {
            "subject": ids[subject], "property": name, "object": target, "evidence": [list(sentences[w]) for w in where],
            "subject_mention": list(mentions.spans[i]), "object_mention": list(mentions.spans[j]), "modality": "asserted",
            "stated_by": None, "of": None, "valid_from": None, "valid_until": None, "extractor": "relations",
        }  # fmt: skip

    def _modality(self, row: Group, column: int) -> dict[str, float]:
        own = row.own[:, column]
        weights = np.exp(own - own.max())
        mixed = (weights[:, None] * row.modality).sum(0) / weights.sum()
        shares = np.exp(mixed - mixed.max())
        return {name: round(float(v), 4) for name, v in zip(self.settings["modalities"], shares / shares.sum(), strict=True)}

    def _key(self, claim: dict[str, Any]) -> tuple[Any, ...]:
        obj = claim["object"]
        target = obj if isinstance(obj, str) else tuple(sorted(obj.items()))
        if claim["property"] in self.settings["symmetric"]:
            return (claim["property"], *sorted((claim["subject"], str(target))))
        return (claim["property"], claim["subject"], target, claim["of"])


def _in_order(claims: dict[tuple[Any, ...], dict[str, Any]]) -> list[dict[str, Any]]:
    return [claims[key] for key in sorted(claims, key=lambda k: (claims[k]["evidence"], str(k)))]


def _lists(doc: Doc, mentions: Mentions) -> list[int | None]:
    """For each name the token that heads its list ("A, B and C" is headed by A); None where it stands in none."""
    found: list[int | None] = []
    for n in range(len(mentions)):
        span = doc[int(mentions.words[mentions.starts[n]]) : int(mentions.words[mentions.ends[n] - 1]) + 1]
        token = span.root
        while token.dep_ in ("conj", "appos") and token.head.i != token.i and token.head.sent.start == token.sent.start:
            token = token.head
        found.append(token.i if mentions.kinds[n] == "name" else None)
    return found


def _listed(row: Group, column: int, lists: list[int | None]) -> list[tuple[int, int, int, str]]:
    """What a fact shares with those about other members of a list: the property, the other side, the list."""
    best = int(row.own[:, column].argmax())
    i, j = int(row.left[best]), int(row.right[best])
    keys = []
    if (place := lists[j]) is not None:
        keys.append((column, row.pair[0], place, "object"))
    if (place := lists[i]) is not None:
        keys.append((column, row.pair[1], place, "subject"))
    return keys


@Language.factory("kg_relations", requires=["doc._.kg_chains"], assigns=["doc._.kg_claims"])
def make_relations(nlp: Language, name: str) -> Relations:
    register()
    return Relations()
