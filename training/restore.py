"""A training state from an exported model: ``python -m training.restore --model kg/model --work DIR``.

For those who have the model but not the states it was made from: writes ``state.pt`` and ``labels.json``, from which
``training.train --start`` goes on. Weights come back as the export rounded them, in eight bits or half precision; the columns of
properties that the export left out begin anew, and of classes that it folded into one the commonest is kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from kg.pipeline.store import Arrays, read_arrays
from training import schema
from training.features import Labels
from training.network import Reader

# The products of a layer in the order in which its graph computes them.
_PRODUCTS = ("query", "key", "value", "out", "inner", "outer")


def graph_weights(path: Path, layers: str) -> Arrays:
    """The weights of an exported graph under the names of the network; ``layers`` is where its layers stand."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    found = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    weights = {name: value.astype(np.float32) for name, value in found.items() if name.endswith((".bias", ".weight", ".segment"))}

    def restored(name: str) -> np.ndarray:
        root = name.removesuffix("_quantized")
        return (found[name].astype(np.float32) - found[f"{root}_zero_point"].astype(np.float32)) * found[f"{root}_scale"]

    weights |= {name.removesuffix("_quantized"): restored(name) for name in found if name.endswith(".weight_quantized")}
    products = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    for place, name in enumerate(products):
        layer, part = divmod(place, len(_PRODUCTS))
        weights[f"{layers}.{layer}.{_PRODUCTS[part]}.weight"] = restored(name).T
    return weights


def labels_of(model: Path) -> Labels:
    """The numbering of a state: the model's own, with the columns of the news that the export left out in their places."""
    read = lambda pipe: json.loads((model / pipe / "settings.json").read_text(encoding="utf-8"))
    syntax, relations, coreference = read("kg_syntax"), read("kg_relations"), read("kg_coreference")
    tables = {name: syntax[name] for name in ("upos", "xpos", "deprels", "lemmas")}
    return Labels(**tables, classes=list(dict.fromkeys(coreference["classes"])), columns=[*schema.NEWS, *relations["extra"]])


def heads(model: Path) -> dict[str, Arrays]:
    """The arrays of the light heads by their component."""
    return {pipe: read_arrays(model / pipe / "weights.npz") for pipe in ("kg_syntax", "kg_names", "kg_coreference", "kg_relations")}


def state_of(model: Path, reader: Reader, labels: Labels) -> dict[str, Tensor]:
    """The network's weights, those of ``reader`` where the model has none."""
    found = graph_weights(model / "kg_encoder" / "graph.onnx", "encoder.layers")
    of_mentions = graph_weights(model / "kg_mentions" / "graph.onnx", "mentions.layers")
    found |= {name.replace("mentions.", "mention_encoder.", 1): value for name, value in of_mentions.items()}
    arrays = heads(model)
    found |= {f"parser.{name}": value for name, value in arrays["kg_syntax"].items()}
    found |= arrays["kg_names"]
    chains, classes = arrays["kg_coreference"], json.loads((model / "kg_coreference" / "settings.json").read_text(encoding="utf-8"))["classes"]
    first = [classes.index(name) for name in labels.classes]  # an export may fold several classes into one
    chains |= {name: chains[name][first] for name in ("classes.weight", "classes.bias")}
    found |= {name if name.startswith("classes.") else f"coreference.{name}": value for name, value in chains.items()}
    related = arrays["kg_relations"]
    settings: dict[str, Any] = json.loads((model / "kg_relations" / "settings.json").read_text(encoding="utf-8"))
    state = reader.state_dict()
    for part in ("weight", "bias"):
        whole = state[f"relations.columns.{part}"].numpy().copy()
        for names, key in ((settings["columns"], "columns"), (settings["extra"], "extra")):
            whole[[labels.columns.index(name) for name in names]] = related.pop(f"{key}.{part}")
        found[f"relations.columns.{part}"] = whole
    found |= {f"relations.{name}": value for name, value in related.items()}
    # Tables were exported without their ".weight".
    named = {name if name in state else f"{name}.weight": value for name, value in found.items()}
    if unknown := sorted(set(named) ^ set(state)):
        raise SystemExit(f"{model}: not a model of this network: {', '.join(unknown[:5])}")
    return {name: torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32)).reshape(state[name].shape) for name, value in named.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("kg/model"))
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    labels = labels_of(arguments.model)
    torch.manual_seed(1)
    state = state_of(arguments.model, Reader(30522, labels), labels)
    (arguments.work / "labels.json").write_text(json.dumps(labels.to_dict()), encoding="utf-8")
    torch.save({"model": state}, arguments.work / "state.pt")


if __name__ == "__main__":
    main()
