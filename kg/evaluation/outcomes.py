"""One judgement on one thing: found, wrong or missed, and why. Every figure is a sum over these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg.model import Quantity

FOUND, WRONG, MISSED = "found", "wrong", "missed"
NEARLY = Decimal("0.005")  # figures within half a percent are one figure
# spellings of a unit -> the one that is compared
UNITS = {
    **dict.fromkeys(("%", "pct"), "percent"),
    **dict.fromkeys(("명", "people", "persons", "users"), "person"),
    **dict.fromkeys(("", "개", "num", "unit", "units"), "count"),
    **dict.fromkeys(("배", "x"), "times"),
    "ordinal": "rank",
    "nanom": "nm",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judgement.

    Attributes:
        kind: "entity", "statement", "pair" or "measure".
        verdict: FOUND, WRONG (in the graph, not in gold) or MISSED (in gold, not in the graph).
        name: Class of the entity, relation or measure; "" for a pair.
        what: The thing itself, for people.
        cause: Why it is wrong or missed (see `causes`), or "".
        typed: Whether a found entity has gold's class; None where that is not asked.
        modality, source: What the graph and what gold says of a found claim, or None.
    """

    article: str
    topic: str
    kind: str
    verdict: str
    name: str
    what: str
    cause: str = ""
    typed: bool | None = None
    modality: tuple[str, str] | None = None
    source: tuple[str, str] | None = None


class Key(NamedTuple):
    """What two claims must share to be one: subject, predicate, object."""

    subject: str
    predicate: str
    object: str | Quantity


def same_object(one: str | Quantity, other: str | Quantity) -> bool:
    """Tell whether two objects are one: the same entity, or figures that round to each other in one unit."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return unit(one.unit) == unit(other.unit) and near(one.value, other.value)
    return not isinstance(one, Quantity) and one == other


def near(got: Decimal, wanted: Decimal) -> bool:
    """Tell whether a figure is within half a percent of the one that is wanted.

    >>> near(Decimal("100.5"), Decimal(100)), near(Decimal(-17), Decimal(17))
    (True, False)
    """
    return abs(got - wanted) <= NEARLY * max(abs(wanted), Decimal("1e-9"))


def unit(name: str) -> str:
    """Fold the spellings of a unit.

    >>> unit("명"), unit("NanoM"), unit("USD")
    ('person', 'nm', 'usd')
    """
    folded = name.lower().strip()
    return UNITS.get(folded, folded)


def cause_of(key: Key, others: Iterable[Key], unknown: Mapping[str, str], misnamed: frozenset[str]) -> str:
    """Say why a claim of one side has no partner among the claims of the other.

    Args:
        key: The claim.
        others: All claims of the other side.
        unknown: Entities that the other side does not have, and the cause that this is.
        misnamed: Entities whose class the graph got wrong.
    """
    subject, predicate, target = key
    ends = [e for e in (subject, target) if isinstance(e, str)]
    rest = list(others)
    tests = (
        (any(o == Key(str(target), predicate, subject) for o in rest) and len(ends) == 2, "role swapped"),
        (any(_joins(o, key) for o in rest), "wrong relation"),
        (any(e in misnamed for e in ends), "wrong class"),
        (any(o.predicate == predicate and same_object(o.object, target) for o in rest), "wrong subject"),
        (any(o[:2] == key[:2] for o in rest), "wrong value" if len(ends) < 2 else "wrong object"),
    )
    return next((unknown[e] for e in ends if e in unknown), "") or next((c for holds, c in tests if holds), "")


def _joins(one: Key, other: Key) -> bool:
    """Whether two claims join the same two things, either way round."""
    return (one.subject == other.subject and same_object(one.object, other.object)) or (
        one.subject == other.object and one.object == other.subject
    )
