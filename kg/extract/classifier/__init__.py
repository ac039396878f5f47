"""A statistical second reader: pairs of names, and figures and names, weighed by what stands around them."""

from kg.extract.classifier.figures import Figures
from kg.extract.classifier.judge import Judge, Reading
from kg.extract.classifier.model import Model
from kg.extract.classifier.owners import Owners
from kg.extract.classifier.pairs import Pairs

__all__ = ["Figures", "Judge", "Model", "Owners", "Pairs", "Reading"]
