"""Running the command line inside the test's own process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kg.cli import main


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


class Command:
    """``run("query", path, "ASK {}")`` is ``kg query PATH 'ASK {}'``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: object) -> Done:
        self._capsys.readouterr()
        self._monkeypatch.setattr("sys.argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = self._capsys.readouterr()
        code = end.value.code
        return Done(code if isinstance(code, int) else int(bool(code)), out, err)
