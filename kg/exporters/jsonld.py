"""JSON-LD: an object for each resource, in order, with the prefixes as its context."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph import Corpus, in_order, prefixes
from kg.ontology import Ontology

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write the union of the articles' graphs as JSON-LD 1.1, in UTF-8."""
    del ontology
    names = prefixes(corpus.base)
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, value in in_order(corpus.triples()):
        id_ = str(subject.value)
        node = nodes.setdefault(id_, {"@id": _short(id_, names)})
        if predicate.value == RDF_TYPE and isinstance(value, ox.NamedNode):
            node.setdefault("@type", []).append(_short(value.value, names))
        else:
            node.setdefault(_short(predicate.value, names), []).append(_value(value, names))
    text = json.dumps({"@context": names, "@graph": list(nodes.values())}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _value(term: Any, names: dict[str, str]) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"@id": _short(term.value, names)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD_STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": _short(term.datatype.value, names)}


def _short(iri: str, names: dict[str, str]) -> str:
    """Write an IRI with the longest prefix that fits; a local part that starts with // would not be read back."""
    fitting = [(len(space), name) for name, space in names.items() if iri.startswith(space)]
    if not fitting:
        return iri
    length, name = max(fitting)
    local = iri[length:]
    return f"{name}:{local}" if local and not local.startswith("//") else iri
