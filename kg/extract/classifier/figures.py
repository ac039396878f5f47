"""Whose a figure may be that no rule reads, and what the classifier sees of each of these.

A figure and a name are an item: the names of its sentence, each place of them, and those of whom the sentences before
were about. A feature is a string; its first letter says what it tells: U the unit, O what the figure is of, W where the
name stands, G what lies between, S what the article has said of the name. Names themselves are no features. The
predicates above a figure, distances and what the rules say of the sentence were features once; they told nothing that
shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.syntax import Phrase, Syntax
from kg.model import Claim, Mention, Quantity, Span
from kg.text.numbers import MONEY, Number

_FADING = 0.85  # what a sentence leaves of how much an article is about somebody
_RECALLED = 8  # of those whom the sentences before named
_CLOSE = 12  # code points between a name and a figure that are read as they stand
_WAY = 10  # eojeols from a figure to the root
_LONG_AGO = -99
_DIGITS = re.compile(r"\d[\d.,]*")
_ACTING = ("SBJ", "TOP")
_UNNAMED = "description"
_COUNTED = frozenset(("count", "person"))
_FEW = 3  # counts up to here are told apart, greater ones by the number of their digits


class Item(NamedTuple):
    """A figure and whose it may be.

    Attributes:
        groups: What the classifier sees of the figure, and of the two.
    """

    number: Number
    mention: Mention
    groups: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def features(self) -> tuple[str, ...]:
        """All that the classifier sees."""
        return (*self.groups[0], *self.groups[1])


@dataclass
class _Known:
    """What an article has said of somebody so far; sentences count from its first."""

    mention: Mention
    sentence: int
    weight: float = 0
    headline: bool = False
    acted: int = _LONG_AGO  # the last sentence whose subject or topic it was
    measured: int = _LONG_AGO  # the last sentence in which the rules read a figure of it

    @property
    def rank(self) -> tuple[float, Span]:
        """Sorts by how much the article is about them, the most first."""
        return -self.weight, self.mention.span


@dataclass
class Figures:
    """Describes the figures of one article's sentences, which come in their order."""

    known: dict[str, _Known] = field(default_factory=dict)
    now: int = 0

    def of(self, syntax: Syntax, claims: Sequence[Claim], *, every: bool = False) -> list[Item]:
        """Describe whose the figures of the next sentence may be.

        Args:
            syntax: The sentence.
            claims: What the rules make of it.
            every: Whether to describe the figures, too, that the rules read.

        Returns:
            The items, those of one figure together.
        """
        told = [c for c in claims if isinstance(c.statement.object, Quantity)]
        read = () if every else {c.evidence.object for c in told}
        numbers = [n for n in syntax.parsed.numbers if not any(n.span.overlaps(s) for s in read)]
        scene = _Scene(syntax, self.known, self.now) if numbers else None
        items = [] if scene is None else [item for n in numbers for item in _Figure(scene, n).items()]
        self._hear(syntax, told)
        return items

    def _hear(self, syntax: Syntax, told: Sequence[Claim]) -> None:
        for known in self.known.values():
            known.weight *= _FADING
        headline = syntax.parsed.sentence.kind != "body"
        acting = {m.entity for p in syntax.phrases if p.slot in _ACTING for m in p.fillers}
        for m in syntax.mentions:
            if m.common or m.method == _UNNAMED:
                continue
            known = self.known.setdefault(m.entity, _Known(m, self.now))
            known.mention, known.sentence = m, self.now
            known.weight += 1 + (m.entity in acting)
            known.headline = known.headline or headline
            known.acted = self.now if m.entity in acting else known.acted
        for claim in told:
            if claim.statement.subject in self.known:
                self.known[claim.statement.subject].measured = self.now
        self.now += 1


class _Scene:
    """A sentence with figures.

    Attributes:
        here: Its names. recalled: Of those before, the likeliest, with their places in that order.
        acting: Its subjects and topics.
    """

    def __init__(self, syntax: Syntax, known: Mapping[str, _Known], now: int) -> None:
        self.syntax, self.known, self.now = syntax, known, now
        self.here = [m for m in syntax.mentions if m.method != _UNNAMED]
        self.named = {m.entity for m in self.here}
        ordered = sorted(known.values(), key=lambda k: k.rank)
        self.ranks = {k.mention.entity: i for i, k in enumerate(ordered)}
        gone = [k.mention for k in ordered if k.mention.entity not in self.named][:_RECALLED]
        self.recalled = {m.entity: (i, m) for i, m in enumerate(gone)}
        self.acting = [p for p in syntax.phrases if p.slot in _ACTING]


