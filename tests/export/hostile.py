"""A small graph whose every text is hostile to some format."""

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
    Statement,
    TextValue,
)

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="',
    "abc\u202egnp.exe",
    "it's \"quoted\" \\ and \\u0027 ended'; MATCH (n) DETACH DELETE n; //",
    "two\nlines\r\nand a\ttab",
    '=HYPERLINK("http://x","y")',
    "x" * 10_000,
    "]]> & <!-- <b> `tick` {{ 7*7 }} $1",
    "快手 \U0001f600 Zoë",
)
PUBLISHED = "2024-09-03"


def hostile_iri(name: str) -> str:
    return entity_iri("Organization", name)


def hostile_graph() -> KnowledgeGraph:
    """A ring of organisations with hostile names, each owned by the next, all told by one article."""
    text = "\n".join(HOSTILE)
    documents = (
        Document(
            "a", text, title=HOSTILE[0], source="Outlet", url="https://news.example/a?x=1&y=2", published=PUBLISHED
        ),
        Document("b/c", HOSTILE[3], title=HOSTILE[5], source='=cmd|" /C calc"!A0', path="articles/b.txt"),
    )
    entities = tuple(
        Entity(hostile_iri(name), "Organization", "Company", name, (name, f"{name} Inc."), (("a", f"e{index}"),))
        for index, name in enumerate(HOSTILE)
    )
    ring = [hostile_iri(name) for name in HOSTILE]
    statements = [
        said(ring[index - 1], "owner", ring[index], ("a", "b/c")[: 1 + index % 2]) for index in range(len(ring))
    ]
    statements += [
        said(ring[0], "acquiredBy", ring[1], ("a",), modality=Modality.PLANNED, stated_by=ring[2]),
        said(ring[0], "partner", ring[2], ("a",), valid_from="2001", valid_until="2019"),
        said(ring[0], "inception", DateValue("2011-03"), ("a",)),
        said(ring[3], "position", TextValue(HOSTILE[5]), ("b/c",), of=ring[4]),
    ]
    figure = Observation(
        subject=ring[0], metric=HOSTILE[5], value="-4.1", unit="percent", span=(0, 9), text=text[:9],
        evidence=((0, 37),), qualifier="nearly", period="2024-Q2", change="down", converted=("1407", "USD"),
        stated_by=ring[1],
    )  # fmt: skip
    spread = Observation(None, "price", None, None, (0, 4), text[:4], ((0, 37),), low="30", high="40")
    quotation = Quotation(ring[2], (0, 37), direct=True, verb="said", score=0.5)
    return KnowledgeGraph(
        documents=documents,
        entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
        statements=tuple(sorted(statements, key=lambda statement: statement.iri)),
        figures=tuple(
            sorted(
                (Figure(figure_iri("a", seen.span, seen.metric, seen.subject), "a", seen) for seen in (figure, spread)),
                key=lambda item: item.iri,
            )
        ),
        quotes=(Quote(quotation_iri("a", (0, 37), ring[2]), "a", quotation, text[:37]),),
    )


def said(
    subject: str,
    name: str,
    value: str | Literal,
    documents: tuple[str, ...],
    *,
    modality: Modality = Modality.ASSERTED,
    stated_by: str | None = None,
    of: str | None = None,
    valid_from: str | None = None,
    valid_until: str | None = None,
) -> Statement:
    """A statement with the first line of each document as evidence."""
    iri = statement_iri(
        subject,
        name,
        value,
        modality=modality,
        stated_by=stated_by,
        of=of,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    evidence = tuple(Evidence(document, ((0, 37),), (0, 9), None, "relations", 0.25) for document in documents)
    return Statement(iri, subject, name, value, modality, evidence, stated_by, of, valid_from, valid_until)
