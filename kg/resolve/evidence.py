"""What the documents say that tells namesakes apart: countries of places and institutions, years of birth, legal forms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from kg.iris import BASE
from kg.resolve.clusters import Marks
from kg.resolve.lexicon import countries, word_lists
from kg.resolve.names import Name, country_of
from kg.resolve.readings import Reading
from kg.types import Annotation, Claim, DateValue, MentionKind, Modality

_PLACED = frozenset({"locatedIn", "country", "partOf", "headquarters"})
_COUNTRY_OF_BODY = frozenset({"country", "locatedIn", "headquarters", "partOf", "parentOrganization"})
_SURE = 0.5  # claims below this score don't tell things apart
_COMMA = re.compile(r",\s+")
_POSSESSIVE = re.compile(r"['’]s?$")
_BEFORE = 30  # characters before a name that are looked at
_BIRTH_YEAR = re.compile(r"\d{4}")
_CENTRAL = 0.5  # share of a document's country names that makes it a document about that country


def marks_of(annotations: Sequence[Annotation], readings: Sequence[Reading]) -> list[Marks]:
    """The marks of every chain, as its own document gives them; annotations are sorted by document id."""
    marks: list[Marks] = [{} for _ in readings]
    for document, here in _documents(annotations, readings):
        for reading in here:
            marks[reading.index] = document.marks(reading)
    return marks


def _documents(
    annotations: Sequence[Annotation], readings: Sequence[Reading]
) -> Iterator[tuple[_Document, list[Reading]]]:
    by_document: defaultdict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_document[reading.document].append(reading)
    for number, annotation in enumerate(annotations):
        yield _Document(annotation, by_document[number]), by_document[number]


def is_institution(reading: Reading) -> bool:
    """Whether the name fits such a body of any country: Ministry of Finance, Supreme Court.

    Four words or more that mean something, or another word beside them, are name enough.
    """
    lists, core = word_lists(), reading.name.core
    words = [word for word in core if word not in lists.function_words]
    if reading.chain.type != "Organization" or not words or len(words) > 3:
        return False
    if not all(word in lists.institution_words for word in words):
        return False
    runs = {*words, *(" ".join(pair) for pair in pairwise(core))}
    return not runs.isdisjoint(lists.institution_heads)


def homes_of(annotations: Sequence[Annotation], readings: Sequence[Reading]) -> dict[int, frozenset[str]]:
    """The countries that documents give to organisations and products, by claims or by words before their names.

    Companies have many homes, so these only speak against a guess, never against equal names.
    """
    homes: dict[int, frozenset[str]] = {}
    for document, here in _documents(annotations, readings):
        for reading in here:
            if reading.chain.type in {"Organization", "Product"} and (home := document.home(reading)):
                homes[reading.index] = home
    return homes


class _Document:
    """One document's chains by id, and where its places are said to be."""

    def __init__(self, annotation: Annotation, readings: Iterable[Reading]) -> None:
        self._annotation = annotation
        self._readings = {reading.chain.id: reading for reading in readings}
        self._claims: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in annotation.claims:
            if claim.modality is Modality.ASSERTED and claim.score >= _SURE:
                self._claims[claim.subject].append(claim)
        self._places = self._place_starts()

    def marks(self, reading: Reading) -> Marks:
        marks: dict[str, frozenset[str]] = {}
        kind, name = reading.chain.type, reading.name
        if kind == "Person" and len(name.core) > 1:
            marks["generation"] = frozenset({name.generation or "none"})
            marks["year of birth"] = frozenset(self._birth_years(reading.chain.id))
        elif kind == "Place":
            marks["state"], marks["country"] = self._surroundings(reading)
        elif kind == "Organization":
            marks["legal form"] = name.areas
            if is_institution(reading):
                marks["country"] = self._country_of_body(reading)
        if reading.chain.iri and not reading.chain.iri.startswith(BASE):
            marks["link"] = frozenset({reading.chain.iri})
        return {kind: values for kind, values in marks.items() if values}

    def _birth_years(self, chain: str) -> set[str]:
        dates = (claim.object for claim in self._claims[chain] if claim.property == "dateOfBirth")
        return {date.iso[:4] for date in dates if isinstance(date, DateValue) and _BIRTH_YEAR.match(date.iso)}

    def _surroundings(self, reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
        """The states and the countries that a place is said to be in; of a country's namesake also what it is."""
        table, own = countries(), country_of(reading.name.core)
        if own in table.whole or own in table.parts:
            return frozenset(), frozenset(self._which(reading, str(own)))
        around = [name for one in self._containers(reading) if (name := country_of(one.core))]
        states = {name for name in around if table.parts.get(name, "world") != "world"}
        found = {name for name in around if name in table.whole and name not in table.parts}
        found |= {table.parts[name] for name in states if name not in table.whole}
        return frozenset(states), frozenset(found)

    def _which(self, reading: Reading, own: str) -> set[str]:
        """Of Georgia and its like: the country that the state is in, or "itself" for the country; else nothing."""
        table = countries()
        if own not in table.whole or own not in table.parts:
            return set()
        around = {country_of(name.core) for name in self._containers(reading)}
        if table.parts[own] in around or reading.chain.cls in {"Region", "State", "Province"}:
            return {table.parts[own]}
        return {"itself"} if reading.chain.cls == "Country" else set()

    def _containers(self, reading: Reading) -> Iterable[Name]:
        seen, queue = {reading.chain.id}, [reading.chain.id]
        while queue:
            for other in self._directly_around(queue.pop()):
                if other.chain.id not in seen:
                    seen.add(other.chain.id)
                    queue.append(other.chain.id)
                    yield other.name

    def _directly_around(self, chain: str) -> Iterable[Reading]:
        for claim in self._claims[chain]:
            if claim.property in _PLACED and isinstance(claim.object, str):
                other = self._readings.get(claim.object)
                if other and other.chain.type == "Place":
                    yield other
        for mention in self._readings[chain].chain.mentions:
            comma = _COMMA.match(self._annotation.document.text, mention.end)
            if mention.kind is MentionKind.NAME and comma and comma.end() in self._places:
                yield self._places[comma.end()]

    def _place_starts(self) -> dict[int, Reading]:
        """Where names of countries and states begin that are followed by the end of their phrase."""
        text, starts = self._annotation.document.text, {}
        for reading in self._readings.values():
            own = country_of(reading.name.core)
            if reading.chain.type != "Place" or not (own in countries().whole or own in countries().parts):
                continue
            for mention in reading.chain.mentions:
                # "in Paris, London and Rome" is a list, "in Paris, Texas." is not
                if mention.kind is MentionKind.NAME and not re.match(r"\s+(and|or)\b", text[mention.end : mention.end + 8]):
                    starts[mention.start] = reading
        return starts

    def home(self, reading: Reading) -> frozenset[str]:
        """The countries that claims, or words just before the name, give to an organisation or product."""
        claimed = {
            country_of(self._readings[claim.object].name.core)
            for claim in self._claims[reading.chain.id]
            if claim.property in _COUNTRY_OF_BODY and isinstance(claim.object, str) and claim.object in self._readings
        }
        return frozenset(str(name) for name in claimed | self._named_before(reading) if name in countries().whole)

    def _country_of_body(self, reading: Reading) -> frozenset[str]:
        """The country whose ministry, court … it is: its home, or what the document is about."""
        return self.home(reading) or self._central_country

    def _named_before(self, reading: Reading) -> set[str | None]:
        """The country just before a name: "the British ministry", "France's AMF", "South Korean group"."""
        found: set[str | None] = set()
        text, table = self._annotation.document.text, countries()
        for mention in reading.chain.mentions:
            if mention.kind is MentionKind.NAME:
                words = text[max(0, mention.start - _BEFORE) : mention.start].casefold().split()[-2:]
                words[-1:] = [_POSSESSIVE.sub("", word) for word in words[-1:]]
                for run in ("".join(words), *words[-1:]):
                    found.add(table.names.get(run) or table.adjectives.get(run))
        return found

    @cached_property
    def _central_country(self) -> frozenset[str]:
        votes: Counter[str] = Counter()
        for reading in self._readings.values():
            if reading.chain.type == "Place" and (country := country_of(reading.name.core)):
                votes[countries().parts.get(country, country)] += len(reading.chain.mentions)
        del votes["world"]
        if not votes:
            return frozenset()
        name, most = min(votes.items(), key=lambda item: (-item[1], item[0]))
        return frozenset({name} if most > _CENTRAL * votes.total() else ())
