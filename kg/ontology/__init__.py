"""The ontology as data: classes, relations with domain and range, lexicon, frames, named queries; and its linter."""

from kg.ontology.lint import Problem, lint
from kg.ontology.loading import data_root, load_ontology
from kg.ontology.terms import ClassInfo, LexiconEntry, Measure, Ontology, Relation

__all__ = [
    "ClassInfo",
    "LexiconEntry",
    "Measure",
    "Ontology",
    "Problem",
    "Relation",
    "data_root",
    "lint",
    "load_ontology",
]
