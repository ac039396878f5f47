"""Which phrase a clause has for its subject: its own, or that of a clause before that runs on into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.arguments import AGENT, Arguments
from kg.extract.syntax import Phrase, Predicate
from kg.model import Mention

MAX_CLIMB = 4  # clauses above one another that share a subject
SERIAL = ("아", "어")  # one clause does what the next needs
# one clause runs on into the next
JOINING = (*SERIAL, "고", "아서", "어서", "며", "으며", "면서", "으면서", "거나", "지만", "으나")


@dataclass(frozen=True)
class Subjects(Arguments):
    """Look-ups of subjects among the phrases of one sentence."""

    _subjects: dict[tuple[int, int], Phrase | None] = field(default_factory=dict, init=False, compare=False)

    def own_subject(self, at: int, origin: int = -1) -> Phrase | None:
        """The phrase that stands as subject of an eojeol itself, the nearest before `origin`, or None."""
        if not self.syntax.arguments(at):
            return None
        asked = at, at if origin < 0 else origin
        if asked not in self._subjects:
            self._subjects[asked] = self._subject(*asked)
        return self._subjects[asked]

    def _subject(self, at: int, limit: int) -> Phrase | None:
        phrases = self.syntax.arguments(at)
        anyone = next((p for p in phrases if p.noun in self.syntax.grammar.anyone and p.last < limit), None)
        if anyone is not None:
            return anyone
        for kind in AGENT:
            found = [p for p in phrases if p.slot == kind and p.last < limit and not self._acted_on_too(p, at)]
            if found:
                named = [p for p in found if p.fillers]
                acts = self._acts(found[-1])
                unnamed = kind == "SBJ" and not named and not acts and not any(p.slot == "OBJ" for p in phrases)
                topics = [p for p in phrases if p.slot == "TOP" and p.fillers and p.last < found[-1].first]
                if unnamed and topics:  # "마운자로는 감량 효과가 컸다": the topic is what the verb is said of
                    return topics[-1]
                return named[-1] if named else found[-1]
        return None

    def topical(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The topic that stands beside a subject, for what the subject cannot do ("당국은 A가 만든 칩을 금지했다")."""
        found = [p for p in self.syntax.arguments(predicate.at) if p.slot in AGENT and p.last < predicate.at]
        topics = [p.fillers for p in found if p.slot == "TOP" and p.fillers]
        return topics[0] if topics and any(p.slot == "SBJ" for p in found) and not predicate.passive else ()

    def _acted_on_too(self, phrase: Phrase, at: int) -> bool:
        """Whether a thing with 도 is acted on, where someone else is the topic ("A는 H800을 썼고 H20도 썼다")."""
        syntax = self.syntax
        if syntax.words[phrase.last].particle != "도":
            return False
        if not phrase.fillers:
            return self.deed_too(phrase)
        branch = syntax.grammar.branch
        if branch(phrase.fillers[-1].cls) != "Product" or any(p.slot == "OBJ" for p in syntax.arguments(at)):
            return False
        topics = (p for p in syntax.phrases if p.slot == "TOP" and p.last < phrase.first and p.fillers)
        return any(branch(p.fillers[-1].cls) in ("Organization", "Person") for p in topics)

    def deed_too(self, phrase: Phrase) -> bool:
        """Whether an event with 도 is acted on by somebody named before it ("미국은 [H20의 수출도] 막았다")."""
        word = self.syntax.words[phrase.last]
        if word.particle != "도" or phrase.fillers or not self.syntax.grammar.event_noun(word):
            return False
        return any(p.slot in AGENT and p.fillers and p.last < phrase.first for p in self.syntax.phrases)

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody in general ("중국 업체들이"): nobody with a name does what it does."""
        return phrase.noun.removesuffix("들").endswith(self.syntax.grammar.actors)

    def _running_topic(self, at: int) -> Phrase | None:
        """The topic before a clause's own subject, which the next clause is about ("A는 B가 세웠고 C에 상장했다")."""
        found = [p for p in self.syntax.arguments(at) if p.slot in AGENT and p.last < at]
        topics = [p for p in found if p.slot == "TOP" and p.fillers]
        return topics[0] if topics and any(p.slot == "SBJ" and p.first > topics[0].last for p in found) else None

    def _verb_above(self, at: int) -> int:
        """The first predicate that a nominal eojeol hangs on, -1 for none."""
        for _ in range(MAX_CLIMB):
            if at < 0:
                return -1
            if self.syntax.words[at].stem:
                return at
            at = self.syntax.governor(at)
        return -1

    def _subject_before(self, at: int, before: int, endings: Sequence[str]) -> Phrase | None:
        """Subject of the clause before that runs on into this one ("[업체들이 앞다퉈] 구매에 나섰다")."""
        for word in reversed(self.syntax.words[: min(at, before)]):
            if word.ending_tag == "ETM":
                return None
            runs_on = word.stem and word.ending in endings and self.syntax.governor(word.index) == at
            if runs_on and not self.syntax.grammar.is_postposition(word):
                own = self.own_subject(word.index)
                return own if own is not None and (own.fillers or self._acts(own)) else None
        return None

    def _chained_subject(self, at: int) -> Phrase | None:
        """The subject inside an adnominal clause whose first verb it stands with ("[A가 돈을 들여] 인수한 B")."""
        own = self._subject_before(at, at, JOINING)
        return own if own is not None and own.slot == "SBJ" and own.fillers else None

    def _late_subject(self, at: int) -> tuple[Mention, ...]:
        """The subject right behind a clause that runs on into its own ("칩을 이용해 A는 모델을 만든다")."""
        word, head = self.syntax.words[at], self.syntax.governor(at)
        if head < 0 or word.ending not in ("아", "어", "아서", "어서") or not self.syntax.words[head].stem:
            return ()
        behind = (p for p in self.syntax.arguments(head) if p.slot in AGENT and p.first == at + 1)
        return next((p.fillers for p in behind), ())

    def _quoted_subject(self, at: int, origin: int) -> tuple[Mention, ...]:
        """The subject that a quotation names in its first clause ("회사는 [A가 1위를 하며 B를 앞섰다]고")."""
        if at not in self.syntax.quoting:
            return ()
        for word in self.syntax.words[: min(at, origin)]:
            if word.stem and word.ending_tag == "EC" and self.syntax.governor(word.index) == at:
                own = self.own_subject(word.index)
                if own is not None and own.slot == "SBJ" and own.fillers and word.index not in self.syntax.quoting:
                    return own.fillers
        return ()

    def _coordinate_subject(self, at: int, before: int) -> tuple[Mention, ...]:
        """Subject of an earlier clause that hangs on this one ("A는 B를 사고, C를 판다" parsed either way)."""
        for word in self.syntax.words[: min(at, before)]:
            if word.stem and word.ending_tag == "EC" and self.syntax.governor(word.index) == at:
                own = self._running_topic(word.index) or self.own_subject(word.index)
                if own is not None and own.fillers and not self._quoted_apart(own, before):
                    return own.fillers
        return ()

    def _sentence_subject(self, at: int) -> tuple[Mention, ...]:
        """The sentence's first topic, else its first subject, before an eojeol: whatever the tree hung it on."""
        for slot in ("TOP", "SBJ"):
            for phrase in self.syntax.phrases:
                if phrase.slot == slot and phrase.fillers and phrase.last < at and not self._quoted_apart(phrase, at):
                    return phrase.fillers
        return ()

    def _quoted_apart(self, phrase: Phrase, at: int) -> bool:
        """Whether a phrase is part of what is quoted before an eojeol ("[“A가 B를 어겼다”]고 비판했다")."""
        words = self.syntax.words
        if phrase.head < 0:
            return False
        start, end, verb = words[phrase.first].span.start, words[phrase.head].span.start, words[at].span.start
        return any(q.start <= start and end < q.end <= verb for q in self.syntax.parsed.quotes)

    def _next_adnominal(self, at: int) -> int:
        """The adnominal clause that a clause in 아/어 runs on into ("개발해 상대적으로 구형인 칩"), 0 for none."""
        words = self.syntax.words
        if words[at].ending not in SERIAL:
            return 0
        for k in range(at + 1, min(at + 4, len(words))):
            if words[k].stem:
                return k if words[k].ending_tag == "ETM" and self.own_subject(k) is None else 0
        return 0

    def _shares_head(self, at: int) -> bool:
        """Whether a clause and the adnominal one after it describe one noun ("A가 설계하고 B가 만드는 칩")."""
        word, head = self.syntax.words[at], self.syntax.governor(at)
        if word.ending not in ("고", "며", "으며") or head < 0 or self.syntax.words[head].ending_tag != "ETM":
            return False
        return not any(p.slot == "OBJ" for p in self.syntax.arguments(head)) and self.own_subject(head) is not None

    def _worked_on(self, subject: Sequence[Phrase], at: int) -> tuple[Mention, ...]:
        """The thing in the topic whose maker stands in the clause before ("H20은 [A가 새 공정을 써] 생산한다")."""
        if len(subject) != 1 or subject[0].slot != "TOP" or not subject[0].fillers:
            return ()
        maker, branch = self._subject_before(at, at, SERIAL), self.syntax.grammar.branch
        acts = maker is not None and maker.slot == "SBJ" and bool(maker.fillers)
        acts = acts and maker is not None and branch(maker.fillers[-1].cls) == "Organization"
        return subject[0].fillers if acts and branch(subject[0].fillers[-1].cls) == "Product" else ()

    def doers(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Who did what a phrase names, by the clause before it ("[미국이 매긴] 관세를 비판했다")."""
        for word in self.syntax.words[: phrase.first]:
            if (
                word.ending_tag == "ETM"
                and word.stem
                and phrase.first <= self.syntax.governor(word.index) <= phrase.last
            ):
                own = self.own_subject(word.index)
                return own.fillers if own is not None and own.slot == "SBJ" else ()
        return ()
