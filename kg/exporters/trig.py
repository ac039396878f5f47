"""TriG: the named graphs of N-Quads, with the prefixes and the order of Turtle."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import Rdf, prefixes, quads_in_order, write_prefixed
from kg.ontology import Ontology


def write(corpus: Rdf, path: Path, *, ontology: Ontology) -> None:
    """Write a block for each article and one for entities, sorted by their names."""
    del ontology
    with path.open("wb") as file:
        ordered = quads_in_order(corpus.quads(), path.parent)
        write_prefixed(ordered, ox.RdfFormat.TRIG, prefixes(corpus.base), file)
