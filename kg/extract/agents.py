"""Who does it: subjects through relative clauses, and whom an adnominal clause describes."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import contents
from kg.extract.arguments import AGENT
from kg.extract.subjects import MAX_CLIMB, SERIAL, Subjects
from kg.extract.syntax import Phrase
from kg.model import Mention
from kg.text.eojeols import NAME_TAGS

_SAKES = ("때문", "덕분", "덕")  # behind a name, of whose sake something is
_MOUTHS = ("Person", "MediaOutlet")  # who tells what others do
_REPORTED = 2  # eojeols behind a predicate within which what is told ends ("출시할 것이라고")
_TWO = 2
_AFTER = "잇다"  # "A에 이어 B가"
_UNDERGOES = ("되다", "리다", "지다", "히다")
_LETTING = ("도록", "게")
_BIDDEN = ("라고", "라며", "라면서", "도록")


@dataclass(frozen=True)
class Agents(Subjects):
    """Look-ups of who does what a predicate says.

    Args:
        topic: Mentions that the last sentences were about, for subjects that Korean drops.
    """

    topic: tuple[Mention, ...] = ()
    _agents: dict[tuple[int, int, int], tuple[Mention, ...]] = field(default_factory=dict, init=False, compare=False)

    def agent(self, at: int, depth: int = 0, origin: int = -1) -> tuple[Mention, ...]:
        """Subject of the predicate at an eojeol: its own, its relative head, its governor's, or the topic."""
        asked = at, depth, at if origin < 0 else origin
        found = self._agents.get(asked)
        if found is None:
            found = self._agents[asked] = self._agent(*asked)
        return found

    def _agent(self, at: int, depth: int, origin: int) -> tuple[Mention, ...]:
        own = self.own_subject(at, origin)
        syntax = self.syntax
        if self._bidden(at) and not (own and self.own_subject(syntax.governor(at))):
            bid = [p for p in syntax.arguments(syntax.governor(at)) if p.slot in ("DAT", "TOWARD")]
            if bid:
                return bid[-1].fillers
        if own is not None and self._worked_on([own], at):
            own = self._subject_before(at, at, SERIAL)
        if own is not None:
            if own.fillers or own.noun not in syntax.grammar.attributes:
                return own.fillers
            if own.inner and self._owns(own):  # "R1의 성능은 ..."
                return self._owner_in(own)
        word = syntax.words[at]
        head = syntax.governor(at)
        told = self._told_subject(at) if own is None else ()
        if told:
            return told
        if word.ending_tag == "ETM" and head >= 0:
            if syntax.words[head].core_in(syntax.grammar.complements):
                ordered = self._in_order(head)
                if ordered:
                    return ordered
                upper = self._verb_above(head)
                return self.agent(upper, depth + 1, origin) if upper >= 0 and depth < MAX_CLIMB else self.topic
            chained = self._chained_subject(at) if own is None else None
            if chained is not None:
                return chained.fillers
            found = self.relative(at)
            if found or depth >= MAX_CLIMB or self._unknown_name(head) or self.acts_itself(at, head):
                return found
            head = self._verb_above(head)
        before = self._subject_before(at, origin, SERIAL) if own is None else None
        if before is not None:
            return before.fillers
        inside = self._quoted_subject(at, origin) if own is None else ()
        if inside:
            return inside
        if head >= 0 and depth < MAX_CLIMB:
            upper = head if syntax.words[head].stem else self._verb_above(head)
            if upper >= 0:
                return self.agent(upper, depth + 1, origin)
        found = self._coordinate_subject(at, origin) or self._sentence_subject(origin) or self._late_subject(origin)
        return found or self._last_topic(origin)

    def _in_order(self, at: int) -> tuple[Mention, ...]:
        """Who are told to have done it one after the other ("그것을 막은 것은 [A에 이어 B가] 두 번째다")."""
        phrases = [p for p in self.syntax.phrases if p.first > at]
        place = next((p for p in phrases if p.slot == "COP"), None)
        topic = self.syntax.phrase_at(at)
        if place is None or topic is None or topic.slot not in AGENT:
            return ()
        if not place.noun.endswith(self.syntax.grammar.in_order):
            return ()
        words = self.syntax.words
        before = (p for p in phrases if p.slot == "DAT" and words[p.last + 1].stem == _AFTER and p.last < place.first)
        last = (p for p in phrases if p.slot == "SBJ" and p.last < place.first)
        return tuple(m for p in (*before, *last) for m in p.fillers)

    def _told_subject(self, at: int) -> tuple[Mention, ...]:
        """The body that is told of, not who tells it ("A 기자는 [B가 다음 달 C를 낼 것]이라고 전망했다")."""
        syntax = self.syntax
        if not any(at <= k <= at + _REPORTED for k in syntax.quoting):
            return ()
        word, head = syntax.words[at], syntax.governor(at)
        fills = head >= 0 and syntax.words[head].core_in(syntax.grammar.complements)
        if word.ending_tag == "ETM" and not fills:
            return ()
        agents = [p for p in syntax.phrases if p.slot in AGENT and p.fillers and p.last < at][:2]
        if len(agents) < _TWO or agents[0].slot != "TOP" or any(m.cls not in _MOUTHS for m in agents[0].fillers):
            return ()
        clause = syntax.words[agents[1].head] if agents[1].head >= 0 else word
        # a clause that describes its own object or its own doer leaves a subject over ("[칩을 줄이는] 모델")
        full = any(p.slot == "OBJ" for p in syntax.arguments(clause.index)) or clause.stem.endswith(_UNDERGOES)
        runs = clause.ending_tag == "EC" or (clause.ending_tag == "ETM" and full)
        let = any(w.ending in _LETTING for w in syntax.words[clause.index : at])  # "[B가 팔 수 있도록] 허용했다고"
        inside = agents[1].slot == "SBJ" and runs and not let and agents[0].last < clause.index < at
        acts = all(syntax.grammar.branch(m.cls) == "Organization" and m.cls not in _MOUTHS for m in agents[1].fillers)
        start = syntax.words[agents[1].first].span.start
        apart = any(q.start <= start < q.end <= word.span.start for q in syntax.parsed.quotes)
        together = any(q.start <= start < word.span.start < q.end for q in syntax.parsed.quotes)
        apart = apart or (clause.index in syntax.quoting and not together)  # "[B가 했다고]는 보지 않는다면서도"
        return agents[1].fillers if inside and acts and not apart else ()

    def _bidden(self, at: int) -> bool:
        """Whether a clause says what somebody is asked to do ("규제하라고 요구했다", "투자하도록 촉구했다")."""
        word, above = self.syntax.words[at], self.syntax.governor(at)
        if above < 0 or not word.stem or not word.ending.endswith(_BIDDEN) or "다" in word.ending:
            return False
        return self._asks(self.syntax.words[above], word.noun or word.stem)

    def _last_topic(self, at: int) -> tuple[Mention, ...]:
        """The topic of the sentences before, where this one has no subject or topic of its own, named or not."""
        own = [p for p in self.syntax.phrases if p.slot in AGENT and p.last < at and not self._quoted_apart(p, at)]
        opens = self.syntax.phrases[:1]
        if any(p.slot == "LOC" and not p.inner and p.noun in self.syntax.grammar.quarters for p in opens):
            return ()
        named = [p for p in own if p.noun not in self.syntax.grammar.attributes]
        return () if named else self.topic

    def relative(self, at: int) -> tuple[Mention, ...]:
        """Fillers of the noun phrase that an adnominal clause describes, also through a chain of clauses."""
        syntax = self.syntax
        for _ in range(MAX_CLIMB):
            word, head = syntax.words[at], syntax.governor(at)
            if head < 0:
                return ()
            if word.ending_tag == "ETM":
                if syntax.words[head].core_in(syntax.grammar.complements):
                    return ()
                phrase = syntax.phrase_at(head)
                if phrase is not None and self._told(phrase, head):
                    return self.agent(phrase.last)  # "누리호는 항우연이 개발한 발사체다": the subject is described
                if phrase is not None and self._becomes(phrase):
                    found = self._sentence_subject(phrase.first)
                    return found if any(syntax.grammar.branch(m.cls) == "Product" for m in found) else ()
                if phrase is None or phrase.fillers:
                    found = phrase.fillers if phrase is not None else ()  # of two joined names the one behind it
                    return tuple([m for m in found if m.span.start > word.span.start])
                if phrase.slot in AGENT and phrase.noun.endswith((*syntax.grammar.actors, "곳")):
                    return self._equal(phrase)  # "칩을 도입한 곳은 삼성전자다"
                if phrase.noun in syntax.grammar.attributes and phrase.inner and self._owns(phrase):
                    first = phrase.inner[0]  # "A를 도운 [B 회장의 C 주가]": B did
                    if first.cls == "Person" and first.span.start == syntax.words[word.index + 1].core.start:
                        return (first,)
                    return contents.whole(phrase.inner, -1)  # "칩을 만드는 TSMC의 주가": its owner is
                if phrase.noun in syntax.grammar.stages and phrase.inner and phrase.inner[-1].cls == "Event":
                    return phrase.inner[-1:]  # "서울에서 열린 CES 기조연설에서": the event is held there
                if phrase.noun in _SAKES and phrase.inner:
                    last = phrase.inner[-1]  # "화웨이가 공개한 메이트 60 때문에"
                    gap = syntax.text[last.span.end : syntax.words[phrase.last].core.start]
                    return (last,) if not gap.strip(" ’”'\"") else ()
                beside = self._called(phrase, at, head)
                if beside:
                    return beside
                while head < phrase.last and not syntax.words[head].particles:
                    head += 1  # "협약을 맺은 제약사 바이오젠의 공장": the clause describes the whole name
                core = syntax.words[head].core
                return tuple(m for m in phrase.inner if core.start <= m.span.start and m.span.end == core.end)
            if word.ending_tag != "EC":
                return ()
            at = self._next_adnominal(at) or head
        return ()

    def _called(self, phrase: Phrase, at: int, head: int) -> tuple[Mention, ...]:
        """The product right behind what it is called, whatever is said of it ("[자체 AI인 R1] 고도화에")."""
        word, first = self.syntax.words[at], self.syntax.words[head].core.start
        if not word.stem.endswith("이다") or head != at + 1:
            return ()
        here = [m for m in phrase.inner if m.span.start == first and not m.common]
        return tuple([m for m in here if self.syntax.grammar.branch(m.cls) == "Product"])

    def _told(self, phrase: Phrase, head: int) -> bool:
        """Whether a phrase only says what kind of thing its subject is ("우주 발사체다", "발사체로, ...")."""
        words, grammar = self.syntax.words, self.syntax.grammar
        body = phrase.noun.endswith(grammar.actors) or any(
            grammar.branch(m.cls) == "Organization" for m in phrase.fillers
        )
        verb = words[phrase.head] if phrase.head >= 0 else None
        named = verb is not None and (verb.noun or verb.stem) in grammar.naming
        as_what = phrase.slot == "INS" and (words[phrase.last].comma or body or named)
        as_what = as_what and phrase.noun not in grammar.attributes
        inside = not any(w.particles for w in words[head : phrase.last])
        return (phrase.slot == "COP" or as_what) and inside and not phrase.is_name

    def _becomes(self, phrase: Phrase) -> bool:
        """Whether a phrase without a name says what its subject is or becomes ("루빈은 ... 최초의 GPU가 된다")."""
        verb = self.syntax.words[phrase.head] if phrase.head >= 0 else None
        return phrase.slot == "SBJ" and verb is not None and verb.stem == "되다" and not phrase.is_name

    def _equal(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Who an unnamed subject is said to be ("고객사는 테슬라다", "고객사는 테슬라뿐으로, ...")."""
        behind = self.syntax.phrase_at(phrase.last + 1)
        if behind is not None and behind.slot == "INS" and behind.is_name and self.syntax.words[behind.last].comma:
            return behind.fillers
        other = self.syntax.phrase_at(phrase.head) if phrase.head >= 0 else None
        return other.fillers if other is not None and other.slot == "COP" and other.last == phrase.head else ()

    def _unknown_name(self, at: int) -> bool:
        """Whether an eojeol is (part of) a name that is no mention: it does what its clause says, nobody else."""
        word = self.syntax.words[at]
        return word.opens or word.closes or any(m.tag in NAME_TAGS for m in word.morphemes)

    def acts_itself(self, at: int, head: int) -> bool:
        """Whether the unnamed head of a clause with an object is its subject ("챗GPT를 쓰는 사람"): then no name is."""
        word, phrase = self.syntax.words[head], self.syntax.phrase_at(head)
        if phrase is not None and (phrase.slot == "COP" or (phrase.slot == "INS" and word.comma)):
            return False  # "BOE는 애플에 올레드를 공급하는 업체로, ..."
        actor = word.core_form.removesuffix("들").endswith(self.syntax.grammar.actors)
        return actor and any(p.slot == "OBJ" for p in self.syntax.arguments(at))

    def owners(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Whose attribute a phrase without a name of its own is ("A와 B 산하 C의 제품"), () where it is nobody's."""
        attribute = phrase.noun in self.syntax.grammar.attributes and not phrase.fillers
        if not attribute or not phrase.inner or not self._owns(phrase):
            return ()
        last, branch = phrase.inner[-1], self.syntax.grammar.branch
        behind = ((m, self.syntax.text[m.span.end : last.span.start].lstrip("’”'")) for m in phrase.inner[:-1])
        joined = [m for m, text in behind if text.startswith(contents.JOINTS) and branch(m.cls) == branch(last.cls)]
        return (*(m for m in joined if m.span != last.span), *contents.whole(phrase.inner, -1))

    def _owner_in(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Whose an attribute is: the last name, no kind of thing that it is measured in ("A의 D램 점유율은")."""
        last = phrase.inner[-1]
        owner = contents.owner(self.syntax.text, phrase) if last.common else ()
        acts = bool(owner) and self.syntax.grammar.branch(owner[0].cls) == "Organization"
        return owner if acts else contents.whole(phrase.inner, -1)

    def _owns(self, phrase: Phrase) -> bool:
        """Whether a phrase's last name stands right before its attribute: "화웨이의 매출"; not "중국 스마트폰 판매"."""
        core = self.syntax.words[phrase.last].core
        gap = self.syntax.text[phrase.inner[-1].span.end : core.end - len(phrase.noun)]
        return gap.strip(" ’”'") in ("", "의", "측", "측의") or gap.startswith("의 ")
