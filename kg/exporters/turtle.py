"""Turtle, sorted: the same bytes for the same corpus."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import Rdf, in_order, prefixes, write_prefixed
from kg.ontology import Ontology


def write(corpus: Rdf, path: Path, *, ontology: Ontology) -> None:
    """Write the union of the articles' graphs as Turtle, in UTF-8."""
    del ontology  # what the vocabulary says is in the corpus already
    with path.open("wb") as file:
        ordered = in_order(corpus.union(), path.parent)
        write_prefixed(ordered, ox.RdfFormat.TURTLE, prefixes(corpus.base), file)
