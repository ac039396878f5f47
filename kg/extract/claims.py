"""Claims with their evidence: spans, date, voice and qualifiers of what the rules find in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.extract.confidence import Confidence
from kg.extract.frames import Frame
from kg.extract.measures import Measured
from kg.extract.roles import Roles
from kg.extract.syntax import Predicate, Syntax
from kg.extract.tempers import Tempers
from kg.extract.voice import Voice, Voices
from kg.mentions.letters import aimed
from kg.model import Claim, Evidence, Mention, Qualifier, Span, Statement, plain
from kg.text.document import Document, Parsed
from kg.text.numbers import MONEY

# These hold without a date: the sentence's is that of something else.
_LASTING = frozenset(
    ("basedIn", "locatedIn", "ownedBy", "partOf", "variantOf", "succeeds", "competesWith", "holdsPosition")
)
# These happen on a day, which then tells one such claim from another.
DATED = frozenset(("released", "founded", "acquires", "meets", "restricts", "lists", "developed"))
# In these an event noun only stands beside the verb ("통화에서 인하를 요청했다").
_BESIDE = frozenset(("LOC", "INS", "COM", "SRC", "CMP"))

Qualifiers = tuple[Qualifier, ...]

_APART = frozenset(("고", "며", "으며", "지만", "나", "으나", "는데", "거나"))  # what they join are two clauses


@dataclass(frozen=True)
class Maker:
    """Makes claims of one sentence."""

    document: Document
    parsed: Parsed
    voices: Voices
    confidence: Confidence

    @cached_property
    def tempers(self) -> Tempers:
        """What settles the voices of its claims."""
        return Tempers(self.document, self.parsed, self.voices)

    def claim(
        self, kind: str, a: Mention, relation: str, b: Mention, trigger: Span, voice: Voice, qualifiers: Qualifiers = ()
    ) -> Claim:
        """Make a claim of a relation; `kind` says what found it (see `confidence`)."""
        sure = self.confidence.claim(kind, relation, min(a.confidence, b.confidence))
        date = "" if relation in _LASTING else self.date(trigger)
        voice = self.tempers.relation(a, relation, trigger, voice, date)
        evidence = self._evidence(a.span, b.span, trigger, voice, date, sure, kind)
        return Claim(Statement(a.entity, relation, b.entity, qualifiers), evidence)

    def measure(self, found: Measured, voice: Voice, kind: str = "number") -> Claim:
        """Make a claim of a measure; the number stands where an object would. `kind` says what found it."""
        sure = self.confidence.claim(kind, found.measure, found.subject.confidence)
        date = self.beside(found.number) or self.date(found.trigger)
        voice = self.tempers.measure(found.subject, found.measure, found.trigger, voice, date)
        evidence = self._evidence(found.subject.span, found.number, found.trigger, voice, date, sure, kind)
        return Claim(Statement(found.subject.entity, found.measure, found.quantity, found.qualifiers), evidence)

    def _evidence(
        self, subject: Span, target: Span, trigger: Span, voice: Voice, date: str, confidence: float, kind: str
    ) -> Evidence:
        span = self.parsed.span
        return Evidence(
            self.document.article.id, span, span.of(self.document.text), subject, target, trigger, voice.modality,
            voice.source, voice.via, date, "classifier" if kind == "learnt" else "rules", confidence,
        )  # fmt: skip

    def beside(self, number: Span) -> str:
        """The date right before a number of several: "매출은 2024년 1월 1억원, [2025년 1월] 3억원"."""
        numbers = [n.span for n in self.parsed.numbers if not any(n.span.overlaps(d.span) for d in self.parsed.dates)]
        start = max((n.end for n in numbers if n.end <= number.start), default=-1)
        if start < 0:
            return ""
        found = [d for d in self.parsed.dates if start <= d.span.start and d.span.end <= number.start]
        near = self.document.text[found[-1].span.end : number.start] if found else ""
        return found[-1].iso if found and not near.strip(" 에는약총말초") else ""

    def date(self, near: Span) -> str:
        """The date that a trigger's clause gives, else that of the clauses above it, else the nearest before it.

        A date that is only compared with ("전날보다") dates nothing; a finished adnominal clause keeps its own time.
        """
        dated = [(self._clause(d.span), d) for d in self.parsed.dates if self._counts(d.span)]
        if not dated:
            return ""
        verb, seen = self._verb(self.parsed.eojeol_at(near.end - 1)), set[int]()
        while verb >= 0 and verb not in seen:
            seen.add(verb)
            here = [d for v, d in dated if v == verb]
            before = [d for d in here if d.span.end <= near.start]
            if here:
                return (before[-1] if before else here[0]).iso
            if self._finished(verb):
                return ""
            verb = self._verb(self.parsed.heads[verb])
        earlier = [d for v, d in dated if d.span.end <= near.start and (v < 0 or not self._finished(v))]
        return earlier[-1].iso if earlier else ""

    def _finished(self, verb: int) -> bool:
        """Whether a verb ends an adnominal clause that is over: "[2011년 설립된] A는", but not "부과한 바 있다"."""
        word, head = self.voices.words[verb], self.parsed.heads[verb]
        told = head >= 0 and self.voices.words[head].core_in(self.voices.syntax.grammar.complements)
        return word.ending_tag == "ETM" and word.ending in ("ㄴ", "은", "던") and not told

    def _clause(self, date: Span) -> int:
        """The predicate that a date belongs to: right behind a topic or subject, that one's."""
        at = self.parsed.eojeol_at(date.start)
        before = next((p for p in self.voices.syntax.phrases if p.last == at - 1 and p.slot in ("TOP", "SBJ")), None)
        return self._verb(before.head if before is not None else at)

    def _verb(self, at: int) -> int:
        """The first predicate at or above an eojeol, -1 for none."""
        for _ in range(8):
            if at < 0 or self.voices.words[at].stem:
                return at
            at = self.parsed.heads[at]
        return -1

    def _said_before(self, number: Span, at: int) -> bool:
        """Whether a number is of a clause before the one that ends at an eojeol ("H800을 9개 사고 H20도 샀다")."""
        verb = self._verb(self.parsed.eojeol_at(number.end - 1))
        return 0 <= verb < at and self.voices.words[verb].ending in _APART

    def _counts(self, date: Span) -> bool:
        """Whether a date dates its clause, and is no bare term of comparison."""
        word = self.voices.words[self.parsed.eojeol_at(date.end - 1)]
        behind = self.document.text[date.end : date.end + 8]
        return word.particle not in ("보다", "보다는") and not behind.startswith((" 같은 기간", " 동기", " 대비"))

    def carried(self, predicate: Predicate, voice: Voice) -> Voice:
        """Voice of an event noun under the verb that carries it ("인수를 추진한다", "조사에 착수했다")."""
        word = self.voices.words[predicate.at]
        key = word.noun or word.stem
        beside = predicate.noun_phrase is not None and predicate.noun_phrase.slot in _BESIDE
        found = self.voices.signs.carriers.get(key) if not beside else None
        if found is None or key in self.voices.signs.begun or voice.modality in ("denied", "negated", "alleged"):
            return voice
        return Voice(
            "planned" if voice.modality == "claimed" and found == "planned" else found, voice.source, voice.via
        )

    def qualifiers(
        self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame, pair: tuple[Mention, Mention]
    ) -> tuple[Qualifier, ...]:
        """Collect what the frame wants to know beside subject and object: sums, shares, products, targets."""
        out: list[Qualifier] = []
        taken = {m.entity for m in pair}
        for name, slot in frame.qualifiers:
            if slot in ("money", "share", "count"):
                units = {"money": MONEY, "share": {"percent"}, "count": {"count"}}[slot]
                told = (n for n in self.parsed.numbers if n.quantity.unit in units and not n.bracketed)
                number = next((n for n in told if not self._said_before(n.span, predicate.at)), None)
                if number is not None:
                    out.append(Qualifier(name, f"{plain(number.quantity.value)} {number.quantity.unit}"))
            elif slot == "target":
                inner = roles.fill(predicate, "inner") or ()
                toward = [m for m in syntax.mentions if aimed(self.document.text, m)]
                target = next(
                    (
                        m
                        for m in (*inner, *roles.fill(predicate, "goal"), *toward)
                        if m.cls == "Country" and m.entity not in taken
                    ),
                    None,
                )
                if target is not None:
                    out.append(Qualifier(name, target.entity, is_entity=True))
            else:
                fillers = (m for m in roles.fill(predicate, slot) if m.entity not in taken)
                out.extend(Qualifier(name, m.entity, is_entity=True) for m in fillers)
        return tuple(sorted(set(out)))
