"""The ontology as data: classes, relations with domain and range, lexicon, frames, named queries."""

from kg.ontology.lists import by_word
from kg.ontology.loading import data_root, load_ontology
from kg.ontology.terms import ClassInfo, LexiconEntry, Measure, Ontology, Relation

__all__ = [
    "ClassInfo",
    "LexiconEntry",
    "Measure",
    "Ontology",
    "Relation",
    "by_word",
    "data_root",
    "load_ontology",
]
