"""Paths in, documents out: what is found, in which order, under which id, and what is said of the rest."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from kg.errors import DuplicateError, ReadError
from kg.read import Metadata, read_documents
from kg.types import Document
from tests.read.samples import TEXT, page, pdf


def put(folder: Path, **files: str | bytes) -> Path:
    """Files by name, ``__`` standing for a slash and ``_`` for a dot."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def ids(items: list[Document | ReadError]) -> list[str]:
    return [item.id if isinstance(item, Document) else str(item) for item in items]


def read(*paths: str | Path, **options: object) -> list[Document | ReadError]:
    return list(read_documents(paths, **options))  # type: ignore[arg-type]


# --- what is found


def test_every_kind_of_file_in_a_folder_is_read_in_order_of_name(tmp_path: Path) -> None:
    put(
        tmp_path,
        b_txt="Bee.",
        a_md="Ay.",
        d_html=page(),
        c_pdf=pdf(["Sea."]),
        e_jsonl='{"id": "e1", "text": "Ee."}\n{"id": "e2", "text": "Eh."}',
        sub__f_TXT="Eff.",
        g_docx="not read",
        README_md="About.",
        hidden__x="no",
    )
    put(tmp_path, _git__x_txt="Hidden.", _hidden_txt="Hidden.")
    documents = read(tmp_path)
    assert ids(documents) == ["a", "b", "c", "d", "e1", "e2", "sub/f"]
    assert [document.text for document in documents if isinstance(document, Document)][-1] == "Eff."


def test_ids_do_not_depend_on_where_a_folder_lies(tmp_path: Path) -> None:
    here = put(tmp_path / "here", asia__a_txt="One.", b_txt="Two.")
    there = put(tmp_path / "far" / "there", asia__a_txt="One.", b_txt="Two.")
    assert ids(read(here)) == ids(read(there)) == ["asia/a", "b"]
    assert ids(read(here / "asia" / "a.txt")) == ["a"]


def test_files_that_differ_in_suffix_alone_keep_it(tmp_path: Path) -> None:
    put(tmp_path, a_txt="One.", a_md="Two.", b_txt="Three.")
    assert ids(read(tmp_path)) == ["a.md", "a.txt", "b"]


def test_a_taken_name_gets_the_hash_of_the_text(tmp_path: Path) -> None:
    one, two = put(tmp_path / "1", a_txt="One."), put(tmp_path / "2", a_txt="Two.")
    first, second = ids(read(one, two))
    assert first == "a" and second.startswith("a-") and len(second) == 14


def test_rows_without_an_id_get_the_hash_of_the_text(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl='{"text": "One."}\n{"text": "Two."}', b_jsonl='\n\n{"text": "Three."}')
    names = ids(read(tmp_path))
    assert [name.split("-")[0] for name in names] == ["a", "a", "b"]
    assert ids(read(put(tmp_path / "x", a_jsonl='{"text": "Two."}') / "a.jsonl")) == names[1:2]


def test_annotated_articles_in_a_folder_are_left_out_but_read_when_asked_for(tmp_path: Path) -> None:
    put(tmp_path, a_txt="One.", gold_jsonl='{"id": "a", "text": "One.", "entities": []}')
    assert ids(read(tmp_path)) == ["a"]
    assert ids(read(tmp_path / "gold.jsonl")) == ["a"]


def test_the_path_is_the_one_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, in__a_txt="One.")
    monkeypatch.chdir(tmp_path)
    (document,) = read("in")
    assert isinstance(document, Document) and document.path == "in/a.txt"


# --- what is known


def test_the_document_goes_before_its_sidecar_and_that_before_the_options(tmp_path: Path) -> None:
    put(tmp_path, a_md="---\ntitle: Own\n---\nOne.", a_toml='title = "Beside"\npublished = 2024-09-03\nid = "x1"')
    options = Metadata(title="Option", published="2001", source="Option", language="de")
    assert read(tmp_path, defaults=options) == [
        Document("x1", "One.", "Own", "Option", None, "2024-09-03", "de", str(tmp_path / "a.md"))
    ]


@pytest.mark.parametrize("name", ["a_json", "a_txt_json"])
def test_a_sidecar_may_be_json_and_keep_the_suffix(tmp_path: Path, name: str) -> None:
    put(tmp_path, a_txt="One.", **{name: '{"title": "T", "source": "S"}'})
    (document,) = read(tmp_path)
    assert isinstance(document, Document) and (document.title, document.source) == ("T", "S")


def test_a_sidecar_speaks_for_all_rows_but_not_for_their_ids(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl='{"text": "One."}\n{"text": "Two.", "source": "Own"}', a_toml='source = "S"\nid = "x"')
    documents = read(tmp_path)
    assert [document.source for document in documents if isinstance(document, Document)] == ["S", "Own"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a_toml", "title = ", "a.toml: no TOML"),
        ("a_json", "{", "a.json: no JSON"),
        ("a_json", "[1]", "a.json: a JSON list, expected an object"),
        ("a_toml", 'published = "soon"', "a.toml: published is 'soon'"),
    ],
)
def test_a_broken_sidecar_is_named(tmp_path: Path, name: str, content: str, reason: str) -> None:
    put(tmp_path, a_txt="One.", b_txt="Two.", **{name: content})
    error, document = ids(read(tmp_path))
    assert reason in error and document == "b"


