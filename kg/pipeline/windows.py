"""Long texts in overlapping windows; each token is read where it stands farthest from a window's edge."""

from __future__ import annotations

import numpy as np

Window = tuple[int, int]


def windows(sizes: np.ndarray, *, limit: int, size: int, overlap: int) -> list[Window]:
    """Token ranges whose summed ``sizes`` fit: one if all is within ``limit``, else steps of ``size - overlap``."""
    ends = np.cumsum(sizes)
    if not len(sizes) or ends[-1] <= limit:
        return [(0, len(sizes))] if len(sizes) else []
    found: list[Window] = []
    start = 0
    while True:
        before = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, before + size, side="right")), start + 1)
        found.append((start, stop))
        if stop >= len(sizes):
            return found
        after = int(np.searchsorted(ends, ends[stop - 1] - overlap, side="right"))
        start = min(max(after, start + 1), stop)


def best_window(found: list[Window], length: int) -> np.ndarray:
    """(length,) for each token the window in which it has most context on its poorer side."""
    best, where = np.full(length, -1.0), np.zeros(length, dtype=np.int64)
    last = len(found) - 1
    for number, (start, stop) in enumerate(found):
        place = np.arange(start, stop)
        left = np.inf if number == 0 else place - start
        right = np.inf if number == last else stop - 1 - place
        room = np.broadcast_to(np.minimum(left, right), place.shape)
        better = room > best[start:stop]
        best[start:stop][better] = room[better]
        where[start:stop][better] = number
    return where
