"""XML of text that may hold anything."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content(text: str) -> str:
    """Text between tags. What XML 1.0 cannot hold (NUL and other controls) becomes U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """A quoted attribute value; white space stays as it is."""
    marks = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
    return f'"{escape(_FORBIDDEN.sub(chr(0xFFFD), text), marks)}"'
