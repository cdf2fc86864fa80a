"""From a training state to ``kg/model``: ONNX graphs in eight bits, arrays of the heads, a spaCy pipeline around them.

``python -m training.export --work DIR --model kg/model``
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from kg.ontology import Schema, load_schema
from kg.pipeline import load
from kg.pipeline.tokenizer import blank
from training import schema
from training.features import Labels
from training.network import GROUP, Reader
from training.train import minilm
from training.wordings import teach

PIPES = ("kg_encoder", "kg_syntax", "kg_names", "kg_dates", "kg_mentions", "kg_coreference", "kg_relations", "kg_patterns",
         "kg_figures", "kg_quotations", "kg_modality")  # fmt: skip


class EncoderGraph(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder

    def forward(self, pieces: Tensor, casings: Tensor) -> tuple[Tensor, Tensor]:
        encoder = self.encoder
        places = torch.cumsum(torch.ones_like(pieces), 1) - 1
        x = encoder.words(pieces) + encoder.places(places) + encoder.segment + encoder.casing(casings)
        x = encoder.norm(x)
        middle = x
        for index, layer in enumerate(encoder.layers, start=1):
            x, _ = layer(x, torch.zeros(1), 0.0, attention=True)
            if index == 4:
                middle = x
        return middle, x


class MentionGraph(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.mentions = reader.mention_encoder

    def forward(self, tokens: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        x = tokens + self.mentions.marks(marks)
        weights = x
        for layer in self.mentions.layers:
            x, weights = layer(x, torch.zeros(1), 0.0, attention=True)
        return x, weights


def onnx(module: nn.Module, inputs: tuple[Tensor, ...], names: list[str], outputs: list[str], *, quantised: bool = True) -> bytes:
    """The module as an ONNX graph for one text of any length, its weights in signed eight bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    length = torch.export.Dim("length", min=2, max=512)
    with tempfile.TemporaryDirectory() as folder:
        raw, small = Path(folder) / "raw.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(module.eval(), inputs, str(raw), input_names=names, output_names=outputs, dynamo=True, external_data=False,
                          dynamic_shapes={n: {1: length} for n in names}, verbose=False)  # fmt: skip
        if not quantised:
            return raw.read_bytes()
        quantize_dynamic(raw, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        return small.read_bytes()


def arrays(module: nn.Module, names: dict[str, str] | None = None) -> dict[str, np.ndarray]:
    return {name: value.detach().float().numpy() for name, value in module.state_dict().items()}


def renamed(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Embedding tables lose their ``.weight``: they are looked up, not multiplied."""
    tables = ("types_s", "types_o", "distance_s", "distance_o", "distance", "match", "types")
    return {name.removesuffix(".weight") if name.removesuffix(".weight") in tables else name: v for name, v in found.items()}


def signatures(columns: list[str], ontology: Schema) -> dict[str, list[list[str]]]:
    """Which top types may stand on either side of a column; columns that the ontology doesn't have are left out before."""
    found: dict[str, list[list[str]]] = {}
    tops = [t for t in schema.TYPES if t != "Demonym"]
    for name in columns:
        if name == "roleOf":
            found[name] = [["Role"], ["Organization", "Place", "Event", "Product"]]
        elif name == "position":
            found[name] = [["Person"], ["Role"]]
        else:
            item = ontology.properties[name]
            subjects = sorted({t for t in tops if "Entity" in item.domain or any(ontology.top_class(c) == t for c in item.domain if c != "Entity")})
            objects = ["Date"] if item.date_valued else sorted({t for t in tops if "Entity" in item.range or any(ontology.top_class(c) == t for c in item.range if c != "Entity")})
            found[name] = [subjects, objects]
    return found


def build(reader: Reader, labels: Labels, ontology: Schema, tuned: dict[str, Any], *, quantised: bool = True) -> Any:
    """The spaCy pipeline of a trained network."""
    load.register_components()
    nlp = blank()
    nlp.meta.update(json.loads((Path(__file__).parent / "meta.json").read_text(encoding="utf-8")))
    pipes = {name: nlp.add_pipe(name) for name in PIPES}
    ids, marks = torch.arange(1000, 1012)[None], torch.zeros((1, 12), dtype=torch.long)
    encoder = onnx(EncoderGraph(reader), (ids, marks), ["pieces", "casings"], ["middle", "last"], quantised=quantised)
    pipes["kg_encoder"].load({}, {}, encoder)
    pipes["kg_encoder"].use((minilm() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"))
    pipes["kg_syntax"].load(arrays(reader.parser), {k: getattr(labels, k) for k in ("upos", "xpos", "lemmas", "deprels")})
    heads = {f"{n}.{k}": v for n in ("names", "nominals", "roles") for k, v in arrays(getattr(reader, n)).items()}
    pipes["kg_names"].load(heads, {"tags": list(schema.TAGS), "bodies": ontology.nouns_of("Organization")})
    graph = onnx(MentionGraph(reader), (torch.randn(1, 12, 384), marks), ["tokens", "marks"], ["deep", "attention"], quantised=quantised)
    numbering = {"types": list(schema.MENTION_TYPES), "kinds": list(schema.KINDS)}
    pipes["kg_mentions"].load({}, numbering, graph)
    tops = [t for t in schema.TYPES if t != "Demonym"]
    below = {c: next((t for t in tops if ontology.fold(t, c) != t), c if c in tops else "Other") for c in labels.classes}
    names = [ontology.fold(below[c], c) for c in labels.classes]
    classes = {f"classes.{k}": v for k, v in arrays(reader.classes).items()}
    pipes["kg_coreference"].load({**renamed(arrays(reader.coreference)), **classes}, {**numbering, "classes": names, "top_class": {n: below[c] for c, n in zip(labels.classes, names, strict=True)}})
    columns = [c for c in labels.columns if c in ontology.properties or c == "roleOf"]
    keep = [labels.columns.index(c) for c in columns]
    related = renamed(arrays(reader.relations))
    extra = [c for c in labels.columns if c not in columns and c not in schema.NEWS]
    rest = [labels.columns.index(c) for c in extra]
    related["extra.weight"], related["extra.bias"] = related["columns.weight"][rest], related["columns.bias"][rest]
    related["columns.weight"], related["columns.bias"] = related["columns.weight"][keep], related["columns.bias"][keep]
    settings = {**numbering, "columns": columns, "signatures": signatures(columns, ontology), "group": GROUP,
                "thresholds": tuned.get("thresholds", {}), "calibration": tuned.get("calibration", (1.0, 0.0)),
                "symmetric": sorted(c for c in columns if c in schema.SYMMETRIC), "modalities": list(schema.MODALITIES), "extra": extra}  # fmt: skip
    pipes["kg_relations"].load(related, settings)
    teach(nlp, ontology)
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("training/runs"))
    parser.add_argument("--model", type=Path, default=Path("kg/model"))
    parser.add_argument("--thresholds", type=Path, default=Path(__file__).parent / "thresholds.json")
    arguments = parser.parse_args()
    labels = Labels(**json.loads((arguments.work / "labels.json").read_text()))
    reader = Reader(30522, labels)
    reader.load_state_dict(torch.load(arguments.work / "state.pt", weights_only=False)["model"])
    tuned = json.loads(arguments.thresholds.read_text()) if arguments.thresholds.exists() else {}
    nlp = build(reader.eval(), labels, load_schema(), tuned)
    nlp.to_disk(arguments.model)


if __name__ == "__main__":
    main()
