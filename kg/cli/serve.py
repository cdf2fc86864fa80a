"""``kg serve``: the page and a SPARQL endpoint over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphFile


def serve(
    graph: GraphFile,
    host: Annotated[str, typer.Option(help="The address to listen at; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    time_limit: Annotated[float, typer.Option(min=0.1, help="The seconds that a query may take.")] = 30.0,
    browse: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Serve a graph: the live page at /, SPARQL 1.1 at /sparql, read-only, until interrupted."""
    import webbrowser

    from kg.cli.console import print_note, write_answer
    from kg.serve import GraphServer

    with GraphServer(graph, host=host, port=port, limit=time_limit) as server:
        write_answer(f"{server.address} serves {graph}, {server.address}sparql answers queries; stop with Ctrl-C\n")
        if not server.is_local:
            print_note(f"{host}: whoever reaches this machine can read the graph, there are no passwords")
        if browse:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
