"""Whom an article has been about so far: who has a figure where a sentence leaves its subject out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from kg.extract.syntax import Syntax
from kg.mentions.letters import aimed
from kg.model import Mention

_FADING = 0.85  # what a sentence leaves of the weights before it
_SUBJECT, _HEADLINE, _TOPIC, _TELLS = 1, 1, 2, -3  # what each adds to the number of times a name was said
TELLING = frozenset(
    ("MediaOutlet", "ResearchInstitute", "GovernmentBody", "InternationalOrganization", "Person", "Country")
)  # they speak of others' figures more often than they have some


@dataclass
class Salience:
    """Counts who the sentences of one article are about."""

    weights: dict[str, float] = field(default_factory=dict)
    latest: dict[str, Mention] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)  # the sentence that named it first
    heard: int = 0

    def hear(self, syntax: Syntax) -> None:
        """Take in a sentence: each name counts, as subject or topic twice."""
        self.weights = {entity: weight * _FADING for entity, weight in self.weights.items()}
        for m in syntax.mentions:
            if m.common or (len(m.surface) == 1 and aimed(syntax.text, m)):
                continue
            self.weights[m.entity] = self.weights.get(m.entity, 0) + 1
            self.latest[m.entity] = m
            self.first.setdefault(m.entity, self.heard)
        for phrase in syntax.phrases:
            if phrase.slot in ("SBJ", "TOP"):
                for m in phrase.fillers:
                    if m.entity in self.latest:
                        self.weights[m.entity] += _SUBJECT
        self.heard += 1

    def opens(self, m: Mention) -> bool:
        """Whether the article begins with a name: its headline says whom it is about."""
        return self.first.get(m.entity) == 0

    def foremost(self, fits: Callable[[Mention], bool], topic: Collection[Mention]) -> Mention | None:
        """Return the name that a sentence without a subject is most likely about, None for none that fits.

        Args:
            fits: Which names may be it.
            topic: What the last sentences were about.
        """
        topics = {m.entity for m in topic}
        best: tuple[float, int, Mention] | None = None
        for entity, m in self.latest.items():
            if not fits(m):
                continue
            weight = self.weights[entity] + _HEADLINE * self.opens(m) + _TOPIC * (entity in topics)
            rank = (weight + _TELLS * (m.cls in TELLING), m.span.start, m)
            best = rank if best is None or rank[:2] > best[:2] else best
        return best[2] if best is not None else None
