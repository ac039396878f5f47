"""What a figure is of: the noun that it counts, the part of a firm that earns it, the field of a place in an order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.measures.base import LANDS, Rule, Scene
from kg.extract.measures.context import Context, nearest, paired
from kg.extract.syntax import Phrase
from kg.model import Mention, Qualifier, Span
from kg.text.eojeols import Eojeol
from kg.text.numbers import Number
from kg.text.typography import MARKS

_PARTED = frozenset(("revenue", "profit", "growth"))  # what a part of a firm has figures of
_SOLD = frozenset(("shipments",))
_RATIOS = frozenset(("costRatio", "performanceRatio"))
_OWNING = ("", "의", "보유", "의 보유")  # between a firm and its shares
_BEHIND = 8  # code points behind a number in which what it is of may stand ("9.9%의 지분")
_CHAIN = 5  # eojeols before a cue that may say of which part it is
_BACK = 4  # eojeols before a number in which what it counts stands
_BARE = ("", "의")
_RATES = ("률", "율")
_OTHERS = frozenset(("Organization", "Person"))
_UNMARKED = str.maketrans("", "", MARKS)


@dataclass(frozen=True)
class Ofs:
    """Looks up what figures are of.

    Attributes:
        behind: What joins a number to the noun behind it that it measures ("5MW 규모의 발전소").
        vague: Nouns that only say when, held against what, or how much: no figure is of them.
        parts: Ends of the name of a firm's part.
        stakes: What one holds of another.
    """

    behind: re.Pattern[str]
    vague: re.Pattern[str]
    parts: re.Pattern[str]
    stakes: frozenset[str]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Ofs:
        """Take the words out of the frames' entry `ofs`."""
        return cls(
            re.compile(rf"(?:{'|'.join(raw['behind'])}) "),
            re.compile("|".join(raw["vague"])),
            re.compile(rf"(?:{'|'.join(raw['parts'])})$"),
            frozenset(raw["stakes"]),
        )

    def qualifiers(
        self, scene: Scene, rule: Rule, cue: Span, number: Number, owner: Mention, noun: str
    ) -> tuple[Qualifier, ...]:
        """Return the qualifiers of a measure.

        Args:
            scene: The sentence.
            rule: The measure.
            cue: The word that says so; the number itself where none does.
            number: The number.
            owner: Whose it is.
            noun: What it is of, where that is known already.
        """
        out: list[Qualifier] = []
        before = [
            m for m in reversed(scene.syntax.mentions) if m.span.end <= number.span.start and m.entity != owner.entity
        ]
        of = self._of(scene, rule, cue, number, owner, noun).translate(_UNMARKED)  # "‘오로라’ 16기" may lack a mark
        if of in self.stakes:
            of = f"{self._held(scene, number, of, owner)} {of}".strip()
        if of:
            out.append(Qualifier("of", of))
        if rule.measure == "unitsUsed":
            product = next((m for m in before if scene.ontology.branch(m.cls) == "Product"), None)
            if product is not None:
                out.append(Qualifier("product", product.entity, is_entity=True))
        other = self._compared(scene, before, owner) if rule.measure in _RATIOS else None
        if other is not None:
            out.append(Qualifier("comparedTo", other.entity, is_entity=True))
        if rule.measure == "rank":
            field = self._chain(scene, scene.eojeol(number), owner, number)
            out += [Qualifier("scope", field)] if field else []
        return tuple(out)

    def _compared(self, scene: Scene, before: Sequence[Mention], owner: Mention) -> Mention | None:
        """What a figure is a multiple or a share of: named with 보다 or last, and of the owner's kind."""
        told = [m for p in scene.syntax.phrases if p.slot == "CMP" for m in p.fillers if m in before]
        branch = scene.ontology.branch
        return next((m for m in (*reversed(told), *before) if branch(m.cls) == branch(owner.cls)), None)

    def noun(self, scene: Scene, context: Context, number: Number) -> str:
        """What a number of a list is of: "매출과 영업이익은 각각 3%, 5%", "판매는 A가 3%, B가 5%"."""
        noun = paired(scene, number)
        words, start = scene.syntax.words, number.span.start
        if noun is not None:
            return noun.of(scene.text) if context.attributes.search(scene.text, *noun) else ""
        before = scene.subjects_before(start)
        if len(before) < 2 or not before[-1].fillers or number.quantity.unit != "percent":
            return ""
        told = next((p for p in before if not p.fillers and context.attributes.search(p.noun)), None)
        return told.noun if told is not None and not scene.breaks(words[told.last].span.end, start) else ""

    def _of(self, scene: Scene, rule: Rule, cue: Span, number: Number, owner: Mention, noun: str) -> str:
        cued = cue != number.span
        if rule.measure == "count":
            return noun or (_cue_noun(scene, cue) if cued else self._counted(scene, number, owner))
        if rule.measure == "growth":
            return noun or self._grown(scene, cue, number, owner)
        if rule.measure in _PARTED:
            return self._part(scene, cue, owner, cued=cued)
        if rule.measure in _SOLD:
            return self._chain(scene, scene.syntax.parsed.eojeol_at(number.span.start), owner, number)
        return ""

    def _held(self, scene: Scene, number: Number, noun: str, owner: Mention) -> str:
        """Whose shares a number tells: two stakes of one owner are two things ("[오스탈의] 지분 9.9%")."""
        at = scene.text.rfind(noun, scene.span.start, min(number.span.end + _BEHIND, scene.span.end))
        for m in reversed(scene.syntax.mentions):
            if m.span.end <= at and scene.text[m.span.end : at].strip(f"{MARKS} ") in _OWNING:
                return m.surface if m.entity != owner.entity else ""
        return ""

    # ---- of which part

    def _part(self, scene: Scene, cue: Span, owner: Mention, *, cued: bool) -> str:
        """The part of a firm whose sales a cue names: "반도체 부문 매출", "디스플레이 부문은 3분기 매출"."""
        found = self._chain(scene, scene.syntax.parsed.eojeol_at(cue.start), owner) if cued else ""
        if found:
            return found
        words = scene.syntax.words
        for phrase in reversed(scene.subjects_before(cue.start)):
            if scene.breaks(words[phrase.last].span.end, cue.start):
                break
            if not phrase.fillers and self.parts.search(phrase.noun):
                part = self._chain(scene, phrase.last, owner)
                return f"{part} {phrase.noun}".strip()
        return ""

    def _chain(self, scene: Scene, at: int, owner: Mention, number: Number | None = None) -> str:
        """The bare nouns right before an eojeol, but the owner and what only says when; "" where another owns them."""
        words, text = scene.syntax.words, scene.text
        first = last = -1
        for word in reversed(words[max(0, at - _CHAIN) : at]):
            apart = word.stem or word.comma or word.particle not in _BARE or not word.is_nominal
            if apart or word.span.overlaps(owner.span) or self._numbered(scene, word, number):
                break
            if self._says_when(scene, word):
                if first >= 0:
                    break
                continue
            first, last = word.index, word.index if last < 0 else last
        if first < 0:
            return ""
        span = Span(words[first].core.start, words[last].core.end)
        others = (m for m in scene.syntax.mentions if m.span.overlaps(span) and not m.common)
        if any(scene.ontology.branch(m.cls) in _OTHERS and m.entity != owner.entity for m in others):
            return ""
        return "" if self.parts.fullmatch(span.of(text)) else span.of(text)

    def _says_when(self, scene: Scene, word: Eojeol) -> bool:
        core = word.core.of(scene.text)
        dated = any(d.span.overlaps(word.span) for d in scene.syntax.parsed.dates)
        return dated or self.vague.fullmatch(core) is not None or word.core_in(scene.syntax.grammar.complements)

    def _numbered(self, scene: Scene, word: Eojeol, number: Number | None) -> bool:
        return any(n is not number and n.span.overlaps(word.span) for n in scene.syntax.parsed.numbers)

    # ---- what grew

    def _grown(self, scene: Scene, cue: Span, number: Number, owner: Mention) -> str:
        """What grew: the noun that is the subject before a number ("영업이익은 13% 줄었다"), with whose part it is."""
        before = scene.subjects_before(number.span.start)
        if before and not before[-1].fillers and not self.vague.fullmatch(before[-1].noun):
            return self._full(scene, before[-1], owner)
        at = scene.syntax.parsed.eojeol_at(number.span.start)
        word = scene.syntax.words[at - 1] if at else None
        if word is not None and word.particle == "에서" and word.is_nominal and not self._says_when(scene, word):
            return word.core.of(scene.text) if not _named(scene, word.core) else ""  # "매출에서 3% 늘었다"
        return cue.of(scene.text) if cue.of(scene.text).endswith(_RATES) else ""

    def _full(self, scene: Scene, phrase: Phrase, owner: Mention) -> str:
        part = self._chain(scene, phrase.last, owner)
        return f"{part} {phrase.noun}".strip()

    # ---- what is counted

    def _counted(self, scene: Scene, number: Number, owner: Mention) -> str:
        """The noun behind a number ("41억 유로의 과징금"), right before it ("서버 28대"), or its clause's subject."""
        words, parsed, text = scene.syntax.words, scene.syntax.parsed, scene.text
        at = scene.eojeol(number)
        match = self.behind.match(text, number.span.end, scene.span.end)
        if match is not None:
            found = self._described(scene, parsed.eojeol_at(match.end()))
            if found:
                return found
        first = parsed.eojeol_at(number.span.start)
        for word in reversed(words[max(0, first - _BACK) : first]):
            if word.span.overlaps(owner.span) or word.ending_tag in ("EC", "EF"):
                break
            named = next((m for m in scene.syntax.mentions if m.span.overlaps(word.core)), None)
            if named is not None and named.method != "category":
                if word.index == first - 1 and named.cls not in LANDS and not word.particle:
                    return named.surface  # "H100 5만 개"
                break
            passing = word.stem or self._says_when(scene, word) or self._numbered(scene, word, None)
            if passing or word.core.end <= word.core.start + 1 or _title(word, owner):
                continue
            return word.core.of(text)
        told = nearest(scene, number)
        if told is not None and not told.inner and not self.vague.fullmatch(told.noun):
            return told.noun
        return self._done(scene, at)

    def _described(self, scene: Scene, at: int) -> str:
        """The nouns from an eojeol to the next particle: what a number before them measures."""
        words, out = scene.syntax.words, list[Eojeol]()
        for word in words[at : at + 3]:
            if word.stem or not word.is_nominal:
                break
            out.append(word)
            if word.particle or word.comma:
                break
        return Span(out[0].core.start, out[-1].core.end).of(scene.text) if out else ""

    def _done(self, scene: Scene, at: int) -> str:
        """What is done with so many: "117척을 수주했다"."""
        words, above = scene.syntax.words, scene.syntax.governor(at)
        if above < 0 or words[at].particle not in ("을", "를") or not words[above].stem:
            return ""
        return "" if self.vague.fullmatch(words[above].noun) else words[above].noun


def _cue_noun(scene: Scene, cue: Span) -> str:
    """The noun of a cue ("과징금", "3명을 [기소]했다", "[목표]로 잡은")."""
    word, last = (scene.syntax.words[scene.syntax.parsed.eojeol_at(at)] for at in (cue.start, cue.end - 1))
    if word.stem:
        return word.noun
    return word.core.of(scene.text) if last.stem else cue.of(scene.text)


def _named(scene: Scene, span: Span) -> bool:
    return any(m.span.overlaps(span) and m.method != "category" for m in scene.syntax.mentions)


def _title(word: Eojeol, owner: Mention) -> bool:
    """Whether a word is the post of a person right before it: "심상정 후보는 3%"."""
    return owner.cls == "Person" and 0 <= word.span.start - owner.span.end <= 1
