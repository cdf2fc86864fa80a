"""Copies of examples with other names in them, so that the model learns what sentences say and not who is who.

A name gives way to one of the same type and class that is written in the same ways: where the text has "Cheng Yixiao" and
"Cheng", so must the name that takes its place. Places that have adjectives, and countries, stay as they are.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from training.examples import Example, Gold, Span

Ways = frozenset[str]
_FIXED = {"Country", "Continent", "Language"}
_SHARE = 0.75


def way(form: str, longest: str) -> str | None:
    """How ``form`` comes from ``longest``: "all", "first n", "last n", "initials"; None where it doesn't."""
    words, inner = longest.split(), form.split()
    if form == longest:
        return "all"
    if words[: len(inner)] == inner:
        return f"first {len(inner)}"
    if words[-len(inner) :] == inner:
        return f"last {len(inner)}"
    return "initials" if len(words) > 1 and form == _initials(longest) else None


def written(longest: str, how: str) -> str:
    """The form of a name that ``way`` calls ``how``."""
    if how == "all":
        return longest
    if how == "initials":
        return _initials(longest)
    count = int(how.split()[1])
    words = longest.split()
    return " ".join(words[:count] if how.startswith("first") else words[-count:])


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


class Renamer:
    """Knows the names of a set of examples and swaps them."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self.pools: dict[tuple[str, str | None], list[tuple[str, Ways]]] = defaultdict(list)
        seen = set()
        for example in examples:
            for key, (longest, ways) in sorted(self._names(example).items()):
                entry = (key[1], key[2], longest)
                if entry not in seen:
                    seen.add(entry)
                    self.pools[key[1], key[2]].append((longest, ways))

    def _names(self, example: Example) -> dict[tuple[int, str, str | None], tuple[str, Ways]]:
        """Name and ways of writing it of every entity whose mentions are all understood."""
        forms: dict[int, list[Gold]] = defaultdict(list)
        fixed = {m.entity for m in example.mentions if m.kind == "demonym"}
        for mention in example.mentions:
            if mention.kind == "name" and mention.entity not in fixed and mention.cls not in _FIXED:
                forms[mention.entity].append(mention)
        found = {}
        for entity, mentions in forms.items():
            texts = {example.text[m.start : m.end] for m in mentions}
            longest = max(sorted(texts), key=len)
            ways = {way(text, longest) for text in texts}
            if None not in ways and "\n" not in longest:
                key = (entity, mentions[0].type, mentions[0].cls)
                found[key] = (longest, frozenset(w for w in ways if w is not None))
        return found

    def renamed(self, example: Example, chance: random.Random) -> Example:
        """A copy of ``example`` in which about three quarters of the names are others."""
        new: dict[int, tuple[str, str]] = {}
        for (entity, type_, cls), (longest, ways) in sorted(self._names(example).items(), key=lambda item: item[0][0]):
            pool = self.pools[type_, cls]
            if chance.random() > _SHARE or not pool:
                continue
            for _ in range(12):
                other, known = chance.choice(pool)
                if ways - {"all"} <= known:
                    new[entity] = (longest, other)
                    break
        spans = sorted({(m.start, m.end, m.entity) for m in example.mentions if m.kind == "name" and m.entity in new})
        return _rewritten(example, spans, new)


def _rewritten(example: Example, spans: list[tuple[int, int, int]], new: dict[int, tuple[str, str]]) -> Example:
    text, at, edits = [], 0, []  # edits: start, end, shift behind, length of the new words
    shift = 0
    for start, end, entity in spans:
        if start < at:
            continue
        longest, other = new[entity]
        how = way(example.text[start:end], longest)
        words = written(other, how) if how is not None else other
        text += [example.text[at:start], words]
        edits.append((start, end, shift, len(words)))
        shift += len(words) - (end - start)
        at = end
    text.append(example.text[at:])
    starts = [edit[0] for edit in edits]

    def place(offset: int, *, last: bool) -> int:
        number = bisect_right(starts, offset - last) - 1
        if number < 0:
            return offset
        start, end, before, size = edits[number]
        if offset >= end:
            return offset + before + size - (end - start)
        return start + before + (size if last else 0)

    def moved(span: Span) -> Span:
        return place(span[0], last=False), place(span[1], last=True)

    return replace(
        example, id=f"{example.id}'", text="".join(text), tokens=[], sentences=[moved(s) for s in example.sentences],
        names=None if example.names is None else [(*moved((s, e)), labels) for s, e, labels in example.names],
        nominals=None if example.nominals is None else [moved(s) for s in example.nominals],
        roles=None if example.roles is None else [moved(s) for s in example.roles],
        mentions=[replace(m, start=moved((m.start, m.end))[0], end=moved((m.start, m.end))[1]) for m in example.mentions],
        evidence={key: [moved(s) for s in ranges] for key, ranges in example.evidence.items()},
    )  # fmt: skip
