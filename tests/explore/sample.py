"""A graph made by hand: about forty invented companies, people and places, in twelve invented articles."""

from __future__ import annotations

from dataclasses import dataclass, field

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
)

# name: (type, class, other names)
THINGS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "Orbeline Systems": ("Organization", "Company", ("Orbeline", "OS Group")),
    "Kestrel Optics": ("Organization", "Company", ("Kestrel",)),
    "Tidewater Motors": ("Organization", "Company", ("Tidewater",)),
    "川流科技": ("Organization", "Company", ("Chuanliu Technology", "Chuanliu")),
    "Halden Capital": ("Organization", "Fund", ()),
    "Brightmoor Energy": ("Organization", "Company", ("Brightmoor",)),
    "Lumen Archive": ("Organization", "Company", ()),
    "Northbank Semiconductor": ("Organization", "Company", ("Northbank", "NBS")),
    "Universität Süderbrück": ("Organization", "University", ("University of Süderbrück",)),
    "Port Ellery Institute of Technology": ("Organization", "University", ("PEIT",)),
    "Maritime Safety Board": ("Organization", "GovernmentBody", ("MSB",)),
    "Office for Fair Markets": ("Organization", "GovernmentBody", ("OFM",)),
    "Open Sensor Alliance": ("Organization", "InternationalOrganization", ("OSA",)),
    "Ines Carrow": ("Person", "Person", ("Carrow",)),
    "Tomasz Wilk": ("Person", "Person", ("Wilk",)),
    "Adaeze Obi-Lund": ("Person", "Person", ("Obi-Lund",)),
    "Shen Yulan": ("Person", "Person", ("Shen", "沈玉兰")),
    "Marcus Feld": ("Person", "Person", ("Feld",)),
    "Priya Ramanathan": ("Person", "Person", ("Ramanathan",)),
    "Jonas Achterberg": ("Person", "Person", ("Achterberg",)),
    "Leila Haddad": ("Person", "Person", ("Haddad",)),
    "Oskar Nyqvist": ("Person", "Person", ("Nyqvist",)),
    "Port Ellery": ("Place", "City", ()),
    "Süderbrück": ("Place", "City", ("Suderbruck",)),
    "Valmora": ("Place", "Country", ()),
    "Kessland": ("Place", "Country", ()),
    "Lianhe Bay": ("Place", "City", ("联合湾",)),
    "Gannet Strait": ("Place", "Region", ()),
    "Lodestar": ("Product", "AIModel", ("Lodestar 2",)),
    "Heron": ("Product", "Device", ("Heron sensor",)),
    "Skua": ("Product", "Vehicle", ("Skua van",)),
    "Riverglass": ("Product", "AIModel", ("流镜",)),
    "NB-7": ("Product", "Device", ("NB-7 chip",)),
    "Tern": ("Product", "Software", ()),
    "Ellery Vision Summit": ("Event", "Conference", ("EVS",)),
    "Sensor Week": ("Event", "Conference", ()),
    "Machines That Look Back": ("Work", "Book", ()),
    "Open Sensor Charter": ("Work", "Report", ()),
    "lidar": ("Other", "Technology", ()),
    "Golden Compass": ("Other", "Award", ("Golden Compass award",)),
}


@dataclass
class _Draft:
    """What the articles have said so far, by the key of each statement."""

    documents: list[Document] = field(default_factory=list)
    evidence: dict[tuple[object, ...], list[Evidence]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    named: dict[str, set[str]] = field(default_factory=dict)


def iri(name: str) -> str:
    """The IRI of a thing of this world."""
    return entity_iri(THINGS[name][0], name)


class Article:
    """One article: sentences go in, facts point to the sentence that was written last."""

    def __init__(self, draft: _Draft, id: str, title: str, source: str, published: str | None, url: str | None) -> None:
        self._draft, self._id, self._title = draft, id, title
        self._source, self._published, self._url = source, published, url
        self._text = ""
        self._last: Span = (0, 0)

    def say(self, sentence: str, *, paragraph: bool = False) -> Article:
        """Write a sentence."""
        self._text += ("\n\n" if paragraph else " ") if self._text else ""
        self._last = (len(self._text), len(self._text) + len(sentence))
        self._text += sentence
        for name, (_, _, others) in THINGS.items():
            if any(word in sentence for word in (name, *others)):
                self._draft.named.setdefault(name, set()).add(self._id)
        return self

    def fact(
        self,
        subject: str,
        property: str,
        object: str | Literal,
        *,
        says: tuple[str, str] | None = None,
        modality: Modality = Modality.ASSERTED,
        stated_by: str | None = None,
        valid: tuple[str | None, str | None] = (None, None),
        score: float = 0.93,
    ) -> Article:
        """A fact of the last sentence; ``says`` are the words for subject and object, if not their names."""
        words = says or (subject, object if isinstance(object, str) else "")
        target = iri(object) if isinstance(object, str) else object
        key = (iri(subject), property, target, modality, iri(stated_by) if stated_by else None, *valid)
        spans = [self._find(word) for word in words]
        item = Evidence(self._id, (self._last,), spans[0], spans[1], "relations", score)
        self._draft.evidence.setdefault(key, []).append(item)
        return self

    def figure(self, subject: str, metric: str, value: str | None, unit: str, text: str, **more: str | None) -> Article:
        """A figure of the last sentence, written there as ``text``."""
        span = self._find(text)
        assert span is not None, text
        observation = Observation(iri(subject), metric, value, unit, span, text, (self._last,), **more)  # type: ignore[arg-type]
        self._draft.figures.append(Figure(figure_iri(self._id, span, metric, iri(subject)), self._id, observation))
        return self

    def quote(self, speaker: str, words: str, *, direct: bool = True) -> Article:
        """A quotation in the last sentence."""
        span = self._find(words)
        assert span is not None, words
        quotation = Quotation(iri(speaker), span, direct, "said")
        self._draft.quotes.append(Quote(quotation_iri(self._id, span, iri(speaker)), self._id, quotation, words))
        return self

    def end(self) -> None:
        """Hand the article in."""
        self._draft.documents.append(
            Document(self._id, self._text, self._title, self._source, self._url, self._published)
        )

    def _find(self, words: str) -> Span | None:
        at = self._text.find(words, self._last[0]) if words else -1
        return (at, at + len(words)) if at >= 0 else None


def write(draft: _Draft, id: str, title: str, source: str, published: str | None) -> Article:
    return Article(draft, id, title, source, published, f"https://news.example/{id}" if published else None)


def finish(draft: _Draft) -> KnowledgeGraph:
    """The graph of everything that was written."""
    statements = []
    for key, evidence in draft.evidence.items():
        subject, property, target, modality, speaker, since, until = key
        how = {"modality": modality, "stated_by": speaker, "valid_from": since, "valid_until": until}
        node = statement_iri(subject, property, target, **how)  # type: ignore[arg-type]
        statements.append(Statement(node, subject, property, target, evidence=tuple(evidence), **how))  # type: ignore[arg-type]
    entities = [
        Entity(iri(name), type, cls, name, (name, *others), tuple((d, name) for d in sorted(draft.named.get(name, ()))))
        for name, (type, cls, others) in THINGS.items()
    ]
    return KnowledgeGraph(
        documents=tuple(sorted(draft.documents, key=lambda document: document.id)),
        entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
        statements=tuple(sorted(statements, key=lambda statement: statement.iri)),
        figures=tuple(sorted(draft.figures, key=lambda figure: figure.iri)),
        quotes=tuple(sorted(draft.quotes, key=lambda quote: quote.iri)),
    )


def date(iso: str) -> DateValue:
    return DateValue(iso)
