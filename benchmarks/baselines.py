"""Simple systems on the same data, so that a figure of ours means something.

* spaCy's trainable entity recogniser, from scratch on the names of our training articles;
* a subject-verb-object extractor over our parse: the verb is looked up among the cues of the ontology;
* patterns learned from the ontology's examples for every property, without any trained relation scores.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.data import LABELS
from benchmarks.names import Finder, Name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.training import Example

    from kg.ontology import Schema
    from kg.types import Annotation, Claim

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "training" / "runs" / "baseline_ner"
EPOCHS, SEED = 6, 1

Reader = Callable[["Annotation"], "Annotation"]


# --- names


def ner_finder(nlp: Any, data: Path, cache: Path = CACHE) -> Finder:
    """Names by spaCy's recogniser; trained at first use, then kept in ``cache``."""
    import spacy

    if not (cache / "meta.json").exists():
        train_ner(data, cache)
    baseline = spacy.load(cache)

    def find(text: str) -> set[Name]:
        return {(e.start_char, e.end_char, LABELS[e.label_]) for e in baseline(text).ents}

    return find


def train_ner(data: Path, cache: Path, *, epochs: int = EPOCHS, seed: int = SEED) -> None:
    """Trains spaCy's recogniser with its small hash embeddings on the training articles and ``news_facts/train``."""
    import spacy
    from spacy.util import fix_random_seed, minibatch

    fix_random_seed(seed)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    examples = list(ner_examples(nlp, data))
    nlp.initialize(lambda: examples)
    order = random.Random(seed)
    optimizer = nlp.create_optimizer()
    for epoch in range(epochs):
        order.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, 16):
            nlp.update(batch, sgd=optimizer, drop=0.2, losses=losses)
        print(f"spaCy NER, epoch {epoch + 1}: {losses['ner']:.0f}", flush=True)
    cache.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(cache)


def ner_examples(nlp: Language, data: Path) -> Iterator[Example]:
    """The paragraphs of the training articles with their names."""
    from spacy.training import Example
    from spacy.util import filter_spans

    from benchmarks import news

    for article in [*news.gold(news.ARTICLES / "train.jsonl"), *news.gold(data / "news_facts" / "train.jsonl")]:
        text, start = article.document.text, 0
        names = [(m.start, m.end, c.type) for c in article.chains for m in c.mentions if m.kind == "name"]
        for part in text.splitlines(keepends=True):
            inside = [(s - start, e - start, kind) for s, e, kind in names if start <= s and e <= start + len(part)]
            doc = nlp.make_doc(part)
            gold = nlp.make_doc(part)
            spans = [gold.char_span(s, e, label=kind) for s, e, kind in inside]
            gold.set_ents(filter_spans([span for span in spans if span is not None]))
            if len(doc):
                yield Example(doc, gold)
            start += len(part)


# --- facts


def fact_readers(nlp: Any) -> dict[str, Reader]:
    """Systems that read facts with the names and chains that our pipeline found."""
    from kg.ontology import load_schema

    schema = load_schema()
    return {"subject–verb–object": triple_reader(nlp, schema), "patterns": pattern_reader(nlp, schema)}


def pattern_reader(nlp: Any, schema: Schema) -> Reader:
    """Reads by the ontology's examples alone, all properties, and by the rules for modality."""
    from benchmarks.news import with_claims
    from kg.extract import to_annotation
    from kg.pipeline.patterns import Patterns

    patterns = Patterns(nlp)
    patterns.use(schema, schema.properties)

    def read(article: Annotation) -> Annotation:
        doc = _syntax(nlp, article)
        doc._.kg_claims = []
        doc = nlp.get_pipe("kg_modality")(patterns(doc))
        return with_claims(article, to_annotation(article.document, doc).claims)

    return read


def triple_reader(nlp: Any, schema: Schema) -> Reader:
    """Subjects, verbs and objects of a parse, as textacy finds them; the verb names the property by the ontology's cues.

    Whatever the verb says is asserted. Of several properties with the cue, those whose domain and range fit count.
    """
    from benchmarks.news import with_claims

    by_cue = verbs_of(schema)

    def read(article: Annotation) -> Annotation:
        doc = _syntax(nlp, article)
        return with_claims(article, triples(doc, article, by_cue, schema))

    return read


def verbs_of(schema: Schema) -> dict[str, list[str]]:
    """For each cue (its first word) the properties that have it."""
    found: dict[str, list[str]] = {}
    for name, item in sorted(schema.properties.items()):
        for cue in item.cues:
            found.setdefault(cue.split()[0], []).append(name)
    return found


def triples(doc: Doc, article: Annotation, by_cue: dict[str, list[str]], schema: Schema) -> list[Claim]:
    """The claims that the subject-verb-object triples of a Doc amount to, without repetitions."""
    from kg.types import Claim

    at = {index: chain for chain in article.chains for m in chain.mentions for index in _tokens(doc, m.start, m.end)}
    found: dict[tuple[str, str, str], Claim] = {}
    for verb in doc:
        for name in by_cue.get(verb.lemma_.lower(), ()) if verb.pos_ == "VERB" else ():
            for subject, obj in _ends(verb):
                first, second = at.get(subject.i), at.get(obj.i)
                if first is None or second is None or first is second:
                    continue
                sentence = (verb.sent.start_char, verb.sent.end_char)
                for one, other in ((first, second), (second, first)):
                    if schema.properties[name].range and schema.accepts(name, one.cls, other.cls):
                        found.setdefault((one.id, name, other.id), Claim(one.id, name, other.id, (sentence,), extractor="svo"))
                        break
    return list(found.values())


def _ends(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of subject and object of a verb; the members of a list each count, the agent of a passive is its subject."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")]
    objects = [c for c in verb.children if c.dep_ in ("obj", "obl:agent", "obl", "xcomp")]
    for subject in subjects:
        for obj in objects:
            for one in (subject, *_listed(subject)):
                for other in (obj, *_listed(obj)):
                    yield one, other


def _listed(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ == "conj"]


def _tokens(doc: Doc, start: int, end: int) -> list[int]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return [token.i for token in span] if span is not None else []


def _syntax(nlp: Any, article: Annotation) -> Doc:
    """A Doc with syntax, names, dates and chains as the pipeline finds them, no relations."""
    doc = nlp.make_doc(article.document.text)
    doc._.kg_published = article.document.published
    for pipe in ("kg_encoder", "kg_syntax", "kg_names", "kg_dates", "kg_mentions", "kg_coreference"):
        doc = nlp.get_pipe(pipe)(doc)
    return doc


if __name__ == "__main__":
    import sys

    from benchmarks.data import folder

    train_ner(folder(Path(sys.argv[1]) if len(sys.argv) > 1 else None), CACHE)
