"""Two names in one run of nouns: 중국 스타트업 딥시크, 엔비디아의 H20, 구글 딥마인드."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Any

from kg.extract.scene import Link, Scene
from kg.extract.syntax import Syntax
from kg.linking.salience import NO_NAMES
from kg.mentions.cues import Cues
from kg.model import Mention, Span
from kg.ontology import Ontology

_NOISE = re.compile(r"\([^)]*\)|[‘’“”'\"「」,]")
_OPEN = ("‘", "“")
_SHUT = ("’", "”")
_LIKENED = re.compile(
    r"[’”]?(?:이?라 |이?라고|이?라는|이?라 할|으?로 불|격인|격이|에 비유|에 빗대)"
)  # "중국의 삼성전자라 할 화웨이"
_BETWEEN = (", ", "와 ", "과 ")  # what joins a list's last name to the next country
_MATE = re.compile(r"([’”])?(,|와|과|·| 및) ?([‘“])?")  # between the products of a list
_MATE_OF_KIND = re.compile(r"[’”](?:,|와|과| 및) ((?:[^\s,‘“]+ ){1,4})[‘“]")  # "A의 ‘B’와 [추론 모델] ‘C’"
_NAMED_AFTER = re.compile(r"([^\W\d_]{2,})[- ]")  # whose name a product's name begins with ("딥시크-V3")
_FIGURE = re.compile(r"\d[\d.,]*[가-힣A-Za-z]{1,3}")  # "64코어", "1984년"
_FAR = 40  # code points between a maker in its genitive and its product
_NEAR = 28  # code points between two names that one noun phrase may still hold
_PROVINCES = ("도", "주", "성", "현")  # what the full name of a province ends in
_DISTRICTS = ("구", "군", "시", "동", "읍", "면")  # of several that end so, none is a province
_TAILS = ("째", "계", "급", "용", "위")  # "두 번째", "중국계", "1위"


@dataclass(frozen=True)
class Neighbours:
    """Reads what names that stand together say.

    Args:
        raw: frames/links.yaml.
        cues: Class nouns and titles.
        ontology: Which classes stand under which.
    """

    raw: Mapping[str, Any]
    cues: Cues
    ontology: Ontology

    def adjacent(self, scene: Scene) -> Iterator[Link]:
        """Pairs of neighbours in one noun phrase, once among the names and once with the categories of products."""
        makes = self.raw["maker"]["objects"]
        with_kinds = [m for m in scene.syntax.mentions if m.cls in makes or not m.common]
        seen: set[tuple[Span, Span]] = set()
        for line in (scene.proper, with_kinds):
            for a, b in pairwise(line):
                gap = scene.gap(a, b)
                pronoun = a.method == "coreference" and not (
                    b.cls in makes and (gap.startswith("의") or self._own(scene, a, b))
                )
                place = (a.span, b.span)
                if b.method == "description" and a.span.within(b.span):
                    continue  # "엔비디아 칩" says whose it is, and no more
                if place in seen or len(gap) > _NEAR or "\n" in gap or pronoun or b.method == "coreference":
                    continue
                seen.add(place)
                if not self._one_phrase(scene.syntax, a, b) or self._tested(scene, a, b, gap):
                    continue
                if self._page(scene, a, b, gap):
                    yield Link("uses", a, b, b.span)
                elif not self._figurative(scene, a, b, gap):
                    for link in (*self._pair(a, b, gap), *self._called(a, b, gap)):
                        yield link
                        if link.relation == "basedIn":
                            yield from self._compatriots(scene, link)
                        elif link.relation == "locatedIn":
                            yield from self._neighbours(scene, link)
                        elif link.relation == "developed":
                            yield from self._range_mates(scene, link)
                            yield from self._makers_of_kind(scene, link)
                    yield from self._firms(scene, a, b, gap)

    def _page(self, scene: Scene, a: Mention, b: Mention, gap: str) -> bool:
        """Whether a body's page on a network of the public is meant ("기상청 공식 트위터", "기상청 페이스북에")."""
        pages = self.raw["pages"]
        if b.surface not in pages["networks"] or self.ontology.branch(a.cls) != "Organization":
            return False
        words = [w for w in _NOISE.sub(" ", gap).split() if w != "의"]
        if not all(w in pages["official"] for w in words):
            return False
        behind = scene.text[b.span.end :].lstrip("’”")
        page = behind.lstrip(" ").startswith(tuple(pages["parts"]))
        return bool(words) or page or ("의" not in gap and behind.startswith(tuple(pages["particles"])))

    def _own(self, scene: Scene, a: Mention, b: Mention) -> bool:
        """Whether 자사 stands for its clause's subject and owns the product behind it ("A가 자사 칩 ‘B’를")."""
        subjects = scene.subject_before(scene.syntax.parsed.eojeol_at(a.span.start))
        mine = bool(subjects) and all(m.entity == a.entity for m in subjects)
        return mine and a.surface in self.raw["maker"]["own"] and not b.common

    def _compatriots(self, scene: Scene, link: Link) -> Iterator[Link]:
        """A list's other names behind a country, where the next country or 등 ends it ("중국 A와 B, 미국 C가")."""
        nation, first, line = link.object, link.subject, scene.named
        origins = {line[i + 1].entity for i, m in enumerate(line[:-1]) if m.cls == "Country" and m != nation}
        own = [first, *takewhile(lambda m: m.entity not in origins, scene.joined(first)[1:])]
        behind = next((m for m in line if m.span.start >= own[-1].span.end), None)
        contrasted = behind is not None and behind.cls == "Country" and scene.gap(own[-1], behind) in _BETWEEN
        introduced = self._introduces_list(scene.gap(nation, first)) and len(own) > 2
        if contrasted or introduced or scene.text[own[-1].span.end : own[-1].span.end + 3].startswith(" 등"):
            yield from (link._replace(subject=m) for m in own[1:] if m.cls == first.cls)

    def _neighbours(self, scene: Scene, link: Link) -> Iterator[Link]:
        """The other towns of a list behind a province ("강원도 평창과 강릉, 정선"), districts behind a city."""
        province = link.object.surface
        line = scene.joined(link.subject)[1:]
        whole = len(province) > 2 and province.endswith(_PROVINCES)
        if not whole and province not in self.raw["provinces"]:
            first = link.subject.surface
            line = line if first.endswith(_DISTRICTS) and all(m.surface[-1] == first[-1] for m in line) else []
        behind = [next((o for o in scene.proper if o.span.start >= m.span.end), m) for m in line]
        own = [m for m, o in zip(line, behind, strict=True) if m is o or scene.gap(m, o) != " "]
        if link.subject.cls == link.object.cls == "Region" and len(own) == len(line):
            yield from (link._replace(subject=m) for m in line if m.cls == "Region")

    def _introduces_list(self, gap: str) -> bool:
        """Whether a noun for bodies stands between a country and a list of them ("미국 벤처캐피털 A와 B, C")."""
        words = _NOISE.sub(" ", gap).split()
        return bool(words) and self._introduced_body(words, gap)

    @cached_property
    def _base(self) -> re.Pattern[str]:
        """What stands between a product and what it is based on, and the words for its kind behind that."""
        return re.compile(rf"[’”]? ?(?:{'|'.join(self.raw['bases'])})((?: [^\s,]+){{0,4}}) ?[‘“]?\Z")

    def based_on(self, scene: Scene) -> Iterator[Link]:
        """GPT-4 기반 코파일럿, 안드로이드 기반의 스마트폰 ‘A’: the product uses what it is based on."""
        makes = self.raw["maker"]["objects"]
        for a, b in pairwise(scene.proper):
            match = self._base.match(scene.gap(a, b)) if a.cls in (*makes, "Technology") and b.cls in makes else None
            words = _NOISE.sub(" ", match[1]).split() if match is not None else []
            if match is not None and (not words or self._introduced(words[-1:], b)):
                yield Link("uses", b, a, Span(a.span.end, b.span.start))

    def _range_mates(self, scene: Scene, link: Link) -> Iterator[Link]:
        """A list's other products behind their maker ("엔비디아의 H100과 A100")."""
        last = link.object
        owned = scene.gap(link.subject, last).startswith("의")
        mates = [] if last.common else scene.things(last)[1:]
        if any(self._of_another(m, link.subject) for m in mates):
            return
        for m in mates:
            joint = _MATE.fullmatch(scene.gap(last, m))
            if joint is None or m.cls != last.cls or self._deed(scene, m) or not (owned or joint[2] != ","):
                return
            if bool(joint[1]) != bool(joint[3]):
                return  # "A의 ‘B’와 C": C may be another's
            yield link._replace(object=m)
            last = m
        behind = next((m for m in scene.named if m.span.start >= last.span.end), None)
        kind = _MATE_OF_KIND.fullmatch(scene.gap(last, behind)) if behind is not None and owned else None
        words = kind[1].split() if kind is not None else []
        alike = behind is not None and behind.cls == last.cls and not any(w.endswith("의") for w in words)
        if behind is not None and alike and self._introduced(words, behind):
            yield link._replace(object=behind)

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """Organizations by their names."""
        known = (e for e in self.ontology.lexicon if self.ontology.branch(e.cls) == "Organization")
        return {surface: e.id for e in known for surface in e.surfaces}

    def _of_another(self, product: Mention, maker: Mention) -> bool:
        """Whether a product is named after another body than the maker ("A의 ‘B’, 딥시크-V3")."""
        head = _NAMED_AFTER.match(product.surface)
        return head is not None and self._bodies.get(head[1], maker.entity) != maker.entity

    def _makers_of_kind(self, scene: Scene, link: Link) -> Iterator[Link]:
        """The other makers of a list in the genitive of a kind of thing ("삼성전자와 마이크론의 HBM")."""
        if link.object.common and scene.gap(link.subject, link.object).startswith("의 "):
            makers = scene.joined(link.subject, forward=False)[:-1]
            yield from (link._replace(subject=m) for m in makers if m.cls == link.subject.cls)

    def _deed(self, scene: Scene, m: Mention) -> bool:
        """Whether a noun of what is done to it stands right behind a product ("A와 B 구매")."""
        at = scene.syntax.parsed.eojeol_at(m.span.end - 1) + 1
        noun = scene.syntax.words[at].core_form if at < len(scene.syntax.words) else ""
        bare = scene.text[m.span.end : m.span.end + 1] == " "
        return bare and (noun in self.raw["maker"]["taken"] or noun in self.raw["maker"]["delivered"])

    def far_behind(self, scene: Scene) -> Iterator[Link]:
        """FIRM의 WORDS KIND ‘PRODUCT’, with places, times and other products between ("A의 중국용 AI 칩 ‘B’")."""
        maker = self.raw["maker"]
        for i, a in enumerate(scene.named):
            if a.cls not in maker["subjects"] or a.cls == "Country" or scene.text[a.span.end : a.span.end + 2] != "의 ":
                continue
            for b in scene.named[i + 1 :]:
                gap = scene.gap(a, b)
                if len(gap) > _FAR or self.ontology.branch(b.cls) == "Organization" or b.cls == "Person":
                    break
                if b.cls in (*maker["objects"], "Technology") and b.method not in NO_NAMES:
                    if self._far(scene, a, b, gap):
                        link = Link("developed", a, b, Span(a.span.end, b.span.start))
                        yield link
                        yield from self._range_mates(scene, link)
                    break

    def _far(self, scene: Scene, a: Mention, b: Mention, gap: str) -> bool:
        """Whether what stands between a maker and its product ends in its kind, or is no more than figures."""
        words = [w.removesuffix("인") for w in _NOISE.sub(" ", gap.removeprefix("의")).split()]
        if not words or len(words) > 7 or "“" in gap or any(w in self.raw["maker"]["others"] for w in words):
            return False
        if not self._one_phrase(scene.syntax, a, b) or self._tested(scene, a, b, gap):
            return False
        far = self.raw["far"]
        if b.cls == "Technology":
            return words[-1] in far["technologies"] and scene.text[b.span.start - 1] in _OPEN
        plain = (w in self.raw["maker"]["between"] or w in far["times"] or _FIGURE.fullmatch(w) for w in words)
        return words[-1] in far["things"] or all(plain) or self._introduced(words[-6:], b)

    def _figurative(self, scene: Scene, a: Mention, b: Mention, gap: str) -> bool:
        """Whether a place before a name says nothing of where it is.

        A quotation opens between them (中 “샛별 쓰지 말라”), both stand in marks (‘한국의 샛별’), something else is
        likened to the name (중국의 샛별이라 불리는 달별), or it only describes what follows it (미국의 샛별 제재,
        서울 샛별전자 사옥).
        """
        if a.cls not in ("Country", "Region") or self.ontology.branch(b.cls) != "Organization":
            return False
        text = scene.text
        marked = text[a.span.start - 1 : a.span.start] in _OPEN and text[b.span.end : b.span.end + 1] in _SHUT
        likened = gap == "의 " and _LIKENED.match(text, b.span.end) is not None
        describes = text[b.span.end : b.span.end + 1] == " " and (a.cls == "Region" or gap == "의 ")
        return "“" in gap or marked or likened or (describes and b.cls == "Company")

    def _tested(self, scene: Scene, a: Mention, b: Mention, gap: str) -> bool:
        """Whether a genitive is of what is done to another's product ("B가 A의 칩 시험을 통과했다", "A의 칩 구매")."""
        words, at = scene.syntax.words, scene.syntax.parsed.eojeol_at(b.span.end - 1)
        phrase = scene.syntax.phrase_at(at)
        deed = words[at + 1].core_form if phrase is not None and at < phrase.last and not words[at].particles else ""
        if deed in self.raw["maker"]["delivered"]:
            return True  # "A HBM4 납품": A sells it, or gets it
        if phrase is None or gap != "의 ":
            return False
        if deed in self.raw["maker"]["taken"]:
            return True  # "A의 H200 구매": A buys it
        if not phrase.noun.endswith(tuple(self.raw["maker"]["tests"])):
            return False
        return any(m.entity != a.entity for m in scene.subject_before(phrase.first))

    def _one_phrase(self, syntax: Syntax, a: Mention, b: Mention) -> bool:
        """Whether the two stand in one run of nouns, joined by nothing but 의."""
        first, last = syntax.parsed.eojeol_at(a.span.start), syntax.parsed.eojeol_at(b.span.start)
        for k in range(first, last):
            word = syntax.words[k]
            described = word.stem and word.ending_tag == "ETM"
            adjective = described and (not syntax.arguments(k) or (word.stem.endswith("이다") and word.ending == "ㄴ"))
            if (word.stem and not adjective) or word.comma or any(p != "의" for p in word.particles):
                return False
        return True

    def _pair(self, a: Mention, b: Mention, gap: str) -> Iterator[Link]:
        words = [w.removesuffix("의") for w in _NOISE.sub(" ", gap).split() if w != "의"]
        plain = [w.removesuffix("인") if len(w) > 2 or self.cues.class_of(w[:-1]) else w for w in words if w]
        genitive = gap.lstrip("’”").startswith("의 ")
        trigger = Span(a.span.end, b.span.start) if gap.strip() else a.span
        origin, maker, state = self.raw["origin"], self.raw["maker"], self.raw["state"]
        if (a.cls, b.cls) == ("Region", "PoliticalParty"):
            return  # "일리노이주 민주당": of that state, not from there
        if a.cls in origin["objects"] and b.cls in origin["subjects"]:
            if plain and gap.rstrip().endswith("의") and not (plain[-1] in origin["seated"] and len(plain) == 1):
                return  # "미국 기업의 SMIC 거래": another is meant
            told = self._introduced(plain, b) and not any(w.endswith(tuple(origin["deeds"])) for w in plain)
            if told or self._fills(plain, origin["between"]) or self._introduced_body(plain, gap):
                yield Link("basedIn", b, a, trigger)
        elif a.cls in state["objects"] and b.cls in state["subjects"] and not plain:
            general = (*state["general"], *(state["local"] if a.cls == "Region" else ()))
            if b.surface.removeprefix(a.surface).strip() not in general:
                seated = a.cls == "Region" and b.surface.endswith(self.cues.seated)
                yield Link("basedIn" if seated else "partOf", b, a, trigger)
        elif a.cls == "Region" and b.cls == "Country":  # "북아프리카 알제리"
            wide = a.surface.endswith(tuple(self.raw["wide"])) and not genitive
            if wide and all(w in self.raw["place_words"] for w in plain):
                yield Link("locatedIn", b, a, trigger)
        elif a.cls in ("Country", "Region") and b.cls in ("Region", "Place"):
            market = b.surface.endswith(tuple(self.raw["exchanges"]["ends"]))
            alike = self._county(a) and self._county(b)  # "양구 인제군": side by side
            if not market and not alike and all(w in self.raw["place_words"] for w in plain):
                yield Link("locatedIn", b, a, trigger)
        elif b.cls in maker["objects"]:
            yield from self._made(a, b, plain, trigger, genitive=genitive)
        elif b.cls == "Work":
            yield from self._written(a, b, plain, gap)
        elif self.ontology.branch(a.cls) == "Organization" and not plain and (a.cls, b.cls) in self._units:
            yield Link("partOf", b, a, trigger)

    def _county(self, m: Mention) -> bool:
        """Whether a region is a town or county, which lies in no other."""
        entry = self.ontology.find(m.entity)
        names = (m.surface, *entry.surfaces) if entry is not None else (m.surface,)
        return (
            m.cls == "Region"
            and any(n.endswith(("시", "군")) for n in names if len(n) > 2)
            and not any(n.endswith(("광역시", "특별시", "자치시")) for n in names)
        )

    def _firms(self, scene: Scene, a: Mention, b: Mention, gap: str) -> Iterator[Link]:
        """FIRM의 FIRM, and a firm's name at the head of another's ("구글 딥마인드"): the one owns the other."""
        firms = self.raw["firms"]
        if a.cls not in firms or b.cls not in firms:
            return
        if a.span.start == b.span.start and b.method != "lexicon" and b.surface.endswith(tuple(self.raw["branches"])):
            yield Link("partOf", b, a, a.span)
            return
        word = scene.syntax.words[scene.syntax.parsed.eojeol_at(b.span.start)]
        whole = word.core.end == b.span.end and bool(word.particles)
        if (a.span.start == b.span.start and b.method == "lexicon") or (gap == "의 " and whole):
            division = b.surface.endswith(tuple(self.raw["divisions"]))
            yield Link("partOf" if division else "ownedBy", b, a, a.span)
            group = [] if a.span.start == b.span.start else scene.joined(b)[1:]
            yield from (Link("ownedBy", m, a, a.span) for m in group if m.surface[:2] == b.surface[:2] == a.surface[:2])

    @cached_property
    def _units(self) -> set[tuple[str, str]]:
        """Classes of a body and of the unit that stands right behind it ("한국은행 금융통화위원회")."""
        return {(whole, part) for whole, part in self.raw["units"]}

    def _made(self, a: Mention, b: Mention, plain: Sequence[str], trigger: Span, *, genitive: bool) -> Iterator[Link]:
        """MAKER(의) PRODUCT, PRODUCT의 VERSION."""
        maker = self.raw["maker"]
        if a.cls in maker["subjects"]:
            own = self._fills(plain, maker["between"]) and a.cls != "Country"
            if own or (genitive and self._introduced(plain, b)):
                yield Link("developed", a, b, trigger)
            return
        version = genitive and bool(plain) and all(w in self.raw["variants"] for w in plain)
        if version and self.ontology.branch(a.cls) == "Product":
            yield Link("variantOf", b, a, trigger)

    def _called(self, a: Mention, b: Mention, gap: str) -> Iterator[Link]:
        """FIRM(의) NOUN ‘PRODUCT’: what stands in marks right behind a noun is the name of the firm's own."""
        maker = self.raw["maker"]
        words = _NOISE.sub(" ", gap.removeprefix("의")).split()
        marked = gap.endswith(tuple(f" {m}" for m in _OPEN)) and 0 < len(words) <= 4 and "(" not in gap
        firm = a.cls in maker["subjects"] and a.cls != "Country"
        if marked and firm and b.cls in maker["objects"] and not any(w in maker["others"] for w in words):
            yield Link("developed", a, b, Span(a.span.end, b.span.start))

    def _written(self, a: Mention, b: Mention, plain: Sequence[str], gap: str) -> Iterator[Link]:
        """AUTHOR의 WORK, AUTHOR 감독의 영화 WORK, 연구소의 보고서 WORK."""
        told = [w for w in plain if self.cues.class_of(w) == "Work" or self.cues.title(w)]
        if not all(w in told or w in self.raw["work_words"] for w in plain):
            return
        paper = any(w.endswith(tuple(self.raw["papers"])) for w in plain)
        body = self.ontology.branch(a.cls) == "Organization"
        trigger = Span(a.span.end, b.span.start) if gap.strip() else a.span
        if (a.cls == "Person" and (told or gap.lstrip("’”").startswith("의 "))) or (body and paper):
            yield Link("authored", a, b, trigger)
        elif a.cls == "Organization" and plain and plain[-1] in self.raw["records"]:
            yield Link("released", a, b, trigger)

    def _fills(self, words: Sequence[str], allowed: Sequence[str]) -> bool:
        return all(w in allowed or self.cues.class_of(w) or w.endswith(_TAILS) for w in words)

    def _introduced(self, words: Sequence[str], product: Mention) -> bool:
        """Whether the words before a product's name end in a noun of its class ("무인 달 착륙선 ‘블루 고스트’")."""
        if not words or len(words) > 6:
            return False
        cls = self.cues.class_of(words[-1])
        return bool(cls) and self.ontology.branch(cls) == self.ontology.branch(product.cls)

    def _introduced_body(self, words: Sequence[str], gap: str) -> bool:
        """Whether the words before a body's name end in a noun for bodies ("노르웨이 석유·가스 기업 아커")."""
        abroad = self.raw["origin"]["abroad"]
        if not words or len(words) > 6 or "(" in gap or any(w in abroad for w in words):
            return False
        if len(words) == 1 and gap.lstrip("’”").startswith("의 "):
            return False  # "유럽의 강자 SAP"
        noun = words[-1]
        return noun in self.raw["origin"]["bodies"] or self.ontology.branch(self.cues.class_of(noun)) == "Organization"
