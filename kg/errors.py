"""Everything that this package raises on purpose.

    KGError
    ├── ReadError        a document that cannot be read: names the file, what was found, what was expected
    │   └── DuplicateError   a text that was already read under another id: a note rather than a fault
    ├── OntologyError    an ontology that cannot be used
    ├── ModelError       the reader's model is missing or broken
    ├── GraphError       a graph file that cannot be loaded
    ├── QueryError       a SPARQL query that does not parse, is refused, or names nothing saved
    ├── AnnotationError  a JSONL annotation file that breaks the format
    ├── ConfigError      a configuration file or option that makes no sense
    └── OutputError      a place that cannot be written

Each message is one line: the place first, then what is wrong there.
"""

from __future__ import annotations


class KGError(Exception):
    """Base class; catch it to catch all of the above."""


class ReadError(KGError):
    """A document that cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return type(self), (self.path, self.reason)


class DuplicateError(ReadError):
    """A text that was already read; ``original`` is the id of the document that holds it."""

    def __init__(self, path: str, original: str) -> None:
        super().__init__(path, f"the same text as {original}, not read again")
        self.original = original

    def __reduce__(self) -> tuple[type[DuplicateError], tuple[str, str]]:
        return type(self), (self.path, self.original)


class OntologyError(KGError):
    """An ontology that cannot be used."""


class ModelError(KGError):
    """The reader's model is missing or broken."""


class GraphError(KGError):
    """A graph file that cannot be loaded."""


class QueryError(KGError):
    """A SPARQL query that does not parse, is refused, or names nothing saved."""


class AnnotationError(KGError):
    """An annotation file that breaks the format."""


class ConfigError(KGError):
    """A configuration file or option that makes no sense."""


class OutputError(KGError):
    """A place that cannot be written."""
