"""Titles beside names: 젠슨 황 엔비디아 CEO, 엔비디아 CEO 젠슨 황, 엔비디아의 젠슨 황 CEO, 젠슨 황 CEO."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.extract.scene import Link, Scene
from kg.mentions.cues import Cues
from kg.mentions.nouns import korean_name
from kg.model import Mention, Qualifier, Span
from kg.ontology import Ontology
from kg.text.typography import ASIDE, without_asides

_BARE_TITLE = re.compile(r"(?<![가-힣])([가-힣A-Z]{2,9})(?:인)? \Z")
_LAST_WORD = re.compile(r"(?<![가-힣])([가-힣前]{1,2}) \Z")
_SCHOOL = 4  # words that the name of a school's unit may have ("로봇 및 기계전자공학과")
_NEAR = 16  # code points between a firm and the word that says whose it is
_MINISTER = "장관"
_DOTS = ("·", "ㆍ", "・")
_AND = re.compile(r"\s?(?:와|과|,|·|및| 및|이랑|하고)\s?")
_ASIDE_BODY = re.compile(r"[’'”]?(?:\s?[가-힣0-9]{1,8}){0,2}")  # "대법원 2부(주심", "한강전자(대표"
_ASIDE_TITLE = re.compile(r"(?:[A-Za-z0-9&.\- ]+[·,;/]\s?)?(?P<title>[가-힣]{2,8})\s\Z")
_TITLE_TAIL = re.compile(r"\s?(?:대행|직무대행|서리|권한대행|내정자|후보자?)?(?:인)?\s")
_IN_ASIDE = re.compile(r"\s([가-힣]{2,6})\)")
_ALSO = re.compile(r"(?:\([^)]*\))?\s*(?:겸|이자|및|과|와)\s+")


class Post(NamedTuple):
    """A body, the role that somebody has there, and the words that say so."""

    body: Mention
    role: str
    span: Span


@dataclass(frozen=True)
class Posts:
    """Reads the titles that stand beside people's names.

    Args:
        raw: frames/links.yaml.
        cues: Titles.
        ontology: Classes, and the posts that the lexicon knows.
    """

    raw: Mapping[str, Any]
    cues: Cues
    ontology: Ontology

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
        last: list[Post] = []
        end = 0
        for person in (m for m in mentions if m.cls == "Person"):
            dotted = self._dotted(scene, person)
            posts = self._aside(scene, dotted[0], bodies)
            posts = posts or self._behind(scene, dotted[-1], bodies) or self._before(scene, dotted, bodies)
            posts = [p for p in posts if self._held_there(p)]
            posts = posts or self._shared(scene, person, bodies)
            posts = posts or self._leader(scene, person, bodies) or self._colleague(scene, person, last, end)
            if not posts and person.entity not in placed:
                posts = self._implied(scene, person)
            for post in posts:
                yield from self._link(person, post, placed)
            if posts:
                last, end = posts, max(posts[-1].span.end, dotted[-1].span.end)

    def _dotted(self, scene: Scene, person: Mention) -> list[Mention]:
        """The people whom middle dots join around a person: one title is everybody's ("김·이·박 전 원장")."""
        out = [person]
        people = [m for m in scene.proper if m.cls == "Person"]
        i = people.index(person)
        for other in people[i + 1 :]:
            if scene.gap(out[-1], other) not in _DOTS:
                break
            out.append(other)
        for other in reversed(people[:i]):
            if scene.gap(other, out[0]) not in _DOTS:
                break
            out.insert(0, other)
        return out

    def _held_there(self, post: Post) -> bool:
        """Whether a land has such a post: of "아시아태평양 지역 총괄" it only says where."""
        noun = post.role.split()[-1]
        local = noun.endswith(tuple(self.raw["local_offices"]))
        return post.body.cls != "Region" or local or any(noun.endswith(f) for f in self.raw["founder"])

    def _aside(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """BODY(TITLE PERSON): 한강전자(대표 홍길동), 한강진흥원(KIA·원장 홍길동), 대법원 2부(주심 홍길동 대법관)."""
        text, start = scene.text, person.span.start
        opened = text.rfind("(", scene.syntax.parsed.span.start, start)
        if opened < 0 or text.find(")", opened, start) >= 0:
            return []
        match = _ASIDE_TITLE.match(text[opened + 1 : start])
        body = max((b for b in bodies if b.span.end <= opened), key=lambda b: b.span.end, default=None)
        if match is None or body is None or body.cls in ("Country", "Region"):
            return []
        between, title = text[body.span.end : opened], match["title"]
        if not _ASIDE_BODY.fullmatch(between) or not (
            not between.strip("’'” ") or between.endswith(tuple(self.raw["unit_ends"]))
        ):
            return []
        if title in self.raw["judging"]:
            behind = _IN_ASIDE.match(text, person.span.end)
            return [Post(body, behind[1], Span(*behind.span(1)))] if behind and self.cues.title(behind[1]) else []
        known = self.cues.title(title) == title or title in self.cues.titles
        headed = body.surface[-1:] + title[-1:] == title[-2:] and title[:-1] == body.surface[-len(title) + 1 :]
        named = known or headed or title in self.raw["straddling"]
        return [Post(body, title, Span(opened + 1, start - 1))] if named else []

    def _shared(self, scene: Scene, person: Mention, bodies: Sequence[Mention]) -> list[Post]:
        """BODY PERSON·BODY PERSON TITLE: the title at the end is everybody's ("가나당 홍길동·다라당 이영희 대표")."""
        people = [m for m in scene.proper if m.cls == "Person"]
        own = next((b for b in bodies if b.span.end == person.span.start - 1), None)
        if own is None or own.cls in ("Country", "Region"):
            return []
        at = person
        for other in people[people.index(person) + 1 :]:
            body = next((b for b in bodies if b.span.end == other.span.start - 1 and b.span.start > at.span.end), None)
            if body is None or scene.text[at.span.end : body.span.start].strip() not in _DOTS:
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
        elif body.cls == "Region" and not noun.endswith(tuple(self.raw["local_offices"])):
            return
        elif self.ontology.allows("holdsPosition", "Person", body.cls):
            yield Link("holdsPosition", person, body, span, (Qualifier("role", role),))

    # ---- where the title stands

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
        body = self._firm_of(self._innermost(scene, body, bodies), bodies)
        shared = [m for m in scene.joined(body) if m in bodies]  # "구글 및 알파벳 CEO"
        role = self._title_from(scene, shared[-1].span.end)
        if role is None:
            return []
        former = between.strip()
        name = f"{former} {role[0]}" if former in self.cues.former else role[0]
        return [*(Post(b, name, role[1]) for b in shared), *self._also(scene, role[1].end, body, bodies)]

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
            body = inner
        return body

    def _firm_of(self, body: Mention, bodies: Sequence[Mention]) -> Mention:
        """Whose unit a body is, where its name begins with the firm's: an officer of a division is one of the firm."""
        if body.entity.count("/") and body.surface.endswith(tuple(self.raw["divisions"])):
            heads = (b for b in bodies if b.span.start == body.span.start and b.span.end < body.span.end)
            return next((b for b in heads if b.cls == "Company"), body)
        return body

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
        return [Post(other or body, *role)]

    def _anothers(self, scene: Scene, at: int) -> bool:
        """Whether a name stands right behind a title: it is that one's ("A 장관과 미국 국무장관 대행인 B는")."""
        person = next((m for m in scene.proper if m.cls == "Person" and m.span.start >= at), None)
        return person is not None and _TITLE_TAIL.fullmatch(scene.text[at : person.span.start]) is not None

    def _before(self, scene: Scene, people: Sequence[Mention], bodies: Sequence[Mention]) -> list[Post]:
        """BODY TITLE PERSON, or BODY(의) PERSON TITLE."""
        person = people[0]
        ended = [b for b in bodies if b.span.end <= person.span.start]
        body = max(ended, key=lambda b: (b.span.end, b.span.end - b.span.start), default=None)
        if body is None:
            return []
        gap = scene.gap(body, person)
        fused = self._fused(scene, body.span.end)
        if fused is not None and scene.text[fused[1].end : person.span.start] in (" ", "인 "):
            return [Post(body, *fused)]  # "부산시장 김민수"
        if len(gap) > 24 or not re.match(r"(?:의? |\Z)[^,.\n·]*\Z", gap):
            return []
        plain = gap.replace("의 ", " ").split()
        titles = [w for w in plain if self.cues.title(w)]
        if plain and titles and plain[-1] == titles[-1]:
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
        if len(plain) > 1 or not all(self.cues.class_of(w) or w.endswith(tuple(self.raw["unit_ends"])) for w in plain):
            return []
        role = self._title_from(scene, people[-1].span.end)
        return [Post(body, *role)] if role is not None else []

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
        officers = last[-1].body.cls == "Company" and all(t in self.raw["officers"] for t in titles)
        ministers = last[-1].body.cls == "Country" and all(t.endswith(_MINISTER) for t in titles)
        same = titles[0] == titles[1] and last[-1].body.cls != "Country"
        unit = gap.split()[-1] if gap.split() else ""
        if same and unit.endswith(tuple(self.raw["school_units"])):
            gap = gap.strip().removesuffix(unit)  # "가나대 물리학과 홍길동 교수와 화학과 김철수 교수"
        if not _AND.fullmatch(gap) or not (officers or ministers or same):
            return []
        return [Post(last[-1].body, *role)]

    def _implied(self, scene: Scene, person: Mention) -> list[Post]:
        """PERSON TITLE or TITLE PERSON with no body beside it: of the firm that the text is about, or a state named.

        Which state a president heads is taken from the person's post in the lexicon, only to choose among the countries
        that the article itself names.
        """
        text, history = scene.text, (*scene.history, *scene.proper)
        role = self._title_from(scene, person.span.end)
        if role is None:
            start = max(scene.syntax.parsed.span.start, person.span.start - 10)
            match = _BARE_TITLE.search(text[start : person.span.start])
            if not match or match.group(1) not in self.cues.titles:
                return []
            role = (match.group(1), Span(person.span.start - len(match.group(0)), person.span.start - 1))
        noun = role[0].split()[-1]
        if any(m.span.overlaps(role[1]) for m in scene.syntax.mentions):
            return []  # "토머스 쿠리안 구글 클라우드 CEO"
        if noun in self.raw["firm_titles"]:
            led = self._led(scene, role[1])
            if led is not None:
                return [Post(m, *role) for m in led]
            own = self._own_firm(scene, person) or self._known_firm(scene, person)
            if own is not None:
                return [Post(own, *role)]
            here = [m for m in scene.proper if m.span.end <= person.span.start and m.cls == "Company"]
            subjects = [m for m in here if text[m.span.end : m.span.end + 1] in "은는이가도"]
            if here:
                return [Post((subjects or here)[-1], *role)]
            meant = scene.salience.foremost(lambda m: m.cls == "Company")
            return [Post(meant, *role)] if meant is not None else []
        state = self._state(scene, person, noun, history)
        return [Post(state, *role)] if state is not None else []

    def _known_firm(self, scene: Scene, person: Mention) -> Mention | None:
        """The firm that the lexicon has a person in, where the article names it ("신세계그룹 ... 정용진 회장")."""
        entry = self.ontology.find(person.entity)
        bodies = {body for role, body in entry.posts if not role.startswith("전 ")} if entry is not None else set()
        known = self._nearest(scene, lambda m: m.entity in bodies and m.cls == "Company") if bodies else None
        if known is None:
            return None
        fuller = (m for m in scene.proper if m.cls == "Company" and m.span.end <= person.span.start)
        return next((m for m in fuller if m.surface != known.surface and m.surface.startswith(known.surface)), known)

    def _nearest(self, scene: Scene, fits: Callable[[Mention], bool]) -> Mention | None:
        """The last name that fits before the end of the sentence, else the first behind it."""
        before = next((m for m in reversed((*scene.history, *scene.proper)) if fits(m)), None)
        return before or next((m for m in scene.later if fits(m)), None)

    def _state(self, scene: Scene, person: Mention, noun: str, history: Sequence[Mention]) -> Mention | None:
        """The state whose office a bare title is: by the lexicon, else the one state that has such a title."""
        entry = self.ontology.find(person.entity)
        if noun.endswith(tuple(self.raw["state_titles"])) and entry is not None:
            posts = {org for r, org in entry.posts if r.endswith(noun)}
            known = self._nearest(scene, lambda m: m.entity in posts and m.cls == "Country")
            if known is not None:
                return known
        if noun.endswith(_MINISTER):
            served = [m for m in history if m.cls == "Country" and self._serves(person, m)]
            if served:
                return served[-1]
        korean = korean_name(person.surface, self.cues)
        states = [state for state, titles in self.raw["own_titles"].items() if noun.endswith(tuple(titles))]
        states = [s for s in states if len(states) == 1 or korean == s.endswith(self.cues.home)]
        if states or korean or entry is not None or not noun.endswith(tuple(self.raw["state_offices"])):
            return self._nearest(scene, lambda m: m.entity in states)
        return scene.salience.foremost(lambda m: m.cls == "Country", scene.proper)

    def _led(self, scene: Scene, title: Span) -> list[Mention] | None:
        """The bodies that a clause says its subject leads or founded ("A 회장이 이끄는 B"), None without one."""
        at = scene.syntax.parsed.eojeol_at(title.end - 1)
        phrase = scene.syntax.phrase_at(at)
        if phrase is None or phrase.last != at or phrase.slot != "SBJ" or phrase.head < 0:
            return None
        verb = scene.syntax.words[phrase.head]
        if verb.ending_tag != "ETM" or (verb.noun or verb.stem) not in self.raw["leading"]:
            return None
        return [m for m in scene.roles.relative(verb.index) if self.ontology.is_a(m.cls, "Organization")]

    def _serves(self, person: Mention, country: Mention) -> bool:
        """Whether the lexicon has a person for a minister of a country: of itself, or of a ministry called by it."""
        entry, state = self.ontology.find(person.entity), self.ontology.find(country.entity)
        if entry is None or state is None:
            return False
        bodies = [(org, self.ontology.find(org)) for role, org in entry.posts if role.endswith(_MINISTER)]
        return any(org.split("-")[0] == state.id or (body and body.ko.startswith(state.ko)) for org, body in bodies)

    def _own_firm(self, scene: Scene, person: Mention) -> Mention | None:
        """The firm that the clause right before a name says they founded or lead ("샛별을 창업한 김민수 대표")."""
        words = scene.syntax.words
        at = scene.syntax.parsed.eojeol_at(person.span.start) - 1
        if at < 0 or words[at].ending_tag != "ETM":
            return None
        noun = words[at].stem.removesuffix("이다")
        founder = noun.endswith(tuple(self.raw["founder"]))
        if not founder and (words[at].noun or words[at].stem) not in self.raw["founding"]:
            return None
        end = words[at].core.start if founder else words[at].span.start
        firms = [m for m in scene.proper if m.cls == "Company" and m.span.end <= end]
        if firms and not founder and scene.text[firms[-1].span.end : firms[-1].span.end + 1] not in "을를":
            return None
        close = firms[-1:] if firms and not scene.gap(firms[-1], person).count(",") else []
        return close[0] if close and end - close[0].span.end <= _NEAR else None

    def _title_from(self, scene: Scene, at: int) -> tuple[str, Span] | None:
        """The title that ends the run of nouns from an offset on, within four eojeols."""
        text, words = scene.text, scene.syntax.words
        fused = self._fused(scene, at)
        if fused is not None:
            return fused
        match = ASIDE.match(text, at)
        at = match.end() if match else at
        first = next((w.index for w in words if w.span.end > at), -1)
        if first < 0 or words[first].span.start < at or text[at : words[first].span.start].strip():
            return None
        start = words[first].span.start
        for k in range(first, min(first + 4, len(words))):
            word = words[k]
            if word.core.end <= word.core.start:
                if word.span.of(text) in self.cues.former:
                    continue  # "구글 전 CEO"
                return None
            title = self.cues.title(word.core.of(text))
            if not title and (team := self._team(word.core.of(text))):
                return team, Span(start, word.core.start + len(team))
            if title:
                return text[start : word.core.end] if k - first <= 1 else title, Span(start, word.core.end)
            if word.particles or word.comma or word.stem:
                return None
        return None

    def _team(self, noun: str) -> str:
        """The title of whose team a noun tells: 교수팀, 교수연구팀, 박사팀."""
        end = next((t for t in self.raw["teams"] if noun.endswith(t)), "")
        title = noun.removesuffix(end)
        return title if end and title in self.cues.titles else ""

    def _fused(self, scene: Scene, at: int) -> tuple[str, Span] | None:
        """The title that is written on to a body's name: 금융감독원장, 부산시장, 하원의장, 금융위원장, 미국대사."""
        text = scene.text
        word = next((w for w in scene.syntax.words if w.span.start < at < w.core.end), None)
        if word is None or not word.is_nominal:
            return None
        rest = text[at : word.core.end]
        if text[at - 1] + rest in self.raw["straddling"] or text[at - 1] + rest in self.raw["local_offices"]:
            return text[at - 1] + rest, Span(at - 1, word.core.end)
        if rest in self.cues.titles or rest in self.raw["local_offices"] or rest in self.raw["offices"]:
            return rest, Span(at, word.core.end)
        return None
