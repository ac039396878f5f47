"""What follows from the graph by the ontology, as TriG: one named graph, to be loaded beside the others or left out."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import Corpus, in_order, inferred_quads, prefixed, prefixes
from kg.ontology import Ontology


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write inferred triples and their grounds; none of them is in any other export."""
    quads = list(inferred_quads(corpus, ontology))
    names = {quad.graph_name for quad in quads}
    ordered = in_order(quad.triple for quad in quads)
    named = [ox.Quad(t.subject, t.predicate, t.object, name) for name in names for t in ordered]
    path.write_bytes(prefixed(named, ox.RdfFormat.TRIG, prefixes(corpus.base)))
