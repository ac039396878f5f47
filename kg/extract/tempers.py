"""What a relation makes of its clause's voice: acts of speech, joint undertakings, abilities, days to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from kg.extract.voice import Voice, Voices
from kg.model import Mention, Span
from kg.text.document import Document, Parsed
from kg.text.eojeols import Eojeol

# These, told in passing inside a report, are not what the report says.
_BACKGROUND = frozenset(("holdsPosition", "basedIn", "locatedIn", "ownedBy"))
# So are these, unless the report makes a plan or a suspicion of them.
_KNOWN = frozenset(
    ("developed", "released", "manufactures", "founded", "authored", "partOf", "supports", "criticizes", "sues",
     "investigates", "participatesIn")
)  # fmt: skip
# Who says "we support it" supports it: the act is the writer's fact, only what it says is the speaker's claim.
_SPOKEN = frozenset(("supports", "criticizes", "accuses"))
# Who agree to do something together are partners from then on ("A는 B와 공장을 짓기로 했다").
_JOINT = "partnersWith"
# What is somebody's or was made by him is so whatever day is spoken of.
_LASTING = frozenset(("developed", "employs"))
# A survey compares by its figures.
_COMPARING = "outperforms"
_AHEAD = ("planned", "predicted")
_PRESENT = ("ㄴ다", "는다")
_SERIAL = ("고", "아", "어", "여")
_CLIMB = 8


@dataclass(frozen=True)
class Tempers:
    """Settles the voices of one sentence's claims."""

    document: Document
    parsed: Parsed
    voices: Voices

    def relation(self, a: Mention, relation: str, trigger: Span, voice: Voice, date: str) -> Voice:
        """Return the voice that a claim of a relation has.

        Args:
            a: Its subject.
            relation: Its name.
            trigger: What says it.
            voice: That of the trigger's clause.
            date: The day that it speaks of (ISO 8601), "" for none.
        """
        if voice.aside and (relation in _BACKGROUND or (relation in _KNOWN and voice.modality == "claimed")):
            return Voice()  # what only describes somebody inside a report is the article's own
        if relation in _SPOKEN and voice.modality in ("claimed", "planned") and voice.source == a.entity:
            return Voice()
        if relation == _JOINT and voice.modality == "planned" and self._agreed(trigger):
            return replace(voice, modality="claimed" if voice.source else "asserted")
        if relation == _COMPARING and voice == Voice() and self.voices.counted:
            return Voice("claimed", self.voices.counted)
        if relation in _LASTING:
            return voice
        if relation == "uses" and self._only_able(trigger, voice):
            return Voice()
        return self._coming(trigger, voice, date)

    def measure(self, subject: Mention, name: str, trigger: Span, voice: Voice, date: str) -> Voice:
        """Return the voice that a claim of a measure has; arguments as for `relation`."""
        thing = self.voices.syntax.grammar.ontology.branch(subject.cls) == "Product"
        if thing and name == "count" and self._only_able(trigger, voice):
            return Voice()
        if name == "rank" and voice.modality in _AHEAD and self._introduces(trigger, subject):
            # "세계 1위 업체 A를 인수할 계획이다": what describes a name is no part of what is planned of it
            return replace(voice, modality="claimed") if voice.source else Voice()
        if name == "rank":
            told = voice == Voice() and self.voices.reckoner and not self._describes(trigger)
            return Voice("claimed", self.voices.reckoner) if told else voice
        return self._coming(trigger, voice, date)

    def _agreed(self, trigger: Span) -> bool:
        """Whether what is planned has been agreed on ("짓기로 했다")."""
        return any(w.ending == "기" and w.particle == "로" for w in self._above(trigger))

    def _only_able(self, trigger: Span, voice: Voice) -> bool:
        """Whether nobody foresees what can be done, so that it is a quality ("20㎏을 들 수 있다")."""
        if voice.modality != "predicted" or voice.source:
            return False
        return any(w.last_noun == "수" and w.first_tag == "NNB" for w in self._above(trigger))

    def _coming(self, trigger: Span, voice: Voice, date: str) -> Voice:
        """What the present tense says of a day to come is planned ("다음 달 신제품을 내놓는다")."""
        published = self.document.article.published
        if voice.modality != "asserted" or not date or published is None:
            return voice
        if date <= published.isoformat()[: len(date)]:
            return voice
        return replace(voice, modality="planned") if self._present(trigger) else voice

    def _describes(self, trigger: Span) -> bool:
        """Whether a trigger only describes a name behind it ("국내 최대 업체 A가")."""
        return not any(w.stem for w in islice(self._above(trigger), 2))

    def _introduces(self, trigger: Span, subject: Mention) -> bool:
        """Whether only nouns and 인 stand between a place in an order and the name behind it ("1위 업체 A")."""
        if subject.span.start < trigger.end:
            return False
        first, last = (self.parsed.eojeol_at(at) for at in (trigger.end - 1, subject.span.start))
        return all(w.particle in ("", "의") and w.ending_tag in ("", "ETM") for w in self.parsed.eojeols[first:last])

    def _present(self, trigger: Span) -> bool:
        """Whether the clause of a trigger is told in the present tense, or joined without a tense to one that is."""
        for word in self._above(trigger):
            if word.ending in _PRESENT and not word.prefinals:
                return True
            if word.stem and (word.prefinals or word.ending not in _SERIAL):
                return False
        return False

    def _above(self, trigger: Span) -> Iterator[Eojeol]:
        """The eojeols from a trigger up its tree."""
        at, heads = self.parsed.eojeol_at(trigger.end - 1), self.parsed.heads
        for _ in range(_CLIMB):
            if at < 0:
                return
            yield self.parsed.eojeols[at]
            at = heads[at]
