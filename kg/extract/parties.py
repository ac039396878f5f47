"""Who else has a part in it: with whom it is done, whose it is, and of whom it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract import contents
from kg.extract.arguments import AGENT
from kg.extract.patients import Patients
from kg.extract.subjects import JOINING, SERIAL
from kg.extract.syntax import Phrase, Predicate
from kg.model import Mention

_DEALT = ("COM", "AGAINST", "SRC", "LOC")
_STAGED = ("DAT", "LOC")
_APART = 8  # code points between an event and its round ("아시안게임 [남자 축구] 결승")


@dataclass(frozen=True)
class Parties(Patients):
    """Look-ups of a predicate's partners, of owners, and of whom a quoted clause is about."""

    def _beside_subject(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Whom the tree hung beside a subject on the verb above ("A와 B가 [회담을 하고] 성명에 서명했다")."""
        found = self.agent(predicate.at) if self.own_subject(predicate.at) is None else ()
        subject = next((p for p in self.syntax.phrases if found and p.slot in AGENT and p.fillers == found), None)
        if subject is None:
            return ()
        beside = (p for p in self.syntax.arguments(subject.head) if p.slot == "COM" and p.last + 1 == subject.first)
        return next((p.fillers for p in beside), ())

    def _partner_before(self, predicate: Predicate) -> tuple[Mention, ...]:
        """With whom the clause is done that runs on into this one ("[B와 5억달러를 들여] 합작공장을 세웠다")."""
        for word in reversed(self.syntax.words[: predicate.at]):
            serial = word.stem and word.ending in SERIAL and self.syntax.governor(word.index) == predicate.at
            if serial and not self.syntax.grammar.is_postposition(word):
                found = [p for p in self.syntax.arguments(word.index) if p.slot == "COM" and p.fillers]
                return found[-1].fillers if found else ()
        return ()

    def _deal(self, predicate: Predicate) -> tuple[Mention, ...]:
        """With whom or from whom one agrees to do what a clause says ("보잉에서 [항공기를 구매하는] 계약을 맺었다")."""
        word, head = self.syntax.words[predicate.at], self.syntax.governor(predicate.at)
        if predicate.noun_at >= 0 or word.ending_tag != "ETM" or head < 0:
            return ()
        if not self.syntax.words[head].core_form.endswith(self.syntax.grammar.agreements):
            return ()
        heads = (predicate.at, head, self.syntax.governor(head))
        own = [p for at in heads for p in self.syntax.arguments(at)]
        found = (p for p in own if p.slot in _DEALT and p.fillers and p.last < predicate.at)
        behind = (p for p in own if p.slot == "COM" and p.fillers and p.first > head)  # "구매하는 계약을 [A와] 맺었다"
        return next((p.fillers for p in (*found, *behind)), ())

    def _whose(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The genitive in the phrase that is acted on ("한국의 관세 정책을 비판했다")."""
        for phrase in self.phrases(predicate):
            if phrase.slot in ("OBJ", "ABOUT", "DAT") and not phrase.fillers:
                return contents.owner(self.syntax.text, phrase) or self._genitive(phrase) or self.doers(phrase)
        return ()

    def _genitive(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Whose a phrase is over an adjective ("[A 의원의] 부적절한 행동을 비판했다")."""
        own = (p for p in self.syntax.phrases if p.slot == "GEN" and phrase.first <= p.head <= phrase.last)
        return next((p.fillers for p in own if p.fillers), ())

    def _working(self, predicate: Predicate) -> tuple[Mention, ...]:
        """What a subject tells the working of ("[챗GPT]의 등장은 구글을 위협했다")."""
        own = self.own_subject(predicate.at) if not predicate.passive else None
        return self.worked(own) if own is not None else ()

    def worked(self, phrase: Phrase) -> tuple[Mention, ...]:
        """The last name inside of a phrase whose head tells what becomes of it, or nothing."""
        told = not phrase.fillers and phrase.inner and phrase.noun.endswith(self.syntax.grammar.workings)
        return phrase.inner[-1:] if told else ()

    def _stage(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Of what somebody comes to a round or an act ("[카타르 월드컵] 8강에 진출했다")."""
        stages = self.syntax.grammar.stages
        told = (p for p in self.phrases(predicate) if p.slot in _STAGED and p.noun in stages and not p.fillers)
        found = ((m, self.syntax.words[p.last].core.start) for p in told for m in p.inner[-1:])
        return tuple(m for m, at in found if m.cls in ("Event", "Policy") and at - m.span.end <= _APART)

    def _possessor(self, predicate: Predicate, *, apart: bool = False) -> tuple[Mention, ...]:
        """Whose the subject is ("화웨이의 스마트폰은 애플을 눌렀다").

        Args:
            predicate: What the subject does.
            apart: Whether nouns may stand between the two ("화웨이 새 스마트폰 ‘메이트’가").
        """
        own = self.own_subject(predicate.at)
        if own is None:
            found = self.agent(predicate.at)
            own = next((p for p in self.syntax.phrases if found and p.fillers == found), None)
        if own is None:
            return ()
        text, first = self.syntax.text, own.fillers[0].span.start if own.fillers else -1
        owners = [
            m
            for m in own.inner
            if m not in own.fillers
            and (text[m.span.end : m.span.end + 1] == "의" or text[m.span.end : first].strip() == "" or apart)
        ]
        words = [w for w in self.syntax.words if owners and owners[0].span.end <= w.span.start < first] if apart else []
        return tuple(owners[:1]) if not any(w.particles or w.stem or w.comma for w in words) else ()

    def _made_by(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Who made what is supplied, in the clause right before it ("[A가 만든] B가 C에 공급된다")."""
        own = self.own_subject(predicate.at) if predicate.passive else None
        if own is None or not own.fillers or not own.first:
            return ()
        verb = self.syntax.words[own.first - 1]
        makes = verb.ending_tag == "ETM" and (verb.noun or verb.stem) in self.syntax.grammar.makes
        return self.agent(verb.index) if makes else ()

    def _sender(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Whose product somebody is delivered ("A는 [B의] HBM을 납품받는다")."""
        for phrase in self.syntax.arguments(predicate.at):
            if phrase.slot == "OBJ" and phrase.fillers and predicate.noun_at < 0:
                return contents.owner(self.syntax.text, phrase)
        return ()

    def _stake(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Whose shares a clause describes ("A가 보유한 B 지분 20%")."""
        word, head = self.syntax.words[predicate.at], self.syntax.governor(predicate.at)
        phrase = self.syntax.phrase_at(head) if word.ending_tag == "ETM" and head >= 0 else None
        if phrase is None or predicate.noun_at >= 0:
            return ()
        shares = (w for w in self.syntax.words[phrase.first : phrase.last + 1] if w.last_noun in ("지분", "주식"))
        at = next((w.core.start for w in shares), -1)
        gap = self.syntax.text[phrase.inner[-1].span.end : at] if at >= 0 and phrase.inner else "-"
        return contents.whole(phrase.inner, -1) if gap.strip(" 의") == "" else ()

    def _shares(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Of whom a topic has shares ("[A] 지분은 B가 갖고 있다", "[A] 지분도 늘렸다")."""
        topics = [p for p in self.phrases(predicate) if p.slot == "TOP" and not p.fillers]
        words, stakes = self.syntax.words, self.syntax.grammar.stakes
        told = (p for p in topics if any(w.core_in(stakes) for w in words[p.first : p.last + 1]))
        return tuple(m for p in told for m in p.inner)

    def _upper(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Subject of the clause above, where the predicate's own subject or topic is something else."""
        own = self.own_subject(predicate.at)
        if own is not None and own.slot != "TOP":
            return own.fillers
        above = self._verb_above(self.syntax.governor(predicate.at)) if self.syntax.governor(predicate.at) >= 0 else -1
        found = self.agent(above) if above >= 0 else ()
        if found and found == self.relative(predicate.at):
            found = self._sentence_subject(predicate.at)  # "A는 [공동 개발한] B가 팔렸다고 밝혔다"
        return found if above >= 0 else self._sentence_subject(predicate.at)

    def _above(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Who does what is done with the thing that a clause describes ("[A가 발주한] 공사를 [B가] 따냈다")."""
        word, head = self.syntax.words[predicate.at], self.syntax.governor(predicate.at)
        above = self.syntax.verb_over(head) if predicate.noun_at < 0 and word.ending_tag == "ETM" else -1
        return self.agent(above) if above >= 0 else ()

    def _found(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Of whom a clause tells what the event before it found ("조사 결과 [A는] ...", "조사에서 [A는] ...")."""
        phrase, at = predicate.noun_phrase, predicate.noun_at
        if phrase is None or phrase.head < 0:
            return ()
        behind = self.syntax.words[at + 1] if at < phrase.last else None
        if behind is not None and behind.core_form in self.syntax.grammar.results and not behind.particles:
            if behind.index < phrase.last:  # the tree makes one phrase of it and the subject behind it
                return phrase.fillers if phrase.slot in AGENT else ()
        elif behind is not None or phrase.slot != "LOC":
            return ()
        own = self.own_subject(phrase.head)
        return own.fillers if own is not None else ()

    def _content(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Subject of the clause that a verb of saying quotes ("쿠팡이 지위를 악용했다고 비판했다")."""
        told = contents.told(self.syntax, predicate.at) or self._judged_before(predicate.at)
        return self._about(told, predicate.at)

    def _about(self, told: Sequence[int], verb: int) -> tuple[Mention, ...]:
        """Whom clauses that a verb is about tell of, but for who says so."""
        syntax, own = self.syntax, self.agent(verb)
        for at in reversed(told):
            if contents.undergoes(syntax, at):
                continue
            for phrase in contents.about(syntax, at):
                found = contents.named(syntax, phrase)
                if found and all(m.entity != o.entity for m in found for o in own):
                    return found
        return ()

    def _detected(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Whose doing is noticed in the clause before ("[A의 담합 정황을 포착하고] 수사에 나섰다")."""
        syntax = self.syntax
        for word in reversed(syntax.words[: predicate.at]):
            key = word.noun or word.stem
            if not word.stem or key not in syntax.grammar.noticing or syntax.governor(word.index) != predicate.at:
                continue
            objects = [p for p in syntax.arguments(word.index) if p.slot == "OBJ"]
            owners = (m for p in objects if not p.fillers for m in contents.owner(syntax.text, p))
            return tuple(owners) or self._about(contents.told(syntax, word.index), word.index)
        return ()

    def _judged_before(self, at: int) -> list[int]:
        """The clauses by which somebody judged before doing something ("[지위를 남용했다고] 보고 과징금을 물렸다")."""
        for word in reversed(self.syntax.words[:at]):
            judged = word.stem and word.ending_tag == "EC" and self.syntax.governor(word.index) == at
            if judged and word.ending in JOINING and not word.prefinals:
                return contents.quoted(self.syntax, word.index)
        return []

    def without_bodies(self, found: Sequence[Mention]) -> list[Mention]:
        """Mentions without those that only tell where a person among them has a title ("이모 한솔건설 회장")."""
        return [m for i, m in enumerate(found) if not i or not self._is_body_of(found[i - 1], m)]
