"""Bytes to text: UTF-8, what a byte order mark or the document itself names, else refused rather than guessed.

One legacy encoding is recognised because English news so often comes in it: Windows-1252, and that only where
every byte beyond ASCII is a punctuation mark, or a letter that Central European and Turkish code pages have at
the same place. Anything else would sooner or later turn a name into another name in silence.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_CONTROL = bytes(sorted({*range(32)} - {*b"\t\n\v\f\r\x1b"})) + b"\x7f"
_BEYOND = re.compile(rb"[\x80-\xff]")
_HALF = re.compile("[\ud800-\udfff]")
_UTF8_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

# Windows-1252, where it cannot be taken for another code page: signs (euro, pound, copyright …) apart from letters,
# letters where words have them, and punctuation. What is punctuation or a small letter here is a letter or a capital to
# Mac Roman, hence the care until something rules that out: "don\x92t", or \x93 at the start of a word.
_LOWER = r"[\xdf\xe1\xe2\xe4\xe7\xe9\xeb\xed\xee\xf3\xf4\xf6\xfa\xfc]"  # ß á â ä ç é ë í î ó ô ö ú ü
_UPPER = r"[\xc1\xc2\xc4\xc7\xc9\xcb\xcd\xce\xd3\xd4\xd6\xda\xdc]"
_START, _END = r"(?<![A-Za-z\x80-\xff])", r"(?![A-Za-z\x80-\xff])"
_SURE = rf"[A-Za-z]\x92(?:s|t|d|m|re|ve|ll)\b|{_START}\x93(?=[A-Za-z])"
_UNSURE = (
    rf"{_START}[\x91\x93]",
    rf"\x94{_END}",
    rf"(?<=[sS.,!?])\x92{_END}",
    r"(?<=\b[A-Za-z])\x92(?=[A-Za-z])",
    rf"{_START}[\x95-\x97]{_END}",
    r"\x85(?![A-Za-z])",
    rf"{_START}[\xc1\xc4\xd6\xdc\xe4\xf6\xfc](?=[a-z])",
)
_ELSE = (
    r"[\xa0\xab\xbb]",
    rf"{_START}[\x80\xa3\xa7\xa9\xae\xb0\xb1]{_END}",
    r"(?<=[0-9])\xb0",
    rf"(?<=[A-Za-z])[\x99\xae]{_END}",
    rf"(?<=[a-z]){_LOWER}{{1,2}}(?![A-Z])",
    rf"(?<=\b[A-Z]){_LOWER}(?=[a-z])",
    rf"(?<=[A-Z]){_UPPER}(?=[A-Z])",
    rf"{_UPPER}(?=[A-Z]{{2}})",
)
_CERTAIN = re.compile(_SURE.encode())
_WESTERN = re.compile("|".join((*_UNSURE, *_ELSE)).encode())
_WESTERN_FOR_SURE = re.compile(
    "|".join((r"[\x85\x91-\x97]", rf"{_START}(?:{_LOWER}|{_UPPER})(?=[a-z])", *_ELSE)).encode()
)


def decode(data: bytes, *, place: str, encoding: str | None = None, declared: str | None = None) -> str:
    """The text, with ``\\n`` as the only line end.

    ``encoding`` is what the user says, and is taken at its word; ``declared`` what the document says of itself, used
    where it is not UTF-8.

    Raises:
        ReadError: it is no text, or no encoding can be told for sure; says at which byte.
    """
    text = _decode(data, place=place, encoding=encoding, declared=declared)
    if "\x00" in text:
        raise ReadError(place, f"binary data (a NUL at character {text.index(chr(0))}), expected text")
    refuse_halves(text, place=place)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_halves(text: str, *, place: str, what: str = "the text") -> None:
    """Nothing, unless the text holds half a surrogate pair: JSON can spell one, but no file can hold it.

    Raises:
        ReadError: it does; says where.
    """
    if match := _HALF.search(text):
        raise ReadError(place, f"{what} holds half a surrogate pair at character {match.start()}")


def _decode(data: bytes, *, place: str, encoding: str | None, declared: str | None) -> str:
    if encoding is not None:
        return _strictly(data, encoding, place)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name, place)
    _refuse_binary(data, place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if declared is not None:
        return _strictly(data, declared, place)
    if _is_western(data):
        return _strictly(data, "windows-1252", place)
    raise ReadError(place, f"{_found(data, broken.start)}, expected UTF-8; name the encoding if you know it")


def _strictly(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise ReadError(place, f"unknown encoding {encoding!r}, expected one such as utf-8 or windows-1252") from None
    except UnicodeError as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise ReadError(place, f"not {encoding}{where}, which is what it should be") from None


def _refuse_binary(data: bytes, place: str) -> None:
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise ReadError(place, f"{kind}, expected text")
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROL))
    if b"\x00" in head or controls * 100 > len(head):
        raise ReadError(place, "binary data, expected text (UTF-16 needs its byte order mark)")


def _is_western(data: bytes) -> bool:
    """Whether all beyond ASCII is what English in Windows-1252 would have, and nothing is half of UTF-8."""
    if _UTF8_PAIR.search(data):
        return False
    known = _WESTERN_FOR_SURE if _CERTAIN.search(data) else _WESTERN
    return not _BEYOND.search(known.sub(b" ", data))


def _found(data: bytes, start: int) -> str:
    kind = "broken UTF-8" if _UTF8_PAIR.search(data) else "an encoding that cannot be told for sure"
    return f"{kind} (byte 0x{data[start]:02x} at {start})"
