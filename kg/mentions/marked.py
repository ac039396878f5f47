"""Names in quotation marks that a noun at their end or beside them tells: ‘청년 고용 대책’, ‘바다의 날’ 행사."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import bare
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_MARKED = re.compile(r"[‘『「<《](?=\S)([^‘’“”『』「」<>《》\n]{2,45}?)[’』」>》]")
_TITLED = re.compile(r"[‘“『「<《](?=\S)([^‘’“”『』「」<>《》\n]{4,60}?)[’”』」>》](?:이?라는|이?란|는) 제목")
_CALLED = re.compile(r"(?:이?라는|이?란|으로 명명된|로 명명된) ")
_AGAINST = " 대 "  # between the two sides of a match
_SHORT = 4  # syllables of a single noun that is no name yet
_MADE = ("Work", "Policy", "Event")


def marked(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """Yield the names in marks of which something tells what they are.

    Args:
        text: The article's text, set plainly.
        parsed: The sentence.
        known: Mentions already found in it: one that fills the marks says what stands there.
        cues: What the nouns tell.
    """
    for match in _TITLED.finditer(text, *parsed.span):
        yield _named(text, Span(*match.span(1)), "Work")
    for match in _MARKED.finditer(text, *parsed.span):
        span = Span(*match.span(1))
        if any(span.within(m.span) for m in known) or _AGAINST in match[1]:
            continue
        words = [w for w in parsed.eojeols if w.span.start < span.end and span.start < w.span.end]
        if not words or not words[-1].is_nominal or words[-1].core.end != span.end:
            continue
        cls = _beside(text, parsed.eojeols, words, match.end(), cues) or _told_inside(text, words, span, cues)
        if cls:
            yield _named(text, span, cls)


def _named(text: str, span: Span, cls: str) -> Mention:
    return Mention(span, span.of(text), cls, "", "cue", 0.85)


def _beside(text: str, words: Sequence[Eojeol], inside: Sequence[Eojeol], end: int, cues: Cues) -> str:
    """The class that the noun behind the marks tells, or the noun before them."""
    called = _CALLED.match(text, end)
    start = called.end() if called else end + 1
    near = [w for w in words if w.core.start == start] if called or text[end : end + 1] == " " else []
    before = inside[0].index - 1
    near += [words[before]] if before >= 0 and bare(words[before]) else []
    told = (cues.quoted_nouns.get(n) or cues.class_nouns.get(n, "") for w in near if (n := w.core.of(text)))
    return next((t for t in told if t in _MADE), "")


def _told_inside(text: str, words: Sequence[Eojeol], span: Span, cues: Cues) -> str:
    """The class that the last noun in the marks tells of more than itself."""
    noun = Span(max(words[-1].core.start, span.start), span.end).of(text)
    end = next((e for e in cues.marked_ends if noun.endswith(e)), "")
    if not end or (len(words) == 1 and len(noun) < max(_SHORT, len(end) + 2)):
        return ""
    return cues.marked_ends[end]
