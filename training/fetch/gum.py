"""GUM: entities and coreference, to rows of coreference and rows of names.

Source formats: in the CoNLL-U of Universal Dependencies the last column holds ``Entity=``, brackets with
``group-type-status-salience-centering-minspan-link-identity``, the closing ones with the group alone where another mention
stands open; OntoGUM (``coref/ontogum/conll/NAME.conll``) gives a token and the brackets of its chains a line;
``coref/wiki_map.tab`` maps titles of Wikipedia to numbers of Wikidata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from training.fetch.treebanks import gum_documents

Row = dict[str, Any]

_FIELDS = ("group", "type", "status", "salience", "centering", "minspan", "link", "identity")
_BRACKET = re.compile(r"\((?P<open>[^()]+)(?P<single>\))?|(?P<close>[^()]+)\)")


@dataclass
class Token:
    """A syntactic word; ``start`` and ``end`` in characters of the document, ``head`` a token's index, -1 for the root."""

    form: str
    start: int
    end: int
    tag: str
    head: int
    relation: str
    brackets: str


@dataclass
class Mention:
    """``first`` and ``last`` are token indices, both inside."""

    first: int
    last: int
    values: dict[str, str]


@dataclass
class Text:
    """A document; ``sentences`` in characters, half-open."""

    name: str
    text: str = ""
    sentences: list[list[int]] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens[first].start, self.tokens[last].end


def read(name: str, conllu: str) -> Text:
    """A document; its sentences stand with a space between them, a line break before each paragraph and the second sentence."""
    document = Text(name)
    for block in conllu.strip().split("\n\n"):
        lines = block.split("\n")
        comments = [line[2:] for line in lines if line.startswith("# ")]
        values = dict(comment.split(" = ", 1) for comment in comments if " = " in comment)
        document.metadata |= {key[6:]: value for key, value in values.items() if key.startswith("meta::")}
        if document.text:
            fresh = any(comment.split(" ")[0] == "newpar" for comment in comments)
            document.text += "\n" if fresh or len(document.sentences) == 1 else " "
        _sentence(document, values["text"], [line.split("\t") for line in lines if line[0].isdigit()])
    return document


def _sentence(document: Text, text: str, cells: list[list[str]]) -> None:
    """Appends a sentence; its words are looked for in its text from left to right."""
    base, place, first = len(document.text), 0, len(document.tokens)
    until, parts_end = 0, 0
    for cell in cells:
        if "." in cell[0]:
            continue
        if "-" in cell[0]:  # a contraction: its parts share the written form
            until = int(cell[0].split("-")[1])
            parts_end = text.index(cell[1], place) + len(cell[1])
            continue
        number = int(cell[0])
        found = text.find(cell[1], place, parts_end if number <= until else None)
        start = found if found >= 0 else place
        end = start + len(cell[1]) if found >= 0 else parts_end
        end = parts_end if number == until else end
        head = first + int(cell[6]) - 1 if cell[6] != "0" else -1
        misc = dict(item.split("=", 1) for item in cell[9].split("|") if "=" in item)
        document.tokens.append(Token(cell[1], base + start, base + end, cell[4], head, cell[7], misc.get("Entity", "")))
        place = end
    document.text += text
    document.sentences.append([base, len(document.text)])


def mentions(brackets: list[str]) -> Iterator[Mention]:
    """Mentions in the order of their closing brackets, from each token's brackets."""
    opened: list[tuple[int, dict[str, str]]] = []
    for index, written in enumerate(brackets):
        for match in _BRACKET.finditer(written):
            if match["open"]:
                opened.append((index, values(match["open"])))
            group = opened[-1][1]["group"] if match["single"] else match["close"]
            if group:
                place = max(i for i, (_, v) in enumerate(opened) if v["group"] == group)
                first, found = opened.pop(place)
                yield Mention(first, index, found)


def values(written: str) -> dict[str, str]:
    """The parts of an opening bracket; the last, the identity, may be missing and may hold hyphens."""
    return dict(zip(_FIELDS, written.split("-", len(_FIELDS) - 1), strict=False))


def coreference(repository: Path, chains: Path) -> Iterator[Row]:
    """Rows of ``coref/gum``: chains of OntoGUM, and GUM's own entities, from the repositories of both."""
    wikidata = _wikidata(chains / "coref/wiki_map.tab")
    for name, conllu in gum_documents(repository):
        document = read(name, conllu)
        lines = (chains / f"coref/ontogum/conll/{name}.conll").read_text(encoding="utf-8").split("\n")
        brackets = [line.split("\t")[2] for line in lines if "\t" in line]
        yield {"id": name, "text": document.text, "sents": document.sentences, "clusters": clusters(document, brackets),
               "entities": entities(document, wikidata), "source": "gum", "doc": name, "genre": document.metadata["genre"],
               "title": document.metadata["title"], "date": document.metadata["dateCreated"]}  # fmt: skip


def _wikidata(path: Path) -> dict[str, str]:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = [cells for cells in lines if len(cells) > 2]
    return {cells[0]: cells[2] for cells in found} | {cells[1]: cells[2] for cells in found}


def clusters(document: Text, brackets: list[str]) -> list[list[list[int]]]:
    """Chains of spans, in the order in which their first mentions end; the words of a chain's file are the words of the document."""
    groups: dict[str, set[tuple[int, int]]] = {}
    for mention in mentions(brackets):
        groups.setdefault(mention.values["group"], set()).add(document.span(mention.first, mention.last))
    return [[list(span) for span in sorted(spans)] for spans in groups.values() if len(spans) > 1]


def entities(document: Text, wikidata: dict[str, str]) -> list[dict[str, Any]]:
    """Entities in the order of their first mentions, single mentions among them."""
    groups: dict[str, list[Mention]] = {}
    found = mentions([token.brackets for token in document.tokens])
    for mention in sorted(found, key=lambda m: (m.first, -m.last)):
        groups.setdefault(mention.values["group"], []).append(mention)
    made = []
    for group in groups.values():
        entity: dict[str, Any] = {"type": group[0].values["type"], "mentions": [
            [*document.span(m.first, m.last), m.values["status"], m.values["link"]] for m in group]}  # fmt: skip
        identity = next((m.values["identity"] for m in group if "identity" in m.values), None)
        if identity:
            entity |= {"wiki": unquote(identity), "qid": wikidata.get(identity)}
        made.append(entity)
    return made
