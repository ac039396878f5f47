"""Nouns that stand for a name: 이 법, 이번 공격, 이 공장, and a bare 노조는 where one thing's name ends so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.linking.known import Known
from kg.linking.references import reference
from kg.linking.salience import NO_NAMES, Salience
from kg.model import Mention, Span
from kg.naming import fold
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_READ = frozenset(("Organization", "Product"))  # 이 회사, 이 칩: told by their class nouns
_MANY = frozenset(("Policy", "Event", "Technology", "Place", "Region"))  # an article has several of different kinds
_EXACT = frozenset(("Place",))
_BODIES = frozenset(("Organization", "Company"))  # they are meant behind any particle
_TOPIC = frozenset(("은", "는", "이", "가"))
_ADVERBS = ("MAJ", "MAG")
_GOVERNED = ("Region", "GovernmentBody")
_GOVERNS = frozenset(("은", "는"))
_SURE = 0.65


@dataclass(frozen=True)
class Nominals:
    """Finds the nouns of an article that stand for a name before them.

    Args:
        text: The article's decoded source.
        known: Classes, the lexicon's names, and which nouns tell a kind.
    """

    text: str
    known: Known

    def find(
        self, parsed: Parsed, history: Sequence[Mention], here: Sequence[Mention], salience: Salience
    ) -> Iterator[Mention]:
        """Yield the nouns of a sentence that stand for a name.

        Args:
            parsed: The sentence.
            history: The mentions of the sentences before.
            here: Its own mentions.
            salience: What the sentences before were about.
        """
        words, cues = parsed.eojeols, self.known.cues
        near, new = self.known.words.near, self.known.words.new
        for i, word in enumerate(words):
            start, end = word.core
            noun = self.text[start:end]
            if noun in cues.towns and (town := self._town(noun, word, words[i - 1] if i else None, history)):
                yield reference(self.text, word.core, town, _SURE)
                continue
            cls = cues.kinds.get(noun)
            if cls is None or any(m.span.overlaps(word.core) for m in here):
                continue
            before = words[i - 1] if i else None
            told = before.span.of(self.text) if before is not None else ""
            found, span = None, word.core
            if before is not None and (told in near or told in new) and before.first_tag != "NP":
                found = self._pointed(noun, cls, history, salience, new=told in new)
                span = Span(before.span.start, word.core.end)
            elif noun in cues.alone and self._alone(cls, word, before):
                called = self._called(noun, (*history, *(m for m in here if m.span.end <= word.core.start)))
                found = next(iter(called.values())) if len(called) == 1 else None
            if found is not None and found.span.end <= span.start:
                yield reference(self.text, span, found, _SURE)

    def _town(self, noun: str, word: Eojeol, before: Eojeol | None, history: Sequence[Mention]) -> Mention | None:
        """The article's one town whose name ends in a noun that is a topic of its own ("시는", "군은")."""
        free = before is None or before.first_tag in _ADVERBS or _ended(before)
        if not free or not word.particles or word.particles[0] not in _GOVERNS:
            return None
        called = [m for m in self._called(noun, history).values() if m.cls in _GOVERNED]
        bodies = [m for m in called if m.cls != "Region" and (noun != self.known.words.army or m.method == "cue")]
        called = bodies or [m for m in called if m.cls == "Region"]
        return called[0] if len(called) == 1 else None

    def _pointed(
        self, noun: str, cls: str, history: Sequence[Mention], salience: Salience, *, new: bool
    ) -> Mention | None:
        """What 이 or 이번 points at: whose name ends in the noun, else the foremost (or the only) one of its class."""
        called = self._called(noun, history) if len(noun) > 1 else {}
        if called or new:
            return salience.foremost(lambda m: m.entity in called, (), salience.subject)
        if self.known.ontology.branch(self.known.cues.class_of(noun)) in _READ or noun in self.known.cues.vague:
            return None
        likely = {m.entity for m in history if m.method not in NO_NAMES and self._is(m, cls)}
        if len(likely) > 1 and cls in _MANY:
            return None
        return salience.foremost(lambda m: m.entity in likely, (), salience.subject)

    def _is(self, m: Mention, cls: str) -> bool:
        firm = cls == "Organization" and m.cls == "Company"
        return m.cls == cls or (cls not in _EXACT and not firm and self.known.ontology.is_a(m.cls, cls))

    def _called(self, noun: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
        """The last mention of each thing whose name ends in a noun."""
        return {m.entity: m for m in mentions if m.method not in NO_NAMES and self._ends(m, noun)}

    def _ends(self, m: Mention, noun: str) -> bool:
        entry = self.known.ontology.find(m.entity)
        names = (m.surface, *entry.surfaces) if entry is not None else (m.surface,)
        return any(len(n) > len(noun) + 1 and fold(n).endswith(noun) for n in names)

    def _alone(self, cls: str, word: Eojeol, before: Eojeol | None) -> bool:
        """Whether a noun for a class is a topic or subject that nothing describes."""
        if not word.particles or (word.particles[0] not in _TOPIC and cls not in _BODIES):
            return False
        return before is None or _ended(before)


def _ended(before: Eojeol) -> bool:
    """Whether a phrase ends with an eojeol, so that what follows is not part of it."""
    return (
        (bool(before.particles) and before.particles[-1] not in ("의", "와", "과"))
        or (bool(before.stem) and before.ending_tag == "EC")
        or before.comma
    )
