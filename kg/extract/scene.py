"""One sentence as the links see it: its syntax, its names and what the sentences before were about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.extract.roles import Roles
from kg.extract.syntax import Syntax
from kg.linking.salience import Salience
from kg.model import Mention, Qualifier, Span
from kg.text.typography import without_asides

_JOINT = re.compile(r"[’”'\"」]?\s*(?:,|·|ㆍ|/|와|과|및|나|이나|하고|,? 그리고|또는)\s*[‘“'\"「]?")
_CLOSE = re.compile(r"[’”'\"」]?\s?[·ㆍ,]\s?[‘“'\"「]?")
_AUXILIARY = frozenset(("있다", "오다", "보다", "버리다", "놓다", "두다", "내다", "가다"))


class Link(NamedTuple):
    """A relation between two mentions that a noun phrase says.

    Attributes:
        trigger: The words that say it.
        at: The eojeol whose voice it has; -1 where the phrase takes it for granted.
        denies: Whether a negation there is part of what it says ("못 미친다": the other is ahead).
    """

    relation: str
    subject: Mention
    object: Mention
    trigger: Span
    qualifiers: tuple[Qualifier, ...] = ()
    at: int = -1
    denies: bool = False


@dataclass(frozen=True)
class Scene:
    """A sentence and what stood before it.

    Args:
        text: The article's decoded source.
        syntax: The sentence.
        salience: Whom the sentences before were about.
        topic: What the sentences before were about.
        history: The names of the sentences before, in order.
        later: The names of the sentences behind it, in order.
        raiser: Who has raised the money of which the sentences before told.
    """

    text: str
    syntax: Syntax
    salience: Salience
    topic: tuple[Mention, ...] = ()
    history: tuple[Mention, ...] = ()
    later: tuple[Mention, ...] = ()
    raiser: Mention | None = None

    @cached_property
    def roles(self) -> Roles:
        """Who fills the slots of the sentence's predicates."""
        return Roles(self.syntax, self.topic)

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """The mentions that stand for one thing: names, pronouns and short forms."""
        return tuple(m for m in self.syntax.mentions if not m.common)

    @cached_property
    def proper(self) -> tuple[Mention, ...]:
        """The mentions that are names."""
        return tuple(m for m in self.named if m.method != "coreference")

    @cached_property
    def unbracketed(self) -> tuple[Mention, ...]:
        """The named mentions, of a name and its other one in brackets behind it only the first."""
        return tuple(m for m in self.named if self._before_bracket(m) is m)

    def _before_bracket(self, m: Mention) -> Mention:
        """The name behind which a mention stands in brackets as its other name, else itself."""
        if self.text[m.span.start - 1 : m.span.start] != "(":
            return m
        return next((h for h in self.named if h.span.end == m.span.start - 1 and h.entity == m.entity), m)

    def gap(self, a: Mention, b: Mention) -> str:
        """What stands between two mentions, asides left out."""
        return without_asides(self.text[a.span.end : b.span.start])

    def _joint(self, a: Mention, b: Mention) -> str:
        """What joins two names, the country that the second is from left out."""
        start = b.span.start
        for x in self.named:
            if x.cls in ("Country", "Region") and a.span.end < x.span.start and x.span.end == start - 1:
                start = x.span.start
        return without_asides(self.text[a.span.end : start])

    def things(self, m: Mention) -> list[Mention]:
        """A thing with those listed behind it, their makers left out ("기아 EV3, 현대차 코나 일렉트릭")."""
        out, branch = [m], self.syntax.grammar.branch
        for other in self.unbracketed[self.unbracketed.index(m) + 1 :] if m in self.unbracketed else ():
            if branch(other.cls) == "Organization" or other.cls in ("Country", "Region"):
                continue
            makers = [x for x in self.named if out[-1].span.end < x.span.start and x.span.end < other.span.start]
            gap = self.text[out[-1].span.end : makers[0].span.start if makers else other.span.start]
            if branch(other.cls) != branch(m.cls) or not _JOINT.fullmatch(without_asides(gap)):
                break
            out.append(other)
        return out

    def joined(self, m: Mention, *, forward: bool = True, close: bool = False) -> list[Mention]:
        """Return a mention with the names of its branch that are listed with it, in order.

        Args:
            m: Where to begin.
            forward: Whether to look behind it rather than before it.
            close: Whether to stop at 와 and 과, which may join whole phrases ("카카오의 자회사인 다음과 네이버").
        """
        branch = self.syntax.grammar.branch
        line = self.unbracketed if forward else tuple(reversed(self.unbracketed))
        m = self._before_bracket(m)
        if m not in line:
            return [m]
        out = [m]
        for other in self._without_origins(line[line.index(m) + 1 :], m):
            gap = self._joint(out[-1], other) if forward else self._joint(other, out[-1])
            if not (_CLOSE if close else _JOINT).fullmatch(gap) or branch(other.cls) != branch(m.cls):
                break
            out.append(other)
        return out if forward else out[::-1]

    def _without_origins(self, line: Sequence[Mention], m: Mention) -> list[Mention]:
        """Names without the countries that only say where the next one is from ("A와 미국 B")."""
        if m.cls in ("Country", "Region"):
            return list(line)
        return [x for x in line if x.cls not in ("Country", "Region") or self.text[x.span.end : x.span.end + 1] != " "]

    def subject_before(self, at: int) -> tuple[Mention, ...]:
        """Fillers of the last topic or subject that ends before an eojeol."""
        found = [p for p in self.syntax.phrases if p.slot in ("TOP", "SBJ") and p.last < at and p.fillers]
        return found[-1].fillers if found else ()

    def in_verb_chain(self, at: int) -> int:
        """The adnominal eojeol that a chain of clauses from an eojeol on ends in, or -1."""
        words = self.syntax.words
        for _ in range(4):
            if at < 0 or words[at].ending_tag not in ("EC", "ETM"):
                return -1
            if words[at].ending_tag == "ETM":
                return at
            at = self.syntax.governor(at)
        return -1

    def with_auxiliary(self, at: int) -> tuple[int, ...]:
        """A predicate's eojeol and that of an auxiliary behind it ("두고 있다"): either may govern its phrases."""
        words, nxt = self.syntax.words, at + 1
        helped = nxt < len(words) and words[at].ending_tag == "EC" and words[nxt].stem in _AUXILIARY
        return (at, nxt) if helped else (at,)
