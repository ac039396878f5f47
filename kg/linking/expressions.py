"""Words of a sentence that may stand for names: each with what stands beside it and what was named before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.linking.families import families
from kg.linking.known import Known
from kg.model import Mention
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_BOTH = 2  # syllables of 양사, whatever Kiwi cuts off ("양 사는")


@dataclass(frozen=True, slots=True)
class Expression:
    """A word that may stand for a name.

    Attributes:
        word: The word.
        core: What it says without its particles.
        following: The core of the next word, "" for the last one.
        behind: The next word; the last one has itself.
        own: The sentence's mentions before it.
        history: Those of the sentences before.
        since: Where the last few sentences begin.
        free: Whether it overlaps no mention.
        borne: Whether it is a family name of somebody named in the article before the sentence's last word.
    """

    word: Eojeol
    core: str
    following: str
    behind: Eojeol
    own: Sequence[Mention]
    history: Sequence[Mention]
    since: int
    free: bool
    borne: bool

    @property
    def before(self) -> list[Mention]:
        """All mentions before it."""
        return [*self.history, *self.own]

    @property
    def lately(self) -> list[Mention]:
        """The mentions of the last few sentences and its own ones before it."""
        return [m for m in self.before if m.span.start >= self.since]

    @property
    def particle(self) -> str:
        """Its first particle, "" for none."""
        return self.word.particles[0] if self.word.particles else ""


def expressions(
    text: str, parsed: Parsed, named: Sequence[Mention], history: Sequence[Mention], since: int, known: Known
) -> Iterator[Expression]:
    """Yield the words of a sentence that may stand for names.

    Args:
        text: The article's text, set plainly.
        parsed: The sentence.
        named: Its mentions.
        history: The mentions of the sentences before.
        since: Where the last few of these begin.
        known: The words that refer, and family names.
    """
    words, referring, surnames = parsed.eojeols, known.words.referring, known.cues.surnames
    borne = families([*history, *_before(words[-1], named)])
    cores = [*[_core(text, word, known.words.both) for word in words], ""]
    for i, word in enumerate(words):
        core = cores[i] or word.span.of(text)
        if core in referring or core in surnames or core in borne:
            behind = words[min(i + 1, len(words) - 1)]
            free = not any(m.span.overlaps(word.span) for m in named)
            own = _before(word, named)
            yield Expression(word, core, cores[i + 1], behind, own, history, since, free, core in borne)


def _core(text: str, word: Eojeol, both: Collection[str]) -> str:
    start, end = word.core
    last = text[max(0, end - _BOTH) : end]
    return last if last in both else text[start:end]


def _before(word: Eojeol, named: Sequence[Mention]) -> list[Mention]:
    return [m for m in named if m.span.end <= word.core.start]
