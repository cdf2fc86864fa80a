"""The server: who may ask, and where."""

from __future__ import annotations

import ipaddress
from http.server import ThreadingHTTPServer
from pathlib import Path
from socket import AF_INET6
from socketserver import TCPServer
from typing import Self

from kg.errors import ConfigError, KGError
from kg.serve.handler import Handler
from kg.serve.live import LiveGraph


class GraphServer(ThreadingHTTPServer):
    """Serves one graph file until it is shut down; ``address`` is where.

    Raises:
        GraphError: the file cannot be read.
        ConfigError: the host is unknown, or the port taken.
    """

    daemon_threads = True

    def __init__(self, path: str | Path, *, host: str = "127.0.0.1", port: int = 8000, limit: float = 30.0) -> None:
        self.host = host.strip("[]")
        if ":" in self.host:
            self.address_family = AF_INET6
        super().__init__((self.host, port), Handler, bind_and_activate=False)
        try:
            self.server_bind()
            self.server_activate()
            self.live = LiveGraph(Path(path), limit=limit)
        except (OSError, OverflowError) as error:
            super().server_close()
            reason = getattr(error, "strerror", None) or str(error)
            raise ConfigError(f"{host}:{port}: {reason}, expected a host and a free port of this machine") from None
        except KGError:
            super().server_close()
            raise

    @property
    def address(self) -> str:
        """The page's address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.server_port}/"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can ask."""
        try:
            return ipaddress.ip_address(str(self.server_address[0])).is_loopback
        except ValueError:
            return False

    def is_ours(self, host: str) -> bool:
        """Whether a request's Host names this machine.

        A page of another site can have its own name resolve to this machine (DNS rebinding) and would then read what
        we answer. It cannot do that to a number or to ``localhost``, so these pass, and the name that we were given.
        """
        name = _without_port(host).lower()
        if name in {"localhost", self.host.lower()}:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name, as the base class does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def server_close(self) -> None:
        """Close the socket and end the process that answers queries."""
        super().server_close()
        self.live.worker.close()

    def __enter__(self) -> Self:
        return self


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host
