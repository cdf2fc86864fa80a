"""The graph as blocks of JSON that the page reads: one index at once, the rest piece by piece when asked.

The index holds columns (one list per attribute, position = number of the entity or statement); the blocks
``facts-N``, ``articles-N``, ``figures-N``, ``quotes-N`` and ``texts-N`` hold what a card or an article needs.
Numbers, not IRIs, tie them together. ``docs/page.md`` describes every field.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import GraphError
from kg.explore.articles import Articles
from kg.explore.columns import entity_columns, figure_rows, quote_rows, statement_columns
from kg.explore.conflicts import figure_conflicts, statement_conflicts
from kg.explore.evidence import statement_quote
from kg.explore.picture import Picture
from kg.explore.vocabulary import Vocabulary
from kg.iris import BASE, statement_iri
from kg.types import Document, KnowledgeGraph, Statement

if TYPE_CHECKING:
    from kg.ontology import Schema

Item = TypeVar("Item")
Blocks = dict[str, Any]

FACTS_IN_BLOCK = 512
ARTICLES_IN_BLOCK = 256
FIGURES_IN_BLOCK = 256
TEXTS_IN_BLOCK = 8


def blocks(
    graph: KnowledgeGraph, picture: Picture, *, title: str, with_text: bool = False, schema: Schema | None = None
) -> Blocks:
    """Every block by name, as plain lists and dictionaries, in the order in which the page needs them.

    Raises:
        GraphError: a statement, figure or quotation points to a document or entity that is not there.
    """
    documents = {document.id: document for document in graph.documents}
    base = base_of(graph)
    vocabulary = Vocabulary(graph, schema)
    statements = sorted(graph.statements, key=lambda item: _fact_order(item, picture, vocabulary))
    figures = sorted(graph.figures, key=lambda item: (_number(picture, item.observation.subject), item.iri))
    quotes = sorted(graph.quotes, key=lambda item: (_number(picture, item.quotation.speaker), item.iri))
    _check_documents(documents, statements, [*figures, *quotes])
    articles = Articles(graph.documents, picture, statements, figures, quotes)
    result: Blocks = {
        "index": {
            "version": 1,
            "title": title,
            "base": base,
            "drawn": picture.drawn,
            "sizes": {
                "facts": FACTS_IN_BLOCK,
                "articles": ARTICLES_IN_BLOCK,
                "figures": FIGURES_IN_BLOCK,
                "quotes": FIGURES_IN_BLOCK,
                "texts": TEXTS_IN_BLOCK,
            },
            "with_text": with_text,
            **vocabulary.as_json(),
            "entities": entity_columns(picture, vocabulary, base),
            "communities": [[group.name, group.size] for group in picture.communities],
            "articles": articles.columns(vocabulary),
            "statements": statement_columns(statements, picture, vocabulary, documents, articles.number),
            "figures": [_number(picture, item.observation.subject) for item in figures],
            "quotes": [_number(picture, item.quotation.speaker) for item in quotes],
            "conflicts": statement_conflicts(statements, vocabulary.is_functional),
            "figure_conflicts": figure_conflicts(figures),
        }
    }
    facts = _fact_rows(statements, documents, articles.number, vocabulary, base)
    result |= _numbered("facts", facts, FACTS_IN_BLOCK)
    result |= _numbered("articles", articles.rows(base), ARTICLES_IN_BLOCK)
    result |= _numbered("figures", figure_rows(figures, picture, documents, articles.number), FIGURES_IN_BLOCK)
    result |= _numbered("quotes", quote_rows(quotes, picture, documents, articles.number), FIGURES_IN_BLOCK)
    if with_text:
        result |= _numbered("texts", articles.texts(), TEXTS_IN_BLOCK)
    return result


def encode(block: Any) -> str:
    """A block as text that is safe anywhere in a page: deflated JSON in base64."""
    return base64.b64encode(compress(block)).decode("ascii")


def compress(block: Any) -> bytes:
    """A block as the bytes that the page inflates: UTF-8 JSON, zlib format."""
    text = json.dumps(block, ensure_ascii=False, separators=(",", ":"))
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate: JSON's own escape carries it, UTF-8 cannot
        raw = json.dumps(block, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return zlib.compress(raw, 9)


def base_of(graph: KnowledgeGraph) -> str:
    """The base below which the entities' IRIs were minted; the default one when there is none."""
    for entity in graph.entities:
        head, slash, _ = entity.iri.partition("entity/")
        if slash:
            return head
    return BASE


def _numbered(name: str, rows: Iterable[Item], size: int) -> dict[str, list[Item]]:
    return {f"{name}-{number}": chunk for number, chunk in enumerate(_chunks(rows, size))}


def _chunks(rows: Iterable[Item], size: int) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _fact_order(statement: Statement, picture: Picture, vocabulary: Vocabulary) -> tuple[int, int, int, str]:
    value = statement.object
    other = picture.number[value] if isinstance(value, str) else len(picture.entities)
    return (picture.number[statement.subject], vocabulary.property_number[statement.property], other, statement.iri)


def _number(picture: Picture, iri: str | None) -> int:
    """An entity's number; -1 for none.

    Raises:
        GraphError: the entity is not in the graph.
    """
    if iri is None:
        return -1
    if iri not in picture.number:
        raise GraphError(f"{iri}: named by a figure or quotation, but not among the graph's entities")
    return picture.number[iri]


def _check_documents(documents: dict[str, Document], statements: Sequence[Statement], rest: Sequence[Any]) -> None:
    """Every statement has evidence, and everything stands in a document that the graph holds."""
    wanted = [(statement.iri, item.document) for statement in statements for item in statement.evidence]
    wanted += [(item.iri, item.document) for item in rest]
    for iri, document in wanted:
        if document not in documents:
            raise GraphError(f"{iri}: found in document {document!r}, which the graph does not hold")
    for statement in statements:
        if not statement.evidence:
            raise GraphError(f"{statement.iri}: a statement without evidence")


def _fact_rows(
    statements: Sequence[Statement],
    documents: dict[str, Document],
    article: dict[str, int],
    vocabulary: Vocabulary,
    base: str,
) -> Iterator[list[Any]]:
    """``[iri, [[article, text, marks, score in percent, extractor, pieces], …]]``, newest article first.

    The IRI is 0 where the page can mint it: hashes do not compress, and there is one for every fact.
    """
    for statement in statements:
        pieces = []
        for evidence in sorted(statement.evidence, key=lambda item: (article[item.document], item.sentences)):
            said = statement_quote(documents[evidence.document], evidence)
            extractor = vocabulary.extractors.index(evidence.extractor)
            score = round(100 * evidence.score)
            spans = said.pieces if len(said.pieces) != 1 else [said.pieces[0][:2]]
            pieces.append([article[evidence.document], said.text, said.marks, score, extractor, spans])
        yield [0 if statement.iri == _minted(statement, base) else statement.iri.removeprefix(base), pieces]


def _minted(statement: Statement, base: str) -> str:
    return statement_iri(
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
