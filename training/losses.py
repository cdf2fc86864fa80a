"""What each head is asked to learn from an item, and how far it is from it."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from kg.pipeline import pairs as pairing
from training import schema
from training.features import IGNORE, Item
from training.network import HIDDEN, Pairs, Reader, mark

COLUMN = dict[str, int]
_RANK = {"nominal": 0, "pronoun": 1, "role": 2, "date": 3, "demonym": 4, "name": 5}


def marks(item: Item, noise: np.random.Generator | None) -> np.ndarray:
    """(tokens,) mention marks; with noise some types are wrong, as they are at run time."""
    found = np.zeros(len(item.first), dtype=np.int64)
    for mention in sorted(item.mentions, key=lambda m: _RANK[m.kind]):
        kind, type_ = mention.kind, mention.type
        if kind in ("nominal", "pronoun"):
            type_ = "Unknown"
        elif noise is not None and kind == "name" and noise.random() < 0.06:
            type_ = schema.TYPES[noise.integers(7)]
        found[mention.start : mention.end] = mark(type_, kind, True)
        found[mention.start] = mark(type_, kind, False)
    return found


def mention_vectors(x: Tensor, item: Item) -> Tensor:
    """(mentions, 2·HIDDEN): the first token's vector beside the mean over the mention."""
    rows = [torch.cat([x[m.start], x[m.start : m.end].mean(0)]) for m in item.mentions]
    return torch.stack(rows) if rows else x.new_zeros((0, 2 * HIDDEN))


def types(item: Item) -> np.ndarray:
    return np.array([schema.MENTION_TYPES.index("Unknown" if m.kind in ("nominal", "pronoun") else m.type) for m in item.mentions], dtype=np.int64)


def name_loss(scores: Tensor, item: Item) -> Tensor:
    """Marginal likelihood of the tags that may be right."""
    logp = scores.float().log_softmax(-1)
    allowed = torch.from_numpy(item.names)
    return -(logp.masked_fill(~allowed, -1e4)).logsumexp(-1).mean()


def syntax_loss(model: Reader, x: Tensor, item: Item) -> Tensor:
    parser = model.parser
    loss = x.new_zeros((), dtype=torch.float32)
    for name, weight in (("upos", 0.3), ("xpos", 0.4), ("lemmas", 0.4), ("starts", 0.4)):
        target = torch.from_numpy(getattr(item, name))
        loss = loss + weight * F.cross_entropy(getattr(parser, name)(x).float(), target, ignore_index=IGNORE)
    heads = torch.from_numpy(np.where(item.heads == IGNORE, IGNORE, item.heads + 1))
    loss = loss + F.cross_entropy(parser.arcs(x).float(), heads, ignore_index=IGNORE)
    known = heads.clamp(min=0)
    rels = parser.rels(x, known).float()
    target = torch.from_numpy(np.where(item.heads == IGNORE, IGNORE, item.deprels))
    return loss + 0.7 * F.cross_entropy(rels, target, ignore_index=IGNORE)


def coreference_loss(model: Reader, vectors: Tensor, item: Item, text_of: list[str]) -> Tensor:
    kinds = [m.kind for m in item.mentions]
    anaphors = [i for i, k in enumerate(kinds) if k in ("name", "nominal", "pronoun")]
    if item.source == "gap":
        anaphors = [i for i in anaphors if kinds[i] == "pronoun"]
    left, right, owner = [], [], []
    for i in anaphors:
        for j in antecedents(item, i, kinds):
            left.append(i)
            right.append(j)
            owner.append(i)
    if not left:
        return vectors.new_zeros((), dtype=torch.float32)
    scores = model.coreference(vectors, torch.from_numpy(types(item)), coreference_pairs(item, left, right, text_of)).float()
    index = {i: n for n, i in enumerate(sorted(set(owner)))}
    rows = torch.tensor([index[i] for i in owner])
    gold = torch.tensor([item.mentions[i].entity >= 0 and item.mentions[i].entity == item.mentions[j].entity for i, j in zip(left, right, strict=True)])
    table = scores.new_full((len(index), len(left) + 1), -1e4)
    table[:, 0] = 0
    table[rows, torch.arange(1, len(left) + 1)] = scores
    right_ones = torch.zeros_like(table, dtype=torch.bool)
    right_ones[rows, torch.arange(1, len(left) + 1)] = gold
    right_ones[:, 0] = ~right_ones[:, 1:].any(-1)
    return -(table.log_softmax(-1).masked_fill(~right_ones, -1e4)).logsumexp(-1).mean()


def antecedents(item: Item, i: int, kinds: list[str]) -> list[int]:
    """Mentions that i may refer to: earlier ones near by, names anywhere before, names later in its sentence."""
    mention, found = item.mentions[i], []
    for j, other in enumerate(item.mentions):
        if j == i or kinds[j] in ("role", "date", "demonym"):
            continue
        apart = item.sentence_of[i] - item.sentence_of[j]
        before = (other.start, other.end) < (mention.start, mention.end)
        if kinds[i] == "name":
            keep = kinds[j] == "name" and before
        elif kinds[j] == "name":
            keep = before or apart == 0
        else:
            keep = before and apart <= 3
        if keep:
            found.append(j)
    return found


