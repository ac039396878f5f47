"""National teams by their country and sport, and the army's units by their numbers: 여자 컬링 대표팀, 제22사단."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import bare
from kg.model import Mention, Span
from kg.text.document import Parsed

_MOST = 3  # words of a team's name before the word for it


def squads(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """Yield the teams and the army's units of a sentence.

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        known: Mentions already found in it.
        cues: What teams are called, what tells which they are, and what the army's units are called.
    """
    yield from _teams(text, parsed, known, cues)
    for found in cues.army_units.finditer(text, *parsed.span):
        span = Span(*found.span())
        if parsed.eojeols[parsed.eojeol_at(span.end - 1)].core.end == span.end:
            yield Mention(span, found[0], "GovernmentBody", "", "cue", 0.8)


def _teams(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """A country, a sport or both, and the word for a team ("하늘국 축구 대표팀", "양궁대표팀")."""
    if cues.teams.search(text, *parsed.span) is None:
        return
    words = parsed.eojeols
    lands = {m.span.start: m.span.end for m in known if m.cls == "Country"}
    for word in words:
        head = cues.teams.search(text, *word.core) if word.is_nominal else None
        if head is None or head.end() != word.core.end:
            continue
        first = word.index
        start = lands.get(word.core.start, word.core.start)
        told = start > word.core.start or _told(text[start : head.start()], cues)
        if head.start() > start and not told:
            continue
        country = start > word.core.start
        while (
            first and not country and word.index - first < _MOST and bare(words[first - 1]) and not words[first].opens
        ):
            before = words[first - 1].core
            country = lands.get(before.start) == before.end
            if not (country or _told(before.of(text), cues)):
                break
            first, told = first - 1, True
        if told:
            span = Span(words[first].core.start, word.core.end)
            yield Mention(span, span.of(text), "Organization", "", "cue", 0.85)


def _told(word: str, cues: Cues) -> bool:
    """Whether a word says nothing but which sport, whose or of what age ("남자", "U-17", "여자컬링")."""
    return cues.team_kinds.fullmatch(word) is not None
