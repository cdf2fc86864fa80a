"""KnowledgeNet: passages searched for properties, to rows of relations.

Source format: ``human_readable-v10-notest.zip`` holds one HTML table; a line is a fact (fold, document, the passage's start and
end in it, subject's start and end, object's start and end, property, passage with subject and object marked), or, with
dashes for offsets, a property for which the passage was searched in vain.
"""

from __future__ import annotations

import html
import itertools
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from training.fetch.names import property_names

# Each property, its number in Wikidata, the types of subject and object; CHILD_OF is turned into "child".
PROPERTIES = {
    "CEO": ("P169", "ORG", "PERSON"), "CHILD_OF": ("P40", "PERSON", "PERSON"), "DATE_FOUNDED": ("P571", "ORG", "DATE"),
    "DATE_OF_BIRTH": ("P569", "PERSON", "DATE"), "DATE_OF_DEATH": ("P570", "PERSON", "DATE"),
    "EDUCATED_AT": ("P69", "PERSON", "ORG"), "EMPLOYEE_OR_MEMBER_OF": ("P108", "PERSON", "ORG"),
    "FOUNDED_BY": ("P112", "ORG", "PERSON"), "HEADQUARTERS": ("P159", "ORG", "LOC"), "NATIONALITY": ("P27", "PERSON", "LOC"),
    "PLACE_OF_BIRTH": ("P19", "PERSON", "LOC"), "PLACE_OF_RESIDENCE": ("P551", "PERSON", "LOC"),
    "POLITICAL_AFFILIATION": ("P102", "PERSON", "ORG"), "SPOUSE": ("P26", "PERSON", "PERSON"),
    "SUBSIDIARY_OF": ("P749", "ORG", "ORG"),
}  # fmt: skip
TRAINING_FOLDS = (1, 2)
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_TAG = re.compile(r"</?(?:p|a|span)\b[^>]*>")
_LINK = r'<span id="{}">\s*<a href="([^"]*)"'


class Line(NamedTuple):
    """A line of the table; spans are in characters of the document, None where the line states no fact."""

    fold: int
    doc: str
    start: int
    end: int
    subject: tuple[int, int] | None
    object: tuple[int, int] | None
    property: str
    passage: str


def knowledgenet(repository: Path) -> Iterator[dict[str, Any]]:
    """Passages of the folds for training, by fold, document and place."""
    with zipfile.ZipFile(repository / "human_readable-v10-notest.zip") as archive:
        table = archive.read("human_readable-v10-notest.html").decode("utf-8")
    lines = [line for line in _lines(table) if line.fold in TRAINING_FOLDS]
    lines.sort(key=_place)
    for _, group in itertools.groupby(lines, key=_place):
        yield _row(list(group))


def _place(line: Line) -> tuple[int, str, int]:
    return line.fold, line.doc, line.start


def _lines(table: str) -> Iterator[Line]:
    for row in table.split("<tr><td")[1:]:
        fold, doc, start, end, *spans, name, passage = _CELL.findall("<td" + row)
        numbers = [int(cell) for cell in spans if cell != "-"]
        subject, object_ = ((numbers[0], numbers[1]), (numbers[2], numbers[3])) if numbers else (None, None)
        yield Line(int(fold), doc, int(start), int(end), subject, object_, name, passage)


def _row(lines: list[Line]) -> dict[str, Any]:
    """A passage with its facts; an entity for each span, in the order in which facts name them."""
    first = lines[0]
    text = html.unescape(_TAG.sub("", first.passage))[1:]
    entities: dict[tuple[int, int], dict[str, Any]] = {}
    relations = []
    for line in lines:
        if line.subject is None or line.object is None:
            continue
        pid, *types = PROPERTIES[line.property]
        ends = []
        for span, kind, type_ in zip((line.subject, line.object), ("subject", "object"), types, strict=True):
            entity = entities.setdefault(span, {"id": len(entities), "type": type_,
                                                "mentions": [[span[0] - line.start, span[1] - line.start]]})  # fmt: skip
            link = re.search(_LINK.format(kind), line.passage)
            if link:
                entity.setdefault("uri", link[1])
            ends.append(entity["id"])
        head, tail = reversed(ends) if line.property == "CHILD_OF" else ends
        relations.append({"head": head, "tail": tail, "pid": pid, "name": property_names()[pid], "evidence": [0], "orig": line.property})
    return {"id": f"knowledgenet-{first.doc}:{first.start}", "text": text, "sents": [[0, len(text)]], "ents": list(entities.values()),
            "relations": relations, "annotated": sorted({PROPERTIES[line.property][0] for line in lines}),
            "source": "knowledgenet", "doc": first.doc, "fold": first.fold}  # fmt: skip
