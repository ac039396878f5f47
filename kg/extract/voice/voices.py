"""Modality and source of every eojeol of a sentence: the climb from a predicate to whoever says it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.roles import Roles
from kg.extract.syntax import Syntax
from kg.extract.voice.quotes import Quotation, quotations
from kg.extract.voice.said import Voice, weaker
from kg.extract.voice.signs import Signs, key_of, quotes_noun, quotes_verb, stem_of, tense_past
from kg.extract.voice.speakers import Speakers
from kg.extract.voice.ties import Tie, Ties
from kg.model import ANONYMOUS, Span
from kg.text.eojeols import Eojeol

_MAX_CLIMB = 12
_STRICT = frozenset(("alleged", "denied", "predicted", "planned"))


@dataclass(slots=True)
class _Way:
    """State of one climb.

    Attributes:
        voice: What is known so far.
        presupposed: Whether an adnominal or embedded clause lies behind: plans above are no longer its own.
        tensed: Whether a clause complete in itself lies behind: only doubts and denials of what follows reach over it.
        nominal: Whether the climb began at a noun and has met no verb yet.
        figure: Whether it began at a number.
        about: The subject whose description the claim belongs to: not what that subject itself says.
    """

    voice: Voice
    presupposed: bool = False
    tensed: bool = False
    nominal: bool = False
    figure: bool = False
    about: tuple[str, ...] = ()

    def weaken(self, modality: str) -> None:
        """Make the claim less firm, where what stands above still speaks of it."""
        if not self.presupposed and (not self.tensed or modality in ("alleged", "denied")):
            self.voice = replace(self.voice, modality=weaker(self.voice.modality, modality))

    def report(self, said: Voice) -> None:
        """Hand the claim to whoever says it."""
        if said.source and said.source in self.about:
            return
        far = self.presupposed or (self.tensed and said.modality not in ("alleged", "denied"))
        self.voice = self.voice.within(said, presupposed=far)
        self.tensed = False


class Voices:
    """Modality and source of every eojeol of one sentence.

    Args:
        text: The article's decoded source.
        syntax: The sentence.
        roles: Its slots.
        signs: The cue words.
        speaker: Entity id of the last speaker, for quotes whose sentence names none.
        survey: Entity id of the source that the last sentence's figures were according to, "" for none.
    """

    def __init__(self, text: str, syntax: Syntax, roles: Roles, signs: Signs, speaker: str = "", survey: str = "") -> None:
        self.text, self.syntax, self.roles, self.signs = text, syntax, roles, signs
        self.words = syntax.words
        self._speakers = Speakers(text, syntax, roles, signs, speaker)
        self._ties = Ties(text, syntax, signs)
        self._according = self._speakers.according()
        self._quotations = quotations(self._speakers)
        self._found: dict[int, Voice] = {}
        self._survey = survey if self._continues() else ""
        for word in self.words:  # who speaks must be known for the next sentence, asked or not
            if quotes_verb(word) and syntax.governor(word.index) >= 0:
                self._quoting(syntax.governor(word.index), word.index)

    @property
    def speaker(self) -> str:
        """Who speaks in this sentence, "" for nobody with a name."""
        return self._speakers.current

    @property
    def survey(self) -> str:
        """Whose figures the sentence tells ("SNE리서치에 따르면"), for the next one."""
        named = self._according.source if self._according is not None else ""
        return named if named and named != ANONYMOUS else self._survey

    def of(self, at: int, span: Span) -> Voice:
        """Return the voice of a claim whose trigger stands in an eojeol.

        Args:
            at: The eojeol.
            span: The trigger; a number may go on from the last sentence's survey.
        """
        if at not in self._found:
            self._found[at] = self._settled(self._climb(at))
        voice = self._found[at]
        if self._survey and voice == Voice() and any(n.span == span for n in self.syntax.parsed.numbers):
            return Voice("claimed", self._survey)
        return voice

    def noun(self, at: int, span: Span, governor: int) -> Voice:
        """Return the voice of a claim that a noun phrase makes ("H20의 수출 금지 방안"): cue nouns behind it, then its clause.

        Args:
            at: Eojeol of the event noun.
            span: The event noun.
            governor: Eojeol of the verb that the phrase hangs on, or the phrase's last.
        """
        cue_at, cue = self._cue_behind(at, span)
        verb = governor if self.words[governor].stem else -1
        if not cue:
            voice = self.of(governor, span)
            said = self._objected(verb) if verb >= 0 else None
            return voice.within(said) if said is not None else voice
        found = self.signs.nouns.get(cue) or self.signs.carriers[cue]
        way = _Way(Voice(found), nominal=True)
        if verb < 0:
            return self._settled(way.voice.within(self._raised_in_place(cue, found)))
        said = self._content(Tie("content", way.voice.modality, cue), verb, cue_at)
        voice = way.voice.within(said) if said is not None else way.voice
        way.voice, way.presupposed = voice, True
        return self._settled(self._climb(verb, way))

    # ---- the climb

    def _settled(self, voice: Voice) -> Voice:
        """A climb's result under what holds for the whole sentence."""
        if voice.modality == "claimed" and not voice.source:
            voice = replace(voice, source=ANONYMOUS)
        if self._according is None:
            return voice
        outer = self._according
        if outer.source == ANONYMOUS and voice.source:
            return voice
        return voice.within(outer)

    def _climb(self, at: int, way: _Way | None = None) -> Voice:
        if way is None:
            own = self._ties.own(at) if self.words[at].stem else "asserted"
            noun = not self.words[at].stem
            way = _Way(Voice(own), nominal=noun, figure=noun and any(m.tag == "SN" for m in self.words[at].morphemes))
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

    def _quotation_left(self, at: int, head: int) -> Quotation | None:
        """The quotation that holds an eojeol but not its head."""
        start = self.words[at].span.start
        for q in self._quotations:
            if q.span.start <= start < q.span.end and (head < 0 or not q.span.start <= self.words[head].span.start < q.span.end):
                return q
        return None

    def _step(self, cur: int, head: int, way: _Way) -> int:
        """Take one step up; returns where it leads, -1 for the end."""
        tie = self._ties.of(cur, head)
        upper = self.words[head]
        if tie.kind == "argument":
            return self._from_noun(cur, head, way)
        way.nominal = False
        if tie.kind == "quote":
            way.weaken(tie.modality)
            said = self._quoting(head, cur)
            if said is not None:
                way.report(said)
            way.presupposed = way.presupposed or said is not None
            return head
        if tie.kind == "content":
            return self._from_content(tie, head, cur if self.words[cur].ending_tag == "ETN" else head, way)
        way.weaken(tie.modality)
        if tie.kind == "relative":
            return self._from_relative(cur, head, way)
        if tie.kind == "aside":
            way.presupposed = True
            return head
        if tie.kind == "same":
            own = self._ties.own(head) if upper.stem else "asserted"
            bounded = own == "negated" and way.figure and key_of(self.words[cur]) in self.signs.bounding
            way.weaken("asserted" if bounded else own)
            return head
        inside = self._drawn_in(cur, head)
        if inside >= 0:
            head = inside
        if tie.kind == "joined" or self._reports_here(head):
            way.tensed = True
        if not way.tensed and self.words[head].ending_tag != "ETM":
            way.weaken(self._plan(head))
        elif self.words[head].ending_tag == "ETM" and self._ties.of(head, self.syntax.governor(head)).kind == "relative":
            way.presupposed = True
        return head

    def _plan(self, at: int) -> str:
        own = self._ties.own(at)
        return own if own in ("planned", "predicted") else "asserted"

    def _reports_here(self, at: int) -> bool:
        """Whether a verb has a quoted clause of its own."""
        return any(quotes_verb(w) and self.syntax.governor(w.index) == at for w in self.words[:at])

    def _drawn_in(self, cur: int, head: int) -> int:
        """The quoted clause under a verb of saying that a clause joined to the verb really belongs to, -1 for none.

        "A는 B가 C를 샀으며 D를 팔았다고 밝혔다": a clause with a subject of its own between speaker and verb is part of
        what is said, wherever the tree hung it; so is one without circumstances of speaking ("간담회를 열고").
        """
        said = self._said_under(cur, head)
        word = self.words[cur]
        if said >= 0 and (not word.stem or self._subject_of_its_own(cur)):
            return said
        if said < 0 or key_of(word) in self.signs.settings or word.stem in self.signs.settings or self.signs.reports(word):
            return -1
        return said if word.ending in ("고", "며", "으며", "거나") else -1

    def _said_under(self, cur: int, verb: int) -> int:
        """The last clause between an eojeol and a verb that the verb quotes, -1 for none."""
        found = (w.index for w in reversed(self.words[cur + 1 : verb]) if quotes_verb(w) and self.syntax.governor(w.index) == verb)
        return next(found, -1)

    def _subject_of_its_own(self, cur: int) -> bool:
        """Whether a clause's subject is the second of the sentence: the first one speaks."""
        subjects = [p for p in self.syntax.phrases if p.slot in ("SBJ", "TOP") and p.last < cur]
        return any(p.head == cur for p in subjects[1:])

    # ---- nouns on the way

    def _from_noun(self, cur: int, head: int, way: _Way) -> int:
        """From a noun to what it hangs on: a noun at the start takes the form of its verb, plans and refusals included."""
        upper = self.words[head]
        if way.figure and upper.stem and self._drawn_in(cur, head) >= 0:
            head = self._drawn_in(cur, head)
            upper = self.words[head]
        if not way.nominal or way.presupposed:
            return head
        if not upper.stem:
            cue = self.signs.noun_of(upper)
            if cue in self.signs.nouns and cue != "것" and self.signs.nouns[cue] != "claimed":
                way.weaken(self.signs.nouns[cue])
            return head
        way.nominal = False
        carried = self.signs.carriers.get(key_of(upper), "asserted")
        if key_of(upper) not in self.signs.begun and self.words[cur].particle in ("을", "를", ""):
            way.weaken(carried)
        own = self._ties.own(head)
        way.weaken("asserted" if way.figure and own == "negated" and key_of(upper) in self.signs.bounding else own)
        if way.figure:
            for phrase in self.syntax.arguments(head):
                way.weaken(self.signs.outlooks.get(phrase.noun, "asserted"))
        return head

    def _from_relative(self, cur: int, head: int, way: _Way) -> int:
        """From an adnominal clause over its noun: what is yet to be made does not do anything now."""
        if not way.presupposed and self.words[cur].ending in ("는", "ㄹ", "을"):
            verb = self._verb(head)
            if verb >= 0 and key_of(self.words[verb]) in self.signs.creating and self._planned_above(verb):
                way.weaken("planned")
        phrase = self.syntax.phrase_at(head)
        if phrase is not None and phrase.slot in ("TOP", "SBJ"):
            way.about = (*way.about, *(m.entity for m in phrase.fillers))
        way.presupposed = True
        way.voice = replace(way.voice, aside=True)
        return head

    def _planned_above(self, verb: int) -> bool:
        return self._climb(verb).modality == "planned"

    def _from_content(self, tie: Tie, head: int, at: int, way: _Way) -> int:
        verb = self._verb(head)
        way.weaken(tie.modality)
        if verb > head and self.words[head].particle in ("은", "는", "이", "가", "도"):
            inner = self._said_under(head, verb)
            verb = inner if inner >= 0 else verb
        if verb < 0:
            if tie.modality in ("claimed", "alleged"):
                way.report(self._raised_in_place(tie.noun, tie.modality))
            return -1
        said = self._content(tie, verb, at)
        if said is not None:
            way.report(said)
        plain = tie.noun == "것" and verb == at
        way.presupposed = way.presupposed or not plain
        return verb

    def _verb(self, at: int) -> int:
        """The predicate that a content noun leads to ("것으로 알려졌다", "지적이 나온다"), -1 for none."""
        for _ in range(4):
            if at < 0 or self.words[at].stem:
                return at
            at = self.syntax.governor(at)
        return -1

    # ---- what verbs make of it

    def _quoting(self, verb: int, clause: int) -> Voice | None:
        """Voice that a verb gives the clause that it quotes ("~다고 밝혔다"), None where the writer himself speaks."""
        word = self.words[verb]
        if not word.stem:
            return Voice("claimed", self._speakers.of_verb(verb) or ANONYMOUS)
        if word.stem == "하다" and word.ending not in ("", "다", "ㄴ다", "고", "며", "는데", "ㄴ데", "으나", "지만", "으며", "면서", "던", "ㄴ", "는", "다는"):
            return Voice("predicted")  # "-다고 해도", "-다고 하면"
        if word.stem in ("보다", "하다") and word.ending in ("ㄹ", "을"):
            return None  # "-다고 볼 수 있다"
        if word.stem == "하다" and not tense_past(word):
            return self._speakers.spoken(verb, "claimed") if self._speakers.of_verb(verb, known=True) else Voice("claimed", ANONYMOUS)
        heard = self.signs.heard(word) if word.stem != "보이다" else ""
        if heard:
            return Voice(heard, self._speakers.of_verb(verb, heard=True) or ANONYMOUS)
        if self._factive(word):
            source = self._speakers.surveyed(verb)
            return Voice("claimed", source) if source else None
        modality = self.signs.report.get(key_of(word), "claimed")
        if modality == "denied":
            modality = "denied" if self._ties.negated(clause) or word.noun in ("부인", "부정") else "claimed"
        if modality == "planned" and tense_past(self.words[clause]):
            modality = "claimed"
        return self._speakers.spoken(verb, modality, default=ANONYMOUS)

    def _factive(self, word: Eojeol) -> bool:
        return stem_of(word) in self.signs.factive or (word.noun in self.signs.factive and word.stem.endswith("되다"))

    def _content(self, tie: Tie, verb: int, at: int) -> Voice | None:
        """Voice of a clause behind a content noun, by the verb above ("~라는 지적이 나온다", "~ 것으로 알려졌다")."""
        word, noun = self.words[verb], tie.noun
        key = key_of(word)
        if self._untrue(verb):
            return Voice("denied" if noun != "것" else "negated")
        if word.stem in ("없다", "아니다") and at != verb and noun not in ("것", "의혹", "이견"):
            return Voice("negated")
        if self.signs.carriers.get(key) == "negated" and key not in self.signs.begun and not self.signs.reports(word):
            return Voice("negated")
        heard = self.signs.heard(word)
        if heard:
            return Voice(heard, "" if word.stem == "보이다" else self._speakers.of_verb(verb, heard=True) or ANONYMOUS)
        if self._factive(word):
            source = self._speakers.surveyed(verb)
            return Voice("claimed", source) if source else None
        if at == verb:
            return self._closing(tie, verb)
        if noun in self.signs.factual and key in self.signs.presupposing:
            return None
        if key in self.signs.report or (key in self.signs.raising and noun not in ("것", "적", "바", "뒤", "후")):
            return self._raised(tie, verb)
        if self.signs.nouns.get(noun) in ("claimed", "alleged", "predicted") and noun not in self.signs.voiceless:
            return Voice(tie.modality, self._speakers.of_verb(verb, heard=True) or ANONYMOUS)
        return None

    def _raised(self, tie: Tie, verb: int) -> Voice | None:
        """Voice of "~할 가능성을 제기했다", "~라는 의혹이 나온다", "~한 것을 확인했다"."""
        word, key = self.words[verb], key_of(self.words[verb])
        given = self.signs.report.get(key, "asserted")
        if tie.noun in self.signs.voiceless and key not in self.signs.report and key not in ("제기", "제기되다", "거론", "언급"):
            return None
        if tie.noun in self.signs.factual and given == "asserted":
            return None
        modality = weaker(tie.modality, given if given != "asserted" else "claimed")
        if tie.modality == "planned":
            modality = weaker("planned", given)
        impersonal = word.stem.endswith(("되다", "나다")) or (key in self.signs.raising and key not in self.signs.report)
        if impersonal and key != "내놓다":
            source = self._speakers.of_verb(verb, heard=True) or ANONYMOUS
            return Voice(modality, source, self._speakers.via(verb, source))
        said = self._speakers.spoken(verb, modality, default=ANONYMOUS)
        return said if word.stem != "보다" or tie.noun != "것" or said.source else None

    def _closing(self, tie: Tie, verb: int) -> Voice | None:
        """Voice of a clause under a noun that ends the sentence: "~라는 것이다", "~라는 게 업계의 시각이다", "A의 설명이다"."""
        below = next((w for w in self.words[:verb] if quotes_noun(w) and self.syntax.governor(w.index) == verb), None)
        if below is None or tie.modality == "planned":
            return None
        phrase = self.syntax.phrase_at(verb)
        owner = self._speakers.owner(phrase) if phrase is not None and tie.noun != "것" else ""
        source = owner or (self._speakers.of_verb(verb, known=True) if tie.noun != "것" else "")
        if not source and tie.noun in ("것", "설명", "주장", "입장", "뜻", "얘기", "이야기", "말", "취지", "논리", "판단"):
            source = self._speakers.before()
        if source and source != ANONYMOUS:
            self._speakers.current = source
        return Voice(weaker(tie.modality, "claimed"), source or ANONYMOUS)

    def _untrue(self, verb: int) -> bool:
        """Whether a verb calls what it is about untrue, or denies it: 부인했다, 사실이 아니다, 사실무근이다."""
        word = self.words[verb]
        before = self.words[verb - 1].last_noun if verb else ""
        return word.noun in self.signs.untrue or (word.stem == "아니다" and before == "사실")

    def _objected(self, verb: int) -> Voice | None:
        """Voice that a verb of saying gives an event noun: doubts, denials, forecasts and promises, no announcements."""
        if self._untrue(verb):
            return Voice("denied")
        word = self.words[verb]
        heard = self.signs.heard(word)
        modality = heard or self.signs.report.get(key_of(word), "asserted")
        if modality in _STRICT:
            source = self._speakers.of_verb(verb, known=True)
            return Voice(modality, source or (ANONYMOUS if heard or modality == "predicted" else self._speakers.before()))
        return None

    def _raised_in_place(self, noun: str, modality: str) -> Voice:
        """Voice of "~라는 지적", "도용 의혹" that no verb follows."""
        return Voice(modality, ANONYMOUS if modality in ("claimed", "alleged") and noun not in self.signs.voiceless else "")

    def _cue_behind(self, at: int, span: Span) -> tuple[int, str]:
        """The cue noun behind an event noun in its phrase ("인수 계획", "도용 의혹"), with its eojeol."""
        for k in range(at, min(at + 3, len(self.words))):
            word = self.words[k]
            noun = self.signs.noun_of(word)
            if k > at and not word.stem and word.last_noun in self.signs.carriers:
                return k, word.last_noun
            if self.signs.nouns.get(noun, "claimed") != "claimed" and noun != "것" and (k > at or word.core.end > span.end):
                return k, noun
            if word.stem or (word.particles and word.particle != "의"):
                break
        return -1, ""

    def _continues(self) -> bool:
        """Whether a sentence goes on with figures of the last one's source: numbers, and no source or turn of its own."""
        if self._according is not None or self._quotations or not self.syntax.parsed.numbers:
            return False
        if any(self.signs.reports(w) for w in self.words if w.stem):
            return False
        return self.words[0].span.of(self.text).rstrip(",") not in ("한편", "다만", "그러나", "하지만", "이에", "앞서", "반면")
