"""Whom a place in an order is said of: the name that its phrase describes, or the one that its clause is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.measures.base import LANDS, Scene
from kg.extract.syntax import Phrase
from kg.model import Mention

_APART = re.compile(r"[….,;“”\"]|·\s")
_BESIDE = re.compile(r"[’'”]?(?:\([^)]*\))?[을를이가은는]\s(?:각각 )?")
_QUOTED = re.compile(r"(?:\([^)]*\))?\s?[‘'“]")
_LISTED = re.compile(
    r"[’'”]?(?:\([^)]*\))?(?:\s?(?:와|과|,|·))?(?:\s[\d,.조억만천]+[가-힣%]*(?:\([^)]*\))?,?)?\s?[‘'“]?"
)
_SUMMED = re.compile(r"[는은ㄴ던한된] 것(?:은|이) ")  # "…한 것은 세 번째다" says it of what was done
_AFTER = re.compile(r"[’'”]?(?:\([^)]*\))?(?:[가-힣 ]{0,6})?에 이어")
_THIS = ("이", "그", "두")
_FAR = 8  # eojeols between a place and the name that it describes
_TELLING = frozenset(("MediaOutlet", "ResearchInstitute", "GovernmentBody"))  # who says it of others, as often as not
_RANKED = frozenset(("Organization", "Product", "Place", "Policy", "Event", "Work", "Person"))


@dataclass(frozen=True)
class Order:
    """Looks up whom a place in an order belongs to.

    Args:
        kinds: Nouns that say what kind of thing is ranked: a name right before one is its field ("팜유 생산국").
        lands: Those of them that say countries, regions or cities.
        figures: Nouns for what is counted: what is said of them is said of whose they are.
        peopled: Those that only a land has.
        former: Words before a place that is somebody else's by now ("종전 1위였던").
        idle: What follows a numeral that gives no place ("3위 결정전", "5위 밖으로", "1위를 다투는").
        kind_first: The first or nth of a kind, without a scope ("최대 도시", "제2의 도시").
        most: Adjectives of extremes behind 가장. among: What they are the extreme of.
        compared: What stands before an ordinal that is a place. sort: What stands behind one.
        tops: The top without a numeral. following: Who comes next. first_of: The first of its kind to do something.
        comparing: Verbs of what a place is compared to.
        giving: Verbs by which a place goes to whom they name ("애플에 1위를 내줬다").
        putting: Verbs that put their object in a place ("나이지리아를 2위에 올렸다").
    """

    kinds: re.Pattern[str]
    lands: re.Pattern[str]
    figures: re.Pattern[str]
    peopled: re.Pattern[str]
    former: re.Pattern[str]
    idle: re.Pattern[str]
    kind_first: re.Pattern[str]
    most: re.Pattern[str]
    among: re.Pattern[str]
    compared: re.Pattern[str]
    sort: re.Pattern[str]
    tops: re.Pattern[str]
    following: re.Pattern[str]
    first_of: re.Pattern[str]
    comparing: frozenset[str]
    giving: frozenset[str]
    putting: frozenset[str]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Order:
        """Take the words out of the frames' entry `order`."""
        kinds, lands, sorts, most = ("|".join(raw[key]) for key in ("kinds", "lands", "sorts", "most"))
        among, compared = "|".join(raw["among"]), "|".join(raw["compared"])
        return cls(
            re.compile(rf"(?:\([^)]*\))?\s(?:[가-힣]+\s)?[가-힣]*(?:{kinds}|{lands})(?![가-힣]{{2}})"),
            re.compile(rf"(?:{lands})$"),
            re.compile(rf"(?:{'|'.join(raw['figures'])})$"),
            re.compile(rf"(?:{'|'.join(raw['peopled'])})$"),
            re.compile(rf"(?:{'|'.join(raw['former'])})\s(?:[가-힣]+\s)*$"),
            re.compile("|".join(raw["idle"])),
            re.compile(
                rf"(?<![가-힣])(?:최대|최다|선두|으뜸|제(?P<n>[1-9])의)(?= (?!{'|'.join(raw['relative'])})"
                rf"(?:[가-힣A-Za-z·]+ ){{0,3}}?[가-힣]*(?:{kinds}|{lands})(?:인|이자|으로 꼽히는|로 꼽히는)? )"
            ),
            re.compile(rf"가장 (?:{most})"),
            re.compile(among),
            re.compile(rf"{compared}|{among}"),
            re.compile(rf" (?:[가-힣]+ )?[가-힣]*(?:{kinds}|{lands}|{sorts})|(?:로|으로) (?:{most})"),
            re.compile(rf"(?:{'|'.join(raw['tops'])})(?!던)"),
            re.compile(rf"(?:{'|'.join(raw['following'])})|(?P<listed> 순(?:이|으로|서))"),
            re.compile("|".join(raw["first_of"])),
            frozenset(raw["comparing"]),
            frozenset(raw["giving"]),
            frozenset(raw["putting"]),
        )

    def empty(self, scene: Scene, start: int, end: int) -> bool:
        """Whether a numeral gives nobody a place: a bound, a match, an aim, or what another had before."""
        return (
            self.idle.match(scene.text, end) is not None
            or self.former.search(scene.text, scene.span.start, start) is not None
        )

    def nowhere(self, scene: Scene, start: int) -> bool:
        """Whether a place is said of what only a land has, and no land stands there ("인구가 세계 1위인 나라")."""
        before = scene.subjects_before(start)
        return bool(before) and not before[-1].inner and self.peopled.search(before[-1].noun) is not None

    # ---- what the phrase of a place describes

    def described(self, scene: Scene, end: int) -> list[Mention]:
        """The names right behind a place, through bare nouns, 의 and 인: 세계 최대 노광장비 업체인 네덜란드 ASML."""
        words = scene.syntax.words
        at = scene.syntax.parsed.eojeol_at(end - 1)
        for i, m in enumerate(scene.syntax.mentions):
            if m.span.start < end:
                continue
            first = scene.syntax.parsed.eojeol_at(m.span.start)
            if (
                first - at > _FAR
                or any(w.span.of(scene.text) in _THIS for w in words[at:first])
                or _APART.search(scene.text, end, m.span.start)
                or not bare(scene, at, first)
            ):
                return []
            if self._names(scene, m, words[first - 1].core_form if first > at else ""):
                return [m, *self._joined(scene, scene.syntax.mentions[i + 1 :], m)]
        return []

    def _names(self, scene: Scene, m: Mention, before: str) -> bool:
        """Whether a mention is what is ranked: no kind of thing, no field, no land that only says of where it is."""
        if m.common or scene.ontology.branch(m.cls) not in _RANKED:
            return False
        if self.kinds.match(scene.text, m.span.end) or _QUOTED.match(scene.text, m.span.end):
            return False
        return m.cls not in LANDS or self.lands.search(before) is not None

    def _joined(self, scene: Scene, later: Sequence[Mention], first: Mention) -> Iterator[Mention]:
        """The names that 와, 과 or a middle dot joins to a name."""
        end = first.span.end
        for m in later:
            gap = scene.text[end : m.span.start]
            if re.fullmatch(r"[’'”]?(?:\([^)]*\))?(?:와 |과 |·|, )[‘'“]?", gap) is None or m.common:
                return
            yield m
            end = m.span.end

    # ---- what its clause is about

    def beside(self, scene: Scene, start: int) -> list[Mention]:
        """The name that stands before a place as its own subject or object: 디엠을 1위, 웨이모를 2위로."""
        return self._fit(
            scene,
            [
                m
                for m in scene.syntax.mentions
                if m.span.end < start and _BESIDE.fullmatch(scene.text, m.span.end, start)
            ],
        )

    def about(self, scene: Scene, end: int) -> list[Mention]:
        """Of whom a clause says a place: its subject, whom the verb gives it to, or what the verb puts there."""
        syntax = scene.syntax
        at = scene.verb_over(syntax.parsed.eojeol_at(end - 1))
        if scene.text[end : end + 1] == "," or at < 0:
            return self._before(scene, end)
        word = syntax.words[at]
        if word.stem in self.giving:
            return self._slot(scene, at, ("DAT",))
        put = self._put(scene, at, end) if word.stem in self.putting else []
        if put:
            return put
        return self.subject(scene, at, end)

    def _before(self, scene: Scene, end: int) -> list[Mention]:
        """The nearest subject before a place that ends its clause without a verb ("A는 2위, B는 6위다")."""
        before = scene.subjects_before(end)
        return self._owners(scene, before[-1:]) if before else []

    def _put(self, scene: Scene, at: int, end: int) -> list[Mention]:
        """What a verb puts in a place: its object, also where the tree hung that on 이어 ("A를 B에 이어 2위에")."""
        words = scene.syntax.words
        own = [
            p
            for p in scene.syntax.phrases
            if p.slot == "OBJ"
            and p.fillers
            and words[p.last].span.end <= end
            and (p.head == at or (p.head >= 0 and words[p.head].stem == "잇다"))
        ]
        return self._fit(scene, own[-1].fillers) if own else []

    def _slot(self, scene: Scene, at: int, slots: Sequence[str]) -> list[Mention]:
        found = [p for p in scene.syntax.arguments(at) if p.slot in slots and p.fillers]
        return self._fit(scene, found[-1].fillers) if found else []

    def subject(self, scene: Scene, at: int, end: int) -> list[Mention]:
        """Who a predicate is said of; nobody where its subject is a thing without a name."""
        syntax = scene.syntax
        own = [
            p
            for p in syntax.arguments(at)
            if p.slot in ("SBJ", "TOP") and syntax.words[p.last].span.end <= end and not self._dated(scene, p)
        ]
        if own:
            return self._owners(scene, own)
        word = syntax.words[at]
        found = scene.said_of(at)
        if _SUMMED.search(scene.text, scene.span.start, end):
            return self._alike(scene, scene.span.start, end)
        told = _TELLING | {"Person"} if scene.quotes(at) or word.closes else _TELLING
        fit = [m for m in self._fit(scene, found) if m.cls not in told]
        return fit or ([] if found else self._compared(scene, end))

    def _alike(self, scene: Scene, start: int, end: int) -> list[Mention]:
        """Who did what 것 sums up: the topic, where its kind did it before ("…한 것은 A에 이어 두 번째다")."""
        before = [m for m in scene.syntax.mentions if start <= m.span.start and m.span.end <= end]
        last = next((m for m in reversed(before) if _AFTER.match(scene.text, m.span.end)), None)
        return self._fit(scene, [m for m in scene.roles.topic[:1] if last is not None and _same(scene, m, last)])

    def _compared(self, scene: Scene, end: int) -> list[Mention]:
        """The last subject before a place, where the tree hung it on what it is compared by ("A는 B에 이어 …")."""
        before = scene.subjects_before(end)
        if not before or before[-1].head < 0 or scene.syntax.words[before[-1].head].stem not in self.comparing:
            return []
        return self._fit(scene, before[-1].fillers)

    def doer(self, scene: Scene, end: int) -> list[Mention]:
        """The subject of the clause that an adverbial stands in."""
        at = scene.verb_over(scene.syntax.parsed.eojeol_at(end))
        return self.subject(scene, at, end) if at >= 0 else []

    def followers(self, scene: Scene, start: int, end: int, *, listed: bool) -> list[Mention]:
        """The names that come next in an order: those listed right before 순, else the subjects in between."""
        between = [m for m in scene.syntax.mentions if start <= m.span.start and m.span.end <= end]
        named = self._fit(scene, between)
        if listed:
            return self._run(scene, named, end)
        subjects = [
            p.fillers for p in scene.syntax.phrases if p.slot in ("SBJ", "TOP") and any(m in p.fillers for m in named)
        ]
        return [m for fillers in subjects for m in fillers if m in named]

    def _run(self, scene: Scene, named: Sequence[Mention], end: int) -> list[Mention]:
        """The last names of a stretch that only commas, 와, 과, figures and asides stand between."""
        out: list[Mention] = []
        for m in reversed(named):
            if _LISTED.fullmatch(scene.text, m.span.end, end) is None:
                break
            out.insert(0, m)
            end = m.span.start
        return out

    def _dated(self, scene: Scene, phrase: Phrase) -> bool:
        words = scene.syntax.words
        span = words[phrase.last].core
        return any(d.span.overlaps(span) for d in scene.syntax.parsed.dates)

    def _owners(self, scene: Scene, own: Sequence[Phrase]) -> list[Mention]:
        """The names of a clause's own subjects, the nearest first; whose figure is told, where it is one."""
        near = own[-1]
        if near.fillers:
            return self._fit(scene, near.fillers)
        if near.noun == "것":
            return self._alike(scene, scene.syntax.words[near.last].span.end, scene.span.end)
        if not self.figures.search(near.noun):
            return []
        if near.inner:
            return self._fit(scene, near.inner[-1:])
        above = [p for p in scene.syntax.phrases if p.slot == "TOP" and p.fillers and p.last < near.first]
        if above:
            return self._fit(scene, above[-1].fillers)
        return self._fit(scene, scene.roles.topic[:1], lands=False)

    def _fit(self, scene: Scene, found: Sequence[Mention], *, lands: bool = True) -> list[Mention]:
        return [
            m
            for m in found
            if not m.common
            and (m.cls in LANDS or scene.ontology.branch(m.cls) in _RANKED)
            and (lands or m.cls not in LANDS)
        ]


def _same(scene: Scene, one: Mention, other: Mention) -> bool:
    """Whether two names are of one kind, and not of one thing."""
    lands = [m.cls in LANDS for m in (one, other)]
    same = lands[0] == lands[1] and scene.ontology.branch(one.cls) == scene.ontology.branch(other.cls)
    return same and one.entity != other.entity


def bare(scene: Scene, first: int, last: int) -> bool:
    """Whether the eojeols before another are bare nouns, genitives and 인."""
    return all(
        w.particle in ("", "의") and not w.comma and (not w.stem or (w.stem.endswith("이다") and w.ending_tag == "ETM"))
        for w in scene.syntax.words[first:last]
    )
