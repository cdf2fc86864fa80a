"""The mean of the weights of several states: ``python -m training.average OUT STATE STATE…``.

States of one run, or of a run and its continuation, lie in one valley of the loss; their mean is better on text of other
kinds than any of them. A state that is named twice counts twice. Source: model soups (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("states", type=Path, nargs="+")
    arguments = parser.parse_args()
    parts = [torch.load(path, weights_only=False)["model"] for path in arguments.states]
    mean = {name: sum(part[name].float() for part in parts) / len(parts) for name in parts[0]}
    torch.save({"model": {name: value.to(parts[0][name].dtype) for name, value in mean.items()}}, arguments.out)


if __name__ == "__main__":
    main()
