"""Namespaces, and IRIs minted from names and hashes: safe whatever the text, the same in every build.

A minted IRI is plain ASCII, holds only unreserved characters, ``/`` and percent escapes, and different
parts give different IRIs. Names stay readable: ``…/entity/Organization/Kuaishou_Technology``. Inside a segment

- a space is ``_``, and runs of white space count as one space;
- ``_`` and ``~`` themselves, slashes, and the dots of a segment of dots alone are ``~5F``, ``~7E``, ``~2F``, ``~5C``
  and ``~2E``: a percent escape of them may be undone on the way, and ``../`` would then climb a level;
- a segment too long to be read ends in ``~h`` and a hash of the whole.

Statements, evidence, figures and quotations have no name: their IRI is the SHA-256 of their parts.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from kg.errors import ConfigError
from kg.types import DateValue, Literal, Modality, Span, TextValue

BASE = "https://kg.example/"
ONTOLOGY_IRI = "https://kg.example/ontology"
ONTOLOGY = f"{ONTOLOGY_IRI}#"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "kg": ONTOLOGY,
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sosa": "http://www.w3.org/ns/sosa/",
        "unit": "http://qudt.org/vocab/unit/",
        "wd": "http://www.wikidata.org/entity/",
        "wdt": "http://www.wikidata.org/prop/direct/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The prefixes that are used in files and predeclared in queries."""

_LONGEST_SEGMENT = 120  # characters of the name, before escapes
_MARKS = str.maketrans({" ": "_", "_": "~5F", "~": "~7E", "/": "~2F", "\\": "~5C"})
_SAFE_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

Part = str | int | None | tuple["Part", ...]


def checked_base(base: str) -> str:
    """The base IRI, as it is, if IRIs can be minted below it.

    Raises:
        ConfigError: it is relative, holds a forbidden character or a fragment (pieces of documents are fragments
            of our IRIs, and an IRI has one), or does not end in ``/``.
    """
    if not _SAFE_BASE.fullmatch(base) or _BROKEN_ESCAPE.search(base) or "#" in base:
        raise ConfigError(f"base IRI {base!r}: expected an absolute ASCII IRI such as {BASE}")
    if not base.endswith("/"):
        raise ConfigError(f"base IRI {base!r}: expected a '/' at its end")
    return base


def normal_name(name: str) -> str:
    """The name in Unicode form C with single spaces: what two spellings of one name share."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def term_iri(name: str) -> str:
    """The IRI of a class, property or individual of the shipped ontology."""
    return ONTOLOGY + quote(name, safe="", errors="surrogatepass")


def entity_iri(type: str, name: str, disambiguator: str | None = None, *, base: str = BASE) -> str:
    """The IRI of a thing: its top class, its canonical name and, for a namesake, what tells it apart."""
    parts = [type, name] if disambiguator is None else [type, name, disambiguator]
    return f"{base}entity/" + "/".join(_segment(part) for part in parts)


def document_iri(document: str, *, base: str = BASE) -> str:
    """The IRI of a document, from its id; the slashes of an id stay slashes."""
    return f"{base}document/" + "/".join(_segment(part) for part in document.split("/"))


def span_iri(document: str, span: Span, *, base: str = BASE) -> str:
    """The IRI of a piece of a document: half-open code points as a fragment, ``…#char=34,53`` (RFC 5147)."""
    return f"{document_iri(document, base=base)}#char={span[0]},{span[1]}"


def chain_iri(document: str, chain: str) -> str:
    """The IRI of a coreference chain: its id as a fragment of its document (an IRI), ``…#chain=e1``."""
    return f"{document}#chain={quote(chain, safe='', errors='surrogatepass')}"


def metric_iri(metric: str, *, base: str = BASE) -> str:
    """The IRI of what a figure measures, from its name."""
    return f"{base}metric/{_segment(metric)}"


def statement_iri(
    subject: str,
    property: str,
    object: str | Literal,
    *,
    modality: Modality,
    stated_by: str | None = None,
    of: str | None = None,
    valid_from: str | None = None,
    valid_until: str | None = None,
    base: str = BASE,
) -> str:
    """The IRI of a statement. ``subject``, ``stated_by``, ``of`` and an object that is an entity are IRIs."""
    parts = (subject, property, _object_key(object), str(modality), stated_by, of, valid_from, valid_until)
    return hashed_iri("statement", *parts, base=base)


def evidence_iri(
    statement: str,
    document: str,
    sentences: tuple[Span, ...],
    *,
    subject_mention: Span | None = None,
    object_mention: Span | None = None,
    extractor: str = "",
    base: str = BASE,
) -> str:
    """The IRI of a piece of evidence for a statement (an IRI) in a document (an id)."""
    parts = (statement, document, sentences, subject_mention, object_mention, extractor)
    return hashed_iri("evidence", *parts, base=base)


def figure_iri(document: str, span: Span, metric: str, subject: str | None = None, *, base: str = BASE) -> str:
    """The IRI of a figure: document (an id), where it stands, what it measures, of which entity (an IRI)."""
    return hashed_iri("figure", document, span, metric, subject, base=base)


def quotation_iri(document: str, span: Span, speaker: str | None = None, *, base: str = BASE) -> str:
    """The IRI of a quotation: document (an id), where it stands, whose words they are (an IRI)."""
    return hashed_iri("quotation", document, span, speaker, base=base)


def hashed_iri(kind: str, *parts: Part, base: str = BASE) -> str:
    """``base/kind/`` and 128 bits of SHA-256 over the parts, order and type included."""
    return f"{base}{_segment(kind)}/{_digest(json.dumps(parts, ensure_ascii=True), length=32)}"


def _object_key(object: str | Literal) -> Part:
    """Literals of different kinds and entities never share a key."""
    if isinstance(object, DateValue):
        return ("date", object.iso)
    if isinstance(object, TextValue):
        return ("text", object.text)
    return ("entity", object)


def _segment(text: str) -> str:
    """One path segment: injective over normal names, never empty, never ``.`` or ``..``."""
    name = normal_name(text)
    if not name:
        return "~"
    if len(name) > _LONGEST_SEGMENT:
        return f"{_escape(name[:_LONGEST_SEGMENT])}~h{_digest(name, length=16)}"
    if not name.strip("."):
        return "~2E" * len(name)
    return _escape(name)


def _escape(name: str) -> str:
    return quote(name.translate(_MARKS), safe="", errors="surrogatepass")


def _digest(text: str, *, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
