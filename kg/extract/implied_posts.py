"""Where a bare title is held: by the firm or the state that the article is about, names or tells of before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.scene import Scene
from kg.extract.titles import MINISTER, Post, Titles
from kg.mentions.nouns import korean_name
from kg.model import Mention, Span

_BARE_TITLE = re.compile(r"(?<![가-힣])([가-힣A-Z]{2,9})(?:인)? \Z")
_SENDING = ("Company", "Organization", "ResearchInstitute", "GovernmentBody", "PoliticalParty")
_FROM = re.compile(r"(?:\([^()]*\))? ?(?:측)?에(?:서는|선|서도|서)(?![가-힣])")
_LISTING = ("", "와", "과")
_ENDED = re.compile(r"[가-힣](?:며|고|지만)[, ]")
_NEAR = 16  # code points between a firm and the word that says whose it is


@dataclass(frozen=True)
class ImpliedPosts(Titles):
    """Finds the bodies of titles beside which none is named."""

    @cached_property
    def _came(self) -> re.Pattern[str]:
        return re.compile("|".join(self.raw["coming"]))

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
        if any(m.span.overlaps(role[1]) and not self._in_title(scene, m) for m in scene.syntax.mentions):
            return []  # "토머스 쿠리안 구글 클라우드 CEO"
        sender = self._sender(scene, person)
        if sender is not None:
            return [Post(sender, *role)]
        if noun in self.raw["firm_titles"] or noun in self.raw["founder"]:
            return [Post(m, *role) for m in self._firms(scene, person, role[1])]
        if noun in self.raw["body_titles"]:
            body = self._headed(scene, person, tuple(self.raw["body_titles"][noun]))
            return [Post(body, *role)] if body is not None else []
        state = self._state(scene, person, noun, history)
        return [Post(state, *role)] if state is not None else []

    def _sender(self, scene: Scene, person: Mention) -> Mention | None:
        """The body whose people a clause lists as those who came ("A사에서는 B 회장, C 실장이 참석했다")."""
        before = [m for m in scene.proper if m.span.end <= person.span.start and m.cls in _SENDING]
        sent = [m for m in before if _FROM.match(scene.text, m.span.end)]
        came = self._came.search(scene.text, person.span.end, scene.syntax.parsed.span.end)
        listed = bool(sent) and came is not None and sent[-1] is before[-1]
        if not listed or _ENDED.search(scene.text, sent[-1].span.end, person.span.start):
            return None
        first, last = (scene.syntax.parsed.eojeol_at(at) for at in (sent[-1].span.end - 1, person.span.start))
        there = scene.syntax.words[first].particle != "에서"  # "A사에서 열린 행사에 B 회장이": a place
        beside = all(not w.stem and w.particle in _LISTING for w in scene.syntax.words[first + 1 : last])
        return sent[-1] if there or beside else None

    def _in_title(self, scene: Scene, m: Mention) -> bool:
        """Whether a body's name only begins a title that one state has, which is named ("북한 ... 국방위|원장")."""
        word = scene.syntax.words[scene.syntax.parsed.eojeol_at(m.span.end - 1)]
        noun = word.core.of(scene.text)
        states = (
            [s for s, titles in self.raw["own_titles"].items() if noun in titles] if word.core.end > m.span.end else []
        )
        before = scene.text[scene.syntax.parsed.span.start : word.span.start].rstrip()
        if not states or before.endswith(tuple(self.cues.parliaments)):
            return False
        return self._nearest(scene, lambda x: x.entity in states) is not None

    def _firms(self, scene: Scene, person: Mention, title: Span) -> list[Mention]:
        """The firms of a bare title: whom its clause leads, the person's own, one named before, else the article's."""
        led = self._led(scene, title)
        if led is not None:
            return led
        own = self._own_firm(scene, person) or self._known_firm(scene, person)
        if own is not None:
            return [own]
        here = [m for m in scene.proper if m.span.end <= person.span.start and m.cls == "Company"]
        subjects = [m for m in here if scene.text[m.span.end : m.span.end + 1] in "은는이가도"]
        if here:
            return [(subjects or here)[-1]]
        meant = scene.salience.foremost(lambda m: m.cls == "Company")
        return [meant] if meant is not None else []

    def _headed(self, scene: Scene, person: Mention, ends: tuple[str, ...]) -> Mention | None:
        """The body that the text is about, of those whose names end so: "김민수 위원은" sits on its commission."""
        branch = self.ontology.branch
        before = [m for m in scene.proper if m.span.end <= person.span.start]
        others = tuple(self.raw["no_bodies"])

        def fits(m: Mention) -> bool:
            called = m.surface.endswith(ends) and not m.surface.endswith(others)
            return called and branch(m.cls) == "Organization"

        return scene.salience.foremost(fits, before)

    def _known_firm(self, scene: Scene, person: Mention) -> Mention | None:
        """The firm that the lexicon has a person in, where the article names it ("신세계그룹 ... 정용진 회장")."""
        entry = self.ontology.find(person.entity)
        bodies = {body for role, body in entry.posts if not self.cues.is_past(role)} if entry is not None else set()
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
        if noun.endswith(MINISTER):
            served = [m for m in history if m.cls == "Country" and self._serves(person, m)]
            if served:
                return served[-1]
        korean = korean_name(person.surface, self.cues)
        states = [state for state, titles in self.raw["own_titles"].items() if noun.endswith(tuple(titles))]
        states = [s for s in states if len(states) == 1 or korean == s.endswith(self.cues.home)]
        if states or korean or entry is not None or not noun.endswith(tuple(self.raw["state_offices"])):
            return self._nearest(scene, lambda m: m.entity in states)
        before = [m for m in scene.proper if m.span.end <= person.span.start]
        here = before if any(m.cls == "Country" for m in before) else scene.proper
        return scene.salience.foremost(lambda m: m.cls == "Country", here)

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
        bodies = [(org, self.ontology.find(org)) for role, org in entry.posts if role.endswith(MINISTER)]
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
