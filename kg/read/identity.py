"""An id for every document, and the texts that were there before."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kg.errors import DuplicateError, ReadError

_WORD = re.compile(r"\S+")
_SHORT = 12  # hexadecimal digits


class Register:
    """The ids and texts of one run. Texts are kept as hashes, so that a run of any length fits."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}
        self._texts: dict[bytes, str] = {}

    def enter(self, text: str, *, place: str, stated: str | None, name: str, by_content: bool) -> str:
        """The document's id: the one it states, else ``name``, with the text's hash if ``by_content`` or if taken.

        Raises:
            DuplicateError: the same text, white space aside, was entered before.
            ReadError: another document has the id that this one states.
        """
        digest = _digest(text)
        if digest in self._texts:
            raise DuplicateError(place, self._texts[digest])
        chosen = stated or self._free(name, digest.hex()[:_SHORT], by_content=by_content)
        if chosen in self._places:
            raise ReadError(place, f"the id {chosen!r} is that of another text ({self._places[chosen]})")
        self._places[chosen] = place
        self._texts[digest] = chosen
        return chosen

    def _free(self, name: str, digest: str, *, by_content: bool) -> str:
        return f"{name}-{digest}" if by_content or name in self._places else name


def _digest(text: str) -> bytes:
    """A hash that two copies of a text share, whatever became of their line breaks and spaces."""
    hasher = hashlib.sha256()
    for word in _WORD.finditer(
        unicodedata.normalize("NFC", text)
    ):  # one at a time: a list of them takes ten times the text
        hasher.update(word[0].encode() + b" ")
    return hasher.digest()[:16]
