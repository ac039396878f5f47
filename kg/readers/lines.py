"""Lines of a decoded source with their offsets, and the joining of hard-wrapped paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Span

BLANKS = " \t\u00a0\u00ad\u1680"
BLANKS += "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f"
BLANKS += "\u202f\u205f\u2060\u3000\u3164\ufeff\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•‣▪∙◦]|[-*·ㆍ](?=[ \t\u00a0\u3000]))+[ \t\u00a0\u3000]*")
_MARK = re.compile(r"[●○◆◇■□▲△▼▽▶▷►▸☞※★☆◎▣◈❏❍◉]+[ \t\u00a0\u3000]*")
_WIDEST_WRAP = 130  # columns; a longer line is a paragraph of its own
_NARROWEST_WRAP = 32  # columns; shorter lines are entries of menus
_FEWEST_WRAPS = 3
_ONE_IN = 10  # of a page's lines may be wider: notices and menus that nobody wrapped


@dataclass(frozen=True, slots=True)
class Line:
    """One line (or one hard-wrapped paragraph) that is not blank.

    Attributes:
        span: Where it stands, in code points, without blanks, bullet and section mark around it.
        text: Its characters.
        gap: Blank lines before it.
        bullet: The list bullet before it, or "".
        mark: The section mark before it ("●", "▶"), or "".
    """

    span: Span
    text: str
    gap: int = 0
    bullet: str = ""
    mark: str = ""


def strip(text: str, start: int, end: int) -> Span:
    """Narrow a stretch so that no blank stands at its edges.

    >>> strip(" 가 나 ", 0, 5)
    Span(start=1, end=4)
    """
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return Span(start, end)


def split(text: str) -> list[Line]:
    r"""Split a source into its lines that are not blank, hard-wrapped paragraphs joined.

    >>> [line.text for line in split("  • 가나\r\n\r\n● 다라 ")]
    ['가나', '다라']
    """
    lines, gap = [], 0
    for start, end in _pieces(text):
        line = _line(text, start, end, gap)
        gap = 0 if line else gap + 1
        if line:
            lines.append(line)
    return _unwrap(text, lines)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for brk in _BREAK.finditer(text):
        yield start, brk.start()
        start = brk.end()
    yield start, len(text)


def _line(text: str, start: int, end: int, gap: int) -> Line | None:
    span = strip(text, start, end)
    found = {"bullet": "", "mark": ""}
    for name, pattern in (("bullet", _BULLET), ("mark", _MARK)):
        if hit := pattern.match(text, span.start, span.end):
            found[name] = hit.group().strip(BLANKS)
            span = strip(text, hit.end(), span.end)
    return Line(span, span.of(text), gap, **found) if span.start < span.end else None


def width(text: str) -> int:
    """Count the columns of a terminal that a text takes: two for a Hangul syllable.

    >>> width("AI칩")
    4
    """
    return sum(map(_columns, text))


@lru_cache(maxsize=1 << 14)  # as many letters as news is written in
def _columns(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _unwrap(text: str, lines: Sequence[Line]) -> list[Line]:
    """Join what an editor wrapped: a break counts as a wrap if the next word would not have fitted."""
    if any(len(line.text) > _WIDEST_WRAP for line in lines):
        return list(lines)  # and wider still: most pages end here, before their columns are counted
    widths = [width(line.text) for line in lines]
    if max(widths, default=0) > _WIDEST_WRAP:
        return list(lines)
    wraps = _wrapped(lines, widths)
    out: list[Line] = []
    for i, line in enumerate(lines):
        if i - 1 in wraps and out:
            head = out[-1]
            span = Span(head.span.start, line.span.end)
            out[-1] = Line(span, span.of(text), head.gap, head.bullet, head.mark)
        else:
            out.append(line)
    return out


def _wrapped(lines: Sequence[Line], widths: Sequence[int]) -> set[int]:
    """The lines that an editor broke off, by the widest limit that explains most breaks: a few lines may exceed it."""
    exceeding = max(1, len(lines) // _ONE_IN)
    for limit in sorted({w for w in widths if w >= _NARROWEST_WRAP}, reverse=True):
        within = [i for i, w in enumerate(widths) if w <= limit]
        if len(lines) - len(within) > exceeding:
            break
        followed = [i for i in within if i + 1 < len(lines) and lines[i + 1].gap == 0]
        wraps = {i for i in followed if _wraps(lines[i + 1], widths[i], limit)}
        if len(wraps) >= _FEWEST_WRAPS and 2 * len(wraps) >= len(followed):
            return wraps
    return set()


def _wraps(after: Line, taken: int, limit: int) -> bool:
    return not after.bullet and not after.mark and taken + 1 + width(after.text.split()[0]) > limit
