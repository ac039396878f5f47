"""Phrases and predicates of one sentence, and the ways between them: what the frames are matched on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from kg.extract.grammar import Grammar
from kg.extract.mending import mended, recut
from kg.extract.phrase import Phrase
from kg.extract.phrases import read_phrases
from kg.mentions.cues import Cues
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol
from kg.text.typography import ASIDE, CLOSING, IN_ASIDE, LISTED

__all__ = ["QUOTING", "Phrase", "Predicate", "Syntax", "read_syntax"]

_OTHERS = re.compile(r"(?: [가-힣]{2,4}){1,5}(?= [가-힣]{2,6}\))")  # further names in brackets, before a title
_FIGURE = re.compile(r"\d")
_GENITIVES = 4  # of one another at most
_TITLED = 16  # code points behind a person's name within which his title ends
# Endings that hand a clause to a verb of saying.
QUOTING = ("다고", "라고", "냐고", "자고", "다며", "라며", "냐며", "자며", "다면서", "라면서", "냐면서", "자면서")


class Predicate(NamedTuple):
    """One predicate.

    Attributes:
        at: Its eojeol.
        key: What frames know it by: the noun of a noun predicate, else the dictionary form.
        passive: Whether its form is passive (되다, 받다, 당하다).
        span: Where it stands: the trigger of what it says.
        noun_phrase: The phrase that holds its event noun ("인수를 추진한다", headline "필리조선소 인수"), or None.
        noun_at: The event noun's eojeol, -1 for a verb.
    """

    at: int
    key: str
    passive: bool
    span: Span
    noun_phrase: Phrase | None = None
    noun_at: int = -1


@dataclass
class Syntax:
    """Phrases and predicates of a sentence, and the ways from one to the other."""

    text: str
    parsed: Parsed
    phrases: tuple[Phrase, ...]
    predicates: tuple[Predicate, ...]
    mentions: tuple[Mention, ...]
    grammar: Grammar
    by_head: Mapping[int, list[Phrase]] = field(default_factory=dict)
    asides: Sequence[Span] = ()
    words: tuple[Eojeol, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Take the sentence's eojeols, which everything here counts."""
        self.words = self.parsed.eojeols
        self._holding = {k: p for p in reversed(self.phrases) for k in range(p.first, p.last + 1)}

    def without_asides(self, *, figures: bool = False) -> Syntax:
        """The same without the names in asides: "(대표 홍길동)" has no part in what is said outside.

        Args:
            figures: Whether to keep those of asides that hold a figure ("(가나전자 3조원, 다라전자 2조원)").
        """
        if not self.asides:
            return self
        spans = [s for s in self.asides if not figures or not _FIGURE.search(self.text, s.start, s.end)]
        left: list[Mention] = []
        for m in self.mentions:
            opens = not _in_any(m, spans) or self.text[m.span.start - 1] == "("
            if opens or (left and self.text[left[-1].span.end : m.span.start] in LISTED):  # "3곳(가나·다라·마바)"
                left.append(m)
        return self if len(left) == len(self.mentions) else replace(self, mentions=tuple(left))

    def phrase_at(self, eojeol: int) -> Phrase | None:
        """The phrase that holds an eojeol."""
        return self._holding.get(eojeol)

    @cached_property
    def quoting(self) -> tuple[int, ...]:
        """Eojeols that end a quoted clause: "...했다고", “...했다”며, ‘...’이라고."""
        return tuple([w.index for w in self.words if _quotes(w)])

    @cached_property
    def each(self) -> tuple[int, ...]:
        """Eojeols that share out one list among another ("각각")."""
        return tuple([w.index for w in self.words if w.span.of(self.text) in self.grammar.each])

    def shared(self, pairs: Sequence[tuple[Mention, Mention]], until: int) -> list[tuple[Mention, Mention]]:
        """Pairs without those that 각각 before an eojeol keeps apart: "A와 B는 각각 C와 D에 투자했다"."""
        firsts, seconds = (
            ({m.entity: m for m in side}.values() for side in zip(*pairs, strict=True)) if pairs else ((), ())
        )
        if not 1 < len(firsts) == len(seconds):
            return list(pairs)
        ordered = [sorted(side, key=lambda m: m.span.start) for side in (firsts, seconds)]
        start = min(side[-1].span.end for side in ordered)  # where the first list ends
        if not any(self.words[k].span.start >= start and k < until for k in self.each):
            return list(pairs)
        kept = {(a.entity, b.entity) for a, b in zip(*ordered, strict=True)}
        return [(a, b) for a, b in pairs if (a.entity, b.entity) in kept]

    def governor(self, at: int) -> int:
        """Index of the eojeol that an eojeol depends on, -1 for the root."""
        return self.parsed.heads[at]

    def verb_over(self, at: int) -> int:
        """The verb on which the phrase that holds an eojeol hangs, genitives passed over; -1 for none."""
        for _ in range(_GENITIVES):
            phrase = self._holding.get(at) if at >= 0 else None
            if phrase is None or (at >= 0 and self.words[at].stem):
                return at
            at = phrase.head
        return -1

    def arguments(self, at: int) -> list[Phrase]:
        """Phrases that depend on an eojeol."""
        return self.by_head.get(at, [])


