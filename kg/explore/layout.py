"""Where each entity is drawn: forces for the leading few hundred, halos around them for the rest.

Everything is computed once, here, so that the page never simulates: it opens with the picture
ready. Same input, same coordinates: starts are fixed, nothing is random.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GOLDEN_ANGLE = 2.399963229728653
SKELETON = 460
_SPACING = 54.0
_WIDE = 1.45


def layout(
    links: NDArray[np.int64],
    weights: NDArray[np.float64],
    community: NDArray[np.int64],
    boxes: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Whole-pixel coordinates, ``(n, 2)`` int64, for nodes numbered by importance (0 leads).

    ``links`` is ``(n_links, 2)``, undirected, ``weights`` ``(n_links,)`` positive, ``community``
    ``(n,)``. ``boxes`` is ``(n_drawn, 2)``: width and height in pixels that each of the leading
    nodes needs for its disc and label; those do not overlap in the result.
    """
    import numpy as np

    size = len(community)
    if size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    lead = min(size, SKELETON)
    among = (links < lead).all(axis=1)
    places = np.zeros((size, 2))
    skeleton = _forces(lead, links[among], weights[among], community[:lead])
    places[:lead] = skeleton * _room(size, lead) * np.array([1.06, 0.97])
    _clear_boxes(places, boxes * 1.25)  # pictures are seen a little from afar
    if size > lead:
        _halos(places, lead, links, weights)
    pixels: NDArray[np.int64] = np.rint(places - places[:lead].mean(axis=0)).astype(np.int64)
    return pixels


def _room(size: int, lead: int) -> float:
    """How far the skeleton is spread so that the halos of the others fit between its nodes."""
    return float(1.0 + 0.35 * max(0.0, (size / lead) ** 0.5 - 1.0))


def _start(community: NDArray[np.int64]) -> NDArray[np.float64]:
    """Communities as sunflowers on a larger sunflower: a fair start that the forces then correct."""
    import numpy as np

    def sunflower(index: NDArray[np.float64], spacing: float) -> NDArray[np.float64]:
        radius = spacing * np.sqrt(index + 0.5)
        return np.stack([radius * np.cos(index * GOLDEN_ANGLE), radius * np.sin(index * GOLDEN_ANGLE)], axis=1)

    _, number, counts = np.unique(community, return_inverse=True, return_counts=True)
    inside = np.zeros(len(community))
    for group in range(len(counts)):
        inside[number == group] = np.arange(counts[group])
    spread = _SPACING * 0.9 * float(np.sqrt(counts.mean())) + _SPACING
    return sunflower(number.astype(float), spread) + sunflower(inside, _SPACING * 0.5)


def _forces(
    size: int,
    links: NDArray[np.int64],
    weights: NDArray[np.float64],
    community: NDArray[np.int64],
    *,
    rounds: int = 260,
) -> NDArray[np.float64]:
    """Push every pair apart, pull linked pairs and communities together, cool down.

    Source: Fruchterman and Reingold 1991 (the forces and the cooling); Jacomy et al. 2014
    (hubs push in proportion to their degree; gravity keeps loose parts near).
    """
    import numpy as np

    places = _start(community)
    degree = np.bincount(links.ravel(), minlength=size).astype(float)
    mass = 1.0 + 0.42 * np.sqrt(degree)
    pushes = np.outer(mass, mass) * _SPACING**2
    _, group, counts = np.unique(community, return_inverse=True, return_counts=True)
    together = np.where(group[links[:, 0]] == group[links[:, 1]], 1.0, 0.16)
    pull = together * np.minimum(1.6, 0.8 + 0.2 * weights) / np.sqrt(np.minimum(mass[links[:, 0]], mass[links[:, 1]]))
    reach = (9.0 * _SPACING) ** 2
    for turn in range(rounds):
        delta = places[:, None, :] - places[None, :, :]
        square = np.einsum("ijk,ijk->ij", delta, delta)
        np.maximum(square, 9.0, out=square)
        push = np.where(square < reach, pushes / square - pushes / reach, 0.0)
        move = np.einsum("ij,ijk->ik", push, delta)
        span = places[links[:, 0]] - places[links[:, 1]]
        force = span * (np.hypot(span[:, 0], span[:, 1]) * pull / _SPACING)[:, None]
        np.subtract.at(move, links[:, 0], force)
        np.add.at(move, links[:, 1], force)
        centres = np.stack([np.bincount(group, weights=places[:, axis]) / counts for axis in (0, 1)], axis=1)
        move += (centres[group] - places) * 0.9
        move -= places * np.array([0.2, 0.2 * _WIDE]) * np.sqrt(mass)[:, None]
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        heat = _SPACING * 0.6 * (1.0 - turn / rounds) ** 1.4 + 0.5
        places += move * (np.minimum(length, heat) / length)[:, None]
    return places