class _Figure:
    """One figure of a sentence."""

    def __init__(self, scene: _Scene, number: Number) -> None:
        self.scene, self.number = scene, number
        syntax, words = scene.syntax, scene.syntax.words
        unit = number.quantity.unit
        self.unit = "money" if unit in MONEY else unit
        self.at = syntax.parsed.eojeol_at(number.span.start)
        self.last = syntax.parsed.eojeol_at(number.span.end - 1)
        self.way = list(self._way())
        before = words[self.at - 1] if self.at and not words[self.at - 1].stem else None
        self.counted, self.link = (before.last_noun, before.particle) if before is not None else ("", "~")
        own = next((p for p in reversed(scene.acting) if p.last < self.at), None)
        self.noun = "" if own is None else "=" if own.fillers else own.noun
        self.tail = _DIGITS.sub("0", syntax.text[number.span.end : words[self.last].span.end])[:6]
        behind = words[self.last + 1] if self.last + 1 < len(words) else None
        self.behind = "" if behind is None else behind.stem or behind.last_noun
        self.like = [n for n in syntax.parsed.numbers if n.quantity.unit == unit]

    def _way(self) -> Iterator[int]:
        """The predicates from the figure to the root."""
        at, steps = self.last, 0
        while at >= 0 and steps < _WAY:
            if self.scene.syntax.words[at].stem:
                yield at
            at, steps = self.scene.syntax.governor(at), steps + 1

    def items(self) -> Iterator[Item]:
        """Yield whose it may be."""
        own = tuple(self._alone())
        for m in self.scene.here:
            if not m.span.overlaps(self.number.span):
                yield Item(self.number, m, (own, tuple(self._with(m, *self._beside(m)))))
        for rank, m in self.scene.recalled.values():
            yield Item(self.number, m, (own, tuple(self._with(m, *self._before(m, rank)))))

    def _alone(self) -> Iterator[str]:
        """What is seen of the figure alone."""
        text, number = self.scene.syntax.text, self.number
        aside = text[number.span.start - 1 : number.span.start] == "("
        yield from ("1", f"U{self.unit}", f"U{self.scene.syntax.parsed.sentence.kind}", f"U({aside}")
        yield from (f"O{self.counted}|{self.link}", f"Ou{self.counted}|{self.unit}", f"On{self.noun}")
        yield from (f"Ot{self.tail}", f"Ob{self.behind}", f"Ow{number.written}")
        value = number.quantity.value
        if self.unit in _COUNTED:
            yield f"Us{min(len(str(int(abs(value)))), 6)}{self.unit}" if value > _FEW else f"Us{value}"
        yield f"Un{min(self.like.index(number), 2)}{min(len(self.like), 3)}"

    def _with(self, m: Mention, where: str, more: Sequence[str]) -> Iterator[str]:
        """What is seen of the figure and a name that stands somewhere."""
        cls, unit = m.cls, self.unit
        yield from more
        yield from (f"W{where}", f"W{where}|{cls}", f"W{where}|{unit}", f"W{cls}|{unit}", f"W{where}|{cls}|{unit}")
        yield from (f"W{cls}", f"Wm{m.common}", f"Ot{self.tail}|{where}")
        for mark, noun in (("", self.counted), ("n", self.noun), ("b", self.behind)):
            yield from (f"O{mark}{noun}|{cls}", f"O{mark}{noun}|{where}")
        known = self.scene.known.get(m.entity)
        if known is None:
            yield f"Snew|{cls}"
            return
        rank, now = min(self.scene.ranks[m.entity], 4), self.scene.now
        place = "here" if m.entity in self.scene.named else "gone"
        yield from (f"Sr{rank}{place}", f"Sr{rank}{place}|{cls}", f"Sr{rank}|{unit}{place}")
        yield from (f"Sh{known.headline}{place}|{cls}", f"Sa{min(now - known.acted, 3)}{place}")
        yield f"Sm{min(now - known.measured, 3)}{place}|{unit}"

    def _beside(self, m: Mention) -> tuple[str, list[str]]:
        """Where a name of the sentence stands, and what lies between it and the figure."""
        scene, text, number = self.scene, self.scene.syntax.text, self.number
        phrase = scene.syntax.phrase_at(scene.syntax.parsed.eojeol_at(m.span.end - 1))
        slot = "out" if phrase is None else phrase.slot if m in phrase.fillers else f"in-{phrase.slot}"
        before = m.span.end <= number.span.start
        side = "<" if before else ">"
        gap = Span(m.span.end, number.span.start) if before else Span(number.span.end, m.span.start)
        others = [o for o in scene.here if o.span.within(gap) and o.entity != m.entity]
        like = sum(o.cls == m.cls for o in others)
        figures = sum(n.span.within(gap) for n in self.like)
        acting = sum(self._stretch(p).within(gap) for p in scene.acting)
        ends = sum(w.ending_tag in ("EC", "EF") and gap.start < w.span.end <= gap.end for w in scene.syntax.words)
        out = [
            f"G{side}m{min(len(others), 3)}{min(like, 2)}", f"Gf{side}{min(figures, 3)}|{slot}",
            f"Gc{side}{min(ends, 2)}|{slot}", f"Ga{side}{min(acting, 2)}|{slot}",
        ]  # fmt: skip
        if gap.end - gap.start <= _CLOSE:
            told = _DIGITS.sub("0", gap.of(text)).strip()
            out += [f"G={side}{told}", f"G={side}{told}|{m.cls}", f"G={side}{told}|{self.unit}"]
        behind = text[m.span.end : m.span.end + 1].strip()
        out += [f"Gp{side}{behind}", f"Gp{side}{behind}|{self.unit}"]
        return f"{side}{slot}{self._hung(phrase)}", out

    def _stretch(self, p: Phrase) -> Span:
        words = self.scene.syntax.words
        return Span(words[p.first].span.start, words[p.last].span.end)

    def _hung(self, phrase: Phrase | None) -> str:
        """How many predicates up from the figure a phrase hangs, "=" where it holds the figure, "-" for none."""
        if phrase is None:
            return ""
        if phrase.first <= self.at <= phrase.last:
            return "="
        return str(min(self.way.index(phrase.head), 2)) if phrase.head in self.way else "-"

    def _before(self, m: Mention, rank: int) -> tuple[str, list[str]]:
        """How lately the article told of somebody whom the sentence does not name."""
        scene = self.scene
        ago, bare = min(scene.now - scene.known[m.entity].sentence, 4), not scene.named
        acting = "n" if any(p.fillers for p in scene.acting) else "u" if scene.acting else "0"
        out = [f"Sk{min(rank, 4)}", f"Sk{min(rank, 4)}{acting}|{m.cls}", f"Sg{ago}{bare}"]
        return f"^{min(ago, 3)}{acting}", [*out, f"Sg{min(rank, 3)}{min(ago, 2)}{bare}"]
