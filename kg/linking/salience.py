"""Whom an article is about at a place: who is meant where a name is left out or a pronoun stands for it.

After Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (Computational Linguistics 20:4, 1994), with
what Korean marks: a name counts by how often the article has said it, how often as a topic (은, 는), whether the
headline has it, whether the last sentence has it, and less where its own sentence has it already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log1p
from operator import attrgetter

from kg.model import Mention

NO_NAMES = frozenset(("category", "description", "coreference"))
_TOPIC, _SUBJECT = ("은", "는"), ("은", "는", "이", "가")
_CLOSING = "’”)"
_FADING = 0.9  # what a sentence leaves of what was said before it
_TITLED = re.compile(
    r"(?: [가-힣A-Z0-9·]{2,12}){0,2}? ([가-힣A-Z]{1,9})(?=(?:은|는|이|가)(?![가-힣]))"
)  # "A [나래당 대표]는"
_TIE = 6  # decimals, so that no machine's logarithm decides


@dataclass(slots=True)
class _Told:
    """What the article has said of one entity."""

    mention: Mention
    sentence: int
    times: float = 0
    topics: float = 0
    headline: bool = False

    def weight(self, now: int) -> float:
        left = _FADING ** (now - self.sentence)
        recent = (self.sentence == now - 1) - (self.sentence == now)
        return log1p(self.times * left) + log1p(self.topics * left) + self.headline + recent


class Salience:
    """Listens to an article's sentences in their order.

    Args:
        text: The article's decoded source.
        title: What returns the title that a noun is or ends in, or "".

    Attributes:
        subject: The first mention of the last sentence that is its subject or topic, or ().
    """

    def __init__(self, text: str, title: Callable[[str], str] = str) -> None:
        self.subject: tuple[Mention, ...] = ()
        self._text = text
        self._title = title
        self._now = 0
        self._told: dict[str, _Told] = {}

    def hear(self, mentions: Sequence[Mention], *, headline: bool, called: Sequence[Mention] = ()) -> None:
        """Take in the next sentence.

        Args:
            mentions: Its mentions, in order.
            headline: Whether it is a headline or a standfirst.
            called: The people whom it calls by their family names and titles.
        """
        for m in mentions:
            if m.method not in NO_NAMES:
                self._take(self._told, m, headline=headline)
        for m in called:
            self._take(self._told, m, headline=headline)
        acting = (m for m in sorted([*mentions, *called], key=attrgetter("span")) if self._particle(m) in _SUBJECT)
        self.subject = tuple(islice(acting, 1))
        self._now += 1

    def foremost(
        self, fits: Callable[[Mention], bool], here: Iterable[Mention] = (), topic: Collection[Mention] = ()
    ) -> Mention | None:
        """Return the last mention of whom a place most likely means, None where nobody fits.

        Args:
            fits: Who may be meant.
            here: The mentions of the place's own sentence that come into question.
            topic: What the last sentences were about, which counts as one more reason.
        """
        told = self._told
        own = [m for m in here if m.method not in NO_NAMES]
        if own:
            told = {k: _Told(t.mention, t.sentence, t.times, t.topics, t.headline) for k, t in told.items()}
            for m in own:
                self._take(told, m, headline=False)
        topics = {m.entity for m in topic}
        likely = [
            (round(t.weight(self._now) + (k in topics), _TIE), t.mention.span.start, t.mention)
            for k, t in told.items()
            if fits(t.mention)
        ]
        return max(likely)[2] if likely else None

    def _take(self, told: dict[str, _Told], m: Mention, *, headline: bool) -> None:
        found = told.get(m.entity)
        if found is None:
            found = told[m.entity] = _Told(m, self._now)
        left = _FADING ** (self._now - found.sentence)
        found.mention, found.sentence = m, self._now
        found.times = found.times * left + 1
        found.topics = found.topics * left + (self._particle(m) in _TOPIC)
        found.headline = found.headline or headline

    def _particle(self, m: Mention) -> str:
        """The first letter behind a mention and a mark that closes it, or behind the title of somebody."""
        titled = _TITLED.match(self._text, m.span.end) if m.cls == "Person" else None
        end = titled.end() if titled is not None and self._title(titled[1]) else m.span.end
        return self._text[end : end + 2].lstrip(_CLOSING)[:1]
