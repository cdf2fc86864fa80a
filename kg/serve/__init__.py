"""A graph over HTTP: the live page with its data on demand, a SPARQL 1.1 endpoint, and whether the server is well.

``/`` is the page, ``/data/…`` what it fetches when a card opens, ``/sparql`` answers queries and changes nothing,
``/health`` says ``ok``. It is meant for one reader or a small team on a machine that they trust: no users, no TLS.
"""

from __future__ import annotations

from kg.serve.server import GraphServer

__all__ = ["GraphServer"]
