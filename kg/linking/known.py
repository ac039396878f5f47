"""What linking knows before it reads an article: the lexicon and its names, cue words, and words that refer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.linking.words import Words, read_words
from kg.mentions.cues import Cues
from kg.naming import fold
from kg.ontology import LexiconEntry, Ontology


@dataclass(frozen=True)
class Known:
    """What does not change from article to article.

    Attributes:
        ontology: The classes, and the lexicon, whose ids win.
        cues: Cue words.
        words: Words that say again what was named.
        names: The lexicon's entry of every folded unambiguous surface.
    """

    ontology: Ontology
    cues: Cues
    words: Words
    names: Mapping[str, LexiconEntry]

    @cached_property
    def tails(self) -> frozenset[str]:
        """What a firm's short form leaves away."""
        return frozenset((*self.words.tails, *self.cues.firm_tails))

    def fits(self, cls: str, wanted: str) -> bool:
        """Whether a word for a class may mean a name of one: the same, narrower or (of things, not firms) broader."""
        return self.ontology.is_a(cls, wanted) or (wanted != "Company" and self.ontology.is_a(wanted, cls))


def read_known(ontology: Ontology, cues: Cues) -> Known:
    """Take out of an ontology what linking knows.

    Args:
        ontology: Vocabulary, lexicon, frames.
        cues: What was read of its cue words.
    """
    return Known(ontology, cues, read_words(ontology), _names(ontology))


def _names(ontology: Ontology) -> dict[str, LexiconEntry]:
    out: dict[str, LexiconEntry] = {}
    for entry in ontology.lexicon:
        for surface in entry.surfaces:
            if surface not in entry.ambiguous:
                out.setdefault(fold(surface), entry)
    return out
