"""A small graph of invented companies, built by hand, that tests of the graph and of all that reads it share."""

from __future__ import annotations

from kg.iris import entity_iri, figure_iri, quotation_iri, statement_iri
from kg.types import (
    DateValue,
    Document,
    Entity,
    Evidence,
    Figure,
    KnowledgeGraph,
    Literal,
    Modality,
    Observation,
    Quotation,
    Quote,
    Span,
    Statement,
    TextValue,
)

DOCUMENTS = (
    Document(
        id="gazette/brightriver",
        title="Brightriver looks beyond short video",
        source="Harbour Gazette",
        url="https://gazette.example/brightriver",
        published="2024-09-03",
        text=(
            "Brightriver was founded by Ana Moreira in 2011. Brightriver is based in Lisbon. "
            "Ana Moreira, chief executive of Brightriver, said the company will buy Palmline. "
            "Vidra, made by Brightriver, was released on June 6, 2024. Brightriver competes with Tidepool. "
            "Brightriver had 400 million daily users in August 2024, up from 350 million in August 2023. "
            "Brightriver bought Oakframe in 2022."
        ),
    ),
    Document(
        id="ledger/palmline",
        title="Palmline is not for sale",
        source="Evening Ledger",
        url="https://ledger.example/palmline",
        published="2024-09-05",
        text=(
            "Palmline denied that Brightriver will buy it. Tomas Reis, chief executive of Brightriver, was not there. "
            "Brightriver, which is based in Lisbon, works with Tidepool on standards. "
            "Tidepool has 90 million daily users. \"Vidra does not belong to Brightriver,\" said Tomas Reis."
        ),
    ),
)  # fmt: skip

NAMES = {
    "Brightriver": ("Organization", "Company", ("Brightriver Group",)),
    "Palmline": ("Organization", "Company", ()),
    "Tidepool": ("Organization", "Company", ()),
    "Oakframe": ("Organization", "Company", ()),
    "Vidra": ("Product", "AIModel", ("Vidra AI",)),
    "Ana Moreira": ("Person", "Person", ("Moreira",)),
    "Tomas Reis": ("Person", "Person", ()),
    "Lisbon": ("Place", "City", ()),
}


def iri_of(name: str) -> str:
    """The IRI of one of the sample's entities."""
    return entity_iri(NAMES[name][0], name)


def sample_graph() -> KnowledgeGraph:
    """Eight entities in two articles by two outlets that agree, disagree, plan, deny and count."""
    return KnowledgeGraph(
        documents=DOCUMENTS,
        entities=tuple(sorted((_entity(name) for name in NAMES), key=lambda entity: entity.iri)),
        statements=tuple(sorted(_statements(), key=lambda statement: statement.iri)),
        figures=tuple(sorted(_figures(), key=lambda figure: figure.iri)),
        quotes=_quotes(),
    )


def _statements() -> list[Statement]:
    gazette, ledger = DOCUMENTS
    moreira, reis, palmline = iri_of("Ana Moreira"), iri_of("Tomas Reis"), iri_of("Palmline")
    lisbon = (_evidence(gazette, "Brightriver", "Lisbon", 1), _evidence(ledger, "Brightriver", "Lisbon", 2))
    return [
        _said("Brightriver", "foundedBy", "Ana Moreira", _evidence(gazette, "Brightriver", "Ana Moreira", 0)),
        _said("Brightriver", "inception", DateValue("2011"), _evidence(gazette, "Brightriver", "2011", 0)),
        _said("Brightriver", "headquarters", "Lisbon", *lisbon),
        _said("Brightriver", "chiefExecutive", "Ana Moreira", _evidence(gazette, "Brightriver", "Ana Moreira", 2)),
        _said("Brightriver", "chiefExecutive", "Tomas Reis", _evidence(ledger, "Brightriver", "Tomas Reis", 1)),
        _said(
            "Ana Moreira",
            "position",
            TextValue("chief executive"),
            _evidence(gazette, "Ana Moreira", "chief executive", 2),
            of=iri_of("Brightriver"),
        ),
        _said(
            "Palmline",
            "acquiredBy",
            "Brightriver",
            _evidence(gazette, "Palmline", "Brightriver", 2),
            modality=Modality.PLANNED,
            stated_by=moreira,
        ),
        _said(
            "Palmline",
            "acquiredBy",
            "Brightriver",
            _evidence(ledger, "Palmline", "Brightriver", 0),
            modality=Modality.DENIED,
            stated_by=palmline,
        ),
        _said(
            "Oakframe",
            "acquiredBy",
            "Brightriver",
            _evidence(gazette, "Oakframe", "Brightriver", 6),
            valid_from="2022",
        ),
        _said("Vidra", "developer", "Brightriver", _evidence(gazette, "Vidra", "Brightriver", 3)),
        _said(
            "Vidra",
            "developer",
            "Brightriver",
            _evidence(ledger, "Vidra", "Brightriver", 4),
            modality=Modality.DENIED,
            stated_by=reis,
        ),
        _said("Vidra", "releaseDate", DateValue("2024-06-06"), _evidence(gazette, "Vidra", "June 6, 2024", 3)),
        _said("Brightriver", "competitor", "Tidepool", _evidence(gazette, "Brightriver", "Tidepool", 4)),
        _said("Brightriver", "partner", "Tidepool", _evidence(ledger, "Brightriver", "Tidepool", 2)),
    ]