def read_syntax(text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, grammar: Grammar) -> Syntax:
    """Find the phrases and predicates of a sentence.

    Args:
        text: The article's decoded source.
        parsed: The sentence with its tree.
        mentions: Its mentions, in order.
        cues: Cue words (what a name may carry behind it).
        grammar: Particles, postpositions, light verbs.

    Returns:
        The sentence's syntax.
    """
    heads = {m.span for m in mentions if _heads(text, m, mentions, cues, grammar)}
    mentions = [m for m in mentions if m.span in heads or not _repeats(text, m, mentions, grammar)]
    parsed = mended(recut(text, parsed, mentions, grammar), mentions, grammar)
    aside = [Span(*found.span()) for found in ASIDE.finditer(text, *parsed.span)]
    outside = (
        [m for m in mentions if m.span not in heads and _stands_outside(text, parsed, m, aside)] if aside else mentions
    )
    phrases = read_phrases(text, parsed, outside, cues, grammar)
    by_head: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        by_head.setdefault(phrase.head, []).append(phrase)
    syntax = Syntax(text, parsed, tuple(phrases), (), tuple(mentions), grammar, by_head, aside)
    syntax.predicates = tuple(_predicates(syntax))
    return syntax


def _in_any(m: Mention, spans: Sequence[Span]) -> bool:
    return any(m.span.within(s) for s in spans)


def _heads(text: str, m: Mention, mentions: Sequence[Mention], cues: Cues, grammar: Grammar) -> bool:
    """Whether a person and a body are beside a bracket: "형사2부(홍길동 부장판사)는", "홍길동(두산 베어스)은"."""
    if text[m.span.start - 1 : m.span.start] != "(":
        return False
    if m.cls != "Person":
        person = any(o.cls == "Person" and o.span.end == m.span.start - 1 for o in mentions)
        person = person or (m.cls == "PoliticalParty" and _titled(text, m, mentions, cues))
        return person and grammar.branch(m.cls) == "Organization" and text[m.span.end] in CLOSING
    others = _OTHERS.match(text, m.span.end)
    title = IN_ASIDE.match(text, others.end() if others else m.span.end)
    body = any(o.span.end == m.span.start - 1 and grammar.branch(o.cls) == "Organization" for o in mentions)
    return body and title is not None and cues.title(title[1]) != ""


def _titled(text: str, m: Mention, mentions: Sequence[Mention], cues: Cues) -> bool:
    """Whether a person and his title stand right before the bracket of a mention: "홍길동 의원(가나당)"."""
    opened = m.span.start - 1
    before = next((o for o in reversed(mentions) if o.cls == "Person" and o.span.end < opened), None)
    title = text[before.span.end : opened].strip() if before is not None else ""
    return title != "" and cues.title(title) == title