# --- twice the same


def test_a_text_that_was_read_before_is_noted(tmp_path: Path) -> None:
    put(tmp_path, a_txt="The same\ntext.", b_md="The  same text.\n", c_txt="Another.")
    first, note, other = read(tmp_path)
    assert isinstance(note, DuplicateError)
    assert (note.original, ids([first, other])) == ("a", ["a", "c"])
    assert str(note).endswith("b.md: the same text as a, not read again")


def test_an_id_that_is_stated_twice_is_an_error(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl='{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}')
    first, error = ids(read(tmp_path))
    assert first == "x" and "a.jsonl:2: the id 'x' is that of another text" in error


# --- what cannot be read


def test_what_cannot_be_read_does_not_stop_the_rest(tmp_path: Path) -> None:
    put(
        tmp_path,
        a_txt="",
        b_txt=b"\x89PNG\r\n\x1a\n",
        c_txt="Zoë".encode() + b"\xff",
        d_pdf="%PDF-1.7 broken",
        e_jsonl='{"text": "E."}\n{"text"',
        f_html="<html><body></body></html>",
        g_md="---\ntitle: Only a title\n---\n\n",
        h_html="",
        z_txt="Zed.",
    )
    reasons = [
        "a.txt: empty, expected text",
        "b.txt: a PNG image, expected text",
        "c.txt: broken UTF-8 (byte 0xff at 4), expected UTF-8",
        "d.pdf: a broken PDF",
        "e-",
        "e.jsonl:2: no JSON at column",
        "f.html: a web page without an article",
        "g.md: empty, expected text",
        "h.html: empty, expected text",
        "z",
    ]
    found = ids(read(tmp_path))
    assert len(found) == len(reasons)
    assert all(reason in item and "\n" not in item for item, reason in zip(found, reasons, strict=True))


def test_paths_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    put(tmp_path, a_docx="x", empty__x="x")
    kinds = ".txt .md .markdown .html .htm .xhtml .pdf .jsonl .ndjson"
    assert ids(read(tmp_path / "nowhere", tmp_path / "a.docx", tmp_path / "empty")) == [
        f"{tmp_path}/nowhere: no such file or folder",
        f"{tmp_path}/a.docx: .docx files cannot be read, expected one of {kinds}",
        f"{tmp_path}/empty: a folder without articles, expected files of {kinds}",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    put(tmp_path, a_txt="One.", b_txt="Two.")
    (tmp_path / "a.txt").chmod(0)
    error, document = ids(read(tmp_path))
    assert "a.txt: Permission denied" in error and document == "b"


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    put(tmp_path, a_txt="One.", b_txt="Two.")
    items = read_documents([tmp_path])
    assert isinstance(next(items), Document)
    (tmp_path / "b.txt").unlink()
    assert ids(list(items)) == [f"{tmp_path}/b.txt: No such file or directory, expected a file that can be read"]


def test_names_that_are_no_text_can_be_printed(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("One.")
    except OSError:
        pytest.skip("this file system only takes names that are text")
    (document,) = read(tmp_path)
    assert isinstance(document, Document)
    assert document.id == r"caf\xe9" and document.path is not None and document.path.encode()


def test_a_link_that_leads_in_a_circle_does_no_harm(tmp_path: Path) -> None:
    put(tmp_path, a_txt="One.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert ids(read(tmp_path)) == ["a"]


# --- standard input


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Plain words.\nMore.", ["Plain words.\nMore."]),
        (b"{ a brace } opens this text", ["{ a brace } opens this text"]),
        (page(), [TEXT]),
        (pdf(["Sea."]), ["Sea."]),
        (b"---\ntitle: T\n---\nOne.", ["One."]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        (b'\xef\xbb\xbf{"text": "One."}\n', ["One."]),
    ],
)
def test_standard_input_may_be_of_any_kind(data: bytes, texts: list[str]) -> None:
    documents = read("-", stdin=io.BytesIO(data))
    assert [document.text for document in documents if isinstance(document, Document)] == texts
    assert all(name.startswith("stdin-") for name in ids(documents))


def test_standard_input_takes_its_metadata_from_the_options_and_stays_open() -> None:
    stream = io.BytesIO(b"One.")
    (document,) = read("-", stdin=stream, defaults=Metadata(title="T", id="x"))
    assert document == Document("x", "One.", "T")
    assert not stream.closed


def test_nothing_on_standard_input_is_said() -> None:
    assert ids(read("-", stdin=io.BytesIO(b""))) == ["standard input: empty, expected text"]


# --- size


def peak(path: Path) -> tuple[int, int]:
    """Characters read, and the most memory that reading took, in bytes."""
    tracemalloc.start()
    length = sum(len(item.text) for item in read_documents([path]) if isinstance(item, Document))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return length, most


def test_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    rows = (json.dumps({"id": str(number), "text": f"{number} " + "longish" * 1000}) for number in range(400))
    (tmp_path / "big.jsonl").write_text("\n".join(rows))
    length, most = peak(tmp_path)
    assert length > 2_800_000
    assert most < 700_000


def test_a_long_text_needs_a_few_times_its_size(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("Lanterna Games was sold to Wavelength Media.\n" * 50_000)
    length, most = peak(tmp_path)
    assert length > 2_000_000
    assert most < 5 * length
