"""Entities from clusters: the label, the other names, the class and the IRI."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from kg.iris import entity_iri, normal_name
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import is_institution
from kg.resolve.lexicon import countries, word_lists
from kg.resolve.names import Name, country_of, display_name, keeps_form, read_name
from kg.resolve.readings import Reading
from kg.types import Annotation, Entity, MentionKind

_ESTABLISHED = 0.2  # share of the documents that must use a fuller name for it to become the label
_TELLING = ("country", "state", "year of birth", "generation", "legal form")


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entity before it has an IRI; ``apart`` is what tells it from a namesake, ``own`` that it always needs that."""

    type: str
    cls: str
    name: str
    names: tuple[str, ...]
    readings: tuple[Reading, ...]
    apart: str
    own: bool


def entities_of(
    clusters: Clusters, defined: Mapping[int, Iterable[str]], annotations: Sequence[Annotation], *, base: str
) -> tuple[Entity, ...]:
    """The entities, sorted by IRI."""
    because: defaultdict[int, set[str]] = defaultdict(set)
    places = {reading.member: reading.index for reading in clusters.readings}
    for merge in clusters.merges:
        because[clusters.find(places[merge.one])].add(merge.reason)
    drafts = {
        root: _draft(clusters, [clusters.readings[chain] for chain in chains], defined, annotations)
        for root, chains in clusters.groups().items()
    }
    iris = _iris(drafts, base)
    entities = (
        Entity(
            iri=iris[root],
            type=draft.type,
            cls=draft.cls,
            name=draft.name,
            names=draft.names,
            members=tuple(sorted(reading.member for reading in draft.readings)),
            merged_because=tuple(sorted(because[root])),
        )
        for root, draft in drafts.items()
    )
    return tuple(sorted(entities, key=lambda entity: entity.iri))


def _draft(
    clusters: Clusters, readings: list[Reading], defined: Mapping[int, Iterable[str]], annotations: Sequence[Annotation]
) -> _Draft:
    type = clusters.type(readings[0].index)
    name = _label(readings, type, annotations)
    acronyms = {acronym for reading in readings for acronym in defined.get(reading.index, ())}
    named = [reading for reading in readings if reading.named] or readings
    names = (
        {normal_name(one.text) for reading in named for one in reading.names if not _adjective(one, type)}
        | acronyms
        | {name}
    )
    apart, own = _apart(clusters, readings, type, name)
    return _Draft(type, _cls(readings, type), name, tuple(sorted(filter(None, names))), tuple(readings), apart, own)


def _adjective(name: Name, type: str) -> bool:
    """Whether it is a word such as "Chinese", by which a place is meant but not called."""
    return type == "Place" and "".join(name.core) in countries().adjectives


def _cls(readings: Iterable[Reading], type: str) -> str:
    """The finer class by vote; the top class itself only counts where there is no other."""
    votes: Counter[str] = Counter()
    for reading in readings:
        if reading.chain.type == type and reading.chain.cls != type:
            votes[reading.chain.cls] += round(1000 * reading.chain.score) + 1
    return min(votes, key=lambda cls: (-votes[cls], cls)) if votes else type


def _label(readings: Sequence[Reading], type: str, annotations: Sequence[Annotation]) -> str:
    """The fullest name that is established, written as well as the documents write it."""
    if type == "Place" and (country := country_of(readings[0].name.core)):
        return country
    named = [reading for reading in readings if reading.named] or list(readings)
    users: defaultdict[str, set[int]] = defaultdict(set)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in named:
        users[_full(reading, type).key].add(reading.document)
        for one in reading.names:
            shown = _without_article(one.text, reading, annotations[reading.document], type)
            forms[read_name(one.text, type).key][display_name(shown, type)] += 1
    total = len({reading.document for reading in named})
    enough = min(2.0, _ESTABLISHED * total)
    established = [key for key in users if len(users[key]) >= enough] or list(users)
    names = {_full(reading, type).key: _full(reading, type) for reading in named}
    if all(names[key].acronym for key in established):
        # Nobody needs to spell an acronym out twice.
        established = [key for key in users if not names[key].acronym] or established
    key = min(established, key=lambda key: _fullness(names[key], len(users[key])))
    uses = forms[key]
    return min(uses, key=lambda text: _writing(text, uses[text], uses.total()))


