"""Holds a graph against gold annotations: how much of each article it got right, and why not the rest."""

from kg.evaluation.figures import CAUSES, causes, figures, grouped
from kg.evaluation.gold import Gold, read_gold
from kg.evaluation.outcomes import Outcome
from kg.evaluation.scoring import Evaluation, Judge, evaluate, judges

__all__ = [
    "CAUSES",
    "Evaluation",
    "Gold",
    "Judge",
    "Outcome",
    "causes",
    "evaluate",
    "figures",
    "grouped",
    "judges",
    "read_gold",
]
