"""Outcomes -> figures: precision, recall and F1, shares, and how often each cause is behind an error."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kg.evaluation.outcomes import FOUND, MISSED, WRONG, Outcome
from kg.evaluation.scoring import FURNITURE, Evaluation

KINDS = {"entities": "entity", "statements": "statement", "pairs": "pair", "measures": "measure"}
Group = Callable[[Outcome], str | None]
# What each way of grouping looks at; None leaves an outcome out.
GROUPS: dict[str, Group] = {
    "relation": lambda o: o.name if o.kind in ("statement", "measure") else None,
    "class": lambda o: o.name if o.kind == "entity" else None,
    "topic": lambda o: o.topic or "(none)",
}
CAUSES = {
    "name not found": "gold speaks of something that the graph does not have",
    "name not in gold": "one end is something that gold does not have",
    "wrong class": "it, or one end of it, has another class than in gold",
    "role swapped": "subject and object the wrong way round",
    "wrong relation": "the right two ends, joined by another relation or measure",
    "wrong subject": "right but for the subject",
    "wrong object": "right but for the object",
    "wrong value": "right but for the figure or its unit",
    "wrong modality": "found, but more or less firmly than in gold",
    "wrong source": "found, but attributed to another voice",
    "one thing as two": "two entities where gold has one",
    "out of scope": "a name that stands only in page furniture",
    "not found": "both ends were found, nothing was said of them",
    "not in gold": "nothing like it is in gold",
}


def figures(evaluation: Evaluation) -> dict[str, Any]:
    """Return all figures over all articles, each rounded to three decimals."""
    out = _figures(evaluation.outcomes)
    right, quotes = evaluation.quotes or (0, 0)
    out["evidence"] = share(right, quotes)
    return out


def grouped(evaluation: Evaluation, by: str) -> dict[str, dict[str, Any]]:
    """Return the figures of each relation (and measure), class or topic, sorted by name.

    Args:
        evaluation: All outcomes.
        by: "relation", "class" or "topic".
    """
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in evaluation.outcomes:
        name = GROUPS[by](outcome)
        if name is not None:
            groups[name].append(outcome)
    return {name: _grouped(groups[name], by) for name in sorted(groups)}


def causes(evaluation: Evaluation) -> dict[str, dict[str, int]]:
    """Count errors by kind ("entity", "statement", "measure") and cause, the most frequent first."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for outcome in evaluation.outcomes:
        counts[outcome.kind].update(errors(outcome))
    kinds = ("entity", "statement", "measure")
    return {k: dict(sorted(counts[k].items(), key=lambda x: (-x[1], x[0]))) for k in kinds if counts[k]}


def errors(outcome: Outcome) -> list[str]:
    """Return what is wrong with one outcome, by the names of CAUSES; nothing where it is right."""
    out = [outcome.cause] if outcome.cause else []
    if outcome.typed is False:
        out.append("wrong class")
    if outcome.modality is not None and outcome.modality[0] != outcome.modality[1]:
        out.append("wrong modality")
    if outcome.source is not None and outcome.source[0] != outcome.source[1]:
        out.append("wrong source")
    return out


def tally(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Return precision, recall and F1 of outcomes, and the counts that they are made of."""
    counts = Counter(o.verdict for o in outcomes)
    found, wrong, missed = counts[FOUND], counts[WRONG], counts[MISSED]
    precision = found / (found + wrong) if found + wrong else 0.0
    recall = found / (found + missed) if found + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    rounded = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
    return {**rounded, "found": found, "wrong": wrong, "missed": missed}


def share(right: int, of: int) -> dict[str, Any]:
    """Return a share of so many, or no share of none."""
    return {"share": round(right / of, 3) if of else None, "of": of}


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    out: dict[str, Any] = {name: tally(o for o in outcomes if o.kind == kind) for name, kind in KINDS.items()}
    out |= _shares(outcomes)
    return out | {"furniture": sum(o.kind == "entity" and o.cause == FURNITURE for o in outcomes)}


def _shares(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    typed = [o.typed for o in outcomes if o.typed is not None]
    modality = [o.modality[0] == o.modality[1] for o in outcomes if o.modality is not None]
    source = [o.source[0] == o.source[1] for o in outcomes if o.source is not None]
    named = {"types": typed, "modality": modality, "source": source}
    return {name: share(sum(found), len(found)) for name, found in named.items()}


def _grouped(outcomes: Sequence[Outcome], by: str) -> dict[str, Any]:
    """Return the figures of one group: of a topic all, of a class or relation its own tally and shares."""
    if by == "topic":
        return _figures(outcomes)
    shares = _shares(outcomes)
    wanted = ("types",) if by == "class" else ("modality", "source")
    return tally(outcomes) | {name: shares[name] for name in wanted}
