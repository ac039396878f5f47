"""Turtle, sorted: the same bytes for the same corpus."""

from __future__ import annotations

from pathlib import Path

from kg.graph import Rdf
from kg.ontology import Ontology


def write(corpus: Rdf, path: Path, *, ontology: Ontology) -> None:
    """Write the union of the articles' graphs as Turtle, in UTF-8."""
    del ontology  # what the vocabulary says is in the corpus already
    path.write_bytes(corpus.turtle().encode())
