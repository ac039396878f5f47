"""The climb from a predicate up the tree to whoever says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.syntax import Syntax
from kg.extract.voice.quotes import Quotation
from kg.extract.voice.said import Voice, weaker
from kg.extract.voice.signs import Signs, key_of, quotes_verb
from kg.extract.voice.speakers import Speakers
from kg.extract.voice.ties import Tie, Ties
from kg.extract.voice.verdicts import Verdicts
from kg.model import ANONYMOUS

_MAX_CLIMB = 12


@dataclass(slots=True)
class Way:
    """State of one climb.

    Attributes:
        voice: What is known so far.
        presupposed: Whether an adnominal or embedded clause lies behind: plans above are no longer its own.
        tensed: Whether a clause complete in itself lies behind: only doubts and denials of what follows reach over it.
        joined: Whether a clause joined to another lies behind: what the other denies of itself is not denied of it.
        nominal: Whether the climb began at a noun and has met no verb yet.
        figure: Whether it began at a number.
        sized: Whether that number is the size of something ("1조원 규모의 계약").
        about: The subject whose description the claim belongs to: not what that subject itself says.
    """

    voice: Voice
    presupposed: bool = False
    tensed: bool = False
    joined: bool = False
    nominal: bool = False
    figure: bool = False
    sized: bool = False
    about: tuple[str, ...] = ()

    def weaken(self, modality: str) -> None:
        """Make the claim less firm, where what stands above still speaks of it."""
        if modality != "asserted" and not self.presupposed and (not self.tensed or modality in ("alleged", "denied")):
            found = weaker(self.voice.modality, modality)
            if found != self.voice.modality:
                self.voice = replace(self.voice, modality=found)

    def report(self, said: Voice) -> None:
        """Hand the claim to whoever says it."""
        if said.source and said.source in self.about:
            return
        far = self.presupposed or (self.tensed and said.modality not in ("alleged", "denied"))
        self.voice = self.voice.within(said, presupposed=far)
        self.tensed = False


@dataclass(frozen=True)
class Climb:
    """Climbs the tree of one sentence."""

    syntax: Syntax
    signs: Signs
    speakers: Speakers
    ties: Ties
    verdicts: Verdicts
    quotations: Sequence[Quotation]

    def of(self, at: int, way: Way | None = None) -> Voice:
        """Return the voice that the clauses above an eojeol give it.

        Args:
            at: The eojeol.
            way: What is known already, where the climb goes on from something below.
        """
        if way is None:
            own = self.ties.own(at) if self.syntax.words[at].stem else "asserted"
            noun = not self.syntax.words[at].stem
            way = Way(Voice(own), nominal=noun, figure=noun and self._is_figure(at))
        cur, seen = at, {at}
        for _ in range(_MAX_CLIMB):
            head = self.syntax.governor(cur)
            quotation = self._quotation_left(cur, head)
            if quotation is not None:
                way.report(quotation.voice)
                nxt, way.presupposed = quotation.verb, True
            else:
                nxt = self._step(cur, head, way) if head >= 0 else -1
            if nxt < 0 or nxt in seen:
                break
            seen.add(nxt)
            cur = nxt
        return way.voice

    def _is_figure(self, at: int) -> bool:
        """Whether a noun is a number, or the unit of the one right before it ("3만 [개에도]")."""
        words = self.syntax.words[max(0, at - 1) : at + 1]
        return any(m.tag == "SN" for w in words if w.index == at or not w.particles for m in w.morphemes)

    def _quotation_left(self, at: int, head: int) -> Quotation | None:
        """The quotation that holds an eojeol but not its head."""
        if not self.quotations:
            return None
        start = self.syntax.words[at].span.start
        for q in self.quotations:
            if q.span.start <= start < q.span.end and (
                head < 0 or not q.span.start <= self.syntax.words[head].span.start < q.span.end
            ):
                return q
        return None

    def _step(self, cur: int, head: int, way: Way) -> int:
        """Take one step up; returns where it leads, -1 for the end."""
        tie = self.ties.of(cur, head)
        upper = self.syntax.words[head]
        if tie.kind == "argument":
            return self._from_noun(cur, head, way)
        way.nominal = False
        if tie.kind == "quote":
            if key_of(upper) in self.signs.ruling and self._ordered(cur, tie, way):
                way.voice = replace(way.voice, modality="asserted")  # who is ordered to pay is fined
                return head
            way.weaken(tie.modality)
            said = self.verdicts.quoting(head, cur)
            if said is not None:
                way.report(said)
            way.presupposed = way.presupposed or said is not None
            return head
        if tie.kind == "content":
            return self._from_content(tie, head, cur if self.syntax.words[cur].ending_tag == "ETN" else head, way)
        way.weaken(tie.modality)
        if tie.kind == "relative":
            return self._from_relative(cur, head, way)
        if tie.kind == "aside":
            way.presupposed = True
            return head
        if tie.kind == "same":
            own = self.ties.own(head) if upper.stem else "asserted"
            bounded = own == "negated" and way.figure and key_of(self.syntax.words[cur]) in self.signs.bounding
            apart = own == "negated" and way.joined  # "만나 논의하지 않았다": whom one met, one met
            way.weaken("asserted" if bounded or apart else own)
            return head
        return self._from_joined(cur, head, way, complete=tie.kind == "joined")

    def _from_joined(self, cur: int, head: int, way: Way, *, complete: bool) -> int:
        """From a clause to the one that it is joined to: a plan there is its own where it has no tense itself."""
        if self._another_topic(cur, head):
            return -1
        inside = self._drawn_in(cur, head)
        head = inside if inside >= 0 else self._lifted_out(cur, head)
        if head < 0:
            return -1
        if not way.figure and self._in_vain(cur, head):
            way.voice = replace(way.voice, modality="negated")
        way.joined = way.joined or head != cur + 1  # "실어 보내지 않는다" is one act
        complete = complete or self._before_it(cur, head)
        way.tensed = way.tensed or complete or self._reports_here(head)
        if self.syntax.words[head].ending_tag != "ETM":
            way.weaken("asserted" if way.tensed else self._plan(head))
        elif complete and self._is_plan(head):
            above = self.syntax.governor(head)  # "A를 짓고 있으며 B를 지을 예정이다": A is no plan
            return self._from_content(self.ties.of(head, above)._replace(modality="asserted"), above, above, way)
        elif self.ties.of(head, self.syntax.governor(head)).kind == "relative":
            if not (complete or way.tensed):  # "칩을 만들어 앞서 나가려는": neither is done
                way.weaken(self.signs.irrealis.get(self.syntax.words[head].ending, "asserted"))
            way.presupposed = True
        return head

    def _in_vain(self, cur: int, head: int) -> bool:
        """Whether what a clause sets about came to nothing ("인수에 나섰지만 실패했다")."""
        word, upper = self.syntax.words[cur], self.syntax.words[head]
        tried = key_of(word) in self.signs.attempts or self.signs.carriers.get(key_of(word)) == "planned"
        failed = self.signs.carriers.get(key_of(upper)) == "negated" and head == cur + 1
        failed = failed and not upper.stem.endswith("당하다")  # "제안했다가 거절당했다": it was proposed
        return tried and failed and word.ending.endswith(("지만", "으나", "나", "다가"))

    def _ordered(self, cur: int, tie: Tie, way: Way) -> bool:
        """Whether a quoted clause is an order or a duty, and no plan of the speaker's own."""
        planned = tie.modality == "planned" or way.voice.modality == "planned"
        return planned and "겠" not in self.syntax.words[cur].prefinals

    def _before_it(self, cur: int, head: int) -> bool:
        """Whether a clause tells what had been done when somebody decided ("만나 짓기로 했다")."""
        word, upper = self.syntax.words[cur], self.syntax.words[head]
        key = key_of(word)
        met = key in self.signs.occasions or key in self.signs.joining
        if not met and word.stem in ("하다", "갖다", "열다"):
            met = cur > 0 and self.syntax.words[cur - 1].core_form.endswith(tuple(self.signs.occasions))
        ahead = upper.ending in ("ㄹ", "을") or "겠" in upper.prefinals
        return met and word.ending in ("아", "어", "고") and not ahead and not self._ahead(cur)

    def _is_plan(self, at: int) -> bool:
        """Whether a clause before a noun is what that noun plans or foresees ("지을 예정")."""
        above = self.syntax.governor(at)
        tie = self.ties.of(at, above) if above >= 0 else None
        return tie is not None and tie.kind == "content" and tie.modality in ("planned", "predicted")

    def _another_topic(self, cur: int, head: int) -> bool:
        """Whether a finished clause and the one it is joined to have each a topic: "A는 샀고, B는 팔겠다고 했다"."""
        if not self.syntax.words[cur].prefinals:
            return False
        topics = [
            p for p in self.syntax.phrases if p.slot == "TOP" and self.syntax.words[p.last].particle in ("은", "는")
        ]
        mine = [p for p in topics if p.last < cur and not self.speakers.tells(p, cur)]
        return bool(mine) and any(cur < p.first and p.last < head for p in topics)

    def _plan(self, at: int) -> str:
        own = self.ties.own(at)
        return own if own in ("planned", "predicted") else "asserted"

    def _reports_here(self, at: int) -> bool:
        """Whether a verb has a quoted clause of its own."""
        return any(k < at and self.syntax.governor(k) == at for k in self.speakers.quoting)

    def _drawn_in(self, cur: int, head: int) -> int:
        """The quoted clause under a verb of saying that a clause joined to the verb really belongs to, -1 for none.

        "A는 B가 C를 샀으며 D를 팔았다고 밝혔다": a clause with a subject of its own between speaker and verb is part of
        what is said, wherever the tree hung it; so is one without circumstances of speaking ("간담회를 열고").
        """
        said = self.verdicts.said_under(cur, head)
        word = self.syntax.words[cur]
        if said >= 0 and (not word.stem or self._subject_of_its_own(cur)):
            return said
        if (
            said < 0
            or key_of(word) in self.signs.settings
            or word.stem in self.signs.settings
            or self.signs.reports(word)
        ):
            return -1
        return said if word.ending in ("고", "며", "으며", "거나") else -1

    def _lifted_out(self, cur: int, head: int) -> int:
        """The verb of saying, where a clause is hung on what is said: "A는 B를 내고 [C가 D했다]고 밝혔다"."""
        if self.signs.reports(self.syntax.words[cur]) and self._reports_here(cur):
            head = self._quoted_above(head)
        if not quotes_verb(self.syntax.words[head]) or self._subject_of_its_own(cur):
            return head
        if self._where_spoken(cur):
            return self.syntax.governor(head)
        speech = self.signs.reports(self.syntax.words[cur]) and self._reports_here(cur)
        owned = speech or any(p.slot == "SBJ" and p.head == head and p.first > cur for p in self.syntax.phrases)
        shared = any(p.slot in ("TOP", "SBJ") and p.last < cur for p in self.syntax.phrases)
        return self.syntax.governor(head) if owned and shared else head

    def _where_spoken(self, cur: int) -> bool:
        """Whether a clause tells on what occasion somebody spoke, and not what he announces ("내년 회의에 참석해")."""
        word = self.syntax.words[cur]
        if key_of(word) not in self.signs.occasions or word.ending not in ("아", "어"):
            return False
        return not self._ahead(cur)

    def _ahead(self, cur: int) -> bool:
        """Whether something before a predicate says that it is yet to come."""
        before = self.syntax.words[max(0, cur - _MAX_CLIMB) : cur]
        return any(w.core_form in self.signs.upcoming or w.stem in self.signs.upcoming for w in before)

    def _quoted_above(self, at: int) -> int:
        """Where the quoted clause ends that an eojeol stands in: "A는 [B라고] 비난하고 [C를 열어 두겠다고] 했다"."""
        up = at
        for _ in range(_MAX_CLIMB):
            if up < 0 or not self.syntax.words[up].stem:
                break
            if quotes_verb(self.syntax.words[up]):
                return up
            up = self.syntax.governor(up)
        return at

    def _subject_of_its_own(self, cur: int) -> bool:
        """Whether a clause's subject is the second of the sentence: the first one speaks."""
        subjects = [p for p in self.syntax.phrases if p.slot in ("SBJ", "TOP") and p.last < cur]
        return any(p.head == cur or (p.head > 0 and self._shows(p.head) == cur) for p in subjects[1:])

    def _shows(self, at: int) -> int:
        """The verb that shows what an adnominal clause tells of a quality, -1 for none."""
        above = self.syntax.governor(at)
        return self._shown(above) if above >= 0 and self.syntax.words[at].ending_tag == "ETM" else -1

    def _from_noun(self, cur: int, head: int, way: Way) -> int:
        """From a noun to what it hangs on; one at the start takes the form of its verb, plans and refusals included."""
        upper = self.syntax.words[head]
        if way.figure and upper.stem and self._drawn_in(cur, head) >= 0:
            head = self._drawn_in(cur, head)
            upper = self.syntax.words[head]
        word = self.syntax.words[cur]
        number = any(m.tag in ("SN", "NNB", "SW") for m in word.morphemes)
        if way.figure and way.nominal and number and word.particle == "에서":
            way.presupposed = True  # "30만에서 50만으로 늘린다": the first is so already
        if not way.nominal or way.presupposed:
            return head
        if not upper.stem:
            way.sized = way.sized or upper.core_form.startswith("규모")
            cue = self.signs.noun_of(upper)
            if cue in self.signs.nouns and cue != "것" and self.signs.nouns[cue] != "claimed":
                way.weaken(self.signs.nouns[cue])
            return head
        way.nominal = False
        carried = self.signs.carriers.get(key_of(upper), "asserted")
        if key_of(upper) not in self.signs.begun and word.particle in ("을", "를", "") and not number:
            way.weaken(carried if carried != "negated" or not way.sized else "asserted")
        own = self.ties.own(head)
        way.weaken("asserted" if way.figure and own == "negated" and self._compares(head) else own)
        if way.figure:
            self._reckoned(head, way)
        return head

    def _compares(self, at: int) -> bool:
        """Whether a verb only holds a figure against another: "3조원에 못 미쳤다", "3조원으로 차이가 없었다"."""
        word, before = self.syntax.words[at], self.syntax.words[at - 1]
        same = word.stem == "없다" and before.last_noun in self.signs.sameness
        return same or key_of(word) in self.signs.bounding

    def _reckoned(self, head: int, way: Way) -> None:
        """What a verb makes of a figure: a forecast or an estimate of its subject's."""
        key = key_of(self.syntax.words[head])
        bounding = (
            key in self.signs.bounding and self.syntax.words[head].ending != "게"
        )  # "전망치를 웃돌았다" tells what is so
        beside = (p for p in self.syntax.arguments(head) if not bounding or p.slot in ("SBJ", "TOP"))
        outlook = next((o for p in beside if (o := self.signs.outlooks.get(p.noun))), "")
        way.weaken(outlook or "asserted")
        if outlook or key in self.signs.reckoning:
            modality = outlook or self.signs.report.get(key, "asserted")
            source = self.speakers.of_verb(head)
            if source:
                self.speakers.current = source if source != ANONYMOUS else self.speakers.current
                way.report(Voice(modality, source))
        elif self.signs.hearsay.get(key) == "predicted" and key.endswith("되다"):
            way.weaken("predicted")  # "1조원으로 전망된다"

    def _from_relative(self, cur: int, head: int, way: Way) -> int:
        """From an adnominal clause over its noun: what is yet to be made does not do anything now."""
        if (shown := self._shown(head)) >= 0:
            return shown
        if not way.presupposed and self.syntax.words[cur].ending in ("는", "ㄹ", "을"):
            verb = self.verdicts.verb_above(head)
            if verb >= 0 and key_of(self.syntax.words[verb]) in self.signs.creating and self._planned_above(verb):
                way.weaken("planned")
            way.weaken(self._agreed(head))
        if way.figure and key_of(self.syntax.words[cur]) in self.signs.bounding:
            way.nominal = True  # "1만 개가 [넘는] 일자리가 생길 것이다"
            return head
        phrase = self.syntax.phrase_at(head)
        if phrase is not None and phrase.slot in ("TOP", "SBJ"):
            way.about = (*way.about, *(m.entity for m in phrase.fillers))
        way.presupposed = True
        way.voice = replace(way.voice, aside=True)
        return head

    def _shown(self, head: int) -> int:
        """The verb that shows a quality, so that the clause before it is told with it ("o1과 맞먹는 성능을 보인다")."""
        phrase = self.syntax.phrase_at(head)
        if phrase is None or phrase.slot != "OBJ" or phrase.inner or phrase.head < 0 or phrase.last != head:
            return -1
        verb, grammar = self.syntax.words[phrase.head], self.syntax.grammar
        return phrase.head if phrase.noun in grammar.attributes and key_of(verb) in self.signs.showing else -1

    def _agreed(self, head: int) -> str:
        """What the verb above makes of an agreement and so of what is agreed on ("공급하는 계약을 추진한다")."""
        word, verb = self.syntax.words[head], self.syntax.words[max(0, self.syntax.governor(head))]
        agreed = word.core_form.endswith(self.signs.agreements) and word.particle in ("을", "를")
        carried = self.signs.carriers.get(key_of(verb), "") if agreed and verb.stem else ""
        return carried if carried == "planned" and key_of(verb) not in self.signs.begun else "asserted"

    def _planned_above(self, verb: int) -> bool:
        return self.of(verb).modality == "planned"

    def _from_content(self, tie: Tie, head: int, at: int, way: Way) -> int:
        verb = self.verdicts.verb_above(head)
        way.weaken(tie.modality)
        if verb > head and self.syntax.words[head].particle in ("은", "는", "이", "가", "도"):
            inner = self.verdicts.said_under(head, verb)
            verb = inner if inner >= 0 else verb
        if verb < 0:
            if tie.modality in ("claimed", "alleged"):
                way.report(self.verdicts.in_place(tie.noun, tie.modality))
            return -1
        said = self.verdicts.content(tie, verb, at)
        if said is not None:
            way.report(said)
        if self.verdicts.beside(at, verb):
            return -1
        plain = tie.noun == "것" and (verb == at or self.syntax.words[verb].stem == "아니다")
        way.presupposed = way.presupposed or not plain
        return verb
