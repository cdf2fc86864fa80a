"""What the model is trained on: sources, their share of the batches, and batches of like length."""

from __future__ import annotations

import collections
import json
import logging
import pickle
import random
from collections.abc import Iterator
from pathlib import Path

from kg.pipeline.lemmas import script
from kg.pipeline.tokenizer import blank
from kg.pipeline.wordpieces import WordPieces
from training import schema, sources
from training.examples import Example
from training.features import Featurizer, Item, Labels
from training.renaming import Renamer

log = logging.getLogger(__name__)

# Share of the batches that each group of sources gets.
SHARES = {"news": 0.46, "redocred": 0.10, "knowledgenet": 0.11, "companies": 0.07, "names": 0.12, "syntax": 0.08, "coreference": 0.06}
NAME_SOURCES = ("docred", "men", "crossner", "wikigold", "fire", "uner_ewt", "gum_names")
# How many more copies of each example there are in which the names are others.
RENAMED = {"news": 2, "knowledgenet": 1}
MIN_LEMMA, MIN_CLASS = 4, 8


def groups(data: Path, articles: Path | None) -> dict[str, list[Example]]:
    """Training examples by group; ``articles`` replaces the written news of ``data`` where given."""
    ner, rel = data / "ner", data / "relations"
    wikinews = data / "news_facts/train.jsonl"  # in no public repository
    if not wikinews.exists():
        log.warning("%s is missing: training goes on without it", wikinews)
    facts = list(sources.news_of(wikinews, "news_facts")) if wikinews.exists() else []
    written = list(sources.news_of((articles or data / "news_written") / "train.jsonl", "news_written"))
    names = [e for s in NAME_SOURCES for e in sources.names_of(ner / s / "train.jsonl.gz", s)]
    names += list(sources.names_of(ner / "docred/train_extra.jsonl.gz", "docred"))
    return {
        "news": facts * 3 + written,
        "redocred": list(sources.redocred_of(rel / "redocred/train.jsonl.gz")),
        "knowledgenet": list(sources.knowledgenet_of(rel / "knowledgenet/train.jsonl.gz")),
        "companies": list(sources.core_of(rel / "core/train.jsonl.gz")),
        "names": pack(names),
        "syntax": [e for s in ("ewt", "gum") for e in sources.conllu_of(data / f"syntax/{s}/train.conllu.gz", s)],
        "coreference": list(sources.gap_of(data / "coref/gap/train.jsonl.gz")) + list(sources.gum_of(data)),
    }


def pack(examples: list[Example]) -> list[Example]:
    """Single sentences of one source joined to passages of about 120 words: rows cost less that way."""
    packed: list[Example] = []
    for example in examples:
        last = packed[-1] if packed else None
        if last and last.source == example.source and last.open_labels == example.open_labels and len(last.text) < 600:
            shift = len(last.text) + 1
            last.text += " " + example.text
            last.names += [(s + shift, e + shift, labels) for s, e, labels in example.names]
            last.sentences += [(s + shift, e + shift) for s, e in example.sentences]
        else:
            packed.append(example)
    return packed


def labels_of(grouped: dict[str, list[Example]]) -> Labels:
    """The open label sets, in order of frequency, then name."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for example in (e for group in grouped.values() for e in group):
        if example.syntax:
            s = example.syntax
            counts["upos"].update(s.upos)
            counts["xpos"].update(s.xpos)
            counts["deprels"].update(s.deprels)
            counts["lemmas"].update(script(example.text[a:b], l) for (a, b), l in zip(example.tokens, s.lemmas, strict=True))
        counts["classes"].update(m.cls for m in example.mentions if m.cls)
        counts["columns"].update(example.columns)
    order = {k: sorted(c, key=lambda v: (-c[v], v)) for k, c in counts.items()}
    order["lemmas"] = [v for v in order["lemmas"] if counts["lemmas"][v] >= MIN_LEMMA]
    order["classes"] = [v for v in order["classes"] if counts["classes"][v] >= MIN_CLASS]
    order["columns"] = list(schema.NEWS) + sorted(set(counts["columns"]) - set(schema.NEWS))
    return Labels(**order)


def prepare(data: Path, articles: Path | None, vocabulary: Path, work: Path) -> tuple[dict[str, list[Item]], Labels]:
    """All training items by group, from the cache in ``work`` if there is one.

    Labels that stand in ``work/labels.json`` stay as they are, so that a run can go on with more data; names that
    ``training.fill`` found stand in ``work/filled.json``.
    """
    cache, numbered, filled = work / "items.pickle", work / "labels.json", work / "filled.json"
    if cache.exists():
        with cache.open("rb") as stream:
            return pickle.load(stream)
    grouped = groups(data, articles)
    if filled.exists():
        sources.add_names(grouped["knowledgenet"], json.loads(filled.read_text(encoding="utf-8")))
    labels = Labels(**json.loads(numbered.read_text(encoding="utf-8"))) if numbered.exists() else labels_of(grouped)
    featurizer = Featurizer(blank().tokenizer, WordPieces.read(vocabulary), labels)
    chance = random.Random(0)
    for name, copies in RENAMED.items():
        first, swap = list(grouped[name]), Renamer(grouped[name]).renamed
        grouped[name] += [swap(example, chance) for _ in range(copies) for example in first]
    items = {name: [i for e in group for i in featurizer.items(e) if len(i.first)] for name, group in grouped.items()}
    items["news"] += [item for example in grouped["news"] for item in featurizer.crops(example, chance)]
    for name, group in items.items():
        log.info("%s: %d items, %d tokens", name, len(group), sum(len(i.first) for i in group))
    numbered.write_text(json.dumps(labels.to_dict()), encoding="utf-8")
    with cache.open("wb") as stream:
        pickle.dump((items, labels), stream)
    return items, labels


def batches(items: dict[str, list[Item]], seed: int, budget: int) -> Iterator[list[Item]]:
    """Endless batches of one group each, at most ``budget`` pieces with padding."""
    chance = random.Random(seed)
    streams = {name: _stream(group, random.Random(f"{seed}/{name}"), budget) for name, group in items.items()}
    names = sorted(SHARES)
    while True:
        yield next(streams[chance.choices(names, [SHARES[n] for n in names])[0]])


def _stream(group: list[Item], chance: random.Random, budget: int) -> Iterator[list[Item]]:
    while True:
        order = chance.sample(group, len(group))
        ready: list[list[Item]] = []
        for start in range(0, len(order), 64):
            block = sorted(order[start : start + 64], key=lambda i: len(i.pieces))
            batch: list[Item] = []
            for item in block:
                if batch and (len(batch) + 1) * len(item.pieces) > budget:
                    ready.append(batch)
                    batch = []
                batch.append(item)
            ready.append(batch)
            chance.shuffle(ready)
            yield from ready
            ready = []
