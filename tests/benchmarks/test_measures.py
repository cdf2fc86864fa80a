"""The measures of the scorecard, on inputs small enough to count by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from benchmarks import coreference, names, relations, syntax
from benchmarks.data import Counter, rows, shares
from benchmarks.examples import parse


def packed(path: Path, *lines: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(line + "\n" if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
    return path


def test_shares_of_nothing_are_zero() -> None:
    assert shares(0, 0, 0, 0) == (0.0, 0.0, 0.0)


def test_counts_add_up_over_documents() -> None:
    counts = Counter()
    counts.add(1, 2, 4)
    counts.add(2, 2, 2)
    assert counts.scores == (3 / 4, 3 / 6, 2 * 0.75 * 0.5 / 1.25)


def test_rows_stop_at_the_limit(tmp_path: Path) -> None:
    path = packed(tmp_path / "some.jsonl.gz", {"a": 1}, {"a": 2}, {"a": 3})
    assert [row["a"] for row in rows(path, 2)] == [1, 2]


def test_names_count_only_labels_that_the_set_annotates(tmp_path: Path) -> None:
    row = {"text": "Ada met Bo at Cee.", "ents": [[0, 3, "PERSON"], [8, 10, "PERSON"], [14, 17, "MISC"]]}
    packed(tmp_path / "ner/uner_pud/test.jsonl.gz", row)
    found = {(0, 3, "PERSON"), (8, 10, "ORG"), (14, 17, "MISC")}
    counts = names.measure({"ours": lambda text: found}, tmp_path, "uner_pud")["ours"]
    assert (counts.right, counts.proposed, counts.expected) == (1, 2, 2)


def test_crossner_is_its_domain_of_artificial_intelligence(tmp_path: Path) -> None:
    ents = [[0, 3, "PERSON"]]
    packed(tmp_path / "ner/crossner/test.jsonl.gz", {"text": "Ada", "ents": ents, "domain": "music"}, {"text": "Ada", "ents": ents, "domain": "ai"})
    assert names.measure({"ours": lambda text: set()}, tmp_path, "crossner")["ours"].expected == 1


def test_b_cubed_of_the_same_chains_is_one() -> None:
    chains = [{1, 2, 3}, {4, 5}]
    assert shares(*coreference.b_cubed(chains, chains)) == (1.0, 1.0, 1.0)


def test_b_cubed_by_hand() -> None:
    # mention 3 is in the wrong chain, mention 6 is nowhere in gold
    precision, found, recall, gold = coreference.b_cubed([{1, 2, 3}, {4, 5}], [{1, 2}, {3, 4, 5, 6}])
    assert (found, gold) == (6, 5)
    assert precision == pytest.approx(1 + 1 + 1 / 4 + 2 / 4 + 2 / 4)
    assert recall == pytest.approx(2 / 3 + 2 / 3 + 1 / 3 + 1 + 1)


def test_a_head_belongs_to_its_first_chain_and_single_mentions_are_left_out() -> None:
    assert coreference.apart([{1, 2}, {2, 3}, {4, 5, 6}], {6}) == [{1, 2}, {4, 5}]


def test_the_head_of_a_noun_phrase_is_where_its_name_is() -> None:
    words = ["Environment", "Minister", "John", "Baird", "spoke"]
    doc = Doc(spacy.blank("en").vocab, words=words, heads=[1, 2, 4, 2, 4], deps=["compound", "compound", "nsubj", "flat", "root"])
    head = coreference.head_of(doc)
    assert head((0, 31)) == head((21, 31)) == 21


@pytest.mark.parametrize(
    ("mention", "name", "held"),
    [
        ("Baird", "Baird", True),
        ("the CBC's", "CBC", True),
        ("Environment Minister John Baird", "John Baird", True),
        ("an Ottawa street", "Ottawa", False),
        ("Castle Road in Ontario", "Ontario", False),
    ],
)
def test_a_chain_holds_a_name_if_a_mention_is_one(mention: str, name: str, held: bool) -> None:
    start = mention.index(name)
    assert coreference.names_it(mention, (0, len(mention)), [(start, start + len(name))]) is held


def test_the_threshold_is_where_f1_is_best() -> None:
    scored = [(3.0, True), (2.0, True), (1.0, False), (0.5, True), (0.1, False), (0.05, False)]
    assert relations.threshold(scored, expected=3) == 0.5
    assert relations.threshold([(3.0, True), (2.0, False), (1.0, False)], expected=1) == 3.0


def test_far_mentions_count_only_where_there_are_no_near_ones() -> None:
    owner, sentences = np.array([0, 0, 1, 2]), np.array([1, 6, 1, 9])  # 0 stands beside 1; 2 is far from both
    left, right = np.array([0, 1, 0, 1]), np.array([2, 2, 3, 3])
    kept = relations.nearest(left, right, owner, sentences)
    assert list(zip(kept[0].tolist(), kept[1].tolist(), strict=True)) == [(0, 2), (1, 3)]


def test_several_facts_found_that_overlap_one_gold_fact_count_once() -> None:
    gold = {((0, 5), (10, 15), "kn:P26"), ((20, 25), (30, 35), "kn:P26")}
    found = {((0, 5), (10, 15), "kn:P26"), ((0, 4), (11, 15), "kn:P26"), ((0, 5), (10, 15), "kn:P40")}
    assert relations.agreement(gold, found) == (1, 2, 2)


def test_pairs_of_news_take_the_office_and_the_way_back() -> None:
    chains = [{"id": "e1", "mentions": [[0, 3, "name"]]}, {"id": "e2", "mentions": [[10, 14, "name"]]}]
    said = {"modality": "asserted", "of": None}
    claims = [
        {"subject": "e1", "property": "position", "object": {"text": "chair"}, **said, "of": "e2"},
        {"subject": "e2", "property": "foundedBy", "object": "e1", **said},
        {"subject": "e2", "property": "chairperson", "object": "e1", **said},
        {"subject": "e1", "property": "spouse", "object": "e2", **said, "modality": "denied"},
    ]
    found = relations.pair_facts(chains, claims, {7: (0, 3), 8: (10, 14)})
    assert found == {(7, 8, "P108"), (8, 7, "P112")}


def test_the_rows_of_one_sentence_are_judged_together() -> None:
    ents = [{"id": 0, "mentions": [[0, 3]]}, {"id": 1, "mentions": [[10, 14]]}]
    first = {"ents": ents, "relations": [{"head": 0, "tail": 1, "pid": "P108"}, {"head": 1, "tail": 0, "pid": "P26"}]}
    second = {"ents": ents, "relations": [{"head": 1, "tail": 0, "pid": "P112"}, {"head": 0, "tail": 1, "pid": "P3373"}]}
    gold, asked = relations.asked_of([first, second])
    one, other = (0, 3), (10, 14)
    assert gold == {(one, other, "P108"), (one, other, "P26"), (other, one, "P112")}
    assert asked == {frozenset({one, other})}


CONLLU = """# newdoc id = GUM_news_one
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tDo\tdo\tAUX\tVBP\t_\t2\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t0\troot\t_\t_
3\t!\t!\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newdoc id = GUM_vlog_two
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

