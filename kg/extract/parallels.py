"""Names with a clause each: "[구글이 인수한] 딥마인드와 [메타가 인수한] 인스타그램은"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.grammar import Grammar
from kg.model import Mention
from kg.text.eojeols import Eojeol

_AND = ("와", "과")
_AHEAD = 10  # eojeols ahead within which the second clause ends


class Parallels:
    """Where a described name is joined to the next one, over the eojeols of one sentence.

    Args:
        words: The eojeols.
        heads: What each hangs on.
        mentions: The sentence's mentions, in order.
        grammar: Particles and branches of classes.

    Attributes:
        any: Whether there may be any: two clauses describe something.
    """

    def __init__(
        self, words: Sequence[Eojeol], heads: Sequence[int], mentions: Sequence[Mention], grammar: Grammar
    ) -> None:
        self.words, self.heads, self.mentions, self.grammar = words, heads, mentions, grammar
        self.any = [w.ending_tag for w in words].count("ETM") > 1

    def after(self, j: int) -> tuple[int, int, int] | None:
        """The clause before the name that ends in an eojeol, the like clause behind it and the name that has that."""
        words = self.words
        if (
            not self.any
            or not 1 < j < len(words) - 3
            or not (words[j].particle in _AND or (words[j].comma and not words[j].particle))
        ):
            return None
        left = self._name(j)
        first = j
        while left is not None and first and words[first - 1].core.end > left.span.start:
            first -= 1
        while first and not (words[first - 1].stem or words[first - 1].comma or words[first - 1].particles):
            first -= 1
        own = first - 1
        if own < 1 or not words[own].stem or words[own].ending_tag != "ETM" or left is None:
            return None
        for verb in range(j + 1, min(j + _AHEAD, len(words) - 1)):
            if words[verb].stem and words[verb].ending_tag == "ETM":
                end = self._end(verb + 1)
                return (own, verb, end) if self._alike(own, j, verb, end) else None
        return None

    def _alike(self, own: int, j: int, verb: int, end: int) -> bool:
        """Whether two clauses have the same slots and describe names of a kind, be it by the same verb."""
        words, branch = self.words, self.grammar.branch
        before = {
            self.grammar.slot(w.particle) for w in words[max(0, own - _AHEAD) : own] if self.heads[w.index] == own
        }
        opened = [w for w in words[j + 1 : verb] if w.particles and not w.stem]
        behind = {self.grammar.slot(w.particle) for w in opened} - {"GEN"}
        if not behind or not behind <= before or ("SBJ" in before) != ("SBJ" in behind):
            return False
        left, other, right = self._name(j), self._name(opened[0].index), self._name(end)
        if left is None or right is None or words[end].stem:
            return False
        same = words[own].stem == words[verb].stem and words[own].ending == words[verb].ending
        alike = branch(left.cls) == branch(right.cls) and (
            other is None or other.cls != left.cls or right.cls == left.cls
        )
        return same or alike

    def _end(self, first: int) -> int:
        """The last eojeol of the run of nouns that starts at one."""
        words = self.words
        while first + 1 < len(words) and not (words[first].particles or words[first].comma or words[first + 1].stem):
            first += 1
        return first

    def _name(self, j: int) -> Mention | None:
        core = self.words[j].core
        return next((m for m in reversed(self.mentions) if m.span.start < core.end and core.start < m.span.end), None)