def _repeats(text: str, m: Mention, mentions: Sequence[Mention], grammar: Grammar) -> bool:
    """Whether a mention in an aside repeats what stands before it: all but bodies behind a name that is not known.

    A person with a body and title there is whom the words before are by ("지적(김민수 가나대 교수)").
    """
    if text[m.span.start - 1 : m.span.start] != "(":
        return False
    if m.cls == "Person" and not any(o.entity == m.entity and o.span.end == m.span.start - 1 for o in mentions):
        shut = text.find(")", m.span.end)
        return not any(
            m.span.end + 1 == o.span.start < shut and grammar.branch(o.cls) == "Organization" for o in mentions
        )
    if grammar.branch(m.cls) == "Product" and not m.common:  # "전투기(KF-21)": its kind stands outside
        return any(o.span.end == m.span.start - 1 and not o.common for o in mentions)
    acts = grammar.branch(m.cls) == "Organization" and m.cls not in ("Country", "PoliticalParty")
    acts = acts and not any(o.cls == "Person" and 0 < m.span.start - o.span.end <= _TITLED for o in mentions)
    word = next(iter(text[: m.span.start - 1].rsplit(maxsplit=1)[::-1]), "") if acts else ""
    start = m.span.start - 1 - len(word)
    return not word or any(o.span.start < m.span.start - 1 and start < o.span.end for o in mentions)


def _stands_outside(text: str, parsed: Parsed, m: Mention, asides: Sequence[Span]) -> bool:
    """Whether a mention has a part in the sentence: what stands in brackets has none ("위원회(위원장 김모)는")."""
    kept = parsed.sentence.kind == "body" and text[m.span.start - 1 : m.span.start] == "("
    return kept or not _in_any(m, asides)


def _quotes(word: Eojeol) -> bool:
    if word.ending_tag == "EC":
        closed = word.ending in ("며", "면서") and any(m.tag == "EF" for m in word.morphemes)  # “...했다”며
        return word.stem != "" and (closed or word.ending.endswith(QUOTING))
    return "JKQ" in word.particle_tags or (not word.stem and word.particle.endswith(("라고", "라며", "라면서")))


def _predicates(syntax: Syntax) -> list[Predicate]:
    """The predicates of a sentence, light verbs resolved to the event nouns that they carry."""
    out: list[Predicate] = []
    grammar = syntax.grammar
    for word in syntax.words:
        if not word.stem or (word.stem + word.ending) in grammar.adverbial:
            continue
        key = word.noun if word.noun and word.stem.endswith(grammar.noun_endings) else word.stem
        if key == word.noun and word.noun and word.core.end > word.core.start:
            key = grammar.event_noun(word) or key
        passive = word.stem.endswith(grammar.passive_endings) and word.stem not in grammar.taking
        out.append(Predicate(word.index, key, passive, word.predicate))
    for phrase in syntax.phrases:
        out.extend(_event_nouns(syntax, phrase))
    return out


def _tells(m: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a policy's name says on what it bears ("[희토류] 수출 통제"): so does its event noun."""
    starts = (o for o in mentions if o.span.start == m.span.start and o.span.end < m.span.end)
    return m.cls == "Policy" and any(o.cls != "Country" for o in starts)


def _event_nouns(syntax: Syntax, phrase: Phrase) -> Iterator[Predicate]:
    """Event nouns of a noun phrase, each as a predicate at the verb that the phrase hangs on (or at its own end)."""
    grammar, words = syntax.grammar, syntax.words
    governed = 0 <= phrase.head < len(words) and words[phrase.head].stem != "" and phrase.slot != "GEN"
    at = phrase.head if governed else phrase.last
    key = (words[at].noun or words[at].stem) if governed else ""
    for k in range(phrase.first, phrase.last + 1):
        word = words[k]
        noun = grammar.event_noun(word) if word.core.end > word.core.start else ""
        if not noun or (word.stem and k == phrase.last) or word.core.end - len(noun) < word.core.start:
            continue
        span = Span(word.core.end - len(noun), word.core.end)
        if any(m.span.overlaps(span) and not m.common and not _tells(m, syntax.mentions) for m in syntax.mentions):
            continue
        clipped = phrase.slot == "BARE" and word.comma  # "지분을 취득, 2대 주주에 올랐다"
        passive = k == phrase.last and phrase.slot != "DAT" and grammar.is_undergone(key) and not clipped
        if passive and phrase.slot in ("SBJ", "TOP"):  # "A의 B 인수는 호평을 받았다": what it gets is named
            passive = not any(p.slot == "OBJ" for p in syntax.arguments(at))
        yield Predicate(at, noun, passive, span, phrase, k)
