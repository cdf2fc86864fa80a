"""Readers of the open data sets: each yields ``Example``s with whatever the source says."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.pipeline.dates.expressions import find_dates, resolve_date
from kg.pipeline.pronouns import PRONOUNS
from training import schema
from training.examples import Example, Gold, Span, Syntax

_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Co|vs|No))(?<!\b(?:Inc|Ltd|Mrs|Gen|Sen|Gov|Rep|etc))[.!?][\"”’')\]]*\s+(?=[\"“‘'(A-Z0-9])|\n+")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def split_sentences(text: str) -> list[Span]:
    """Sentences by rule, for sources that don't mark them."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() + 1 - start > 1:
            spans.append((start, match.end()))
            start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def flat(names: list[tuple[int, int, Any]]) -> list[tuple[int, int, Any]]:
    """Longest spans first, those that overlap them left out; in text order."""
    kept: list[tuple[int, int, Any]] = []
    for item in sorted(names, key=lambda n: (n[0] - n[1], n[0])):
        if all(item[1] <= other[0] or item[0] >= other[1] for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda n: n[0])


def names_of(path: Path, source: str, split: str = "train") -> Iterator[Example]:
    """``ner/*``: names only, with open labels where the source is silent."""
    for row in rows(path):
        names = []
        for index, (start, end, label) in enumerate(row["ents"]):
            fine = (row.get("fine") or [None] * len(row["ents"]))[index]
            if fine in schema.FINE:
                allowed = frozenset({schema.FINE[fine]})
            elif label not in schema.COARSE:
                continue
            elif label == "MISC" and source == "docred":
                allowed = schema.MISC - {"Demonym"}
            else:
                allowed = schema.COARSE[label]
            names.append((start, end, allowed))
        opened = schema.OPEN[source]
        if source == "crossner":
            opened = {"ai": frozenset({"Work"}), "literature": frozenset({"Product"}), "science": frozenset({"Product"}),
                      "music": frozenset({"Product"})}.get(row.get("domain"), opened)  # fmt: skip
        text = row["text"]
        yield Example(id=row["id"], source=f"ner/{source}", text=text, names=flat(names), open_labels=opened,
                      sentences=split_sentences(text), split=split)  # fmt: skip


def add_pronouns(example: Example, pattern: str = PRONOUNS) -> None:
    """Pronouns that the gold doesn't link stand for nothing that has a name."""
    taken = {(m.start, m.end) for m in example.mentions}
    for match in re.finditer(pattern, example.text, re.IGNORECASE):
        if match.span() not in taken:
            example.mentions.append(Gold(*match.span(), "Unknown", "pronoun", -1))


def news_of(path: Path, source: str, split: str = "train") -> Iterator[Example]:
    """The annotation format with everything: names, coreference, positions, dates, facts."""
    for row in rows(path):
        yield news_example(row, source, split)


def news_example(row: dict[str, Any], source: str, split: str) -> Example:
    text = row["text"]
    example = Example(id=row["id"], source=source, text=text, sentences=split_sentences(text), split=split,
                      coreference=True, columns=frozenset(schema.NEWS), names=[], nominals=[], roles=[])  # fmt: skip
    number = {entity["id"]: index for index, entity in enumerate(row["entities"])}
    names = []
    for entity in row["entities"]:
        index, cls = number[entity["id"]], entity.get("class")
        names += [(s, e, Gold(s, e, entity["type"], "name", index, cls)) for s, e in entity["mentions"]]
        names += [(s, e, Gold(s, e, "Demonym", "demonym", index, None)) for s, e in entity.get("demonyms", [])]
        for s, e in entity.get("corefs", []):
            kind = "pronoun" if re.fullmatch(PRONOUNS, text[s:e], re.IGNORECASE) else "nominal"
            example.mentions.append(Gold(s, e, entity["type"] if kind == "nominal" else "Unknown", kind, index, None))
    for start, end, gold in flat(names):
        example.names.append((start, end, frozenset({gold.type})))
        example.mentions.append(gold)
    example.nominals = [(m.start, m.end) for m in example.mentions if m.kind == "nominal"]
    add_pronouns(example)
    _facts(row, example, number)
    return example


