"""Names that leave to the last of a list what they share with it: 삼일·삼정회계법인, 회계법인(삼일·삼정)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.model import Mention, Span
from kg.ontology import LexiconEntry

Entries = Callable[[str], list[LexiconEntry]]  # what the lexicon has under a surface

_WORD = r"[가-힣A-Za-z0-9&]{1,12}"
_BEFORE = re.compile(rf"(?<![가-힣A-Za-z0-9&·])((?:{_WORD}·)+)\Z")
_BRACKET = re.compile(rf"([가-힣]{{2,6}})\(({_WORD}(?:[·,] ?{_WORD})+)\)")
_ITEM = re.compile(_WORD)
_LONGEST = 60  # code points back to the first of a list
_SHORTEST = 2  # syllables that several share
_FIRM = "사"  # "증권사" are those whose names end in 증권
_BODIES = frozenset(("Company", "Organization", "GovernmentBody", "ResearchInstitute"))


def sharing(text: str, span: Span, known: Sequence[Mention], entries: Entries) -> Iterator[Mention]:
    """Yield the names of a sentence that only end in a list's last one, or stand in brackets behind what they are.

    Args:
        text: The article's decoded source.
        span: The sentence.
        known: What the lexicon finds in it.
        entries: The lexicon.

    Yields:
        Mentions of known bodies, by the part of their names that stands there.
    """
    if text.find("·", *span) < 0 and text.find("(", *span) < 0:
        return
    for m in known:
        head = text[max(span.start, m.span.start - _LONGEST) : m.span.start] if m.cls in _BODIES else ""
        match = _BEFORE.search(head) if head.endswith("·") else None
        if match is not None:
            tails = [m.surface[k:] for k in range(1, len(m.surface) - _SHORTEST + 1)]
            yield from _items(text, Span(m.span.start - len(match[1]), m.span.start), tails, entries)
    for match in _BRACKET.finditer(text, *span):
        yield from _items(text, Span(*match.span(2)), [match[1], match[1].removesuffix(_FIRM)], entries)


def _items(text: str, span: Span, tails: Sequence[str], entries: Entries) -> Iterator[Mention]:
    """The items of a list that with one of some tails are known bodies."""
    for item in _ITEM.finditer(text, *span):
        told = (e for tail in tails for e in entries(item[0] + tail) if e.cls in _BODIES and e.kind == "name")
        entry = next(told, None)
        if entry is not None:
            yield Mention(Span(*item.span()), item[0], entry.cls, entry.id, "alias", 0.9)
