"""The words of the project as data: what the text says (claims) and what the graph holds (statements).

Offsets are Unicode code points into ``Document.text``, half-open: ``text[start:end]``.
Everything here is immutable, hashable, picklable, and needs only the standard library.
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]


class Modality(StrEnum):
    """How a claim is said. Only ``ASSERTED`` statements become plain triples."""

    ASSERTED = "asserted"
    FORMER = "former"
    PLANNED = "planned"
    AGREED = "agreed"
    DENIED = "denied"
    SPECULATED = "speculated"


class MentionKind(StrEnum):
    """What kind of words a mention is made of."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``published`` is an ISO date (``2024-09-03``) or None; ``source`` is the outlet."""

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = "en"
    path: str | None = None


# --- mention level: what one document says ------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of a document that names or refers to something."""

    start: int
    end: int
    text: str
    kind: MentionKind = MentionKind.NAME

    @property
    def span(self) -> Span:
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Chain:
    """Coreferent mentions of one thing in one document.

    ``id`` is unique inside the document. ``type`` is one of the ontology's top classes
    (Person, Organization, Place, Product, Work, Event, Other), ``cls`` the finer class
    (Company, City, AIModel …) or the type again. ``name`` is the longest name in the text.
    ``iri`` is the entity's IRI where something has linked the chain already.
    """

    id: str
    type: str
    cls: str
    name: str
    mentions: tuple[Mention, ...]
    score: float = 1.0
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date at the precision of the text: ``2022-07-12``, ``2022-07``, ``2022``, ``--06`` or ``--06-12``."""

    iso: str


@dataclass(frozen=True, slots=True)
class TextValue:
    """Words that stand as an object, such as the title of a position."""

    text: str


Literal = DateValue | TextValue


@dataclass(frozen=True, slots=True)
class Claim:
    """(subject, property, object) as one document says it, with the words that say so.

    ``subject`` and ``of`` are chain ids; ``object`` is a chain id or a literal. ``of`` is the
    organisation of a position. ``evidence`` are the sentences, in text order. ``score`` is in [0, 1].
    ``alt`` are objects that would be as right (annotated by hand only).
    """

    subject: str
    property: str
    object: str | Literal
    evidence: tuple[Span, ...]
    subject_mention: Span | None = None
    object_mention: Span | None = None
    modality: Modality = Modality.ASSERTED
    stated_by: str | None = None
    of: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    score: float = 1.0
    extractor: str = "relations"
    alt: tuple[str | Literal, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure. ``subject`` is a chain id (entity IRI once lifted) or None when the text leaves it open.

    ``value``, ``low``, ``high`` are plain decimal digits (``305300000000``); ``low``/``high`` stand for
    a range and ``value`` is then None. ``unit`` is an ISO 4217 code, ``percent``, a unit (``minutes``)
    or the counted thing (``users``). ``period`` is an ISO date, year, month, quarter (``2024-Q2``)
    or interval (``2023-07-01/2024-06-30``), or the words when they cannot be resolved.
    ``change`` is ``up`` or ``down`` for a figure that is a change; ``converted`` is the value that the
    text itself gives in brackets, as ``("1407", "USD")``. ``text`` is the figure as written at ``span``.
    """

    subject: str | None
    metric: str
    value: str | None
    unit: str | None
    span: Span
    text: str
    evidence: tuple[Span, ...]
    low: str | None = None
    high: str | None = None
    qualifier: str | None = None
    period: str | None = None
    change: str | None = None
    against: str | None = None
    converted: tuple[str, str] | None = None
    stated_by: str | None = None
    modality: Modality = Modality.ASSERTED
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words attributed to a speaker (a chain id, an entity IRI once lifted; None if unknown)."""

    speaker: str | None
    span: Span
    direct: bool
    verb: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything that was read from one document; ``sentences`` in text order."""

    document: Document
    chains: tuple[Chain, ...] = ()
    claims: tuple[Claim, ...] = ()
    observations: tuple[Observation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sentences: tuple[Span, ...] = ()


# --- entity level: what the graph holds ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world, across documents. ``members`` are (document id, chain id), sorted."""

    iri: str
    type: str
    cls: str
    name: str
    names: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    merged_because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement is said: sentences (and argument spans) of one document."""

    document: str
    sentences: tuple[Span, ...]
    subject_mention: Span | None
    object_mention: Span | None
    extractor: str
    score: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim lifted to entities: one per subject, property, object, modality, speaker and validity.

    ``subject``, ``stated_by`` and ``of`` are entity IRIs; ``object`` is an entity IRI or a literal.
    ``evidence`` is never empty. ``derived_from`` names the property that implies it, if derived by rule.
    """

    iri: str
    subject: str
    property: str
    object: str | Literal
    modality: Modality
    evidence: tuple[Evidence, ...]
    stated_by: str | None = None
    of: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    derived_from: str | None = None

    @builtins.property  # a field of this class is called property
    def score(self) -> float:
        """The best score among its pieces of evidence, in [0, 1]."""
        return max(item.score for item in self.evidence)


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation lifted to an entity; ``observation.subject`` and ``stated_by`` are entity IRIs."""

    iri: str
    document: str
    observation: Observation


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation lifted to an entity; ``quotation.speaker`` is an entity IRI. ``text`` is the quoted span."""

    iri: str
    document: str
    quotation: Quotation
    text: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A statement that stays out of the graph, and why; an entity without a name goes by its IRI."""

    statement: Statement
    subject_name: str
    object_name: str
    reason: str

    @property
    def document(self) -> str:
        """The id of the first document that says so; empty if none does."""
        return min((item.document for item in self.statement.evidence), default="")


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """The whole graph as plain data; ``kg.graph`` turns it into RDF and back. Every tuple is sorted by IRI or id."""

    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
