"""Give every quoted span its speaker: by the verb beside it, the clause around it, or the quotation before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.pipeline.chain_index import ChainIndex
from kg.pipeline.quotations.cues import Cue
from kg.pipeline.quotations.marks import QuotedSpan
from kg.pipeline.quotations.report_words import OPENING, has_verb
from kg.pipeline.quotations.speakers import REPORTING
from kg.pipeline.word_lists import word_set
from kg.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SPOKEN = frozenset({"say", "think", "manner", "source", "deny"})
_REACH = 14


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quoted span as tokens ``[first, last)`` without its marks, and the tokens of the marks' outside."""

    quote: QuotedSpan
    first: int
    last: int
    before: int
    after: int


def attribute_quotes(
    doc: Doc,
    chains: ChainIndex,
    quotes: list[QuotedSpan],
    cues: list[Cue],
    reported: list[tuple[Span, Cue]],
) -> list[dict[str, Any]]:
    """A row for each quoted span that is somebody's words, one per speaker; titles and scare quotes get none."""
    spans = [span for quote in quotes if (span := _tokens(doc, quote)) is not None]
    owners = _owners(doc, spans, cues, reported)
    rows: list[dict[str, Any]] = []
    for quote, cue in zip(spans, owners, strict=True):
        if cue is None:
            continue
        place = [quote.quote.start, quote.quote.end]
        for speaker in cue.speakers or (None,):
            rows.append({"speaker": speaker, "span": place, "direct": True, "verb": cue.verb})
    return rows


def _owners(doc: Doc, spans: list[_Quote], cues: list[Cue], reported: list[tuple[Span, Cue]]) -> list[Cue | None]:
    """The cue that each quoted span belongs to, None for those that are nobody's words."""
    owners: list[Cue | None] = []
    previous: tuple[_Quote, Cue] | None = None
    for position, quote in enumerate(spans):
        following = spans[position + 1] if position + 1 < len(spans) else None
        cue = _cue_of(doc, quote, following, cues, reported)
        if cue is None and previous is not None and _continues(doc, previous[0], quote, cues):
            cue = previous[1]
        owners.append(cue)
        previous = (quote, cue) if cue is not None else previous
    for position in reversed(range(len(spans) - 1)):
        if owners[position] is None and _runs_on(doc, spans[position], spans[position + 1]):
            owners[position] = owners[position + 1]
    return owners


def _runs_on(doc: Doc, quote: _Quote, following: _Quote) -> bool:
    """Whether a quotation without a closing mark goes on in the next paragraph."""
    open_ended = quote.quote.end == quote.quote.outer[1]
    return open_ended and all(doc[token].is_space for token in range(quote.after, following.before))


def _tokens(doc: Doc, quote: QuotedSpan) -> _Quote | None:
    inner = doc.char_span(quote.start, quote.end, alignment_mode="contract")
    outer = doc.char_span(*quote.outer, alignment_mode="expand")
    if inner is None or outer is None or inner.start == inner.end:
        return None
    return _Quote(quote, inner.start, inner.end, outer.start, outer.end)


def _cue_of(
    doc: Doc, quote: _Quote, following: _Quote | None, cues: list[Cue], reported: list[tuple[Span, Cue]]
) -> Cue | None:
    limit = following.before if following is not None else len(doc)
    behind = _behind(doc, quote, cues, limit)
    if behind is not None:
        return behind
    ahead = _ahead(doc, quote, cues)
    if ahead is not None:
        return ahead
    around = [cue for span, cue in reported if span[0] <= quote.quote.start + 1 and quote.quote.end <= span[1] + 3]
    if around:
        return None if _is_name(doc, quote) else around[-1]
    return _sentence_before(doc, quote, cues)


def _behind(doc: Doc, quote: _Quote, cues: list[Cue], limit: int) -> Cue | None:
    """The cue directly behind the closing mark: ``"…," said X`` or ``"…," X said``."""
    cue = next((cue for cue in cues if cue.left >= quote.last and cue.frames & _SPOKEN), None)
    if cue is None or cue.left >= limit or not cue.speakers or _is_name(doc, quote):
        return None
    gap = [token for token in range(quote.last, cue.left) if doc[token].is_alpha]
    stops = any(doc[token].text in {".", ",", ";"} or "\n" in doc[token].text for token in range(quote.after, cue.left))
    if len(gap) > 6 or (gap and (stops or has_verb(doc, quote.after, cue.left))):
        return None
    return None if _is_closed(doc, quote) and _opens_sentence(doc, cue) else cue


