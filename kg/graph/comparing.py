"""Groups of statements of which two may disagree, and what comparing one group finds: it depends on the group alone.

So groups can be compared one by one, in any order and on any machine; who owns whom, which owners need, is all that
they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

from kg.graph.opposing import FIRM, HELD, REFUSED, Group, Led, Stance, clash, prefixes, shared
from kg.model import Evidence, Qualifier, Quantity, Statement

TOLERANCE = Decimal("0.01")  # figures within one percent are one figure, rounded
# What these measure, only a qualifier says; without one, two figures may be of two things.
VAGUE = frozenset(("count", "growth", "rank", "benchmarkScore", "performanceRatio", "costRatio", "unitsUsed"))
EXACT = frozenset(("comparedTo", "benchmark"))  # with one of these a figure is of one thing
OWNING = frozenset(("acquires", "ownedBy"))  # one thing has one owner, unless they share it
ONE_WAY = frozenset(("acquires", "ownedBy", "outperforms", "succeeds"))  # never true both ways round

FIGURES = "two figures for one thing"
REFUSAL = "held here, refused there"
OWNERS = "two owners of one thing"
REVERSED = "each way round"
MATTERS = {FIGURES: HELD, REFUSAL: REFUSED, OWNERS: FIRM, REVERSED: FIRM}  # the modalities that a group needs; in order
Key: TypeAlias = tuple[str, ...]  # of a group: why its statements may disagree, the entity they are of, and more
Owned: TypeAlias = tuple[str, str]  # a thing, and who owns it
Pairs: TypeAlias = Iterator[tuple[Statement, Statement]]


class Disagreement(NamedTuple):
    """Two statements that cannot both hold, the smaller id first, and why."""

    one: str
    other: str
    why: str


class Compared(NamedTuple):
    """What comparing has found.

    Attributes:
        found: The disagreements, sorted.
        left_out: How many pairs were not compared, as their groups are too large, by the entity that they are of.
    """

    found: list[Disagreement]
    left_out: Mapping[str, int]


def keys(statement: Statement) -> Iterator[Key]:
    """Yield the keys of the groups that a statement is in: two that have none in common do not disagree."""
    subject, relation, target = statement.subject, statement.predicate, statement.object
    told = [field for q in sorted(statement.qualifiers) for field in (q.name, "e" if q.is_entity else "t", q.value)]
    if isinstance(target, Quantity):
        if told or relation not in VAGUE:
            yield FIGURES, subject, relation, target.unit, *told
        return
    yield REFUSAL, subject, relation, target
    for owned, _ in ownership(statement):
        if not any(q.name == "share" for q in statement.qualifiers):
            yield OWNERS, owned
    if relation in ONE_WAY:
        yield REVERSED, *sorted((subject, target)), relation, *told


def ownership(statement: Statement) -> Iterator[Owned]:
    """Yield what a statement gives to whom, if anything; `within` needs it of all statements."""
    if statement.predicate in OWNING and isinstance(statement.object, str):
        ends = statement.subject, statement.object
        yield ends if statement.predicate == "ownedBy" else ends[::-1]


def within(key: Key, group: Group, owned: Collection[Owned] = frozenset()) -> Compared:
    """Compare the statements of one group.

    Two figures disagree where subject, measure, unit and qualifiers are the same and two different voices give them of
    no two different times (a vague measure's times must be known both, or neither); a voice that gives several is
    passed over. Two claims disagree where they differ at most in what one of them leaves out, and one is held and the
    other refused. Two owners disagree where different voices firmly name them, no article names several, as it does
    where they share, and neither is said to own the other. A one-way relation disagrees with its reverse.

    Of figures and owners all pairs are compared as long as no more than LEADERS are given of one time; of more, only
    those with one of the LEADERS that most voices give: see `Led`.

    Args:
        key: Of the group.
        group: All statements that have this key, each with all places that make it.
        owned: What is owned by whom, by all statements.
    """
    why, of = key[:2]
    if why == REFUSAL:
        return Compared(_told(_refusals(group), why), {})
    if why == REVERSED:
        return Compared(_told(_reversals(Led(group, FIRM)), why), {})
    parts = [_clear(group)] if why == FIGURES else _by_relation(group)
    led = [Led(part, MATTERS[why], apart=any(s.predicate in VAGUE for s in part)) for part in parts]
    found = [d for one in led for d in _told(_figures(one) if why == FIGURES else _owners(one, owned), why)]
    left = sum(one.left_out for one in led)
    return Compared(found, {of: left} if left else {})


def _told(pairs: Pairs, why: str) -> list[Disagreement]:
    ids = {(min(a.id, b.id), max(a.id, b.id)) for a, b in pairs}
    return [Disagreement(*pair, why) for pair in sorted(ids)]


def _figures(led: Led) -> Pairs:
    pairs = ((a, ours, b, theirs) for a, ours, b, theirs in led if _differ(_value(a), _value(b)))
    return ((a, b) for a, ours, b, theirs in pairs if clash(ours, theirs, vague=not _exact(a)))


def _exact(statement: Statement) -> bool:
    """Whether a figure says what it is measured against, so that another of it is of no other part or time."""
    return any(q.name in EXACT for q in statement.qualifiers)


def _owners(led: Led, owned: Collection[Owned]) -> Pairs:
    for a, ours, b, theirs in led:
        one, other = _owner(a), _owner(b)
        related = one == other or (one, other) in owned or (other, one) in owned
        if not related and clash(ours, theirs):
            yield a, b


def _reversals(led: Led) -> Pairs:
    return ((a, b) for a, ours, b, theirs in led if a.subject == b.object and clash(ours, theirs))


def _refusals(group: Group) -> Pairs:
    alike: defaultdict[frozenset[Qualifier], list[Statement]] = defaultdict(list)
    for statement in group:
        alike[frozenset(statement.qualifiers)].append(statement)
    stances = {statement: Stance(evidences) for statement, evidences in group.items()}
    for told, statements in alike.items():
        broader = [other for less in _parts(told, alike) for other in alike.get(less, ())]
        for one, other in product(statements, broader):
            if one != other and stances[one].opposes(stances[other]):
                yield one, other


def _parts(told: frozenset[Qualifier], known: Collection[frozenset[Qualifier]]) -> Iterator[frozenset[Qualifier]]:
    """Yield what some qualifiers leave when some of them go, by the shorter way."""
    if 2 ** len(told) > len(known):
        return (other for other in known if other <= told)
    return (frozenset(some) for n in range(len(told) + 1) for some in combinations(told, n))


def _clear(group: Group) -> Group:
    """Leave out the voices that give several figures themselves: theirs are of several things."""
    given: defaultdict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for statement, evidences in group.items():
        for e in evidences:
            given[e.article, e.attributed_to].append((e.time, _value(statement)))
    unclear = {voice for voice, figures in given.items() if len(figures) > 1 and _several(figures)}
    return {s: [e for e in evidences if (e.article, e.attributed_to) not in unclear] for s, evidences in group.items()}


def _several(figures: Iterable[tuple[str, Decimal]]) -> bool:
    """Tell whether two figures differ and may be of one time: then the largest of one time and the least of another."""
    ends: dict[str, tuple[Decimal, Decimal]] = {}
    for time, value in figures:
        low, high = ends.get(time, (value, value))
        ends[time] = min(low, value), max(high, value)
    around = ((ends[time], ends[wide]) for time in ends for wide in prefixes(time) if wide in ends)
    return any(_differ(low, most) or _differ(least, high) for (low, high), (least, most) in around)


def _by_relation(group: Group) -> list[Group]:
    """Part the statements on one thing's owners by their relation; there are none where it has several."""
    if shared((_owner(s), evidences) for s, evidences in group.items()):
        return []
    parts: defaultdict[str, dict[Statement, Sequence[Evidence]]] = defaultdict(dict)
    for statement, evidences in group.items():
        parts[statement.predicate][statement] = evidences
    return list(parts.values())


def _owner(statement: Statement) -> str:
    return next(owner for _, owner in ownership(statement))


def _value(statement: Statement) -> Decimal:
    return statement.object.value if isinstance(statement.object, Quantity) else Decimal()


def _differ(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) > TOLERANCE * max(abs(one), abs(other))
