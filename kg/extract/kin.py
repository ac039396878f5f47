"""What role nouns say of the names around them: B는 A의 자회사다, A의 고객사인 B, A를 투자자로 둔 B, B 등 중국 기업.

A role noun has an owner (whose role it is: A) and a holder (who has it: B). Which relation it says depends on the noun
and on the classes of both; frames/links.yaml lists them. Titles are role nouns of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.extract.role_holders import RoleHolders
from kg.extract.role_nouns import Found, Role
from kg.extract.role_owners import RoleOwners
from kg.extract.scene import Link, Scene
from kg.model import Mention, Qualifier, Span
from kg.text.typography import without_asides

_ORIGIN = "출신"


class Kin(RoleHolders, RoleOwners):
    """Reads role nouns.

    Args:
        raw: frames/links.yaml.
        cues: Class nouns and titles.
        ontology: Which classes stand under which.
    """

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield what the role nouns of a sentence say; the same pair may come twice."""
        for k, word in enumerate(scene.syntax.words):
            start, end = word.core
            if start < end and scene.text[end - 1] in self.endings:  # what every role noun ends in
                found = self._found(scene, k)
                if found is not None:
                    yield from self._said(scene, found)

    def _told_of(self, scene: Scene, at: int) -> bool:
        """Whether a copula says of its subjects what they are to whom the text is about ("A와 B가 경쟁자다")."""
        own = [p for p in scene.syntax.arguments(at) if p.slot in ("SBJ", "TOP")]
        return scene.syntax.words[at].stem.endswith("이다") and [p.slot for p in own] == ["SBJ"]

    def _lists(self, scene: Scene, found: Found, at: int) -> bool:
        """Whether a clause lists who has a role with whom the text is about ("주요 투자자로는 A와 B가 있다")."""
        particle = scene.syntax.words[found.last].particle
        return particle in ("로는", "으로는") and scene.syntax.words[at].stem in ("있다", "꼽히다")

    def _said(self, scene: Scene, found: Found) -> Iterator[Link]:
        trigger = scene.syntax.words[found.first].core
        listed = self._listed(scene, found)
        holders, owners, at = (listed[0], (), -1) if listed else self._holders(scene, found)
        if not holders:
            return
        for role in found.readings:
            if "Person" in role.holders and "Person" not in role.owners and self._named_inside(scene, found):
                continue  # "제프 베이조스 아마존 창업자": Posts reads it
            fit = [h for h in holders if self._is(h, role.holders)]
            founders = self._founders(scene, found, role, owners) if role.joint else ()
            if founders and fit:
                for h in fit:
                    ends = ((h, a) if role.subject == "holder" else (a, h) for a in founders if a.entity != h.entity)
                    yield from (Link(role.relation, a, b, trigger, (), at) for a, b in ends)
                return
            owner = self._owner(scene, found, role, {h.cls for h in fit}, listed[1] if listed else None)
            if owner is None and not role.strict and len({o.entity for o in owners}) == 1:
                owner = next((o for o in owners if self._is(o, role.owners)), None)
            brands = listed is not None and found.noun.endswith("브랜드")  # a shop's brands are not its own
            implied = (
                role.relation in self.implied and found.noun not in self.unowned and not self._a_kind(scene, found)
            )
            listing = at < 0 or (role.relation == "investsIn" and self._lists(scene, found, at))
            if owner is None and fit and listing and implied and not (role.strict or brands):
                owner = self._implied(scene, found, role, fit)
            called = self._called(scene, at) or (at >= 0 and self._told_of(scene, at))
            if owner is None and fit and role.relation == "competesWith" and called:
                owner = self._implied(scene, found, role, fit)
            if owner is None and fit and at < 0 and found.noun in self.agencies:
                owner = self._artist(scene, found)
            if owner is None and at >= 0 and role.relation in self.mutual and _joined(fit):
                yield from self._each_other(scene, role, fit, trigger, at)
                return
            if owner is None or all(h.entity == owner.entity for h in fit):
                continue
            said = self._past(scene, found, role, owner)
            if said is None:
                return
            qualifiers = self._qualifiers(scene, found, said, owner, at)
            owned = self._owners(scene, found, said, owner, fit)
            pairs = [(h, each) for each in owned for h in fit if h.entity != each.entity]
            for holder, each in scene.syntax.shared(pairs, found.first) if scene.syntax.each else pairs:
                a, b = (holder, each) if said.subject == "holder" else (each, holder)
                yield Link(said.relation, a, b, trigger, qualifiers, at)
            return

    def _each_other(
        self, scene: Scene, role: Role, holders: Sequence[Mention], trigger: Span, at: int
    ) -> Iterator[Link]:
        """A와 B는 맞수다: each is the other's."""
        slots = {p.slot for p in scene.syntax.arguments(at)}
        called = scene.syntax.words[at].stem.endswith("이다")
        if not called or "TOP" not in slots or slots & {"COM", "GEN", "DAT", "SBJ"}:
            return  # "A와 B가 경쟁자다": whose, the sentence before says
        for a, b in combinations(holders, 2):
            if a.entity != b.entity:
                yield Link(role.relation, a, b, trigger, (), at)

    def _past(self, scene: Scene, found: Found, role: Role, owner: Mention) -> Role | None:
        """토스뱅크 대표 출신인 A: who comes from a post held it; from what else there is, one only comes."""
        if found.noun != _ORIGIN:
            return role
        between = without_asides(scene.text[owner.span.end : scene.syntax.words[found.first].span.start])
        job = between.split()[-1] if between.split() else ""
        if not job:
            return role
        return self.post if self.cues.title(job) or job in self.jobs else None

    def _named_inside(self, scene: Scene, found: Found) -> bool:
        """Whether a person's name stands in the noun's phrase before it."""
        phrase = scene.syntax.phrase_at(found.first)
        end = scene.syntax.words[found.first].core.start
        return phrase is not None and any(m.cls == "Person" and m.span.end <= end for m in phrase.inner)

    def _qualifiers(self, scene: Scene, found: Found, role: Role, owner: Mention, at: int) -> tuple[Qualifier, ...]:
        if not role.titled:
            return ()
        if found.noun == _ORIGIN:
            return (Qualifier("role", self.cues.was(scene.syntax.words[found.first - 1].core_form)),)
        head = scene.syntax.words[at]
        if at >= 0 and (head.noun or head.stem) in self.verbs["held"]:
            return (Qualifier("role", self.cues.was(found.noun)),)
        words = scene.syntax.words[max(0, scene.syntax.parsed.eojeol_at(owner.span.start) - 1) : found.first]
        former = [w for w in (word.span.of(scene.text) for word in words) if w in self.cues.former]
        return (Qualifier("role", " ".join((*former[:1], found.noun))),)


def _joined(holders: Sequence[Mention]) -> bool:
    """Whether more than one holds a role."""
    return len({m.entity for m in holders}) > 1
