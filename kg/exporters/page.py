"""The interactive page, of a corpus: hands over to `html`, which draws the graphs of articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.exporters import html
from kg.graph import Corpus
from kg.model import ArticleGraph
from kg.ontology import Ontology


def write(corpus: Corpus, path: Path, *, ontology: Ontology, embed_text: bool = False) -> None:
    """Write one HTML file that opens from disk without a network; with the articles' texts only where that is asked."""
    named = tuple(_named(graph, ontology) for graph in corpus.graphs)
    html.write(replace(corpus, graphs=named), path, ontology=ontology, embed_text=embed_text)


def _named(graph: ArticleGraph, ontology: Ontology) -> ArticleGraph:
    """Leave an outlet that no lexicon holds to the name that its article states."""
    known = ontology.find(graph.publisher) is not None or any(e.id == graph.publisher for e in graph.entities)
    return graph if known else replace(graph, publisher="")
