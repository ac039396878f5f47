"""The firm that an authority looks into or fines where the sentence names no other."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.syntax import Phrase
from kg.extract.told import STATES, Found, LookUps, Place

_OTHERS = ("Company", "Person", "Product", "ResearchInstitute", "MediaOutlet")
_TARGETS = ("OBJ", "DAT", "ABOUT", "AGAINST")


class LeftOutFirms(LookUps):
    """Finds the firm that the article is about."""

    def proceedings(self, place: Place) -> Iterator[Found]:
        """A는 위반 여부를 조사하고 있다, A는 과태료를 물렸다: A does so to the firm that the article is about."""
        if any(self._is(m, _OTHERS) and not m.common for m in place.syntax.mentions):
            return
        firm = place.about(lambda m: m.cls == "Company" and m.entity in place.told.lead)
        if firm is None:
            return
        for verb in place.verbs:
            targets = [q for q in place.arguments(verb) if q.slot in _TARGETS]
            if verb.passive or any(q.fillers for q in targets):
                continue
            acts = [a for a in self._agents(place, verb) if self._is(a, STATES)]
            for relation in self._done(targets, verb.key) if acts else ():
                yield from (Found(a, relation, firm, verb) for a in acts)

    def _done(self, targets: list[Phrase], key: str) -> Iterator[str]:
        """What a verb says to be done to a firm, by what it acts on."""
        words, objects = self.words, [q.noun for q in targets if q.slot == "OBJ"]
        if key in words["probing"] and objects and all(n.endswith(words["probed"]) for n in objects):
            yield "investigates"
        begun = key in words["probes_begin"] and any(q.noun in words["probes"] for q in targets)
        if begun and all(self._probe(q) for q in targets):  # "조사에 착수했다"
            yield "investigates"
        if key in words["imposing"] and any(n.endswith(words["fines"]) for n in objects):
            yield "restricts"

    def _probe(self, phrase: Phrase) -> bool:
        """Whether a phrase is an inquiry into somebody, not a survey."""
        return phrase.noun in self.words["probes"] and not phrase.joined.endswith(self.words["surveys"])
