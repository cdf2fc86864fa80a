"""Queries in a process of their own, so that one that takes too long can be stopped.

The engine cannot be interrupted from within; a process can be ended. The next query starts another one.
"""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from kg.errors import GraphError, QueryError
from kg.serve.answers import Answer, refusal, rendered

if TYPE_CHECKING:
    from pyoxigraph import Store

READY = "ready"


class QueryWorker:
    """Answers queries about a graph file, one at a time, each within ``limit`` seconds."""

    def __init__(self, path: Path, *, limit: float) -> None:
        self.path = path
        self.limit = limit
        self._lock = threading.Lock()
        self._is_stale = False
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def answer(self, query: str, accept: str) -> Answer:
        """The answer, or why there is none: 400 for a query that is wrong, 503 for one that takes too long."""
        until = monotonic() + self.limit
        if not self._lock.acquire(timeout=self.limit):
            return refusal(503, f"busy with other queries for {self.limit:g} seconds, ask again later")
        try:
            if self._is_stale:
                self._stop()
                self._is_stale = False
            if not self._line:
                self._line = self._start()
                until = monotonic() + self.limit  # reading the graph is not the query's fault
            self._line.send((query, accept))
            if not self._line.poll(max(until - monotonic(), self.limit / 2)):
                self._stop()
                return refusal(503, f"query: stopped, it took more than {self.limit:g} seconds")
            answer: Answer = self._line.recv()
            return answer
        except GraphError as error:
            return refusal(503, str(error))
        except (EOFError, OSError):
            self._stop()
            return refusal(503, "query: the process that answered it ended, perhaps for want of memory; ask again")
        finally:
            self._lock.release()

    def renew(self) -> None:
        """Have the next query answered from the file as it then is."""
        self._is_stale = True

    def close(self) -> None:
        """End the process, whatever it is doing."""
        process = self._process
        if process is not None:
            process.kill()
            process.join()

    def _start(self) -> Connection:
        """Start the process and wait until it has read the graph.

        Raises:
            GraphError: it cannot be read.
        """
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self.path), daemon=True)
        self._process.start()
        theirs.close()
        said = ours.recv()
        if said != READY:
            ours.close()
            self._stop()
            raise GraphError(said)
        return ours

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _work(line: Connection, path: Path) -> None:
    """What the process does until the line is closed."""
    import signal

    from kg.query import open_graph

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends us
    try:
        store = open_graph(path)
    except GraphError as error:
        line.send(str(error))
        return
    line.send(READY)
    while True:
        try:
            query, accept = line.recv()
        except EOFError:
            return
        line.send(_answer(store, query, accept))


def _answer(store: Store, query: str, accept: str) -> Answer:
    from kg.query import ask

    try:
        return rendered(ask(store, query), accept)
    except (QueryError, ValueError, RuntimeError) as error:  # the engine's own errors of evaluation are the last two
        return refusal(400, str(error))
