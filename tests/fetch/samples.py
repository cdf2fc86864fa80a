"""What the tests of both formats and command are made of."""

from __future__ import annotations

from pathlib import Path

GAP = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
GAP += "development-1\tAnn Lee met Mia Roy, and she smiled.\tshe\t25\tAnn Lee\t0\tTRUE\tMia Roy\t12\tFALSE\thttp://example.org/ann\n"


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
