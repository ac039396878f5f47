"""Titles beside names: 젠슨 황 엔비디아 CEO, 엔비디아 CEO 젠슨 황, 엔비디아의 젠슨 황 CEO, 젠슨 황 CEO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.implied_posts import ImpliedPosts
from kg.extract.scene import Link, Scene
from kg.extract.titles import MINISTER, Post
from kg.model import Mention, Qualifier, Span
from kg.text.typography import CLOSING, IN_ASIDE, LISTED, without_asides

_LAST_WORD = re.compile(r"(?<![가-힣])([가-힣前]{1,2}) \Z")
_SCHOOL = 4  # words that the name of a school's unit may have ("로봇 및 기계전자공학과")
_CITED = 40  # code points that a speaker's post in brackets may have
_AND = re.compile(r"\s?(?:와|과|,|·|및| 및|이랑|하고)\s?")
_ASIDE_BODY = re.compile(r"[’'”]?(?:\s?[가-힣0-9]{1,8}){0,2}")  # "대법원 2부(주심", "한강전자(대표"
_ASIDE_TITLE = re.compile(r"(?:[A-Za-z0-9&.\- ]+[·,;/]\s?)?(?P<title>[가-힣]{2,8})\s\Z")
_AGED = re.compile(r"\((?:\d{1,2}\w?[·ㆍ,/] ?)?")  # "홍길동(31·두산 베어스)"
_PUPIL = re.compile(r" (\d학년)(?: [가-힣]{0,4}(?:학생|생)(?:인)?)?(?: 고)? ")  # "가나고 2학년 홍길동 군"
_ALSO = re.compile(r"(?:\([^)]*\))?\s*(?:겸|이자|및|과|와)\s+")


@dataclass(frozen=True)
class Posts(ImpliedPosts):
    """Reads the titles that stand beside people's names.

    Args:
        raw: frames/links.yaml.
        cues: Titles.
        ontology: Classes, and the posts that the lexicon knows.
    """

    def find(self, scene: Scene, placed: set[str]) -> Iterator[Link]:
        """Yield the posts that a sentence's titles say.

        Args:
            scene: The sentence.
            placed: People whose post the article has told already; added to.

        Yields:
            holdsPosition, or founded where the title says that.
        """
        mentions = scene.proper
        branch = self.ontology.branch
        places = [m for m in mentions if m.cls in ("Country", "Region")]
        bodies = [m for m in scene.named if branch(m.cls) == "Organization" or m in places]
        bodies = [b for b in bodies if b in places or not self._in_title(scene, b)]
        last: list[Post] = []
        filled: set[tuple[str, str]] = set()
        end = 0
        for person in (m for m in mentions if m.cls == "Person"):
            dotted = self._dotted(scene, person)
            posts = self._aside(scene, dotted[0], bodies) or self._cited(scene, person, bodies)
            posts = posts or self._behind(scene, dotted[-1], bodies) or self._before(scene, dotted, bodies)
            posts = [self._of_court(p, bodies) for p in posts if self._held_there(p)]
            posts = posts or self._shared(scene, person, bodies)
            posts = [*posts, *self._seated(scene, posts, bodies), *self._in_party(scene, person, bodies)]
            posts = posts or self._as_well(scene, person, bodies) or self._leader(scene, person, bodies)
            posts = posts or self._colleague(scene, person, last, end)
            if not posts and person.entity not in placed:
                posts = [p for p in self._implied(scene, person) if (p.body.entity, p.role) not in filled]
                posts += [a for p in posts for a in self._also(scene, p.span.end, p.body, bodies)]
            if not posts:
                yield from self._signed(scene, person, bodies)
            for post in posts:
                yield from self._link(person, post, placed)
            if posts:
                last, end = posts, max(posts[-1].span.end, dotted[-1].span.end)
                filled |= {(p.body.entity, p.role) for p in posts if p.role in self.raw["sole"]}

    @cached_property
    def _title_tail(self) -> re.Pattern[str]:
        """What may stand between a title and whose it is."""
        return re.compile(rf"\s?(?:{'|'.join(self.raw['acting'])})?(?:인)?\s")

    def _dotted(self, scene: Scene, person: Mention) -> list[Mention]:
        """The people whom dots or commas join around a person: one title is everybody's ("김·이·박 전 원장")."""
        out = [person]
        people = [m for m in scene.proper if m.cls == "Person"]
        i = people.index(person)
        for other in people[i + 1 :]:
            if scene.gap(out[-1], other) not in LISTED:
                break
            out.append(other)
        for other in reversed(people[:i]):
            if scene.gap(other, out[0]) not in LISTED:
                break
            out.insert(0, other)
        return out

    def _held_there(self, post: Post) -> bool:
        """Whether a land has such a post: of "아시아태평양 지역 총괄" it only says where."""
        noun = post.role.split()[-1]
        local = self._local(noun, post.body)
        return post.body.cls != "Region" or local or any(noun.endswith(f) for f in self.raw["founder"])

    def _local(self, noun: str, region: Mention) -> bool:
        """Whether a post is of a region's own body (시장, 도지사), not of a land with another's government (주지사)."""
        if noun.endswith(tuple(self.raw["local_staff"])):
            return region.surface.endswith(tuple(self.raw["local_ends"]))  # "전라남도 에너지산업국장"
        return noun.endswith(tuple(self.raw["local_offices"])) and noun not in self.raw["governors"]

    def _aside(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """BODY(TITLE PERSON), BODY(PERSON TITLE): 한강전자(대표 홍길동), 진흥원(KIA·원장 홍길동), 형사2부(홍길동)."""
        text, start = scene.text, person.span.start
        opened = text.rfind("(", scene.syntax.parsed.span.start, start)
        if opened < 0 or text.find(")", opened, start) >= 0:
            return []
        match = _ASIDE_TITLE.match(text[opened + 1 : start])
        body = max((b for b in bodies if b.span.end <= opened), key=lambda b: b.span.end, default=None)
        if body is None or body.cls in ("Country", "Region"):
            return []
        listed = self._side_by_side(scene, person)
        behind = IN_ASIDE.match(text, listed[-1].span.end)
        behind = behind if behind is not None and self.cues.title(behind[1]) else None
        if opened + 1 == listed[0].span.start and body.span.end == opened and behind is not None:
            return [Post(body, behind[1], Span(*behind.span(1)))]
        if match is None:
            return []
        between, title = text[body.span.end : opened], match["title"]
        if not _ASIDE_BODY.fullmatch(between) or not (
            not between.strip("’'” ") or between.endswith(tuple(self.raw["unit_ends"]))
        ):
            return []
        if behind is not None and title in self.raw["judging"]:
            return [Post(body, behind[1], Span(*behind.span(1)))]
        known = self.cues.title(title) == title or title in self.cues.titles
        headed = body.surface[-1:] + title[-1:] == title[-2:] and title[:-1] == body.surface[-len(title) + 1 :]
        named = known or headed or title in self.raw["straddling"] or title in self.raw["judging"]
        return [Post(body, title, Span(opened + 1, start - 1))] if named else []

    def _side_by_side(self, scene: Scene, person: Mention) -> list[Mention]:
        """The people who stand around a person with nothing but spaces between: "(김하늘 이바다 박산 판사)"."""
        people = [m for m in scene.proper if m.cls == "Person"]
        first = last = people.index(person)
        while first and scene.text[people[first - 1].span.end : people[first].span.start] == " ":
            first -= 1
        while last + 1 < len(people) and scene.text[people[last].span.end : people[last + 1].span.start] == " ":
            last += 1
        return people[first : last + 1]

    def _in_party(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """PERSON TITLE(PARTY): the member of a parliament and his party ("김하늘 의원(가나당)")."""
        role = self._title_from(scene, person.span.end)
        at = role[1].end if role is not None else -1
        party = next((b for b in bodies if b.span.start == at + 1 and b.cls == "PoliticalParty"), None)
        if role is None or party is None or not scene.text.startswith("(", at):
            return []
        return [Post(party, *role)] if scene.text.startswith(CLOSING, party.span.end) else []

    def _cited(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """(PERSON BODY [unit] TITLE) behind what somebody says: “...했다”(홍길동 가나대 교수)는 지적이다."""
        text, end = scene.text, person.span.end
        if text[person.span.start - 1] != "(":
            return []
        shut = text.find(")", end, end + _CITED)
        body = self._first(bodies, end)
        if body is None or body.cls in ("Country", "Region") or not end + 1 == body.span.start < shut:
            return []
        if " " not in body.surface and body.surface.endswith(tuple(self.raw["school_units"])):
            return []  # "(홍길동 물리학과 교수)": of which school, others say
        body = self._firm_of(self._innermost(scene, body, bodies), bodies)
        words = text[body.span.end : shut].split()
        title = self.cues.title(words[-1]) if 0 < len(words) <= _SCHOOL else ""
        return [Post(body, title, Span(shut - len(title), shut))] if title else []

    def _signed(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> Iterator[Link]:
        """PERSON(BODY) or PERSON(AGE·BODY): a player and his club, an artist and his agency."""
        body = self._first(bodies, person.span.end)
        if body is None or body.cls not in self.raw["signing"] or not scene.text.startswith(CLOSING, body.span.end):
            return
        if _AGED.fullmatch(scene.text, person.span.end, body.span.start):
            yield Link(self.raw["signing"][body.cls], person, body, Span(person.span.end, body.span.end))

    def _shared(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """BODY PERSON·BODY PERSON TITLE: the title at the end is everybody's ("가나당 홍길동·다라당 이영희 대표")."""
        people = [m for m in scene.proper if m.cls == "Person"]
        own = next((b for b in bodies if b.span.end == person.span.start - 1), None)
        if own is None or own.cls in ("Country", "Region"):
            return []
        at = person
        for other in people[people.index(person) + 1 :]:
            body = next((b for b in bodies if b.span.end == other.span.start - 1 and b.span.start > at.span.end), None)
            if body is None or scene.text[at.span.end : body.span.start].strip() not in LISTED:
                return []
            role = self._title_from(scene, other.span.end)
            if role is not None:
                return [Post(own, *role)]
            at = other
        return []

    def _link(self, person: Mention, post: Post, placed: set[str]) -> Iterator[Link]:
        body, role, span = post
        noun = role.split()[-1]
        if body.cls == "Country" and not noun.endswith(tuple(self.raw["offices"])):
            return
        placed.add(person.entity)
        if any(noun.endswith(f) for f in self.raw["founder"]):
            if self.ontology.allows("founded", "Person", body.cls):
                yield Link("founded", person, body, span)
        elif body.cls == "Region" and not self._local(noun, body):
            return
        elif self.ontology.allows("holdsPosition", "Person", body.cls):
            yield Link("holdsPosition", person, body, span, (Qualifier("role", role),))

    def _behind(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """PERSON [former] BODY [unit] TITLE, as one run of bare nouns, and what 겸 adds to it."""
        body = self._first(bodies, person.span.end)
        if body is None:
            return []
        between = scene.text[person.span.end : body.span.start]
        if not re.fullmatch(r"(?:\([^)]*\))?[,]?\s(?:[가-힣]{1,2}\s|주[가-힣]{1,6}\s)?", between):
            return []
        if between.strip() in self.raw["succession"]["places"]:
            return []  # "립부 탄, 팻 겔싱어 후임 인텔 CEO로"
        if "," in between and self._before(scene, [person], bodies):
            return []  # "독일 총리 A, 영국 총리 B": the next of a list
        body = self._firm_of(self._innermost(scene, body, bodies), bodies)
        shared = [m for m in scene.joined(body) if m in bodies]  # "구글 및 알파벳 CEO"
        role = self._title_from(scene, shared[-1].span.end)
        if role is None or self._of_others(scene, shared[-1], role[1], listed="," in between):
            return []
        former = between.rpartition(")")[2].strip()  # "홍길동(68) 전"
        name = f"{former} {role[0]}" if former in self.cues.former else role[0]
        return [*(Post(b, name, role[1]) for b in shared), *self._also(scene, role[1].end, body, bodies)]

    def _of_others(self, scene: Scene, body: Mention, title: Span, *, listed: bool) -> bool:
        """Whether a title behind a body is of who stands between them or, in a list, behind it ("A, 가나당 B 대표")."""
        between = (m.span for m in scene.proper if m.cls == "Person")
        return any(body.span.end <= p.start < title.end for p in between) or (
            listed and self._anothers(scene, title.end)
        )

    def _first(self, bodies: Sequence[Mention], at: int) -> Mention | None:
        """The first body from an offset on; of two that begin there the longer ("중국 외교부", not 중국)."""
        return min((b for b in bodies if b.span.start >= at), key=lambda b: (b.span.start, -b.span.end), default=None)

    def _innermost(self, scene: Scene, body: Mention, bodies: Sequence[Mention]) -> Mention:
        """The last body of a run of nouns: what stands before it is where it belongs (백악관 국가경제위원회)."""
        for _ in range(3):
            inner = self._first(bodies, body.span.end)
            if inner is None or scene.gap(body, inner) not in (" ", " 주재 "):
                break
            if inner.cls in ("Country", "Region") and scene.gap(body, inner) == " ":
                break  # "스텔란티스 북미 사장"
            if body.cls == "ResearchInstitute" and inner.surface.endswith(tuple(self.raw["faculties"])):
                break  # "가나대 의대 교수" is one of the university
            body = inner
        return body

    def _firm_of(self, body: Mention, bodies: Sequence[Mention]) -> Mention:
        """Whose unit a body is, where its name begins with the firm's: an officer of a division is one of the firm."""
        if body.entity.count("/") and body.surface.endswith(tuple(self.raw["divisions"])):
            heads = (b for b in bodies if b.span.start == body.span.start and b.span.end < body.span.end)
            return next((b for b in heads if b.cls == "Company"), body)
        return body

    def _seated(self, scene: Scene, posts: Sequence[Post], bodies: Sequence[Mention]) -> list[Post]:
        """The post in the body that a party's member sits on: 국회 국방위 소속 가나당 홍길동 의원."""
        party = next((p for p in posts if p.body.cls == "PoliticalParty"), None)
        if party is None:
            return []
        seats = (b for b in bodies if scene.text[b.span.end : party.body.span.start].strip() in self.raw["seated_on"])
        own = max(seats, key=lambda b: b.span.end - b.span.start, default=None)
        return [party._replace(body=own)] if own is not None else []

    def _of_court(self, post: Post, bodies: Sequence[Mention]) -> Post:
        """A post as one of the whole court: who judges alone, or on the supreme court, heads no division of it."""
        alone = post.body.surface.endswith(tuple(self.raw["judging_alone"]))
        if alone or post.role in self.raw["whole_courts"]:
            heads = (b for b in bodies if b.span.start == post.body.span.start and b.span.end < post.body.span.end)
            return post._replace(body=next(heads, post.body))
        return post

    def _also(self, scene: Scene, at: int, body: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """What stands behind 겸: another title there, or one of another body ("테슬라 CEO 겸 스페이스X 창업자")."""
        match = _ALSO.match(scene.text, at)
        if match is None:
            return []
        other = next((b for b in bodies if b.span.start == match.end()), None)
        if other is None and "겸" not in match.group(0):
            return []
        role = self._title_from(scene, other.span.end if other is not None else match.end())
        if role is None or ("겸" not in match.group(0) and self._anothers(scene, role[1].end)):
            return []
        if any(m.cls == "Person" and m.span.within(role[1]) for m in scene.proper):
            return []  # "가나전자 A 대표와 다라전자 B 사장": another's
        return [Post(other or body, *role)]

    def _as_well(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """PERSON TITLE 겸 BODY TITLE: the first title is of no body that is named ("A 부총리 겸 기획재정부 장관")."""
        role = self._title_from(scene, person.span.end)
        body = self._first(bodies, role[1].end) if role is not None else None
        return self._also(scene, role[1].end, body, [body]) if role is not None and body is not None else []

    def _anothers(self, scene: Scene, at: int) -> bool:
        """Whether a name stands right behind a title: it is that one's ("A 장관과 미국 국무장관 대행인 B는")."""
        person = next((m for m in scene.proper if m.cls == "Person" and m.span.start >= at), None)
        return person is not None and self._title_tail.fullmatch(scene.text[at : person.span.start]) is not None

    def _before(self, scene: Scene, people: Sequence[Mention], bodies: Sequence[Mention]) -> list[Post]:
        """BODY TITLE PERSON, or BODY(의) PERSON TITLE."""
        person = people[0]
        aside = [a for a in scene.syntax.asides if a.end <= person.span.start]
        ended = [b for b in bodies if b.span.end <= person.span.start and not any(b.span.within(a) for a in aside)]
        body = max(ended, key=lambda b: (b.span.end, b.span.end - b.span.start), default=None)
        if body is None:
            return []
        gap = scene.gap(body, person)
        fused = self._fused(scene, body.span.end)
        if fused is not None and scene.text[fused[1].end : person.span.start] in (" ", "인 "):
            return [Post(body, *fused)]  # "부산시장 김민수"
        gap = gap.lstrip("’”") if body.cls not in ("Country", "Region") else gap
        if len(gap) > 24 or not re.match(r"(?:의? |\Z)[^,.\n·]*\Z", gap):
            return []
        pupil = _PUPIL.fullmatch(gap)
        if pupil is not None and self.ontology.branch(body.cls) == "Organization":
            return [Post(body, pupil[1], Span(body.span.end, person.span.start))]
        plain = gap.replace("의 ", " ").split()
        titles = [w for w in plain if self.cues.title(w)]
        if plain and titles and plain[-1] == titles[-1] and self._one_run(scene, body, person):
            earlier = _LAST_WORD.search(scene.text[scene.syntax.parsed.span.start : body.span.start])
            ahead = [earlier.group(1)] if earlier else []  # "전 구글 CEO 에릭 슈밋"
            former = [w for w in (*ahead, *plain[:-1]) if w in self.cues.former]
            unit = [w for w in plain[:-1] if w not in former]
            post = Post(body, " ".join([*former, titles[-1]]), Span(body.span.end, person.span.start))
            return [post] if len(unit) <= 2 else []
        school = bool(plain) and plain[-1].endswith(tuple(self.raw["school_units"])) and "의 " not in gap
        if school and len(plain) <= _SCHOOL and scene.syntax.parsed.eojeol_at(person.span.start):
            words = scene.syntax.words
            first = scene.syntax.parsed.eojeol_at(body.span.end - 1)
            run = words[first : scene.syntax.parsed.eojeol_at(person.span.start)]
            if all(w.is_nominal or w.span.of(scene.text) == "및" for w in run) and not any(
                w.particles for w in run[:-1]
            ):
                role = self._title_from(scene, people[-1].span.end)
                return [Post(body, *role)] if role is not None else []
        if plain[:1] == [self.raw["belonging"]] and body.cls != "PoliticalParty":
            plain = plain[1:]  # "경찰청 소속 김하늘 경위"
        if len(plain) > 1 or not all(self.cues.class_of(w) or w.endswith(tuple(self.raw["unit_ends"])) for w in plain):
            return []
        role = self._title_from(scene, people[-1].span.end)
        return [Post(body, *role)] if role is not None else []

    def _one_run(self, scene: Scene, body: Mention, person: Mention) -> bool:
        """Whether only nouns stand between a body and a name, none of them with a particle."""
        first, last = (scene.syntax.parsed.eojeol_at(at) for at in (body.span.end - 1, person.span.start))
        return not any(w.particles for w in scene.syntax.words[first + 1 : last])

    def _leader(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """PERSON TITLE의 BODY: whom the title makes its head ("이정민 대표의 새벽당")."""
        role = self._title_from(scene, person.span.end)
        body = self._first(bodies, role[1].end) if role is not None else None
        if role is None or body is None or body.cls in ("Country", "Region"):
            return []
        word = scene.syntax.words[scene.syntax.parsed.eojeol_at(body.span.start)]
        heads = role[0].split()[-1] in self.raw["heads"]
        whole = word.core.end == body.span.end and bool(word.particles)
        if not heads or not whole or without_asides(scene.text[role[1].end : body.span.start]) != "의 ":
            return []
        return [Post(body, *role)]

    def _colleague(self, scene: Scene, person: Mention, last: Sequence[Post], end: int) -> list[Post]:
        """PERSON BODY TITLE과 PERSON TITLE: officers of one firm, or of one title, whose body is named once."""
        role = self._title_from(scene, person.span.end)
        if role is None or not last or end > person.span.start:
            return []
        gap = without_asides(scene.text[end : person.span.start])
        titles = (role[0].split()[-1], last[-1].role.split()[-1])
        if role[0] == last[-1].role and titles[0] in self.raw["sole"]:
            return []  # "가나그룹 홍길동 회장과 김철수 회장": each of his own
        officers = last[-1].body.cls == "Company" and all(t in self.raw["officers"] for t in titles)
        ministers = last[-1].body.cls == "Country" and all(t.endswith(MINISTER) for t in titles)
        party = last[-1].body.cls == "PoliticalParty" and all(t in self.raw["party_posts"] for t in titles)
        same = titles[0] == titles[1] and last[-1].body.cls != "Country"
        unit = gap.split()[-1] if gap.split() else ""
        if same and unit.endswith(tuple(self.raw["school_units"])):
            gap = gap.strip().removesuffix(unit)  # "가나대 물리학과 홍길동 교수와 화학과 김철수 교수"
        if not _AND.fullmatch(gap) or not (officers or ministers or party or same):
            return []
        return [Post(last[-1].body, *role)]
