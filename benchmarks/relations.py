"""Relations: Re-DocRED with gold entities, KnowledgeNet from text, pairs of names in news sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from spacy.util import filter_spans

from benchmarks.data import Counter, rows
from kg.pipeline import pairs
from kg.pipeline.mentions import mentions_of

TYPES = {"PERSON": "Person", "ORG": "Organization", "LOC": "Place", "PRODUCT": "Product", "WORK": "Work", "EVENT": "Event", "MISC": "Other"}
Scored = list[tuple[float, bool]]
Span = tuple[int, int]
Fact = tuple[Span, Span, str]


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


def redocred_scores(nlp: Any, path: Path, limit: int | None = None) -> tuple[Scored, int]:
    """(score, is right) of every (head, tail, property) above 0.05, and how many gold has.

    Pairs of mentions further than two sentences apart, which were not trained on, count only where two things never
    stand nearer to each other.
    """
    relations = nlp.get_pipe("kg_relations")
    columns = [n for n, name in enumerate(relations.settings["extra"]) if not name.startswith("kn:")]
    names = [relations.settings["extra"][n] for n in columns]
    scored: Scored = []
    expected = 0
    for row in rows(path, limit):
        doc = _gold_doc(nlp, row)
        mentions = mentions_of(doc)
        gold = {(r["head"], r["tail"], r["pid"]) for r in row["relations"]}
        expected += len(gold)
        owner = np.array([_owner(row, span) for span in mentions.spans])
        kinds = np.array(mentions.kinds)
        linked = owner >= 0
        left, right = pairs.relation_pairs(linked & (kinds != "date"), linked, owner, mentions.sentences, reach=len(row["sents"]))
        left, right = nearest(left, right, owner, mentions.sentences)
        if not len(left):
            continue
        logits = relations.bilinear("extra", relations.factors(mentions, left, right))[:, columns]
        pooled: dict[tuple[int, int], np.ndarray] = {}
        for n, pair in enumerate(zip(owner[left].tolist(), owner[right].tolist(), strict=True)):
            pooled[pair] = np.logaddexp(pooled[pair], logits[n]) if pair in pooled else logits[n]
        for pair, values in pooled.items():
            for n in np.flatnonzero(values > -3):
                scored.append((float(values[n]), (*pair, names[n]) in gold))
    return scored, expected


def nearest(left: np.ndarray, right: np.ndarray, owner: np.ndarray, sentences: np.ndarray, reach: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of mentions at most ``reach`` sentences apart, or the nearest ones of two things that never are."""
    apart = np.abs(sentences[left] - sentences[right])
    best: dict[tuple[int, int], int] = {}
    things = list(zip(owner[left].tolist(), owner[right].tolist(), strict=True))
    for pair, gap in zip(things, apart.tolist(), strict=True):
        best[pair] = min(gap, best.get(pair, gap))
    keep = apart <= np.maximum(reach, np.array([best[pair] for pair in things], dtype=np.int64))
    return left[keep], right[keep]


def _owner(row: dict[str, Any], span: tuple[int, int]) -> int:
    return next((e["id"] for e in row["ents"] if any(s < span[1] and t > span[0] for s, t in e["mentions"])), -1)


def redocred(nlp: Any, data: Path, limit: int | None = None) -> Counter:
    """Re-DocRED's test set at the threshold that is best on its development set."""
    folder = data / "relations" / "redocred"
    bar = threshold(*redocred_scores(nlp, folder / "dev.jsonl.gz", limit))
    scored, expected = redocred_scores(nlp, folder / "test.jsonl.gz", limit)
    counts = Counter()
    kept = [hit for score, hit in scored if score >= bar]
    counts.add(sum(kept), len(kept), expected)
    return counts


def knowledgenet(nlp: Any, path: Path, limit: int | None = None) -> Counter:
    """Facts from text for the properties that each passage was searched for, one for each pair of mentions.

    As in KnowledgeNet's scorer for spans that overlap: a fact found is right if it has the property of a gold one and
    both its spans overlap those; a gold fact is found once, by however many.
    """
    relations = nlp.get_pipe("kg_relations")
    number = {name: n for n, name in enumerate(relations.settings["extra"])}
    counts = Counter()
    for row in rows(path, limit):
        span_of = {e["id"]: tuple(e["mentions"][0]) for e in row["ents"]}
        gold = {(span_of[r["head"]], span_of[r["tail"]], f"kn:{r['pid']}") for r in row["relations"]}
        found = _passage(nlp, row["text"], [f"kn:{pid}" for pid in row["annotated"]], number)
        counts.add(*agreement(gold, found))
    return counts


