"""What hangs on a predicate: the phrases of its eojeol, and of the event noun that it carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.events import EventNouns
from kg.extract.syntax import Phrase, Predicate
from kg.model import Mention

AGENT = ("SBJ", "TOP")  # slots of a subject


@dataclass(frozen=True)
class Arguments(EventNouns):
    """Look-ups of a predicate's phrases by their slots."""

    _phrases: dict[tuple[int, int], list[Phrase]] = field(default_factory=dict, init=False, compare=False)

    def phrases(self, predicate: Predicate) -> list[Phrase]:
        """Arguments of the predicate's eojeol and of the event noun that it carries."""
        asked = predicate.at, predicate.noun_at
        found = self._phrases.get(asked)
        if found is None:
            found = self._phrases[asked] = self._arguments(predicate)
        return found

    def _arguments(self, predicate: Predicate) -> list[Phrase]:
        inner = predicate.noun_phrase
        own = [
            p
            for p in self.syntax.arguments(predicate.at)
            if p is not inner and (inner is None or self._carried(predicate))
        ]
        if inner is not None:
            return own + [p for k in range(inner.first, inner.last + 1) for p in self.syntax.arguments(k)]
        # "테슬라와 반도체 공급 계약을 맺다": what hangs on the bare noun of the object belongs to its verb as well
        bare = [p for p in own if p.slot in ("OBJ", "BARE") and not p.is_name]
        nouns = [k for p in bare for k in range(p.first, p.last + 1)]
        below = [q for k in nouns for q in self.syntax.arguments(k)]
        own += [q for q in below if q.slot in ("COM", "DAT", "ABOUT", "AGAINST", "SRC", "TOWARD") and q not in own]
        return own

    def _slots(self, predicate: Predicate, kinds: Sequence[str], without: Sequence[str] = ()) -> tuple[Mention, ...]:
        phrases = self.phrases(predicate)[::-1]
        for kind in kinds:
            for phrase in phrases:
                if phrase.slot == kind and phrase.fillers and phrase.noun not in without:
                    return (*self._shared_out(phrase), *phrase.fillers) if kind == "DAT" else phrase.fillers
        return ()

    def _shared_out(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Who gets a part beside the last one: "A에 5억원, B에 2억원의 과징금을 물렸다"."""
        out: tuple[Mention, ...] = ()
        words, phrases = self.syntax.words, self.syntax.phrases
        for i in range(phrases.index(phrase) - 1, 0, -2):
            part, to = phrases[i], phrases[i - 1]
            last = words[part.last]
            share = last.comma and not last.particles and "SN" in (last.first_tag, words[part.first].first_tag)
            if not share or to.slot != "DAT" or to.last + 1 != part.first or part.last + 1 != phrase.first:
                break
            out, phrase = (*to.fillers, *out), to
        return out

    def has_object(self, predicate: Predicate) -> bool:
        """Whether a verb acts on something that it names itself, be it no name; its event noun is none."""
        words, event = self.syntax.words, self.syntax.grammar.event_noun
        return any(p.slot == "OBJ" and not event(words[p.last]) for p in self.phrases(predicate))
