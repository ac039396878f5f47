"""What a sentence measures by another without its name: 성능이 A와 비슷하고 가격은 더 싸다."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import AGENT
from kg.extract.syntax import Phrase, Predicate
from kg.extract.told import Found, LookUps, Place
from kg.model import Mention


class LeftOutMeasured(LookUps):
    """Finds the thing that came out last, or whom the last sentence was about."""

    def compared(self, place: Place) -> Iterator[Found]:
        """성능이 A와 비슷하고 가격은 더 싸다: of what has come out, or whom the article is about, measured by A."""
        last: list[Mention] = []
        for verb in place.verbs:
            relations = {f.relation for f in self.frames.by_key.get(verb.key, ()) if not f.beside}
            relation = next((r for r in ("comparableTo", "outperforms") if r in relations), "")
            if not relation or verb.passive or not self._by_quality(place, verb):
                continue
            args = place.arguments(verb)
            slots = ("OBJ", "CMP") if relation == "outperforms" else ("COM", "DAT", "BARE")
            others = [m for q in args if q.slot in slots for m in q.fillers or q.inner[:1] if not m.common]
            last = others or (last if relation == "outperforms" and not any(q.slot in slots for q in args) else [])
            for b in last:
                yield from (Found(a, relation, b, verb) for a in self._measured(place, b))

    def _by_quality(self, place: Place, verb: Predicate) -> bool:
        """Whether a verb is said of a quality of which the sentence does not say whose it is."""
        own = [q for q in place.arguments(verb) if q.slot in AGENT]
        qualities = (*place.syntax.grammar.attributes, *self.words["fields"])
        return bool(own) and all(q.noun.endswith(tuple(qualities)) and self._unowned(q) for q in own)

    def _unowned(self, phrase: Phrase) -> bool:
        """Whether no name stands in a phrase but that of a place."""
        return all(m.common or m.cls in ("Country", "Region") for m in phrase.inner)

    def _measured(self, place: Place, other: Mention) -> list[Mention]:
        """What is measured by another: the things that came out last, else whom the last sentence was about."""
        if self._is(other, ("Product",)):
            out = [s for part in place.told.recent for s in part if s.predicate in ("released", "developed")]
            named = [place.told.named(s.object) for s in out]
            return [
                m
                for m in dict.fromkeys(named)
                if m is not None and self._is(m, ("Product",)) and m.entity not in place.here
            ]
        return [m for m in place.roles.topic if m.cls == other.cls and m.entity not in place.here][:1]