def agreement(gold: set[Any], found: set[Any]) -> tuple[int, int, int]:
    """(right, proposed, expected), where several facts found that overlap one gold fact count once."""
    wrong = sum(not any(_same(f, g) for g in gold) for f in found)
    hit = sum(any(_same(f, g) for f in found) for g in gold)
    return hit, hit + wrong, len(gold)


def _passage(nlp: Any, text: str, properties: list[str], number: dict[str, int]) -> set[Any]:
    """(subject span, object span, property) for every pair of mentions that the model thinks likely."""
    relations = nlp.get_pipe("kg_relations")
    doc = nlp.make_doc(text)
    for pipe in ("kg_encoder", "kg_syntax", "kg_names", "kg_dates", "kg_mentions"):
        doc = nlp.get_pipe(pipe)(doc)
    mentions = mentions_of(doc)
    if not len(mentions):
        return set()
    kinds = np.array(mentions.kinds)
    things = np.isin(kinds, ("name", "pronoun", "demonym", "nominal"))
    owner = np.arange(len(mentions))
    left, right = pairs.relation_pairs(things & (kinds != "demonym"), things | (kinds == "date"), owner, mentions.sentences, reach=1)
    if not len(left):
        return set()
    logits = relations.bilinear("extra", relations.factors(mentions, left, right))
    return {
        (mentions.spans[left[n]], mentions.spans[right[n]], name)
        for name in properties if name in number
        for n in np.flatnonzero(logits[:, number[name]] > 0)
    }  # fmt: skip


def _same(found: Any, gold: Any) -> bool:
    return found[2] == gold[2] and all(f[0] < g[1] and f[1] > g[0] for f, g in zip(found[:2], gold[:2], strict=True))


# What counts as the Wikidata property of a pair: our properties that point the same way, and those that point back.
SAME = {"employer": "P108", "formerEmployer": "P108", "memberOf": "P108", "spouse": "P26", "residence": "P551", "child": "P40",
        "foundedBy": "P112", "politicalAffiliation": "P102", "country": "P27", "nationality": "P27"}  # fmt: skip
BACK = {"chiefExecutive": "P108", "chairperson": "P108", "boardMember": "P108"}
NEWS_PAIRS = frozenset(SAME.values())


def news_pairs(nlp: Any, path: Path, limit: int | None = None) -> Counter:
    """Does a claim join the two names of a news sentence by the right property? Only properties of the ontology.

    The rows of one sentence are taken together, since a pair with two relations has two rows. Pairs without a relation,
    or with one of another schema, are there to be left alone; pairs that no row asks for are not judged.
    """
    counts = Counter()
    for text, group in by_text(rows(path, limit)).items():
        gold, asked = asked_of(group)
        doc = nlp(text)
        spans = {span: span for pair in asked for span in pair}
        found = {fact for fact in _both_ways(pair_facts(doc._.kg_chains, doc._.kg_claims, spans)) if frozenset(fact[:2]) in asked}
        counts.add(len(gold & found), len(found), len(gold))
    return counts


def by_text(found: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        groups[row["text"]].append(row)
    return groups


def asked_of(group: list[dict[str, Any]]) -> tuple[set[Fact], set[frozenset[Span]]]:
    """(facts of our properties, pairs of spans that the rows ask for)."""
    gold, asked = set(), set()
    for row in group:
        spans = {e["id"]: (e["mentions"][0][0], e["mentions"][0][1]) for e in row["ents"]}
        asked.add(frozenset(spans.values()))
        gold |= {(spans[r["head"]], spans[r["tail"]], r["pid"]) for r in row["relations"] if r["pid"] in NEWS_PAIRS}
    return _both_ways(gold), asked


def pair_facts(chains: list[dict[str, Any]], claims: list[dict[str, Any]], spans: dict[Any, Span]) -> set[tuple[Any, Any, str]]:
    """(head, tail, Wikidata property) for the claims that join two of the given spans; ends go by the keys of ``spans``."""
    at: dict[str, set[Any]] = defaultdict(set)
    for chain in chains:
        for n, (start, end) in spans.items():
            if any(s < end and e > start for s, e, _ in chain["mentions"]):
                at[chain["id"]].add(n)
    found = set()
    for claim in claims:
        name, target = claim["property"], claim["object"]
        if name == "position" and claim["of"] is not None:
            name, target = "employer", claim["of"]
        if isinstance(target, str) and claim["modality"] != "denied":
            ends = [(s, o) for s in at[claim["subject"]] for o in at[target] if s != o]
            found |= {(s, o, SAME[name]) for s, o in ends if name in SAME}
            found |= {(o, s, BACK[name]) for s, o in ends if name in BACK}
    return found


def _both_ways(facts: set[Fact]) -> set[Fact]:
    """Marriages in one order, so that each counts once."""
    return {(min(s, o), max(s, o), p) if p == "P26" else (s, o, p) for s, o, p in facts}
