"""What ``training.fetch`` makes of each source's format."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.fetch.samples import GAP, put
from training.fetch import catalogue, core, docred, gap, gum, gum_names, knowledgenet, men, names, treebanks
from training.fetch.converters import CONVERTERS, WANTED
from training.fetch.spacing import Passage


def words(row: dict[str, Any], spans: list[Any]) -> list[str]:
    return [row["text"][span[0] : span[1]] for span in spans]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("The `` Blue '' ( 1990 – 95 ) cost $ 5 .", 'The "Blue" (1990–95) cost $5.'),
        ("R & D is Smith & Sons ' well - known work , is n't it ?", "R&D is Smith & Sons' well-known work, isn't it?"),
        ("Ann 's firm – which grew – said ' no ' .", "Ann's firm – which grew – said 'no'."),
        ("C + + and B&B;/Hip - Hop at 5 % / year", "C++ and B&B;/Hip - Hop at 5%/year"),
    ],
)
def test_tokens_are_put_together_as_they_were_written(tokens: str, text: str) -> None:
    passage = Passage(tokens.split())
    assert passage.text == text
    assert all(start < end for start, end in passage.spans)


def test_gap_keeps_pronoun_candidates_and_the_one_that_is_meant(tmp_path: Path) -> None:
    put(tmp_path / "gap-development.tsv", GAP)
    (row,) = gap.gap(tmp_path)
    assert row["id"] == "gap-development-1"
    assert words(row, [row["pronoun"], *row["candidates"]]) == ["she", "Ann Lee", "Mia Roy"]
    assert row["coref"] == [True, False]
    assert row["clusters"] == [[[0, 7], [25, 28]]]


def test_crossner_maps_labels_and_leaves_out_what_repeats_a_test_text(tmp_path: Path) -> None:
    sentence = "Ann\tB-researcher\nLee\tI-researcher\nis\tO\nNorwegian\tB-misc\nin\tO\nlogic\tB-field\n.\tO\n\n"
    for domain in ("ai", "politics", "science", "literature", "music"):
        put(tmp_path / f"ner_data/{domain}/train.txt", sentence * 11)
    rows = list(names.crossner(tmp_path))
    assert rows[0] == {
        "id": "crossner-ai-train-0", "text": "Ann Lee is Norwegian in logic.", "ents": [[0, 7, "PERSON"], [11, 20, "MISC"]],
        "orig": ["researcher", "misc"], "fine": [None, "NORP"], "extra": [[24, 29, "field"]], "source": "crossner",
        "doc": "crossner-ai-train-0", "domain": "ai",
    }  # fmt: skip
    assert "crossner-ai-train-10" in {row["id"] for row in rows}
    assert "crossner-music-train-10" not in {row["id"] for row in rows}


def test_wikigold_joins_names_of_one_label_and_skips_document_lines(tmp_path: Path) -> None:
    tagged = "Ann I-PER\nLee I-PER\nleft O\nOslo I-LOC\n. O\n\n-DOCSTART- O\n\nIt O\nsnowed O\n. O\n\n"
    put(tmp_path / "data/wikigold/CONLL-format/data/wikigold.conll.txt", tagged)
    first, second = names.wikigold(tmp_path)
    assert first["ents"] == [[0, 7, "PERSON"], [13, 17, "LOC"]]
    assert (second["id"], second["text"]) == ("wikigold-1", "It snowed.")


def test_fire_keeps_designations_as_extra(tmp_path: Path) -> None:
    item = {"tokens": ["Ann", "Lee", ",", "CEO", "of", "Acme", "Corp.", ",", "left", "."], "entities": [
        {"type": "Person", "start": 0, "end": 2}, {"type": "Designation", "start": 3, "end": 4},
        {"type": "Company", "start": 5, "end": 7}]}  # fmt: skip
    put(tmp_path / "fire/data/fire_dev.json", json.dumps([item]))
    (row,) = names.fire(tmp_path)
    assert row["text"] == "Ann Lee, CEO of Acme Corp., left."
    assert row["ents"] == [[0, 7, "PERSON"], [16, 26, "ORG"]]
    assert row["extra"] == [[9, 12, "Designation"]]


def test_universal_ner_keeps_the_text_as_it_is(tmp_path: Path) -> None:
    tags = "1\ti\tO\t-\t-\n2\tsaw\tO\t-\t-\n3\tOslo\tB-LOC\t-\t-\n4\t.\tB-OTH\t-\t-\n\n"
    put(tmp_path / "en_ewt-ud-dev.iob2", f"# newdoc id = d1\n# sent_id = d1-1\n# text = i saw  Oslo.\n{tags}")
    (row,) = names.uner_ewt(tmp_path)
    assert (row["id"], row["text"], row["doc"]) == ("uner-ewt-dev-0", "i saw  Oslo.", "d1")
    assert (row["ents"], row["orig"]) == ([[7, 11, "LOC"]], ["LOC"])


def test_men_takes_persons_without_titles_and_collapses_spaces(tmp_path: Path) -> None:
    text = "OSLO:  Minister Dr Ann Lee opened the flood centre of two MPs."
    found = [("LOCATION", "OSLO"), ("PERSON", "Minister Dr Ann Lee"), ("PERSON", "Ann Lee"), ("TITLE", "Dr"), ("EVENT", "flood"),
             ("ROLE", "MP")]  # fmt: skip
    places = [(label, text.index(written), len(written)) for label, written in found]
    entities = [{"label": label, "position": {"start_offset": start, "end_offset": start + size}} for label, start, size in places]
    put(tmp_path / "data/annotated_set.json", json.dumps([{"id": f"article_{n}", "entities": entities} for n in (1, 2, 102)]))
    for number in (1, 2, 102):
        put(tmp_path / f"data/article_text/article_{number}.txt", text)
    (row,) = men.men(tmp_path)  # the second article is in the test part, the offsets of the last don't fit
    assert row["id"] == "men-article_1"
    assert row["text"].startswith("OSLO: Minister")
    assert words(row, row["ents"]) == ["OSLO", "Ann Lee"]
    assert words(row, row["extra"]) == ["Dr", "flood"]


def documents(count: int) -> list[dict[str, Any]]:
    mentions = [[{"type": "PER", "sent_id": 0, "pos": [0, 2]}, {"type": "PER", "sent_id": 1, "pos": [0, 1]}],
                [{"type": "MISC", "sent_id": 0, "pos": [3, 4]}], [{"type": "LOC", "sent_id": 0, "pos": [6, 7]}],
                [{"type": "NUM", "sent_id": 1, "pos": [2, 4]}]]  # fmt: skip
    sents = [["Ann", "Lee", "wrote", "Snowfall", "as", "a", "Norwegian", "."], ["Lee", "got", "$", "5", "."]]
    labels = [{"r": "P50", "h": 1, "t": 0, "evidence": [0]}]
    return [{"title": f"Title {n}", "sents": sents, "vertexSet": mentions, "labels": labels} for n in range(count)]


def test_redocred_splits_by_title_and_names_properties(tmp_path: Path) -> None:
    put(tmp_path / "data/dev_revised.json", json.dumps(documents(103)))
    train, dev = list(docred.relations(tmp_path, "train")), list(docred.relations(tmp_path, "dev"))
    assert (len(train), len(dev)) == (3, 100)
    assert not {row["doc"] for row in train} & {row["doc"] for row in dev}
    assert train[0]["text"] == "Ann Lee wrote Snowfall as a Norwegian. Lee got $5."
    assert train[0]["sents"] == [[0, 38], [39, 50]]
    assert train[0]["ents"][0] == {"id": 0, "type": "PERSON", "orig": "PER", "mentions": [[0, 7], [39, 42]]}
    assert train[0]["relations"] == [{"head": 1, "tail": 0, "pid": "P50", "name": "author", "evidence": [0]}]


def test_docred_names_get_their_kind_from_relations(tmp_path: Path) -> None:
    put(tmp_path / "data/dev_revised.json", json.dumps(documents(101)))
    (row,) = docred.names(tmp_path)
    assert [label for _, _, label in row["ents"]] == ["PERSON", "MISC", "MISC", "PERSON", "MONEY"]
    assert row["fine"] == [None, "WORK", "NORP", None, None]


def test_docred_leaves_out_the_last_of_the_unlabelled_documents(tmp_path: Path) -> None:
    unlabelled = [{key: value for key, value in item.items() if key != "labels"} for item in documents(1000)]
    put(tmp_path / "data/test.json", json.dumps(unlabelled))
    rows = list(docred.unlabelled(tmp_path))
    assert len(rows) == 999
    assert [label for _, _, label in rows[0]["ents"]] == ["PERSON", "MISC", "MISC", "PERSON", "MONEY"]
    assert rows[0]["fine"] == [None, None, "NORP", None, None]


def line(fold: int, start: int, spans: tuple[str, ...], name: str, passage: str) -> str:
    cells = [str(fold), "7", str(start), str(start + 30), *spans, name, f"<p> {passage}</p>"]
    return "<tr>" + "".join(f'<td style="x">{cell}</td>' for cell in cells) + "</tr>\n"


def test_knowledgenet_gathers_a_passage_and_what_it_was_searched_for(tmp_path: Path) -> None:
    subject = '<span id="subject">Ann Lee</span>'
    object_ = '<span id="object"><a href="http://example.org/Q1" target="_blank">Oslo</a></span>'
    table = line(1, 100, ("100", "107", "120", "124"), "PLACE_OF_BIRTH", f"{subject} was born in {object_} &amp; left.")
    table += line(1, 100, ("-", "-", "-", "-"), "NATIONALITY", "Ann Lee was born in Oslo &amp; left.")
    table += line(4, 300, ("-", "-", "-", "-"), "CEO", "Nobody is named here.")
    with zipfile.ZipFile(tmp_path / "human_readable-v10-notest.zip", "w") as archive:
        archive.writestr("human_readable-v10-notest.html", table)
    (row,) = knowledgenet.knowledgenet(tmp_path)
    assert row["text"] == "Ann Lee was born in Oslo & left."
    assert row["ents"] == [{"id": 0, "type": "PERSON", "mentions": [[0, 7]]},
                           {"id": 1, "type": "LOC", "mentions": [[20, 24]], "uri": "http://example.org/Q1"}]  # fmt: skip
    assert row["relations"] == [{"head": 0, "tail": 1, "pid": "P19", "name": "place of birth", "evidence": [0], "orig": "PLACE_OF_BIRTH"}]
    assert row["annotated"] == ["P19", "P27"]


@pytest.mark.parametrize(("label", "relations"), [("brand_of", 1), ("undefined", 0)])
def test_core_undoes_the_inversion_of_a_pair(tmp_path: Path, label: str, relations: int) -> None:
    item = {"id": "E1", "relation": label, "invert_relation": 1, "e1_start": 0, "e1_end": 1, "e2_start": 3, "e2_end": 3,
            "e1_name": "Acme Corp", "e2_name": "Zip", "context": ["Acme", "Corp", "sells", "Zip", "."]}  # fmt: skip
    put(tmp_path / "dataset/train.json", json.dumps([item]))
    (row,) = core.core(tmp_path)
    assert words(row, [entity["mentions"][0] for entity in row["ents"]]) == ["Zip", "Acme Corp"]
    assert len(row["relations"]) == relations
    assert row["no_relation"] is not bool(relations)
    if relations:
        assert (row["relations"][0]["head"], row["relations"][0]["tail"]) == (1, 0)


def conllu(rows: list[tuple[str, str, int, str, str]], text: str, *comments: str) -> str:
    """Rows of (form, tag, head, relation, miscellany)."""
    cells = [f"{n}\t{form}\t_\tX\t{tag}\t_\t{head}\t{rel}\t_\t{misc}" for n, (form, tag, head, rel, misc) in enumerate(rows, 1)]
    return "\n".join([*comments, f"# text = {text}", *cells]) + "\n\n"


def gum_repository(folder: Path) -> Path:
    head = ("# newdoc id = GUM_news_snow", "# meta::dateCreated = 2020-01-02", "# meta::genre = news", "# meta::summary1 = Snow.",
            "# meta::title = Snow")  # fmt: skip
    first = [("Mayor", "NNP", 2, "nmod:desc", "Entity=(1-person-new-sssss-cf1-1-coref-Ann_Lee%2C_Mayor"), ("Ann", "NNP", 4, "nsubj", "_"),
             ("Lee", "NNP", 2, "flat", "Entity=1)"), ("left", "VBD", 0, "root", "_"),
             ("Oslo", "NNP", 4, "obj", "Entity=(2-place-new-sssss-cf2-1-sgl)|SpaceAfter=No"), (".", ".", 4, "punct", "_")]  # fmt: skip
    second = [("She", "PRP", 2, "nsubj", "Entity=(1-person-giv:act-sssss-cf1-1-ana-Ann_Lee%2C_Mayor)"),
              ("returned", "VBD", 0, "root", "_"), ("in", "IN", 4, "case", "_"),
              ("May", "NNP", 2, "obl", "Entity=(3-time-new-sssss-cf2-1-sgl)|SpaceAfter=No"), (".", ".", 2, "punct", "_")]  # fmt: skip
    text = conllu(first, "Mayor Ann Lee left Oslo.", *head) + conllu(second, "She returned in May.", "# sent_id = 2")
    put(folder / "gum/not-to-release/sources/GUM_news_snow.conllu", text)
    put(folder / "gum/not-to-release/sources/GUM_fiction_snow.conllu", text)
    put(folder / "gum/not-to-release/sources/GUM_news_ice.conllu", text)
    put(folder / "gum/en_gum-ud-dev.conllu", "# newdoc id = GUM_news_ice\n")
    put(folder / "gum/en_gum-ud-test.conllu", "# newdoc id = GUM_news_hail\n")
    chain = ["_", "(9", "9)", "_", "_", "_", "(9)", "_", "_", "_", "_"]
    put(folder / "ontogum/coref/ontogum/conll/GUM_news_snow.conll", "# begin\n" + "".join(f"{n}\tx\t{c}\n" for n, c in enumerate(chain)))
    put(folder / "ontogum/coref/wiki_map.tab", "#Title\tURL\tID\nAnn_Lee%2C_Mayor\tAnn_Lee\tQ1\t2025\n")
    return folder


def test_gum_keeps_free_genres_of_the_train_part_without_summaries(tmp_path: Path) -> None:
    text = treebanks.gum(gum_repository(tmp_path) / "gum")
    assert text.count("# newdoc") == 1
    assert "summary" not in text
    assert text.endswith("\n\n")


def test_gum_coreference_has_chains_and_entities(tmp_path: Path) -> None:
    folder = gum_repository(tmp_path)
    (row,) = gum.coreference(folder / "gum", folder / "ontogum")
    assert row["text"] == "Mayor Ann Lee left Oslo.\nShe returned in May."
    assert [words(row, chain) for chain in row["clusters"]] == [["Ann Lee", "She"]]
    assert row["entities"][0] == {"type": "person", "mentions": [[0, 13, "new", "coref"], [25, 28, "giv:act", "ana"]],
                                  "wiki": "Ann_Lee,_Mayor", "qid": "Q1"}  # fmt: skip
    assert (row["genre"], row["date"]) == ("news", "2020-01-02")


def test_gum_names_are_proper_nouns_and_dates(tmp_path: Path) -> None:
    (row,) = gum_names.gum_names(gum_repository(tmp_path) / "gum")
    assert [(row["text"][s:e], label) for s, e, label in row["ents"]] == [("Ann Lee", "PERSON"), ("Oslo", "LOC"), ("May", "DATE")]


def test_a_contraction_shares_the_written_form_among_its_words() -> None:
    rows = conllu([("do", "VB", 3, "aux", "_"), ("n't", "RB", 3, "advmod", "_"), ("go", "VB", 0, "root", "_")], "don't go")
    document = gum.read("d", rows.replace("1\tdo", "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo"))
    assert [document.text[token.start : token.end] for token in document.tokens] == ["do", "n't", "go"]


def test_ewt_joins_documents_in_the_order_of_its_list(tmp_path: Path) -> None:
    for name in ("a", "b"):
        put(tmp_path / f"not-to-release/sources/email/{name}.conllu", f"# newdoc id = {name}\n1\tHi\n\n")
    put(tmp_path / "not-to-release/file-lists/files.train", "email/b.conllu\nemail/a.conllu\n")
    assert treebanks.ewt(tmp_path) == "# newdoc id = b\n1\tHi\n\n# newdoc id = a\n1\tHi\n\n"


def test_every_file_of_the_catalogue_has_a_converter_or_a_note() -> None:
    sources = catalogue.read()
    for source in sources.values():
        assert source.note or source.content
        assert all(repository.name in WANTED for repository in source.repositories if source.content)
    assert {file for source in sources.values() for file in source.content} == set(CONVERTERS)
