"""For or against whom somebody is, acts or goes to court, where the sentence does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import AGENT
from kg.extract.syntax import Phrase, Predicate
from kg.extract.told import STATES, Found, LookUps, Place
from kg.model import Mention

_STRIKES = ("restricts", "investigates", "accuses", "sues")
_OTHERS = ("OBJ", "DAT", "ABOUT", "TOWARD", "AGAINST")


class LeftOutStances(LookUps):
    """Finds whom or what somebody is for or against, and who has acted against or lets them do it."""

    def reactions(self, place: Place) -> Iterator[Found]:
        """A는 “민생을 외면했다”고 비판했다, A는 반대표를 던졌다: A is against the policy that the article is about."""
        means = self.words["means"]
        themes = {m.entity for m in place.told.themes if m.cls == "Policy" and not m.surface.endswith(means)}
        theme = place.salience.foremost(lambda m: m.entity in themes) if themes else None
        if theme is None or any(w in place.sentence for w in self.words["decisions"]):
            return
        for verb in place.verbs:
            relation, others = self._stance(place, verb)
            if not relation or others or verb.passive or self._of_unnamed(place, verb):
                continue
            for a in self._agents(place, verb):
                struck = any(s.object == a.entity and s.predicate in _STRIKES for s in place.told.statements)
                if not struck and not self._is_quoted(place, verb, a):
                    yield Found(a, relation, theme, verb)

    def resisted(self, place: Place) -> Iterator[Found]:
        """A는 즉각 반발했다, 이번 결정을 비판했다: A is against who has acted against it."""
        for verb in place.verbs:
            relation, others = self._stance(place, verb)
            others = [q for q in others if not (self._bare(q) and q.noun.endswith(self.words["steps"]))]
            if relation != "criticizes" or others or verb.passive or self._of_unnamed(place, verb):
                continue
            for a in self._agents(place, verb):
                acts = (s for s in reversed([*place.told.statements, *place.said]) if s.predicate in _STRIKES)
                doer = next((s.subject for s in acts if s.object == a.entity and s.subject != a.entity), None)
                other = place.named(doer)
                if other is not None and self._is(other, STATES) and not self._is_quoted(place, verb, a):
                    yield Found(a, "criticizes", other, verb)

    def _is_quoted(self, place: Place, verb: Predicate, a: Mention) -> bool:
        """Whether a name is only the subject of what somebody says ("업계에서는 [A가 해냈다며] 반긴다")."""
        phrase = next((p for p in place.syntax.phrases if a in p.fillers), None)
        if phrase is None or phrase.slot != "SBJ" or phrase in place.arguments(verb):
            return False
        return any(phrase.last < k < verb.at for k in place.syntax.quoting)

    def _stance(self, place: Place, verb: Predicate) -> tuple[str, Sequence[Phrase]]:
        """What a verb alone or with its object says ("환영했다", "환영의 뜻을 나타냈다"), and what else it has."""
        words = self.words
        others = [q for q in place.arguments(verb) if q.slot in _OTHERS]
        if verb.key in words["against"] or verb.key in words["for"]:
            return "criticizes" if verb.key in words["against"] else "supports", others
        if verb.key not in words["giving"] or not others or others[-1].slot != "OBJ" or not self._bare(others[-1]):
            return "", others
        given = others[-1].text.split()[0].removesuffix("의")
        relation = (
            "criticizes" if given in words["given_against"] else "supports" if given in words["given_for"] else ""
        )
        return relation, others[:-1]

    def _of_unnamed(self, place: Place, verb: Predicate) -> bool:
        """Whether somebody without a name does it ("여러 나라는 [A가 해냈다며] 환영했다")."""
        tops = (q for q in place.syntax.phrases if q.slot == "TOP" and q.last < verb.at and q.noun.endswith("들"))
        return any(not q.inner for q in tops) or any(q.slot in AGENT and not q.inner for q in place.arguments(verb))

    def likewise(self, place: Place) -> Iterator[Found]:
        """B도 비판했다: B does it to whom somebody did it in the sentence before."""
        words = self.words
        for verb in place.verbs:
            if not any(place.syntax.words[q.last].particle == "도" for q in place.arguments(verb)):
                continue
            deeds = {p.key: p for p in place.syntax.predicates if p.noun_at >= 0 and p.at == verb.at}
            frames = [f for key in (verb.key, *deeds) for f in self.frames.by_key.get(key, ())]
            relations = {f.relation for f in frames if not f.beside and f.relation in words["shared"]}
            if verb.key in words["saying"]:
                relations |= {"criticizes", "supports"}
            if not relations or verb.passive:
                continue
            bare = (*deeds, *words["using"])  # "B도 차단을 검토한다", "B도 접속을 막았다"
            args = [q for q in place.arguments(verb) if q.slot != "OBJ" or q.inner or q.noun not in bare]
            own = [q for q in args if q.slot in AGENT and q.fillers and place.syntax.words[q.last].particle == "도"]
            if not own or any(q.slot in _OTHERS for q in args):
                continue
            before = [s for part in reversed(place.told.recent) for s in reversed(part) if s.predicate in relations]
            for a in own[-1].fillers:
                same = next((s for s in before if s.subject != a.entity), None)
                target = place.told.named(same.object) if same is not None else None
                if same is not None and target is not None:
                    yield Found(a, same.predicate, target, next(iter(deeds.values()), verb))

    def approvals(self, place: Place) -> Iterator[Found]:
        """당국 A가 합병을 승인했다: A lets who buys do it."""
        deal = place.told.last("acquires")
        firm = place.told.named(deal.subject) if deal is not None else None
        if firm is None or not any(w in place.sentence for w in self.words["deals"]):
            return
        for verb in place.verbs:
            if verb.key in self.words["approvals"] and not verb.passive and not place.roles.fill(verb, "patient"):
                for a in self._agents(place, verb):
                    if self._is(a, STATES):
                        yield Found(a, "permits", firm, verb)

    def suits(self, place: Place) -> Iterator[Found]:
        """A는 행정소송을 내겠다고 했다: A sues who acted against it."""
        for predicate in place.syntax.predicates:
            if predicate.key not in self.words["suits"]:
                continue
            if place.roles.fill(predicate, "patient") or place.roles.fill(predicate, "against"):
                continue
            for a in self._agents(place, predicate):
                acts = (s for s in reversed(place.told.statements) if s.predicate in _STRIKES)
                other = place.told.named(next((s.subject for s in acts if s.object == a.entity), None))
                if other is not None and not a.surface.startswith(self.words["several"]):
                    yield Found(a, "sues", other, predicate)
