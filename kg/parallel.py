"""Reading with several processes; what comes out does not depend on how many there are."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.extract import annotate, extract
from kg.types import Annotation, Document

if TYPE_CHECKING:
    from spacy.language import Language

AHEAD = 4
"""Documents per process that wait for their turn, so that a large collection does not wait in memory."""

_loaders: list[Callable[[], Language]] = []  # a worker's own, as its reader is
_readers: list[Language] = []


def read_all(
    documents: Iterable[Document], load: Callable[[], Language], *, processes: int = 1
) -> Iterator[Annotation]:
    """The annotation of each document, in order; ``load`` gives the pipeline, once in each process.

    ``load`` is a function of a module or a partial of one, since it travels to the processes.

    Raises:
        ModelError: the pipeline does not load, or a process ended before its work did.
    """
    if processes == 1:
        nlp = load()
        yield from extract(documents, nlp)
        del nlp
        gc.collect()  # in cycles of its own, the reader would lie beside the graph to the end
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(load,)) as pool:
        try:
            yield from _in_order(pool, iter(documents), ahead=AHEAD * processes)
        except BrokenProcessPool:
            raise ModelError("a reading process ended early, for want of memory perhaps: try fewer processes") from None


def _in_order(pool: ProcessPoolExecutor, documents: Iterator[Document], *, ahead: int) -> Iterator[Annotation]:
    waiting: deque[Future[Annotation]] = deque(pool.submit(_read, document) for document in islice(documents, ahead))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(_read, document) for document in islice(documents, 1))


def _start(load: Callable[[], Language]) -> None:
    """Keep what loads the reader; it runs with the first document, so that its errors reach whoever waits for that."""
    _loaders.append(load)


def _read(document: Document) -> Annotation:
    if not _readers:
        _readers.append(_loaders[0]())
    return annotate(document, _readers[0])
