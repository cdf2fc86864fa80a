"""Random graphs for property tests: any text, spans of code points, every kind of statement."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.iris import entity_iri, figure_iri, quotation_iri, statement_iri
from kg.types import (
    DateValue,
    Document,
    Entity,
    Evidence,
    Figure,
    KnowledgeGraph,
    Modality,
    Observation,
    Quotation,
    Quote,
    Span,
    Statement,
    TextValue,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = words.map(lambda text: " ".join(text.split())).filter(bool)
maybe_words = st.none() | words
scores = st.floats(0, 1)
dates = st.sampled_from(["2022-07-12", "2022-07", "2022", "--06", "--06-12", "--02-29", "0000", "9999-12-31"])
decimals = st.from_regex(r"-?(0|[1-9]\d{0,30})(\.\d{1,8})?", fullmatch=True)
classes = st.sampled_from([("Person", "Person"), ("Organization", "Company"), ("Place", "City"), ("Other", "Unheard")])
properties = st.sampled_from(["foundedBy", "partner", "inception", "position", "unheardOf"])


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """A graph whose tuples are sorted and whose IRIs are minted, as a build gives it."""
    documents = draw(st.lists(_documents(), min_size=1, max_size=3, unique_by=lambda document: document.id))
    entities = draw(st.lists(_entities(documents), min_size=1, max_size=4, unique_by=lambda entity: entity.iri))
    iris = st.sampled_from([entity.iri for entity in entities])
    statements = draw(st.lists(_statements(documents, iris), max_size=5, unique_by=lambda item: item.iri))
    figures = draw(st.lists(_figures(documents, iris), max_size=3, unique_by=lambda item: item.iri))
    quotes = draw(st.lists(_quotes(documents, iris), max_size=2, unique_by=lambda item: item.iri))
    return KnowledgeGraph(
        documents=tuple(sorted(documents, key=lambda document: document.id)),
        entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
        statements=tuple(sorted(statements, key=lambda item: item.iri)),
        figures=tuple(sorted(figures, key=lambda item: item.iri)),
        quotes=tuple(sorted(quotes, key=lambda item: item.iri)),
    )


@st.composite
def spans(draw: st.DrawFn, document: Document) -> Span:
    """A span of the document's text."""
    start = draw(st.integers(0, len(document.text) - 1))
    return start, draw(st.integers(start + 1, len(document.text)))


def _documents() -> st.SearchStrategy[Document]:
    return st.builds(
        Document,
        id=st.from_regex(r"[\w ./#?%~-]{1,12}", fullmatch=True).map(lambda text: "/".join(text.split())).filter(bool),
        text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
        title=maybe_words,
        source=maybe_words,
        url=maybe_words,
        published=st.none() | dates | words,
        language=st.sampled_from(["en", "de"]),
        path=maybe_words,
    )


@st.composite
def _entities(draw: st.DrawFn, documents: list[Document]) -> Entity:
    top, cls = draw(classes)
    name = draw(names)
    others = draw(st.lists(words, max_size=2))
    places = st.tuples(st.sampled_from([document.id for document in documents]), names)
    return Entity(
        iri=entity_iri(top, name),
        type=top,
        cls=cls,
        name=name,
        names=tuple(sorted({name, *others})),
        members=tuple(sorted(draw(st.sets(places, max_size=3)))),
        merged_because=tuple(sorted(draw(st.sets(words, max_size=2)))),
    )


@st.composite
def _statements(draw: st.DrawFn, documents: list[Document], iris: st.SearchStrategy[str]) -> Statement:
    subject, name, modality = draw(iris), draw(properties), draw(st.sampled_from(Modality))
    value = draw(iris | dates.map(DateValue) | words.map(TextValue))
    stated_by, of = draw(st.none() | iris), draw(st.none() | iris)
    start, end = draw(st.none() | dates), draw(st.none() | dates)
    iri = statement_iri(
        subject, name, value, modality=modality, stated_by=stated_by, of=of, valid_from=start, valid_until=end
    )
    evidence = draw(st.lists(_evidence(documents), min_size=1, max_size=3, unique_by=_place))
    return Statement(
        iri,
        subject,
        name,
        value,
        modality,
        tuple(sorted(evidence, key=_place)),
        stated_by,
        of,
        start,
        end,
        draw(st.none() | properties),
    )


def _place(item: Evidence) -> tuple[object, ...]:
    none = (-1, -1)
    return item.document, item.sentences, item.subject_mention or none, item.object_mention or none, item.extractor


@st.composite
def _evidence(draw: st.DrawFn, documents: list[Document]) -> Evidence:
    document = draw(st.sampled_from(documents))
    return Evidence(
        document=document.id,
        sentences=tuple(sorted(draw(st.sets(spans(document), min_size=1, max_size=2)))),
        subject_mention=draw(st.none() | spans(document)),
        object_mention=draw(st.none() | spans(document)),
        extractor=draw(words),
        score=draw(scores),
    )


@st.composite
def _figures(draw: st.DrawFn, documents: list[Document], iris: st.SearchStrategy[str]) -> Figure:
    document = draw(st.sampled_from(documents))
    is_range = draw(st.booleans())
    observation = Observation(
        subject=draw(st.none() | iris),
        metric=draw(names),
        value=None if is_range else draw(decimals),
        unit=draw(st.none() | st.sampled_from(["CNY", "percent", "users"]) | words),
        span=draw(spans(document)),
        text=draw(words),
        evidence=tuple(sorted(draw(st.sets(spans(document), min_size=1, max_size=2)))),
        low=draw(decimals) if is_range else None,
        high=draw(decimals) if is_range else None,
        qualifier=draw(maybe_words),
        period=draw(st.none() | dates | st.sampled_from(["2024-Q2", "2023-07-01/2024-06-30"]) | words),
        change=draw(st.none() | st.sampled_from(["up", "down"])),
        against=draw(maybe_words),
        converted=draw(st.none() | st.tuples(decimals, words)),
        stated_by=draw(st.none() | iris),
        modality=draw(st.sampled_from(Modality)),
        score=draw(scores),
    )
    iri = figure_iri(document.id, observation.span, observation.metric, observation.subject)
    return Figure(iri, document.id, observation)


@st.composite
def _quotes(draw: st.DrawFn, documents: list[Document], iris: st.SearchStrategy[str]) -> Quote:
    document, speaker = draw(st.sampled_from(documents)), draw(st.none() | iris)
    span = draw(spans(document))
    quotation = Quotation(speaker, span, draw(st.booleans()), draw(maybe_words), draw(scores))
    return Quote(quotation_iri(document.id, span, speaker), document.id, quotation, draw(words))
