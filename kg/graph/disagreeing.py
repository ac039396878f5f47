"""Statements that cannot both hold: different figures for one thing, or one claim both held and refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from kg.model import Claim, Evidence, Quantity, Statement

HELD = frozenset(("asserted", "claimed", "alleged"))
REFUSED = frozenset(("denied", "negated"))
TOLERANCE = Decimal("0.01")  # figures within one percent are one figure, rounded
# What these measure, only a qualifier says; without one, two figures may be of two things.
VAGUE = frozenset(("count", "growth", "rank", "benchmarkScore", "performanceRatio", "costRatio", "unitsUsed"))
Group = list[tuple[Statement, list[Evidence]]]


def disagreements(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """Find pairs of statements that cannot both hold.

    Two figures disagree where subject, measure, unit and qualifiers are the same and two different voices give them of
    no two different times. Two claims disagree where they differ at most in what one of them leaves out, and one is
    held and the other refused.

    Returns:
        Pairs of statement ids, the smaller first, sorted.
    """
    evidences: defaultdict[Statement, list[Evidence]] = defaultdict(list)
    for statement, evidence in claims:
        evidences[statement].append(evidence)
    figures: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    relations: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for st, evs in evidences.items():
        if not isinstance(st.object, Quantity):
            relations[st.subject, st.predicate, st.object].append((st, evs))
        elif st.qualifiers or st.predicate not in VAGUE:
            figures[st.subject, st.predicate, st.object.unit, st.qualifiers].append((st, evs))
    found = {tuple(sorted((a.id, b.id))) for a, b in _pairs(figures.values(), relations.values())}
    return sorted((a, b) for a, b in found)


def _pairs(figures: Iterable[Group], relations: Iterable[Group]) -> Iterator[tuple[Statement, Statement]]:
    for group in figures:
        for (a, ours), (b, theirs) in combinations(group, 2):
            if _differ(a, b) and any(_clash(x, y) for x in ours for y in theirs):
                yield a, b
    for group in relations:
        for (a, ours), (b, theirs) in combinations(group, 2):
            if _nested(a, b) and any(_opposed(x, y) for x in ours for y in theirs):
                yield a, b


def _differ(a: Statement, b: Statement) -> bool:
    if not isinstance(a.object, Quantity) or not isinstance(b.object, Quantity):
        return False
    one, other = a.object.value, b.object.value
    return abs(one - other) > TOLERANCE * max(abs(one), abs(other))


def _nested(a: Statement, b: Statement) -> bool:
    ours, theirs = set(a.qualifiers), set(b.qualifiers)
    return ours <= theirs or theirs <= ours


def _clash(x: Evidence, y: Evidence) -> bool:
    voices = (x.article, x.attributed_to) != (y.article, y.attributed_to)
    return voices and x.modality in HELD and y.modality in HELD and _same_time(x, y)


def _opposed(x: Evidence, y: Evidence) -> bool:
    held = x.modality in HELD and y.modality in REFUSED
    return (held or (y.modality in HELD and x.modality in REFUSED)) and _same_time(x, y)


def _same_time(x: Evidence, y: Evidence) -> bool:
    """Tell whether two evidences may speak of one time: a year holds its months, an unknown time any."""
    return x.time.startswith(y.time) or y.time.startswith(x.time)
