"""GraphML for Gephi, yEd, Cytoscape and networkx: entities as nodes, statements as edges."""

from __future__ import annotations

from pathlib import Path

from kg.exporters.flat import document, flat
from kg.graph import Corpus
from kg.ontology import Ontology


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write nodes and edges with flat attributes, several values of one attribute parted by " | "."""
    import networkx as nx  # noqa: PLC0415 - takes a fifth of a second to load

    del ontology
    path.write_bytes(document(nx.generate_graphml(flat(corpus), encoding="utf-8")))
