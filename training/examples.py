"""One training example: a text, its tokens, and whatever its source says about it."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass
class Gold:
    """A mention of the training data; ``entity`` numbers the thing that it stands for in its example."""

    start: int
    end: int
    type: str
    kind: str
    entity: int
    cls: str | None = None


@dataclass
class Syntax:
    """Gold syntax, one item per token; ``heads`` are token indices, a root is its own head."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]
    lemmas: list[str]
    starts: list[bool]


@dataclass
class Example:
    """``names``: (start, end, labels that it may be). None or empty means that the source is silent."""

    id: str
    source: str
    text: str
    tokens: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    names: list[tuple[int, int, frozenset[str]]] | None = None
    open_labels: frozenset[str] = frozenset()
    nominals: list[Span] | None = None
    roles: list[Span] | None = None
    syntax: Syntax | None = None
    mentions: list[Gold] = field(default_factory=list)
    coreference: bool = False
    relations: dict[tuple[int, int], dict[str, str]] = field(default_factory=dict)
    evidence: dict[tuple[int, int, str], list[Span]] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    pairs_only: bool = False  # nothing is known of the pairs that ``relations`` doesn't name
    split: str = "train"
