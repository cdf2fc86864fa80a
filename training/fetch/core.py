"""CORE: one pair of names of a company page, to rows of relations.

Source format: ``dataset/train.json``, a list of tokens with two token ranges, end included, and the relation of e1 to e2, or
of e2 to e1 where ``invert_relation`` is 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.fetch.spacing import Passage

# The relation's property in Wikidata, its name, and whether e2 is the head there.
PROPERTIES = {
    "acquired_by": ("P127", "owned by", False), "subsidiary_of": ("P749", "parent organization", False),
    "shareholder_of": ("P127", "owned by", True), "collaboration": ("P2652", "partnership with", False),
    "traded_on": ("P414", "stock exchange", False), "merged_with": ("P7888", "merged into", False),
    "regulated_by": ("P3719", "regulated by", False), "brand_of": ("P1716", "brand", True),
    "product_or_service_of": ("P1056", "product or material produced or service provided", True),
    "client_of": ("", "", False), "competitor_of": ("", "", False),
}  # fmt: skip


def core(repository: Path) -> Iterator[dict[str, Any]]:
    """The official train file; pairs of no relation are rows without one."""
    for item in json.loads((repository / "dataset/train.json").read_text(encoding="utf-8")):
        yield _row(item)


def _row(item: dict[str, Any]) -> dict[str, Any]:
    passage, label = Passage(item["context"]), item["relation"]
    ends = ("e2", "e1") if item["invert_relation"] else ("e1", "e2")
    entities: list[dict[str, Any]] = []
    for number, end in enumerate(ends):
        span = passage.span(item[f"{end}_start"], item[f"{end}_end"] + 1)
        entities.append({"id": number, "type": _type(label, number), "mentions": [list(span)], "name": item[f"{end}_name"]})
    relations = []
    if label in PROPERTIES:
        pid, name, turned = PROPERTIES[label]
        relations = [{"head": int(turned), "tail": int(not turned), "pid": pid, "name": name, "evidence": [0], "orig": label,
                      "orig_head": 0, "orig_tail": 1}]  # fmt: skip
    name = f"core-{item['id']}"
    return {"id": name, "text": passage.text, "sents": [[0, len(passage.text)]], "ents": entities, "relations": relations,
            "source": "core", "doc": name, "no_relation": not relations, "orig_relation": label}  # fmt: skip


def _type(label: str, number: int) -> str | None:
    """CORE doesn't type its names; the relation tells."""
    if number == 0:
        return "PRODUCT" if label in ("brand_of", "product_or_service_of") else "ORG"
    return "ORG" if label in PROPERTIES else None
