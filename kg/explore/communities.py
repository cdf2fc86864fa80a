"""Which entities belong together: Louvain's method, deterministic, in plain Python over flat arrays."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEVELS = 12


def communities(size: int, links: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """A community number for each node, ``(size,)`` int64; 0 is the largest, ties by lowest member.

    ``links`` is ``(n_links, 2)``, undirected, without self-links; ``weights`` is positive. Nodes are
    visited in index order, so the answer depends on nothing but the input.
    Source: Blondel et al. 2008, with the queue of Traag et al. 2019 for the local moves.
    """
    import numpy as np

    label = np.arange(size, dtype=np.int64)
    level_links, level_weights = links, weights
    loops = np.zeros(size)
    for _ in range(_LEVELS):
        moved = _local_moves(len(loops), level_links, level_weights, loops)
        groups, compact = np.unique(moved, return_inverse=True)
        compact = compact.astype(np.int64)
        label = compact[label]
        if len(groups) == len(loops):
            break
        level_links, level_weights, loops = _merge(compact, len(groups), level_links, level_weights, loops)
    return _by_size(label)


def _local_moves(
    size: int, links: NDArray[np.int64], weights: NDArray[np.float64], loops: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Move nodes to the neighbouring community that raises modularity most, until none moves."""
    import numpy as np

    starts, neighbours, flows = _rows(size, links, weights)
    degree_array = np.bincount(links.ravel(), weights=np.repeat(weights, 2), minlength=size) + 2 * loops
    degree: list[float] = degree_array.tolist()
    total = degree_array.sum() or 1.0
    community = list(range(size))
    mass = list(degree)
    waiting = deque(range(size))
    queued = bytearray(b"\x01") * size
    budget = 40 * size
    while waiting and budget:
        budget -= 1
        node = waiting.popleft()
        queued[node] = 0
        home = community[node]
        near: dict[int, float] = {}
        for position in range(starts[node], starts[node + 1]):
            other = community[neighbours[position]]
            near[other] = near.get(other, 0.0) + flows[position]
        mass[home] -= degree[node]
        pull = degree[node] / total
        best, gain = home, near.get(home, 0.0) - pull * mass[home]
        for other, flow in near.items():
            other_gain = flow - pull * mass[other]
            if other_gain > gain + 1e-12:
                best, gain = other, other_gain
        mass[best] += degree[node]
        if best == home:
            continue
        community[node] = best
        for position in range(starts[node], starts[node + 1]):
            neighbour = neighbours[position]
            if not queued[neighbour] and community[neighbour] != best:
                queued[neighbour] = 1
                waiting.append(neighbour)
    return np.asarray(community, dtype=np.int64)


def _rows(
    size: int, links: NDArray[np.int64], weights: NDArray[np.float64]
) -> tuple[list[int], list[int], list[float]]:
    """The links as compressed rows: where each node's row starts, its neighbours, their weights."""
    import numpy as np

    heads = np.concatenate([links[:, 0], links[:, 1]])
    tails = np.concatenate([links[:, 1], links[:, 0]])
    flows = np.concatenate([weights, weights])
    order = np.lexsort((tails, heads))
    starts = np.concatenate([[0], np.cumsum(np.bincount(heads, minlength=size))])
    return starts.tolist(), tails[order].tolist(), flows[order].tolist()


def _merge(
    label: NDArray[np.int64],
    size: int,
    links: NDArray[np.int64],
    weights: NDArray[np.float64],
    loops: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """The graph between communities: links inside one become its loop, parallel links add up."""
    import numpy as np

    ends = np.sort(label[links], axis=1) if len(links) else links
    inside = ends[:, 0] == ends[:, 1]
    merged_loops = np.bincount(label, weights=loops, minlength=size)
    merged_loops += np.bincount(ends[inside, 0], weights=weights[inside], minlength=size)
    keys, inverse = np.unique(ends[~inside, 0] * size + ends[~inside, 1], return_inverse=True)
    merged = np.stack([keys // size, keys % size], axis=1)
    flows = np.bincount(inverse, weights=weights[~inside], minlength=len(keys)).astype(np.float64)
    return merged, flows, merged_loops.astype(np.float64)


def _by_size(label: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the communities anew: the largest first, ties by their lowest member."""
    import numpy as np

    if not len(label):
        return label
    _, first, inverse, counts = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -counts))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[inverse]
