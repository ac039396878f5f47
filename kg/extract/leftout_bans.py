"""Who bans, lists or fines what the sentences before name: 명단에는 A도 포함됐다, B도 뒤를 따랐다."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import AGENT
from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Predicate, Syntax
from kg.extract.told import STATES, Found, LookUps, Place
from kg.model import Mention

_NAMED = ("OBJ", "DAT", "ABOUT", "AGAINST", "TOWARD", "SRC", "BY")
_LANDS = ("Country", "Region")


class LeftOutBans(LookUps):
    """Finds who has banned, listed or fined whom the sentence names, and what others ban as well."""

    def imposer(self, syntax: Syntax, roles: Roles) -> Mention | None:
        """Which authority a sentence tells to ban, list or fine somebody, be it nobody with a name."""
        found: Mention | None = None
        for predicate in syntax.predicates:
            if predicate.passive or not self._imposes(syntax, predicate):
                continue
            named = (m for m in roles.fill(predicate, "agent") if not m.common and self._is(m, STATES))
            found = next(named, found)
        return found

    def _imposes(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a predicate puts on a list, fines, or bans of itself ("31곳을 명단에 올렸다", "8곳을 제재했다")."""
        words = self.words
        if any(f.relation == "restricts" and not f.beside for f in self.frames.by_key.get(predicate.key, ())):
            return True
        args = syntax.arguments(predicate.at)
        lists = predicate.key in (*words["listed"], *words["raising"]) and any(self._lists(q) for q in args)
        return lists or (predicate.key in words["imposing"] and any(q.noun in words["fines"] for q in args))

    def _lists(self, phrase: Phrase) -> bool:
        """Whether a phrase calls a list of those whom somebody acts against."""
        own = all(
            m.common or (m.cls == "Policy" and m.span.end - m.span.start >= len(phrase.noun)) for m in phrase.inner
        )
        return own and phrase.joined.endswith(self.words["lists"])

    def listed(self, place: Place) -> Iterator[Found]:
        """명단에는 A도 포함됐다, 제재 대상은 A와 B다: who put others on the list restricts A."""
        words, doer = self.words, place.told.imposer
        if doer is None:
            return
        for verb in place.verbs:
            args = place.arguments(verb)
            named = verb.key in words["raising"] and any(q.noun in words["names"] for q in args)
            if not named and verb.key not in words["listed"]:
                continue
            among = verb.passive and any(q.noun in words["among"] and self._bare(q) for q in args)
            if not among and not any(self._lists(q) and q.slot not in AGENT for q in args):
                continue
            undergone = named or verb.passive or verb.key in words["entering"]
            slots = AGENT if undergone else ("OBJ",)
            yield from self._struck(doer, [q for q in args if q.slot in slots], verb)
        for phrase in (q for q in place.syntax.phrases if q.slot == "COP"):
            said = next((p for p in place.syntax.predicates if p.at == phrase.last), None)
            args = place.syntax.arguments(phrase.last)
            called = any(q.slot in AGENT and self._bare(q) and self._targets(place, q) for q in args)
            if said is not None and called:
                yield from self._struck(doer, [*(q for q in args if q.slot == "OBJ"), phrase], said)
            elif said is not None and phrase.noun in words["targets"] and self._bare(phrase):
                yield from self._struck(doer, [q for q in args if q.slot in AGENT], said)

    def _targets(self, place: Place, phrase: Phrase) -> bool:
        """Whether a phrase calls those whom somebody acts against ("제재 대상은", "[제재 명단에 오른] 기업은")."""
        words, syntax = self.words, place.syntax
        clause = syntax.words[phrase.first - 1] if phrase.first else None
        if phrase.joined.endswith(words["targets"]):
            return True
        if clause is None or clause.ending_tag != "ETM" or not {clause.noun, clause.stem} & set(words["listed"]):
            return False
        return any(self._lists(q) for q in syntax.arguments(clause.index))

    def barred(self, place: Place) -> Iterator[Found]:
        """B의 판매도 막혔다, C도 규제를 받는다: who banned others in the sentences before restricts them, too."""
        words, doer = self.words, place.told.imposer
        if doer is None:
            return
        for verb in place.verbs:
            args = place.arguments(verb)
            key = verb.key.removesuffix("되다")
            banned = verb.passive and any(
                f.relation == "restricts" and not f.beside for f in self.frames.by_key.get(key, ())
            )
            under = verb.key in words["undergoing"] and any(
                q.slot in ("OBJ", "DAT") and q.noun.endswith(words["measures"]) and self._bare(q) for q in args
            )
            if not (banned or verb.key in words["barring"] or under):
                continue
            if any(self._is(m, STATES) for q in args for m in q.fillers):
                continue
            subjects = [q for q in args if q.slot in AGENT]
            goods = [m for q in subjects if not under and q.noun in words["using"] for m in q.inner[:1] if not m.common]
            named = [m for q in subjects for m in q.fillers] if under or banned else []
            for b in goods or named:
                if self.ontology.branch(b.cls) in ("Product", "Organization") and b.entity != doer.entity:
                    yield Found(doer, "restricts", b, verb)

    def _struck(self, doer: Mention, phrases: Sequence[Phrase], verb: Predicate) -> Iterator[Found]:
        for b in (m for q in phrases for m in q.fillers):
            if b.cls not in _LANDS and b.entity != doer.entity:
                yield Found(doer, "restricts", b, verb)

    def fined(self, place: Place) -> Iterator[Found]:
        """A는 151억원의 과징금을 부과받았다: who fines in the sentences before restricts A."""
        words, doer = self.words, place.told.imposer
        if doer is None or not any(w in place.sentence for w in words["fines"]):
            return
        for verb in place.verbs:
            args = place.arguments(verb)
            fine = any(q.noun in words["fines"] for q in args if q.slot in ("OBJ", "SBJ", "BARE"))
            taken = fine and (verb.passive or verb.key in words["taking_fines"])
            given = verb.passive and verb.key.removesuffix("되다") in words["imposing"]
            if not (taken or given) or any(self._is(m, STATES) for q in args for m in q.fillers):
                continue
            whom = [q for q in args if q.slot == "DAT" and q.fillers]
            subjects = [q for q in args if q.slot in AGENT] if taken else []
            yield from self._struck(doer, whom or subjects, verb)

    def followed(self, place: Place) -> Iterator[Found]:
        """B도 뒤를 따랐다, C도 비슷한 조치를 취했다: they do what somebody was just told to have done."""
        words = self.words
        for verb in place.verbs:
            if verb.passive or not self._follows(place, verb):
                continue
            begun = place.syntax.words[verb.at].span.start
            done = {m.entity for m in place.syntax.mentions if m.span.start < begun}
            here = (s for s in place.said if s.subject in done and s.object in done)
            said = [*(place.told.recent[-1] if place.told.recent else ()), *here]
            last = next((s for s in reversed(said) if s.predicate in words["shared"]), None)
            target = place.named(last.object) if last is not None else None
            if last is not None and target is not None:
                for a in self._agents(place, verb):
                    if a.entity != last.subject:
                        yield Found(a, last.predicate, target, verb)

    def _follows(self, place: Place, verb: Predicate) -> bool:
        """Whether a verb only says that one does the same ("뒤를 이었다", "동참했다", "유사한 조치를 취했다")."""
        words, args = self.words, place.arguments(verb)
        if any(q.inner and not self._bare(q) for q in args if q.slot in _NAMED):
            return False
        behind = verb.key in words["following"] and any(q.noun in words["behind"] for q in args)
        same = any(q.slot == "OBJ" and q.noun in words["steps"] and self._alike(place, q) for q in args)
        joins = verb.key in words["joining_in"] and not any(
            q.slot == "DAT" and not q.noun.endswith(words["ranks"]) for q in args
        )
        return behind or same or joins

    def _alike(self, place: Place, phrase: Phrase) -> bool:
        before = place.syntax.words[phrase.first - 1] if phrase.first else None
        return before is not None and before.stem in self.words["alike"]

    def used(self, place: Place) -> Iterator[Found]:
        """A는 접속을 차단했다, B는 쓰지 못하게 했다: of the product that others were told to ban."""
        said = [*(s for part in place.told.recent for s in part), *place.said]
        target = place.named(next((s.object for s in reversed(said) if s.predicate == "restricts"), None))
        if target is None or self.ontology.branch(target.cls) not in ("Product", "Organization"):
            return
        for predicate in place.syntax.predicates:
            if predicate.passive or not self._bans_use(place, predicate):
                continue
            for a in self._agents(place, predicate):
                if self._is(a, (*STATES, "Region")):
                    yield Found(a, "restricts", target, predicate)

    def _bans_use(self, place: Place, predicate: Predicate) -> bool:
        """Whether a predicate bans the use of what it does not name."""
        words, syntax = self.words, place.syntax
        args = [q for q in place.roles.phrases(predicate) if q.slot in ("OBJ", "ABOUT", "AGAINST")]
        if predicate.noun_at < 0 and predicate.key in syntax.grammar.causing:
            unable = (k for k in range(1, predicate.at) if syntax.governor(k) == predicate.at)
            if any(self._unable(place, k) for k in unable):
                return True
        bans = any(f.relation == "restricts" and not f.beside for f in self.frames.by_key.get(predicate.key, ()))
        nouns = {q.noun for q in args}
        if predicate.noun_phrase is not None:
            args, nouns = [*args, predicate.noun_phrase], nouns | set(predicate.noun_phrase.text.split())
        own = all(self._bare(q) and not place.described(q) and "의 " not in q.text for q in args)
        return bans and bool(nouns & set(words["using"])) and own

    def _unable(self, place: Place, k: int) -> bool:
        """Whether an eojeol says that something without a name cannot be used ("쓰지 못하게")."""
        syntax, word, before = place.syntax, place.syntax.words[k], place.syntax.words[k - 1]
        unable = word.stem in ("못하다", "말다") and word.ending in ("게", "도록")
        use = before.noun in self.words["using"] or before.stem in self.words["using"]
        return unable and use and not any(q.slot == "OBJ" for q in syntax.arguments(before.index))
