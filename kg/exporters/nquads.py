"""N-Quads, sorted: a named graph for each article, one for entities."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import Rdf, sorted_lines
from kg.ontology import Ontology


def write(corpus: Rdf, path: Path, *, ontology: Ontology) -> None:
    """Write every quad on a line of its own, sorted by its bytes."""
    del ontology
    with path.open("wb") as file:
        file.writelines(sorted_lines(corpus.quads(), ox.RdfFormat.N_QUADS, path.parent))
