"""Persons whom an article names in part only: 김모(47)씨, 김씨, A씨, B 상병.

Such a name tells who is meant in its article and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import NO_NAME, core_of
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

METHOD = "partial"
_AGED = r"\((?:[^()\d]{0,3}\d{1,2}(?:[·,][남여])?(?:세|살)?|[남여])\)"  # "(47)", "(여·22)", "(33·여)"
_LETTER = re.compile(r"(?<![A-Za-z가-힣\d&.'’-])[A-Z](?= ?[(가-힣])")
_LETTER_AGED = re.compile(rf"{_AGED} ?")
_FORMER = re.compile(" [전현] ")
_WORD = re.compile("[가-힣]{1,6}")
_CONFIDENCE = 0.8


def partly_named(text: str, parsed: Parsed, cues: Cues) -> Iterator[Mention]:
    """Yield the persons that a sentence names by a family name or a letter alone.

    Args:
        text: The article.
        parsed: The sentence.
        cues: Family names, forms of address, titles.
    """
    yield from (_mention(text, span) for span in _families(text, parsed, cues))
    yield from (_mention(text, span) for span in _letters(text, parsed, cues))
    yield from (_mention(text, span) for span in _titled(text, parsed.eojeols, cues))


def stem(surface: str) -> str:
    """What two partial names of one person share: the letter, or the family name and what is left unsaid of the rest.

    >>> stem("A 상병"), stem("이 모"), stem("박 씨")
    ('A', '이모', '박씨')
    """
    return surface[0] if surface[0].isascii() else surface.replace(" ", "")


def _mention(text: str, span: Span) -> Mention:
    return Mention(span, span.of(text), "Person", "", METHOD, _CONFIDENCE)


def _families(text: str, parsed: Parsed, cues: Cues) -> Iterator[Span]:
    """Where family names stand with a form of address, or with the word for a rest that is left unsaid."""
    found = list(cues.partly.finditer(text, *parsed.span))
    nouns = {m.start: m.form for m in parsed.sentence.morphemes if m.tag[0] == "N"} if found else {}
    for match in found:
        unsaid = match["unsaid"]
        if unsaid is not None:
            behind = _LETTER_AGED.match(text, match.end()) or _FORMER.match(text, match.end())
            word = _WORD.match(text, match.end() + (text[match.end()] == " ") if behind is None else behind.end())
            aged = behind is not None and behind.re is _LETTER_AGED
            if aged or (word is not None and _addressed(word[0], cues)):
                yield Span(match.start(), match.end())
        elif match["address"] in (nouns.get(match.start("address")), nouns.get(match.start(), "")[-1:]):
            yield Span(match.start(), match.end())


def _letters(text: str, parsed: Parsed, cues: Cues) -> Iterator[Span]:
    """Where single letters stand for persons: with an age, a form of address or a title behind them."""
    for match in _LETTER.finditer(text, *parsed.span):
        aged = _LETTER_AGED.match(text, match.end())
        if aged is not None:
            yield Span(*match.span())
            continue
        start = match.end() + (text[match.end()] == " ")
        word = next((m for m in parsed.sentence.morphemes if m.start == start and m.tag.startswith("N")), None)
        if word is not None and _entitles(word.form, cues):
            yield Span(match.start(), word.end)


def _titled(text: str, words: Sequence[Eojeol], cues: Cues) -> Iterator[Span]:
    """Where family names stand before titles: 김 의원, 박 전 대통령."""
    for word in words[:-1]:
        start, end = word.span
        family = text[start:end]
        if family not in cues.surnames:
            continue
        behind = (*words[word.index + 1 : word.index + 3], None)
        former = behind[0] is not None and behind[0].span.of(text) in cues.former
        title = behind[former]
        if title is None or not title.is_nominal or (family in cues.unclear and not former):
            continue
        core = core_of(title, text)
        if _entitles(core, cues) or (cues.title(core) and family not in NO_NAME):
            yield Span(word.span.start, title.core.end)


def _addressed(word: str, cues: Cues) -> bool:
    """Whether a word begins with a form of address, or is a title with or without a particle."""
    return word[0] in cues.address or any(_entitles(word[:size], cues) for size in range(len(word), 1, -1))


def _entitles(word: str, cues: Cues) -> bool:
    return word in cues.address or word in cues.titles or word in cues.ranks
