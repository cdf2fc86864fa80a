"""From claims of one document to statements with one piece of evidence each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.assemble.literals import NamesOf, normal_date, normal_words
from kg.errors import AnnotationError
from kg.iris import statement_iri
from kg.ontology.schema import PropertySchema, Schema
from kg.resolve import Resolution
from kg.types import Annotation, Claim, DateValue, Evidence, Literal, Modality, Rejection, Span, Statement, TextValue


def with_iri(statement: Statement, base: str) -> Statement:
    """The statement with the IRI that its parts hash to."""
    iri = statement_iri(
        statement.subject,
        statement.property,
        statement.object,
        modality=statement.modality,
        stated_by=statement.stated_by,
        of=statement.of,
        valid_from=statement.valid_from,
        valid_until=statement.valid_until,
        base=base,
    )
    return replace(statement, iri=iri)


@dataclass(frozen=True, slots=True)
class Lifter:
    """Lifts claims with the entities of a resolution and the properties of a schema."""

    resolution: Resolution
    schema: Schema

    def statements(self, annotation: Annotation) -> Iterator[Statement | Rejection]:
        """What the claims of a document say about entities; a claim that says nothing comes out as a rejection.

        Raises:
            AnnotationError: a claim names a chain that the document has not, or a span outside its text.
        """
        turned = {item.inverse: item for item in self.schema.properties.values() if item.inverse}
        names = NamesOf(annotation)
        for claim in annotation.claims:
            check_spans(annotation, "claim", claim.evidence, claim.subject_mention, claim.object_mention)
            statement = self._lifted(annotation, claim, names)
            if statement.property in turned and statement.property not in self.schema.properties:
                statement = _turned(statement, turned[statement.property].name)
            if item := self.schema.properties.get(statement.property):
                statement = in_order(_as_said(statement, item), item)
            statement = with_iri(statement, self.resolution.base)
            reason = self._reason(annotation, claim, statement)
            yield self.rejection(statement, reason) if reason else statement

    def entity(self, annotation: Annotation, chain: str | None) -> str | None:
        """The IRI of a chain's entity.

        Raises:
            AnnotationError: the document has no such chain.
        """
        if chain is None:
            return None
        iri = self.resolution.iri_of.get((annotation.document.id, chain))
        if iri is None:
            raise AnnotationError(
                f"document {annotation.document.id!r}: expected a chain of the document, found {chain!r}"
            )
        return iri

    def rejection(self, statement: Statement, reason: str) -> Rejection:
        """The statement, refused for a reason."""
        return Rejection(statement, self.name(statement.subject), self.name(statement.object), reason)

    def name(self, end: str | Literal) -> str:
        """What an end of a statement is called."""
        if isinstance(end, DateValue):
            return end.iso
        return end.text if isinstance(end, TextValue) else self.resolution.entity(end).name

    def _lifted(self, annotation: Annotation, claim: Claim, names: NamesOf) -> Statement:
        object = claim.object
        if isinstance(object, DateValue):
            object = normal_date(object)
        elif isinstance(object, TextValue):
            object = normal_words(object, names.inside(claim.evidence))
        else:
            object = str(self.entity(annotation, object))
        evidence = Evidence(
            document=annotation.document.id,
            sentences=tuple(sorted(set(claim.evidence))),
            subject_mention=claim.subject_mention,
            object_mention=claim.object_mention,
            extractor=claim.extractor,
            score=claim.score,
        )
        return Statement(
            iri="",
            subject=str(self.entity(annotation, claim.subject)),
            property=claim.property,
            object=object,
            modality=claim.modality,
            evidence=(evidence,),
            stated_by=self.entity(annotation, claim.stated_by),
            of=self.entity(annotation, claim.of),
            valid_from=_normal_day(claim.valid_from),
            valid_until=_normal_day(claim.valid_until),
        )

    def _reason(self, annotation: Annotation, claim: Claim, statement: Statement) -> str | None:
        """Why a claim says nothing: no sentence, or about itself once names are merged."""
        if not statement.evidence[0].sentences:
            return "no sentence says so"
        for other, chain in ((statement.object, claim.object), (statement.of, claim.of)):
            if statement.subject == other:
                return self._about_itself(annotation, claim.subject, str(chain))
        return None

    def _about_itself(self, annotation: Annotation, one: str, other: str) -> str:
        if one == other:
            return "subject and object are the same"
        document = annotation.document.id
        why = self.resolution.why((document, one), (document, other)).reasons
        names = {chain.id: chain.name for chain in annotation.chains}
        return f"subject and object are the same, {names[one]!r} and {names[other]!r}: {'; '.join(why)}"


def _as_said(statement: Statement, item: PropertySchema) -> Statement:
    """An event is never over, and what was so has a property of its own where the ontology says so."""
    if statement.modality is not Modality.FORMER:
        return statement
    if item.event:
        return replace(statement, modality=Modality.ASSERTED)
    return replace(statement, property=item.former, modality=Modality.ASSERTED) if item.former else statement


def in_order(statement: Statement, item: PropertySchema) -> Statement:
    """A symmetric statement with the ends in the order of their IRIs."""
    if item.symmetric and isinstance(statement.object, str) and statement.object < statement.subject:
        return _turned(statement, statement.property)
    return statement


def _turned(statement: Statement, property: str) -> Statement:
    """The statement read backwards, by the name that it has so."""
    if not isinstance(statement.object, str):
        return statement
    evidence = tuple(turned_evidence(item) for item in statement.evidence)
    return replace(statement, subject=statement.object, property=property, object=statement.subject, evidence=evidence)


def turned_evidence(item: Evidence) -> Evidence:
    """Evidence with the mentions of subject and object exchanged."""
    return replace(item, subject_mention=item.object_mention, object_mention=item.subject_mention)


def _normal_day(value: str | None) -> str | None:
    return normal_date(DateValue(value)).iso if value else None


def check_spans(annotation: Annotation, what: str, spans: tuple[Span, ...], *more: Span | None) -> None:
    """See to it that spans lie inside the document.

    Raises:
        AnnotationError: one does not.
    """
    length = len(annotation.document.text)
    for span in (*spans, *more):
        if span is not None and not 0 <= span[0] <= span[1] <= length:
            place = f"document {annotation.document.id!r}: {what}"
            raise AnnotationError(
                f"{place}: expected a span inside the text of {length} characters, found {list(span)}"
            )
