"""The server as its clients see it: real requests over a real connection on this machine."""

from __future__ import annotations

import csv
import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import ConfigError, GraphError
from kg.graph import to_quads, write_trig
from kg.ontology import load_schema
from kg.serve import GraphServer
from tests.explore.browser import throttle
from tests.explore.sample_articles import sample_graph

NAMES = "SELECT ?name WHERE { ?x a kg:Person ; skos:prefLabel ?name }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def line(self) -> str:
        """The body, which must be one line of text, without its end."""
        text = self.body.decode()
        assert text.endswith("\n") and text.count("\n") == 1
        assert self.headers["content-type"] == "text/plain; charset=utf-8"
        return text[:-1]


class Client:
    def __init__(self, server: GraphServer) -> None:
        self.server = server

    def __call__(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=120)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        reply = Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return reply

    def ask(self, query: str, accept: str = "*/*") -> Reply:
        return self(f"/sparql?query={quote(query)}", Accept=accept)


def started(path: Path, **options: Any) -> Iterator[Client]:
    with GraphServer(path, port=0, **options) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Client(server)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "graph.trig"
    write_trig(to_quads(sample_graph(), load_schema()), path)
    return path


@pytest.fixture(scope="session")
def client(written: Path) -> Iterator[Client]:
    yield from started(written, limit=60)


def version(client: Client) -> str:
    found = re.search(r'data-source="data/(\w+)/"', client("/").body.decode())
    assert found
    return found[1]


def test_the_page_comes_without_its_data(client: Client) -> None:
    reply = client("/")
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert b"data-source=" in reply.body and b"block-index" not in reply.body


def test_blocks_are_served_by_name_and_version(client: Client) -> None:
    import zlib

    reply = client(f"/data/{version(client)}/index")
    assert reply.status == 200
    assert "Orbeline Systems" in json.loads(zlib.decompress(reply.body))["entities"]["name"]
    assert "immutable" in reply.headers["cache-control"]
    old = client("/data/0123456789abcdef/index")
    assert (old.status, old.line) == (410, "the graph has changed since the page was opened, load it again")


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/data/../x", "/data/{}/../../graph.trig", "/data/{}/%2e%2e%2fpasswd", "//etc", "/x"]
)
def test_no_path_leads_to_a_file(client: Client, path: str) -> None:
    reply = client(path.replace("{}", version(client)))
    assert reply.status in {404, 410}
    assert reply.line


def test_health(client: Client) -> None:
    assert client("/health").line == "ok"
    head = client("/health", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "3")


def test_select_is_json_csv_or_xml_as_accepted(client: Client) -> None:
    as_json = client.ask(NAMES, "application/sparql-results+json")
    rows = json.loads(as_json.body)["results"]["bindings"]
    names = {row["name"]["value"] for row in rows}
    assert "Ines Carrow" in names
    as_csv = client.ask(NAMES, "text/csv")
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert {row["name"] for row in csv.DictReader(as_csv.body.decode().splitlines())} == names
    as_xml = client.ask(NAMES, "text/csv;q=0.2, application/sparql-results+xml")
    root = ElementTree.fromstring(as_xml.body)
    assert {item.text for item in root.iter("{http://www.w3.org/2005/sparql-results#}literal")} == names


def test_ask_is_answered_in_both_formats(client: Client) -> None:
    assert json.loads(client.ask("ASK { ?x a kg:Person }").body) == {"head": {}, "boolean": True}
    xml = client.ask("ASK { ?x a kg:Ghost }", "application/xml").body
    assert b"<boolean>false</boolean>" in xml


def test_construct_is_turtle(client: Client) -> None:
    reply = client.ask("CONSTRUCT { ?o kg:foundedBy ?p } WHERE { ?o kg:foundedBy ?p }")
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(list(parse(reply.body, format=RdfFormat.TURTLE))) > 1


def test_what_is_not_offered_is_not_acceptable(client: Client) -> None:
    reply = client.ask(NAMES, "image/png")
    assert reply.status == 406 and "expected one of application/sparql-results+json" in reply.line


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/sparql-query", NAMES.encode()),
        ("application/x-www-form-urlencoded", urlencode({"query": NAMES}).encode()),
    ],
)
def test_queries_can_be_posted(client: Client, kind: str, body: bytes) -> None:
    reply = client("/sparql", "POST", body, Content_Type=kind, Accept="text/csv")
    assert reply.status == 200 and b"Ines Carrow" in reply.body


@pytest.mark.parametrize(
    ("status", "words", "kind", "body"),
    [
        (403, "only reads", "application/sparql-update", b"CLEAR ALL"),
        (403, "only reads", "application/x-www-form-urlencoded", b"update=CLEAR+ALL"),
        (415, "expected application/x-www-form-urlencoded", "text/plain", b"ASK {}"),
        (400, "not UTF-8 at byte 1", "application/sparql-query", b"a\xff"),
        (400, "found 0 queries", "application/x-www-form-urlencoded", b""),
        (400, "found 2 queries", "application/x-www-form-urlencoded", b"query=ASK{}&query=ASK{}"),
        (400, "use GRAPH", "application/x-www-form-urlencoded", b"query=ASK{}&default-graph-uri=http://x/"),
        (413, "expected at most", "application/sparql-query", b"#" * (1 << 20 | 1)),
    ],
)
def test_what_a_post_may_not_is_one_line(client: Client, status: int, words: str, kind: str, body: bytes) -> None:
    try:
        reply = client("/sparql", "POST", body, Content_Type=kind)
    except (BrokenPipeError, ConnectionResetError):
        assert status == 413  # refused before it was sent to the end
        return
    assert reply.status == status and words in reply.line


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELEC ?x", "expected SELECT"),
        ("INSERT DATA { <http://a/> <http://b/> 1 }", "expected"),
        ("DROP ALL", "expected"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM is refused"),
        ("ASK { ?x nope:a 1 }", "unknown prefix nope:"),
    ],
)
def test_what_is_not_a_query_of_this_graph_is_refused(client: Client, query: str, words: str) -> None:
    reply = client.ask(query)
    assert reply.status == 400 and words in reply.line


