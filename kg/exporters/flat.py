"""A corpus as a networkx graph whose attributes are strings and numbers: what GraphML and GEXF can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kg.graph import Corpus
from kg.model import Evidence, Quantity

SEPARATOR = " | "
_LETTER = re.compile(r"&#([0-9]{3,});")  # as networkx writes what is beyond ASCII


def flat(corpus: Corpus) -> Any:
    """Return a networkx.MultiDiGraph with a node for each entity and quantity, and an edge for each statement.

    Nodes have `label`, `cls`, `names`, `articles`, and where they are known `wikidata`, or `value` and `unit`. Edges
    have the statement's id as key, `label` (the relation), `modality` (the firmest), `qualifiers`, and of the evidences
    `evidences` (how many), `confidence` (the highest), `attributed_to`, `via`, `times`, `articles` and `sentences`;
    several values of one attribute are parted by " | ".
    """
    import networkx as nx  # noqa: PLC0415 - takes a fifth of a second to load

    rich, out = corpus.to_networkx(), nx.MultiDiGraph()
    for node, data in rich.nodes(data=True):
        names, articles = SEPARATOR.join(data["names"]), SEPARATOR.join(data["articles"])
        out.add_node(node, label=data["label"], cls=data["cls"], names=names, articles=articles)
        if node in corpus.entities and corpus.entities[node].wikidata:
            out.nodes[node]["wikidata"] = corpus.entities[node].wikidata
    for statement in corpus.statements:
        if isinstance(statement.object, Quantity):
            node = f"quantity/{statement.object.id}"
            out.nodes[node].update(value=float(statement.object.value), unit=statement.object.unit)
    for source, target, key, data in rich.edges(keys=True, data=True):
        out.add_edge(source, target, key=key, **_edge(data))
    return out


def document(lines: Iterable[str]) -> bytes:
    """Return the lines of XML that networkx generates as a file in UTF-8, its letters readable."""
    text = _LETTER.sub(lambda m: chr(int(m[1])) if int(m[1]) >= 160 else m[0], "\n".join(lines))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _edge(data: dict[str, Any]) -> dict[str, Any]:
    evidences: tuple[Evidence, ...] = data["evidences"]
    return {
        "label": data["relation"],
        "modality": data["modality"],
        "qualifiers": SEPARATOR.join(f"{name}={value}" for name, value in sorted(data["qualifiers"].items())),
        "evidences": len(evidences),
        "confidence": max(e.confidence for e in evidences),
        "attributed_to": _each(e.attributed_to for e in evidences),
        "via": _each(link for e in evidences for link in e.via),
        "times": _each(e.time for e in evidences),
        "articles": _each(e.article for e in evidences),
        "sentences": _each(" ".join(e.exact.split()) for e in evidences),
    }


def _each(values: Iterable[str]) -> str:
    """Join what is not empty, each value once, in the order given."""
    return SEPARATOR.join(v for v in dict.fromkeys(values) if v)
