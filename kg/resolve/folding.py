"""Text folded to words that compare: case, accents, punctuation and invisible characters make no difference."""

from __future__ import annotations

import re
import unicodedata

from kg.iris import normal_name

Words = tuple[str, ...]
"""Folded words of a name, in order."""

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ħ": "h", "Ħ": "H",
        "™": None, "®": None, "©": None, "℠": None, "&": " and ", "+": " plus ",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＇": "'",
    }
)  # fmt: skip
_POSSESSIVE = re.compile(r"(?:'[sS]|(?<=[sS])')(?=\W*$)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DROPPED_DOT = re.compile(r"(?<!\d)\.|\.(?!\d)")
_WORD = re.compile(r"[^\W_#]+(?:\.\d+)*#?", re.UNICODE)
_PLAIN = re.compile(r"[A-Za-z0-9 -]*")
_STRIPPABLE = ("LATIN", "GREEK", "CYRILLIC")


def plain(text: str) -> str:
    """The text without possessive ending, marks and accents, its case kept: ``Nestlé's`` is ``Nestle``."""
    text = text.translate(_LETTERS)
    if "'" in text:
        text = _POSSESSIVE.sub("", text).replace("'", "")
    if not _PLAIN.fullmatch(text):
        text = _without_accents(unicodedata.normalize("NFKC", text))
    if "," in text:
        text = _THOUSANDS.sub("", text)
    return _DROPPED_DOT.sub("", text) if "." in text else text


def words_of(text: str) -> Words:
    """The words of a text in their own case, as ``plain`` leaves them; the text itself if it has none."""
    found = tuple(_WORD.findall(plain(text)))
    return found or tuple(filter(None, (normal_name(text),)))


def folded_words(text: str) -> Words:
    """The words of a text, folded: same words, same name.

    >>> folded_words("L'Oréal S.A.")
    ('loreal', 'sa')
    >>> folded_words("Kling 2.0") == folded_words("Kling 20")
    False
    """
    return tuple(word.casefold() for word in words_of(text))


def _without_accents(text: str) -> str:
    """Accents taken off letters of alphabets in which they are accents; other scripts keep their marks."""
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            base = unicodedata.name(char, "")
        elif base.startswith(_STRIPPABLE):
            continue
        if unicodedata.category(char) not in {"Cf", "Cc", "Cs"} or char.isspace():
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))
