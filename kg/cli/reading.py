"""Articles in, with what went wrong kept for the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.cli.console import print_error, print_note, progress
from kg.errors import DuplicateError, ReadError
from kg.types import Document


@dataclass
class Reading:
    """Documents that were read, what could not be, and what was there twice."""

    documents: list[Document] = field(default_factory=list)
    problems: list[ReadError] = field(default_factory=list)
    notes: list[ReadError] = field(default_factory=list)

    def print_problems(self) -> None:
        """List what went wrong, a line each."""
        for note in self.notes:
            print_note(str(note))
        for problem in self.problems:
            print_error(str(problem))


def read_articles(paths: Iterable[str], *, outlet: str | None, published: str | None, encoding: str | None) -> Reading:
    """Read everything below the paths.

    Raises:
        ReadError: the date is none.
        ConfigError: the encoding is none.
    """
    import codecs

    from kg.errors import ConfigError
    from kg.read import Metadata, iso_date, read_documents

    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise ConfigError(f"--encoding {encoding}: no encoding that is known") from None
    reading = Reading()
    defaults = Metadata(source=outlet, published=published and iso_date(published, place="--published"))
    for item in progress(read_documents(paths, defaults=defaults, encoding=encoding), label="Finding articles"):
        if isinstance(item, DuplicateError):
            reading.notes.append(item)
        elif isinstance(item, ReadError):
            reading.problems.append(item)
        else:
            reading.documents.append(item)
    return reading
