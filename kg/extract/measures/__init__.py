"""Measures: numbers with whose they are, of what, compared to what, and when."""

from kg.extract.measures.base import Measured
from kg.extract.measures.measures import Measures

__all__ = ["Measured", "Measures"]
