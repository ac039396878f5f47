"""What broadcasters show: the name in marks behind one, or behind it and a kind of programme, is a work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.mentions.cues import Cues
from kg.model import Mention, Span

_OUTLET = "MediaOutlet"
_WORK = "Work"
_NAME = re.compile(r"[‘「『](?=[^\s])([^‘’“”「」『』\n]{1,40})[’」』]")
_STRAY = re.compile(r"'(?=\S)([^‘’“”'\n]{1,40})’")  # marks of two kinds, as many outlets set them
_SHORT = re.compile(r" ?\((?:이하|약칭)[^()]*\)?$")  # "‘가나다(이하 가)’"
_REACH = 24  # code points between a broadcaster and its programme


@dataclass(frozen=True)
class Shown:
    """A programme's name and who shows it.

    Attributes:
        outlet: The broadcaster.
        span: The programme's name, without its marks.
    """

    outlet: Mention
    span: Span


def shown(text: str, mentions: Sequence[Mention], cues: Cues) -> Iterator[Shown]:
    """Yield the programmes of a sentence that stand in marks behind their broadcasters.

    Args:
        text: The article's text, set plainly.
        mentions: The sentence's mentions, in order.
        cues: What kinds of programme are called.
    """
    for outlet in mentions:
        if outlet.cls != _OUTLET:
            continue
        behind = _gap(cues.programmes, cues.channels).match(text, outlet.span.end, outlet.span.end + _REACH)
        if behind is None or not (behind["kind"] or _broadcasts(outlet.surface, cues)):
            continue
        name = _NAME.match(text, behind.end()) or _STRAY.match(text, behind.end())
        if name is not None:
            short = _SHORT.search(name[1])
            start = name.start(1)
            yield Shown(outlet, Span(start, start + short.start() if short is not None else name.end(1)))


def programmes(text: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Return a sentence's mentions with the programmes of broadcasters as works, and no names inside them."""
    out = list(mentions)
    for programme in shown(text, mentions, cues):
        span = programme.span
        if any(m.span == span and m.cls == _WORK for m in out):
            continue
        out = [m for m in out if not m.span.overlaps(span)]
        out.append(Mention(span, span.of(text), _WORK, "", "cue", 0.9))
    return sorted(out, key=lambda m: m.span)


def _broadcasts(surface: str, cues: Cues) -> bool:
    """Whether an outlet's name is that of a broadcaster, alone or with its channel ("하늘방송 2TV")."""
    return surface.startswith(cues.broadcasters) or surface.endswith(cues.broadcaster_ends)


@lru_cache(4)
def _gap(kinds: Sequence[str], channels: Sequence[str]) -> re.Pattern[str]:
    """What stands between a broadcaster and its programme: a channel, and what kind of programme it is."""
    channel = rf"(?: ?(?:{'|'.join(channels)}))*의?"
    before = r"(?: [가-힣]{0,5}[^\s은는이가을를에서도로]){0,3}"  # no eojeol with a particle
    return re.compile(rf"{channel}(?P<kind>{before} [가-힣]{{0,5}}(?:{'|'.join(kinds)}))?인? ?(?=[‘'「『])")
