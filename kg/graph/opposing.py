"""When two places in articles oppose each other, and which statements of many are held against each other at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import TypeAlias

from kg.model import Evidence, Statement

HELD = frozenset(("asserted", "claimed", "alleged"))
FIRM = frozenset(("asserted", "claimed"))
REFUSED = frozenset(("denied", "negated"))
LEADERS = 10  # statements of one time that all others of a group are held against
Group: TypeAlias = Mapping[Statement, Sequence[Evidence]]
Pair: TypeAlias = tuple[Statement, Sequence[Evidence], Statement, Sequence[Evidence]]


class Led:
    """Pairs of a group's statements that speak of one time, as many as grow with the group and not with its square.

    At each time those LEADERS statements lead that most voices hold (of as many voices, those of the smaller ids).
    Every statement of a time is held against the leaders of this time and of every wider one: a year holds its months,
    an unknown time any. So of up to LEADERS statements of a time all pairs are there; of more, those of two that do not
    lead are left out. It depends on the group alone, not on its order.

    Args:
        group: Statements and where they are made.
        held: The modalities that count.
        apart: Whether what has no time is of no time that another has.

    Attributes:
        left_out: How many pairs were left out; one that is left out at two times counts twice.
    """

    def __init__(self, group: Group, held: frozenset[str], *, apart: bool = False) -> None:
        self._at: defaultdict[str, dict[Statement, list[Evidence]]] = defaultdict(dict)
        for statement, evidences in group.items():
            for evidence in evidences:
                if evidence.modality in held:
                    self._at[evidence.time].setdefault(statement, []).append(evidence)
        self._leaders = {time: _first(there) for time, there in self._at.items()}
        self._apart = apart
        self.left_out = sum(self._beyond(time, wide) for time in self._at for wide in self._wider(time))

    def __iter__(self) -> Iterator[Pair]:
        """Yield statements with their evidence of one time, or of a time and a wider one."""
        for time, there in self._at.items():
            for wide in self._wider(time):
                yield from self._held_against(there, wide, {s: n for n, s in enumerate(self._leaders[wide])})

    def _held_against(self, there: Group, wide: str, leaders: Mapping[Statement, int]) -> Iterator[Pair]:
        around = self._at[wide]
        for one, ours in there.items():
            last = leaders.get(one, len(leaders)) if around is there else len(leaders)  # two that lead meet once
            for other, number in leaders.items():
                if number < last and one != other:
                    yield one, ours, other, around[other]

    def _wider(self, time: str) -> Iterator[str]:
        """Yield the time itself and those that there are around it."""
        return (t for t in prefixes(time) if t in self._at and not (self._apart and bool(t) != bool(time)))

    def _beyond(self, time: str, wide: str) -> int:
        many = max(0, len(self._at[wide]) - LEADERS)
        return many * (many - 1) // 2 if time == wide else many * len(self._at[time])


def _first(there: Group) -> list[Statement]:
    def rank(statement: Statement) -> tuple[int, str]:
        return -len({(e.article, e.attributed_to) for e in there[statement]}), statement.id

    return nsmallest(LEADERS, there, rank)


def prefixes(time: str) -> Iterator[str]:
    """Yield what a time begins with, from nothing to itself: among these are all times around it."""
    return (time[:n] for n in range(len(time) + 1))


def clash(ours: Iterable[Evidence], theirs: Sequence[Evidence], *, vague: bool = False) -> bool:
    """Tell whether two different voices stand for two statements, of no two different times.

    Args:
        ours: Where the one is made.
        theirs: Where the other is.
        vague: Whether they may be of two parts of one thing. An article tells many such figures of a firm; it sets them
            against each other only where it names two speakers.
    """
    return any(_voices(x, y, vague=vague) for x in ours for y in theirs)


def _voices(x: Evidence, y: Evidence, *, vague: bool) -> bool:
    one = x.article == y.article and (vague or x.span == y.span)
    if one and not (x.attributed_to and y.attributed_to):
        return False  # one sentence does not contradict itself unless it sets two speakers against each other
    return (x.article, x.attributed_to) != (y.article, y.attributed_to)


class Stance:
    """At which times a statement is held, and at which it is refused."""

    def __init__(self, evidences: Iterable[Evidence]) -> None:
        found = list(evidences)
        self.held = _Times(e.time for e in found if e.modality in HELD)
        self.refused = _Times(e.time for e in found if e.modality in REFUSED)

    def opposes(self, other: Stance) -> bool:
        """Tell whether one is held and the other refused, of no two different times."""
        return self.held.meet(other.refused) or other.held.meet(self.refused)


class _Times:
    def __init__(self, times: Iterable[str]) -> None:
        self.all = frozenset(times)
        self._around = frozenset(p for time in self.all for p in prefixes(time))

    def meet(self, other: _Times) -> bool:
        few, many = sorted((self, other), key=lambda t: len(t.all))
        return any(many.holds(time) for time in few.all)

    def holds(self, time: str) -> bool:
        return time in self._around or not self.all.isdisjoint(prefixes(time))


def shared(owners: Iterable[tuple[str, Collection[Evidence]]]) -> bool:
    """Tell whether some article gives one thing several owners: then they share it, or own each other.

    Args:
        owners: Each with the places that name it.
    """
    named: defaultdict[str, set[str]] = defaultdict(set)
    for owner, evidences in owners:
        for evidence in evidences:
            named[evidence.article].add(owner)
    return any(len(found) > 1 for found in named.values())
