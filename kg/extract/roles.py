"""Who does it and to what: the fillers of a predicate's slots, through relative clauses and shared subjects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.parties import Parties
from kg.extract.syntax import Predicate
from kg.mentions.letters import aimed
from kg.model import Mention

# slot of a frame -> the phrases that fill it, the likeliest first
_KINDS = {
    "goal": ("DAT",), "place": ("LOC", "DAT"), "source": ("SRC", "LOC"), "instrument": ("INS",), "with": ("COM",),
    "than": ("CMP",), "about": ("ABOUT",), "against": ("AGAINST", "TOWARD"), "toward": ("TOWARD", "DAT"),
    "facing": ("TOWARD",), "as": ("AS", "INS"), "until": ("UNTIL",), "bare": ("BARE",), "via": ("VIA",),
}  # fmt: skip
_BESIDES = ("외", "이외", "밖")  # "A 외에": not what it is done to
_INNER = {
    "goal_inner": ("DAT",),
    "as_inner": ("AS", "INS"),
    "as_part": ("AS", "INS"),
    "place_inner": ("LOC", "SRC"),
    "instrument_inner": ("INS",),
    "via_inner": ("VIA",),
    "for_inner": ("FOR",),
    "topic_inner": ("TOP",),
}
_NO_HEADS = ("goal_inner", "topic_inner", "as_part")  # slots in which only what stands before a phrase's head counts


@dataclass(frozen=True)
class Roles(Parties):
    """Slot look-ups for one sentence.

    Args:
        syntax: The sentence.
        topic: Mentions that the last sentences were about, for subjects that Korean drops.
        firms: For a person the firm whose officer the article has called him.
    """

    firms: Mapping[str, Mention] = field(default_factory=dict)
    _filled: dict[tuple[int, int, str], tuple[Mention, ...]] = field(default_factory=dict, init=False, compare=False)
    _said_at: dict[tuple[str, ...], int] = field(default_factory=dict, init=False, compare=False)

    def fill(self, predicate: Predicate, slot: str) -> tuple[Mention, ...]:
        """Return the mentions in a slot of a predicate, () where there is none.

        Args:
            predicate: The predicate.
            slot: agent, patient, goal, place, source, instrument, with, with_whose, than, by, about, against, toward,
                as, bare or inner.
        """
        asked = predicate.at, predicate.noun_at, slot
        found = self._filled.get(asked)
        if found is None:
            found = self._filled[asked] = self._fill(predicate, slot)
        return found

    def _fill(self, predicate: Predicate, slot: str) -> tuple[Mention, ...]:
        if slot == "agent" and self._requested(predicate):
            return self._slots(predicate, ("DAT",))
        if slot == "agent" and predicate.noun_phrase is not None and not predicate.passive:
            owner = self._allowed(predicate) or self._owner(predicate)
            if owner or not self._shares_subject(predicate):
                return owner
        if slot == "agent":
            return self._undergoer(predicate, agent=True) if predicate.passive else self.agent(predicate.at)
        if slot == "patient":
            return self._undergoer(predicate) if predicate.passive else self.patient(predicate)
        if slot == "by":
            return self._by(predicate) if predicate.passive else ()
        if slot == "inner":
            return self._inner(predicate)
        if slot == "possessor":
            return self._possessor(predicate)
        if slot == "working":
            return self._working(predicate)
        if slot == "stage":
            return self._stage(predicate)
        if slot == "found":
            return self._found(predicate)
        if slot == "upper":
            return self._upper(predicate)
        if slot == "above":
            return self._above(predicate)
        if slot == "with" and predicate.noun_at >= 0:
            inside = self._with_whom(predicate) or self._partner(predicate)
            if inside:
                return inside
        if slot == "with":
            found = self._slots(predicate, _KINDS[slot]) or self._beside_subject(predicate)
            return found or self._partner_before(predicate)
        if slot == "with_whose":
            return tuple(m for p in self.phrases(predicate) if p.slot == "COM" for m in self.owners(p))
        if slot == "content":
            return self._content(predicate)
        if slot == "detected":
            return self._detected(predicate)
        if slot in ("head", "described"):
            return self.relative(predicate.at) if predicate.noun_at < 0 else ()
        if slot == "stake":
            return self._stake(predicate)
        if slot == "shares":
            return self._shares(predicate)
        if slot in _INNER:
            phrases = [p for p in self.phrases(predicate) if p.slot in _INNER[slot] and p.noun not in _BESIDES]
            return tuple(m for p in phrases for m in p.inner if m not in p.fillers or slot not in _NO_HEADS)
        if slot == "aimed":
            return tuple(m for m in self._before_noun(predicate) if aimed(self.syntax.text, m))
        if slot in ("deal", "deal_by"):
            return self._deal(predicate) if predicate.passive == (slot == "deal_by") else ()
        if slot == "whose":
            return self._whose(predicate)
        if slot == "theme":
            return self.topical(predicate)
        if slot == "topic":
            return self._own_topic(predicate)
        if slot == "maker":
            return self._possessor(predicate, apart=True) if predicate.passive else ()
        if slot == "sender":
            return self._sender(predicate) if predicate.passive else ()
        if slot == "made_by":
            return self._made_by(predicate)
        if slot == "deed":
            return self._deed(predicate)
        if slot == "beside":
            return (
                ()
                if self._behind(predicate) in (self.syntax.grammar.requests | self.syntax.grammar.proposals)
                else self._nearest_group(predicate)[-1:]
            )
        return self._slots(predicate, _KINDS[slot])

    def together(self, predicate: Predicate) -> bool:
        """Whether whom a predicate names with 와 does it as well; an event noun must say so ("공동 개발 계약")."""
        if self._said(predicate, self.syntax.grammar.jointly):
            return True
        return predicate.noun_at < 0 and not self._said(predicate, self.syntax.grammar.apart)

    def jointly(self, predicate: Predicate) -> bool:
        """Whether it is done together; of whom the clause describes this must be said ("B와 [함께 C를 만든] A")."""
        agents = self.fill(predicate, "agent")
        described = bool(agents) and tuple(agents) == self.relative(predicate.at)
        return self._said(predicate, self.syntax.grammar.jointly) if described else self.together(predicate)

    def _said(self, predicate: Predicate, words: tuple[str, ...]) -> bool:
        first = self._said_at.get(words)
        if first is None:
            text, every = self.syntax.text, self.syntax.words
            found = (w.index for w in every if text.startswith(words, w.span.start, w.span.end))
            first = self._said_at[words] = next(found, len(every))
        return first <= max(predicate.at, predicate.noun_at)
