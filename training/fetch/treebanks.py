"""Universal Dependencies: CoNLL-U files put together from the treebanks' files of one document each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

# Genres of GUM whose texts are free for every use; one document is a recording of a corpus that isn't.
_FREE_GENRES = ("academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage")
_NOT_FREE = frozenset({"GUM_court_carpet"})
_SOURCES = "not-to-release/sources"


def ewt(repository: Path) -> str:
    """EWT's train part: its documents in the order of the treebank's own list."""
    order = (repository / "not-to-release/file-lists/files.train").read_text(encoding="utf-8").split()
    return "".join(_whole(repository / _SOURCES / name) for name in order)


def gum(repository: Path) -> str:
    """GUM's train part, cut to the free genres, without the summaries in the metadata."""
    return "".join(text for _, text in gum_documents(repository))


def gum_documents(repository: Path) -> Iterator[tuple[str, str]]:
    """(name, CoNLL-U) of each kept document, by name: those that aren't in the official development and test files."""
    kept_back = set(_NOT_FREE)
    for part in ("dev", "test"):
        official = (repository / f"en_gum-ud-{part}.conllu").read_text(encoding="utf-8")
        kept_back.update(re.findall(r"^# newdoc id = (\S+)", official, re.MULTILINE))
    for path in sorted((repository / _SOURCES).glob("GUM_*.conllu")):
        if path.stem.split("_")[1] in _FREE_GENRES and path.stem not in kept_back:
            yield path.stem, re.sub(r"^# meta::summary.*\n", "", _whole(path), flags=re.MULTILINE)


def _whole(path: Path) -> str:
    return path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