def _full(reading: Reading, type: str) -> Name:
    return read_name(reading.name.text, type)


def _fullness(name: Name, users: int) -> tuple[object, ...]:
    """Sorts the fullest name first: no acronym, nothing after a comma, most words, most letters, most documents."""
    acronym = name.acronym
    return (acronym, bool(name.breaks), -len(name.core), -len(name.key), -users, name.key)


def _writing(text: str, uses: int, total: int) -> tuple[object, ...]:
    """Sorts the best way of writing a name first: not shouted, with "Company" and accents, no possessive, most used."""
    short = len(text) <= 5 and " " not in text
    shouted = not short and not any(char.islower() for char in text) and any(char.isupper() for char in text)
    small = not any(char.isupper() for char in text)
    possessive = text.endswith(("'s", "’s", "'", "’"))
    accents = sum(not char.isascii() and char.isalpha() for char in text)
    whole = keeps_form(text) and uses >= _ESTABLISHED * total
    return (shouted, small, possessive, not whole, -accents, -uses, text)


def _without_article(text: str, reading: Reading, annotation: Annotation, type: str) -> str:
    """The name without its article, unless the document writes it large inside a sentence: The Hague."""
    first, _, rest = normal_name(text).partition(" ")
    if type == "Person" or not rest or first.casefold() not in word_lists().articles:
        return text
    if first[0].isupper():
        for mention in reading.chain.mentions:
            inside = not (_begins_sentence(annotation, mention.start) or _opens(annotation.document.text, mention.start))
            if mention.kind is MentionKind.NAME and normal_name(mention.text) == normal_name(text) and inside:
                return text
    return rest


def _begins_sentence(annotation: Annotation, start: int) -> bool:
    place = bisect_left(annotation.sentences, (start,))
    return start == 0 or (place < len(annotation.sentences) and annotation.sentences[place][0] == start)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, line or quotation opens here, as far as the character before tells."""
    before = text[max(0, start - 100) : start].rstrip(" \t")[-1:]
    return before in "\n.!?:\"“”'‘’"


def _apart(clusters: Clusters, readings: Sequence[Reading], type: str, name: str) -> tuple[str, bool]:
    """What tells it from namesakes, and whether it always must: a family name alone, a ministry, no name at all."""
    first = readings[0]
    marks = clusters.marks(first.index)
    told = next((", ".join(sorted(marks[kind])) for kind in _TELLING if marks.get(kind)), "")
    place = f"{first.document_id} {first.chain.id}"
    if not any(reading.named for reading in readings):
        return place, True
    if type == "Person" and len(read_name(name, type).core) == 1:
        return first.document_id, True
    if any(is_institution(reading) for reading in readings):
        return told or first.document_id, True
    return told or first.document_id, False


def _iris(drafts: Mapping[int, _Draft], base: str) -> dict[int, str]:
    """An IRI for every draft: of namesakes, the one that most documents speak of needs no addition."""
    namesakes: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for root, draft in drafts.items():
        namesakes[draft.type, normal_name(draft.name)].append(root)
    iris: dict[int, str] = {}
    for (type, name), roots in namesakes.items():
        taken: set[str | None] = set()
        for place, root in enumerate(sorted(roots, key=lambda root: _prominence(drafts[root], root))):
            draft = drafts[root]
            apart = next(choice for choice in _choices(draft, plain=place == 0) if choice not in taken)
            taken.add(apart)
            iris[root] = entity_iri(type, name, apart, base=base)
    return iris


def _choices(draft: _Draft, *, plain: bool) -> Iterator[str | None]:
    """What may stand behind the name, the best first."""
    if plain and not draft.own:
        yield None
    document, chain = draft.readings[0].member
    yield from (draft.apart, document, f"{document} {chain}")
    yield from (f"{document} {chain} {number}" for number in count(2))


def _prominence(draft: _Draft, root: int) -> tuple[bool, int, int]:
    return (draft.own, -len({reading.document for reading in draft.readings}), root)
