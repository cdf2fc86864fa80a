"""Each format gives the article's text, what the document says of itself, or a reason in one line."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read.draft import Draft
from kg.read.jsonl import read_lines
from kg.read.markdown import read_markdown
from kg.read.metadata import Metadata
from kg.read.pdf import read_pdf
from kg.read.text import read_text
from kg.read.web import read_web
from tests.read.samples import TEXT, WORDS, page, pdf


def test_plain_text_stays_as_it_is() -> None:
    text = "16_副本.jpg\n\nA view. [Photo]\n\n  Indented.\n"
    assert read_text(text.encode(), place="f") == Draft(text, "f")


# --- Markdown


def markdown(text: str) -> Draft:
    return read_markdown(text.encode(), place="f")


def test_front_matter_becomes_metadata_and_leaves_the_text() -> None:
    draft = markdown(
        "---\ntitle: \"Correction: \\\"MiniMax\\\"\"  # a comment\npublished: 2024-09-05\nsource: 'The Crow''s Post'\n"
        "url: https://a.example/x#y\ntags:\n  - ai\n  - video\nauthor:\n---\n\nOne.\n\nTwo.\n"
    )
    assert draft.text == "One.\n\nTwo."
    assert draft.stated == Metadata(
        title='Correction: "MiniMax"', published="2024-09-05", source="The Crow's Post", url="https://a.example/x#y"
    )


def test_front_matter_may_be_toml() -> None:
    draft = markdown('+++\ntitle = "T"\ndate = 2024-09-05\n+++\nOne.')
    assert (draft.text, draft.stated) == ("One.", Metadata(title="T", published="2024-09-05"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle T\n---\nOne.", "front matter, line 2: 'title T', expected 'key: value'"),
        ("---\ndate: soon\n---\nOne.", "published is 'soon'"),
        ("+++\ntitle = \n+++\nOne.", "front matter is no TOML"),
    ],
)
def test_broken_front_matter_is_named(text: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        markdown(text)


def test_a_line_between_paragraphs_is_no_front_matter() -> None:
    assert markdown("One.\n\n---\n\nTwo.").text == "One.\n\nTwo."


def test_markup_leaves_the_words() -> None:
    text = (
        'A **bold** *move* by [Palmline](https://p.example "t") &amp; Co, `code`.\nSecond line.\\\nThird. ![logo](l.png)\n\n'
        "## Heading\n\n- one\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<div>raw <b>x</b></div>\n\n```\nfenced\n```\n"
    )
    assert markdown(text).text.split("\n\n") == [
        "A bold move by Palmline & Co, code. Second line. Third.",
        "Heading",
        "one",
        "two",
        "quoted",
        "a, b",
        "1, 2",
        "raw  x",
        "fenced",
    ]


def test_a_first_heading_is_the_title_unless_there_is_one() -> None:
    assert markdown("# The *title*\n\nOne.") == Draft("One.", "f", Metadata(title="The title"))
    assert markdown("---\ntitle: T\n---\n# Heading\n\nOne.") == Draft("Heading\n\nOne.", "f", Metadata(title="T"))
    assert markdown("One.\n\n# Heading").stated.title is None


def test_a_long_text_is_cut_into_pieces_without_loss() -> None:
    paragraphs = [f"Paragraph {number} of a *long* text, with some more words in it." for number in range(10_000)]
    assert markdown("\n\n".join(paragraphs)).text == "\n\n".join(paragraphs).replace("*", "")


@given(st.text())
def test_any_text_is_markdown_or_refused(text: str) -> None:
    try:
        data = text.encode("utf-8", "surrogatepass")
        assert isinstance(read_markdown(data, place="f"), Draft)
    except ReadError as error:
        assert "\n" not in str(error)


# --- web pages


def test_a_page_gives_its_article_and_its_head() -> None:
    assert read_web(page(), place="f") == Draft(
        TEXT,
        "f",
        Metadata(
            title="Lanterna sells up",
            source="The Harbour Gazette",
            url="https://gazette.example/lanterna",
            published="2024-03-05",
            language="en",
        ),
    )


@pytest.mark.parametrize("charset", ["windows-1250", "iso-8859-1", "utf-8", "gb18030"])
def test_a_page_names_its_encoding(charset: str) -> None:
    words = ("Müller sold the firm to Söhne on Monday, its founder said in a statement to the press.", *WORDS)
    assert read_web(page(charset=charset, words=words), place="f").text == "\n\n".join(words)


def test_a_page_that_is_utf8_may_say_otherwise() -> None:
    words = ("Zoë sold the firm to Łódź on Monday, its founder said in a statement to the press.", *WORDS)
    data = page(words=words).replace(b'charset="utf-8"', b'charset="iso-8859-1"')
    assert read_web(data, place="f").text == "\n\n".join(words)


def test_a_page_that_breaks_its_word_is_refused() -> None:
    with pytest.raises(ReadError, match="f: not utf-8 at byte"):
        read_web(page() + b"\xff", place="f")


def test_xml_declarations_do_no_harm() -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>' + page()
    assert read_web(data, place="f").text == TEXT


@pytest.mark.parametrize("data", [b"<html></html>", b"<html><head><title>T</title></head><body><script>x()</script>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="f: a web page without an article"):
        read_web(data, place="f")


def test_hostile_titles_stay_words() -> None:
    title = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"
    assert read_web(page(title=title), place="f").stated.title == "</script><img src=x onerror=alert(1)>"


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="<>/=\"' aphtml!-&;#x0é\n\x01") | st.text())
def test_any_bytes_are_a_page_or_refused(text: str) -> None:
    try:
        assert isinstance(read_web(b"<html>" + text.encode("utf-8", "surrogatepass"), place="f"), Draft)
    except ReadError as error:
        assert "\n" not in str(error)


# --- PDF

LINES = [
    "Lanterna sells up",
    "Lanterna Games was sold to Wavelength Media on Monday, its foun-",
    "der, Mei Qingshan, said in a statement. The price was not dis-",
    "closed.",
    "Wavelength Media is based in Leeds (England), and Lanterna will",
    "stay in Lisbon.",
]


def test_the_lines_of_a_pdf_become_paragraphs() -> None:
    draft = read_pdf(pdf(LINES, ["A second page."], title="Lanterna sells up"), place="f")
    assert draft.stated == Metadata(title="Lanterna sells up")
    assert draft.text.split("\n\n") == [
        "Lanterna sells up",
        f"{WORDS[0]} The price was not disclosed.",
        "Wavelength Media is based in Leeds (England), and Lanterna will stay in Lisbon.",
        "A second page.",
    ]


@pytest.mark.parametrize("title", ["Microsoft Word - sale.docx", "untitled", "sale.indd", "  "])
def test_the_title_of_a_tool_is_none(title: str) -> None:
    assert read_pdf(pdf(LINES, title=title), place="f").stated.title is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Just words.", "no PDF"),
        (b"", "no PDF"),
        (b"%PDF-1.7\nnonsense", "a broken PDF: "),
        (pdf([""]), "a PDF without text"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=f"f: {reason}"):
        read_pdf(data, place="f")


def test_a_broken_pdf_leaves_no_other_line_behind(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ReadError):
        read_pdf(b"%PDF-1.4 broken", place="f")
    assert caplog.records == []


def test_an_encrypted_pdf_says_so() -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ReadError, match="f: an encrypted PDF"):
        read_pdf(out.getvalue(), place="f")


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=8), st.integers(0, 20)), min_size=1, max_size=6))
def test_a_damaged_pdf_is_read_or_refused(damages: list[tuple[int, bytes, int]]) -> None:
    data = bytearray(pdf(LINES, ["More."], title="T"))
    for at, new, old in damages:
        start = at % len(data)
        data[start : start + old] = new
    try:
        assert read_pdf(bytes(data), place="f").text
    except ReadError as error:
        assert error.path == "f" and "\n" not in str(error)


# --- JSON lines


def rows(*lines: bytes) -> list[Draft | ReadError]:
    return list(read_lines(lines, place="f"))


def test_a_row_is_an_article_and_its_text_stays_as_it_is() -> None:
    text = "Line\r\none.\n\n\u2028 Two\u0085 \U0001f600"
    row = {"id": 7, "text": text, "title": "T", "published": "2024-09-03", "source": "S", "url": "U", "entities": []}
    assert rows(json.dumps(row).encode()) == [
        Draft(text, "f:1", Metadata(id="7", title="T", published="2024-09-03", source="S", url="U"))
    ]


def test_a_bad_row_does_not_stop_the_others() -> None:
    good = b'{"text": "Good."}\n'
    bad = [
        (b'{"text": "open', r"f:2: no JSON at column 10"),
        (b"[1]", r"f:3: '\[1\]', expected an object with a 'text'"),
        (b'{"txt": "x"}', r"f:4: no 'text' among \['txt'\]"),
        (b'{"text": 5}', r"f:5: 'text' is 5, expected words"),
        (b'{"text": "\\ud800"}', r"f:6: 'text' holds half a surrogate pair"),
        ('{"text": "Zoë'.encode() + b'\xff"}', r"f:7: broken UTF-8"),
        (b'{"text": "x", "published": "soon"}', r"f:8: published is 'soon'"),
        (b"[" * 100_000, r"f:9: no JSON"),
    ]
    results = rows(good, *(line for line, _ in bad), b"\n", good)
    assert [isinstance(result, Draft) for result in results] == [True, *[False] * len(bad), True]
    for result, (_, reason) in zip(results[1:-1], bad, strict=True):
        with pytest.raises(ReadError, match=reason):
            raise result  # type: ignore[misc]


def test_a_byte_order_mark_is_no_part_of_the_first_row() -> None:
    assert rows(b'\xef\xbb\xbf{"text": "x"}') == [Draft("x", "f:1")]


@given(st.binary())
def test_any_line_is_a_row_or_refused(line: bytes) -> None:
    assert all(isinstance(result, Draft | ReadError) for result in rows(line))
