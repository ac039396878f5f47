"""Which names a relation may join: by their classes, and by what a frame wants of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.frames import Frame
from kg.model import Mention
from kg.ontology import Ontology

THINGS = frozenset(("Product",))
AMONG_LIKES = frozenset(("outperforms", "competesWith", "comparableTo"))
# Parties do these; a court judges.
_OF_PARTIES = frozenset(("sues", "accuses"))
_COURTS = ("법원", "지법", "고법", "대법", "재판소", "헌재", "무역위원회", "무역위", "ITC", "심판원")
_STATE_BODY = "GovernmentBody"
_ANY: frozenset[str] = frozenset()
# Between these classes news does not say it, though others of their branches do it: a firm brings a thing out, who
# speaks for the firm does not; who asks people about a party does not look into it. Empty: any.
_UNSAID: Mapping[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {
    "investigates": ((frozenset(("ResearchInstitute",)), frozenset(("Organization", "Person"))),),
    "orders": ((frozenset(("Person",)), _ANY),),
    "released": ((frozenset(("Person",)), THINGS),),
    "restricts": ((_ANY, frozenset(("Policy",))),),
    "supports": ((_ANY, THINGS),),
    "uses": ((frozenset(("Person",)), _ANY),),
}
# What a country may do with a whole field ("중국은 AI를 육성한다").
_AS_A_WHOLE = frozenset(("developed", "supports", "investsIn"))


def sayable(ontology: Ontology, relation: str, a: str, b: str) -> bool:
    """Whether news says a relation between two classes, of those that the vocabulary lets it join.

    Args:
        ontology: Which classes stand under which.
        relation: The relation.
        a: The class of its subject.
        b: The class of its object.
    """
    return not any(
        (not subjects or ontology.is_any(a, subjects)) and (not objects or ontology.is_any(b, objects))
        for subjects, objects in _UNSAID.get(relation, ())
    )


@dataclass(frozen=True)
class Fitting:
    """Holds names against what relations and frames may join.

    Args:
        ontology: Which classes stand under which, and what each relation joins.
        too_general: Entities of which nothing is claimed: a whole field, not a thing.
    """

    ontology: Ontology
    too_general: Collection[str]

    def is_any(self, m: Mention, classes: frozenset[str]) -> bool:
        """Whether a mention is of one of some classes, or of one under them."""
        return self.ontology.is_any(m.cls, classes)

    def are_things(self, mentions: Sequence[Mention]) -> bool:
        """Whether all mentions are things."""
        return all(self.is_any(m, THINGS) for m in mentions)

    def may_be_object(self, m: Mention, frame: Frame) -> bool:
        """Whether a mention is of the class and kind that a frame wants of its object."""
        if frame.only_object and not self.is_any(m, frame.only_object):
            return False
        if frame.object_is and m.common != (frame.object_is == "category"):
            return False
        return not self.is_any(m, frame.not_object)

    def may_pair(self, frame: Frame, m: Mention) -> bool:
        """Whether a mention can be one of two that a relation joins ("A·B, AI 협력": AI cannot)."""
        return self.ontology.allows(frame.relation, m.cls, m.cls) or m.cls == "Country"

    def as_wanted(self, frame: Frame, together: Sequence[Mention]) -> bool:
        """Whether all that a frame joins among themselves are of the classes that it wants."""
        return not frame.only_subject or all(self.is_any(m, frame.only_subject) for m in together)

    def allowed(self, relation: str, a: Mention, b: Mention) -> bool:
        """Whether a relation may join two mentions."""
        general = self.too_general
        if a.entity in general or (b.entity in general and (a.cls != "Country" or relation not in _AS_A_WHOLE)):
            return False
        if relation in AMONG_LIKES and (a.cls == "Country") != (b.cls == "Country"):
            return False  # a country is measured against countries
        if relation in AMONG_LIKES and (a.cls == _STATE_BODY) != (b.cls == _STATE_BODY):
            return False  # and a court is nobody's rival
        if not sayable(self.ontology, relation, a.cls, b.cls):
            return False
        return a.entity != b.entity and self.ontology.allows(relation, a.cls, b.cls)

    def pairs(
        self, frame: Frame, subjects: Sequence[Mention], objects: Sequence[Mention]
    ) -> list[tuple[Mention, Mention]]:
        """Subjects with objects, each pair that a frame's relation may join: no name with one within it."""
        others = [b for b in objects if b not in subjects]
        if frame.relation in _OF_PARTIES:
            subjects, others = ([m for m in x if not m.surface.endswith(_COURTS)] for x in (subjects, others))
        apart = ((a, b) for a in subjects for b in others if not a.span.overlaps(b.span))
        return [(a, b) for a, b in apart if self.allowed(frame.relation, a, b)]
