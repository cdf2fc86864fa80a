"""Bytes become text only where it is sure what they mean."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read.encoding import decode

ENGLISH = (
    "The firm’s “café” in Zürich — Müller & Söhne’s — cost £5… or €6 (±2 %), said José. ÉCOLE, Ångström? No: Émile."
)


@given(st.text(st.characters(exclude_characters="\x00\r", exclude_categories=("Cs",))))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    try:
        assert decode(data, place="f") == text.removeprefix("\ufeff")
    except ReadError as error:  # looks like something else
        assert "expected text" in error.reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    assert decode("Zoë 快手".encode(encoding), place="f") == "Zoë 快手"


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_both_orders_of_utf16_are_read(mark: str) -> None:
    assert decode("\ufeffZoë".encode(mark), place="f") == "Zoë"


def test_english_in_windows_1252_is_recognised() -> None:
    text = ENGLISH.replace("Ångström", "Angstrom")
    assert decode(text.encode("windows-1252"), place="f") == text


def test_dashes_between_words_are_sure_once_an_apostrophe_is() -> None:
    text = "The firm—it didn’t say more—is sold…or not."
    assert decode(text.encode("windows-1252"), place="f") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Antonín Dvořák wrote it.", "windows-1250"),
        ("Dvořák", "iso-8859-2"),
        ("Erdoğan met Şahin.", "windows-1254"),
        ("Martínez is from España.", "mac-roman"),
        ("Zoë and José are here.", "mac-roman"),
        ("He said “no” and “yes, it’s café”.", "mac-roman"),
        ("Ivan, Иван in Russian, left.", "windows-1251"),
        ("Ivan, Иван in Russian, left.", "koi8-r"),
        ("Kuaishou (快手) said.", "gb18030"),
        ("Kuaishou (快手) said.", "big5"),
        ("Sony (ソニー) said.", "shift-jis"),
        ("Samsung (삼성) said.", "euc-kr"),
        ("Pelé came à pied, très bien.", "windows-1252"),  # right, but also good Windows-1250
        ("Łódź is a city.", "windows-1250"),
        ("Athens (Αθήνα) is a city.", "windows-1253"),
    ],
)
def test_what_could_be_another_encoding_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(ReadError, match=r"f: an encoding that cannot be told.*expected UTF-8|f: broken UTF-8"):
        decode(text.encode(encoding), place="f")
    assert decode(text.encode(encoding), place="f", encoding=encoding) == text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


LATIN = st.text(st.sampled_from("aeßéèřşčñłİğıūÖöïóÓ£€’”…—°"), min_size=1)
LATIN_PAGES = ["cp1250", "cp1254", "cp1257", "iso-8859-2", "iso-8859-15", "mac-roman"]
OTHER = {"cp1251": "ПикГабвёя", "koi8-r": "ПикГабвя", "gb18030": "快手可灵", "shift-jis": "アソメ手", "euc-kr": "삼성"}
CASES = st.tuples(LATIN, st.sampled_from(LATIN_PAGES), st.sampled_from(["M{}", "{}n", "M{}n"])) | st.one_of(
    st.tuples(st.text(st.sampled_from(letters), min_size=3), st.just(page), st.just("{}"))
    for page, letters in OTHER.items()
)


@given(CASES)
def test_letters_of_other_code_pages_never_turn_into_other_letters(case: tuple[str, str, str]) -> None:
    word, encoding, form = case
    assume(form[0] != "M" or word == word.lower())  # no capitals inside a word
    assume(form[0] == "M" or "”" not in word)  # no quotation ends where a word begins
    data = f"The {form.format(word)} firm".encode(encoding, "ignore")
    true = data.decode(encoding)
    assume(not _is_utf8(data))
    try:
        read = decode(data, place="f")
    except ReadError:
        return
    wrong = {a for a, b in zip(read, true, strict=False) if a != b and (a.isalpha() or b.isalpha())}
    assert wrong == set()


def test_broken_utf8_is_refused_with_its_place() -> None:
    with pytest.raises(ReadError, match=r"f: broken UTF-8 \(byte 0xff at 6\), expected UTF-8"):
        decode("Zoë: ".encode() + b"\xff and \xc3", place="f")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"abc\x00def", "binary data"),
        (bytes(range(1, 32)) * 10, "binary data"),
        ("no mark".encode("utf-16-le"), "binary data"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError, match=f"f: {kind}.*expected text"):
        decode(data, place="f")


def test_a_nul_far_into_a_text_is_found() -> None:
    with pytest.raises(ReadError, match="a NUL at character 70000"):
        decode(b"x" * 70_000 + b"\x00", place="f")


def test_the_users_word_counts_and_is_checked() -> None:
    assert decode("Dvořák".encode("cp1250"), place="f", encoding="cp1250") == "Dvořák"
    with pytest.raises(ReadError, match="f: not utf-8 at byte 3"):
        decode("Dvořák".encode("cp1250") + b"\xff", place="f", encoding="utf-8")
    for name in ("klingon", "hex", "rot13"):
        with pytest.raises(ReadError, match=f"unknown encoding '{name}'"):
            decode(b"abc", place="f", encoding=name)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ReadError, match="half a surrogate pair at character 2"):
        decode(rb"ab\ud800", place="f", encoding="unicode_escape")


def test_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc\nd", place="f") == "a\nb\nc\nd"


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", place="f") == decode(codecs.BOM_UTF8, place="f") == ""
