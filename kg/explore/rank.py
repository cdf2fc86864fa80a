"""How important each entity is to the graph: PageRank over links read both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def pagerank(
    size: int,
    links: NDArray[np.int64],
    weights: NDArray[np.float64],
    *,
    damping: float = 0.85,
    rounds: int = 60,
    tolerance: float = 1e-9,
) -> NDArray[np.float64]:
    """The share of a random walk that each node gets; sums to 1.

    ``links`` is ``(n_links, 2)`` int64, undirected; ``weights`` is ``(n_links,)`` and positive.
    A node without links gets the base share. Source: Page et al. 1999, damping 0.85 as there.
    """
    import numpy as np

    if size == 0:
        return np.zeros(0)
    heads = np.concatenate([links[:, 0], links[:, 1]])
    tails = np.concatenate([links[:, 1], links[:, 0]])
    flow = np.concatenate([weights, weights])
    strength = np.bincount(heads, weights=flow, minlength=size)
    share = flow / strength[heads]
    loose = strength == 0
    rank = np.full(size, 1.0 / size)
    for _ in range(rounds):
        passed = np.bincount(tails, weights=rank[heads] * share, minlength=size)
        following = (1 - damping) / size + damping * (passed + rank[loose].sum() / size)
        moved = float(np.abs(following - rank).sum())
        rank = following
        if moved < tolerance:
            break
    return rank
