"""What the query page completes: the terms of the ontology, and what a graph uses of other vocabularies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.graph.iris import PREFIXES
from kg.ontology.loading import data_root, turtle_files
from kg.ontology.vocabulary import KG, OWL, RDF, Triples, read_vocabulary

_PROPERTIES = (*(f"{OWL}{kind}Property" for kind in ("Object", "Datatype", "Annotation")), f"{RDF}Property")
_OTHERS = ("rdf:type", "rdfs:label", "rdfs:subClassOf", "skos:prefLabel", "skos:altLabel")


def terms(folders: Sequence[Path]) -> list[dict[str, str]]:
    """Return each term as `name` (with its prefix), `kind`, and the labels `ko` and `en`, "" where it has none.

    Args:
        folders: Folders laid out like ontology/, the project's own first.
    """
    triples, kinds = Triples(turtle_files(folders)), _kinds(folders)
    own = [s for s in triples.by_subject if s.startswith(KG) and s != KG]
    found = [
        {
            "name": f"kg:{iri.removeprefix(KG)}",
            "kind": kinds.get(iri.removeprefix(KG)) or _kind(triples.all(iri, f"{RDF}type")),
            "ko": triples.label(iri, "ko"),
            "en": triples.label(iri, "en"),
        }
        for iri in own
    ]
    others = sorted({*_OTHERS, *_used()})
    return found + [{"name": name, "kind": _other(name), "ko": "", "en": ""} for name in others]


def _kinds(folders: Sequence[Path]) -> dict[str, str]:
    known = read_vocabulary(turtle_files(folders))
    out = dict.fromkeys(known.qualifiers, "qualifier") | dict.fromkeys(known.modalities, "modality")
    out |= dict.fromkeys(known.classes, "class") | dict.fromkeys(known.relations, "relation")
    return out | dict.fromkeys(known.measures, "measure")


def _kind(types: Sequence[str]) -> str:
    if f"{OWL}Class" in types:
        return "class"
    return "property" if any(t in _PROPERTIES for t in types) else "value"


def _other(name: str) -> str:
    return "class" if name.partition(":")[2][:1].isupper() else "property"


def _used() -> Iterator[str]:
    """Yield the terms of other vocabularies that the JSON-LD context names, which has all that a graph says."""
    context: dict[str, Any] = json.loads((data_root() / "context.jsonld").read_bytes())["@context"]
    for value in context.values():
        name = value.get("@id", "") if isinstance(value, dict) else value
        prefix, _, local = str(name).partition(":")
        if prefix in PREFIXES and prefix != "kg" and local and not local.startswith("//"):
            yield f"{prefix}:{local}"
