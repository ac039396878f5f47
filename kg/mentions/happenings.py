"""What happens or is held by whose or where it is, or which: 대학로 폭탄 테러, 4차 핵실험, 하늘전자 출시 행사."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import bare, run_before
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_MOST = 5  # eojeols before the head
_VAGUELY = ("category", "description", "partial")
_NUMBERED = re.compile(r"(?:제?\d{1,3}(?:차|회)|(?:19|20)\d\d)(?=[가-힣 ]|$)")


def happenings(text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Return a sentence's mentions with what happens in it, each an entity only where a claim needs it.

    Names inside of a happening's stay names of their own.

    Args:
        text: The article's text, set plainly.
        parsed: The sentence.
        mentions: Its mentions, in order.
        cues: What happenings are called.
    """
    out = list(mentions)
    for m in _found(text, parsed, mentions, cues):
        named = [x for x in out if x.method not in _VAGUELY and x.span.overlaps(m.span)]
        if any(x.span.end >= m.span.end or x.span.start < m.span.start for x in named):
            continue  # a name that ends so, or begins before
        out = [*(x for x in out if x in named or not x.span.overlaps(m.span)), m]
    return sorted(out, key=lambda m: m.span)


def _found(text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    words = parsed.eojeols
    for word in words:
        if not word.is_nominal or word.opens:
            continue
        core = word.core.of(text)
        if not core.endswith(cues.happenings):
            continue
        head = next(x for x in cues.happenings if core.endswith(x))
        if _goes_on(text, words, word.index, cues) or (core in cues.mere_happenings and _told(text, word, mentions)):
            continue
        if all(m.start != word.core.end - len(head) for m in word.morphemes):
            continue  # "우주비행사" is no 행사
        first = _first(text, words, word.index, cues)
        if not core.endswith(cues.incidents):
            first = _without_people(words, first, word.index, mentions, text, cues)
        span = Span(words[first].core.start, word.core.end)
        named = any(x.method not in _VAGUELY and x.span.within(span) for x in mentions)
        if named or (span.of(text) != head and _NUMBERED.match(span.of(text))):
            yield Mention(span, span.of(text), "Event", "", "description", 0.7)


def _told(text: str, word: Eojeol, mentions: Sequence[Mention]) -> bool:
    """Whether an event's own name stands right before an eojeol."""
    before = (m for m in mentions if m.cls == "Event" and m.method not in _VAGUELY and m.span.end < word.core.start)
    return any(text[m.span.end : word.core.start].strip("’”'\" ") == "" for m in before)


def _goes_on(text: str, words: Sequence[Eojeol], at: int, cues: Cues) -> bool:
    """Whether the noun behind makes another thing of a happening ("회의 대표단")."""
    word = words[at]
    behind = words[at + 1] if at + 1 < len(words) and not word.particles and not word.comma else None
    if behind is None or word.closes or not behind.is_nominal:
        return False
    return not (behind.core.of(text).startswith(cues.around) or behind.first_tag in ("SN", "NR", "MAG", "MAJ"))


def _first(text: str, words: Sequence[Eojeol], at: int, cues: Cues) -> int:
    """Where a happening's description begins: nouns without particles before its head, and no times."""

    def joins(k: int) -> bool:
        word, core = words[k], words[k].core.of(text)
        dated = word.first_tag == "SN" and not _NUMBERED.fullmatch(core)
        told = dated or core in cues.occasion_times or core in cues.happening_times or core.endswith(cues.around)
        return bare(word) and not (word.closes or words[k + 1].opens or told or "(" in word.span.of(text))

    return run_before(at, _MOST, joins)


def _without_people(
    words: Sequence[Eojeol], first: int, at: int, mentions: Sequence[Mention], text: str, cues: Cues
) -> int:
    """A description's beginning behind the last person or title in it ("홍길동 대표 [가나시 출판 행사]")."""
    for k in range(at - 1, first - 1, -1):
        person = any(m.cls == "Person" and m.span.overlaps(words[k].core) for m in mentions)
        if person or cues.title(words[k].core.of(text)):
            return k + 1
    return first
