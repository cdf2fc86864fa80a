"""What a name is made of: the words that identify, and around them articles, titles and legal forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.iris import normal_name
from kg.resolve.folding import Words, folded_words, plain, words_of
from kg.resolve.lexicon import countries, legal_forms, word_lists

_HYPHEN = re.compile(r"(?<=[^\W\d])[-‐‑](?=[^\W\d])")
_INITIALS = re.compile(r"\.(?=[^\W\d])")
_COMMA = re.compile(r"[,(]\s*")
_LONGEST = 40  # words of a name that are looked at; more is no name


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. ``text`` is as written, with single spaces.

    ``words`` are all folded words; ``core`` those that identify, without article, title and legal form; ``key``
    is the core run together, so that hyphens and spaces make no difference, and is what equal names share.
    ``areas`` are the countries of the legal form (empty without one), ``generation`` is "jr" and the like,
    ``gender`` what a title says, ``breaks`` are the positions in ``core`` that come after a comma or bracket,
    ``acronym`` says whether it is written like one.
    """

    text: str
    words: Words
    core: Words
    key: str
    areas: frozenset[str] = frozenset()
    generation: str = ""
    gender: str = ""
    breaks: frozenset[int] = frozenset()
    acronym: bool = False


@lru_cache(maxsize=1 << 18)
def read_name(text: str, type: str) -> Name:
    """The name of a thing of a top class, taken apart.

    >>> read_name("The Kuaishou Technology Co., Ltd.", "Organization").core
    ('kuaishou', 'technology')
    """
    if type == "Person":
        return _person(text)
    name, written = normal_name(text), words_of(text)[:_LONGEST]
    words = tuple(word.casefold() for word in written)
    first = 1 if len(words) > 1 and words[0] in word_lists().articles else 0
    start, end, areas = _without_forms(written, words, first) if type == "Organization" else (first, len(words), ())
    core = _spelled(words[start:end], type)
    key = _key(core, type)
    return Name(
        name,
        words[first:],
        core,
        key,
        frozenset(areas),
        breaks=_breaks(text, len(words), start, end),
        acronym=looks_like_acronym(name),
    )


def looks_like_acronym(text: str) -> bool:
    """Whether the text is written like an acronym: GSMA, U.S., CNCERT, BoE, 3GPP.

    >>> [looks_like_acronym(text) for text in ("WIC", "U.S.", "Bank", "X", "Kuaishou")]
    [True, True, False, False, False]
    """
    letters = text.replace(".", "").replace("-", "")
    if not 2 <= len(letters) <= 10 or not letters.isalnum():
        return False
    capitals = sum(char.isupper() for char in letters)
    return capitals >= 2 and 2 * capitals > len(letters)


@lru_cache(maxsize=1 << 17)
def content(core: Words) -> Words:
    """The words that carry meaning, in order: no function words, countries under their usual name, no plural -s.

    >>> content(("chinese", "academy", "of", "sciences"))
    ('China', 'academy', 'science')
    """
    kept: list[str] = []
    position = 0
    while position < len(core):
        country, length = _country_at(core, position)
        word = core[position]
        position += length
        if country:
            kept.append(country)
        elif word not in word_lists().function_words:
            kept.append(_singular(word))
    return tuple(kept)


def _country_at(core: Words, position: int) -> tuple[str | None, int]:
    """The country that is named at a position, and how many words its name has."""
    table = countries()
    for length in range(min(table.longest, len(core) - position), 0, -1):
        run = "".join(core[position : position + length])
        if found := table.names.get(run) or table.adjectives.get(run):
            return found, length
    return None, 1


def country_of(core: Words) -> str | None:
    """The country whose name or adjective these words are."""
    run = "".join(core)
    return countries().names.get(run) or countries().adjectives.get(run)


def _singular(word: str) -> str:
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _without_forms(written: Words, words: Words, start: int) -> tuple[int, int, frozenset[str]]:
    """Where the name begins and ends without its legal forms, and the countries that they all allow."""
    forms = legal_forms()
    end, areas = len(words), None
    while found := _form_at_end(written, words, start, end):
        length, countries_of = found
        end -= length
        areas = countries_of if areas is None else (areas & countries_of or areas)
    for length in (2, 1):
        before = words[start : start + length]
        if end - start > length and before in forms.before and written[start][:1].isupper():
            start += length
            areas = forms.before[before] if areas is None else (areas & forms.before[before] or areas)
            break
    return start, end, areas or frozenset()


