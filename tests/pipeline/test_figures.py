from __future__ import annotations

import pickle
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from kg.pipeline.extensions import register
from kg.pipeline.figures.component import FigureReader
from kg.pipeline.tokenizer import blank
from kg.types import Observation

Row = dict[str, Any]


@pytest.fixture(scope="module")
def reader() -> FigureReader:
    return FigureReader(spacy.blank("en"), "kg_figures")


def chain(identifier: str, kind: str, name: str, text: str, *words: tuple[str, str]) -> Row:
    """A chain row; each of ``words`` is (words, mention kind), found in text order."""
    mentions = []
    start = 0
    for needle, mention_kind in words:
        start = text.index(needle, start)
        mentions.append([start, start + len(needle), mention_kind])
        start += len(needle)
    return {"id": identifier, "type": kind, "class": kind, "name": name, "mentions": mentions}


def read(reader: FigureReader, text: str, *chains: Row, published: str | None = "2024-09-03") -> list[Row]:
    """The figures of a text without a parse: sentences only."""
    register()
    nlp = blank()
    nlp.add_pipe("sentencizer")
    doc = nlp(text)
    return figures(reader, doc, *chains, published=published)


def figures(reader: FigureReader, doc: Doc, *chains: Row, published: str | None = "2024-09-03") -> list[Row]:
    doc._.kg_chains = list(chains)
    doc._.kg_published = published
    rows: list[Row] = reader(doc)._.kg_figures
    return rows


def parsed(words: str, heads: list[int], deps: str, pos: str, tags: str) -> Doc:
    """A Doc of one sentence with its parse; ``heads`` count from 0."""
    register()
    return Doc(
        spacy.blank("en").vocab, words=words.split(), heads=heads, deps=deps.split(), pos=pos.split(), tags=tags.split()
    )


USERS = "Kuaishou has nearly 400 million daily active users ."


def users() -> Doc:
    return parsed(
        USERS,
        [1, 1, 4, 4, 7, 6, 7, 1, 1],
        "nsubj root advmod compound nummod advmod amod obj punct",
        "PROPN VERB ADV NUM NUM ADV ADJ NOUN PUNCT",
        "NNP VBZ RB CD CD RB JJ NNS .",
    )


def test_a_counted_noun_gives_metric_and_unit(reader: FigureReader) -> None:
    doc = users()
    (row,) = figures(reader, doc, chain("e1", "Organization", "Kuaishou", doc.text, ("Kuaishou", "name")))
    assert (row["metric"], row["unit"], row["value"]) == ("daily active users", "users", "400000000")
    assert (row["subject"], row["qualifier"]) == ("e1", "nearly")


def test_a_row_holds_exactly_the_fields_of_an_observation(reader: FigureReader) -> None:
    (row,) = figures(reader, users())
    assert set(row) == set(Observation.__slots__)


def test_spans_stand_where_they_say(reader: FigureReader) -> None:
    doc = users()
    (row,) = figures(reader, doc)
    start, end = row["span"]
    assert doc.text[start:end] == row["text"] == "400 million"
    assert row["evidence"] == [[0, len(doc.text.rstrip())]]


def test_rows_survive_serialisation(reader: FigureReader) -> None:
    doc = users()
    rows = figures(reader, doc)
    assert pickle.loads(pickle.dumps(rows)) == rows
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.kg_figures == rows


def test_a_change_and_the_level_it_leads_to_are_two_figures(reader: FigureReader) -> None:
    doc = parsed(
        "Its GMV rose 15 percent year-on-year to 305.3 billion yuan in the second quarter .",
        [1, 2, 2, 4, 2, 2, 9, 8, 9, 2, 13, 13, 13, 2, 2],
        "nmod:poss nsubj root nummod obl advmod case compound nummod obl case det amod obl punct",
        "PRON NOUN VERB NUM NOUN ADV ADP NUM NUM NOUN ADP DET ADJ NOUN PUNCT",
        "PRP$ NN VBD CD NN RB IN CD CD NN IN DT JJ NN .",
    )
    change, level = figures(reader, doc, chain("e1", "Organization", "Kuaishou", doc.text, ("Its", "pronoun")))
    assert (change["value"], change["unit"], change["change"], change["against"]) == (
        "15",
        "percent",
        "up",
        "year-on-year",
    )
    assert (level["value"], level["unit"], level["change"]) == ("305300000000", "CNY", None)
    assert change["metric"] == level["metric"] == "GMV"
    assert change["period"] == level["period"] == "2024-Q2"
    assert change["subject"] == level["subject"] == "e1"


