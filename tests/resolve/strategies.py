"""Random collections whose names meet often, and now and then any text at all."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.types import Annotation, Chain, Document, Mention, MentionKind

NAMES = {
    "Organization": [
        "Kuaishou", "Kuaishou Technology", "KUAISHOU", "Kuaishou Technology Co., Ltd.", "Samsung", "Samsung SDI", "Samsung Electronics",
        "World Internet Conference", "WIC", "Women in Crafts", "Merck KGaA", "Merck Inc.", "Merck", "Ministry of Finance", "Japanese Ministry of Finance",
        "Aurora", "Apple", "the", "&", "Co.", "Inc. Inc.", "US government", "government of the United States",
    ],
    "Person": ["Cheng Yixiao", "Yixiao Cheng", "Cheng", "Cheng Wei", "J. Cheng", "John F. Kennedy", "John Kennedy", "John Q. Kennedy", "Kennedy", "Mr Musk", "Jr."],
    "Place": ["China", "PRC", "Georgia", "Paris", "Paris, Texas", "US", "U.S."],
    "Product": ["Kuaishou", "Kling", "Kling AI", "Kling 2.0", "Aurora Kling", "Apple"],
    "Other": ["Apple", "WIC"],
}  # fmt: skip

anything = st.text(max_size=12)


@st.composite
def chains(draw: st.DrawFn, number: int, start: int) -> tuple[Chain, str]:
    """A chain and the text that its mentions stand in."""
    type = draw(st.sampled_from(sorted(NAMES)))
    names = draw(st.lists(st.sampled_from(NAMES[type]) | anything.filter(str.strip), min_size=1, max_size=2))
    mentions, text = [], ""
    for name in names:
        kind = draw(st.sampled_from([MentionKind.NAME] * 8 + [MentionKind.NOMINAL, MentionKind.DEMONYM]))
        mentions.append(Mention(start + len(text), start + len(text) + len(name), name, kind))
        text += name + draw(st.sampled_from([" ", ". ", ", ", " (", ") "]))
    score = draw(st.sampled_from([1.0, 0.9, 0.4]))
    return Chain(f"c{number}", type, type, max(names, key=len), tuple(sorted(mentions)), score), text


@st.composite
def annotations(draw: st.DrawFn, name: str) -> Annotation:
    """One document."""
    text, found = "", []
    for number in range(draw(st.integers(0, 5))):
        chain, piece = draw(chains(number, len(text)))
        found.append(chain)
        text += piece
    return Annotation(Document(name, text), tuple(found))


@st.composite
def collections(draw: st.DrawFn) -> list[Annotation]:
    """Up to five documents."""
    return [draw(annotations(f"d{number}")) for number in range(draw(st.integers(0, 5)))]
