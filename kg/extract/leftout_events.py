"""The event that somebody attends, looks into or suffers, the device that a part sits in, where no name is said."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import AGENT
from kg.extract.syntax import Phrase
from kg.extract.told import STATES, Found, LookUps, Place
from kg.model import Mention

_HARMED = ("Organization", "Country", "Place")
_ROW = 3  # code points between two names of a row
_PARTS = ("Chip", "Software", "AIModel", "Technology", "Product")


class LeftOutEvents(LookUps):
    """Finds the event or the device that the article is about."""

    def present(self, place: Place) -> Iterator[Found]:
        """이날 회담에는 A도 배석했다, 이 행사에서 A는 연설했다: A takes part in the event named before."""
        if any(m.cls == "Event" for m in place.syntax.mentions):
            return
        words = self.words
        for verb in place.verbs:
            if verb.passive:
                continue
            args = place.arguments(verb)
            together = verb.key in words["together"] and any(q.noun in words["seats"] for q in args)
            attends = together or verb.key in words["attending"]
            if not attends and not any(q.slot == "LOC" for q in args):
                continue
            places = [q for q in args if q.slot in ("DAT", "LOC") and self._occasion(place, q)]
            others = [q for q in args if q.slot in ("DAT", "OBJ") and q not in places]
            others = [q for q in others if q.noun not in words["seats"] and q.noun not in words["days"]]
            if not (attends and (places or not others)) and not any(q.slot == "LOC" for q in places):
                continue
            kind = next((q.noun for q in places if q.noun not in words["any_occasion"]), "")
            event = self._held(place, tuple(w for w in words["gatherings"] if w.endswith(kind[-2:])))
            away = "negated" if verb.key in words["missing"] else ""
            if event is not None:
                yield from (Found(a, "participatesIn", event, verb, away) for a in self._agents(place, verb))

    def _held(self, place: Place, ends: tuple[str, ...]) -> Mention | None:
        """The event of a kind that the article is about."""
        return place.salience.foremost(lambda m: m.cls == "Event" and m.surface.endswith(ends))

    def _occasion(self, place: Place, phrase: Phrase) -> bool:
        """Whether a phrase calls an event that was named before ("이날 회담에서"), not another ("비공개 회담에서")."""
        if phrase.fillers or phrase.noun not in self.words["occasions"] or place.described(phrase):
            return False
        return all(w in self.words["pointing"] for w in phrase.text.split()[:-1])

    def looks(self, place: Place) -> Iterator[Found]:
        """A는 원인을 조사하고 있다: A looks into the accident that the article is about."""
        theme = self._theme(place, self.words["incidents"])
        if theme is None:
            return
        for predicate in place.syntax.predicates:
            phrase = predicate.noun_phrase
            beside = phrase is not None and phrase.slot not in ("OBJ", "DAT")
            if predicate.key not in self.words["looking"] or predicate.passive or beside:
                continue
            causes = self.words["causes"]
            given = [q for q in place.roles.phrases(predicate) if q.slot in ("OBJ", "ABOUT") and q is not phrase]
            if place.roles.fill(predicate, "patient") or not all(q.noun.endswith(causes) for q in given):
                continue
            for a in self._agents(place, predicate):
                if self._is(a, STATES):
                    yield Found(a, "investigates", theme, predicate)

    def harmed(self, place: Place) -> Iterator[Found]:
        """A도 피해를 입었다, A의 공장이 멈췄다: what the article is about has struck A."""
        words = self.words
        here = {m.entity for m in place.syntax.mentions if m.cls in ("Event", "Policy") and not m.common}
        themes = {m.entity for m in place.told.themes if not self._harmless(m)}
        struck = place.salience.foremost(lambda m: m.entity in themes) if themes else None
        stopped = self._theme(place, (*words["incidents"], *words["policies"]))
        for verb in place.verbs:
            args = place.arguments(verb)
            stops = [q for q in args if q.slot in ("OBJ", *AGENT) and q.noun.endswith(words["stopped"])]
            blows = [q for q in args if q.slot in ("OBJ", "SBJ", "BARE") and q.noun.endswith(words["harms"])]
            theme = struck if blows and verb.key in words["suffering"] else None
            if theme is None and stops and verb.key in words["stopping"]:
                theme = stopped
            if theme is None or here - {theme.entity}:
                continue
            deals = verb.key in words["dealing"]  # "A는 B에 충격을 주었다": A is the cause
            if deals and any(q.slot in AGENT and q.inner for q in args if q not in blows):
                continue
            slots = ("DAT", "LOC") if deals else ("DAT", "LOC", *AGENT)
            ends = [q.fillers or self._owners(q) for q in args if q.slot in slots and q not in blows]
            named = [m for fillers in ends for m in fillers]
            if not ends:
                named = self._agents(place, verb)  # "[A는] 피해를 볼 것으로 보인다"
            for b in named:
                if self._is(b, _HARMED):
                    yield Found(theme, "affects", b, verb)

    def _harmless(self, m: Mention) -> bool:
        """Whether a theme is a gathering or a mere means, of which no blow comes."""
        words = self.words
        meeting = m.surface.startswith(words["gatherings"]) and not m.surface.endswith(words["incidents"])
        return meeting or m.surface.endswith((*words["means"], *words["gatherings"]))

    def _owners(self, phrase: Phrase) -> list[Mention]:
        """Whose the head of a phrase is: the last name in it, with those in a row before it."""
        rest: list[Mention] = []
        for m in reversed(phrase.inner):
            if m.common or (rest and (m.cls != rest[0].cls or rest[0].span.start - m.span.end > _ROW)):
                break
            rest.insert(0, m)
        return rest

    def built_in(self, place: Place) -> Iterator[Found]:
        """두뇌로는 A가 탑재됐다: the device that the article is about uses A."""
        words = self.words
        for verb in place.verbs:
            if verb.key not in words["built_in"] or not (verb.passive or verb.key in words["sitting"]):
                continue
            args = place.arguments(verb)
            if any(q.slot in ("DAT", "LOC") for q in args) or place.syntax.words[verb.at].ending_tag == "ETM":
                continue
            parts = [m for q in args if q.slot in AGENT for m in q.fillers if not m.common]
            whole = place.about(lambda m: m.cls == "Device") if parts else None
            if whole is not None:
                yield from (Found(whole, "uses", b, verb) for b in parts if b.cls in _PARTS)
