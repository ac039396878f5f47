"""What role nouns say of the names around them: B는 A의 자회사다, A의 고객사인 B, A를 투자자로 둔 B, B 등 중국 기업.

A role noun has an owner (whose role it is: A) and a holder (who has it: B). Which relation it says depends on the noun
and on the classes of both; frames/links.yaml lists them. Titles are role nouns of people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from kg.extract.scene import Link, Scene
from kg.extract.syntax import Phrase, Syntax
from kg.mentions.cues import Cues
from kg.model import Mention, Qualifier, Span
from kg.ontology import Ontology
from kg.text.typography import without_asides

_REACH = 24  # code points that may stand between a role noun and the name that holds the role
_LISTED = 4  # eojeols before a role noun within which a list that it sums up ends
# a body of one of these classes has no unnamed tie to one of another
_BODIES = frozenset(("Company", "GovernmentBody", "ResearchInstitute", "MediaOutlet", "PoliticalParty"))
_ORIGIN = "출신"
_OWNED = ("Company", "MediaOutlet", "Software")  # what has a parent
_NAMED_TO = ("succeeds", "restricts", "investigates")  # "후임에 선임됐다", "조사 대상에 올랐다"
_PASSIVE = ("히다", "되다", "리다", "지다", "받다")
_SOFT = re.compile(r"[‘’“”'\"「」\s]+")


def _joined(holders: Sequence[Mention]) -> bool:
    """Whether more than one holds a role."""
    return len({m.entity for m in holders}) > 1


def _suits(m: Mention, kinds: set[str]) -> bool:
    """Whether a name is of one of some classes, where these are bodies that have no unnamed tie to others."""
    return m.cls in kinds or not kinds & _BODIES


_GROUP = "그룹"
_ATTRIBUTES = ("산하", "소속", "직속")  # they describe the next name, of a list with commas only that one
_NOBODY: tuple[list[Mention], tuple[Mention, ...], int] = ([], (), -1)


class Role(NamedTuple):
    """One reading of a role noun.

    Attributes:
        subject: Which of the two, "holder" or "owner", is the relation's subject.
        holders: Classes of its holder.
        owners: Classes of its owner.
        strict: Whether only known words may stand between owner and noun.
        titled: Whether the noun is the role that a qualifier names.
        joint: Whether all who are listed own it ("A와 B의 합작사 C").
    """

    relation: str
    subject: str
    holders: tuple[str, ...]
    owners: tuple[str, ...]
    strict: bool = False
    titled: bool = False
    joint: bool = False


@dataclass(frozen=True)
class Found:
    """A role noun in a sentence: its words, from the noun to the one that bears its particle, and its readings."""

    first: int
    last: int
    noun: str
    readings: tuple[Role, ...]


class Kin:
    """Reads role nouns.

    Args:
        raw: frames/links.yaml.
        cues: Class nouns and titles.
        ontology: Which classes stand under which.
    """

    def __init__(self, raw: Mapping[str, Any], cues: Cues, ontology: Ontology) -> None:
        self.cues, self.ontology = cues, ontology
        self.between = frozenset(raw["origin"]["between"])
        self.verbs = {name: frozenset(words) for name, words in raw["role_verbs"].items()}
        self.offices = tuple(raw["offices"])
        self.implied = frozenset(raw["implied"])
        self.jobs = frozenset(raw["jobs"])
        self.customers, self.parents = frozenset(raw["customers"]), frozenset(raw["parents"])
        self.called = frozenset(raw["role_verbs"]["call"])
        self.mutual = frozenset(raw["mutual"])
        self.shared = frozenset(raw["shared"])
        self.dismiss = frozenset(raw["succession"]["dismiss"])
        self.table: dict[str, tuple[Role, ...]] = {}
        for entry in raw["roles"]:
            role = Role(
                entry["relation"],
                entry["subject"],
                tuple(entry["holder"]),
                tuple(entry["owner"]),
                strict=bool(entry.get("strict")),
                joint=bool(entry.get("joint")),
            )
            for noun in entry["nouns"]:
                self.table[noun] = (*self.table.get(noun, ()), role)
        places, makes = tuple(raw["origin"]["subjects"]), tuple(raw["maker"]["objects"])
        self.nationals = frozenset(raw["origin"]["listed"])
        self.post = Role("holdsPosition", "holder", ("Person",), ("Organization", "Country"), titled=True)
        self.origin = Role("basedIn", "holder", places, ("Country", "Region"), strict=True)
        self.make = Role("developed", "owner", makes, ("Organization",), strict=True)
        versions = raw["versions"]
        self.version = Role("variantOf", "holder", ("Product",), ("Product",))
        self.version_words, self.version_ends = frozenset(versions["words"]), tuple(versions["endings"])
        self.alone, self.things = frozenset(versions["alone"]), frozenset(versions["things"])
        self.endings = {
            "들",
            "인",
            *self.version_ends,
            *(w[-1] for w in (*self.table, *self.nationals, *cues.titles, *cues.class_nouns)),
        }
        self._said_by = lru_cache(1 << 14)(self._readings)

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield what the role nouns of a sentence say; the same pair may come twice."""
        for k, word in enumerate(scene.syntax.words):
            start, end = word.core
            if start < end and scene.text[end - 1] in self.endings:  # what every role noun ends in
                found = self._found(scene, k)
                if found is not None:
                    yield from self._said(scene, found)

    # ---- the noun

    def _found(self, scene: Scene, k: int) -> Found | None:
        words = scene.syntax.words
        word = words[k]
        noun = scene.text[word.span.start : word.core.end].lstrip("‘’“”'\"").removesuffix("들")
        before = words[k - 1] if k else None
        bare = before is not None and not (before.particles or before.stem or before.comma)
        joined = before.core_form + noun if before is not None and bare else noun
        if noun.endswith("사인") and not word.particles and noun[:-1] in self.table:
            noun = joined = noun[:-1]  # "합작사인": no autograph
        readings = self._said_by(noun, joined)
        if not readings or (noun not in self.alone and any(m.span.overlaps(word.core) for m in scene.named)):
            return None
        return Found(k, self._bearer(scene, k), noun, readings)

    def _readings(self, noun: str, joined: str) -> tuple[Role, ...]:
        """What a noun may say, by itself or with the bare noun before it."""
        key = self._key(joined) or self._key(noun)
        title = self.cues.title(noun)
        branch = self.ontology.branch(self.cues.class_of(noun))
        return (
            *self.table.get(key, ()),
            *((self.version,) if not key and self._is_version(noun, joined) else ()),
            *((self.post,) if title else ()),
            *((self.origin,) if branch == "Organization" or noun in self.nationals else ()),
            *((self.make,) if branch == "Product" else ()),
        )

    def _is_version(self, noun: str, joined: str) -> bool:
        """Whether a noun calls something a version of a product ("저사양 칩", "중국용 모델", "저가형")."""
        before = joined.removesuffix(noun)
        if noun in self.alone or not before:
            return noun in self.alone
        thing = noun in self.things or self.ontology.branch(self.cues.class_of(noun)) == "Product"
        return thing and (before in self.version_words or before.endswith(self.version_ends))

    def _key(self, noun: str) -> str:
        """The longest end of a noun that the table knows, where what stands before it is a word as well.

        창업투자회사 is a 투자회사, no 자회사.
        """
        ends = (i for i in range(len(noun)) if noun[i:] in self.table and i != 1)
        return next((noun[i:] for i in ends if i == 0 or not noun.startswith("투자", i - 1)), "")

    def _bearer(self, scene: Scene, k: int) -> int:
        """The eojeol that bears the noun's particle: a class noun may follow ("현대차그룹 계열의 방산업체다")."""
        phrase = scene.syntax.phrase_at(k)
        if phrase is None or phrase.last == k:
            return k
        start, last = scene.syntax.words[k].span.end, scene.syntax.words[phrase.last]
        plain = not any(start <= m.span.start < last.core.end for m in scene.named)
        return phrase.last if plain and self.cues.class_of(last.core_form.removesuffix("들")) else k

    # ---- owner and holder

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
            owner = self._owner(scene, found, role, {h.cls for h in fit}, listed[1] if listed else None)
            if owner is None and not role.strict and len({o.entity for o in owners}) == 1:
                owner = next((o for o in owners if self._is(o, role.owners)), None)
            brands = listed is not None and found.noun.endswith("브랜드")  # a shop's brands are not its own
            if owner is None and fit and at < 0 and role.relation in self.implied and not (role.strict or brands):
                owner = self._implied(scene, found, role, fit)
            if owner is None and fit and role.relation == "competesWith" and self._called(scene, at):
                owner = self._implied(scene, found, role, fit)
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

    def _called(self, scene: Scene, at: int) -> bool:
        """Whether a verb says what somebody is called ("A가 경쟁자로 꼽힌다")."""
        word = scene.syntax.words[at]
        return at >= 0 and (word.noun or word.stem) in self.called

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

    def _named_inside(self, scene: Scene, found: Found) -> bool:
        """Whether a person's name stands in the noun's phrase before it."""
        phrase = scene.syntax.phrase_at(found.first)
        end = scene.syntax.words[found.first].core.start
        return phrase is not None and any(m.cls == "Person" and m.span.end <= end for m in phrase.inner)

    def _is(self, m: Mention, classes: Sequence[str]) -> bool:
        return any(self.ontology.is_a(m.cls, c) for c in classes)

    def _qualifiers(self, scene: Scene, found: Found, role: Role, owner: Mention, at: int) -> tuple[Qualifier, ...]:
        if not role.titled:
            return ()
        if found.noun == _ORIGIN:
            return (Qualifier("role", f"전 {scene.syntax.words[found.first - 1].core_form}"),)
        head = scene.syntax.words[at]
        if at >= 0 and (head.noun or head.stem) in self.verbs["held"]:
            return (Qualifier("role", f"전 {found.noun}"),)
        words = scene.syntax.words[max(0, scene.syntax.parsed.eojeol_at(owner.span.start) - 1) : found.first]
        former = [w for w in (word.span.of(scene.text) for word in words) if w in self.cues.former]
        return (Qualifier("role", " ".join((*former[:1], found.noun))),)

    def _owner(self, scene: Scene, found: Found, role: Role, kinds: set[str], after: int | None) -> Mention | None:
        """The nearest name in the noun's phrase before it that may own the role."""
        syntax = scene.syntax
        listed = any(w.span.of(scene.text) == "등" for w in syntax.words[max(0, found.first - _LISTED) : found.first])
        if role is self.origin and syntax.words[found.last].particle == "의" and not listed:
            return None  # "미국 기업의 SMIC 거래": another is meant
        phrase = syntax.phrase_at(found.first)
        first = max(phrase.first if phrase is not None else found.first, after + 1 if after is not None else 0)
        start, end = syntax.words[first].span.start, syntax.words[found.first].core.start
        for m in reversed([m for m in scene.named if start <= m.span.start and m.span.end <= end]):
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
        return next((m for p in genitive for m in p.fillers if self._is(m, role.owners)), None)

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
        group = self._group(scene, holders) if (role.relation, role.subject) == ("ownedBy", "holder") else None
        if group is not None:
            return group
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
        if self._of_a_stranger(syntax, found) or (role.relation == "founded" and self._named_before(scene, found)):
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

    def _group(self, scene: Scene, holders: Sequence[Mention]) -> Mention | None:
        """The group of the text that holders are named after ("SK텔레콤, SK가스 등 계열사" are of SK그룹)."""
        names = [h.surface for h in holders]

        def shared(m: Mention) -> bool:
            stem = m.surface.removesuffix(_GROUP)
            return stem != m.surface and all(name != m.surface and name.startswith(stem) for name in names)

        return scene.salience.foremost(shared, (), ())

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
            together = found.noun in self.shared  # "공동창업자 A와 B"
            behind = self._next(
                scene, found.last, close=not together, rivals=self._rival(found), things=self._things(found)
            )
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
            own = [m for p in arguments if p.slot == "SBJ" for m in p.fillers]  # "소프트뱅크가 대주주인 Arm"
            together = found.noun in self.shared
            behind = self._next(scene, end, close=not together, rivals=self._rival(found), things=self._things(found))
            return (own, tuple(behind), -1) if own else (behind, (), -1)
        holders, topics = self._contrasted(scene, found, arguments)
        if holders and topics:
            return list(holders), topics, found.last
        if any(p.slot in ("TOP", "SBJ") for p in arguments) or scene.subject_before(found.last):
            return list(scene.roles.agent(found.last)), (), found.last
        return list(scene.topic), (), found.last

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
        if phrase.slot == "INS" and syntax.words[found.last].comma:
            return list(scene.subject_before(found.first)), (), found.last
        titled = all(r.titled for r in found.readings)
        head = syntax.words[at]
        wanted = self.verbs["hold" if phrase.slot == "OBJ" else "appoint"]
        if not head.stem or (titled and (head.noun or head.stem) not in wanted):
            return _NOBODY
        named = titled or any(r.relation in _NAMED_TO for r in found.readings)  # "A의 후임에 B를 선임했다"
        if phrase.slot in ("INS", "AS") or (named and phrase.slot == "DAT" and (head.noun or head.stem) in wanted):
            verbs = scene.with_auxiliary(at)
            given = [p for v in verbs for p in syntax.arguments(v) if p.slot == "OBJ"]
            agent = self._dismissed(scene, at) or self._agent(scene, at)
            if given:
                return [m for p in given for m in p.fillers], agent, at
            return list(agent), scene.roles.relative(at), at
        if titled and phrase.slot == "OBJ":
            return list(self._agent(scene, at)), (), at
        return _NOBODY

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
        return list(scene.subject_before(found.first) or scene.topic), (), at

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

    def _rival(self, found: Found) -> bool:
        """Whether a role noun means rivals."""
        return any(r.relation == "competesWith" and "Country" not in r.holders for r in found.readings)

    def _things(self, found: Found) -> bool:
        """Whether only things have a role ("경쟁 기종")."""
        return bool(found.readings) and all(r.holders == ("Product",) for r in found.readings)

    def _next(
        self, scene: Scene, at: int, *, close: bool = True, rivals: bool = False, things: bool = False
    ) -> list[Mention]:
        """The name right behind an eojeol, with those listed with it ("자회사인 카카오뱅크와 카카오페이").

        Before a thing its maker is left out ("경쟁 기종인 소니의 플레이스테이션").
        """
        start = scene.syntax.words[at].span.end
        for m in scene.named:
            if m.span.start < start:
                continue
            if m.span.start - start > _REACH:
                break
            modifies = scene.text.startswith((" ", "의 ") if rivals else " ", m.span.end)
            if modifies and (m.cls in ("Country", "Region") or (things and self._is(m, ("Organization",)))):
                continue  # "자회사인 미국 B", "경쟁사인 일본의 B"
            words = [w for w in scene.syntax.words[at + 1 :] if w.span.end <= m.span.start]
            if any(w.comma or w.particles not in ((), ("의",)) or (w.stem and w.ending_tag != "ETM") for w in words):
                break
            if things:
                return scene.things(m)
            near, listed = scene.joined(m, close=close and not rivals), scene.joined(m)
            while len(near) < len(listed) and listed[len(near)].surface[:2] == m.surface[:2]:
                near = listed[: len(near) + 1]  # "계열사인 현대모비스와 현대제철"
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
