"""One request: checked, led to what answers it, answered."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from kg.serve.answers import Answer, refusal

if TYPE_CHECKING:
    from kg.serve.server import GraphServer

LONGEST_BODY = 1 << 20  # bytes of a query
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'"


class Handler(BaseHTTPRequestHandler):
    """Answers GET, HEAD and, for queries, POST."""

    server: GraphServer
    protocol_version = "HTTP/1.1"
    server_version = "kg"
    sys_version = ""
    timeout = 30  # seconds that a client may be silent

    def do_GET(self) -> None:
        """Answer a GET."""
        self._reply(self._refused() or self._found())

    def do_HEAD(self) -> None:
        """Answer like GET, without the body."""
        self.do_GET()

    def do_POST(self) -> None:
        """Answer a query in the body."""
        self._reply(self._refused() or self._posted())

    def _refused(self) -> Answer | None:
        """What a request gets that does not name this machine or comes from another site's page."""
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not self.server.is_ours(hosts[0]):
            self.close_connection = True
            return refusal(403, f"Host {', '.join(hosts)!r}: expected an address of this machine, or the --host name")
        origin = self.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc.lower() != hosts[0].lower():
            self.close_connection = True
            return refusal(403, f"Origin {origin!r}: pages of other sites are not answered")
        return None

    def _found(self) -> Answer:
        address = urlsplit(self.path)
        if address.path == "/":
            return Answer(200, "text/html; charset=utf-8", self.server.live.page().html)
        if address.path == "/health":
            return refusal(200, "ok")
        if address.path == "/sparql":
            return self._asked(address.query, "")
        if address.path.startswith("/data/"):
            return self._data(*address.path.removeprefix("/data/").partition("/")[::2])
        return refusal(404, "not found: there are /, /sparql and /health")

    def _data(self, version: str, name: str) -> Answer:
        """A block of the page, by its name alone: no file is ever opened for a request."""
        page = self.server.live.page()
        if version != page.version:
            return refusal(410, "the graph has changed since the page was opened, load it again")
        if name not in page.data:
            return refusal(404, "not found: the graph has no such part")
        return Answer(200, "application/octet-stream", page.data[name])

    def _posted(self) -> Answer:
        address = urlsplit(self.path)
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            self.close_connection = True
            return refusal(411, "Content-Length: expected the number of bytes of the body")
        if int(length) > LONGEST_BODY:
            self.close_connection = True
            return refusal(413, f"body of {length} bytes: expected at most {LONGEST_BODY}")
        body = self.rfile.read(int(length))
        if address.path != "/sparql":
            return refusal(405, "POST: only /sparql takes it")
        kind = self.headers.get_content_type()
        if kind == _UPDATE:
            return refusal(403, "update: this endpoint only reads")
        if kind not in {_FORM, _QUERY}:
            return refusal(415, f"Content-Type {kind!r}: expected {_FORM} or {_QUERY}")
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            return refusal(400, f"body: not UTF-8 at byte {error.start}")
        return self._asked(text, "") if kind == _FORM else self._asked(address.query, text)

    def _asked(self, form: str, body: str) -> Answer:
        """The answer to the query in a form's fields or, when they have none, in the body."""
        try:
            fields = parse_qs(form, keep_blank_values=True, max_num_fields=20)
        except ValueError as error:
            return refusal(400, f"fields: {error}")
        if "update" in fields:
            return refusal(403, "update: this endpoint only reads")
        if {"default-graph-uri", "named-graph-uri"} & fields.keys():
            return refusal(400, "default-graph-uri, named-graph-uri: queries see the served graph alone, use GRAPH")
        queries = fields.get("query", []) + [body] * bool(body)
        if len(queries) != 1:
            return refusal(400, f"found {len(queries)} queries, expected one: /sparql?query=SELECT …")
        self.server.live.page()  # a graph that has changed is read anew
        accept = ", ".join(self.headers.get_all("Accept") or []) or "*/*"
        return self.server.live.worker.answer(queries[0], accept)

    def _reply(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        is_page, is_part = answer.type.startswith("text/html"), answer.type == "application/octet-stream"
        # The page brings its own policy in its head; a frame around it may only be ours.
        self.send_header("Content-Security-Policy", "frame-ancestors 'self'" if is_page else _NOTHING)
        self.send_header("Cache-Control", "private, max-age=31536000, immutable" if is_part else "no-store")
        if not is_page and not is_part:
            self.send_header("Vary", "Accept")
        for name, value in _GUARDS.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the base class refuses (a broken request, another method), in one line like our own refusals."""
        self.close_connection = True
        self._reply(refusal(code, message or explain or HTTPStatus(code).phrase))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: queries may be private, and the terminal belongs to whoever started the server."""
