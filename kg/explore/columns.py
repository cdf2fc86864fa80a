"""The columns of the page's index, and the rows behind its figures and quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.explore.dates import earliest, latest
from kg.explore.evidence import independent_sources, quote
from kg.explore.picture import Picture
from kg.explore.vocabulary import MODALITIES, Vocabulary
from kg.types import DateValue, Document, Figure, Quote, Statement


def entity_columns(picture: Picture, vocabulary: Vocabulary, base: str) -> dict[str, Any]:
    """Key (IRI below ``base``), name, other names, type, class, place and community of every entity.

    The key is 0 where it is the type and the name with underscores, as for most.
    """
    prefix = f"{base}entity/"
    keys = [entity.iri.removeprefix(prefix) for entity in picture.entities]
    return {
        "key": [
            0 if key == f"{entity.type}/{entity.name.replace(' ', '_')}" else key
            for entity, key in zip(picture.entities, keys, strict=True)
        ],
        "name": [entity.name for entity in picture.entities],
        "names": {
            str(number): others
            for number, entity in enumerate(picture.entities)
            if (others := [name for name in entity.names if name != entity.name])
        },
        "type": [vocabulary.type_number[entity.type] for entity in picture.entities],
        "class": [vocabulary.class_number[entity.cls] for entity in picture.entities],
        "x": [x for x, _ in picture.places],
        "y": [y for _, y in picture.places],
        "community": list(picture.community),
    }


def statement_columns(
    statements: Sequence[Statement],
    picture: Picture,
    vocabulary: Vocabulary,
    documents: dict[str, Document],
    article: dict[str, int],
) -> dict[str, Any]:
    """What filters, lists and paths need of every statement; ``object`` below zero is a literal.

    ``articles`` gives the numbers of the articles that say it (one number, or a list);
    ``by``, ``of``, ``valid`` and ``derived`` hold only the few statements that have them, by number.
    """
    columns: dict[str, Any] = {
        name: [] for name in ("subject", "property", "object", "modality", "score", "sources", "articles")
    }
    columns |= {"by": {}, "of": {}, "valid": {}, "derived": {}, "literals": []}
    for number, statement in enumerate(statements):
        columns["subject"].append(picture.number[statement.subject])
        columns["property"].append(vocabulary.property_number[statement.property])
        columns["object"].append(_object(statement, picture, columns["literals"]))
        columns["modality"].append(MODALITIES.index(str(statement.modality)))
        columns["score"].append(round(100 * statement.score))
        columns["sources"].append(independent_sources(statement, documents))
        said_in = sorted({article[item.document] for item in statement.evidence})
        columns["articles"].append(said_in[0] if len(said_in) == 1 else said_in)
        _sparse(columns, number, statement, picture)
    return columns


def _object(statement: Statement, picture: Picture, literals: list[list[Any]]) -> int:
    value = statement.object
    if isinstance(value, str):
        return picture.number[value]
    if isinstance(value, DateValue):
        literals.append(["date", value.iso, earliest(value.iso), latest(value.iso)])
    else:
        literals.append(["text", value.text])
    return -len(literals)


def _sparse(columns: dict[str, Any], number: int, statement: Statement, picture: Picture) -> None:
    """The attributes that few statements have, keyed by the statement's number."""
    key = str(number)
    for name, iri in (("by", statement.stated_by), ("of", statement.of)):
        if iri is not None and iri in picture.number:
            columns[name][key] = picture.number[iri]
    if statement.valid_from or statement.valid_until:
        since, until = statement.valid_from, statement.valid_until
        columns["valid"][key] = [since, until, earliest(since), latest(until)]
    if statement.derived_from:
        columns["derived"][key] = statement.derived_from


def figure_rows(
    figures: Sequence[Figure], picture: Picture, documents: dict[str, Document], article: dict[str, int]
) -> Iterator[dict[str, Any]]:
    """Every figure with its sentence, in order; the figure's own words are marked ``v``."""
    for figure in figures:
        seen = figure.observation
        said = quote(documents[figure.document], seen.evidence, ((seen.span, "v"),))
        row = {
            "metric": seen.metric, "value": seen.value, "low": seen.low, "high": seen.high, "unit": seen.unit,
            "text": seen.text, "qualifier": seen.qualifier, "period": seen.period,
            "from": earliest(_ends(seen.period)[0]), "until": latest(_ends(seen.period)[1]),
            "change": seen.change, "against": seen.against, "converted": seen.converted,
            "modality": MODALITIES.index(str(seen.modality)),
            "by": picture.number.get(seen.stated_by) if seen.stated_by else None,
            "article": article[figure.document], "sentence": said.text, "marks": said.marks, "span": list(seen.span),
            "score": round(100 * seen.score),
        }  # fmt: skip
        yield {name: value for name, value in row.items() if value is not None}


def _ends(period: str | None) -> tuple[str | None, str | None]:
    """The two dates of a period: an interval's ends, a quarter's first and last month, or the date twice."""
    if not period:
        return None, None
    start, slash, end = period.partition("/")
    if slash:
        return start, end
    year, quarter, number = period.partition("-Q")
    if quarter and number in {"1", "2", "3", "4"}:
        return f"{year}-{3 * int(number) - 2:02d}", f"{year}-{3 * int(number):02d}"
    return period, period


def quote_rows(
    quotes: Sequence[Quote], picture: Picture, documents: dict[str, Document], article: dict[str, int]
) -> Iterator[dict[str, Any]]:
    """Every quotation, in order: its words, whether they are direct, the verb, the article."""
    for item in quotes:
        row = {
            "text": item.text, "direct": item.quotation.direct, "verb": item.quotation.verb,
            "article": article[item.document], "span": list(item.quotation.span),
        }  # fmt: skip
        yield {name: value for name, value in row.items() if value is not None}
