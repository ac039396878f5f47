"""Descriptions that stand for a thing of their own: 고사양 AI 반도체, 대중국 수출 규제, 화웨이의 최신 스마트폰."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_LEADERS = (
    "선두",
    "강자",
    "최강자",
    "선도",
    "선두주자",
)  # "AI 칩 선두 주자 A": what A leads in is not acted on


_OTHERS = ("당국", "기관", "대상", "명단", "목록", "리스트")  # what is called by it is another thing ("미국 규제 당국")


def descriptions(text: str, parsed: Parsed, cues: Cues) -> Iterator[Mention]:
    """Yield the longest descriptions of a sentence: modifiers and a head noun, in one run of bare nouns.

    A mention found so becomes an entity only where a statement needs it.

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        cues: The cue words, with `descriptions` by class.

    Yields:
        Mentions with method "description".
    """
    if not cues.described.search(text, *parsed.span):
        return
    words = parsed.eojeols
    joined = [w.core.of(text) for w in words]
    ends = [joined[i - 1] + joined[i] if i else joined[i] for i in range(len(words))]
    near = [i for i, w in enumerate(words) if w.core.end > w.core.start and cues.described.search(ends[i])]
    for cls, heads, modifiers in cues.described_by:
        for i in near:
            span = _described(text, words, i, heads, modifiers)
            behind = words[i + 1].core.of(text) if i + 1 < len(words) and _joins(words[i]) else ""
            if span is None or behind in _LEADERS or behind.startswith(_OTHERS):
                continue
            if cls == "Event":
                yield _between_parties(text, parsed, span, cues)
            else:
                yield Mention(span, span.of(text), cls, "", "description", 0.7)


def _described(
    text: str, words: Sequence[Eojeol], i: int, heads: Sequence[str], modifiers: frozenset[str]
) -> Span | None:
    """The description that ends in eojeol i, or None."""
    core = words[i].core.of(text)
    head = next((h for h in heads if core.endswith(h)), "")
    start, end = words[i].core.start, words[i].core.end
    k = i
    if not head:
        joined = core
        while k > 0 and not head and i - k < 2 and _joins(words[k - 1]):
            k -= 1
            joined = words[k].core.of(text) + joined
            head = next((h for h in heads if joined.endswith(h)), "")
        if not head:
            return None
        core, start = joined, words[k].core.start
    own = core[: len(core) - len(head)]
    named = bool(own) and (
        own in modifiers or not modifiers or any(own.endswith(m) or own.startswith(m) for m in modifiers)
    )
    if own and not named:
        return None
    while k > 0 and _joins(words[k - 1]):
        before = words[k - 1].core.of(text)
        if modifiers and not (before in modifiers or before.removesuffix("용") in modifiers or before in heads):
            break
        if not modifiers and k < i - 1:
            break
        k -= 1
        start, named = words[k].core.start, True
    return Span(start, end) if named else None


def _joins(word: Eojeol) -> bool:
    dated = word.first_tag == "SN" and word.forms[-1][1] == "NNB"  # "27일 한·아세안 정상회의"
    return word.is_nominal and not word.particles and not word.comma and not word.closes and not dated


def _between_parties(text: str, parsed: Parsed, span: Span, cues: Cues) -> Mention:
    """An event with the parties before it: its name holds them, its span does not, so they stay names of their own."""
    inside = cues.parties.match(text, span.start, span.end)
    start = inside.end() if inside and inside.end() < span.end else span.start
    before = cues.parties_before.search(text, parsed.span.start, start)
    full = before.start() if before and before.end() == start else span.start
    return Mention(Span(start, span.end), text[min(full, span.start) : span.end], "Event", "", "description", 0.7)
