"""Where commands print: answers on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

T = TypeVar("T")


def print_answer(answer: RenderableType) -> None:
    """Print something that rich can draw; as wide as it needs where nobody looks at a terminal."""
    _console().print(answer)


def write_answer(text: str) -> None:
    """Write text as it is, for other programs to read."""
    sys.stdout.write(text)
    sys.stdout.flush()


def print_error(message: str) -> None:
    """Print one line that begins with ``error:``."""
    _marked("error", "bold red", message)


def print_note(message: str) -> None:
    """Print one line that begins with ``note:``."""
    _marked("note", "bold yellow", message)


def progress(items: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
    """The items, with a bar on standard error as they go by if that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_console(error=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=label)


def _marked(word: str, style: str, message: str) -> None:
    from rich.text import Text

    from kg.query.render import visible

    line = Text.assemble((f"{word}: ", style), visible(" ".join(message.split())))
    _console(error=True).print(line, soft_wrap=True)


def _console(*, error: bool = False) -> Console:
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    return Console(file=stream, highlight=False, width=None if stream.isatty() else _PLAIN_WIDTH)


_PLAIN_WIDTH = 160