def _figures() -> list[Figure]:
    gazette, ledger = DOCUMENTS
    return [
        _figure(gazette, "Brightriver", "400 million", "400000000", 5, period="2024-08"),
        _figure(gazette, "Brightriver", "350 million", "350000000", 5, period="2023-08"),
        _figure(ledger, "Tidepool", "90 million", "90000000", 3),
    ]


def _quotes() -> tuple[Quote, ...]:
    ledger, speaker = DOCUMENTS[1], iri_of("Tomas Reis")
    words = "Vidra does not belong to Brightriver,"
    span = _place(ledger, words)
    quotation = Quotation(speaker, span, direct=True, verb="say", score=0.9)
    return (Quote(quotation_iri(ledger.id, span, speaker), ledger.id, quotation, words),)


def _entity(name: str) -> Entity:
    top, cls, others = NAMES[name]
    members = tuple((document.id, f"e-{name}") for document in DOCUMENTS if name in document.text)
    reasons = ("same name in both articles",) if len(members) > 1 else ()
    return Entity(iri_of(name), top, cls, name, tuple(sorted({name, *others})), members, reasons)


def _said(
    subject: str,
    property: str,
    object: str | Literal,
    *evidence: Evidence,
    modality: Modality = Modality.ASSERTED,
    stated_by: str | None = None,
    of: str | None = None,
    valid_from: str | None = None,
) -> Statement:
    head = iri_of(subject)
    value = iri_of(object) if isinstance(object, str) else object
    iri = statement_iri(head, property, value, modality=modality, stated_by=stated_by, of=of, valid_from=valid_from)
    return Statement(iri, head, property, value, modality, evidence, stated_by, of, valid_from)


def _figure(
    document: Document, subject: str, words: str, value: str, sentence: int, *, period: str | None = None
) -> Figure:
    span, metric = _place(document, words), "daily users"
    observation = Observation(
        subject=iri_of(subject),
        metric=metric,
        value=value,
        unit="users",
        span=span,
        text=words,
        evidence=(_sentences(document)[sentence],),
        period=period,
        score=0.8,
    )
    return Figure(figure_iri(document.id, span, metric, iri_of(subject)), document.id, observation)


def _evidence(document: Document, subject: str, object: str, sentence: int) -> Evidence:
    span = _sentences(document)[sentence]
    mentions = _place(document, subject, span[0]), _place(document, object, span[0])
    return Evidence(document.id, (span,), *mentions, extractor="relations", score=0.75)


def _sentences(document: Document) -> list[Span]:
    starts = [0]
    for place, letter in enumerate(document.text[:-1]):
        if letter == "." and document.text[place + 1] == " ":
            starts.append(place + 2)
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], len(document.text) + 1], strict=True)]


def _place(document: Document, words: str, after: int = 0) -> Span:
    start = document.text.index(words, after)
    return start, start + len(words)
