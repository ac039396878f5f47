"""Whose role it is: the name before a role noun, else whom its clause or the text is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.role_nouns import Found, Role, RoleNouns
from kg.extract.scene import Scene
from kg.extract.syntax import Syntax
from kg.model import Mention
from kg.text.typography import without_asides

_LISTED = 4  # eojeols before a role noun within which a list that it sums up ends
# a body of one of these classes has no unnamed tie to one of another
_BODIES = frozenset(("Company", "GovernmentBody", "ResearchInstitute", "MediaOutlet", "PoliticalParty"))
_OWNED = ("Company", "MediaOutlet", "Software")  # what has a parent
_SOFT = re.compile(r"[‘’“”'\"「」\s]+")
_GROUP = "그룹"


class RoleOwners(RoleNouns):
    """Finds whose roles are."""

    def _owner(self, scene: Scene, found: Found, role: Role, kinds: set[str], after: int | None) -> Mention | None:
        """The nearest name in the noun's phrase before it that may own the role."""
        syntax = scene.syntax
        listed = any(w.span.of(scene.text) == "등" for w in syntax.words[max(0, found.first - _LISTED) : found.first])
        if role is self.origin and syntax.words[found.last].particle == "의" and not listed:
            return None  # "미국 기업의 SMIC 거래": another is meant
        phrase = syntax.phrase_at(found.first)
        first = max(phrase.first if phrase is not None else found.first, after + 1 if after is not None else 0)
        start, end = syntax.words[first].span.start, syntax.words[found.first].core.start
        line = scene.syntax.mentions if role.kinds else scene.named
        for m in reversed([m for m in line if start <= m.span.start and m.span.end <= end]):
            between = "" if role.joint else without_asides(scene.text[m.span.end : end])
            if between.startswith(", ") and m.cls not in ("Country", "Region"):
                return None  # "합작사 A, 자회사 B": what a comma ends owns nothing behind it
            if role is self.version and m.surface.endswith(self.version_ends):
                continue  # "중국용 모델"
            if self._is(m, role.owners):
                return m if self._may_own(m, scene.text[m.span.end : end], found, role, kinds) else None
            if m.cls not in ("Country", "Region"):
                return None
        if role.strict:
            return None
        genitive = [p for p in syntax.phrases if p.slot == "GEN" and p.head in (found.first, found.last)]
        owner = next((m for p in genitive for m in p.fillers if self._is(m, role.owners)), None)
        return owner or (self._same(scene, found, role, kinds) if role.titled else None)

    def _same(self, scene: Scene, found: Found, role: Role, kinds: set[str]) -> Mention | None:
        """Whose the role right before is that the same one has: "가나전자 창업자이자 CEO인 홍길동"."""
        before = scene.syntax.words[found.first - 1] if found.first else None
        if before is None or before.comma or not before.stem.endswith("이다") or not before.ending.endswith("자"):
            return None
        other = self._found(scene, before.index)
        return self._owner(scene, other, role, kinds, None) if other is not None else None

    def _may_own(self, m: Mention, gap: str, found: Found, role: Role, kinds: set[str]) -> bool:
        """Whether a name may own a role, given what stands between them and the classes of its holders."""
        if role.titled and m.cls == "Country" and not found.noun.endswith(self.offices):
            return False
        if gap.startswith(("와 ", "과 ")) and not _suits(m, kinds):
            return False  # "뉴진스와 자회사 어도어"
        if role is self.version and "의 " not in gap:
            return False  # "H100 고성능 칩" is an H100
        return not role.strict or self._known(gap, role)

    def _known(self, gap: str, role: Role) -> bool:
        """Whether the words between owner and class noun leave its sense alone ("스웨덴의 배터리 제조업체")."""
        words = [w.removesuffix("의") for w in _SOFT.split(without_asides(gap)) if w not in ("의", "계")]
        if role.relation == "developed" and not gap.lstrip("’”").startswith("의 "):
            return False
        return all(w in self.between or self.cues.class_of(w) or w in self.cues.former for w in words if w)

    def _implied(self, scene: Scene, found: Found, role: Role, holders: Sequence[Mention]) -> Mention | None:
        """Whose role it is where the phrase does not say: the clause's subject, else what the text is about."""
        mine = {h.entity for h in holders}
        syntax = scene.syntax
        owned = (role.relation, role.subject) == ("ownedBy", "holder")
        grouped = owned and (found.noun in self.kindred or not self._led(scene, found))
        group = self._group(scene, holders) if grouped else None
        if group is not None:
            return group
        if role.relation == "investsIn" and scene.raiser is not None and scene.raiser.entity not in mine:
            return scene.raiser
        companion = self._companion(scene, found, role)
        if companion is not None and companion.entity not in mine:
            return companion
        before = [p.fillers for p in syntax.phrases if p.slot in ("TOP", "SBJ") and p.last < found.first and p.fillers]
        behind = [p.fillers for p in syntax.phrases if p.slot == "TOP" and p.first > found.last and p.fillers][:1]
        rival = role.relation == "competesWith"
        if rival and len(mine) > 1:  # "A와 B가 경쟁자로 꼽힌다"
            before = [fillers for fillers in before if {m.entity for m in fillers} != mine]
        behind = [fillers for fillers in behind if not mine.intersection(m.entity for m in fillers)]
        kinds = {h.cls for h in holders}
        # "최대주주 A" is of what the text is about, "실리콘밸리의 이름난 투자자 A" is somebody's already
        told = any(w.particle == "의" for w in syntax.words[max(0, found.first - 3) : found.first])
        topic: tuple[Mention, ...] = ()
        owners = _OWNED if found.noun in self.parents else role.owners
        if (role.subject == "holder" or self._served(found, role)) and not told:
            meant = scene.salience.foremost(
                lambda m: _suits(m, kinds) and self._is(m, owners) and m.entity not in mine,
                (),
                scene.topic if role.subject == "holder" else (),
            )
            topic = (meant,) if meant is not None else ()
        if self._of_a_stranger(syntax, found):
            return None
        if role.relation == "founded" and (self._named_before(scene, found) or self._hired(scene, holders)):
            return None
        for fillers in (*before[-1:], *(behind if rival else ()), topic):
            if len({m.entity for m in fillers}) > 1:
                return None
            own: Mention | None = next((m for m in fillers if m.entity in mine and self._is(m, role.owners)), None)
            if own is not None and len(mine) > 1:
                return own  # "A는 B와 A 등 계열사에": of the others
            alike = (m for m in fillers if _suits(m, kinds) or owners is _OWNED)
            owner: Mention | None = next((m for m in alike if self._is(m, owners) and m.entity not in mine), None)
            if owner is not None:
                return owner
        return None

    def _led(self, scene: Scene, found: Found) -> bool:
        """Whether a firm is its clause's subject, whose own is meant ("A텔레콤은 자회사인 A브로드밴드와")."""
        subjects = scene.subject_before(found.first)
        return bool(subjects) and all(m.cls == "Company" for m in subjects)

    def _hired(self, scene: Scene, holders: Sequence[Mention]) -> bool:
        """Whether a clause takes somebody on, who comes from elsewhere then ("창업자 A를 영입했다")."""
        syntax = scene.syntax
        taken = (p for p in syntax.phrases if p.slot == "OBJ" and p.head >= 0 and set(p.fillers).intersection(holders))
        return any((syntax.words[p.head].noun or syntax.words[p.head].stem) in self.verbs["hire"] for p in taken)

    def _artist(self, scene: Scene, found: Found) -> Mention | None:
        """Whose agency is meant: the clause's subject's, else the topic's behind it ("소속사 A에 따르면 B는")."""
        phrases = [p for p in scene.syntax.phrases if p.slot in ("TOP", "SBJ")]
        before = [p.fillers or p.inner[-1:] for p in phrases if p.last < found.first]
        behind = [p.fillers for p in phrases if p.slot == "TOP" and p.first > found.last]
        lines = [line for line in (*before[::-1][:1], *behind[:1], scene.topic) if line]
        own = lines[0] if lines else ()
        return own[0] if len(own) == 1 and own[0].cls == "Person" else None

    def _group(self, scene: Scene, holders: Sequence[Mention]) -> Mention | None:
        """The group of the text that holders are named after ("SK텔레콤, SK가스 등 계열사" are of SK그룹)."""
        names = [h.surface for h in holders]

        def shared(m: Mention) -> bool:
            stem = m.surface.removesuffix(_GROUP)
            return stem != m.surface and all(name != m.surface and name.startswith(stem) for name in names)

        return scene.salience.foremost(shared, (), ())

    def _a_kind(self, scene: Scene, found: Found) -> bool:
        """Whether a role noun is only what a firm does for a living ("아랍에미리트 기술 투자사 A"; "기존 투자사 A")."""
        before = scene.syntax.words[found.first - 1] if found.first else None
        bare = before is not None and not (before.particles or before.stem or before.comma)
        return found.noun in self.trades and bare and before is not None and before.core_form not in self.terms

    def _served(self, found: Found, role: Role) -> bool:
        """Whether customers or a parent are whose the text is about ("애플, 구글 등 고객사들은", "모회사인 A는")."""
        return found.noun in (self.customers if role.relation == "supplies" else self.parents)

    def _companion(self, scene: Scene, found: Found, role: Role) -> Mention | None:
        """Whose parent is named beside it ("한빛톡과 모회사 한빛전자")."""
        start = scene.syntax.words[found.first].span.start
        beside = (m for m in scene.named if scene.text[m.span.end : start] in ("와 ", "과 "))
        return next((m for m in beside if found.noun in self.parents and self._is(m, role.owners)), None)

    def _named_before(self, scene: Scene, found: Found) -> bool:
        """Whether a name stands right before a role noun: it is of that one, and nobody else's ("틱톡 창업자")."""
        start = scene.syntax.words[found.first].span.start
        return any(scene.text[m.span.end : start] in (" ", "의 ") for m in scene.syntax.mentions if m.span.end < start)

    def _of_a_stranger(self, syntax: Syntax, found: Found) -> bool:
        """Whether a proper noun of which no name was made owns the role ("교원조합의 자회사인 A")."""
        word = syntax.words[found.first - 1] if found.first else None
        if word is None or word.particle != "의" or any(m.span.overlaps(word.core) for m in syntax.mentions):
            return False
        return any(x.tag == "NNP" for x in word.morphemes)

    def _founders(self, scene: Scene, found: Found, role: Role, owners: Sequence[Mention]) -> Sequence[Mention]:
        """The two or more who found together what a clause describes ("[A가 B와 함께 세운] 합작법인 C")."""
        syntax, phrase = scene.syntax, scene.syntax.phrase_at(found.last)
        last = phrase.last if phrase is not None else found.last
        clauses = [
            w.index for w in syntax.words[: found.first]
            if w.ending_tag == "ETM" and (w.noun or w.stem) in self.verbs["found"]
            and found.first <= syntax.governor(w.index) <= last
        ]  # fmt: skip
        named = [*owners, *(m for at in clauses for m in scene.roles.agent(at))]
        beside = [m for at in clauses for p in syntax.arguments(at) if p.slot == "COM" for m in p.fillers]
        start = syntax.words[found.first].core.start
        if not clauses and phrase is not None and all(m.span.start > start for m in phrase.inner):
            named += scene.subject_before(found.first)  # "두 회사는 합작법인 C의 공장을 짓는다"
        both = {m.entity: m for m in [*named, *beside] if self._is(m, role.owners)}
        return tuple(both.values()) if len(both) > 1 else ()

    def _owners(
        self, scene: Scene, found: Found, role: Role, owner: Mention, fit: Sequence[Mention]
    ) -> Sequence[Mention]:
        """Who shares a role with its owner: all who are listed, and the subject of "B와의 합작사 C"."""
        if not role.joint:
            shared = scene.joined(owner, forward=False) if scene.syntax.each else []
            return shared if len(shared) == len(fit) > 1 else (owner,)  # "X와 Y는 각각 A와 B의 자회사다"
        phrase = scene.syntax.phrase_at(found.last)
        beside = scene.syntax.arguments(phrase.head) if phrase is not None and phrase.head >= 0 else []
        partners = [m for p in beside if p.slot == "COM" for m in p.fillers if self._is(m, role.owners)]
        listed = [*scene.joined(owner, forward=False), *partners]
        if not re.match(r"(?:\([^)]*\))?[과와]의? ", scene.text[owner.span.end : owner.span.end + 30]):
            return listed
        other = self._implied(scene, found, role, fit)
        return (*listed, other) if other is not None else listed


def _suits(m: Mention, kinds: set[str]) -> bool:
    """Whether a name is of one of some classes, where these are bodies that have no unnamed tie to others."""
    return m.cls in kinds or not kinds & _BODIES
