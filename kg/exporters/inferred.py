"""What follows from the graph by the ontology, as TriG: one named graph, to be loaded beside the others or left out."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import Corpus, inferred_quads, prefixes, quads_in_order, write_prefixed
from kg.ontology import Ontology


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write inferred triples and their grounds; none of them is in any other export."""
    with path.open("wb") as file:
        ordered = quads_in_order(inferred_quads(corpus, ontology), path.parent)
        write_prefixed(ordered, ox.RdfFormat.TRIG, prefixes(corpus.base), file)
