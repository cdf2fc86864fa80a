"""Relations: Re-DocRED with gold entities, KnowledgeNet from text, pairs of names in news sentences."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from spacy.util import filter_spans

from benchmarks.data import Counter, rows
from kg.pipeline import pairs
from kg.pipeline.mentions import MENTIONS, mentions_of

TYPES = {"PERSON": "Person", "ORG": "Organization", "LOC": "Place", "PRODUCT": "Product", "WORK": "Work", "EVENT": "Event", "MISC": "Other"}
Scored = list[tuple[float, bool]]


def threshold(scored: Scored, expected: int) -> float:
    """The score above which F1 is best."""
    right, best, bar = 0, 0.0, 0.5
    for count, (score, hit) in enumerate(sorted(scored, reverse=True), start=1):
        right += hit
        if 2 * right / (count + expected) > best:
            best, bar = 2 * right / (count + expected), score
    return bar


def _gold_doc(nlp: Any, row: dict[str, Any]) -> Any:
    """A Doc with the names and dates of gold, encoded and marked as the pipeline would do it."""
    doc = nlp.make_doc(row["text"])
    for pipe in ("kg_encoder", "kg_syntax"):
        doc = nlp.get_pipe(pipe)(doc)
    names, dates = [], []
    for entity in row["ents"]:
        for start, end in entity["mentions"]:
            span = doc.char_span(start, end, label=TYPES.get(entity["type"], "Other"), alignment_mode="expand")
            (dates if entity["type"] == "DATE" else names).append(span)
    doc.set_ents(filter_spans([s for s in names if s is not None]))
    doc.spans["dates"] = filter_spans([s for s in dates if s is not None])
    return nlp.get_pipe("kg_mentions")(doc)


def redocred_scores(nlp: Any, path: Path) -> tuple[Scored, int]:
    """(score, is right) of every (head, tail, property) above 0.05, and how many gold has."""
    relations = nlp.get_pipe("kg_relations")
    columns = [n for n, name in enumerate(relations.settings["extra"]) if not name.startswith("kn:")]
    names = [relations.settings["extra"][n] for n in columns]
    scored: Scored = []
    expected = 0
    for row in rows(path):
        doc = _gold_doc(nlp, row)
        mentions = mentions_of(doc)
        gold = {(r["head"], r["tail"], r["pid"]) for r in row["relations"]}
        expected += len(gold)
        owner = np.array([_owner(row, span) for span in mentions.spans])
        kinds = np.array(mentions.kinds)
        linked = owner >= 0
        left, right = pairs.relation_pairs(linked & (kinds != "date"), linked, owner, mentions.sentences, reach=2)
        if not len(left):
            continue
        logits = relations.maps["extra"](relations.products(mentions, left, right))[:, columns]
        pooled: dict[tuple[int, int], np.ndarray] = {}
        for n, pair in enumerate(zip(owner[left].tolist(), owner[right].tolist(), strict=True)):
            pooled[pair] = np.logaddexp(pooled[pair], logits[n]) if pair in pooled else logits[n]
        for pair, values in pooled.items():
            for n in np.flatnonzero(values > -3):
                scored.append((float(values[n]), (*pair, names[n]) in gold))
    return scored, expected


def _owner(row: dict[str, Any], span: tuple[int, int]) -> int:
    return next((e["id"] for e in row["ents"] if any(s < span[1] and t > span[0] for s, t in e["mentions"])), -1)


def redocred(nlp: Any, data: Path) -> Counter:
    """F1 of Re-DocRED's test set at the threshold that is best on its development set."""
    folder = data / "relations" / "redocred"
    bar = threshold(*redocred_scores(nlp, folder / "dev.jsonl.gz"))
    scored, expected = redocred_scores(nlp, folder / "test.jsonl.gz")
    counts = Counter()
    kept = [hit for score, hit in scored if score >= bar]
    counts.add(sum(kept), len(kept), expected)
    return counts


def knowledgenet(nlp: Any, path: Path) -> Counter:
    """Facts from text for the properties that each passage was searched for; spans count as equal if they overlap."""
    relations = nlp.get_pipe("kg_relations")
    number = {name: n for n, name in enumerate(relations.settings["extra"])}
    counts = Counter()
    for row in rows(path):
        doc = nlp.make_doc(row["text"])
        for pipe in ("kg_encoder", "kg_syntax", "kg_names", "kg_dates", "kg_mentions"):
            doc = nlp.get_pipe(pipe)(doc)
        mentions = doc.user_data[MENTIONS]
        span_of = {e["id"]: tuple(e["mentions"][0]) for e in row["ents"]}
        gold = {(span_of[r["head"]], span_of[r["tail"]], f"kn:{r['pid']}") for r in row["relations"]}
        found = set()
        if len(mentions):
            kinds = np.array(mentions.kinds)
            names = np.isin(kinds, ("name", "pronoun", "demonym", "nominal"))
            owner = np.arange(len(mentions))
            left, right = pairs.relation_pairs(names & (kinds != "demonym"), names | (kinds == "date"), owner, mentions.sentences, reach=1)
            if len(left):
                logits = relations.maps["extra"](relations.products(mentions, left, right))
                for pid in row["annotated"]:
                    for n in np.flatnonzero(logits[:, number[f"kn:{pid}"]] > 0):
                        found.add((mentions.spans[left[n]], mentions.spans[right[n]], f"kn:{pid}"))
        right_found = {f for f in found if any(_same(f, g) for g in gold)}
        hit = {g for g in gold if any(_same(f, g) for f in found)}
        counts.add(len(hit), len(hit) + len(found) - len(right_found), len(gold))
    return counts


def _same(found: Any, gold: Any) -> bool:
    return found[2] == gold[2] and all(f[0] < g[1] and f[1] > g[0] for f, g in zip(found[:2], gold[:2], strict=True))


NEWS_PAIRS = {"P108": ("employer", "memberOf", "position"), "P26": ("spouse",), "P551": ("residence",), "P40": ("child",), "P112": ("foundedBy",),
              "P102": ("politicalAffiliation",), "P27": ("country", "nationality")}  # fmt: skip


def news_pairs(nlp: Any, path: Path) -> Counter:
    """Does a claim join the two names of a sentence by the right property? Only properties of the ontology."""
    by_property: dict[str, str] = {name: pid for pid, names in NEWS_PAIRS.items() for name in names}
    counts = Counter()
    for row in rows(path):
        doc = nlp(row["text"])
        spans = [tuple(e["mentions"][0]) for e in row["ents"]]
        chain_at: dict[str, set[int]] = defaultdict(set)
        for chain in doc._.kg_chains:
            for n, (start, end) in enumerate(spans):
                if any(s < end and e > start for s, e, _ in chain["mentions"]):
                    chain_at[chain["id"]].add(n)
        found = set()
        for claim in doc._.kg_claims:
            if isinstance(claim["object"], str) and claim["property"] in by_property:
                found |= {(s, o, by_property[claim["property"]]) for s in chain_at[claim["subject"]] for o in chain_at[claim["object"]] if s != o}
        gold = {(r["head"], r["tail"], r["pid"]) for r in row["relations"] if r["pid"] in NEWS_PAIRS}
        gold |= {(o, s, p) for s, o, p in gold if p == "P26"}
        found |= {(o, s, p) for s, o, p in found if p == "P26"}
        counts.add(len(gold & found), len(found), len(gold))
    return counts
