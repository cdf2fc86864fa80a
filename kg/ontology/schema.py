"""What an ontology says about reading: classes, properties, who may stand at either end, cues and examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.types import Span

ENTITY = "Entity"
"""The class above all others: as a domain or range it admits anything."""


class ValueKind(StrEnum):
    """What stands as the object of a property."""

    ENTITY = "entity"
    DATE = "date"
    TEXT = "text"


class Turn(StrEnum):
    """How the statement that is implied stands to the one that implies it.

    ``SAME``: same subject and object. ``INVERSE``: turned round. ``OF``: the same subject, and as object the
    organisation that the statement names in ``of``.
    """

    SAME = "same"
    INVERSE = "inverse"
    OF = "of"


@dataclass(frozen=True, slots=True)
class Implication:
    """A rule: whoever states the one property also states this one, if the types fit (``Schema.fits``).

    It holds for what is asserted, planned or agreed, and for what is past by way of ``PropertySchema.former``. It
    does not hold for what is denied or speculated: not to be the chief executive does not mean not to work there.
    """

    property: str
    turn: Turn


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that states a property. Spans are half-open code points of ``text``, marks taken out."""

    text: str
    subject: Span
    object: Span
    of: Span | None = None


@dataclass(frozen=True, slots=True)
class ClassSchema:
    """A class of things. ``top`` is the class directly below ``Entity`` that it belongs to, perhaps itself.

    ``ancestors`` holds the class itself and everything above it, ``Entity`` included. ``cues`` are nouns for such
    a thing (``carmaker``), ``spellings`` other names of the class in annotations.
    """

    name: str
    iri: str
    label: str
    definition: str
    top: str
    ancestors: frozenset[str]
    cues: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PropertySchema:
    """A property that is looked for.

    ``domain`` and ``range`` are names of classes, any of which will do; ``range`` is empty if the object is a date
    or words. ``functional`` hints that a subject has at most one at a time; an ``event`` never becomes former.
    ``inverse`` names the property read backwards (``foundedBy``: ``founderOf``, ``founder of``), ``former`` the
    property that states the same of the past (``employer``: ``formerEmployer``). ``cues`` are in lower case.
    """

    name: str
    iri: str
    label: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    value: ValueKind = ValueKind.ENTITY
    symmetric: bool = False
    functional: bool = False
    event: bool = False
    inverse: str | None = None
    inverse_label: str | None = None
    former: str | None = None
    implies: tuple[Implication, ...] = ()
    cues: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def date_valued(self) -> bool:
        return self.value is ValueKind.DATE

    @property
    def text_valued(self) -> bool:
        return self.value is ValueKind.TEXT


@dataclass(frozen=True, slots=True)
class Schema:
    """An ontology made ready for reading; both mappings go by name and are sorted by it."""

    classes: Mapping[str, ClassSchema]
    properties: Mapping[str, PropertySchema]

    @property
    def top_classes(self) -> tuple[str, ...]:
        """The classes directly below ``Entity``, in order."""
        return tuple(sorted({item.top for item in self.classes.values()}))

    def top_class(self, cls: str) -> str:
        """The top class of a class.

        Raises:
            KeyError: the schema has no such class.
        """
        return self.classes[cls].top

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether the class is the other one or stands below it; a class that is not known is below nothing."""
        known = self.classes.get(cls)
        return known is not None and ancestor in known.ancestors

    def nouns_of(self, top: str) -> list[str]:
        """The cues of the classes below a top class, sorted; those that other top classes share are left out."""
        cues = {here: {cue for item in self.classes.values() if (item.top == top) == here for cue in item.cues} for here in (True, False)}
        return sorted(cues[True] - cues[False])

    def fold(self, top: str, spelling: str) -> str:
        """The class below ``top`` that goes by this name or spelling; ``top`` itself if there is none."""
        if spelling in self.classes and self.classes[spelling].top == top:
            return spelling
        found = (item.name for item in self.classes.values() if item.top == top and spelling in item.spellings)
        return next(found, top)

    def accepts(self, property: str, subject_cls: str, object_cls: str | None = None) -> bool:
        """Whether the property may hold between such things; ``object_cls`` is None for a date or words.

        A thing of which only a class above the domain or range is known gets the benefit of the doubt: a Place may
        be a Country, a City may not.

        Raises:
            KeyError: the schema has no such property.
        """
        item = self.properties[property]
        if not self._may_be(subject_cls, item.domain):
            return False
        return object_cls is None if not item.range else object_cls is not None and self._may_be(object_cls, item.range)

    def fits(self, property: str, subject_cls: str, object_cls: str | None = None) -> bool:
        """Like ``accepts``, without the benefit of the doubt: what rules need before they derive anything.

        Raises:
            KeyError: the schema has no such property.
        """
        item = self.properties[property]
        if not self._is_any(subject_cls, item.domain):
            return False
        return object_cls is None if not item.range else object_cls is not None and self._is_any(object_cls, item.range)

    def between(self, subject_cls: str, object_cls: str | None) -> tuple[str, ...]:
        """The properties that may hold between such things (``accepts``), sorted."""
        return tuple(name for name in self.properties if self.accepts(name, subject_cls, object_cls))

    def _is_any(self, cls: str, allowed: Iterable[str]) -> bool:
        return any(self.is_a(cls, one) for one in allowed)

    def _may_be(self, cls: str, allowed: Iterable[str]) -> bool:
        return any(self.is_a(cls, one) or self.is_a(one, cls) for one in allowed)
