"""Statements that cannot both hold: different figures for one thing, a claim held and refused, exclusive relations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.graph.comparing import (
    FIGURES,
    MATTERS,
    OWNERS,
    OWNING,
    REFUSAL,
    REVERSED,
    Compared,
    Disagreement,
    Key,
    Owned,
    keys,
    ownership,
    within,
)
from kg.graph.opposing import REFUSED, Group, Stance
from kg.model import Claim, Evidence, Statement

__all__ = [
    "FIGURES",
    "OWNERS",
    "OWNING",
    "REFUSAL",
    "REFUSED",
    "REVERSED",
    "Compared",
    "Disagreement",
    "compared",
    "contested",
    "disagreements",
    "keys",
    "ownership",
    "settled",
    "within",
]
_ORDER = tuple(MATTERS)


def compared(claims: Iterable[Claim]) -> Compared:
    """Find the statements that cannot both hold.

    Args:
        claims: In any order. Of an archive `kg.graph.sifting.Groups` gives those few that may disagree.
    """
    groups: defaultdict[Key, defaultdict[Statement, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    owned: set[Owned] = set()
    for statement, evidence in claims:
        owned.update(ownership(statement))
        for key in keys(statement):
            groups[key][statement].append(evidence)
    several = ((key, group) for key, group in groups.items() if len(group) > 1 or key[0] == REFUSAL)
    made = [within(key, group, owned) for key, group in several]
    left: Counter[str] = Counter()
    for one in made:
        left.update(one.left_out)
    return Compared(settled(d for one in made for d in one.found), dict(sorted(left.items())))


def disagreements(claims: Iterable[Claim]) -> list[Disagreement]:
    """Find pairs of statements that cannot both hold: see `compared`."""
    return compared(claims).found


def settled(found: Iterable[Disagreement]) -> list[Disagreement]:
    """Sort what groups have found; a pair that is in several stands once, with the first reason of these."""
    first: dict[tuple[str, str], str] = {}
    for one in sorted(found, key=lambda d: _ORDER.index(d.why)):
        first.setdefault((one.one, one.other), one.why)
    return sorted(Disagreement(*ids, why) for ids, why in first.items())


def contested(found: Group) -> list[Statement]:
    """Return the statements that some evidence holds and another, of no other time, refuses."""
    return [st for st, evs in found.items() if len(evs) > 1 and (stance := Stance(evs)).opposes(stance)]
