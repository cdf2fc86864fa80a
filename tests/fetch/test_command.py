"""What ``training.fetch`` downloads, and what it says where a source can't be had."""

from __future__ import annotations

import gzip
import hashlib
import http.server
import io
import json
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fetch.samples import GAP, put
from training.fetch import gap
from training.fetch.__main__ import DIFFERENT, SAME, fetch, main, write
from training.fetch.archives import FetchError, download
from training.fetch.catalogue import Repository, Source
from training.fetch.converters import lines

COMMIT = "0" * 40


def tarball(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"gap-{COMMIT}/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


class Server(http.server.ThreadingHTTPServer):
    """Serves what ``answers`` has, by path, and counts the requests."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, bytes] = {}
        self.requests = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.requests += 1
        body = self.server.answers.get(self.path)
        self.send_response(404 if body is None else 200)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


PATH = f"/example/gap/tar.gz/{COMMIT}"


@pytest.fixture
def repository() -> Repository:
    return Repository("gap", "https://github.com/example/gap", COMMIT)


@pytest.fixture
def source(repository: Repository, tmp_path: Path) -> Source:
    put(tmp_path / "expected/gap-development.tsv", GAP)
    digest = hashlib.sha256(lines(gap.gap(tmp_path / "expected")).encode()).hexdigest()
    return Source("gap", "Apache-2.0", (repository,), {"coref/gap/train.jsonl.gz": digest}, None)


def test_a_source_is_downloaded_converted_and_not_fetched_twice(server: Server, source: Source, tmp_path: Path) -> None:
    server.answers[PATH] = tarball({"gap-development.tsv": GAP.encode(), "README.md": b"x"})
    assert fetch(source, tmp_path / "data", base=server.base) == source.content
    written = gzip.decompress((tmp_path / "data/coref/gap/train.jsonl.gz").read_bytes())
    assert json.loads(written)["id"] == "gap-development-1"
    assert fetch(source, tmp_path / "data", base=server.base) == source.content
    assert server.requests == 1
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["coref"]


def test_only_what_is_wanted_is_unpacked(server: Server, repository: Repository, tmp_path: Path) -> None:
    server.answers[PATH] = tarball({"gap-development.tsv": b"x", "gap-test.tsv": b"x", "data/one": b"x"})
    download(repository, tmp_path / "out", wanted=("gap-development.tsv", "data/"), base=server.base)
    assert sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file()) == ["gap-development.tsv", "one"]


@pytest.mark.parametrize("broken", [b"no archive", tarball({"gap-development.tsv": GAP.encode() * 50})[:150], b""])
def test_a_broken_archive_is_one_line_that_names_source_and_address(server: Server, source: Source, tmp_path: Path, broken: bytes) -> None:
    server.answers[PATH] = broken
    with pytest.raises(FetchError) as caught:
        fetch(source, tmp_path / "data", base=server.base)
    assert str(caught.value).startswith(f"gap: {server.base}{PATH} is no archive that can be unpacked: ")
    assert "\n" not in str(caught.value)
    assert not list((tmp_path / "data").iterdir())


def test_an_archive_can_not_write_outside_its_folder(server: Server, repository: Repository, tmp_path: Path) -> None:
    server.answers[PATH] = tarball({"data/../../outside": b"x"})
    with pytest.raises(FetchError, match="outside the destination"):
        download(repository, tmp_path / "out", wanted=("data/",), base=server.base)
    assert not (tmp_path / "outside").exists()


def test_a_missing_archive_says_what_the_server_answers(server: Server, repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=f"gap: {server.base}{PATH} answers 404 Not Found"):
        download(repository, tmp_path, wanted=("data/",), base=server.base)


def test_a_server_that_is_not_there_is_one_line(server: Server, repository: Repository, tmp_path: Path) -> None:
    base = server.base
    server.server_close()
    with pytest.raises(FetchError, match="can't be downloaded") as caught:
        download(repository, tmp_path, wanted=("data/",), base=base, timeout=1)
    assert "\n" not in str(caught.value)


def test_a_repository_without_the_expected_file_is_one_line(source: Source, tmp_path: Path) -> None:
    (tmp_path / "repositories/gap").mkdir(parents=True)
    with pytest.raises(FetchError, match=r"gap: coref/gap/train.jsonl.gz can't be made from https://github.com/example/gap") as caught:
        fetch(source, tmp_path / "data", at_hand=tmp_path / "repositories")
    assert "\n" not in str(caught.value)


def test_the_command_says_that_a_file_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "repositories/gap/gap-development.tsv", GAP)
    assert main(["--to", str(tmp_path / "data"), "--from", str(tmp_path / "repositories"), "gap"]) == 0
    assert capsys.readouterr().out == f"gap: coref/gap/train.jsonl.gz: {DIFFERENT}\n"
    assert SAME != DIFFERENT


def test_the_command_goes_on_after_a_failure_and_reports_it(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "repositories/gap/gap-development.tsv", GAP)
    where = ["--to", str(tmp_path / "data"), "--from", str(tmp_path / "repositories"), "--archives", server.base]
    assert main([*where, "fire", "gap", "wikinews"]) == 1
    out, err = capsys.readouterr()
    assert err.startswith("error: fire: ") and err.count("\n") == 1
    assert f"gap: coref/gap/train.jsonl.gz: {DIFFERENT}" in out
    assert "wikinews: not fetched: " in out


def test_a_file_that_is_not_gzip_is_one_line(source: Source, tmp_path: Path) -> None:
    put(tmp_path / "coref/gap/train.jsonl.gz", b"text")
    with pytest.raises(FetchError, match="delete it and fetch again"):
        fetch(source, tmp_path)


def test_an_unknown_source_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--to", str(tmp_path), "nothing"])
    assert "no source called nothing; there are gap, gum," in capsys.readouterr().err


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.gz", "b.gz"):
        write(tmp_path / name, "one\n")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