def _form_at_end(written: Words, words: Words, start: int, end: int) -> tuple[int, frozenset[str]] | None:
    """The longest legal form that ends at ``end`` and leaves a name before it: its length and countries."""
    forms = legal_forms()
    for length in range(min(forms.longest, end - start - 1), 0, -1):
        form = words[end - length : end]
        # "as", "se" or "co" in small letters are ordinary words; before "and" stands another name: Tiffany & Co.
        as_form = written[end - length][:1].isupper() or len("".join(form)) > 2
        if form in forms.after and as_form and words[end - length - 1] not in word_lists().function_words:
            return length, forms.after[form]
    return None


def _spelled(core: Words, type: str) -> Words:
    lists = word_lists()
    spelled = tuple(lists.spelling.get(word, word) for word in core)
    if type != "Organization":
        return spelled
    return spelled[:1] + tuple(_singular(word) if word in lists.plurals else word for word in spelled[1:])


def _key(core: Words, type: str) -> str:
    key = "".join(core)
    if type == "Place" and (country := country_of(core)):
        return "".join(words_of(country)).casefold()
    return key


def _breaks(text: str, total: int, start: int, end: int) -> frozenset[int]:
    """Positions in the core that a comma or an opening bracket stands before."""
    if "," not in text and "(" not in text:
        return frozenset()
    places = set()
    for comma in _COMMA.finditer(text):
        if plain(text[comma.end() :]).strip():
            places.add(total - len(words_of(text[comma.end() :])) - start)
    return frozenset(place for place in places if 0 < place < end - start)


def _person(text: str) -> Name:
    """A person's name without titles and degrees; initials are words of their own, hyphens make one word of two."""
    lists = word_lists()
    words = tuple(word.casefold() for word in words_of(_INITIALS.sub(". ", _HYPHEN.sub("", text))))[:_LONGEST]
    start, gender = _after_titles(words)
    end, generation = len(words), ""
    while end - start > 1 and words[end - 1] in lists.generations | lists.degrees:
        generation = words[end - 1] if words[end - 1] in lists.generations else generation
        end -= 1
    core = words[start:end]
    short = {"junior": "jr", "senior": "sr"}.get(generation, generation)
    return Name(normal_name(text), words, core, "".join(core), generation=short, gender=gender)


def _after_titles(words: Words) -> tuple[int, str]:
    """Where the name begins after its titles, and what they say about the bearer."""
    titles = word_lists().titles
    start, gender = 0, ""
    while True:
        for length in (2, 1):
            title = " ".join(words[start : start + length])
            if title in titles and len(words) - start > length:
                start += length
                gender = gender or titles[title]
                break
        else:
            return start, gender


def display_name(text: str, type: str) -> str:
    """The name as a label shows it: single spaces, no title, no abbreviated legal form.

    >>> display_name("Kuaishou Technology Co., Ltd.", "Organization")
    'Kuaishou Technology'
    """
    pieces = normal_name(text).split(" ")[:_LONGEST]
    if type not in {"Organization", "Person"} or len(pieces) == 1:
        return normal_name(text)
    name = read_name(text, type)
    for cut in range(min(6, len(pieces) - 1), 0, -1):
        if _same(pieces[:-cut], name, type) and not keeps_form(" ".join(pieces[-cut:])):
            pieces = pieces[:-cut]
            break
    for cut in range(min(3, len(pieces) - 1), 0, -1):
        if type == "Person" and _same(pieces[cut:], name, type):
            pieces = pieces[cut:]
            break
    return " ".join(pieces).rstrip(" ,;(")


def _same(pieces: list[str], name: Name, type: str) -> bool:
    """Whether a part of the name still says as much as the whole."""
    part = read_name(" ".join(pieces).rstrip(" ,;("), type)
    return (part.core, part.generation) == (name.core, name.generation)


def keeps_form(text: str) -> bool:
    """Whether a legal form stands there that is as good as a part of the name: Ford Motor Company."""
    words = set(folded_words(text))
    return any(words.issuperset(form) for form in legal_forms().kept)
