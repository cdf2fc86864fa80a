"""Which file of the layout that ``training/sources.py`` reads is made from what of which repository."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from training.fetch import core, docred, gap, gum, gum_names, knowledgenet, men, names, treebanks

Folders = Mapping[str, Path]
Convert = Callable[[Folders], str]

# What is needed of each repository: files, or folders with "/" at the end.
WANTED: Mapping[str, tuple[str, ...]] = {
    "gap": ("gap-development.tsv",),
    "gum": ("not-to-release/sources/", "en_gum-ud-dev.conllu", "en_gum-ud-test.conllu"),
    "ontogum": ("coref/ontogum/conll/", "coref/wiki_map.tab"),
    "ewt": ("not-to-release/sources/", "not-to-release/file-lists/files.train"),
    "redocred": ("data/dev_revised.json",),
    "docred": ("data/test.json",),
    "knowledgenet": ("human_readable-v10-notest.zip",),
    "men": ("data/annotated_set.json", "data/article_text/"),
    "crossner": ("ner_data/",),
    "wikigold": ("data/wikigold/CONLL-format/data/wikigold.conll.txt",),
    "fire": ("fire/data/fire_dev.json",),
    "uner_ewt": ("en_ewt-ud-dev.iob2",),
    "core": ("dataset/train.json",),
}


def lines(rows: Iterable[Mapping[str, Any]], *, separators: tuple[str, str] = (",", ":")) -> str:
    return "".join(json.dumps(row, ensure_ascii=False, separators=separators) + "\n" for row in rows)


CONVERTERS: Mapping[str, Convert] = {
    "coref/gap/train.jsonl.gz": lambda at: lines(gap.gap(at["gap"])),
    "coref/gum/train.jsonl.gz": lambda at: lines(gum.coreference(at["gum"], at["ontogum"])),
    "ner/gum_names/train.jsonl.gz": lambda at: lines(gum_names.gum_names(at["gum"])),
    "syntax/gum/train.conllu.gz": lambda at: treebanks.gum(at["gum"]),
    "syntax/ewt/train.conllu.gz": lambda at: treebanks.ewt(at["ewt"]),
    "relations/redocred/train.jsonl.gz": lambda at: lines(docred.relations(at["redocred"], "train")),
    "relations/redocred/dev.jsonl.gz": lambda at: lines(docred.relations(at["redocred"], "dev")),
    "ner/docred/train.jsonl.gz": lambda at: lines(docred.names(at["redocred"])),
    "ner/docred/train_extra.jsonl.gz": lambda at: lines(docred.unlabelled(at["docred"])),
    "relations/knowledgenet/train.jsonl.gz": lambda at: lines(knowledgenet.knowledgenet(at["knowledgenet"]), separators=(", ", ": ")),
    "ner/men/train.jsonl.gz": lambda at: lines(men.men(at["men"])),
    "ner/crossner/train.jsonl.gz": lambda at: lines(names.crossner(at["crossner"])),
    "ner/wikigold/train.jsonl.gz": lambda at: lines(names.wikigold(at["wikigold"])),
    "ner/fire/train.jsonl.gz": lambda at: lines(names.fire(at["fire"])),
    "ner/uner_ewt/train.jsonl.gz": lambda at: lines(names.uner_ewt(at["uner_ewt"])),
    "relations/core/train.jsonl.gz": lambda at: lines(core.core(at["core"])),
}
