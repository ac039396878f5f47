"""A statistical second reader: pairs of names, weighed by what stands around them."""

from kg.extract.classifier.judge import Judge, Reading
from kg.extract.classifier.model import Model
from kg.extract.classifier.pairs import Pairs

__all__ = ["Judge", "Model", "Pairs", "Reading"]
