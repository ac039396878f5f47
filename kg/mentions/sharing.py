"""Names in lists that share with others what they are: 삼일·삼정회계법인, 회계법인(삼일·삼정), 가나·다라 등 기업."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import Free, by_cue
from kg.model import Mention, Span
from kg.ontology import LexiconEntry
from kg.text.document import Parsed
from kg.text.words import read_words

Entries = Callable[[str], list[LexiconEntry]]  # what the lexicon has under a surface

_WORD = r"[가-힣A-Za-z0-9&]{1,12}"
_BEFORE = re.compile(rf"(?<![가-힣A-Za-z0-9&·])((?:{_WORD}·)+)\Z")
_BRACKET = re.compile(rf"([가-힣]{{2,6}})\(({_WORD}(?:[·,] ?{_WORD})+)\)")
_ITEM = re.compile(_WORD)
_LONGEST = 60  # code points back to the first of a list
_SHORTEST = 2  # syllables that several share
_FIRM = "사"  # "증권사" are those whose names end in 증권
_ITEMS = re.compile(r"(?<![가-힣A-Za-z0-9&·])(?:[가-힣A-Za-z0-9&]{2,12}(?:·|, ))+\Z")
_FIRM_NAME = re.compile(r"[가-힣A-Za-z0-9&]{2,12}")
_AND_SO_ON, _SUM = "등", 4  # what ends a list, and eojeols of its sum with it
_LISTING = 80  # code points back to the first of a list of firms
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


def listed_firms(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues, free: Free) -> Iterator[Mention]:
    """메가·큐로·컨텍 등 기업 3곳: with one firm that is known those that nobody knows are firms."""
    for firm in known:
        if firm.cls != "Company" or not _summed(text, parsed, firm, cues):
            continue
        items = _ITEMS.search(text, max(parsed.span.start, firm.span.start - _LISTING), firm.span.start)
        for item in _FIRM_NAME.finditer(text, *items.span()) if items is not None else ():
            span, word = Span(*item.span()), item[0]
            common = cues.class_of(word) or cues.title(word) or read_words().kin(word, "NNG") is not None
            if not common and free(span):
                yield by_cue(text, span, "Company", 0.75)


def _summed(text: str, parsed: Parsed, firm: Mention, cues: Cues) -> bool:
    """Whether a list that ends in a firm is summed up as firms ("... 가나 [등 코스닥 기업]")."""
    words = parsed.eojeols[parsed.eojeol_at(firm.span.end - 1) :][1 : 1 + _SUM]
    summed = bool(words) and words[0].span.of(text) == _AND_SO_ON
    return summed and any(cues.class_of(w.core_form.removesuffix("들")) == "Company" for w in words[1:])
