"""How sure a claim is by what found it and what it says: the table of frames/confidence.yaml, measured, not guessed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.ontology import Ontology

KINDS = ("verb", "noun", "construction", "link", "number", "learnt")
UNKNOWN = 0.7  # where the table says nothing
SOFTENED = 0.5  # a doubtful mention makes a claim doubtful, but less than in proportion (measured)


@dataclass(frozen=True)
class Confidence:
    """Base confidences, 0 to 1, of claims whose mentions are certain.

    Attributes:
        kinds: By what found a claim.
        named: By relation or measure, then by kind, where enough claims were counted.
    """

    kinds: Mapping[str, float] = field(default_factory=dict)
    named: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, kind: str, predicate: str) -> float:
        """Return how sure a claim is whose mentions are certain.

        Args:
            kind: What found it: "verb", "noun" (an event noun), "construction", "link", "number" (a measure)
                or "learnt" (what only the classifier sees).
            predicate: Its relation or measure.

        >>> Confidence({"verb": 0.8}, {"uses": {"verb": 0.6}}).of("verb", "uses"), Confidence().of("link", "uses")
        (0.6, 0.7)
        """
        return self.named.get(predicate, {}).get(kind, self.kinds.get(kind, UNKNOWN))

    def claim(self, kind: str, predicate: str, mentions: float) -> float:
        """Return how sure a claim is whose less sure mention has a confidence.

        >>> Confidence({"verb": 0.8}).claim("verb", "uses", 0.64)
        0.64
        """
        return round(self.of(kind, predicate) * math.pow(mentions, SOFTENED), 2)


def read_confidence(ontology: Ontology) -> Confidence:
    """Take the table out of an ontology; without one, every claim is as sure as another."""
    table = ontology.frames.get("confidence") or {}
    return Confidence(table.get("kinds", {}), {**table.get("relations", {}), **table.get("measures", {})})