def _facts(row: dict[str, Any], example: Example, number: dict[str, int]) -> None:
    fresh = len(number)
    dates: list[tuple[int, int, str | None, int]] = []
    for found in find_dates(row["text"]):
        dates.append((found.start, found.end, resolve_date(found, row.get("published")), fresh))
        example.mentions.append(Gold(found.start, found.end, "Date", "date", fresh))
        fresh += 1
    roles: dict[Span, int] = {}
    for fact in row["facts"]:
        subject, modality = number.get(fact["s"]), fact.get("modality") or "asserted"
        prop, evidence = fact["p"], [tuple(span) for span in fact.get("evidence", [])]
        if subject is None or prop not in schema.NEWS:
            continue
        if isinstance(fact["o"], str):
            if fact["o"] in number:
                _add(example, subject, number[fact["o"]], prop, modality, evidence)
        elif "date" in fact["o"]:
            same = [d for d in dates if d[2] == fact["o"]["date"]]
            inside = [d for d in same if any(s <= d[0] < e for s, e in evidence)]
            for date in (inside or same)[:1]:
                _add(example, subject, date[3], prop, modality, evidence)
        else:
            for span in _role_spans(row["text"], fact["o"]["text"], evidence):
                if span not in roles:
                    roles[span] = fresh
                    example.mentions.append(Gold(*span, "Role", "role", fresh))
                    fresh += 1
                _add(example, subject, roles[span], "position", modality, evidence)
                if fact.get("of") in number:
                    _add(example, roles[span], number[fact["of"]], "roleOf", modality, evidence)
    example.roles = [span for span, _ in sorted(roles.items())]


def _role_spans(text: str, role: str, evidence: list[Span]) -> list[Span]:
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, role.split())) + r"(?!\w)", re.IGNORECASE)
    return [m.span() for start, end in evidence for m in pattern.finditer(text, start, end)][:1]


def _add(example: Example, subject: int, obj: int, prop: str, modality: str, evidence: list[Span]) -> None:
    pairs = [(subject, obj), (obj, subject)] if prop in schema.SYMMETRIC else [(subject, obj)]
    for pair in pairs:
        example.relations.setdefault(pair, {})[prop] = modality
        example.evidence[(*pair, prop)] = evidence


def redocred_of(path: Path, split: str = "train") -> Iterator[Example]:
    """Re-DocRED: every pair judged for its 96 properties; some of them are ours as well."""
    pids = redocred_properties(path.parent)
    for row in rows(path):
        example = Example(id=row["id"], source="redocred", text=row["text"], coreference=True, split=split,
                          sentences=[tuple(s) for s in row["sents"]],
                          columns=frozenset(pids) | {name for name, _ in schema.WIKIDATA.values()})  # fmt: skip
        for index, entity in enumerate(row["ents"]):
            kind = "date" if entity["type"] == "DATE" else "name"
            for start, end in entity["mentions"]:
                example.mentions.append(Gold(start, end, schema.ENTITY_TYPE.get(entity["type"], "Other"), kind, index))
        for relation in row["relations"]:
            _wikidata(example, relation["head"], relation["tail"], relation["pid"], relation["pid"])
        add_pronouns(example)
        yield example


def redocred_properties(folder: Path) -> list[str]:
    found = {r["pid"] for name in ("train", "dev") for row in rows(folder / f"{name}.jsonl.gz") for r in row["relations"]}
    return sorted(found)


def _wikidata(example: Example, head: int, tail: int, pid: str, column: str) -> None:
    _add(example, head, tail, column, "asserted", [])
    if pid in schema.WIKIDATA:
        name, turned = schema.WIKIDATA[pid]
        pair = (tail, head) if turned else (head, tail)
        _add(example, *pair, name, "asserted", [])