def coreference_pairs(item: Item, left: list[int], right: list[int], text_of: list[str]) -> Pairs:
    starts, ends = (np.array([getattr(m, k) for m in item.mentions]) for k in ("start", "end"))
    a, b = np.array(left), np.array(right)
    size = len(schema.KINDS)
    match = [pairing.match(text_of[i], text_of[j]) if item.mentions[i].kind == item.mentions[j].kind == "name" else 0
             for i, j in zip(left, right, strict=True)]  # fmt: skip
    kind = [schema.KINDS.index(m.kind) for m in item.mentions]
    cells = [(m * size + kind[i]) * size + kind[j] for m, i, j in zip(match, left, right, strict=True)]
    distance = pairing.buckets(starts, ends, item.sentence_of, a, b)
    return Pairs(torch.from_numpy(a), torch.from_numpy(b), torch.from_numpy(distance), torch.tensor(cells))


def relation_scores(model: Reader, x: Tensor, attention: Tensor, vectors: Tensor, item: Item) -> tuple[Tensor, Tensor, np.ndarray, np.ndarray] | None:
    """Scores of columns and modalities for every pair worth judging, and the pairs."""
    kinds = np.array([m.kind for m in item.mentions])
    entities = np.array([m.entity if m.entity >= 0 else -2 - n for n, m in enumerate(item.mentions)])
    linked = np.array([m.entity >= 0 for m in item.mentions])
    subjects = linked & (kinds != "date") & (kinds != "demonym")
    reach = 2 if item.source == "redocred" else 1
    left, right = pairing.relation_pairs(subjects, linked, entities, item.sentence_of, reach=reach)
    if not len(left):
        return None
    starts, ends = (np.array([getattr(m, k) for m in item.mentions]) for k in ("start", "end"))
    rows = attention.index_select(1, torch.from_numpy(starts))  # heads, mentions, tokens
    a, b = torch.from_numpy(left), torch.from_numpy(right)
    context = (rows.index_select(1, a) * rows.index_select(1, b)).sum(0)
    context = context / (context.sum(-1, keepdim=True) + 1e-6)
    distance = torch.from_numpy(pairing.buckets(starts, ends, item.sentence_of, left, right))
    pairs = Pairs(a, b, distance, distance)
    columns, modality = model.relations(vectors, context.to(x.dtype) @ x, torch.from_numpy(types(item)), pairs)
    return columns.float(), modality.float(), left, right


def relation_loss(scored: tuple[Tensor, Tensor, np.ndarray, np.ndarray], item: Item, column: COLUMN) -> Tensor:
    columns, modality, left, right = scored
    groups: dict[tuple[int, int], list[int]] = {}
    for n, (i, j) in enumerate(zip(left, right, strict=True)):
        groups.setdefault((item.mentions[i].entity, item.mentions[j].entity), []).append(n)
    keys = list(groups)
    number = {key: n for n, key in enumerate(keys)}
    owner = torch.tensor([number[item.mentions[i].entity, item.mentions[j].entity] for i, j in zip(left, right, strict=True)])
    use = torch.tensor([column[c] for c in sorted(item.columns)])
    place = {c: n for n, c in enumerate(sorted(item.columns))}
    chosen = columns[:, use]
    top = chosen.detach().max()
    pooled = torch.zeros(len(keys), len(use)).index_add(0, owner, (chosen - top).clamp(min=-60).exp()).clamp(min=1e-30).log() + top
    negative = torch.ones_like(pooled, dtype=torch.bool)
    if item.pairs_only:
        negative &= torch.tensor([key in item.relations for key in keys])[:, None]
    positives, modal = [], []
    for pair, labels in item.relations.items():
        for name, how in labels.items():
            if pair not in number or name not in place:
                continue
            negative[number[pair], place[name]] = False
            inside = _in_evidence(item, groups[pair], left, right, item.evidence.get((*pair, name), []))
            logits = chosen[inside, place[name]]
            positives.append(logits.logsumexp(0))
            if item.source.startswith("news"):
                weights = logits.detach().softmax(0)
                modal.append(F.cross_entropy((weights[:, None] * modality[inside]).sum(0)[None], torch.tensor([schema.MODALITIES.index(how)])))
    loss = (F.softplus(pooled) * negative).sum()
    if positives:
        loss = loss + F.softplus(-torch.stack(positives)).sum()
    if modal:
        loss = loss + 0.5 * torch.stack(modal).sum()
    return loss / 12


def _in_evidence(item: Item, members: list[int], left: np.ndarray, right: np.ndarray, spans: list[tuple[int, int]]) -> list[int]:
    """The mention pairs of a fact that stand in its evidence; all of them if none does."""
    def inside(n: int) -> bool:
        return all(any(a <= item.mentions[m].start < b for a, b in spans) for m in (left[n], right[n]))

    return [n for n in members if inside(n)] or members