def test_a_name_that_is_not_ours_is_refused(client: Client) -> None:
    for host in ("evil.example", f"evil.example:{client.server.server_port}", "127.0.0.1.evil.example", ""):
        reply = client("/", Host=host)
        assert reply.status == 403 and reply.line.startswith("Host ")
    for host in ("localhost", "127.0.0.1:9", "[::1]:80", "LOCALHOST"):
        assert client("/health", Host=host).status == 200


def test_pages_of_other_sites_are_refused(client: Client) -> None:
    assert client("/sparql", Origin="https://evil.example").status == 403
    assert client("/sparql", Origin="null").status == 403
    own = f"127.0.0.1:{client.server.server_port}"
    assert client("/health", Host=own, Origin=f"http://{own}").status == 200


def test_every_answer_guards_itself(client: Client) -> None:
    for path in ("/", "/health", "/sparql", "/nothing"):
        headers = client(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
        assert "Python" not in headers["server"]


def test_a_broken_request_and_another_method_are_one_line(client: Client) -> None:
    assert client("/", "DELETE").line == "Unsupported method ('DELETE')"
    with socket.create_connection(("127.0.0.1", client.server.server_port), timeout=60) as line:
        line.sendall(b"NONSENSE\r\n\r\n")
        answer = line.makefile("rb").read()
    assert answer.endswith(b"Bad request syntax ('NONSENSE')\n") or b"Bad HTTP/0.9 request type" in answer


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_answered(written: Path) -> None:
    for client in started(written, limit=2.0):
        reply = client.ask(ENDLESS)
        assert (reply.status, reply.line) == (503, "query: stopped, it took more than 2 seconds")
        assert client.ask("ASK {}").status == 200


def test_a_changed_file_is_read_again_and_a_broken_one_is_not(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    shutil.copy(written, path)
    for client in started(path, limit=60):
        before = version(client)
        assert json.loads(client.ask("ASK { ?x skos:prefLabel 'Newly Named' }").body)["boolean"] is False
        path.write_text("<broken", "utf-8")
        assert version(client) == before
        graph = sample_graph()
        first = replace(graph.entities[0], name="Newly Named", names=("Newly Named",))
        write_trig(to_quads(replace(graph, entities=(first, *graph.entities[1:])), load_schema()), path)
        assert version(client) != before
        assert client(f"/data/{before}/index").status == 410
        assert json.loads(client.ask("ASK { ?x skos:prefLabel 'Newly Named' }").body)["boolean"] is True
        os.remove(path)
        assert client("/").status == 200


def test_errors_at_the_start_are_one_line(client: Client, tmp_path: Path, written: Path) -> None:
    with pytest.raises(GraphError, match="nothing.trig"):
        GraphServer(tmp_path / "nothing.trig", port=0)
    with pytest.raises(ConfigError, match="expected a host and a free port"):
        GraphServer(written, port=client.server.server_port)


def test_the_request_in_the_reference_works(client: Client) -> None:
    text = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    (line,) = re.findall(r"^curl (?:.*\\\n)*.*", text, re.MULTILINE)
    words = shlex.split(line.replace("\\\n", " "))
    query = next(word for word in words if word.startswith("query=")).removeprefix("query=")
    accept = next(word for word in words if word.startswith("Accept: ")).removeprefix("Accept: ")
    reply = client.ask(query, accept)
    assert reply.headers["content-type"].startswith("text/csv") and len(reply.body.splitlines()) > 1


def test_the_page_in_a_browser_fetches_a_card_when_it_opens(client: Client, browser: Any) -> None:
    page = browser.new_page()
    throttle(page)
    page.set_default_timeout(90_000)
    troubles: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(client.server.address)
    page.wait_for_selector("body.ready")
    page.fill("#search", "Gannet")
    page.keyboard.press("Enter")
    page.wait_for_selector("blockquote.sentence")
    assert page.locator("#panel h2").inner_text() == "Gannet Strait"
    page.locator(".whence .title").first.click()
    page.wait_for_selector(".prose")
    assert any(url.endswith("/texts-0") for url in asked)
    assert all(url.startswith(client.server.address) for url in asked if not url.startswith("data:"))
    assert troubles == []
    page.close()


def test_the_command_says_where_it_serves_and_stops_when_interrupted(written: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", str(written), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None and running.stderr is not None
        found = re.match(r"http://127\.0\.0\.1:(\d+)/ serves ", running.stdout.readline())
        assert found
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=120)
        connection.request("GET", "/health")
        assert connection.getresponse().status == 200
        connection.close()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 0
        assert "Traceback" not in running.stderr.read()
