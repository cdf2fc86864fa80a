"""The page itself: a pyvis network in our own template, with styles, scripts and data inside one file."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError
from kg.explore.payload import blocks, compress, encode
from kg.explore.picture import Picture, take_picture
from kg.types import KnowledgeGraph, Modality

if TYPE_CHECKING:
    from pyvis.network import Network

    from kg.ontology import Schema

_HERE = Path(__file__).parent
_TITLE = "Knowledge graph"
_VIS_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": False, "multiselect": False, "tooltipDelay": 10_000_000,
                    "selectConnectedEdges": False, "zoomSpeed": 0.7},
    "nodes": {"shape": "custom", "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}  # fmt: skip


def write_page(
    graph: KnowledgeGraph,
    path: str | os.PathLike[str],
    *,
    title: str = _TITLE,
    with_text: bool = False,
    schema: Schema | None = None,
) -> None:
    """Write the page of ``graph`` to ``path``: one UTF-8 file that needs nothing else.

    ``with_text`` keeps the articles' full text in the page for its article view.

    Raises:
        OutputError: the file cannot be written.
        GraphError: the graph points to an entity or document that it does not hold.
    """
    html = render_page(graph, title=title, with_text=with_text, schema=schema)
    target = Path(path)
    draft = target.with_name(f"{target.name}.part")
    try:
        draft.write_bytes(html.encode("utf-8", "replace"))
        draft.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot write the page: {error.strerror or error}") from error


def render_page(
    graph: KnowledgeGraph,
    *,
    title: str = _TITLE,
    with_text: bool = False,
    schema: Schema | None = None,
    data_url: str | None = None,
) -> str:
    """The page of ``graph`` as HTML.

    With ``data_url`` the data stays out of the page and is fetched from ``{data_url}{name}`` when it is
    needed; ``page_data`` gives what has to be answered there.

    Raises:
        GraphError: the graph points to an entity or document that it does not hold.
    """
    picture = take_picture(graph)
    found = {} if data_url is not None else blocks(graph, picture, title=title, with_text=with_text, schema=schema)
    return _html(graph, picture, {name: encode(block) for name, block in found.items()}, title, data_url)


def live_page(
    graph: KnowledgeGraph,
    *,
    title: str = _TITLE,
    with_text: bool = False,
    schema: Schema | None = None,
    data_url: str = "data/",
) -> tuple[str, dict[str, bytes]]:
    """What ``render_page`` with ``data_url`` and ``page_data`` give, at the price of one: the layout is computed once.

    Raises:
        GraphError: the graph points to an entity or document that it does not hold.
    """
    picture = take_picture(graph)
    found = blocks(graph, picture, title=title, with_text=with_text, schema=schema)
    return _html(graph, picture, {}, title, data_url), {name: compress(block) for name, block in found.items()}


def _html(graph: KnowledgeGraph, picture: Picture, data: Mapping[str, str], title: str, data_url: str | None) -> str:
    network = network_of(graph, picture)
    network.heading = title
    network.templateEnv.globals["page"] = _parts(data, data_url)
    html: str = network.generate_html("page.html")
    return html


def page_data(
    graph: KnowledgeGraph, *, title: str = _TITLE, with_text: bool = False, schema: Schema | None = None
) -> dict[str, bytes]:
    """The data of the page by block name, each to be served as it is (``application/octet-stream``)."""
    found = blocks(graph, take_picture(graph), title=title, with_text=with_text, schema=schema)
    return {name: compress(block) for name, block in found.items()}


class Frame:
    """A page inside a notebook: an isolated frame that notebooks show by its ``_repr_html_``."""

    def __init__(self, html: str, height: int) -> None:
        self.html = html
        self.height = height

    def _repr_html_(self) -> str:
        rights = "allow-scripts allow-downloads allow-popups allow-modals"
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="{rights}" title="Knowledge graph" '
            f'style="width:100%;height:{self.height}px;border:1px solid #d5d9e0;border-radius:8px"></iframe>'
        )


def notebook(
    graph: KnowledgeGraph,
    *,
    title: str = _TITLE,
    with_text: bool = False,
    schema: Schema | None = None,
    height: int = 680,
) -> Frame:
    """The page as an object that a notebook shows; ``height`` in pixels."""
    return Frame(render_page(graph, title=title, with_text=with_text, schema=schema), height)


def network_of(graph: KnowledgeGraph, picture: Picture) -> Network:
    """The first picture as a pyvis network: the leading entities in place, one edge for each linked pair."""
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    colours = json.loads((_HERE / "page" / "colours.json").read_text(encoding="utf-8"))
    network = Network(directed=True, cdn_resources="in_line")
    network.set_template_dir(str(_HERE / "page"), "page.html")
    network.templateEnv = Environment(loader=FileSystemLoader(str(_HERE / "page")), autoescape=True)
    network.options = _VIS_OPTIONS
    for number in range(picture.drawn):
        entity, (x, y) = picture.entities[number], picture.places[number]
        colour = colours.get(entity.type, colours["Other"])["light"]
        network.add_node(number, label=entity.name[:80], color=colour, x=x, y=y, group=entity.type)
    for (one, two), said in sorted(_pairs(graph, picture).items()):
        network.add_edge(one, two, id=f"{one}-{two}", said=said)
    return network


def _pairs(graph: KnowledgeGraph, picture: Picture) -> dict[tuple[int, int], bool]:
    """Linked pairs among the drawn entities, lower number first; True where something asserted links them."""
    pairs: dict[tuple[int, int], bool] = {}
    for statement in graph.statements:
        if not isinstance(statement.object, str):
            continue
        one, two = sorted((picture.number[statement.subject], picture.number[statement.object]))
        if one != two and two < picture.drawn:
            pairs[one, two] = pairs.get((one, two), False) or statement.modality is Modality.ASSERTED
    return pairs


def _parts(data: Mapping[str, str], data_url: str | None) -> dict[str, Any]:
    """What the template puts around the network; scripts and styles run only by their hash."""
    style = (_HERE / "static" / "explore.css").read_text(encoding="utf-8")
    scripts = [vis_network(), (_HERE / "static" / "explore.js").read_text(encoding="utf-8")]
    connect = "'none'" if data_url is None else "'self'"
    policy = [
        "default-src 'none'",
        "script-src " + " ".join(_hash(script) for script in scripts),
        f"style-src {_hash(style)}",
        "img-src data: blob:",
        f"connect-src {connect}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return {"style": style, "scripts": scripts, "policy": "; ".join(policy), "data": data, "data_url": data_url}


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def vis_network() -> str:
    """The vis-network script that the installed pyvis carries, licence notice included.

    Raises:
        OutputError: this pyvis carries none.
    """
    package = find_spec("pyvis")
    folders = list(package.submodule_search_locations or ()) if package else []
    found = [file for folder in folders for file in Path(folder).glob("lib/vis-*/vis-network.min.js")]
    if not found:
        raise OutputError(f"pyvis in {folders}: expected lib/vis-*/vis-network.min.js, which the page is drawn with")
    newest = max(found, key=lambda file: [int(part) for part in re.findall(r"\d+", file.parent.name)])
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*\Z", "\n", newest.read_text(encoding="utf-8"))
