"""Whose money it is: in whom is invested, and of whom somebody has a stake, where the sentence does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import AGENT
from kg.extract.syntax import Phrase, Predicate, Syntax
from kg.extract.told import Found, LookUps, Place
from kg.model import Mention

_SOON, _LATER = 2, 8  # sentences behind one that tells who has raised money, for what says less and more
_FIRMS = ("Company", "Software", "MediaOutlet")  # of which there are shares
_HALF = 50  # percent of a firm with which it is somebody's


class LeftOutMoney(LookUps):
    """Finds the firm in which somebody has put money."""

    def rounds(self, place: Place) -> Iterator[Found]:
        """이번 투자에는 A가 참여했다, A는 5억달러어치를 사들였다: A puts its money into who is meant."""
        words, raised = self.words, self._raised(place)
        first = next((p for p in place.syntax.phrases if self._is_round(p)), None)
        for verb in place.verbs:
            if verb.passive:
                continue
            after = first is not None and verb.at > first.last
            taken = after and verb.key in words["joining"]
            put = after and verb.key in words["putting"] and self._acts_on(place, verb, words["money"])
            more = raised if raised is not None and self._goes_on(place, verb) else None
            if not (taken or put or more or self._bought(place, verb) or self._owned(place, verb)):
                continue
            agents = [a for a in self._agents(place, verb) if a.cls != "Country"]
            firm = (more or self._raiser(place)) if agents else None
            if firm is not None:
                yield from (Found(a, "investsIn", firm, verb) for a in agents)

    def _raised(self, place: Place) -> Mention | None:
        """In whom the investors of the sentence before put money."""
        before = [s for part in place.told.recent for s in part if s.predicate == "investsIn"]
        firm = place.told.named(before[-1].object) if before else place.told.raising(_SOON)
        return firm if firm is not None and firm.cls == "Company" and firm.entity not in place.here else None

    def _goes_on(self, place: Place, verb: Predicate) -> bool:
        """Whether a verb names more investors."""
        args = place.arguments(verb)
        with_what = any(verb.key in self.further.get(q.noun, ()) for q in args if q.slot == "OBJ")
        alone = verb.key in self.words["further"] and not any(q.slot in ("DAT", "OBJ") for q in args)
        put = verb.key in self.words["investing"]
        sums = [q for q in args if q.slot == "OBJ" and q.noun.endswith(self.words["money"]) and not q.inner]
        return with_what or alone or (put and bool(sums) and not any(q.slot in ("DAT", "LOC") for q in args))

    def _is_round(self, phrase: Phrase) -> bool:
        """Whether a phrase names a round of investment and not whose ("이번 투자에는")."""
        slots = ("DAT", "LOC", *AGENT, "OBJ")
        called = phrase.slot in slots and phrase.joined.endswith(self.words["rounds"])
        return called and not any(m.cls == "Company" for m in phrase.inner)

    def _acts_on(self, place: Place, verb: Predicate, ends: tuple[str, ...]) -> bool:
        return any(q.slot == "OBJ" and q.noun.endswith(ends) for q in place.arguments(verb))

    def _bought(self, place: Place, verb: Predicate) -> bool:
        """Whether shares are bought and nothing says of whom ("5억달러어치 주식을 사들였다")."""
        words = self.words
        if verb.key not in words["buying"]:
            return False
        worth = [q for q in place.arguments(verb) if q.slot == "OBJ" and any(w in q.text for w in words["worth"])]
        return any(
            not q.inner and not any(w in q.text for w in words["own_shares"]) and not place.described(q) for q in worth
        )

    def _owned(self, place: Place, verb: Predicate) -> bool:
        """Whether somebody is a shareholder of whom the clause does not say ("주주로는 A가 참여했다")."""
        args = place.arguments(verb) if verb.key in self.words["owning"] else ()
        return any(q.slot in ("INS", "AS") and q.noun in self.words["owners"] and self._bare(q) for q in args)

    def _raiser(self, place: Place) -> Mention | None:
        """Whose shares are meant: who goes public or raises money, else the firm that the article is about."""
        listed, lead = place.told.last("lists"), place.told.lead
        if listed is not None and listed.subject in lead and listed.subject not in place.here:
            return place.told.named(listed.subject)
        raiser = self._raised(place) or place.told.raising(_LATER)
        if raiser is not None and raiser.entity not in place.here:
            return raiser
        meant = place.about(lambda m: m.cls == "Company" and m.entity in lead)
        return meant or place.about(lambda m: m.cls == "Company")

    def stakes(self, place: Place) -> Iterator[Found]:
        """A는 지분 30%를 보유한다, B는 A가 지분 30%를 쥔 회사다: A has a part of who is meant, or the whole."""
        syntax = place.syntax
        for verb in place.verbs:
            args = place.arguments(verb)
            taken = verb.key in self.words["taking"] and any(q.slot == "TOP" and q.fillers for q in args)
            if verb.key not in self.words["holding"] and not taken:
                continue
            share = next((q for q in args if q.slot == "OBJ" and self._is_stake(place, q)), None)
            percent = self._percent(syntax, share) if share is not None else None
            if percent is None:
                continue
            agents = [m for m in self._agents(place, verb) if not m.surface.startswith(self.words["several"])]
            owned = self._whole(place, verb, args, agents)
            most = percent >= _HALF or any(w in place.sentence for w in self.words["controlling"])
            for a in agents:
                if owned is not None:
                    yield Found(owned, "ownedBy", a, verb) if most else Found(a, "investsIn", owned, verb)

    def _is_stake(self, place: Place, phrase: Phrase) -> bool:
        stake = not phrase.inner and any(w in phrase.text for w in self.words["stakes"])
        return stake and not place.described(phrase)

    def _percent(self, syntax: Syntax, phrase: Phrase) -> float | None:
        start, end = syntax.words[phrase.first].span.start, syntax.words[phrase.last].span.end
        told = (n.quantity for n in syntax.parsed.numbers if start <= n.span.start < end)
        return next((float(q.value) for q in told if q.unit == "percent"), None)

    def _whole(
        self, place: Place, verb: Predicate, args: Sequence[Phrase], agents: Sequence[Mention]
    ) -> Mention | None:
        """The firm of whose shares a clause speaks: what it describes, its topic, or who is meant."""
        if any(q.slot == "SBJ" and q.fillers for q in args):
            tops = [m for q in args if q.slot == "TOP" for m in q.fillers]
            inside = [m for m in (*place.roles.relative(verb.at), *tops) if m.cls in _FIRMS and m not in agents]
            if inside:
                return inside[0]
        mine = {a.entity for a in agents}
        if not agents or any(m.cls == "Company" and m.entity not in mine for m in place.syntax.mentions):
            return None
        return self._raiser(place)
