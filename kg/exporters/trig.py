"""TriG: the named graphs of N-Quads, with the prefixes and the order of Turtle."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from kg.graph import Rdf, in_order, prefixed, prefixes
from kg.ontology import Ontology

Named = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def write(corpus: Rdf, path: Path, *, ontology: Ontology) -> None:
    """Write a block for each article and one for entities, sorted by their names."""
    del ontology
    graphs: defaultdict[Named, list[ox.Triple]] = defaultdict(list)
    for quad in corpus.quads():
        graphs[quad.graph_name].append(quad.triple)
    quads = [
        ox.Quad(triple.subject, triple.predicate, triple.object, name)
        for name in sorted(graphs, key=str)
        for triple in in_order(graphs[name])
    ]
    path.write_bytes(prefixed(quads, ox.RdfFormat.TRIG, prefixes(corpus.base)))
