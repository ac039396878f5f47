"""Comparing groups finds what comparing all pairs finds; of large groups as much as grows with them, in any order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

import pytest

from kg.graph import comparing, opposing
from kg.graph.disagreeing import (
    FIGURES,
    OWNERS,
    REFUSAL,
    REVERSED,
    Compared,
    compared,
    keys,
    ownership,
    settled,
    within,
)
from kg.model import Claim, Evidence, Qualifier, Quantity, Span, Statement

RELATIONS = ("acquires", "ownedBy", "outperforms", "supplies")
TIMES = ("", "", "2024", "2024-03", "2024-03-01", "2025")
MODALITIES = ("asserted", "claimed", "alleged", "denied", "negated", "planned")


def said(statement: Statement, article: int, modality: str = "asserted", by: str = "", time: str = "") -> Claim:
    place = Span(article % 3 * 10, article % 3 * 10 + 9)
    return Claim(statement, Evidence(f"a{article}", place, "글", place, place, place, modality, by, time=time))


def revenue(value: int) -> Statement:
    return Statement("gana", "revenue", Quantity(Decimal(value), "KRW"))


def of(claims: Sequence[Claim]) -> Compared:
    return compared(claims)


def anything(dice: random.Random, number: int, *, figures: bool = False) -> list[Claim]:
    """Claims that often meet: few subjects, values, times and voices."""
    out = []
    for _ in range(number):
        told = {
            Qualifier(dice.choice(("date", "of", "share")), dice.choice("12")) for _ in range(dice.choice((0, 0, 2)))
        }
        one, other = dice.sample(("gana", "dara", "maba", "saa"), 2)
        relation: tuple[str, str | Quantity] = (dice.choice(RELATIONS), other)
        if figures or dice.random() < 0.4:
            value = Decimal(dice.choice(("100", "100.5", "101.2", "-5", "0", "207", "300")))
            relation = dice.choice(("revenue", "count")), Quantity(value, dice.choice(("KRW", "USD")))
        statement = Statement("gana" if figures else one, *relation, () if figures else tuple(sorted(told)))
        voice = dice.choice(MODALITIES), dice.choice(("", "", "dara", "saa")), dice.choice(TIMES)
        out.append(said(statement, dice.randrange(30 if figures else 6), *voice))
    return out


# ---------- what all pairs give, by the rule as it is written


def all_pairs(claims: Sequence[Claim]) -> dict[tuple[str, str], str]:
    found: dict[Statement, list[Evidence]] = {}
    for statement, evidence in claims:
        found.setdefault(statement, []).append(evidence)
    out = {}
    for a, b in combinations(found, 2):
        tests = (figures_of, refused, owners_of, reversed_)
        why = [why for test, why in zip(tests, (FIGURES, REFUSAL, OWNERS, REVERSED), strict=True) if test(a, b, found)]
        if why:
            out[min(a.id, b.id), max(a.id, b.id)] = why[0]
    return out


Found = dict[Statement, list[Evidence]]


def one_time(x: Evidence, y: Evidence) -> bool:
    return x.time.startswith(y.time) or y.time.startswith(x.time)


def against(x: Evidence, y: Evidence, held: frozenset[str]) -> bool:
    one_sentence = (x.article, x.span) == (y.article, y.span) and not (x.attributed_to and y.attributed_to)
    voices = (x.article, x.attributed_to) != (y.article, y.attributed_to)
    return {x.modality, y.modality} <= held and voices and not one_sentence and one_time(x, y)


def one_measure(a: Statement, b: Statement) -> bool:
    if not isinstance(a.object, Quantity) or not isinstance(b.object, Quantity):
        return False
    same = (a.subject, a.predicate, a.object.unit, a.qualifiers) == (
        b.subject,
        b.predicate,
        b.object.unit,
        b.qualifiers,
    )
    apart = abs(a.object.value - b.object.value)
    return same and apart > Decimal("0.01") * max(abs(a.object.value), abs(b.object.value))


def figures_of(a: Statement, b: Statement, found: Found) -> bool:
    vague = a.predicate in comparing.VAGUE
    if not one_measure(a, b) or (vague and not a.qualifiers):
        return False
    unclear = {
        (x.article, x.attributed_to)
        for one, other in combinations(found, 2)
        if one_measure(one, other) and one_measure(one, a) | (one == a) | one_measure(one, b)
        for x in found[one]
        for y in found[other]
        if (x.article, x.attributed_to) == (y.article, y.attributed_to) and one_time(x, y)
    }
    return any(
        against(x, y, opposing.HELD)
        and not {(x.article, x.attributed_to), (y.article, y.attributed_to)} & unclear
        and (not vague or bool(x.time) == bool(y.time))
        for x in found[a]
        for y in found[b]
    )


def refused(a: Statement, b: Statement, found: Found) -> bool:
    if (a.subject, a.predicate, a.object) != (b.subject, b.predicate, b.object) or isinstance(a.object, Quantity):
        return False
    nested = set(a.qualifiers) <= set(b.qualifiers) or set(b.qualifiers) <= set(a.qualifiers)
    sides = [(x, y) for x in found[a] for y in found[b] if one_time(x, y)]
    sides += [(y, x) for x, y in sides]
    return nested and any(x.modality in opposing.HELD and y.modality in opposing.REFUSED for x, y in sides)


def owners_of(a: Statement, b: Statement, found: Found) -> bool:
    if a.predicate != b.predicate or a.predicate not in comparing.OWNING:
        return False
    owned = {pair for statement in found for pair in ownership(statement)}
    [(one, owner), (other, second)] = [*ownership(a), *ownership(b)]
    of_it = [
        s for s in found if {o for o, _ in ownership(s)} == {one} and not any(q.name == "share" for q in s.qualifiers)
    ]
    named: dict[str, set[str]] = {}
    for statement in of_it:
        for evidence in found[statement]:
            named.setdefault(evidence.article, set()).update(o for _, o in ownership(statement))
    apart = one == other and owner != second and not {(owner, second), (second, owner)} & owned
    shared = any(len(owners) > 1 for owners in named.values())
    clash = any(against(x, y, opposing.FIRM) for x in found[a] for y in found[b])
    return apart and not shared and clash and {a, b} <= set(of_it)


def reversed_(a: Statement, b: Statement, found: Found) -> bool:
    turned = (
        a.predicate == b.predicate and a.qualifiers == b.qualifiers and (a.subject, a.object) == (b.object, b.subject)
    )
    clash = any(against(x, y, opposing.FIRM) for x in found[a] for y in found[b])
    return turned and a.predicate in comparing.ONE_WAY and clash


def test_groups_find_what_all_pairs_give() -> None:
    whys = set()
    for seed in range(600):
        dice = random.Random(seed)  # noqa: S311 - a test's
        claims = anything(dice, dice.choice((4, 9, 25)), figures=seed % 3 == 0)
        found = of(claims)
        assert {(d.one, d.other): d.why for d in found.found} == all_pairs(claims), seed
        assert not found.left_out
        whys |= {d.why for d in found.found}
    assert whys == {FIGURES, REFUSAL, OWNERS, REVERSED}


@pytest.mark.parametrize("leaders", [1, 2, 3])
def test_of_more_than_lead_some_pairs_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch, leaders: int) -> None:
    monkeypatch.setattr(opposing, "LEADERS", leaders)
    missed = 0
    for seed in range(120):
        dice = random.Random(seed)  # noqa: S311 - a test's
        claims = anything(dice, 25, figures=seed % 2 == 0)
        found, whole = of(claims), all_pairs(claims)
        assert {(d.one, d.other) for d in found.found} <= whole.keys()
        assert len(whole) - len(found.found) <= sum(found.left_out.values())
        missed += len(whole) - len(found.found)
        dice.shuffle(claims)
        assert of(claims) == found
    assert missed


def test_what_each_group_finds_by_itself_is_what_all_find() -> None:
    claims = anything(random.Random(4), 300)  # noqa: S311
    owned = {pair for statement, _ in claims for pair in ownership(statement)}
    groups: dict[comparing.Key, dict[Statement, list[Evidence]]] = {}
    for statement, evidence in claims:
        for key in keys(statement):
            groups.setdefault(key, {}).setdefault(statement, []).append(evidence)
    made = [within(key, groups[key], owned) for key in sorted(groups, reverse=True)]
    whole = of(claims)
    assert settled(d for one in made for d in one.found) == whole.found
    assert {it: n for one in made for it, n in one.left_out.items()} == whole.left_out


def test_a_thousand_figures_are_held_against_the_ten_that_most_voices_give() -> None:
    claims = [said(revenue(1000 + 20 * n), n) for n in range(1000)]
    known = [revenue(1000 + 20 * n) for n in range(7, 17)]
    claims += [said(statement, 2000 + n) for n, statement in enumerate(known)]
    found = of(claims)
    assert len(found.found) == 10 * 9 // 2 + 990 * 10 - sum(1 for pair in close(claims) if {*pair} & {*known})
    assert found.left_out == {"gana": 990 * 989 // 2}
    leading = {s.id for s in known}
    assert all(leading & {d.one, d.other} for d in found.found)


def close(claims: Sequence[Claim]) -> list[tuple[Statement, Statement]]:
    """Pairs of figures within one percent."""
    values = sorted({c.statement for c in claims}, key=comparing._value)
    out = []
    for n, one in enumerate(values):
        for other in values[n + 1 :]:
            if comparing._differ(comparing._value(one), comparing._value(other)):
                break
            out.append((one, other))
    return out


def test_figures_of_many_days_are_all_compared_within_their_day() -> None:
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 29)]
    claims = [said(revenue(100 + n), 2 * n, time=day) for n, day in enumerate(days)]
    claims += [said(revenue(1000 + n), 2 * n + 1, time=day) for n, day in enumerate(days)]
    found = of(claims)
    assert len(found.found) == len(days)
    assert not found.left_out


def test_a_year_s_figures_are_held_against_those_of_its_days() -> None:
    day, year = said(revenue(100), 1, time="2024-03-01"), said(revenue(200), 2, time="2024")
    for claims in ([day, year], [year, day]):
        assert [d.why for d in of(claims).found] == [FIGURES]


def test_one_refusal_meets_all_that_is_narrower() -> None:
    claims = [said(Statement("gana", "supplies", "dara", (Qualifier("date", f"2024-{n}"),)), n) for n in range(500)]
    claims.append(said(Statement("gana", "supplies", "dara"), 999, "denied"))
    found = of(claims)
    assert len(found.found) == 500
    assert not found.left_out
