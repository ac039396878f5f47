"""Who says it, and how firmly: modality and attribution of the predicates of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Syntax
from kg.model import ANONYMOUS, Mention, Span
from kg.ontology import Ontology
from kg.text.eojeols import Eojeol

_FIRMNESS = ("denied", "negated", "alleged", "planned", "predicted", "claimed", "asserted")
_MAX_CLIMB = 10
_HEADLINE_SPEAKER = re.compile(r"\s*(?:측|대통령|회장|대표|CEO|장관|총리)?\s*[,:]?\s*\Z")


@dataclass(frozen=True, slots=True)
class Voice:
    """Modality of a claim, its source and the further links of the chain."""

    modality: str = "asserted"
    source: str = ""
    via: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signs:
    """The words of frames/modality.yaml, ready for look-up."""

    report: Mapping[str, str]
    hearsay: Mapping[str, str]
    factive: frozenset[str]
    nouns: Mapping[str, str]
    carriers: Mapping[str, str]
    begun: frozenset[str]
    irrealis: Mapping[str, str]
    quotative: frozenset[str]
    negative: frozenset[str]
    anonymous: tuple[str, ...]
    documents: tuple[str, ...]


def read_signs(ontology: Ontology) -> Signs:
    """Take the modality cues out of an ontology."""
    raw: dict[str, Any] = ontology.frames["modality"]

    def turned(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
        return {word: modality for modality, words in table.items() for word in words}

    return Signs(
        turned(raw["report"]), turned(raw["hearsay"]), frozenset(raw["factive"]), turned(raw["nouns"]), turned(raw["carriers"]),
        frozenset(raw["begun"]), turned(raw["irrealis_endings"]), frozenset(raw["quotative"]), frozenset(raw["negative"]),
        tuple(raw["anonymous"]), tuple(raw["documents"]),
    )  # fmt: skip


def key_of(word: Eojeol) -> str:
    """What a predicate is looked up by: the noun of a noun predicate in its active form, else the dictionary form."""
    return word.noun if word.noun and word.stem.endswith(("하다", "시키다")) else word.stem


class Voices:
    """Modality and source of every eojeol of one sentence.

    Args:
        text: The article's decoded source.
        syntax: The sentence.
        roles: Its slots.
        signs: The cue words.
        speaker: Entity id of the last speaker, for quotes whose sentence names none.
    """

    def __init__(self, text: str, syntax: Syntax, roles: Roles, signs: Signs, speaker: str = "") -> None:
        self.text, self.syntax, self.roles, self.signs, self.last_speaker = text, syntax, roles, signs, speaker
        self.words = syntax.words
        self.speaker = ""  # who speaks in this sentence, for the next one
        self._sentence = self._according()
        self._quotes = [(q, self._quoted_by(q)) for q in syntax.parsed.quotes]

    def of(self, at: int, span: Span) -> Voice:
        """Return the voice of a claim whose trigger stands in an eojeol.

        Args:
            at: The eojeol.
            span: The trigger, which tells whether it stands inside a quotation.
        """
        voice = self._climb(at)
        for quote, said in self._quotes:
            if span.within(quote) and said is not None:
                voice = _weaker(voice, said)
        if self._sentence is not None and not voice.source and voice.modality not in ("denied",):
            modality = "claimed" if voice.modality == "asserted" else voice.modality
            voice = Voice(modality, self._sentence.source, self._sentence.via)
        return voice

    def noun(self, at: int, span: Span, governor: int) -> Voice:
        """Return the voice of a claim that a noun phrase makes ("H20의 수출 금지 방안"): cue nouns behind it, then its clause.

        Args:
            at: Eojeol of the event noun.
            span: The event noun.
            governor: Eojeol of the verb that the phrase hangs on, or the phrase's last.
        """
        modality = "asserted"
        for k in range(at, min(at + 3, len(self.words))):
            word = self.words[k]
            noun = word.last_noun
            found = self.signs.nouns.get(noun) or self.signs.carriers.get(noun)
            if found and found not in ("claimed",) and (k > at or word.core.end > span.end):
                modality = found
                break
            if word.particles or word.stem:
                break
        voice = self.of(governor, span)
        return replace(voice, modality=modality) if modality != "asserted" and voice.modality in ("asserted", "claimed") else voice

    # ---- climbing from a predicate to the verbs that govern it

    def _climb(self, at: int) -> Voice:
        modality, source, via = "asserted", "", ()
        relative = coordinate = False
        cur = at
        if self._negated(cur):
            modality = "negated"
        modality = _min(modality, self._own(cur))
        for _ in range(_MAX_CLIMB):
            word, head = self.words[cur], self.syntax.governor(cur)
            if head < 0:
                break
            link, found = self._link(word, head)
            if link == "claim":
                verb = self._verb(head)
                said = self._report(verb, head) if verb >= 0 else None
                if said is not None:
                    if not relative:
                        modality = _min(modality, said.modality)
                    elif modality == "asserted":
                        modality = "claimed"
                    source, via = source or said.source, via or said.via
                elif found and not relative:
                    modality = _min(modality, found)
            elif found and not relative and (not coordinate or found in ("planned", "predicted")):
                modality = _min(modality, found)
            relative = relative or link == "relative"
            coordinate = coordinate or link == "coordinate"
            cur = head
            if not relative and self.words[cur].stem and link != "coordinate":
                modality = _min(modality, self._own(cur) if link != "claim" else "asserted")
        return Voice(modality, source, via)

    def _own(self, at: int) -> str:
        """Modality that a predicate's own form shows: 검토 중이다, 하기로 했다, 할 예정이다, -겠-."""
        word = self.words[at]
        if "겠" in word.prefinals:
            return "planned"
        if word.stem.endswith("이다") and word.noun:
            found = self.signs.nouns.get(word.noun) if word.noun not in ("것", "뜻", "말", "셈", "분위기") else None
            if found in ("planned", "predicted", "alleged"):
                return found
        return "asserted"

    def _negated(self, at: int) -> bool:
        word = self.words[at]
        if word.stem.endswith("아니다") or word.stem in ("없다", "못하다", "않다"):
            return True
        nxt = self.words[at + 1] if at + 1 < len(self.words) else None
        if nxt is not None and word.ending in ("지", "지는", "지도") and nxt.stem in self.signs.negative:
            return True
        before = self.words[at - 1] if at else None
        return before is not None and self.text[before.span.start : before.span.end] in ("안", "못")

    def _link(self, word: Eojeol, head: int) -> tuple[str, str]:
        """What ties an eojeol to its head: claim, complement, relative or coordinate, and the modality that it brings."""
        upper = self.words[head]
        ending = word.ending
        if word.ending_tag == "ETM":
            noun = upper.last_noun
            found = self.signs.nouns.get(noun, "")
            if noun in self.syntax.grammar.complements:
                future = ending in ("ㄹ", "을")
                if noun in ("것", "수", "듯", "줄", "적", "바", "점"):
                    if noun == "수" and future:
                        return "complement", "predicted"
                    if noun == "것" and future:
                        return "claim", "predicted"
                    return ("claim", "") if noun in ("것", "듯") else ("complement", "")
                if found == "predicted" and noun in ("가능성", "우려") and not future:
                    return "claim", "alleged"
                return "claim", found
            return "relative", "planned" if ending in ("ㄹ", "을") else ""
        if ending in self.signs.irrealis and word.ending_tag in ("EC", "ETN"):
            return "complement", self.signs.irrealis[ending]
        if word.ending_tag == "ETN" and ending == "기":
            if word.particle == "로":
                return "complement", "planned"
            return "complement", "planned" if upper.stem in ("위하다",) else ""
        if word.ending_tag == "EC" and (ending in self.signs.quotative and ending not in ("고", "며", "면서")):
            return "claim", ""
        if not word.stem:
            found = self.signs.carriers.get(key_of(upper), "") if upper.stem else self.signs.nouns.get(upper.last_noun, "")
            if upper.stem and key_of(upper) in self.signs.begun:
                found = ""
            noun = self.signs.nouns.get(word.last_noun, "")
            if noun in ("alleged", "planned", "predicted") and upper.stem and not found:
                found = noun
            return "claim" if (upper.stem and self._is_report(upper)) else "complement", found
        if ending == "지":
            return "complement", ""
        return "coordinate", ""

    def _is_report(self, word: Eojeol) -> bool:
        return key_of(word) in self.signs.report or word.stem in self.signs.hearsay

    def _verb(self, at: int) -> int:
        """The report verb that a complement noun or a quotative leads to ("것으로 알려졌다", "지적이 나온다")."""
        for _ in range(3):
            if at < 0:
                return -1
            if self.words[at].stem:
                return at
            at = self.syntax.governor(at)
        return -1

    def _report(self, verb: int, head: int) -> Voice | None:
        """Voice that a governing verb gives its clause, or None where it reports nothing."""
        word = self.words[verb]
        key = key_of(word)
        noun = self.words[head].last_noun if not self.words[head].stem else ""
        if word.stem in self.signs.factive or key in self.signs.factive:
            source = self._speaker_at(verb, allow_anonymous=False)
            return Voice("claimed", source) if source else None
        if word.stem in self.signs.hearsay or (word.stem.endswith("되다") and word.noun in self.signs.hearsay):
            modality = self.signs.hearsay.get(word.stem) or self.signs.hearsay[word.noun]
            return Voice(modality, "" if word.stem == "보이다" else ANONYMOUS)
        if key in self.signs.report:
            modality = self.signs.report[key]
            if noun in self.signs.nouns and self.signs.nouns[noun] != "claimed" and noun != "것":
                modality = self.signs.nouns[noun]
            return self._spoken(verb, modality)
        if noun and noun != "것" and self.signs.nouns.get(noun):  # "~라는 지적이 나온다", "~할 가능성을 제기했다"
            modality = self.signs.nouns[noun]
            if modality == "planned":
                return Voice("planned")
            if word.stem in ("없다", "아니다"):
                return None
            source = self._speaker_at(verb, allow_anonymous=True)
            return Voice(modality, source or ANONYMOUS)
        if self.words[verb].ending_tag and head == verb and word.stem in ("하다", "이다", "되다"):
            return self._spoken(verb, "claimed") if self.roles.own_subject(verb) is not None else None
        return None

    def _spoken(self, verb: int, modality: str) -> Voice:
        source = self._speaker_at(verb, allow_anonymous=True) or self.last_speaker
        if source and source != ANONYMOUS:
            self.speaker = source
        via = tuple(m.entity for p in self.syntax.arguments(verb) if p.slot == "VIA" for m in p.fillers[:1] if m.entity != source)
        return Voice(modality, source, via)

    # ---- speakers

    def _speaker_at(self, verb: int, *, allow_anonymous: bool) -> str:
        """Entity id of a report verb's subject, ANONYMOUS for nobody in particular, "" for none."""
        at = verb
        for _ in range(4):
            outside = [p for p in self.syntax.arguments(at) if p.slot in ("SBJ", "TOP", "LOC", "BY")]
            outside = [p for p in outside if not any(Span(self.words[p.first].span.start, self.words[p.last].core.end).within(q) for q in self.syntax.parsed.quotes)]
            for phrase in sorted(outside, key=lambda p: (p.slot in ("LOC", "BY"), p.slot == "SBJ", p.first)):
                found = self._who(phrase, allow_anonymous=allow_anonymous)
                if found:
                    return found
            word = self.words[at]
            head = self.syntax.governor(at)
            if head < 0 or word.ending_tag == "ETM":
                break
            at = head
        if not allow_anonymous:
            return ""
        topic = self.roles.agent(verb)
        speakers = [m for m in topic if self._speaks(m)]
        return speakers[0].entity if speakers else ""

    def _speaks(self, mention: Mention) -> bool:
        branch = self.syntax.grammar.ontology.branch(mention.cls)
        return branch in ("Person", "Organization") or mention.cls in ("Country", "Work")

    def _who(self, phrase: Phrase, *, allow_anonymous: bool) -> str:
        speakers = [m for m in phrase.fillers if self._speaks(m)]
        if speakers:
            return speakers[0].entity
        noun = phrase.noun
        if any(noun.endswith(d) for d in self.signs.documents):
            owner = [m for m in phrase.inner if self._speaks(m)]
            if owner:
                return owner[-1].entity
        if allow_anonymous and any(noun.endswith(a) or noun.removesuffix("들").endswith(a) for a in self.signs.anonymous):
            return ANONYMOUS
        return ""

    # ---- whole sentences and quotations

    def _according(self) -> Voice | None:
        """Source of a sentence that says "~에 따르면", or None."""
        for phrase in self.syntax.phrases:
            if phrase.slot != "ACCORDING":
                continue
            nxt = self.words[phrase.last + 1]
            if nxt.ending not in ("면", "으면", "아", "어") or (nxt.ending in ("아", "어") and nxt.stem != "의하다" and nxt.stem != "따르다"):
                continue
            if nxt.ending in ("아", "어"):
                continue
            speakers = [m for m in (phrase.fillers or phrase.inner) if self._speaks(m)]
            source = speakers[0].entity if speakers else ANONYMOUS
            if not speakers and not any(phrase.noun.endswith(w) for w in (*self.signs.anonymous, *self.signs.documents)):
                continue
            return Voice("claimed", source)
        return None

    def _quoted_by(self, quote: Span) -> Voice | None:
        """Voice of what stands inside a direct quotation, or None for mere scare quotes."""
        inside = [w for w in self.words if w.span.start >= quote.start and w.span.end <= quote.end + 4]
        talks = any(w.stem and w.predicate.end <= quote.end for w in inside) or quote.end - quote.start > 14
        if not talks:
            return None
        for word in self.words:
            if word.stem and word.predicate.start >= quote.end - 1 and (self._is_report(word) or key_of(word) in self.signs.factive or word.stem in ("하다", "나오다", "제기되다")):
                modality = self.signs.report.get(key_of(word), "claimed")
                source = self._speaker_at(word.index, allow_anonymous=True) or self.last_speaker
                if source and source != ANONYMOUS:
                    self.speaker = source
                via = tuple(m.entity for p in self.syntax.phrases if p.slot == "VIA" for m in p.fillers[:1] if m.entity != source)
                return Voice(modality if modality != "planned" else "claimed", source or ANONYMOUS, via)
        before = [m for m in self.syntax.mentions if m.span.end <= quote.start and self._speaks(m)]
        if before and _HEADLINE_SPEAKER.match(self.text[before[-1].span.end : quote.start]):
            return Voice("claimed", before[-1].entity)
        if self.last_speaker and quote.start - self.syntax.parsed.span.start <= 1:
            return Voice("claimed", self.last_speaker)
        return None


def _min(a: str, b: str) -> str:
    """The less firm of two modalities."""
    return min(a, b, key=_FIRMNESS.index)


def _weaker(inner: Voice, outer: Voice) -> Voice:
    """A voice inside another one's quotation: the outer source, the less firm modality."""
    return Voice(_min(inner.modality, outer.modality), outer.source, outer.via or inner.via)