def test_the_noun_that_a_price_is_said_of_is_the_metric(reader: FigureReader) -> None:
    doc = parsed(
        "Revenue was $ 5 billion .",
        [2, 2, 2, 4, 2, 2],
        "nsubj cop root compound nummod punct",
        "NOUN AUX SYM NUM NUM PUNCT",
        "NN VBD $ CD CD .",
    )
    (row,) = figures(reader, doc)
    assert (row["metric"], row["unit"], row["value"]) == ("revenue", "USD", "5000000000")


def test_what_is_done_to_the_things_counted_is_a_part_of_the_metric(reader: FigureReader) -> None:
    doc = parsed(
        "It sold more than 120 million devices .",
        [1, 1, 5, 2, 5, 6, 1, 1],
        "nsubj root advmod fixed compound nummod obj punct",
        "PRON VERB ADJ ADP NUM NUM NOUN PUNCT",
        "PRP VBD JJR IN CD CD NNS .",
    )
    (row,) = figures(reader, doc)
    assert (row["metric"], row["qualifier"]) == ("devices sold", "more than")


def test_without_a_parse_the_words_beside_the_value_are_read(reader: FigureReader) -> None:
    text = "Kuaishou has nearly 400 million daily active users."
    (row,) = read(reader, text, chain("e1", "Organization", "Kuaishou", text, ("Kuaishou", "name")))
    assert (row["metric"], row["unit"], row["subject"]) == ("daily active users", "users", "e1")


def test_a_conversion_belongs_to_the_figure_that_it_converts(reader: FigureReader) -> None:
    text = "Brightriver paid 10,000 yuan ($1,407)."
    (row,) = read(reader, text, chain("e1", "Organization", "Brightriver", text, ("Brightriver", "name")))
    assert (row["value"], row["unit"], row["converted"]) == ("10000", "CNY", ["1407", "USD"])
    assert row["text"] == "10,000 yuan ($1,407)"


def test_a_range_has_two_ends_and_no_value(reader: FigureReader) -> None:
    (row,) = read(reader, "The ministry expects growth of 20 to 25 percent.")
    assert (row["value"], row["low"], row["high"]) == (None, "20", "25")


def test_a_figure_of_nobody_named_keeps_no_subject(reader: FigureReader) -> None:
    (row,) = read(reader, "More than 7,000 homes lost power.")
    assert row["subject"] is None


def test_a_small_count_of_nobody_named_is_no_figure(reader: FigureReader) -> None:
    assert read(reader, "The two companies met for three days.") == [] or all(
        row["value"] != "2" for row in read(reader, "The two companies met for three days.")
    )


def test_a_number_inside_a_name_is_no_figure(reader: FigureReader) -> None:
    text = "Scribe 5 and the Boeing 787 are here."
    chains = (
        chain("e1", "Product", "Scribe 5", text, ("Scribe 5", "name")),
        chain("e2", "Product", "Boeing 787", text, ("Boeing 787", "name")),
    )
    assert read(reader, text, *chains) == []


def test_an_age_is_measured_in_years(reader: FigureReader) -> None:
    text = "Wei, 71, keeps his job."
    (row,) = read(reader, text, chain("e1", "Person", "Wei", text, ("Wei", "name")))
    assert (row["metric"], row["value"], row["unit"], row["subject"]) == ("age", "71", "years", "e1")


def test_the_day_on_which_it_was_said_is_not_the_period(reader: FigureReader) -> None:
    (row,) = read(reader, "The ministry said on Thursday that 7,000 homes lost power.")
    assert row["period"] is None


