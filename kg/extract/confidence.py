"""How sure a claim is by what found it and what it says: the table of frames/confidence.yaml, measured, not guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.ontology import Ontology

KINDS = ("verb", "noun", "construction", "link", "measure")
UNKNOWN = 0.7  # where the table says nothing


@dataclass(frozen=True)
class Confidence:
    """Base confidences, 0 to 1; the confidence of the mentions concerned is multiplied in.

    Attributes:
        kinds: By what found a claim.
        named: By relation or measure, then by kind, where enough claims were counted.
    """

    kinds: Mapping[str, float] = field(default_factory=dict)
    named: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, kind: str, predicate: str) -> float:
        """Return how sure a claim is.

        Args:
            kind: What found it: "verb", "noun" (an event noun), "construction", "link" or "measure".
            predicate: Its relation or measure.

        >>> Confidence({"verb": 0.8}, {"uses": {"verb": 0.6}}).of("verb", "uses"), Confidence().of("link", "uses")
        (0.6, 0.7)
        """
        return self.named.get(predicate, {}).get(kind, self.kinds.get(kind, UNKNOWN))


def read_confidence(ontology: Ontology) -> Confidence:
    """Take the table out of an ontology; without one, every claim is as sure as another."""
    table = ontology.frames.get("confidence") or {}
    return Confidence(table.get("kinds", {}), {**table.get("relations", {}), **table.get("measures", {})})