def _is_closed(doc: Doc, quote: _Quote) -> bool:
    """Whether the quoted words end with a full stop: what follows may be a sentence of its own."""
    return doc[quote.last - 1].text[-1] in ".…" or doc[min(quote.after, len(doc) - 1)].text == "."


def _opens_sentence(doc: Doc, cue: Cue) -> bool:
    """Whether a cue behind a closed quotation reports something of its own ("X predicted that …")."""
    if cue.inverted or cue.last >= len(doc):
        return False
    following = doc[cue.last]
    if following.text == ":" or doc[min(cue.last + 1, len(doc) - 1)].text in OPENING:
        return True
    return following.is_alpha and following.lower_ not in word_set(REPORTING, "bridge") | {"in", "to", "on", "at"}


def _ahead(doc: Doc, quote: _Quote, cues: list[Cue]) -> Cue | None:
    """The nearest cue in front of the opening mark, in the same sentence or closed by a colon."""
    cue = next((cue for cue in reversed(cues) if cue.last <= quote.before and cue.frames - {"think"}), None)
    if cue is None:
        return None
    gap = [doc[token] for token in range(max(cue.last, cue.right), quote.before)]
    if len(gap) > _REACH or any(token.text in {".", "!", "?"} or "\n\n" in token.text for token in gap):
        return None
    words = [token for token in gap if token.is_alpha]
    if cue.frames <= {"manner", "think"} and (len(words) > 1 or not _is_sentence(doc, quote)):
        return None
    if cue.frames <= {"label", "deny", "manner"}:
        return None if has_verb(doc, max(cue.last, cue.right), quote.before) else cue
    if _is_name(doc, quote) and words:
        return None
    return cue


def _is_name(doc: Doc, quote: _Quote) -> bool:
    """Whether quoted words look like a name or title: a few words, all capitalised."""
    words = [doc[token] for token in range(quote.first, quote.last) if doc[token].is_alpha]
    return 0 < len(words) <= 3 and all(word.text[0].isupper() for word in words) and not _is_closed(doc, quote)


def _sentence_before(doc: Doc, quote: _Quote, cues: list[Cue]) -> Cue | None:
    """The cue of the sentence in front, for a quotation that is a sentence by itself without any verb of saying."""
    if not doc[quote.first].text[0].isupper() or not _ends_sentence(doc, quote):
        return None
    cue = next((cue for cue in reversed(cues) if cue.last <= quote.before), None)
    if cue is None or not cue.speakers:
        return None
    between = [token for token in range(cue.last, quote.before)]
    stops = [token for token in between if doc[token].text in {".", "!", "?"} or "\n" in doc[token].text]
    return cue if len(between) <= 30 and len(stops) == 1 and stops[0] >= quote.before - 2 else None


def _is_sentence(doc: Doc, quote: _Quote) -> bool:
    """Whether quoted words begin like a sentence or end with a stop."""
    return doc[quote.first].text[0].isupper() or _ends_sentence(doc, quote)


def _ends_sentence(doc: Doc, quote: _Quote) -> bool:
    return doc[quote.last - 1].text[-1] in ".!?…"


def _continues(doc: Doc, previous: _Quote, quote: _Quote, cues: list[Cue]) -> bool:
    """Whether a quotation without a verb of its own goes on with the one before: only its cue stands between."""
    between = range(previous.after, quote.before)
    if _is_name(doc, quote):
        return False
    if any("\n" in doc[token].text for token in between) and not _ends_sentence(doc, quote):
        return False
    others = [cue for cue in cues if previous.after <= cue.first < quote.before and cue.frames & _SPOKEN]
    return (
        len(others) <= 1
        and len(between) <= 30
        and (len(between) <= 2 or doc[quote.first].text[0].isupper() or len(others) == 1)
    )