def test_a_date_in_the_clause_is_the_period(reader: FigureReader) -> None:
    (row,) = read(reader, "More than 7,000 homes lost power in June 2023.")
    assert row["period"] == "2023-06"


def test_a_company_year_keeps_its_words(reader: FigureReader) -> None:
    (row,) = read(reader, "Revenue came to $5 billion in fiscal 2024.")
    assert row["period"] == "fiscal 2024"


def test_the_earlier_level_has_the_metric_of_the_later_one(reader: FigureReader) -> None:
    text = "The app has 31 million monthly users, up from 22m a year ago."
    later, earlier = read(reader, text, chain("e1", "Product", "The app", text, ("The app", "nominal")))
    assert (earlier["metric"], earlier["unit"], earlier["period"]) == (later["metric"], later["unit"], "2023")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("It has 7,000 homes.", "asserted"),
        ("It will build 7,000 homes.", "planned"),
        ("It agreed to build 7,000 homes.", "agreed"),
        ("It may build 7,000 homes.", "speculated"),
        ("It did not build 7,000 homes.", "denied"),
    ],
)
def test_the_words_before_a_value_say_how_it_is_meant(reader: FigureReader, text: str, modality: str) -> None:
    (row,) = read(reader, text)
    assert row["modality"] == modality


@pytest.mark.parametrize("text", ["", " ", "\n\n", "5", "$", "5 5 5", "(5", "10%\n\n20%"])
def test_odd_texts_are_read_without_harm(reader: FigureReader, text: str) -> None:
    assert all(text[slice(*row["span"])] == row["text"] for row in read(reader, text))


def test_the_same_text_gives_the_same_rows(reader: FigureReader) -> None:
    text = "Kuaishou has nearly 400 million daily active users and 40 million works."
    rows = [chain("e1", "Organization", "Kuaishou", text, ("Kuaishou", "name"))]
    assert read(reader, text, *rows) == read(reader, text, *rows)


def test_what_is_behind_a_number_of_things_is_counted(reader: FigureReader) -> None:
    doc = parsed(
        "The number of poems posted by writers each day surpassing 40 million , Larkspur says .",
        [1, 13, 3, 1, 3, 6, 4, 8, 4, 8, 11, 9, 14, 14, 14, 14],
        "det nsubj case nmod acl case obl:agent det obl:unmarked acl compound obj punct nsubj root punct",
        "DET NOUN ADP NOUN VERB ADP NOUN DET NOUN VERB NUM NUM PUNCT PROPN VERB PUNCT",
        "DT NN IN NNS VBN IN NNS DT NN VBG CD CD , NNP VBZ .",
    )
    (row,) = figures(reader, doc)
    assert (row["metric"], row["unit"], row["value"]) == ("poems posted a day", "poems", "40000000")


def test_a_change_of_a_number_of_things_keeps_what_narrows_them(reader: FigureReader) -> None:
    doc = parsed(
        "The number of singers who have over 900 fans is up 20 percent on a yearly basis .",
        [1, 10, 3, 1, 5, 3, 7, 8, 5, 10, 10, 12, 10, 16, 16, 16, 12, 10],
        "det nsubj case nmod nsubj acl:relcl advmod nummod obj cop root nummod obl:unmarked case det amod nmod punct",
        "DET NOUN ADP NOUN PRON VERB ADV NUM NOUN AUX ADV NUM NOUN ADP DET ADJ NOUN PUNCT",
        "DT NN IN NNS WP VBP RB CD NNS VBZ RB CD NN IN DT JJ NN .",
    )
    change = figures(reader, doc)[-1]
    assert (change["metric"], change["value"]) == ("singers who have over 900 fans", "20")
    assert (change["change"], change["against"]) == ("up", "on a yearly basis")