def knowledgenet_of(path: Path, split: str = "train") -> Iterator[Example]:
    """KnowledgeNet: a passage searched for the properties in ``annotated``; pronouns are arguments too."""
    for row in rows(path):
        annotated = row["annotated"]
        example = Example(id=row["id"], source="knowledgenet", text=row["text"], split=split,
                          sentences=[tuple(s) for s in row["sents"]],
                          columns=frozenset(f"kn:{pid}" for pid in annotated)
                          | {schema.WIKIDATA[pid][0] for pid in annotated if pid in schema.WIKIDATA})  # fmt: skip
        for entity in row["ents"]:
            for start, end in entity["mentions"]:
                pronoun = re.fullmatch(PRONOUNS, row["text"][start:end], re.IGNORECASE)
                kind = "pronoun" if pronoun else "date" if entity["type"] == "DATE" else "name"
                type_ = "Unknown" if pronoun else schema.ENTITY_TYPE[entity["type"]]
                example.mentions.append(Gold(start, end, type_, kind, entity["id"]))
        for relation in row["relations"]:
            _wikidata(example, relation["head"], relation["tail"], relation["pid"], f"kn:{relation['pid']}")
        add_pronouns(example)
        yield example


def core_of(path: Path, split: str = "train") -> Iterator[Example]:
    """CORE: one pair of a company page, judged alone; nothing is known of any other pair in its text."""
    for row in rows(path):
        name = schema.CORE.get(row["relations"][0]["orig"]) if row["relations"] else None
        if name is None and row["relations"] and row["relations"][0]["orig"] not in schema.CORE_OTHER:
            continue
        example = Example(id=row["id"], source="core", text=row["text"], sentences=split_sentences(row["text"]), split=split,
                          columns=frozenset(schema.CORE.values()), pairs_only=True)  # fmt: skip
        for entity in row["ents"]:
            for start, end in entity["mentions"]:
                words = row["text"][start:end]
                kind = "pronoun" if re.fullmatch(PRONOUNS, words, re.IGNORECASE) else "name" if words[:1].isupper() and not words.startswith("The ") else "nominal"
                type_ = schema.ENTITY_TYPE.get(entity["type"], "Other") if kind == "name" else "Unknown"
                example.mentions.append(Gold(start, end, type_, kind, entity["id"]))
        if name is not None:
            _add(example, row["relations"][0]["head"], row["relations"][0]["tail"], name, "asserted", [])
        else:
            for pair in ((0, 1), (1, 0)):
                example.relations[pair] = {}
        yield example


def gap_of(path: Path, split: str = "train") -> Iterator[Example]:
    """GAP: one pronoun and two names, either of which may be meant."""
    for row in rows(path):
        example = Example(id=row["id"], source="gap", text=row["text"], sentences=split_sentences(row["text"]),
                          coreference=True, split=split)  # fmt: skip
        for index, span in enumerate(row["candidates"]):
            example.mentions.append(Gold(*span, "Person", "name", index))
        meant = row["coref"].index(True) if True in row["coref"] else -1
        example.mentions.append(Gold(*row["pronoun"], "Unknown", "pronoun", meant))
        yield example


def conllu_of(path: Path, source: str, split: str = "train") -> Iterator[Example]:
    """Universal Dependencies, a document at a time, cut every 24 sentences or so."""
    block: list[list[list[str]]] = []
    number = 0
    for sentence, fresh in _sentences(path):
        if block and (fresh or sum(map(len, block)) + len(sentence) > 300):
            number += 1
            yield _syntax_example(block, f"{source}-{number}", source, split)
            block = []
        block.append(sentence)
    if block:
        yield _syntax_example(block, f"{source}-{number + 1}", source, split)


