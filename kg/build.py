"""The story of a graph: documents are read, what they say is joined, judged and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.assemble import assemble
from kg.check import check
from kg.extract import extract
from kg.iris import BASE
from kg.resolve import Resolution, resolve
from kg.types import Annotation, Document, KnowledgeGraph, Rejection

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.ontology import Schema
    from kg.resolve import Pair


@dataclass(frozen=True, slots=True)
class Built:
    """A graph, what stayed out of it and why, and how its entities came about."""

    graph: KnowledgeGraph
    rejections: tuple[Rejection, ...]
    resolution: Resolution


def build(documents: Iterable[Document], nlp: Language, schema: Schema, *, base: str = BASE) -> Built:
    """The graph of some documents, whatever their order."""
    return connect(extract(documents, nlp), schema, base=base)


def connect(
    annotations: Iterable[Annotation],
    schema: Schema,
    *,
    base: str = BASE,
    same_as: Iterable[Pair] = (),
    keep_apart: Iterable[Pair] = (),
) -> Built:
    """The graph of what was read already; the options are those of ``kg.resolve.resolve``.

    Raises:
        AnnotationError: a document id occurs twice, or an annotation names a chain or span that it does not have.
        ConfigError: the base cannot carry IRIs, or a pair contradicts itself or another.
    """
    read = sorted(annotations, key=lambda annotation: annotation.document.id)
    resolution = resolve(read, schema, base=base, same_as=same_as, keep_apart=keep_apart)
    said = assemble(read, resolution, schema)
    accepted, rejected = check(said.statements, resolution.entities, schema)
    documents = tuple(annotation.document for annotation in read)
    graph = KnowledgeGraph(documents, resolution.entities, accepted, said.figures, said.quotes)
    return Built(graph, (*said.rejections, *rejected), resolution)