def test_a_comparison_of_years_is_not_what_is_measured(reader: FigureReader) -> None:
    doc = parsed(
        "Turnover grew by 15 percent year - on - year to 305.3 billion yuan .",
        [1, 1, 4, 4, 5, 1, 9, 9, 7, 1, 9, 12, 13, 9, 1],
        "nsubj root case nummod compound obl punct case punct obl case compound nummod obl punct",
        "NOUN VERB ADP NUM NOUN NOUN PUNCT ADP PUNCT NOUN ADP NUM NUM NOUN PUNCT",
        "NN VBD IN CD NN NN HYPH IN HYPH NN IN CD CD NN .",
    )
    rows = figures(reader, doc)
    assert [(row["metric"], row["unit"], row["change"]) for row in rows] == [
        ("turnover", "percent", "up"),
        ("turnover", "CNY", None),
    ]


def test_a_word_that_hangs_on_the_number_still_belongs_to_the_noun(reader: FigureReader) -> None:
    doc = parsed(
        "Larkspur has 400 million daily active readers .",
        [1, 1, 3, 6, 3, 6, 1, 1],
        "nsubj root compound nummod advmod amod obj punct",
        "PROPN VERB NUM NUM NOUN ADJ NOUN PUNCT",
        "NNP VBZ CD CD NN JJ NNS .",
    )
    (row,) = figures(reader, doc)
    assert (row["metric"], row["unit"]) == ("daily active readers", "readers")


def test_things_that_did_something_are_told_by_it(reader: FigureReader) -> None:
    doc = parsed(
        "Some 23 million song writers have gained income .",
        [2, 2, 4, 4, 6, 6, 6, 6, 6],
        "advmod compound nummod compound nsubj aux root obj punct",
        "ADV NUM NUM NOUN NOUN AUX VERB NOUN PUNCT",
        "RB CD CD NN NNS VBP VBN NN .",
    )
    (row,) = figures(reader, doc)
    assert (row["metric"], row["unit"]) == ("song writers that gained income", "writers")


def test_an_adjective_of_size_names_the_dimension(reader: FigureReader) -> None:
    doc = parsed(
        "Larkspur makes clips of two minutes long .",
        [1, 1, 1, 5, 5, 2, 5, 1],
        "nsubj root obj case nummod nmod amod punct",
        "PROPN VERB NOUN ADP NUM NOUN ADJ PUNCT",
        "NNP VBZ NNS IN CD NNS JJ .",
    )
    (row,) = figures(reader, doc)
    assert (row["metric"], row["value"], row["unit"]) == ("length of clips", "2", "minutes")


def test_a_sum_for_which_something_is_done_is_a_price(reader: FigureReader) -> None:
    doc = parsed(
        "Larkspur was taken over for $ 7 million .",
        [2, 2, 2, 2, 5, 2, 7, 5, 2],
        "nsubj:pass aux:pass root compound:prt case obl compound nummod punct",
        "PROPN AUX VERB ADP ADP SYM NUM NUM PUNCT",
        "NNP VBD VBN RP IN $ CD CD .",
    )
    (row,) = figures(reader, doc)
    assert (row["metric"], row["unit"]) == ("price", "USD")


def test_a_hyphened_modifier_is_not_the_thing_counted(reader: FigureReader) -> None:
    doc = parsed(
        "Larkspur needs 55,000 full - time workers .",
        [1, 1, 1, 5, 5, 2, 2, 1],
        "nsubj root nummod amod punct compound obj punct",
        "PROPN VERB NUM ADJ PUNCT NOUN NOUN PUNCT",
        "NNP VBZ CD JJ HYPH NN NNS .",
    )
    (row,) = figures(reader, Doc(doc.vocab, words=[t.text for t in doc], spaces=[t.i not in (3, 4) for t in doc]))
    assert row["unit"] == "workers"


@pytest.mark.parametrize(
    "text",
    [
        "Veldora is owned 55 percent by the Kestrel Union and eight percent by Tarvo.",
        "Veldora, 55% of which is held by the Kestrel Union, will close, and Tarvo holds 8 percent.",
    ],
)
def test_a_share_belongs_to_the_holder_that_is_named_behind_it(reader: FigureReader, text: str) -> None:
    chains = [chain(name[0], "Organization", name, text, (name, "name")) for name in ("Veldora", "Kestrel Union", "Tarvo")]
    assert read(reader, text, *chains)[0]["subject"] == "K"
