"""To what it is done: objects, their clauses' and topics' as well, and what a passive's subject undergoes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.extract import contents
from kg.extract.agents import Agents
from kg.extract.arguments import AGENT
from kg.extract.mending import REPORTED
from kg.extract.subjects import JOINING, SERIAL
from kg.extract.syntax import Phrase, Predicate
from kg.model import Mention

_SHARED = ("간", "사이", "간의", "사이의")
_GIVEN = "되다"  # "제공되다": who gets it stands in 에; "제공받다": from whom
_MARKETS = ("시장", "현지")  # where something is sold nobody does anything to it ("중국 시장에 맞춰 설계된 칩")


@dataclass(frozen=True)
class Patients(Agents):
    """Look-ups of what a predicate acts on."""

    _patients: dict[tuple[int, int], tuple[Mention, ...]] = field(default_factory=dict, init=False, compare=False)

    def patient(self, predicate: Predicate) -> tuple[Mention, ...]:
        """What is acted on by an active predicate: its object, or whatever stands for one."""
        asked = predicate.at, predicate.noun_at
        found = self._patients.get(asked)
        if found is None:
            found = self._patients[asked] = self._patient(predicate)
        return found

    def _patient(self, predicate: Predicate) -> tuple[Mention, ...]:
        found = self._slots(predicate, ("OBJ",))
        if found:
            return found
        phrase = predicate.noun_phrase
        if phrase is not None and self._goes_on(phrase, predicate):
            return self.relative(predicate.at)  # "스페이스X가 개발 중인 스타십"
        if phrase is not None:  # "H20 수출 금지를", "오픈AI 인수를": a name in front of the event noun
            return () if self._is_agentive(predicate) else self._nearest_group(predicate)
        syntax = self.syntax
        objects = [p for p in self.phrases(predicate) if p.slot == "OBJ"]
        if objects:  # "미국이 수출을 금지한 H20": what the event happens to stands behind its clause
            own = self.own_subject(predicate.at)
            event = syntax.grammar.event_noun(syntax.words[objects[-1].last])
            word = syntax.words[predicate.at]
            behind = word.ending_tag == "ETM" and not word.ending.endswith(REPORTED)
            return self.relative(predicate.at) if behind and event and own is not None and own.slot == "SBJ" else ()
        subject = [p for p in syntax.arguments(predicate.at) if p.slot in AGENT]
        also = [p for p in subject if self._acted_on_too(p, predicate.at)]
        if also:
            return also[-1].fillers
        if len(subject) > 1:  # "H20은 미국이 금지했다": the topic is what is acted on
            tops = [p for p in subject if p.slot == "TOP"]
            if tops and any(p.slot == "SBJ" for p in subject):
                return tops[0].fillers
        if subject and (syntax.words[predicate.at].ending_tag == "ETM" or self._next_adnominal(predicate.at)):
            return self.relative(predicate.at)
        if subject and self._shares_head(predicate.at):
            return self.relative(predicate.at)
        if not subject and syntax.words[predicate.at].ending_tag == "ETM" and self._chained_subject(predicate.at):
            return self.relative(predicate.at)
        topic = self._worked_on(subject, predicate.at)
        if topic:
            return topic
        bare = [p for p in syntax.arguments(predicate.at) if p.slot == "BARE" and p.last == predicate.at - 1]
        bare = [p for p in bare if p.fillers]  # not "2005년"
        if bare and bare[-1].noun not in syntax.grammar.own_looks:
            return bare[-1].fillers
        shared = self._shared_object(predicate.at) or self._shared_topic(predicate.at, subject)
        return shared or self._topic_behind(predicate.at, subject)

    def _goes_on(self, phrase: Phrase, predicate: Predicate) -> bool:
        """Whether an event noun with 중인 describes what follows as a verb would ("개발 중인")."""
        word = self.syntax.words[predicate.at]
        going = phrase.last == predicate.at == predicate.noun_at + 1 and word.ending_tag == "ETM"
        return going and word.noun == "중" and not phrase.inner

    def _shared_object(self, at: int) -> tuple[Mention, ...]:
        """Object of the clause that this one goes on from ("배터리를 사서 차에 넣는다")."""
        words, adverbial = self.syntax.words, self.syntax.grammar.adverbial
        for k in range(at - 1, max(-1, at - 8), -1):
            if words[k].stem + words[k].ending in adverbial:
                continue  # "뒤이어", "잇달아"
            if (
                words[k].stem
                and words[k].ending_tag == "EC"
                and self.syntax.governor(k) == at
                and words[k].ending in JOINING
            ):
                found = [p for p in self.syntax.arguments(k) if p.slot == "OBJ" and p.fillers]
                return found[-1].fillers if found else ()
        return ()

    def made_before(self, predicate: Predicate, makes: Callable[[str], bool]) -> tuple[Mention, ...]:
        """The thing that the clause before is about, which its maker praises ("A는 B를 내놓고 C를 앞선다고 했다")."""
        branch = self.syntax.grammar.branch
        for word in reversed(self.syntax.words[: predicate.at]):
            if word.stem and word.ending in JOINING and makes(word.noun or word.stem):
                found = [m for p in self.syntax.arguments(word.index) if p.slot == "OBJ" for m in p.fillers]
                return tuple([m for m in found if branch(m.cls) == "Product" and m.method != "category"])
        return ()

    def _shared_topic(self, at: int, subject: Sequence[Phrase]) -> tuple[Mention, ...]:
        """The thing that a topic says two makers do something to ("B는 A가 설계하고 C가 생산한다")."""
        branch = self.syntax.grammar.branch
        if [p.slot for p in subject] != ["SBJ"]:
            return ()
        for word in self.syntax.words[:at]:
            if word.stem and word.ending in JOINING and self.syntax.governor(word.index) == at:
                before = [p for p in self.syntax.arguments(word.index) if p.slot in (*AGENT, "OBJ")]
                if [p.slot for p in before] == ["TOP", "SBJ"] and before[0].fillers:
                    return before[0].fillers if branch(before[0].fillers[-1].cls) == "Product" else ()
        return ()

    def _topic_behind(self, at: int, subject: Sequence[Phrase]) -> tuple[Mention, ...]:
        """The topic of the clause that one in 아/어 with its own subject runs on into ("B는 [A가 창업해] 컸다")."""
        words, head, branch = self.syntax.words, self.syntax.governor(at), self.syntax.grammar.branch
        if words[at].ending not in (*SERIAL, "아서", "어서") or head < 0 or not words[head].stem:
            return ()
        if [p.slot for p in subject] != ["SBJ"] or not subject[0].fillers:
            return ()
        tops = [p for p in self.syntax.arguments(head) if p.slot in AGENT and p.last < at]
        things = tops[0].fillers if [p.slot for p in tops] == ["TOP"] and tops[0].last < subject[0].first else ()
        return things if things and branch(things[-1].cls) in ("Organization", "Product") else ()

    def _undergoer(self, predicate: Predicate, *, agent: bool = False) -> tuple[Mention, ...]:
        """Patient of a passive (its grammatical subject), or its agent."""
        if agent:
            return self._by(predicate) or (self._nearest_group(predicate) if predicate.noun_phrase is not None else ())
        if self._plain_head(predicate):
            return self.relative(predicate.at)
        return self.agent(predicate.at)

    def _plain_head(self, predicate: Predicate) -> bool:
        """Whether a clause describes a thing without a name: that undergoes it ("A의 공정으로 제조된 칩을 단 B")."""
        word, head = self.syntax.words[predicate.at], self.syntax.governor(predicate.at)
        if predicate.noun_at >= 0 or word.ending_tag != "ETM" or head < 0 or word.ending.endswith(REPORTED):
            return False
        phrase, grammar = self.syntax.phrase_at(head), self.syntax.grammar
        if phrase is None or phrase.slot != "OBJ" or phrase.inner or self.own_subject(predicate.at) is not None:
            return False
        return not self.syntax.words[head].core_in(grammar.complements)

    def _by(self, predicate: Predicate) -> tuple[Mention, ...]:
        ordered = self._slots(predicate, ("BY",)) or self._measure_of(predicate)
        given = self.syntax.words[predicate.at].stem.endswith(_GIVEN) and predicate.key in self.syntax.grammar.dative
        kinds = ("SRC",) if given else ("SRC", "DAT", "LOC")  # "A에 제공될": whom it is given
        found = ordered or self._slots(predicate, kinds, without=_MARKETS)
        if not found and predicate.noun_at >= 0 and predicate.key in self.syntax.grammar.agentive:
            return self._slots(predicate, ("GEN",))  # "환경청의 강한 비판을 받았다"
        return found

    def _measure_of(self, predicate: Predicate) -> tuple[Mention, ...]:
        """By whose measure something is undergone ("[미국 정부의 제재로] A는 B에서 퇴출됐다")."""
        for phrase in self.phrases(predicate):
            unnamed = all(m.common for m in phrase.fillers)
            if phrase.slot == "INS" and unnamed and phrase.noun.endswith(self.syntax.grammar.measures):
                return contents.owner(self.syntax.text, phrase)
        return ()

    def _own_topic(self, predicate: Predicate) -> tuple[Mention, ...]:
        """A topic that is acted on ("H20도 수출을 규제한다")."""
        added = [p for p in self.syntax.arguments(predicate.at) if p.slot == "TOP" and p.fillers]
        added = [p for p in added if self.syntax.words[p.last].particle in ("도", "만", "까지", "까지도")]
        return added[0].fillers if added and predicate.noun_at < 0 else ()

    def _deed(self, predicate: Predicate) -> tuple[Mention, ...]:
        """What is acted on in the clause that a verb lets happen or not ("H20을 파는 것을, 팔 수 있도록 허용했다")."""
        words, heads = self.syntax.words, self.syntax.parsed.heads
        tops = [p.last for p in self.syntax.arguments(predicate.at) if p.slot == "OBJ" and p.noun == "것"]
        tops += [
            w.index for w in words[: predicate.at] if w.ending in ("도록", "게") and heads[w.index] == predicate.at
        ]
        for top in tops:
            for k in range(top, -1, -1):
                able = words[k].ending_tag == "ETM" and top - 2 <= k < top  # 팔 수 없도록
                below = k == top or able or (k == top - 1 and words[k].ending in ("지", "지도"))  # 팔지 못하도록
                found = self._moved(k) if below else []
                if found:  # "H20을 팔도록", "A의 H20 수출을 재개하도록"
                    things = [m for m in found[-1].inner if self.syntax.grammar.branch(m.cls) == "Product"]
                    return found[-1].fillers or tuple(things)
        return ()

    def _moved(self, at: int) -> list[Phrase]:
        """What a clause acts on; without an object the thing that moves of itself ("H20이 들어오지 못하게")."""
        own, branch = self.syntax.arguments(at), self.syntax.grammar.branch
        found = [p for p in own if p.slot == "OBJ"]
        things = [p for p in own if p.slot == "SBJ" and p.fillers and branch(p.fillers[-1].cls) == "Product"]
        return [p for p in found or things if p.inner]

    def _inner(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Every mention inside the phrase that is acted on, where its head noun is not one itself."""
        kinds = ("SBJ", "TOP") if predicate.passive else ("OBJ", "ABOUT")
        out: list[Mention] = []
        for phrase in [*self.phrases(predicate), *([predicate.noun_phrase] if predicate.noun_phrase else [])]:
            if phrase is predicate.noun_phrase and self.syntax.parsed.sentence.kind == "headline":
                out.extend(m for m in phrase.inner if m.span.end <= predicate.span.start)
            elif phrase.slot in kinds or phrase is predicate.noun_phrase or self._added(phrase, predicate):
                listed = (m for m in phrase.fillers if m not in phrase.inner)  # "A를 포함한 중국 앱의 사용 금지"
                inside = (*self._party(phrase), *listed, *phrase.inner)
                out.extend(self._suspected(phrase) or (m for m in inside if not self._is_field(m)))
        return tuple(out)

    def _party(self, phrase: Phrase) -> tuple[Mention, ...]:
        """The party that stands apart before what it shares with somebody without a name ("[A와] 발주처 간 계약")."""
        if phrase.inner or phrase.first == phrase.last or self.syntax.words[phrase.last - 1].core_form not in _SHARED:
            return ()
        with_whom = (p for k in range(phrase.first, phrase.last + 1) for p in self.syntax.arguments(k))
        return tuple(m for p in with_whom if p.slot == "COM" for m in p.fillers)

    def _suspected(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Whose doing is suspected: nothing else in the phrase is looked into ("A의 B 주가 조작 의혹")."""
        first = phrase.inner[0] if phrase.inner and phrase.noun in self.syntax.grammar.suspicions["nouns"] else None
        behind = self.syntax.text[first.span.end :].lstrip("’”'") if first is not None else ""
        return (first,) if first is not None and behind.startswith("의 ") else ()

    def _is_field(self, m: Mention) -> bool:
        """Whether a category only says in what field a firm works ("휴머노이드 스타트업에 투자")."""
        at = self.syntax.parsed.eojeol_at(m.span.end - 1) + 1
        before = m.common and at < len(self.syntax.words)
        return before and self.syntax.words[at].core_form.removesuffix("들").endswith(self.syntax.grammar.actors)

    def _added(self, phrase: Phrase, predicate: Predicate) -> bool:
        """Whether an event with 도 is what a verb acts on."""
        return not predicate.passive and self.deed_too(phrase)
