"""The lines of the scorecard: kept between runs, shown as a table, written into a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


@dataclass(frozen=True)
class Line:
    """One measure. ``ours`` and each of ``baselines`` are (precision, recall, F1), or one share alone."""

    section: str
    measure: str
    ours: tuple[float, ...]
    goal: str = ""
    baselines: dict[str, tuple[float, ...]] = field(default_factory=dict)
    published: str = ""
    on: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.section, self.measure


def fingerprint(model: Path) -> str:
    """Tells one model from another: the start of a hash over its weights and settings."""
    found = hashlib.sha256()
    for path in sorted(p for p in model.rglob("*") if p.suffix in (".npz", ".onnx", ".json") and p.name != "meta.json"):
        found.update(path.relative_to(model).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:12]


def merge(path: Path, model: str, lines: Iterable[Line]) -> list[Line]:
    """The lines of earlier runs with the same model, those of this run in their place; keeps them in ``path``."""
    kept: dict[tuple[str, str], Line] = {}
    if path.exists():
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["model"] == model:
            kept = {line.key: line for line in map(_line, stored["lines"])}
    for line in lines:
        old = kept.get(line.key)
        if old is not None and not line.baselines and old.on == line.on:
            line = Line(**{**asdict(line), "ours": line.ours, "baselines": old.baselines})
        kept[line.key] = line
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"model": model, "lines": [asdict(line) for line in kept.values()]}, indent=1), encoding="utf-8")
    return list(kept.values())


def _line(row: dict[str, object]) -> Line:
    values = dict(row)
    values["ours"] = tuple(values["ours"])  # type: ignore[arg-type]
    values["baselines"] = {who: tuple(value) for who, value in values["baselines"].items()}  # type: ignore[attr-defined]
    return Line(**values)  # type: ignore[arg-type]


def shown(values: tuple[float, ...]) -> str:
    """``.81 / .62 / .70``, or one share."""
    return " / ".join(f"{value:.3f}".removeprefix("0") if value <= 1 else f"{value:,.1f}" for value in values)


def table(lines: Iterable[Line]) -> Table:
    """All lines for a terminal."""
    from rich.table import Table

    found = Table(title="P / R / F1, or one share", title_justify="left")
    for name in ("measure", "goal", "ours", "baselines", "published", "measured on"):
        found.add_column(name, overflow="fold")
    section = ""
    for line in lines:
        if line.section != section:
            section = line.section
            found.add_section()
        others = "; ".join(f"{who} {shown(values)}" for who, values in line.baselines.items())
        found.add_row(line.measure, line.goal, shown(line.ours), others, line.published, line.on)
    return found


def markdown(lines: Iterable[Line]) -> str:
    """A table for each section."""
    sections: dict[str, list[Line]] = {}
    for line in lines:
        sections.setdefault(line.section, []).append(line)
    return "\n".join(_section(name, rows) for name, rows in sections.items())


def _section(name: str, rows: list[Line]) -> str:
    others = list(dict.fromkeys(who for line in rows for who in line.baselines))
    known = any(line.published for line in rows)
    head = ["measure", "goal", "ours", *others, *(["published"] if known else []), "measured on"]
    out = [f"### {name}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for line in rows:
        cells = [line.measure, line.goal, shown(line.ours), *(shown(line.baselines[w]) if w in line.baselines else "" for w in others),
                 *([line.published] if known else []), line.on]  # fmt: skip
        out.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*out, ""])


def put_into(page: str, text: str) -> str:
    """The page with what stands between the two marks replaced.

    Raises:
        ValueError: the page lacks a mark.
    """
    if BEGIN not in page or END not in page:
        raise ValueError(f"expected the marks {BEGIN} and {END}")
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}"