"""


def test_contractions_keep_their_written_form_and_documents_their_ids(tmp_path: Path) -> None:
    path = packed(tmp_path / "test.conllu.gz", *CONLLU.split("\n"))
    found = list(syntax.documents(path))
    assert [name for name, _ in found] == ["GUM_news_one", "GUM_vlog_two"]
    assert ["SpaceAfter=No" in row[9] for row in found[0][1][0]] == [True, True, False]


def test_attachment_counts_by_hand(tmp_path: Path) -> None:
    [(_, document), _] = syntax.documents(packed(tmp_path / "test.conllu.gz", *CONLLU.split("\n")))
    doc = Doc(spacy.blank("en").vocab, words=["Do", "n't", "!"], heads=[1, 1, 0], deps=["aux", "root", "punct"], pos=["AUX", "PART", "PUNCT"],
              tags=["VB", "RB", "."], lemmas=["do", "not", "!"])  # fmt: skip
    counts = syntax.Counts()
    counts.add(doc, document)
    found = counts.shares
    assert found["upos"] == found["lemma"] == found["sentences"] == 1.0
    assert found["xpos"] == found["uas"] == found["las"] == pytest.approx(2 / 3)


def test_marks_of_a_sentence_may_repeat() -> None:
    one = parse("partner", "[s:Ada] and [s:Bo] met [o:Cee].")
    assert one.text == "Ada and Bo met Cee."
    assert one.pairs == {((0, 3), (15, 18)), ((8, 10), (15, 18))}
