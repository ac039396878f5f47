"""GEXF 1.2, Gephi's own format: the same nodes and edges as GraphML, an edge's id being its statement's."""

from __future__ import annotations

import re
from pathlib import Path

from kg.exporters.flat import document, flat
from kg.graph import Corpus
from kg.ontology import Ontology

_META = re.compile(rb"<meta [^>]*>.*?</meta>", re.DOTALL)  # networkx states the day and its own version: no two alike


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write nodes and edges with flat attributes, several values of one attribute parted by " | "."""
    import networkx as nx  # noqa: PLC0415 - takes a fifth of a second to load

    del ontology
    graph = flat(corpus)
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
    data = document(nx.generate_gexf(graph, encoding="utf-8"))
    path.write_bytes(_META.sub(b"<meta><creator>newskg</creator></meta>", data, count=1))
