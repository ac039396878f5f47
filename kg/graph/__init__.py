"""Graphs of articles as RDF: the one modelling decision, the corpus that joins them, and the way back from a file."""

from kg.graph.corpus import Corpus
from kg.graph.iris import BASE, PREFIXES, Iris, prefixes
from kg.graph.reading import read_graph
from kg.graph.triples import article_triples

__all__ = ["BASE", "PREFIXES", "Corpus", "Iris", "article_triples", "prefixes", "read_graph"]
