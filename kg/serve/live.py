"""The page of a graph file as it is now: made anew when the file changes."""

from __future__ import annotations

import hashlib
import logging
import threading
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphError
from kg.serve.worker import QueryWorker

Stamp = tuple[int, int, int]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its data by block name. ``version`` stands in the addresses of the data: blocks belong together."""

    version: str
    html: bytes
    data: dict[str, bytes]


class LiveGraph:
    """A graph file, its page and what answers queries about it.

    A file that cannot be read at the start is an error; one that cannot be read later, perhaps because it is just
    being written, leaves what there was before.
    """

    def __init__(self, path: Path, *, limit: float) -> None:
        self.path = path
        self.worker = QueryWorker(path, limit=limit)
        self._lock = threading.Lock()
        self._stamp = _stamp(path)
        self._page = make_page(path)

    def page(self) -> Page:
        """The page of the file as it is now."""
        with self._lock:
            stamp = _stamp(self.path)
            if stamp is not None and stamp != self._stamp:
                self._stamp = stamp
                self._read_again()
            return self._page

    def _read_again(self) -> None:
        try:
            self._page = make_page(self.path)
        except GraphError as error:
            logger.warning("%s; what was read before stays", " ".join(str(error).split()))
        else:
            self.worker.renew()


def make_page(path: Path) -> Page:
    """The page of a graph file; it holds the articles' text if the graph does.

    Raises:
        GraphError: the file cannot be read, or holds no graph of ours.
    """
    from kg.explore import live_page
    from kg.graph import from_quads, read_quads
    from kg.graph.terms import term
    from kg.ontology import load_schema

    quads = list(read_quads(path))
    whole_text = term("nif:isString")
    with_text = any(quad.predicate == whole_text for quad in quads)
    version = _digest(path)
    try:
        graph = from_quads(quads)
    except GraphError as error:
        raise GraphError(f"{path}: {error}") from None
    html, data = live_page(graph, with_text=with_text, schema=load_schema(), data_url=f"data/{version}/")
    return Page(version, html.encode("utf-8", "replace"), data)


def _stamp(path: Path) -> Stamp | None:
    """What changes when the file does; None while it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError as error:
        raise GraphError(f"{path}: {error.strerror}") from None
