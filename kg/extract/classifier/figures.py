"""Numbers and whose they may be, and what a classifier sees of each: the figures' counterpart of `pairs`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.roles import Roles
from kg.extract.syntax import Syntax
from kg.model import Mention, Quantity, Span
from kg.text.numbers import MONEY, NATIVE, Number

_CHAIN = 4
# A place in an order that no numeral says, or that a numeral without 위 does.
_RANK = re.compile(
    r"(?:최대|최초|최고|최다|최저|최장|최악|선두|처음|정상|으뜸|첫째|[1-9]호(?= |인|로))"
    r"|(?<![가-힣])(?:첫(?: ?번째)?(?=[ ’])|가장(?= ))"
    rf"|제(?P<party>[1-9])당|(?P<n>[2-9])대(?= ?주주)|(?P<nth>\d{{1,3}}|{'|'.join(NATIVE)}) ?번째"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and a name that it may belong to.

    Attributes:
        features: What the classifier sees.
    """

    number: Number
    owner: Mention
    features: tuple[str, ...]


class Figures:
    """Describes the numbers of sentences."""

    def of(
        self,
        syntax: Syntax,
        roles: Roles,
        before: Sequence[tuple[str, Mention]],
        said: Mapping[Span, tuple[str, str]],
    ) -> Iterator[Sequence[Figure]]:
        """Describe every number with every name.

        Args:
            syntax: The sentence.
            roles: Its slots.
            before: Names of the sentences before that this one may mean, each with what it was there.
            said: For a number's span the measure and the owner that the rules found.

        Yields:
            For each number its figures.
        """
        here = {m.entity for m in syntax.mentions}
        owners = [*(x for x in before if x[1].entity not in here), *(("", m) for m in syntax.mentions)]
        numbers = [*syntax.parsed.numbers, *ranks(syntax)]
        for index, number in enumerate(numbers):
            own, chain = self._number(syntax, number, index)
            agents = [{m.entity for m in roles.agent(v)} for v in chain[:3]]
            measure, owner = next((x for s, x in said.items() if s.overlaps(number.span)), ("", ""))
            own += [f"R{measure}", f"R{measure}|{number.quantity.unit}"]
            if not owners:
                continue
            yield [
                Figure(
                    number,
                    m,
                    tuple(dict.fromkeys(self._owned(syntax, number, kind, m, own, chain, agents, measure, owner))),
                )
                for kind, m in owners
            ]

    def _number(self, syntax: Syntax, number: Number, index: int) -> tuple[list[str], list[int]]:
        """What is seen of a number alone, and the predicates over it."""
        words, text, parsed = syntax.words, syntax.text, syntax.parsed
        unit = number.quantity.unit
        sort = "money" if unit in MONEY else unit
        first, last = parsed.eojeol_at(number.span.start), parsed.eojeol_at(number.span.end - 1)
        out = [
            "1",
            f"u{unit}",
            f"U{sort}",
            f"K{parsed.sentence.kind}|{sort}",
            f"i{min(index, 3)}",
            f"br{number.bracketed}",
        ]
        rest = text[number.span.end : words[last].span.end]
        out += [f"r{rest}", f"r{rest}|{sort}"]
        for k in (1, 2, 3):
            if last + k < len(words):
                w = _lemma(syntax, last + k)
                out += [f"a{k}{w}", f"a{w}", f"a{k}{w}|{sort}"] if k < 3 else [f"a{w}"]
            if first - k >= 0:
                w = _lemma(syntax, first - k)
                out += (
                    [f"b{k}{w}", f"b{w}", f"b{k}{w}|{sort}", f"b{k}{words[first - k].particle}"] if k < 3 else [f"b{w}"]
                )
        phrase = syntax.phrase_at(last)
        if phrase is not None:
            out += [f"n{phrase.noun}|{sort}" if not phrase.noun[:1].isdigit() else "n0", f"s{phrase.slot}|{sort}"]
        chain: list[int] = []
        at = last
        while at >= 0 and len(chain) < _CHAIN:
            if words[at].stem and words[at].stem != "이다":
                chain.append(at)
            at = syntax.governor(at)
        for d, v in enumerate(chain[:2]):
            key = words[v].noun or words[v].stem
            out += [f"g{d}{key}|{sort}", f"g{d}{key}", f"e{d}{words[v].ending_tag}"]
        subject = [p for p in syntax.phrases if chain and p.head == chain[0] and p.slot in ("SBJ", "TOP")]
        out += [f"S{p.noun}|{sort}" for p in subject if not p.fillers]
        nouns = {w.last_noun for w in words[max(0, first - 8) : last + 4] if w.last_noun}
        out += [f"w{n}|{sort}" for n in sorted(nouns) if not n[0].isdigit()]
        return out, chain

    def _owned(
        self,
        syntax: Syntax,
        number: Number,
        kind: str,
        m: Mention,
        own: Sequence[str],
        chain: Sequence[int],
        agents: Sequence[set[str]],
        measure: str,
        owner: str,
    ) -> list[str]:
        text, parsed, words = syntax.text, syntax.parsed, syntax.words
        unit = number.quantity.unit
        sort = "money" if unit in MONEY else unit
        role = next((f"agent{d}" for d, found in enumerate(agents) if m.entity in found), "no")
        is_owner = m.entity == owner
        out = [*own, *(f"{f}|{m.cls}" for f in own if f[0] in "RgUna")]
        out += [
            f"O{is_owner}|{measure}",
            f"O{is_owner}|{bool(measure)}|{role}",
            f"O{is_owner}|{m.cls}|{sort}",
            f"o{m.method}",
        ]
        if kind:
            out += [f"k{kind}|{role}", f"k{kind}|{m.cls}|{sort}", f"k{kind}|{is_owner}"]
            return out
        at, last = parsed.eojeol_at(m.span.start), parsed.eojeol_at(m.span.end - 1)
        place = parsed.eojeol_at(number.span.start)
        phrase = syntax.phrase_at(last)
        slot = "out" if phrase is None else phrase.slot if m in phrase.fillers else f"in-{phrase.slot}"
        low, high = (m.span.end, number.span.start) if at <= place else (number.span.end, m.span.start)
        inside = [x for x in syntax.mentions if low <= x.span.start and x.span.end <= high]
        like = any(x.cls == m.cls for x in inside)
        side = "<" if m.span.end <= number.span.start else ">"
        distance = abs(place - at)
        near = f"{min(distance, 5) if distance < 5 else 8 if distance < 9 else 12}"
        numbers = sum(1 for n in parsed.numbers if low <= n.span.start and n.span.end <= high)
        depth = next((str(d) for d, v in enumerate(chain) if phrase is not None and phrase.head == v), "-")
        out += [
            f"d{side}{near}",
            f"d{side}{near}|{slot}",
            f"m{side}{min(len(inside), 3)}{like}",
            f"m{side}{min(len(inside), 3)}|{slot}|{role}",
            f"v{depth}|{slot}|{role}",
            f"v{depth}|{slot}|{m.cls}|{sort}",
            f"l{slot}|{measure}",
            f"N{side}{min(numbers, 2)}|{role}",
            f"j{side}{words[last].particle}|{role}",
            f"c{m.cls}|{sort}|{role}|{side}",
            f"c{m.cls}|{measure}|{role}",
            f"p{phrase is not None and phrase.last >= place >= phrase.first}",
        ]
        tail = _lemma(syntax, last + 1) if last + 1 < len(words) else ""
        out += [f"t{side}{tail}|{sort}", f"t{side}{tail}|{words[last].particle}"]
        if phrase is not None and m not in phrase.fillers:
            out += [f"h{side}{phrase.noun}|{sort}", f"h{side}{phrase.noun}"]
        if high - low <= 12:
            out.append(f"G{side}{text[low:high].strip()}")
        return out


def numbered(syntax: Syntax) -> bool:
    """Tell whether a sentence has a number, or a word that says a place in an order."""
    return bool(syntax.parsed.numbers) or _RANK.search(syntax.text, *syntax.parsed.span) is not None


def ranks(syntax: Syntax) -> Iterator[Number]:
    """Yield the places in an order that words say: 세계 최대, 국내 최초, 세 번째, 2대 주주."""
    taken = [n.span for n in syntax.parsed.numbers]
    for match in _RANK.finditer(syntax.text, *syntax.parsed.span):
        written = match["party"] or match["n"] or match["nth"] or "1"
        span = Span(*match.span())
        if not any(span.overlaps(s) for s in taken):
            yield Number(span, Quantity(Decimal(NATIVE.get(written) or int(written)), "ordinal"), match.group())


def _lemma(syntax: Syntax, at: int) -> str:
    word = syntax.words[at]
    return word.stem or word.last_noun or word.core_form
