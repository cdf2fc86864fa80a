"""How components keep their weights: arrays in ``weights.npz``, settings in ``settings.json``, graphs as ONNX."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import ModelError

Arrays = dict[str, np.ndarray]

# Its kernel on the processor takes six times as long as the addition and the norm that it joins: a quarter of the encoder.
_SLOWER = ["SkipLayerNormFusion"]


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Writes arrays in half precision; the same arrays give the same bytes."""
    with path.open("wb") as stream:
        halves: Any = {name: arrays[name].astype(np.float16) for name in sorted(arrays)}
        np.savez(stream, **halves)


def read_arrays(path: Path) -> Arrays:
    """Reads arrays as float32. Raises ModelError if the file is missing or broken."""
    try:
        with np.load(path, allow_pickle=False) as found:
            return {name: found[name].astype(np.float32) for name in found.files}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: not the weights of a component: {error}") from error


def linear(arrays: Arrays, name: str) -> Callable[[np.ndarray], np.ndarray]:
    """The linear map stored as ``name.weight`` and ``name.bias``."""
    weight = np.ascontiguousarray(arrays[f"{name}.weight"].T)
    bias = arrays.get(f"{name}.bias")
    return (lambda x: x @ weight) if bias is None else (lambda x: x @ weight + bias)


class Graph:
    """An ONNX graph on one thread; the session is made at first use, so that it can be pickled before and after."""

    def __init__(self, model: bytes) -> None:
        self.model = model
        self._session: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return {"model": self.model, "_session": None}

    def run(self, **inputs: np.ndarray) -> list[np.ndarray]:
        if self._session is None:
            import onnxruntime  # type: ignore[import-untyped]

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                self.model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )
        found: list[np.ndarray] = self._session.run(None, inputs)
        return found


class Stored:
    """Serialisation of a component: subclasses keep ``arrays`` and ``settings`` and build on them in ``ready``."""

    arrays: Arrays
    settings: dict[str, Any]
    graph: Graph | None = None

    def ready(self) -> None:
        """Prepares what ``__call__`` needs from ``arrays`` and ``settings``."""

    def load(self, arrays: Arrays, settings: dict[str, Any], graph: bytes | None = None) -> None:
        """Puts weights in place; used when a model is made."""
        self.arrays = {name: value.astype(np.float16).astype(np.float32) for name, value in arrays.items()}
        self.settings = settings
        self.graph = Graph(graph) if graph is not None else None
        self.ready()

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        write_arrays(folder / "weights.npz", self.arrays)
        (folder / "settings.json").write_text(json.dumps(self.settings, indent=1, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        if self.graph is not None:
            (folder / "graph.onnx").write_bytes(self.graph.model)

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> Stored:
        folder = Path(path)
        self.arrays = read_arrays(folder / "weights.npz")
        self.settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        onnx = folder / "graph.onnx"
        self.graph = Graph(onnx.read_bytes()) if onnx.exists() else None
        self.ready()
        return self
