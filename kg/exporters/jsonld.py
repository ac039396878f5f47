"""JSON-LD 1.1: an object for each resource, in order; the published context is inside, so that nothing is fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import GraphError
from kg.exporters.context import IRI, Context, Terms, context
from kg.graph import Rdf, in_order, prefixes
from kg.ontology import Ontology

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write(corpus: Rdf, path: Path, *, ontology: Ontology) -> None:
    """Write the union of the articles' graphs as JSON-LD 1.1, in UTF-8."""
    path.write_text(document(corpus, ontology), encoding="utf-8", newline="\n")


def document(corpus: Rdf, ontology: Terms) -> str:
    """Return what has triples as JSON-LD 1.1."""
    short = _Short(context(ontology, corpus.base), prefixes(corpus.base))
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, value in in_order(corpus.triples()):
        id_ = _id(subject)
        node = nodes.setdefault(id_, {"@id": short.iri(id_)})
        if predicate.value == RDF_TYPE and isinstance(value, ox.NamedNode):
            _add(node, "@type", short.vocabulary(value.value))
        else:
            short.put(node, predicate.value, value)
    made = {"@context": short.context, "context": IRI, "@graph": list(nodes.values())}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


class _Short:
    """Writes terms as briefly as a context allows, and never so that they would be read otherwise."""

    def __init__(self, given: Context, spaces: dict[str, str]) -> None:
        self.context = given
        self._spaces = spaces
        self._terms: dict[str, str] = {}
        for term, definition in given.items():
            compact = definition.get("@id", "") if isinstance(definition, dict) else str(definition)
            space, colon, local = compact.partition(":")
            if colon and term not in spaces:
                self._terms[spaces[space] + local] = term

    def put(self, node: dict[str, Any], predicate: str, value: Any) -> None:
        """Add one value under the predicate's term, in the form that the term asks for."""
        term = self._terms.get(predicate, "")
        found = self.context.get(term, {})
        definition = found if isinstance(found, dict) else {}
        kind, container = definition.get("@type", ""), definition.get("@container", ())
        if isinstance(value, ox.Literal) and value.language and "@language" in container:
            _add(node.setdefault(term, {}), value.language, value.value, always="@set" in container)
        elif "@language" in container or (kind in ("@id", "@vocab") and isinstance(value, ox.Literal)):
            _add(node, self.iri(predicate), self._expanded(value))  # not as the term would have it
        elif kind in ("@id", "@vocab"):
            shown = self.vocabulary(value.value) if kind == "@vocab" else self.iri(_id(value))
            _add(node, term, shown, always="@set" in container)
        else:
            shown = self._plain(value, kind)
            _add(node, term or self.iri(predicate), shown, always="@set" in container)

    def _plain(self, value: Any, kind: str) -> Any:
        if isinstance(value, ox.Literal) and not value.language:
            datatype = value.datatype.value
            if not kind and datatype == XSD_STRING:
                return value.value
            if kind and datatype == self._whole(kind):
                number = kind == "xsd:integer" and value.value.isascii() and value.value.isdecimal()
                return int(value.value) if number and str(int(value.value)) == value.value else value.value
        return self._expanded(value)

    def _expanded(self, value: Any) -> dict[str, str]:
        if not isinstance(value, ox.Literal):
            return {"@id": self.iri(_id(value))}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == XSD_STRING:
            return {"@value": value.value}
        return {"@value": value.value, "@type": self.iri(value.datatype.value)}

    def vocabulary(self, iri: str) -> str:
        """Write a class, a relation or a modality as its term."""
        return self._terms.get(iri) or self.iri(iri)

    def iri(self, iri: str) -> str:
        """Write an IRI with the longest prefix that fits; a local part that starts with // would not be read back."""
        fitting = [(len(space), name) for name, space in self._spaces.items() if iri.startswith(space)]
        if not fitting:
            return iri
        length, name = max(fitting)
        local = iri[length:]
        return f"{name}:{local}" if local and not local.startswith("//") else iri

    def _whole(self, compact: str) -> str:
        space, _, local = compact.partition(":")
        return self._spaces[space] + local


def _id(node: Any) -> str:
    if isinstance(node, ox.Triple):
        raise GraphError("JSON-LD holds no triple terms", remedy="take --format turtle12")
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else str(node.value)


def _add(node: dict[str, Any], key: str, value: Any, *, always: bool = False) -> None:
    """Add a value: alone where it is the first and may be alone, else to a list."""
    if key not in node:
        node[key] = [value] if always or key == "@type" else value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]
