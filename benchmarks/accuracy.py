"""Accuracy: ``python benchmarks/accuracy.py`` prints one table of every measure, on data that was never trained on.

``--only names,facts`` measures some sections, ``--limit 50`` the first rows of each test set. What earlier runs with
the same model measured is kept in ``training/runs/accuracy.json`` and shown as well, so that the sections can be run
one at a time. ``--baselines`` adds simple systems on the same data, ``--write`` puts the table into a page.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.data import folder
from benchmarks.lines import Line, fingerprint, markdown, merge, put_into, table

ORDER = ("Names", "Coreference", "Relations", "Relations from examples", "Facts from text", "Facts by property", "How it is said", "Attribution",
         "Syntax", "Size")  # fmt: skip
KEPT = ROOT / "training" / "runs" / "accuracy.json"


@dataclass
class Bench:
    """What the sections share: the pipeline, the data, how much of it, and the news as the pipeline reads it."""

    model: Path
    data: Path
    limit: int | None = None
    baselines: bool = False
    _news: dict[str, tuple[Any, Any, Any]] = field(default_factory=dict)

    @cached_property
    def nlp(self) -> Any:
        from kg.ontology import load_schema
        from kg.pipeline.load import load

        return load(self.model, schema=load_schema())

    def on(self, what: str) -> str:
        return what if self.limit is None else f"{what}, first {self.limit} rows"

    def news(self, name: str) -> tuple[Any, Any, Any]:
        """(gold, as read, scores) of ``news_facts`` or ``articles``, development parts."""
        from benchmarks import news

        if name not in self._news:
            path = self.data / "news_facts" / "dev.jsonl" if name == "news_facts" else news.ARTICLES / "dev.jsonl"
            right = news.gold(path, self.limit)
            found = news.read(self.nlp, right)
            self._news[name] = right, found, news.score(right, found, self.seen)
        return self._news[name]

    @cached_property
    def seen(self) -> frozenset[str]:
        from benchmarks import news

        return news.known_names(self.data)


NEWS = {"news_facts": "news_facts/dev", "articles": "training/articles/dev"}
NAME_SETS = {
    "docred": ("0.88", "", "ner/docred/test, Wikipedia; PERSON ORG LOC"),
    "uner_pud": ("0.83", "XLM-R large trained on EWT .801", "ner/uner_pud/test, news and Wikipedia; PERSON ORG LOC"),
    "uner_ewt": ("", "XLM-R large .860", "ner/uner_ewt/test, web; PERSON ORG LOC"),
    "men": ("0.80", "", "ner/men/test, Malaysian news; all labels"),
    "crossner": ("0.65", "", "ner/crossner/test, ai; PERSON ORG LOC PRODUCT EVENT MISC"),
}


def names(bench: Bench) -> Iterator[Line]:
    from benchmarks import names, news
    from benchmarks.data import LABELS, Counter

    finders = {"ours": names.finder(bench.nlp)}
    if bench.baselines:
        from benchmarks.baselines import ner_finder

        finders["spaCy NER"] = ner_finder(bench.nlp, bench.data)
    for name, (goal, published, on) in NAME_SETS.items():
        scores = {who: counts.scores for who, counts in names.measure(finders, bench.data, name, bench.limit).items()}
        yield Line("Names", f"span and type, {name}", scores.pop("ours"), goal, scores, published, bench.on(on))
    right, _, scores_ = bench.news("news_facts")
    others: dict[str, tuple[float, ...]] = {}
    for who in [one for one in finders if one != "ours"]:
        counts = Counter()
        for article in right:
            one = news.exact_names(finders[who](article.document.text), article, LABELS)
            counts.add(one.right, one.proposed, one.expected)
        others[who] = counts.scores
    n = scores_.names
    on = bench.on("news_facts/dev")
    yield Line("Names", "all seven types", news.prf(n.typed), "0.90", others, "", on)
    yield Line("Names", "Product, Work, Event, Other as one", news.prf(n.merged), "", {}, "", on)
    yield Line("Names", "spans alone", news.prf(n.spans), "", {}, "", on)
    yield Line("Names", "names unseen in training", news.prf(n.unseen), "0.82", {}, "", on)
    yield Line("Names", "names unseen in training, merged", news.prf(n.unseen_merged), "", {}, "", on)
    for kind, score in sorted(n.by_type.items()):
        yield Line("Names", f"{kind} ({score.gold})", news.prf(score), "", {}, "", on)


def coreference(bench: Bench) -> Iterator[Line]:
    from benchmarks import coreference, news

    _, _, scores = bench.news("news_facts")
    yield Line("Coreference", "pronouns and descriptions", news.prf(scores.coreference), "0.70", {}, "", bench.on("news_facts/dev"))
    score = coreference.gap(bench.nlp, bench.data / "coref/gap/test.jsonl.gz", bench.limit).scores
    yield Line("Coreference", "GAP, pronoun and name", score, "0.78", {}, "Parallelism+URL .706 (Webster et al. 2018)", bench.on("coref/gap/test"))
    every, third = coreference.gum(bench.nlp, bench.data, limit=bench.limit)
    yield Line("Coreference", "GUM, B³, chains with a name", every, "0.70", {}, "", bench.on("coref/gum/test"))
    yield Line("Coreference", "the same without first and second person", third, "", {}, "", bench.on("coref/gum/test"))


def redocred(bench: Bench) -> Iterator[Line]:
    from benchmarks import relations

    score = relations.redocred(bench.nlp, bench.data, bench.limit).scores
    known = "KD-DocRE, RoBERTa large, 3,053 documents .783 (Tan et al. 2022)"
    yield Line("Relations", "Re-DocRED, gold entities", score, "0.62", {}, known, bench.on("relations/redocred/test; trained on 400 documents"))


def knowledgenet(bench: Bench) -> Iterator[Line]:
    from benchmarks import relations

    score = relations.knowledgenet(bench.nlp, bench.data / "relations/knowledgenet/dev.jsonl.gz", bench.limit).scores
    known = "on its hidden fold: BiLSTM .52, BERT .69, best commercial system .81"
    yield Line("Relations", "KnowledgeNet, facts from text", score, "0.75", {}, known, bench.on("relations/knowledgenet/dev, spans overlap"))


def news_pairs(bench: Bench) -> Iterator[Line]:
    from benchmarks import relations

    score = relations.news_pairs(bench.nlp, bench.data / "relations/aggregated_news/test.jsonl.gz", bench.limit).scores
    yield Line("Relations", "pairs of names in news sentences", score, "0.75", {}, "", bench.on("relations/aggregated_news/test, our properties"))


def facts(bench: Bench) -> Iterator[Line]:
    from benchmarks import news

    for name, where in NEWS.items():
        right, found, scores = bench.news(name)
        f, on = scores.facts, bench.on(where)
        others: dict[str, Any] = {}
        if bench.baselines and name == "news_facts":
            from benchmarks.baselines import fact_readers

            others = {who: news.score(right, list(map(read, found)), bench.seen).facts for who, read in fact_readers(bench.nlp).items()}
        goals = ("P 0.80 at R 0.60, F1 0.75", "", "", "", "") if name == "news_facts" else ("",) * 5
        rows = (("strict", f.strict), ("lenient", f.lenient), ("own", f.own), ("unseen", f.unseen), ("triples", f.triples))
        for (kind, score), goal in zip(rows, goals, strict=True):
            beside = {who: news.prf(getattr(value, kind)) for who, value in others.items()}
            yield Line(f"Facts from text, {where}", WHAT[kind], news.prf(score), goal, beside, "", on)
        yield Line(f"Facts from text, {where}", "calibration error of the scores, ten bins", (news.calibration(right, found),), "", {}, "", on)
        for kind, score in f.by_modality.items():
            yield Line(f"Facts from text, {where}", f"said to be {kind} ({score.gold})", news.prf(score), "", {}, "", on)
        for kind, score in f.by_property.items():
            yield Line(f"Facts by property, {where}", f"{kind} ({score.gold})", news.prf(score), "", {}, "", on)


WHAT = {"strict": "strict", "lenient": "near properties as one", "own": "not implied by others", "unseen": "between names unseen in training",
        "triples": "asserted, as plain triples"}  # fmt: skip


def said(bench: Bench) -> Iterator[Line]:
    from benchmarks import news
    from kg.evaluate import Rate

    for name, where in NEWS.items():
        _, _, scores = bench.news(name)
        m, d, on = scores.modality, scores.dates, bench.on(where)
        section = f"How it is said, {where}"

        def share(what: str, rate: Rate, goal: str = "", section: str = section, on: str = on) -> Line:
            return Line(section, f"{what} ({rate.count} of {rate.out_of})", (rate.share,), goal, {}, "", on)

        yield share("not asserted, yet a plain triple", m.leaked, "≤ 0.05")
        yield share("asserted, yet withheld", m.withheld, "≤ 0.03")
        yield share("not asserted, found at all", m.found)
        yield share("former, found at all", m.found_by.get("former", Rate()), "0.50")
        yield share("asserted, found at all", m.asserted_found)
        yield share("modality right, of those found", m.accuracy)
        yield share("speaker right, of those attributed", m.attributed)
        yield share("dates exact", d.objects, "0.90")
        yield share("validity exact", d.valid)
        figures, quotes = scores.figures, scores.quotations
        yield Line(section, "figures, value and subject", news.prf(figures.subject), "0.75", {}, "", on)
        yield Line(section, "figures, metric and unit too", news.prf(figures.full), "", {}, "", on)
        yield Line(section, "figures, value alone", news.prf(figures.values), "", {}, "", on)
        yield Line(section, "quotations with speaker", news.prf(quotes.speaker), "0.80", {}, "", on)
        yield Line(section, "quotations, span alone", news.prf(quotes.spans), "", {}, "", on)


def quotes(bench: Bench) -> Iterator[Line]:
    from benchmarks import quotes

    every, named = quotes.gum_attribution(bench.nlp, bench.data, limit=bench.limit)
    on = bench.on("quotes/gum_attribution/test")
    yield Line("Attribution", "GUM, all sources and thoughts", every.scores, "", {}, "", on)
    yield Line("Attribution", "GUM, sources that name somebody", named.scores, "", {}, "", on)
    both, spans = quotes.litbank(bench.nlp, bench.data / "quotes/litbank/test.jsonl.gz", bench.limit)
    on = bench.on("quotes/litbank/test, novels")
    yield Line("Attribution", "LitBank, direct speech and speaker", both.scores, "", {}, "", on)
    yield Line("Attribution", "LitBank, spans alone", spans.scores, "", {}, "", on)


TREEBANKS = {
    "gum": ({"las": "0.86"}, {}),
    "ewt": ({}, {"upos": "spaCy + RoBERTa .969", "xpos": "spaCy + RoBERTa .964", "lemma": "spaCy + RoBERTa .974", "uas": "spaCy + RoBERTa .919",
                 "las": "spaCy + RoBERTa .894", "sentences": "spaCy + RoBERTa .906"}),
}  # fmt: skip
WORDS = {"upos": "UPOS", "xpos": "tags", "lemma": "lemmas", "uas": "UAS", "las": "LAS", "sentences": "sentence starts, F1"}


def syntax(bench: Bench) -> Iterator[Line]:
    from benchmarks import syntax

    for name, (goals, known) in TREEBANKS.items():
        every, news = syntax.measure(bench.nlp, bench.data / "syntax" / name / "test.conllu.gz", bench.limit)
        for kind, value in every.shares.items():
            yield Line("Syntax, gold tokens", f"{name.upper()} {WORDS[kind]}", (value,), goals.get(kind, ""), {}, known.get(kind, ""),
                       bench.on(f"syntax/{name}/test"))  # fmt: skip
        if news.words:
            for kind, value in news.shares.items():
                yield Line("Syntax, gold tokens", f"{name.upper()} news {WORDS[kind]}", (value,), "0.85" if kind == "las" else "", {}, "",
                           bench.on(f"syntax/{name}/test, {news.words:,} words of news"))  # fmt: skip


def examples(bench: Bench) -> Iterator[Line]:
    from benchmarks import examples

    nlp = examples.pipeline(bench.model)
    for path, what in ((examples.UNSEEN, "never looked at"), (examples.SENTENCES, "used in development")):
        counts, total = examples.measure(nlp, path)
        on = f"tests/pipeline/data/{path.name}, {total} sentences"
        yield Line("Relations from examples", f"five properties, sentences {what}", counts.pop("").scores, "", {}, "", on)
        for name, count in sorted(counts.items()):
            yield Line("Relations from examples", f"{name}, {what}", count.scores, "", {}, "", on)


def size(bench: Bench) -> Iterator[Line]:
    total = sum(path.stat().st_size for path in bench.model.rglob("*") if path.is_file())
    yield Line("Size", "model folder, MB", (total / 1e6,), "≤ 40", {}, "", "kg/model")


SECTIONS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "names": names, "coreference": coreference, "redocred": redocred, "knowledgenet": knowledgenet, "pairs": news_pairs, "facts": facts,
    "said": said, "quotes": quotes, "syntax": syntax, "examples": examples, "size": size,
}  # fmt: skip


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder of the open data sets (default: KG_DATA)")
    parser.add_argument("--model", type=Path, default=ROOT / "kg" / "model")
    parser.add_argument("--only", default=",".join(SECTIONS), help=f"sections: {', '.join(SECTIONS)}")
    parser.add_argument("--limit", type=int, help="rows of each test set (default: all)")
    parser.add_argument("--baselines", action="store_true", help="simple systems on the same data, too")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N wrong or missed facts of news_facts/dev and stop")
    parser.add_argument("--kept", type=Path, default=KEPT, help="where the figures of earlier runs are")
    parser.add_argument("--write", type=Path, help="a page with marks for the table, such as docs/scorecard.md")
    found = parser.parse_args(arguments)
    found.only = [name.strip() for name in found.only.split(",")]
    for name in found.only:
        if name not in SECTIONS:
            parser.error(f"--only {name}: expected some of {', '.join(SECTIONS)}")
    return found


def main() -> None:
    from rich.console import Console

    options = parse()
    bench = Bench(options.model, folder(options.data), options.limit, options.baselines)
    console = Console(width=160 if not sys.stdout.isatty() else None)
    if options.errors:
        from benchmarks.news import errors

        right, found, _ = bench.news("news_facts")
        for number, line in enumerate(errors(right, found, options.errors), start=1):
            print(f"{number}. {line}")
        return
    model = fingerprint(options.model)
    order = list(SECTIONS)
    lines: list[Line] = []
    for name in sorted(set(options.only), key=order.index):
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        lines = merge(options.kept, model, SECTIONS[name](bench))
    lines.sort(key=lambda line: ORDER.index(line.section.partition(",")[0]))
    console.print(table(lines))
    console.print(f"model {model}")
    if options.write:
        options.write.write_text(put_into(options.write.read_text(encoding="utf-8"), markdown(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
