"""Who does it and to what: the fillers of a predicate's slots, through relative clauses and shared subjects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract import contents
from kg.extract.events import EventNouns
from kg.extract.mending import REPORTED
from kg.extract.syntax import Phrase, Predicate
from kg.model import Mention
from kg.text.eojeols import NAME_TAGS

_AGENT = ("SBJ", "TOP")
_MAX_CLIMB = 4
_CHAINING = ("아", "어", "고", "아서", "어서", "며", "으며", "면서", "으면서")  # one clause runs on into the next
_SHARING = ("아", "어", "고", "아서", "어서", "며", "거나", "으며", "지만", "으나")  # and has one object with it
_SERIAL = ("고", "며", "아", "어")
# slot of a frame -> the phrases that fill it, the likeliest first
_KINDS = {
    "goal": ("DAT",), "place": ("LOC", "DAT"), "source": ("SRC", "LOC"), "instrument": ("INS",), "with": ("COM",),
    "than": ("CMP",), "about": ("ABOUT",), "against": ("AGAINST", "TOWARD"), "toward": ("TOWARD", "DAT"),
    "as": ("AS", "INS"), "until": ("UNTIL",), "bare": ("BARE",), "via": ("VIA",),
}  # fmt: skip
_SAKES = ("때문", "덕분", "덕")  # behind a name, of whose sake something is
_MARKETS = ("시장", "현지")  # where something is sold nobody does anything to it ("중국 시장에 맞춰 설계된 칩")
_BESIDES = ("외", "이외", "밖")  # "A 외에": not what it is done to
_INNER = {
    "goal_inner": ("DAT",),
    "as_inner": ("AS", "INS"),
    "place_inner": ("LOC", "SRC"),
    "instrument_inner": ("INS",),
    "via_inner": ("VIA",),
}
_AIMED = ("대", "對")  # before one letter for a country ("대미 수출")
_DEALT = ("COM", "AGAINST", "SRC", "LOC")
_BIDDEN = ("라고", "라며", "라면서", "도록")


@dataclass(frozen=True)
class Roles(EventNouns):
    """Slot look-ups for one sentence.

    Args:
        syntax: The sentence.
        topic: Mentions that the last sentences were about, for subjects that Korean drops.
        firms: For a person the firm whose officer the article has called him.
    """

    topic: tuple[Mention, ...] = ()
    firms: Mapping[str, Mention] = field(default_factory=dict)
    _agents: dict[tuple[int, int, int], tuple[Mention, ...]] = field(default_factory=dict, init=False, compare=False)
    _patients: dict[tuple[int, int], tuple[Mention, ...]] = field(default_factory=dict, init=False, compare=False)
    _phrases: dict[tuple[int, int], list[Phrase]] = field(default_factory=dict, init=False, compare=False)

    def fill(self, predicate: Predicate, slot: str) -> tuple[Mention, ...]:
        """Return the mentions in a slot of a predicate, () where there is none.

        Args:
            predicate: The predicate.
            slot: agent, patient, goal, place, source, instrument, with, with_whose, than, by, about, against, toward,
                as, bare or inner.
        """
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
        if slot == "upper":
            return self._upper(predicate)
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
        if slot in ("head", "described"):
            return self.relative(predicate.at) if predicate.noun_at < 0 else ()
        if slot == "stake":
            return self._stake(predicate)
        if slot in _INNER:
            phrases = [p for p in self.phrases(predicate) if p.slot in _INNER[slot] and p.noun not in _BESIDES]
            return tuple(m for p in phrases for m in p.inner if m not in p.fillers or slot != "goal_inner")
        if slot == "aimed":
            return tuple(m for m in self._before_noun(predicate) if self.syntax.text[m.span.start - 1] in _AIMED)
        if slot in ("deal", "deal_by"):
            return self._deal(predicate) if predicate.passive == (slot == "deal_by") else ()
        if slot == "whose":
            return self._whose(predicate)
        if slot == "topic":
            return self._own_topic(predicate)
        if slot == "maker":
            return self._possessor(predicate) if predicate.passive else ()
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
        before = self.syntax.words[: max(predicate.at, predicate.noun_at) + 1]
        return any(w.span.of(self.syntax.text).startswith(words) for w in before)

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
        bare = [p for p in own if p.slot in ("OBJ", "BARE") and not _names(p)]
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

    def agent(self, at: int, depth: int = 0, origin: int = -1) -> tuple[Mention, ...]:
        """Subject of the predicate at an eojeol: its own, its relative head, its governor's, or the topic."""
        asked = at, depth, at if origin < 0 else origin
        found = self._agents.get(asked)
        if found is None:
            found = self._agents[asked] = self._agent(*asked)
        return found

    def topical(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The topic that stands beside a subject, for what the subject cannot do ("당국은 A가 만든 칩을 금지했다")."""
        found = [p for p in self.syntax.arguments(predicate.at) if p.slot in _AGENT and p.last < predicate.at]
        topics = [p.fillers for p in found if p.slot == "TOP" and p.fillers]
        return topics[0] if topics and any(p.slot == "SBJ" for p in found) and not predicate.passive else ()

    def _agent(self, at: int, depth: int, origin: int) -> tuple[Mention, ...]:
        own = self.own_subject(at, origin)
        syntax = self.syntax
        if self._bidden(at) and not (own and self.own_subject(syntax.governor(at))):
            bid = [p for p in syntax.arguments(syntax.governor(at)) if p.slot in ("DAT", "TOWARD")]
            if bid:
                return bid[-1].fillers
        if own is not None and self._worked_on([own], at):
            own = self._converb_subject(at, at)
        if own is not None:
            if own.fillers or own.noun not in syntax.grammar.attributes:
                return own.fillers
            if own.inner and self._owns(own):  # "R1의 성능은 ..."
                return contents.whole(own.inner, -1)
        word = syntax.words[at]
        head = syntax.governor(at)
        if word.ending_tag == "ETM" and head >= 0:
            if syntax.words[head].core_in(syntax.grammar.complements):
                upper = self._verb_above(head)
                return self.agent(upper, depth + 1, origin) if upper >= 0 and depth < _MAX_CLIMB else self.topic
            chained = self._chained_subject(at) if own is None else None
            if chained is not None:
                return chained.fillers
            found = self.relative(at)
            if found or depth >= _MAX_CLIMB or self._unknown_name(head) or self._acts_itself(at, head):
                return found
            head = self._verb_above(head)
        before = self._converb_subject(at, origin) if own is None else None
        if before is not None:
            return before.fillers
        inside = self._quoted_subject(at, origin) if own is None else ()
        if inside:
            return inside
        if head >= 0 and depth < _MAX_CLIMB:
            upper = head if syntax.words[head].stem else self._verb_above(head)
            if upper >= 0:
                return self.agent(upper, depth + 1, origin)
        found = self._coordinate_subject(at, origin) or self._sentence_subject(origin) or self._late_subject(origin)
        return found or self._last_topic(origin)

    def _bidden(self, at: int) -> bool:
        """Whether a clause says what somebody is asked to do ("규제하라고 요구했다", "투자하도록 촉구했다")."""
        word, above = self.syntax.words[at], self.syntax.governor(at)
        if above < 0 or not word.stem or not word.ending.endswith(_BIDDEN) or "다" in word.ending:
            return False
        return self._asks(self.syntax.words[above], word.noun or word.stem)

    def _last_topic(self, at: int) -> tuple[Mention, ...]:
        """The topic of the sentences before, where this one has no subject or topic of its own, named or not."""
        own = [p for p in self.syntax.phrases if p.slot in _AGENT and p.last < at]
        named = [p for p in own if p.noun not in self.syntax.grammar.attributes]
        return () if named else self.topic

    def _whose(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The genitive in the phrase that is acted on ("한국의 관세 정책을 비판했다")."""
        for phrase in self.phrases(predicate):
            if phrase.slot in ("OBJ", "ABOUT", "DAT") and not phrase.fillers:
                return contents.owner(self.syntax.text, phrase) or self.doers(phrase)
        return ()

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

    def _sentence_subject(self, at: int) -> tuple[Mention, ...]:
        """The sentence's first topic, else its first subject, before an eojeol: whatever the tree hung it on."""
        for slot in ("TOP", "SBJ"):
            for phrase in self.syntax.phrases:
                if phrase.slot == slot and phrase.fillers and phrase.last < at:
                    return phrase.fillers
        return ()

    def owners(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Whose attribute a phrase without a name of its own is ("A와 B 산하 C의 제품"), () where it is nobody's."""
        attribute = phrase.noun in self.syntax.grammar.attributes and not phrase.fillers
        if not attribute or not phrase.inner or not self._owns(phrase):
            return ()
        last, branch = phrase.inner[-1], self.syntax.grammar.branch
        behind = ((m, self.syntax.text[m.span.end : last.span.start].lstrip("’”'")) for m in phrase.inner[:-1])
        joined = [m for m, text in behind if text.startswith(contents.JOINTS) and branch(m.cls) == branch(last.cls)]
        return (*(m for m in joined if m.span != last.span), *contents.whole(phrase.inner, -1))

    def _owns(self, phrase: Phrase) -> bool:
        """Whether a phrase's last name stands right before its attribute: "화웨이의 매출"; not "중국 스마트폰 판매"."""
        core = self.syntax.words[phrase.last].core
        gap = self.syntax.text[phrase.inner[-1].span.end : core.end - len(phrase.noun)]
        return gap.strip(" ’”'") in ("", "의", "측", "측의") or gap.startswith("의 ")

    def own_subject(self, at: int, origin: int = -1) -> Phrase | None:
        """The phrase that stands as subject of an eojeol itself, the nearest before `origin`, or None."""
        limit = at if origin < 0 else origin
        phrases = self.syntax.arguments(at)
        if not phrases:
            return None
        anyone = next((p for p in phrases if p.noun in self.syntax.grammar.anyone and p.last < limit), None)
        if anyone is not None:
            return anyone
        for kind in _AGENT:
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

    def _acted_on_too(self, phrase: Phrase, at: int) -> bool:
        """Whether a thing with 도 is acted on, where someone else is the topic ("A는 H800을 썼고 H20도 썼다")."""
        syntax = self.syntax
        if syntax.words[phrase.last].particle != "도" or not phrase.fillers:
            return False
        branch = syntax.grammar.branch
        if branch(phrase.fillers[-1].cls) != "Product" or any(p.slot == "OBJ" for p in syntax.arguments(at)):
            return False
        topics = (p for p in syntax.phrases if p.slot == "TOP" and p.last < phrase.first and p.fillers)
        return any(branch(p.fillers[-1].cls) in ("Organization", "Person") for p in topics)

    def _running_topic(self, at: int) -> Phrase | None:
        """The topic before a clause's own subject, which the next clause is about ("A는 B가 세웠고 C에 상장했다")."""
        found = [p for p in self.syntax.arguments(at) if p.slot in _AGENT and p.last < at]
        topics = [p for p in found if p.slot == "TOP" and p.fillers]
        return topics[0] if topics and any(p.slot == "SBJ" and p.first > topics[0].last for p in found) else None

    def _verb_above(self, at: int) -> int:
        """The first predicate that a nominal eojeol hangs on, -1 for none."""
        for _ in range(_MAX_CLIMB):
            if at < 0:
                return -1
            if self.syntax.words[at].stem:
                return at
            at = self.syntax.governor(at)
        return -1

    def _converb_subject(self, at: int, before: int) -> Phrase | None:
        """Subject of the clause right before that runs on into this one ("[업체들이 앞다퉈] 구매에 나섰다")."""
        for k in range(min(at, before) - 1, max(-1, min(at, before) - 5), -1):
            word = self.syntax.words[k]
            serial = word.stem and word.ending in ("아", "어") and not self.syntax.grammar.is_postposition(word)
            if serial and self.syntax.governor(k) == at:
                own = self.own_subject(k)
                return own if own is not None and (own.fillers or self._acts(own)) else None
        return None

    def _chained_subject(self, at: int) -> Phrase | None:
        """The subject inside an adnominal clause whose first verb it stands with ("[A가 돈을 들여] 인수한 B")."""
        for word in reversed(self.syntax.words[:at]):
            if word.ending_tag == "ETM":
                return None
            chain = word.stem and word.ending in _CHAINING and self.syntax.governor(word.index) == at
            if chain and not self.syntax.grammar.is_postposition(word):
                own = self.own_subject(word.index)
                return own if own is not None and own.slot == "SBJ" and own.fillers else None
        return None

    def _late_subject(self, at: int) -> tuple[Mention, ...]:
        """The subject right behind a clause that runs on into its own ("칩을 이용해 A는 모델을 만든다")."""
        word, head = self.syntax.words[at], self.syntax.governor(at)
        if head < 0 or word.ending not in ("아", "어", "아서", "어서") or not self.syntax.words[head].stem:
            return ()
        behind = (p for p in self.syntax.arguments(head) if p.slot in _AGENT and p.first == at + 1)
        return next((p.fillers for p in behind), ())

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody in general ("중국 업체들이"): nobody with a name does what it does."""
        return phrase.noun.removesuffix("들").endswith(self.syntax.grammar.actors)

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
                if own is not None and own.fillers:
                    return own.fillers
        return ()

    def relative(self, at: int) -> tuple[Mention, ...]:
        """Fillers of the noun phrase that an adnominal clause describes, also through a chain of clauses."""
        syntax = self.syntax
        for _ in range(_MAX_CLIMB):
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
                if phrase.slot in _AGENT and phrase.noun.endswith((*syntax.grammar.actors, "곳")):
                    return self._equal(phrase)  # "칩을 도입한 곳은 삼성전자다"
                if phrase.noun in syntax.grammar.attributes and phrase.inner and self._owns(phrase):
                    return contents.whole(phrase.inner, -1)  # "칩을 만드는 TSMC의 주가": its owner is
                if phrase.noun in _SAKES and phrase.inner:
                    last = phrase.inner[-1]  # "화웨이가 공개한 메이트 60 때문에"
                    gap = syntax.text[last.span.end : syntax.words[phrase.last].core.start]
                    return (last,) if not gap.strip(" ’”'\"") else ()
                while head < phrase.last and not syntax.words[head].particles:
                    head += 1  # "협약을 맺은 제약사 바이오젠의 공장": the clause describes the whole name
                core = syntax.words[head].core
                return tuple(m for m in phrase.inner if core.start <= m.span.start and m.span.end == core.end)
            if word.ending_tag != "EC":
                return ()
            at = self._next_adnominal(at) or head
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

    def _equal(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Who an unnamed subject is said to be ("고객사는 테슬라다")."""
        other = self.syntax.phrase_at(phrase.head) if phrase.head >= 0 else None
        return other.fillers if other is not None and other.slot == "COP" and other.last == phrase.head else ()

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
        return (phrase.slot == "COP" or as_what) and inside and not _names(phrase)

    def _becomes(self, phrase: Phrase) -> bool:
        """Whether a phrase without a name says what its subject is or becomes ("루빈은 ... 최초의 GPU가 된다")."""
        verb = self.syntax.words[phrase.head] if phrase.head >= 0 else None
        return phrase.slot == "SBJ" and verb is not None and verb.stem == "되다" and not _names(phrase)

    def _unknown_name(self, at: int) -> bool:
        """Whether an eojeol is (part of) a name that is no mention: it does what its clause says, nobody else."""
        word = self.syntax.words[at]
        return word.opens or word.closes or any(m.tag in NAME_TAGS for m in word.morphemes)

    def _acts_itself(self, at: int, head: int) -> bool:
        """Whether the unnamed head of a clause with an object is its subject ("챗GPT를 쓰는 사람"): then no name is."""
        word, phrase = self.syntax.words[head], self.syntax.phrase_at(head)
        if phrase is not None and (phrase.slot == "COP" or (phrase.slot == "INS" and word.comma)):
            return False  # "BOE는 애플에 올레드를 공급하는 업체로, ..."
        actor = word.core_form.removesuffix("들").endswith(self.syntax.grammar.actors)
        return actor and any(p.slot == "OBJ" for p in self.syntax.arguments(at))

    def _next_adnominal(self, at: int) -> int:
        """The adnominal clause that a clause in 아/어 runs on into ("개발해 상대적으로 구형인 칩"), 0 for none."""
        words = self.syntax.words
        if words[at].ending not in ("아", "어"):
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
        subject = [p for p in syntax.arguments(predicate.at) if p.slot in _AGENT]
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
        if bare:
            return bare[-1].fillers
        return self._shared_object(predicate.at) or self._shared_topic(predicate.at, subject)

    def _goes_on(self, phrase: Phrase, predicate: Predicate) -> bool:
        """Whether an event noun with 중인 describes what follows as a verb would ("개발 중인")."""
        word = self.syntax.words[predicate.at]
        going = phrase.last == predicate.at == predicate.noun_at + 1 and word.ending_tag == "ETM"
        return going and word.noun == "중" and not phrase.inner

    def _worked_on(self, subject: Sequence[Phrase], at: int) -> tuple[Mention, ...]:
        """The thing in the topic whose maker stands in the clause before ("H20은 [A가 새 공정을 써] 생산한다")."""
        if len(subject) != 1 or subject[0].slot != "TOP" or not subject[0].fillers:
            return ()
        maker, branch = self._converb_subject(at, at), self.syntax.grammar.branch
        acts = maker is not None and maker.slot == "SBJ" and bool(maker.fillers)
        acts = acts and maker is not None and branch(maker.fillers[-1].cls) == "Organization"
        return subject[0].fillers if acts and branch(subject[0].fillers[-1].cls) == "Product" else ()

    def has_object(self, predicate: Predicate) -> bool:
        """Whether a verb acts on something that it names itself, be it no name; its event noun is none."""
        words, event = self.syntax.words, self.syntax.grammar.event_noun
        return any(p.slot == "OBJ" and not event(words[p.last]) for p in self.phrases(predicate))

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
                and words[k].ending in _SHARING
            ):
                found = [p for p in self.syntax.arguments(k) if p.slot == "OBJ" and p.fillers]
                return found[-1].fillers if found else ()
        return ()

    def made_before(self, predicate: Predicate, makes: Callable[[str], bool]) -> tuple[Mention, ...]:
        """The thing that the clause before is about, which its maker praises ("A는 B를 내놓고 C를 앞선다고 했다")."""
        branch = self.syntax.grammar.branch
        for word in reversed(self.syntax.words[: predicate.at]):
            if word.stem and word.ending in _SHARING and makes(word.noun or word.stem):
                found = [m for p in self.syntax.arguments(word.index) if p.slot == "OBJ" for m in p.fillers]
                return tuple([m for m in found if branch(m.cls) == "Product" and m.method != "category"])
        return ()

    def _shared_topic(self, at: int, subject: Sequence[Phrase]) -> tuple[Mention, ...]:
        """The thing that a topic says two makers do something to ("B는 A가 설계하고 C가 생산한다")."""
        branch = self.syntax.grammar.branch
        if [p.slot for p in subject] != ["SBJ"]:
            return ()
        for word in self.syntax.words[:at]:
            if word.stem and word.ending in _CHAINING and self.syntax.governor(word.index) == at:
                before = [p for p in self.syntax.arguments(word.index) if p.slot in (*_AGENT, "OBJ")]
                if [p.slot for p in before] == ["TOP", "SBJ"] and before[0].fillers:
                    return before[0].fillers if branch(before[0].fillers[-1].cls) == "Product" else ()
        return ()

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

    def _content(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Subject of the clause that a verb of saying quotes ("쿠팡이 지위를 악용했다고 비판했다")."""
        syntax, own = self.syntax, self.agent(predicate.at)
        told = contents.told(syntax, predicate.at) or self._judged_before(predicate.at)
        for at in reversed(told):
            if contents.undergoes(syntax, at):
                continue
            for phrase in contents.about(syntax, at):
                found = contents.named(syntax, phrase)
                if found and all(m.entity != o.entity for m in found for o in own):
                    return found
        return ()

    def _judged_before(self, at: int) -> list[int]:
        """The clauses by which somebody judged before doing something ("[지위를 남용했다고] 보고 과징금을 물렸다")."""
        for word in reversed(self.syntax.words[:at]):
            judged = word.stem and word.ending_tag == "EC" and self.syntax.governor(word.index) == at
            if judged and word.ending in _SERIAL and not word.prefinals:
                return contents.quoted(self.syntax, word.index)
        return []

    def _beside_subject(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Whom the tree hung beside a subject on the verb above ("A와 B가 [회담을 하고] 성명에 서명했다")."""
        found = self.agent(predicate.at) if self.own_subject(predicate.at) is None else ()
        subject = next((p for p in self.syntax.phrases if found and p.slot in _AGENT and p.fillers == found), None)
        if subject is None:
            return ()
        beside = (p for p in self.syntax.arguments(subject.head) if p.slot == "COM" and p.last + 1 == subject.first)
        return next((p.fillers for p in beside), ())

    def _partner_before(self, predicate: Predicate) -> tuple[Mention, ...]:
        """With whom the clause is done that runs on into this one ("[B와 5억달러를 들여] 합작공장을 세웠다")."""
        for word in reversed(self.syntax.words[: predicate.at]):
            serial = word.stem and word.ending in ("아", "어") and self.syntax.governor(word.index) == predicate.at
            if serial and not self.syntax.grammar.is_postposition(word):
                found = [p for p in self.syntax.arguments(word.index) if p.slot == "COM" and p.fillers]
                return found[-1].fillers if found else ()
        return ()

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
                found = [p for p in self.syntax.arguments(k) if p.slot == "OBJ" and p.inner] if below else []
                if found:  # "H20을 팔도록", "A의 H20 수출을 재개하도록"
                    things = [m for m in found[-1].inner if self.syntax.grammar.branch(m.cls) == "Product"]
                    return found[-1].fillers or tuple(things)
        return ()

    def _by(self, predicate: Predicate) -> tuple[Mention, ...]:
        found = self._slots(predicate, ("BY", "SRC", "DAT", "LOC"), without=_MARKETS)
        if not found and predicate.noun_at >= 0 and predicate.key in self.syntax.grammar.agentive:
            return self._slots(predicate, ("GEN",))  # "환경청의 강한 비판을 받았다"
        return found

    def _deal(self, predicate: Predicate) -> tuple[Mention, ...]:
        """With whom or from whom one agrees to do what a clause says ("보잉에서 [항공기를 구매하는] 계약을 맺었다")."""
        word, head = self.syntax.words[predicate.at], self.syntax.governor(predicate.at)
        if predicate.noun_at >= 0 or word.ending_tag != "ETM" or head < 0:
            return ()
        if not self.syntax.words[head].core_form.endswith(self.syntax.grammar.agreements):
            return ()
        own = (*self.syntax.arguments(predicate.at), *self.syntax.arguments(self.syntax.governor(head)))
        found = (p for p in own if p.slot in _DEALT and p.fillers and p.last < predicate.at)
        return next((p.fillers for p in found), ())

    def _possessor(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Whose the subject is ("화웨이의 스마트폰은 애플을 눌렀다")."""
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
            and (text[m.span.end : m.span.end + 1] == "의" or text[m.span.end : first].strip() == "")
        ]
        return tuple(owners[:1])

    def _upper(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Subject of the clause above, where the predicate's own subject or topic is something else."""
        own = self.own_subject(predicate.at)
        if own is not None and own.slot != "TOP":
            return own.fillers
        above = self._verb_above(self.syntax.governor(predicate.at)) if self.syntax.governor(predicate.at) >= 0 else -1
        return self.agent(above) if above >= 0 else self._sentence_subject(predicate.at)

    def without_bodies(self, found: Sequence[Mention]) -> list[Mention]:
        """Mentions without those that only tell where a person among them has a title ("이모 한솔건설 회장")."""
        return [m for i, m in enumerate(found) if not i or not self._is_body_of(found[i - 1], m)]

    def _own_topic(self, predicate: Predicate) -> tuple[Mention, ...]:
        """A topic that is acted on ("H20도 수출을 규제한다")."""
        added = [p for p in self.syntax.arguments(predicate.at) if p.slot == "TOP" and p.fillers]
        added = [p for p in added if self.syntax.words[p.last].particle in ("도", "만", "까지", "까지도")]
        return added[0].fillers if added and predicate.noun_at < 0 else ()

    def _inner(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Every mention inside the phrase that is acted on, where its head noun is not one itself."""
        kinds = ("SBJ", "TOP") if predicate.passive else ("OBJ", "ABOUT")
        out: list[Mention] = []
        for phrase in [*self.phrases(predicate), *([predicate.noun_phrase] if predicate.noun_phrase else [])]:
            if phrase is predicate.noun_phrase and self.syntax.parsed.sentence.kind == "headline":
                out.extend(m for m in phrase.inner if m.span.end <= predicate.span.start)
            elif phrase.slot in kinds or phrase is predicate.noun_phrase or self._added(phrase, predicate):
                out.extend(self._suspected(phrase) or (m for m in phrase.inner if not self._is_field(m)))
        return tuple(out)

    def _suspected(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Whose doing is suspected: nothing else in the phrase is looked into ("A의 B 주가 조작 의혹")."""
        first = phrase.inner[0] if phrase.inner and phrase.noun in self.syntax.grammar.suspicions["nouns"] else None
        behind = self.syntax.text[first.span.end :].lstrip("’”'") if first is not None else ""
        return (first,) if first is not None and behind.startswith("의 ") else ()

    def _is_field(self, m: Mention) -> bool:
        """Whether a category only says in what field a firm works ("휴머노이드 스타트업에 투자")."""
        at = self.syntax.parsed.eojeol_at(m.span.end - 1) + 1
        before = m.method in ("category", "description") and at < len(self.syntax.words)
        return before and self.syntax.words[at].core_form.removesuffix("들").endswith(self.syntax.grammar.actors)

    def _added(self, phrase: Phrase, predicate: Predicate) -> bool:
        """Whether an event with 도 is acted on beside a subject ("상무부가 H20의 수출도 막았다")."""
        word, mine = self.syntax.words[phrase.last], self.syntax.arguments(predicate.at)
        event = word.particle == "도" and not phrase.fillers and self.syntax.grammar.event_noun(word)
        return bool(event) and not predicate.passive and any(p.slot == "SBJ" and p.fillers for p in mine)


def _names(phrase: Phrase) -> bool:
    """Whether a phrase's head is a name rather than a category."""
    return any(m.method not in ("category", "description") for m in phrase.fillers)