def _sentences(path: Path) -> Iterator[tuple[list[list[str]], bool]]:
    sentence: list[list[str]] = []
    fresh = False
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                fresh = True
            elif not line and sentence:
                yield sentence, fresh
                sentence, fresh = [], False
            elif line and line[0].isdigit():
                sentence.append(line.split("\t"))


def _syntax_example(block: list[list[list[str]]], name: str, source: str, split: str) -> Example:
    text, tokens, syntax, sentences = "", [], Syntax([], [], [], [], [], []), []
    for sentence in block:
        start, base = len(text), len(tokens)
        until = -1
        for row in sentence:
            if "-" in row[0]:  # a contraction: its parts share the written form
                until = int(row[0].split("-")[1])
                joined, places = row[1], row[9]
                rest = joined
                continue
            if "." in row[0]:
                continue
            index = int(row[0])
            form = row[1]
            if index <= until:
                form = rest if index == until or not rest.startswith(form) else form
                rest = rest[len(form):]
                form = form or row[1]
            tokens.append((len(text), len(text) + len(form)))
            text += form
            spaced = "SpaceAfter=No" not in (places if index == until else row[9]) and index >= until
            text += " " if spaced else ""
            syntax.upos.append(row[3])
            syntax.xpos.append(row[4])
            syntax.lemmas.append(row[2])
            syntax.deprels.append(row[7])
            syntax.starts.append(len(tokens) - 1 == base)
            syntax.heads.append(len(tokens) - 1 if row[6] == "0" else base + int(row[6]) - 1)
        if not text.endswith((" ", "\n")):
            text += " "
        sentences.append((start, len(text)))
    return Example(id=name, source=f"syntax/{source}", text=text, tokens=tokens, sentences=sentences, syntax=syntax, split=split)


def gum_of(data: Path, split: str = "train") -> Iterator[Example]:
    """GUM's chains that hold a name: names, pronouns and short definite nominals."""
    named = {row["id"]: row for row in rows(data / f"ner/gum_names/{split}.jsonl.gz")}
    for row in rows(data / f"coref/gum/{split}.jsonl.gz"):
        names = {(s, e): label for s, e, label in named[row["id"]]["ents"] if label in schema.COARSE}
        example = Example(id=row["id"], source="gum", text=row["text"], coreference=True, split=split,
                          sentences=[tuple(s) for s in row["sents"]])  # fmt: skip
        entity = {(s, e): index for index, chain in enumerate(row["clusters"]) for s, e in chain
                  if any((s2, e2) in names for s2, e2 in chain)}  # fmt: skip
        for index, (span, label) in enumerate(sorted(names.items())):
            number = entity.get(span, 10_000 + index)
            example.mentions.append(Gold(*span, schema.ENTITY_TYPE.get(label, "Other"), "name", number))
        for span, number in sorted(entity.items()):
            words = row["text"][span[0]:span[1]].split()
            if span in names or len(words) > 4:
                continue
            kind = "pronoun" if re.fullmatch(PRONOUNS, row["text"][span[0]:span[1]], re.IGNORECASE) else "nominal"
            if kind == "pronoun" or words[0].lower() in ("the", "this", "that", "his", "her", "its", "their"):
                example.mentions.append(Gold(*span, "Unknown", kind, number))
        add_pronouns(example)
        yield example


def add_names(examples: list[Example], found: dict[str, list[list[Any]]]) -> None:
    """Names that the source doesn't mark, as a first model found them: ``{id: [[start, end, type], …]}``.

    A name that is no argument of any relation is one that the searched properties don't hold for.
    """
    for example in examples:
        taken = [(m.start, m.end) for m in example.mentions]
        for number, (start, end, type_) in enumerate(found.get(example.id, [])):
            if all(end <= s or start >= e for s, e in taken):
                kind = "demonym" if type_ == "Demonym" else "date" if type_ == "Date" else "name"
                example.mentions.append(Gold(start, end, type_, kind, 5000 + number))
