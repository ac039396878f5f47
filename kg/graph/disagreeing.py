"""Statements that cannot both hold: different figures for one thing, a claim held and refused, exclusive relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from kg.model import Claim, Evidence, Quantity, Statement

HELD = frozenset(("asserted", "claimed", "alleged"))
FIRM = frozenset(("asserted", "claimed"))
REFUSED = frozenset(("denied", "negated"))
TOLERANCE = Decimal("0.01")  # figures within one percent are one figure, rounded
# What these measure, only a qualifier says; without one, two figures may be of two things.
VAGUE = frozenset(("count", "growth", "rank", "benchmarkScore", "performanceRatio", "costRatio", "unitsUsed"))
OWNING = frozenset(("acquires", "ownedBy"))  # one thing has one owner, unless they share it
ONE_WAY = frozenset(("acquires", "ownedBy", "outperforms", "succeeds"))  # never true both ways round
Found = dict[Statement, list[Evidence]]
Group = list[tuple[Statement, list[Evidence]]]

FIGURES = "two figures for one thing"
REFUSAL = "held here, refused there"
OWNERS = "two owners of one thing"
REVERSED = "each way round"


class Disagreement(NamedTuple):
    """Two statements that cannot both hold, the smaller id first, and why."""

    one: str
    other: str
    why: str


def disagreements(claims: Iterable[Claim]) -> list[Disagreement]:
    """Find pairs of statements that cannot both hold.

    Two figures disagree where subject, measure, unit and qualifiers are the same and two different voices give them of
    no two different times (a vague measure's times must be known both, or neither); a voice that gives several is
    passed over. Two claims disagree where they differ at most in
    what one of them leaves out, and one is held and the other refused. Two owners disagree where different voices
    firmly name them, no article names several, as it does where they share, and neither is said to own the other. A
    one-way relation disagrees with its reverse.

    Returns:
        The pairs, sorted; one pair stands once, with the first reason of these.
    """
    evidences: defaultdict[Statement, list[Evidence]] = defaultdict(list)
    for statement, evidence in claims:
        evidences[statement].append(evidence)
    found: dict[tuple[str, str], str] = {}
    for test, why in ((_figures, FIGURES), (_refusals, REFUSAL), (_owners, OWNERS), (_reversals, REVERSED)):
        for a, b in test(evidences):
            found.setdefault((min(a.id, b.id), max(a.id, b.id)), why)
    return sorted(Disagreement(*ids, why) for ids, why in found.items())


def contested(found: Mapping[Statement, Sequence[Evidence]]) -> list[Statement]:
    """Return the statements that some evidence holds and another, of no other time, refuses."""
    return [st for st, evs in found.items() if any(_opposed(x, y) for x, y in combinations(evs, 2))]


def _figures(found: Found) -> Iterator[tuple[Statement, Statement]]:
    groups: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for st, evs in found.items():
        if isinstance(st.object, Quantity) and (st.qualifiers or st.predicate not in VAGUE):
            groups[st.subject, st.predicate, st.object.unit, st.qualifiers].append((st, evs))
    for group in groups.values():
        unclear = _unclear(group)
        clear = [(st, [e for e in evs if (e.article, e.attributed_to) not in unclear]) for st, evs in group]
        for (a, ours), (b, theirs) in combinations(clear, 2):
            places = [(x, y) for x in ours for y in theirs if a.predicate not in VAGUE or bool(x.time) == bool(y.time)]
            if _differ(a, b) and any(_clash(x, y, HELD) for x, y in places):
                yield a, b


def _unclear(group: Group) -> set[tuple[str, str]]:
    """Return the voices that give several figures themselves: theirs are of several things."""
    out: set[tuple[str, str]] = set()
    for (a, ours), (b, theirs) in combinations(group, 2):
        if _differ(a, b):
            voices = ((x.article, x.attributed_to) for x in ours for y in theirs if _one_voice(x, y))
            out.update(voices)
    return out


def _one_voice(x: Evidence, y: Evidence) -> bool:
    return (x.article, x.attributed_to) == (y.article, y.attributed_to) and _same_time(x, y)


def _refusals(found: Found) -> Iterator[tuple[Statement, Statement]]:
    groups: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for st, evs in found.items():
        if not isinstance(st.object, Quantity):
            groups[st.subject, st.predicate, st.object].append((st, evs))
    for group in groups.values():
        for (a, ours), (b, theirs) in combinations(group, 2):
            if _nested(a, b) and any(_opposed(x, y) for x in ours for y in theirs):
                yield a, b


def _owners(found: Found) -> Iterator[tuple[Statement, Statement]]:
    """Yield statements that give one thing to two owners; a share, or an owner's owner, is no contradiction."""
    groups: defaultdict[str, list[tuple[str, Statement, list[Evidence]]]] = defaultdict(list)
    above: set[tuple[str, str]] = set()
    for st, evs in found.items():
        if st.predicate in OWNING and isinstance(st.object, str):
            owned, owner = (st.subject, st.object) if st.predicate == "ownedBy" else (st.object, st.subject)
            above.add((owned, owner))
            if not any(q.name == "share" for q in st.qualifiers):
                groups[owned].append((owner, st, evs))
    for group in groups.values():
        if _shared(group):
            continue
        for (one, a, ours), (other, b, theirs) in combinations(group, 2):
            related = one == other or (one, other) in above or (other, one) in above
            if a.predicate == b.predicate and not related and any(_clash(x, y, FIRM) for x in ours for y in theirs):
                yield a, b


def _shared(group: list[tuple[str, Statement, list[Evidence]]]) -> bool:
    """Whether some article gives one thing several owners: then they share it, or own each other."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for owner, _, evs in group:
        for e in evs:
            owners[e.article].add(owner)
    return any(len(found) > 1 for found in owners.values())


def _reversals(found: Found) -> Iterator[tuple[Statement, Statement]]:
    groups: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for st, evs in found.items():
        if st.predicate in ONE_WAY and isinstance(st.object, str):
            groups[st.predicate, frozenset((st.subject, st.object))].append((st, evs))
    for group in groups.values():
        for (a, ours), (b, theirs) in combinations(group, 2):
            turned = a.subject == b.object and a.qualifiers == b.qualifiers
            if turned and any(_clash(x, y, FIRM) for x in ours for y in theirs):
                yield a, b


def _differ(a: Statement, b: Statement) -> bool:
    if not isinstance(a.object, Quantity) or not isinstance(b.object, Quantity):
        return False
    one, other = a.object.value, b.object.value
    return abs(one - other) > TOLERANCE * max(abs(one), abs(other))


def _nested(a: Statement, b: Statement) -> bool:
    ours, theirs = set(a.qualifiers), set(b.qualifiers)
    return ours <= theirs or theirs <= ours


def _clash(x: Evidence, y: Evidence, held: frozenset[str]) -> bool:
    """Whether two different voices both hold what they say, of no two different times."""
    voices = (x.article, x.attributed_to) != (y.article, y.attributed_to)
    if (x.article, x.span) == (y.article, y.span) and not (x.attributed_to and y.attributed_to):
        return False  # one sentence, which does not contradict itself unless it sets two speakers against each other
    return voices and x.modality in held and y.modality in held and _same_time(x, y)


def _opposed(x: Evidence, y: Evidence) -> bool:
    held = x.modality in HELD and y.modality in REFUSED
    return (held or (y.modality in HELD and x.modality in REFUSED)) and _same_time(x, y)


def _same_time(x: Evidence, y: Evidence) -> bool:
    """Tell whether two evidences may speak of one time: a year holds its months, an unknown time any."""
    return x.time.startswith(y.time) or y.time.startswith(x.time)
