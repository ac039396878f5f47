"""Who has a role: the names that a role noun sums up, introduces or is said of."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.role_nouns import Found, RoleNouns
from kg.extract.scene import Scene
from kg.extract.syntax import Phrase
from kg.model import Mention
from kg.text.typography import without_asides

_REACH = 24  # code points that may stand between a role noun and the name that holds the role
_NAMED_TO = ("succeeds", "restricts", "investigates")  # "후임에 선임됐다", "조사 대상에 올랐다"
_PASSIVE = ("히다", "되다", "리다", "지다", "받다")
_ATTRIBUTES = ("산하", "소속", "직속")  # they describe the next name, of a list with commas only that one
_NOBODY: tuple[list[Mention], tuple[Mention, ...], int] = ([], (), -1)
_GOING = "중"  # "활약 중인"


class RoleHolders(RoleNouns):
    """Finds who has roles."""

    def _holders(self, scene: Scene, found: Found) -> tuple[list[Mention], tuple[Mention, ...], int]:
        """Who holds the role, who else may own it, and the eojeol whose voice says so (-1: taken for granted)."""
        syntax = scene.syntax
        word = syntax.words[found.last]
        phrase = syntax.phrase_at(found.last)
        if word.stem.endswith("이다"):
            return self._copular(scene, found)
        if word.stem or phrase is None:
            return _NOBODY
        if self._becoming(scene, found, phrase):
            return self._becomes(scene, found, phrase.head)
        if (not word.particles and not word.comma) or (word.particles == ("의",) and phrase.last > found.last):
            behind = self._named_behind(scene, found, found.last)
            if _seated(found, behind):
                return _NOBODY
            if found.noun in _ATTRIBUTES and len(behind) > 1 and scene.gap(behind[0], behind[1]).startswith(","):
                behind = behind[:1]  # "알파벳 산하 구글, 메타의 제품"
            return behind, (), -1
        if phrase.last != found.last:
            return _NOBODY
        return self._governed(scene, found, phrase)

    def _copular(self, scene: Scene, found: Found) -> tuple[list[Mention], tuple[Mention, ...], int]:
        """A의 자회사인 B, B는 A의 자회사다, A의 자회사이자 C의 경쟁사인 B."""
        arguments = scene.syntax.arguments(found.last)
        end = self._described(scene, found.last)
        if end >= 0:
            owned = any(r.relation == "ownedBy" and r.subject == "holder" for r in found.readings)
            near = [p for p in arguments if p.slot == "SBJ" and not self._between(scene, p, found) and not owned]
            own = [m for p in near for m in p.fillers]  # "소프트뱅크가 대주주인 Arm"
            behind = self._named_behind(scene, found, end)
            if _seated(found, behind):
                return _NOBODY
            if found.noun in self.single:
                behind = behind[:1]  # "틱톡의 모회사인 바이트댄스와 바이두": a firm has one
            return (own, tuple(behind), -1) if own else (behind, (), -1)
        holders, topics = self._contrasted(scene, found, arguments)
        if holders and topics:
            return list(holders), topics, found.last
        if any(p.slot in ("TOP", "SBJ") for p in arguments) or scene.subject_before(found.last):
            return list(scene.roles.agent(found.last)), (), found.last
        return list(scene.topic), (), found.last

    def _between(self, scene: Scene, phrase: Phrase, found: Found) -> bool:
        """Whether a name stands between a subject and a role noun: it is of another clause ("A가 B, 주주인 C와")."""
        words = scene.syntax.words
        start, end = words[phrase.last].span.end, words[found.first].span.start
        return any(start <= m.span.start and m.span.end <= end for m in scene.named)

    def _contrasted(
        self, scene: Scene, found: Found, arguments: Sequence[Phrase]
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """B는 A가 최대주주다, B는 A가 지분 27%를 쥔 최대주주다: who holds the role, and whose it is."""
        syntax = scene.syntax
        clauses = [
            w.index
            for w in syntax.words[: found.first]
            if w.stem and w.ending_tag == "ETM" and found.first <= syntax.governor(w.index) <= found.last
        ]
        inner = [p for at in clauses for p in syntax.arguments(at)]
        own = next((p for p in (*arguments, *inner) if p.slot == "SBJ" and p.fillers and p.last < found.first), None)
        if own is None:
            return (), ()
        topic = next((p for p in syntax.phrases if p.slot == "TOP" and p.fillers and p.last < own.first), None)
        owned = any(r.relation == "ownedBy" and r.subject == "holder" for r in found.readings)
        if owned and topic is not None and own in inner and own not in arguments:
            return topic.fillers, own.fillers  # "A는 [B가 만든] 브랜드다"
        return own.fillers, topic.fillers if topic is not None else ()

    def _described(self, scene: Scene, at: int) -> int:
        """The adnominal eojeol that a copula ends in ("자회사인", "투자자이기도 한", "자회사이자 모태인"), or -1."""
        word = scene.syntax.words[at]
        nxt = scene.syntax.words[at + 1] if at + 1 < len(scene.syntax.words) else None
        if word.ending_tag == "ETM":
            return at
        if nxt is not None and nxt.stem == "하다" and nxt.ending_tag == "ETM":
            return nxt.index
        return scene.in_verb_chain(at) if word.ending.endswith(("자", "며", "고", "면서")) else -1

    def _governed(self, scene: Scene, found: Found, phrase: Phrase) -> tuple[list[Mention], tuple[Mention, ...], int]:
        """A를 자회사로 둔 B, A의 모회사는 B다, B가 A 대표에 올랐다, A 대표를 지낸 B."""
        syntax, at = scene.syntax, phrase.head
        if (
            phrase.slot == "DAT"
            and scene.syntax.parsed.sentence.kind == "headline"
            and all(r.titled for r in found.readings)
        ):
            return self._next(scene, found.last), (), -1  # a headline: "A 총리에 B"
        if at < 0:
            return _NOBODY
        if phrase.slot in ("TOP", "SBJ"):
            return self._equated(scene, phrase)
        if phrase.slot == "INS" and self._called(scene, at) and self._rival(found):
            own = [p for p in syntax.arguments(at) if p.slot in ("SBJ", "TOP") and p.fillers]
            verb = syntax.words[at]
            if not own and verb.ending_tag == "ETM" and verb.stem.endswith(_PASSIVE):
                return self._next(scene, at, rivals=True), (), at  # "A는 B의 대항마로 꼽히는 C 지분을 샀다"
            if not own:
                return list(scene.subject_before(found.first) or self._agent(scene, at)), scene.roles.relative(at), at
            return [m for p in own for m in p.fillers], (), at
        if phrase.slot == "INS" and (syntax.words[found.last].comma or self._on_the_way(scene, found, phrase)):
            return list(scene.subject_before(found.first)), (), found.last
        titled = all(r.titled for r in found.readings)
        head = syntax.words[at]
        wanted = self.verbs["hold" if phrase.slot == "OBJ" else "appoint"]
        act = head.noun or head.stem
        if act == _GOING:
            act = syntax.words[at - 1].core_form  # "해설위원으로 활약 중인"
        if not head.stem or (titled and act not in wanted):
            return _NOBODY
        named = titled or any(r.relation in _NAMED_TO for r in found.readings)  # "A의 후임에 B를 선임했다"
        if phrase.slot in ("INS", "AS") or (named and phrase.slot == "DAT" and act in wanted):
            verbs = scene.with_auxiliary(at)
            given = [p for v in verbs for p in syntax.arguments(v) if p.slot == "OBJ"]
            agent = self._dismissed(scene, at) or self._agent(scene, at)
            at_once = self._right_behind(scene, found.last) if phrase.slot == "DAT" else []
            if at_once or given:
                return at_once or [m for p in given for m in p.fillers], agent, at
            return list(agent), scene.roles.relative(at), at
        if titled and phrase.slot == "OBJ":
            return list(self._agent(scene, at)), (), at
        return _NOBODY

    def _on_the_way(self, scene: Scene, found: Found, phrase: Phrase) -> bool:
        """Whether a clause only tells whose somebody is and goes on ("A는 B의 자회사로 차량 부품을 만든다").

        Another body that the verb acts on is the one that is to be it ("A는 B의 자회사로 C를 세웠다").
        """
        beside = [p for p in scene.syntax.arguments(phrase.head) if p is not phrase]
        acted = (m for p in beside if p.slot == "OBJ" for m in p.inner)
        other = any(scene.syntax.grammar.branch(m.cls) == "Organization" for m in acted)
        owned = any(r.relation in ("ownedBy", "partOf") for r in found.readings)
        named = any(p.slot == "TOP" and p.fillers and p.last < phrase.first for p in beside)
        return owned and found.noun.endswith(self.bodies) and named and not other and phrase.last + 1 < phrase.head

    def _right_behind(self, scene: Scene, at: int) -> list[Mention]:
        """Who is named right behind the post that he gets ("장관에는 [홍길동] 교수, 차관에는 ... 내정했다")."""
        start = scene.syntax.words[at].span.end
        return [m for m in scene.proper if m.cls == "Person" and scene.text[start : m.span.start] == " "][:1]

    def _dismissed(self, scene: Scene, at: int) -> tuple[Mention, ...]:
        """Whose post is given to another: "A는 [B를 해임하고] 후임에 C를 지명했다"."""
        words, syntax = scene.syntax.words[:at], scene.syntax
        out = [w.index for w in words if w.stem and (w.noun or w.stem) in self.dismiss]
        gone = [m for k in out for p in syntax.arguments(k) if p.slot == "OBJ" for m in p.fillers]
        return tuple(m for m in gone if m.cls == "Person")

    def _becoming(self, scene: Scene, found: Found, phrase: Phrase) -> bool:
        """Whether a noun says what somebody becomes ("A의 회원국이 됐다", in a headline "A 회원국 됐다")."""
        become = phrase.head == found.last + 1 and scene.syntax.words[phrase.head].stem == "되다"
        return become and phrase.last == found.last and phrase.slot in ("SBJ", "BARE")

    def _becomes(self, scene: Scene, found: Found, at: int) -> tuple[list[Mention], tuple[Mention, ...], int]:
        if scene.syntax.words[at].ending_tag == "ETM":
            return list(scene.roles.relative(at)), (), at
        words = scene.syntax.words
        before = [p for p in scene.syntax.phrases if p.slot in ("TOP", "SBJ") and p.last < found.first and p.fillers]
        own = [p for p in before if p.head >= 0 and words[p.head].ending_tag != "ETM"]  # "A는 [B가 빠진] 해에 B의"
        return list(own[-1].fillers if own else scene.subject_before(found.first) or scene.topic), (), at

    def _agent(self, scene: Scene, at: int) -> tuple[Mention, ...]:
        """Who does what a verb says; in a clause without a subject that describes a noun, only that noun."""
        own = any(p.slot in ("SBJ", "TOP") for p in scene.syntax.arguments(at))
        if scene.syntax.words[at].ending_tag == "ETM" and not own:
            return scene.roles.relative(at)
        return scene.roles.agent(at)

    def _equated(self, scene: Scene, phrase: Phrase) -> tuple[list[Mention], tuple[Mention, ...], int]:
        """A의 모회사는 B다; A의 모회사는 B로, ..."""
        syntax = scene.syntax
        other = syntax.phrase_at(phrase.head)
        if other is not None and other.slot == "COP" and other.fillers and phrase.head == other.last:
            return list(other.fillers), (), phrase.head
        following = (
            p for p in syntax.phrases if p.first > phrase.last and p.slot == "INS" and syntax.words[p.last].comma
        )
        nearest = next(following, None)
        if nearest is None or nearest.first > phrase.last + 6:
            return _NOBODY
        return list(nearest.fillers), (), phrase.head

    def _named_behind(self, scene: Scene, found: Found, at: int) -> list[Mention]:
        """Who has a role by standing behind an eojeol: one, or all that share it ("공동창업자 A와 B")."""
        return self._next(
            scene,
            at,
            close=found.noun not in self.shared,
            rivals=self._rival(found),
            things=self._things(found),
            kinds=self._kinds(found),
        )

    def _next(
        self,
        scene: Scene,
        at: int,
        *,
        close: bool = True,
        rivals: bool = False,
        things: bool = False,
        kinds: bool = False,
    ) -> list[Mention]:
        """The name right behind an eojeol, with those listed with it ("자회사인 카카오뱅크와 카카오페이").

        Before a thing its maker is left out ("경쟁 기종인 소니의 플레이스테이션").
        """
        start = scene.syntax.words[at].span.end
        for m in scene.syntax.mentions if kinds else scene.named:
            if m.span.start < start:
                continue
            if m.span.start - start > _REACH:
                break
            modifies = scene.text.startswith((" ", "의 ") if rivals or kinds else " ", m.span.end)
            if modifies and (m.cls in ("Country", "Region") or (things and self._is(m, ("Organization",)))):
                continue  # "자회사인 미국 B", "경쟁사인 일본의 B"
            words = [w for w in scene.syntax.words[at + 1 :] if w.span.end <= m.span.start]
            if any(w.comma or w.particles not in ((), ("의",)) or (w.stem and w.ending_tag != "ETM") for w in words):
                break
            if things and m in scene.named:
                return scene.things(m)
            near, listed = scene.joined(m, close=close and not rivals), scene.joined(m)
            while len(near) < len(listed) and listed[len(near)].surface[:2] == m.surface[:2]:
                near = listed[: len(near) + 1]  # "계열사인 현대모비스와 현대제철"
            while len(near) > 1 and scene.text.startswith("의 ", near[-1].span.end):
                near = near[:-1]  # "구글의 자회사인 딥마인드, 메타의 자회사인 왓츠앱"
            return near
        return []

    def _listed(self, scene: Scene, found: Found) -> tuple[list[Mention], int] | None:
        """Names before 등, 같은 or 비롯한 that the role noun sums up, and the eojeol that does."""
        words = scene.syntax.words
        for j in range(found.first - 1, max(-1, found.first - 7), -1):
            word = words[j]
            adnominal = word.stem in self.verbs["sum"] and word.ending_tag == "ETM"
            if adnominal or (word.core_form == "등" and not word.stem):
                if self._belongs(scene, j, found):
                    return None
                last = [m for m in scene.named if m.span.end <= word.core.start]
                gap = without_asides(scene.text[last[-1].span.end : word.span.start]) if last else ""
                close = bool(last) and not gap.strip(" )’”'\"을를과와")
                return (scene.joined(last[-1], forward=False), j) if close else None
            if word.stem or (word.particles and word.particles != ("의",)):
                return None
        return None

    def _belongs(self, scene: Scene, at: int, found: Found) -> bool:
        """Whether the list rather has the role's holder than is it ("애플, 구글 등 기업들의 공급사")."""
        between = scene.syntax.words[at : found.first]
        generic = [
            w for w in between if w.particles == ("의",) and not any(m.span.overlaps(w.core) for m in scene.named)
        ]
        return bool(generic) and not all(r.strict for r in found.readings)


def _seated(found: Found, behind: Sequence[Mention]) -> bool:
    """Whether who belongs to a body is a member of the party behind ("국회 국방위 소속 가나당 홍길동 의원")."""
    return found.noun in _ATTRIBUTES and bool(behind) and behind[0].cls == "PoliticalParty"
