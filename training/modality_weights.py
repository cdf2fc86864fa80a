"""Learn how much each sign around a claim says about its modality: ``kg/pipeline/data/modality_weights.tsv``.

``python -m training.modality_weights --data DIR`` reads the train parts of ``news_facts`` and of our own articles with
gold chains, once with the shipped pipeline's syntax and once as plain tokens, fits a logistic regression over the
features of ``kg.pipeline.modality.weights``, prints scores across folds of articles, and writes the weights. The result
depends on nothing but its input.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from spacy.language import Language

from kg.annotations import read_annotations
from kg.pipeline.modality.component import read_claim, read_doc
from kg.pipeline.modality.signs import CUES
from kg.pipeline.modality.weights import MODALITIES, PRIOR, features_of
from kg.pipeline.quotations.component import Quotations
from kg.pipeline.tokenizer import blank
from kg.pipeline.word_lists import word_set
from training.gold_claims import gold_doc, gold_rows, modality_of

SOURCES = {"news_facts": 3.0, "articles": 1.0}
"""Folder -> how much an article of it weighs: real news more than written exercises."""

BELIEFS = {
    "former above direct": ("former", 4.0),
    "former core direct": ("former", 4.0),
    "denied above direct": ("denied", 5.5),
    "denied core direct": ("denied", 5.5),
    "speculated above direct": ("speculated", 5.0),
    "speculated core direct": ("speculated", 5.0),
    "agreed above direct": ("agreed", 4.5),
    "agreed core direct": ("agreed", 4.5),
    "planned above direct": ("planned", 5.0),
    "planned core direct": ("planned", 5.0),
    "planned core": ("planned", 2.4),
    "planned above": ("planned", 2.4),
    "planned names": ("planned", 1.6),
    "planned date": ("planned", 1.1),
    "agreed core": ("agreed", 3.2),
    "agreed above": ("agreed", 4.0),
    "speculated core": ("speculated", 4.0),
    "speculated above": ("speculated", 4.0),
    "speculated governor": ("speculated", 3.2),
    "speculated sentence": ("speculated", 4.0),
    "denied core": ("denied", 4.0),
    "denied above": ("denied", 4.0),
    "denied governor": ("denied", 4.0),
    "denied report": ("denied", 2.4),
    "denied argument": ("denied", 4.0),
    "denied sentence": ("denied", 2.4),
    "denied reply": ("denied", 2.4),
    "former core": ("former", 2.4),
    "former names": ("former", 3.2),
    "former date": ("former", 2.4),
    "former tense perfect": ("former", 2.4),
    "former tense simple": ("former", 1.6),
    "ended, closed": ("former", 2.4),
    "ended, open": ("asserted", 4.0),
}
"""What a sign is taken to mean before any data: the weights start here and are held here where data are few."""


@dataclass(frozen=True, slots=True)
class Example:
    """One row of one claim: its article, features, modality (an index into MODALITIES) and weight."""

    article: str
    source: str
    features: tuple[str, ...]
    modality: int
    weight: float
    first: bool


def read_examples(folders: Iterable[Path], nlp: Language) -> list[Example]:
    """Examples of all train parts, in the order of the files; the name of a folder is that of its source."""
    events = word_set(CUES, "events")
    quotations = Quotations()
    found: list[Example] = []
    for folder in folders:
        source, weight = folder.name, SOURCES[folder.name]
        for annotation in read_annotations(folder / "train.jsonl"):
            doc = quotations(gold_doc(annotation, nlp))
            reading = read_doc(doc)
            for claim in annotation.claims:
                rows = gold_rows(doc, annotation, claim)
                for index, row in enumerate(rows):
                    signs, scopes, group = read_claim(reading, row)
                    name = claim.property
                    features = features_of(signs, scopes, group=group, name=name, event=name in events)
                    said = MODALITIES.index(modality_of(claim).value)
                    article = f"{source}/{annotation.document.id}"
                    found.append(Example(article, source, tuple(features), said, weight / len(rows), index == 0))
    return found


def fit(
    examples: list[Example], *, least: int = 4, ridge: float = 5.0, special: float = 4.0
) -> dict[str, tuple[float, ...]]:
    """Weights of every feature seen at least ``least`` times, and of "" (the bias), for each modality.

    ``ridge`` holds the weight of a kind of sign in a zone to its belief, ``special`` those of single words,
    groups and properties, so that these only correct what the general ones say.
    """
    counts = Counter(feature for example in examples for feature in example.features)
    names = sorted(feature for feature, count in counts.items() if count >= least or feature in _starts())
    number = {name: index for index, name in enumerate(names)}
    columns = [[number[f] for f in example.features if f in number] for example in examples]
    rows = torch.tensor([index for index, row in enumerate(columns) for _ in row])
    flat = torch.tensor([column for row in columns for column in row])
    matrix = torch.sparse_coo_tensor(
        torch.stack([rows, flat]), torch.ones(len(flat)), (len(examples), len(names)), check_invariants=False
    ).coalesce()
    said = torch.tensor([example.modality for example in examples])
    weight = torch.tensor([example.weight for example in examples])
    start = torch.zeros(len(names), len(MODALITIES))
    for name, (said_by_it, value) in _starts().items():
        if name in number:
            start[number[name], MODALITIES.index(said_by_it)] = value
    hold = torch.tensor([[ridge if _is_general(name) else special] for name in names])
    table = start.clone().requires_grad_()
    bias = torch.zeros(len(MODALITIES), requires_grad=True)
    optimizer = torch.optim.LBFGS([table, bias], max_iter=80, history_size=8, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.sparse.mm(matrix, table) + bias
        value = (torch.nn.functional.cross_entropy(scores, said, reduction="none") * weight).sum()
        value = value + (hold * (table - start) ** 2).sum() / 2
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    learned = {name: tuple(row) for name, row in zip(names, table.detach().tolist(), strict=True)}
    return {"": tuple(bias.detach().tolist()), **learned}


def _is_general(feature: str) -> bool:
    return feature.removeprefix("plain ") in BELIEFS


def _starts() -> dict[str, tuple[str, float]]:
    """The beliefs for features read with a parse and for those read without."""
    return {**BELIEFS, **{f"plain {name}": belief for name, belief in BELIEFS.items()}}


def predict(features: Iterable[str], weights: dict[str, tuple[float, ...]]) -> list[float]:
    sums = list(weights[""])
    for feature in features:
        for index, value in enumerate(weights.get(feature, ())):
            sums[index] += value
    return sums


def report(name: str, examples: list[Example], sums: list[list[float]]) -> None:
    """Print accuracy, what leaks and what is withheld, each claim counted once by its closest mentions."""
    asserted = MODALITIES.index("asserted")
    pairs = [
        (e.modality, max(range(len(s)), key=s.__getitem__)) for e, s in zip(examples, sums, strict=True) if e.first
    ]
    others = [(gold, said) for gold, said in pairs if gold != asserted]
    plain = [(gold, said) for gold, said in pairs if gold == asserted]
    leaked = sum(said == asserted for _, said in others) / max(1, len(others))
    withheld = sum(said != asserted for _, said in plain) / max(1, len(plain))
    right = sum(gold == said for gold, said in pairs) / max(1, len(pairs))
    print(f"{name}: {len(pairs)} claims, accuracy {right:.3f}, leaked {leaked:.3f}, withheld {withheld:.3f}")
    table = Counter(pairs)
    for gold, label in enumerate(MODALITIES):
        print("  ", f"{label:>10}", *(f"{table[gold, said]:6d}" for said in range(len(MODALITIES))))


def across_folds(examples: list[Example], *, folds: int) -> list[list[float]]:
    """Scores of each example by weights that were learned without its article."""
    articles = {name: index % folds for index, name in enumerate(sorted({e.article for e in examples}))}
    sums: list[list[float]] = [[] for _ in examples]
    for fold in range(folds):
        weights = fit([e for e in examples if articles[e.article] != fold])
        for index, example in enumerate(examples):
            if articles[example.article] == fold:
                sums[index] = predict(example.features, weights)
    return sums


def write(weights: dict[str, tuple[float, ...]], path: Path) -> None:
    """One feature a line, sorted, weights that round to nothing left out."""
    lines = ["# feature\t" + "\t".join(MODALITIES)]
    for name, row in sorted(weights.items()):
        digits = 4 if name == PRIOR else 2
        values = [f"{value:.{digits}f}".replace("-0.00", "0.00") for value in row]
        if name == "" or any(float(value) for value in values):
            lines.append("\t".join([name, *values]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with news_facts")
    parser.add_argument("--articles", type=Path, default=Path("training/articles"), help="our own, compiled")
    parser.add_argument("--model", type=Path, help="pipeline for the syntax; the shipped one if not given")
    parser.add_argument("--out", type=Path, default=Path("kg/pipeline/data/modality_weights.tsv"))
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    torch.set_num_threads(1)
    weights: dict[str, tuple[float, ...]] = {}
    for name, nlp in (("parsed", syntax_only(options.model)), ("plain", blank())):
        examples = read_examples((options.data / "news_facts", options.articles), nlp)
        sums = across_folds(examples, folds=options.folds)
        for source in SOURCES:
            chosen = [index for index, example in enumerate(examples) if example.source == source]
            report(f"{name} {source}", [examples[i] for i in chosen], [sums[i] for i in chosen])
        learned = fit(examples)
        bias = learned.pop("")
        learned["plain" if name == "plain" else ""] = bias
        weights |= {**learned, PRIOR: prior_of(examples)}
    write(weights, options.out)


def prior_of(examples: list[Example]) -> tuple[float, ...]:
    """The share of each modality, examples counted by their weights."""
    shares = Counter[int]()
    for example in examples:
        shares[example.modality] += example.weight  # type: ignore[assignment]
    total = sum(shares.values())
    return tuple(shares[index] / total for index in range(len(MODALITIES)))


def syntax_only(path: Path | None) -> Language:
    """The pipeline at ``path`` without what the signs do not need."""
    from kg.pipeline.load import load

    nlp = load(path)
    for pipe in [name for name in nlp.pipe_names if name not in {"kg_encoder", "kg_syntax"}]:
        nlp.disable_pipe(pipe)
    return nlp


if __name__ == "__main__":
    main()
