"""From signs to a distribution over modalities, by weights learned from annotated news.

Every sign is a few features (its kind and zone, these with the group of the property, its words); a claim's
score for a modality is the sum of their weights, as in logistic regression. Without the file of weights, or for
signs it has never seen, the kind and zone of a sign still count.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from kg.pipeline.modality.scope import Scope
from kg.pipeline.modality.signs import Sign
from kg.types import Modality

PRIOR = "= prior"
"""The row of the file that holds shares in place of weights."""
MODALITIES = tuple(sorted(modality.value for modality in Modality))
_NEAR = ("core", "above", "person")
_OPEN = frozenset({"planned", "agreed", "speculated", "denied"})


def features_of(signs: Iterable[Sign], scopes: list[Scope], *, group: str, name: str, event: bool) -> list[str]:
    """The features of a claim, sorted; those read without a parse have weights of their own."""
    found = {f"group {group}", f"property {name}"}
    kinds = {sign.kind for sign in signs if sign.zone != "elsewhere"}
    carriers = {sign.reason for sign in signs if sign.kind == "carrier"}
    ending = not event and any(sign.kind == "ended" and sign.zone.startswith(_NEAR) for sign in signs)
    for sign in signs:
        if event and sign.kind in {"former", "backshift", "ended"}:
            continue
        if ending and sign.kind in _OPEN and sign.zone != "elsewhere":
            sign = Sign(f"{sign.kind} end", sign.zone, sign.reason)
        plain = f"{sign.kind} {sign.zone}"
        found |= {plain, f"{plain} {group}", f"{plain} {name}", f"'{sign.reason}' {sign.zone}"}
        if sign.kind != "carrier" and sign.zone != "elsewhere":
            found |= {f"{plain} at {carrier}" for carrier in carriers}
    if not event and "ended" in kinds:
        found.add("ended, open" if kinds & _OPEN else "ended, closed")
    if not event and "former" in kinds and kinds & _OPEN:
        found.add("former, open")
    carried = any(scope.predicate is not None for scope in scopes)
    found |= {f"carried {carried}", f"carried {carried} {group}", f"sentences {len(scopes)}"}
    parsed = any(scope.parsed for scope in scopes)
    return sorted(found) if parsed else ["plain", *sorted(f"plain {feature}" for feature in found)]


def distribution(features: list[str], weights: Mapping[str, tuple[float, ...]] | None = None) -> dict[str, float]:
    """The shares of the modalities, which sum to one; ``weights`` are the shipped ones unless given."""
    table = shipped_weights() if weights is None else weights
    sums = list(table.get("", (0.0,) * len(MODALITIES))) if "plain" not in features else [0.0] * len(MODALITIES)
    for feature in features:
        for index, value in enumerate(table.get(feature, ())):
            sums[index] += value
    highest = max(sums)
    shares = [math.exp(value - highest) for value in sums]
    return {name: share / sum(shares) for name, share in zip(MODALITIES, shares, strict=True)}


@cache
def shipped_prior() -> dict[str, float]:
    """How common each modality is in the annotated news, in shares that sum to one."""
    return dict(zip(MODALITIES, shipped_weights()[PRIOR], strict=True))


@cache
def shipped_weights() -> dict[str, tuple[float, ...]]:
    """``data/modality_weights.tsv``: a feature and its weight for each modality in alphabetical order; "" is the bias."""
    text = files("kg.pipeline").joinpath("data", "modality_weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: tuple(float(value) for value in row[1:]) for row in rows}
