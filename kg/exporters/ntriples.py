"""N-Triples, sorted: a triple a line, for tools that read nothing else and for `sort`, `grep` and `diff`."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import Rdf, sorted_lines
from kg.ontology import Ontology


def write(corpus: Rdf, path: Path, *, ontology: Ontology) -> None:
    """Write every triple on a line of its own, sorted by its bytes."""
    del ontology
    with path.open("wb") as file:
        file.writelines(sorted_lines(corpus.union(), ox.RdfFormat.N_TRIPLES, path.parent))
