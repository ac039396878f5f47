"""Modality and source of every eojeol of one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from kg.extract.roles import Roles
from kg.extract.syntax import Syntax
from kg.extract.voice.climb import Climb, Way
from kg.extract.voice.quotes import quotations
from kg.extract.voice.said import Voice, weaker
from kg.extract.voice.signs import Signs, key_of
from kg.extract.voice.speakers import Speakers
from kg.extract.voice.ties import Tie, Ties
from kg.extract.voice.verdicts import Verdicts
from kg.model import ANONYMOUS, Span


@dataclass(frozen=True, slots=True)
class Survey:
    """Whose figures a sentence tells, and their units: the next sentence may go on with them."""

    source: str = ""
    units: frozenset[str] = frozenset()


NO_SURVEY = Survey()


class Voices:
    """Modality and source of every eojeol of one sentence.

    Args:
        text: The article's decoded source.
        syntax: The sentence.
        roles: Its slots.
        signs: The cue words.
        speaker: Entity id of the last speaker, for quotes whose sentence names none.
        survey: Whose figures the last sentence told (the `survey` of its voices).
    """

    def __init__(
        self, text: str, syntax: Syntax, roles: Roles, signs: Signs, speaker: str = "", survey: Survey = NO_SURVEY
    ) -> None:
        self.text, self.syntax, self.roles, self.signs = text, syntax, roles, signs
        self.words = syntax.words
        self._speakers = Speakers(text, syntax, roles, signs, speaker, survey.source)
        self._ties = ties = Ties(text, syntax, signs)
        self._according = self._speakers.according()
        self._quotations = quotations(self._speakers)
        self._verdicts = Verdicts(syntax, signs, self._speakers, ties)
        self._climb = Climb(syntax, signs, self._speakers, ties, self._verdicts, self._quotations)
        self._found: dict[int, Voice] = {}
        self._numbers = syntax.parsed.numbers
        self._reckoner = self._speakers.reckoner() if self._numbers else ""
        self._survey = survey if self._continues() else NO_SURVEY
        for at in self._speakers.quoting:  # who speaks must be known for the next sentence, asked or not
            if syntax.governor(at) >= 0:
                self._verdicts.quoting(syntax.governor(at), at)

    @property
    def speaker(self) -> str:
        """Who speaks in this sentence, "" for nobody with a name."""
        return self._speakers.current

    @property
    def survey(self) -> Survey:
        """Whose figures the sentence tells ("SNE리서치에 따르면"), for the next one."""
        teller = self._speakers.surveyor()
        if self._according is not None and self._according.source != ANONYMOUS:
            teller = self._according.source
        if not teller:
            return self._survey
        return Survey(teller, frozenset(n.quantity.unit for n in self.syntax.parsed.numbers))

    @property
    def reckoner(self) -> str:
        """Who counted the figures of the sentence, "" for nobody that it names."""
        return self._reckoner

    @property
    def counted(self) -> str:
        """Who counted the figures of the sentence, or of the one that it goes on from."""
        units = self._survey.units
        further = any(n.quantity.unit in units for n in self._numbers)
        return self._reckoner or (self._survey.source if further else "")

    def may_have_source(self, at: int) -> bool:
        """Whether somebody may be found who says what an eojeol's predicate says; costs less than to ask for its voice.

        Where not, to ask for the voice does not tell either who speaks in the sentence.
        """
        return self._handed[at] or bool(self._quotations) or self._according is not None

    @cached_property
    def _handed(self) -> list[bool]:
        """For each eojeol whether it or one above it has to do with a clause that is handed to a verb or noun."""
        heads, quoting = self.syntax.parsed.heads, self._speakers.quoting
        verbs = {*quoting, *(heads[k] for k in quoting)}
        out = [False] * len(heads)
        for word in reversed(self.words):  # heads stand behind
            at, head = word.index, heads[word.index]
            tied = head >= 0 and word.ending_tag in ("ETM", "ETN") and self._ties.of(at, head).kind == "content"
            out[at] = tied or (head >= 0 and out[head]) or at in verbs
        return out

    def of(self, at: int, span: Span) -> Voice:
        """Return the voice of a claim whose trigger stands in an eojeol.

        Args:
            at: The eojeol.
            span: The trigger; a number may go on from the last sentence's survey.
        """
        if at not in self._found:
            self._found[at] = self._settled(self._climb.of(at))
        voice = self._found[at]
        if voice != Voice() or not any(n.span == span for n in self._numbers):
            return voice
        reckoner = self._reckoner
        if not reckoner and any(n.span == span and n.quantity.unit in self._survey.units for n in self._numbers):
            reckoner = self._survey.source
        return Voice("claimed", reckoner) if reckoner else voice

    def noun(self, at: int, span: Span, governor: int) -> Voice:
        """Return the voice of a claim that a noun phrase makes ("H20의 수출 금지 방안"): cue nouns, then its clause.

        Args:
            at: Eojeol of the event noun.
            span: The event noun.
            governor: Eojeol of the verb that the phrase hangs on, or the phrase's last.
        """
        cue_at, cue = self._cue_behind(at, span)
        verb = governor if self.words[governor].stem else -1
        if not cue:
            voice = self.of(governor, span)
            if voice.modality == "negated" and self.words[at].particle.startswith("에서"):
                way = Way(Voice("asserted"), presupposed=True)  # "회담에서는 합의하지 못했다": they met
                return self._settled(self._climb.of(governor, way))
            if self._attempted(at, governor) or self._aimed(at):
                voice = replace(voice, modality=weaker(voice.modality, "planned"))
            said = self._verdicts.objected(verb) if verb >= 0 else None
            return voice.within(said) if said is not None else voice
        found = self.signs.nouns.get(cue) or self.signs.carriers[cue]
        way = Way(Voice(found), nominal=True)
        if verb < 0:
            return self._settled(way.voice.within(self._verdicts.in_place(cue, found)))
        said = self._verdicts.content(Tie("content", way.voice.modality, cue), verb, cue_at)
        voice = way.voice.within(said) if said is not None else way.voice
        way.voice, way.presupposed = voice, True
        return self._settled(self._climb.of(verb, way))

    def _attempted(self, at: int, verb: int) -> bool:
        """Whether somebody only sets about a deal ("인수에 나섰다")."""
        word = self.words[at]
        if word.particle != "에" or word.last_noun not in self.signs.deals:
            return False
        return key_of(self.words[verb]) in self.signs.attempts

    def _aimed(self, at: int) -> bool:
        """Whether an event is what somebody has for his aim ("양산을 목표로")."""
        behind = self.words[at + 1] if at + 1 < len(self.words) else None
        aim = behind is not None and behind.last_noun in self.signs.aims and behind.particle in ("로", "으로")
        return aim and self.words[at].particle in ("을", "를")

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

    def _cue_behind(self, at: int, span: Span) -> tuple[int, str]:
        """The cue noun behind an event noun in its phrase ("인수 계획", "도용 의혹"), with its eojeol."""
        for k in range(at, min(at + 3, len(self.words))):
            word = self.words[k]
            noun = self.signs.noun_of(word)
            if k > at and not word.stem and word.last_noun in self.signs.carriers:
                return k, word.last_noun
            if (
                self.signs.nouns.get(noun, "claimed") != "claimed"
                and noun != "것"
                and (k > at or word.core.end > span.end)
            ):
                return k, noun
            if word.stem or (word.particles and word.particle != "의"):
                break
        return -1, ""

    def _continues(self) -> bool:
        """Whether a sentence goes on with the last one's figures: numbers, and no source or turn of its own."""
        if self._according is not None or self._quotations or not self.syntax.parsed.numbers:
            return False
        if any(self.signs.reports(w) for w in self.words if w.stem):
            return False
        return self.words[0].span.of(self.text).rstrip(",") not in (
            "한편",
            "다만",
            "그러나",
            "하지만",
            "이에",
            "앞서",
            "반면",
        )
