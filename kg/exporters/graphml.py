"""GraphML for Gephi, yEd, Cytoscape and networkx: entities as nodes, statements as edges."""

from __future__ import annotations

from pathlib import Path

from kg.graph import Corpus
from kg.ontology import Ontology

SEPARATOR = " | "


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write nodes and edges with flat attributes, several values of one attribute parted by " | "."""
    import networkx as nx  # noqa: PLC0415 - takes a fifth of a second to load

    del ontology
    rich, flat = corpus.to_networkx(), nx.MultiDiGraph()
    for node, data in rich.nodes(data=True):
        flat.add_node(
            node,
            label=data["label"],
            cls=data["cls"],
            names=SEPARATOR.join(data["names"]),
            articles=SEPARATOR.join(data["articles"]),
        )
    for source, target, key, data in rich.edges(keys=True, data=True):
        evidences = data["evidences"]
        flat.add_edge(
            source,
            target,
            key=key,
            label=data["relation"],
            modality=data["modality"],
            qualifiers=SEPARATOR.join(f"{name}={value}" for name, value in sorted(data["qualifiers"].items())),
            articles=SEPARATOR.join(dict.fromkeys(e.article for e in evidences)),
            sentences=SEPARATOR.join(dict.fromkeys(" ".join(e.exact.split()) for e in evidences)),
        )
    text = "\n".join(nx.generate_graphml(flat, encoding="utf-8"))
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', encoding="utf-8", newline="\n")
