"""Joins the page's modules (``page/*.js``, ``page/*.css``) into ``static/explore.js`` and ``static/explore.css``.

``python -m kg.explore.bundle`` writes both. Every module keeps to a small dialect: named imports from sibling
modules or JSON files, ``export`` in front of a declaration, and no two modules declaring the same top-level name.
So joining them is: order by imports, drop the import lines and the word ``export``, wrap in one function.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "page"
TARGETS = HERE / "static"
ENTRY = "main.js"
STYLES = ("tokens.css", "shell.css", "controls.css", "filters.css", "panel.css", "card.css", "reader.css", "narrow.css")

_IMPORT = re.compile(r'^import\s+(?P<names>\{[^}]*\}|\w+)\s+from\s+"\./(?P<file>[\w.-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.MULTILINE)
_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|class|const|let) +(\w+)", re.MULTILINE)


class BundleError(Exception):
    """A module that breaks the dialect above."""


def script(sources: Path = SOURCES) -> str:
    """The joined modules as one classic script.

    Raises:
        BundleError: a circular or unknown import, a name declared twice, or text that would end a script element.
    """
    parts: list[str] = []
    owner: dict[str, str] = {}
    for file in _ordered(ENTRY, sources):
        text = (sources / file).read_text(encoding="utf-8")
        if file.endswith(".json"):
            parts.append(f"const {Path(file).stem} = {json.dumps(json.loads(text), ensure_ascii=True)};\n")
            continue
        for name in _DECLARED.findall(text):
            if name in owner:
                raise BundleError(f"{file}: {name} is declared in {owner[name]} too; expected one name, one module")
            owner[name] = file
        parts.append(f"// {file}\n" + _EXPORT.sub("", _IMPORT.sub("", text)).strip() + "\n")
    joined = '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"
    if "</script" in joined.lower() or "<!--" in joined:
        raise BundleError("the modules contain '</script' or '<!--', which would end the page's script element")
    return joined


def style(sources: Path = SOURCES) -> str:
    """The style sheets one after the other."""
    return "\n".join((sources / file).read_text(encoding="utf-8").strip() + "\n" for file in STYLES)


def _ordered(entry: str, sources: Path) -> list[str]:
    """Every module that ``entry`` needs, each after what it imports."""
    order: list[str] = []
    open_files: list[str] = []

    def visit(file: str) -> None:
        if file in order:
            return
        if file in open_files:
            raise BundleError(f"{file}: imports itself by way of {' and '.join(open_files[open_files.index(file) :])}")
        if not (sources / file).is_file():
            raise BundleError(f"{open_files[-1] if open_files else sources}: imports {file}, which does not exist")
        open_files.append(file)
        if file.endswith(".js"):
            for match in _IMPORT.finditer((sources / file).read_text(encoding="utf-8")):
                visit(match["file"])
        open_files.pop()
        order.append(file)

    visit(entry)
    return order


def main() -> None:
    """Write both bundles."""
    TARGETS.mkdir(exist_ok=True)
    (TARGETS / "explore.js").write_text(script(), encoding="utf-8")
    (TARGETS / "explore.css").write_text(style(), encoding="utf-8")


if __name__ == "__main__":
    main()
