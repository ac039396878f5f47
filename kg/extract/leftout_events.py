"""The event that somebody attends, looks into or suffers, the device that a part sits in, where no name is said."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import AGENT
from kg.extract.syntax import Phrase
from kg.extract.told import STATES, Found, LookUps, Place
from kg.model import Mention

_HARMED = ("Organization", "Country", "Product", "Place")
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
        if any(m.cls in ("Event", "Policy") for m in place.syntax.mentions):
            return
        words = self.words
        theme = self._theme(place, (*words["incidents"], *words["policies"]))
        if theme is None:
            return
        for verb in place.verbs:
            args = place.arguments(verb)
            stopped = [q for q in args if q.slot in ("OBJ", *AGENT) and q.noun.endswith(words["stopped"])]
            struck = [q for q in args if q.slot in ("OBJ", "SBJ", "BARE") and q.noun.endswith(words["harms"])]
            if not (stopped and verb.key in words["stopping"]) and not (struck and verb.key in words["suffering"]):
                continue
            ends = [q.fillers or q.inner[-1:] for q in args if q.slot in ("DAT", "LOC", *AGENT)]
            for b in (m for fillers in ends for m in fillers if self._is(m, _HARMED)):
                yield Found(theme, "affects", b, verb)

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
