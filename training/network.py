"""The network: one small encoder, light heads on it, and a short mention encoder for coreference and relations.

Source: the encoder is all-MiniLM-L6-v2 (Wang et al. 2020, Apache-2.0), its word table frozen, with a
casing embedding added; the pair scorer follows ATLOP (Zhou et al. 2021): attention-weighted context and
grouped bilinear scores; arcs follow the deep biaffine parser (Dozat and Manning 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from kg.pipeline.wordpieces import CASINGS
from training import schema
from training.features import Labels

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
SYNTAX_LAYER = 4
MENTION_LAYERS = 2
PAIR, GROUP = 256, 16
ARC, REL = 192, 96
DISTANCES = 10
MATCHES = 6


class Layer(nn.Module):
    """A BERT layer (post-norm); ``forward`` can give its attention, (batch, heads, length, length)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.out, self.norm1 = nn.Linear(HIDDEN, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner, self.outer, self.norm2 = (nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12))

    def forward(self, x: Tensor, bias: Tensor, dropout: float, attention: bool = False) -> tuple[Tensor, Tensor | None]:
        batch, length, _ = x.shape
        q, k, v = (f(x).view(batch, length, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = None
        if attention:
            weights = (q @ k.transpose(-1, -2) / (HIDDEN // HEADS) ** 0.5 + bias).softmax(-1)
            mixed = weights.to(v.dtype) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.norm1(x + mixed)
        return self.norm2(x + F.dropout(self.outer(F.gelu(self.inner(x))), dropout, self.training)), weights


class Encoder(nn.Module):
    """Pieces and casing to vectors of the syntax layer and of the last layer."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.casing = nn.Embedding(CASINGS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.casing.weight)
        self.dropout = 0.1

    def forward(self, pieces: Tensor, casings: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        x = self.words(pieces) + self.places(torch.arange(pieces.shape[1])) + self.segment + self.casing(casings)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        middle = x
        for index, layer in enumerate(self.layers, start=1):
            x, _ = layer(x, bias, self.dropout)
            if index == SYNTAX_LAYER:
                middle = x
        return middle, x

    def load_minilm(self, state: dict[str, Tensor]) -> None:
        state = {name.removeprefix("bert."): value for name, value in state.items()}
        copy = lambda to, name: to.data.copy_(state[name])
        copy(self.words.weight, "embeddings.word_embeddings.weight")
        copy(self.places.weight, "embeddings.position_embeddings.weight")
        self.segment.data.copy_(state["embeddings.token_type_embeddings.weight"][0])
        for suffix in ("weight", "bias"):
            copy(getattr(self.norm, suffix), f"embeddings.LayerNorm.{suffix}")
            for index, layer in enumerate(self.layers):
                root = f"encoder.layer.{index}"
                for name, path in BERT_NAMES.items():
                    copy(getattr(getattr(layer, name), suffix), f"{root}.{path}.{suffix}")
        self.words.weight.requires_grad_(False)


BERT_NAMES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
              "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense",
              "outer": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip


class MentionEncoder(nn.Module):
    """Two more layers that see where the mentions are and of what type; gives vectors and attention."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = nn.Embedding(2 * len(schema.MENTION_TYPES) * len(schema.KINDS) + 1, HIDDEN)
        self.layers = nn.ModuleList(Layer() for _ in range(MENTION_LAYERS))
        nn.init.normal_(self.marks.weight, std=0.02)
        self.dropout = 0.1

    def forward(self, x: Tensor, marks: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        x = x + self.marks(marks)
        weights = x
        for index, layer in enumerate(self.layers, start=1):
            x, found = layer(x, bias, self.dropout, attention=index == MENTION_LAYERS)
            weights = found if found is not None else weights
        return x, weights


def mark(type_: str, kind: str, inside: bool) -> int:
    """The number of a mention mark; 0 is "no mention"."""
    cell = schema.MENTION_TYPES.index(type_) * len(schema.KINDS) + schema.KINDS.index(kind)
    return 1 + 2 * cell + inside


class Parser(nn.Module):
    """Tags, lemma scripts, sentence starts and a biaffine parse from the syntax layer."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.upos, self.xpos = nn.Linear(HIDDEN, len(labels.upos)), nn.Linear(HIDDEN, len(labels.xpos))
        self.lemmas, self.starts = nn.Linear(HIDDEN, len(labels.lemmas)), nn.Linear(HIDDEN, 2)
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.rel_dep, self.rel_head = nn.Linear(HIDDEN, REL), nn.Linear(HIDDEN, REL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.zeros(len(labels.deprels), REL + 1, REL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.rel, std=0.03)
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.1)

    def arcs(self, x: Tensor) -> Tensor:
        """(tokens, 1 + tokens) scores of heads; column 0 is the root."""
        heads = torch.cat([self.root[None], x])
        dep = F.dropout(F.relu(self.arc_dep(x)), 0.2, self.training)
        head = F.dropout(F.relu(self.arc_head(heads)), 0.2, self.training)
        dep = torch.cat([dep, torch.ones_like(dep[:, :1])], -1)
        return dep @ self.arc @ head.T

    def rels(self, x: Tensor, heads: Tensor) -> Tensor:
        """(tokens, labels) scores given each token's head (0 is the root)."""
        every = torch.cat([self.root[None], x])
        one = torch.ones_like(x[:, :1])
        dep = torch.cat([F.dropout(F.relu(self.rel_dep(x)), 0.2, self.training), one], -1)
        head = torch.cat([F.dropout(F.relu(self.rel_head(every.index_select(0, heads))), 0.2, self.training), one], -1)
        labels, size, _ = self.rel.shape
        half = (dep @ self.rel.permute(1, 0, 2).reshape(size, -1)).view(-1, labels, size)
        return (half * head[:, None]).sum(-1)


@dataclass
class Pairs:
    """Pairs of mentions to score: (pairs,) indices into mentions, distance buckets and match classes."""

    left: Tensor
    right: Tensor
    distance: Tensor
    match: Tensor


class Relations(nn.Module):
    """Scores of every property and modality for ordered pairs of mentions."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        types = len(schema.MENTION_TYPES)
        self.mention = nn.Linear(2 * HIDDEN, PAIR)
        self.context = nn.Linear(HIDDEN, 2 * PAIR)
        self.subject, self.object = nn.Linear(PAIR, PAIR), nn.Linear(PAIR, PAIR)
        self.types_s, self.types_o = nn.Embedding(types * types, PAIR), nn.Embedding(types * types, PAIR)
        self.distance_s, self.distance_o = nn.Embedding(4 * DISTANCES, PAIR), nn.Embedding(4 * DISTANCES, PAIR)
        for table in (self.types_s, self.types_o, self.distance_s, self.distance_o):
            nn.init.normal_(table.weight, std=0.05)
        self.columns = nn.Linear(PAIR * GROUP, len(labels.columns))
        self.modality = nn.Linear(PAIR * GROUP, len(schema.MODALITIES))
        nn.init.constant_(self.columns.bias, -5.0)  # most pairs have no relation

    def forward(self, mentions: Tensor, context: Tensor, types: Tensor, pairs: Pairs) -> tuple[Tensor, Tensor]:
        """mentions (m, 2·HIDDEN), context (pairs, HIDDEN), types (m,) -> (pairs, columns), (pairs, modalities)."""
        base = self.mention(mentions)
        both = self.context(context)
        cell = types[pairs.left] * len(schema.MENTION_TYPES) + types[pairs.right]
        s = torch.tanh(self.subject(base).index_select(0, pairs.left) + both[:, :PAIR] + self.types_s(cell) + self.distance_s(pairs.distance))
        o = torch.tanh(self.object(base).index_select(0, pairs.right) + both[:, PAIR:] + self.types_o(cell) + self.distance_o(pairs.distance))
        s, o = F.dropout(s, 0.1, self.training), F.dropout(o, 0.1, self.training)
        groups = PAIR // GROUP
        product = (s.view(-1, groups, GROUP, 1) * o.view(-1, groups, 1, GROUP)).reshape(-1, PAIR * GROUP)
        return self.columns(product), self.modality(product)


class Coreference(nn.Module):
    """Scores of (mention, antecedent) pairs; 0 stands for "no antecedent"."""

    def __init__(self) -> None:
        super().__init__()
        size = PAIR
        self.mention = nn.Linear(2 * HIDDEN, size)
        self.left, self.right, self.product = (nn.Linear(size, size, bias=False) for _ in range(3))
        self.distance, self.match = nn.Embedding(4 * DISTANCES, size), nn.Embedding(MATCHES * len(schema.KINDS) ** 2, size)
        types = len(schema.MENTION_TYPES)
        self.types = nn.Embedding(types * types, size)
        for table in (self.distance, self.match, self.types):
            nn.init.normal_(table.weight, std=0.05)
        self.score = nn.Linear(size, 1)

    def forward(self, mentions: Tensor, types: Tensor, pairs: Pairs) -> Tensor:
        base = torch.tanh(self.mention(mentions))
        a, b = base.index_select(0, pairs.left), base.index_select(0, pairs.right)
        cell = types[pairs.left] * len(schema.MENTION_TYPES) + types[pairs.right]
        hidden = (self.left(base).index_select(0, pairs.left) + self.right(base).index_select(0, pairs.right) + self.product(a * b)
                  + self.distance(pairs.distance) + self.match(pairs.match) + self.types(cell))  # fmt: skip
        return self.score(F.dropout(F.relu(hidden), 0.1, self.training))[:, 0]


class Reader(nn.Module):
    """Everything together."""

    def __init__(self, vocabulary: int, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.mention_encoder = MentionEncoder()
        self.names = nn.Linear(HIDDEN, len(schema.TAGS))
        self.nominals, self.roles = nn.Linear(HIDDEN, 3), nn.Linear(HIDDEN, 3)
        self.parser = Parser(labels)
        self.classes = nn.Linear(2 * HIDDEN, len(labels.classes))
        self.relations = Relations(labels)
        self.coreference = Coreference()

    def start_from(self, state: dict[str, Any]) -> None:
        self.encoder.load_minilm(state)
        for index, layer in enumerate(self.mention_encoder.layers):
            layer.load_state_dict(self.encoder.layers[LAYERS - MENTION_LAYERS + index].state_dict())
