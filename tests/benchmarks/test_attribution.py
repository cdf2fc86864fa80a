"""Who says what: the two measures on hand-made quotations."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks import quotes

TEXT = "Ada Roe said it was late. They think so. “Go,” said Bo."


def reader(chains: list[dict[str, Any]], quotations: list[dict[str, Any]]) -> Any:
    """Stands for a pipeline that finds just this."""
    return lambda text: SimpleNamespace(text=text, _=SimpleNamespace(kg_chains=chains, kg_quotations=quotations))


def write(path: Path, row: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.write(json.dumps({"id": "one", "text": TEXT, **row}) + "\n")


def test_attribution_needs_half_of_the_span_and_the_speaker_in_the_source(tmp_path: Path) -> None:
    write(tmp_path / "ner/gum_names/test.jsonl.gz", {"ents": [[0, 7, "PERSON"], [53, 55, "PERSON"]]})
    write(tmp_path / "coref/gum/test.jsonl.gz", {"clusters": []})
    attributions = [{"source": [0, 12], "content": [[13, 24]]}, {"source": [26, 36], "content": [[37, 39]]}]
    write(tmp_path / "quotes/gum_attribution/test.jsonl.gz", {"attributions": attributions})
    chains = [{"id": "e1", "mentions": [[0, 7, "name"]]}, {"id": "e2", "mentions": [[53, 55, "name"]]}]
    said = [{"speaker": "e1", "span": [13, 24]}, {"speaker": "e2", "span": [13, 24]}, {"speaker": None, "span": [37, 39]}]
    every, named = quotes.gum_attribution(reader(chains, said), tmp_path)
    assert (every.right, every.proposed, every.found, every.expected) == (1, 2, 1, 2)
    assert (named.found, named.expected) == (1, 1)


def test_direct_speech_is_right_by_a_word_of_the_speakers_name(tmp_path: Path) -> None:
    write(tmp_path / "test.jsonl.gz", {"quotes": [{"span": [41, 46], "speaker": "Bo_Smith-3"}]})
    chains = [{"id": "e1", "mentions": [[52, 54, "name"]]}, {"id": "e2", "mentions": [[0, 7, "name"]]}]
    right = [{"speaker": "e1", "span": [42, 45], "direct": True}]
    wrong = [{"speaker": "e2", "span": [42, 45], "direct": True}, {"speaker": "e1", "span": [13, 24], "direct": False}]
    both, spans = quotes.litbank(reader(chains, right), tmp_path / "test.jsonl.gz")
    assert both.scores == spans.scores == (1.0, 1.0, 1.0)
    both, spans = quotes.litbank(reader(chains, wrong), tmp_path / "test.jsonl.gz")
    assert both.scores == (0.0, 0.0, 0.0)
    assert spans.scores == (1.0, 1.0, 1.0)