def _clear_boxes(places: NDArray[np.float64], boxes: NDArray[np.float64], *, rounds: int = 120) -> None:
    """Move the leading nodes apart, in place, until none of their boxes overlap (or rounds run out)."""
    import numpy as np

    drawn = len(boxes)
    if drawn < 2:
        return
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    spot = places[:drawn]
    upper = np.triu(np.ones((drawn, drawn), dtype=bool), 1)
    for _ in range(rounds):
        delta = spot[:, None, :] - spot[None, :, :]
        lack = need - np.abs(delta)
        first, second = np.nonzero((lack > 0.5).all(axis=2) & upper)
        if not len(first):
            return
        gap = lack[first, second]
        axis = (gap[:, 0] > gap[:, 1]).astype(int)
        row = np.arange(len(first))
        way = np.where(delta[first, second, axis] >= 0, 1.0, -1.0)
        shift = way * np.minimum(gap[row, axis], 40.0) * 0.3
        np.add.at(spot, (first, axis), shift)
        np.subtract.at(spot, (second, axis), shift)


def _halos(places: NDArray[np.float64], lead: int, links: NDArray[np.int64], weights: NDArray[np.float64]) -> None:
    """Place everything past the skeleton, in place: wave by wave around a placed neighbour, strangers in a belt."""
    import numpy as np

    size = len(places)
    placed = np.zeros(size, dtype=bool)
    placed[:lead] = True
    step = 13.0
    while True:
        heads = np.concatenate([links[:, 0], links[:, 1]])
        tails = np.concatenate([links[:, 1], links[:, 0]])
        reach = placed[heads] & ~placed[tails]
        if not reach.any():
            break
        parent, child = heads[reach], tails[reach]
        flow = np.concatenate([weights, weights])[reach]
        middle = [np.bincount(child, weights=flow * places[parent, axis], minlength=size) for axis in (0, 1)]
        share = np.bincount(child, weights=flow, minlength=size)
        order = np.lexsort((parent, -flow, child))
        new, first = np.unique(child[order], return_index=True)
        chosen = parent[order][first]
        centre = np.stack([values[new] / share[new] for values in middle], axis=1)
        places[new] = 0.62 * places[chosen] + 0.38 * centre + _around(chosen, step)
        placed[new] = True
        step = max(6.0, step * 0.72)
    _belt(places, placed, links)


def _around(parents: NDArray[np.int64], step: float) -> NDArray[np.float64]:
    """An offset for each child of a parent, ``(n, 2)``: a sunflower that starts outside the parent's disc."""
    import numpy as np

    order = np.argsort(parents, kind="stable")
    ordered = parents[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    counts = np.diff(np.concatenate([starts, [len(ordered)]]))
    number = np.empty(len(parents))
    number[order] = np.arange(len(ordered)) - np.repeat(starts, counts)
    radius = step * np.sqrt(number + 4.0)
    angle = (number + parents * 0.37) * GOLDEN_ANGLE
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _belt(places: NDArray[np.float64], placed: NDArray[np.bool_], links: NDArray[np.int64]) -> None:
    """Entities with no path to the skeleton, in place: a belt around it, linked ones side by side."""
    import numpy as np

    strangers = np.flatnonzero(~placed)
    if not len(strangers):
        return
    centre = places[placed].mean(axis=0)
    distance = np.hypot(*(places[placed] - centre).T)
    inner = float(np.quantile(distance, 0.97)) + 150.0
    position = {int(node): number for number, node in enumerate(strangers)}
    island = list(range(len(strangers)))

    def root(node: int) -> int:
        while island[node] != node:
            island[node] = island[island[node]]
            node = island[node]
        return node

    for one, two in links[(~placed[links]).all(axis=1)].tolist():
        first, second = root(position[one]), root(position[two])
        island[max(first, second)] = min(first, second)
    order = np.lexsort((strangers, np.array([root(node) for node in range(len(strangers))])))
    pitch = 22.0
    turns = np.sqrt((inner / pitch) ** 2 + (np.arange(len(strangers)) + 1) / np.pi)  # even spacing along a spiral
    angle = 2 * np.pi * turns
    ring = np.stack([np.cos(angle) * _WIDE**0.5, np.sin(angle) / _WIDE**0.5], axis=1)
    places[strangers[order]] = centre + ring * (pitch * turns)[:, None]
