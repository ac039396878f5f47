"""The JSON-LD context: short names for all that a graph says. ontology/context.jsonld is this, published."""

from __future__ import annotations

from typing import Any, TypeAlias

from kg.graph import BASE, prefixes
from kg.ontology import Ontology
from kg.ontology.vocabulary import Vocabulary

IRI = "https://w3id.org/newskg/context.jsonld"
Context = dict[str, Any]
Terms: TypeAlias = Ontology | Vocabulary

_LINK = {"@type": "@id"}
_LINKS = {"@type": "@id", "@container": "@set"}
_TERM = {"@type": "@vocab"}
_TEXT = {"@container": "@language"}
_TEXTS = {"@container": ["@language", "@set"]}
_NUMBER = {"@type": "xsd:integer"}
_DECIMAL = {"@type": "xsd:decimal"}
_TYPES = ("schema:NewsArticle", "kg:Statement", "kg:Evidence", "qudt:QuantityValue")
_PROPERTIES: dict[str, Context] = {
    "schema:identifier": {},
    "schema:headline": _TEXT,
    "schema:publisher": _LINK,
    "schema:datePublished": {"@type": "xsd:date"},
    "schema:inLanguage": {},
    "schema:author": {"@container": "@set"},
    "schema:url": _LINK,
    "kg:sha256": {},
    "skos:prefLabel": _TEXT,
    "skos:altLabel": _TEXTS,
    "owl:sameAs": _LINK,
    "kg:mentionedIn": _LINKS,
    "rdf:subject": _LINK,
    "rdf:predicate": _TERM,
    "rdf:object": _LINK,
    "kg:disagreesWith": _LINKS,
    "kg:evidence": _LINKS,
    "kg:article": _LINK,
    "oa:exact": _TEXT,
    "oa:start": _NUMBER,
    "oa:end": _NUMBER,
    "kg:subjectSpan": _LINK,
    "kg:objectSpan": _LINK,
    "kg:triggerSpan": _LINK,
    "kg:modality": _TERM,
    "kg:attributedTo": _LINK,
    "kg:via": _LINKS,
    "kg:extractor": {},
    "kg:confidence": _DECIMAL,
    "kg:time": {},
    "rdfs:label": _TEXT,
    "qudt:numericValue": _DECIMAL,
    "qudt:unit": _LINK,
}


def context(ontology: Terms, base: str = BASE) -> Context:
    """Return the context of documents.

    A term whose name is a prefix already (evidence, article, quantity) keeps its prefix: `kg:evidence`.

    Args:
        ontology: Its classes, relations, measures, qualifiers and modalities become terms.
        base: What the IRIs of resources begin with.

    Returns:
        Prefixes, then terms; `context` itself, by which a document names the published file, says nothing.
    """
    spaces = prefixes(base)
    out: Context = {"@version": 1.1, **spaces, "context": None}
    for compact, rest in _PROPERTIES.items():
        out[_free(compact, spaces)] = {"@id": compact, **rest} if rest else compact
    for compact in _TYPES:
        out[_free(compact, spaces)] = compact
    for name in ontology.relations:
        out.setdefault(_free(f"kg:{name}", spaces), {"@id": f"kg:{name}", **_LINKS})
    for name in (*ontology.classes, *ontology.measures, *sorted(ontology.qualifiers), *ontology.modalities):
        out.setdefault(_free(f"kg:{name}", spaces), f"kg:{name}")
    return out


def _free(compact: str, spaces: dict[str, str]) -> str:
    """Return the local name, or the whole of it where the local name is a prefix.

    >>> _free("kg:time", {"article": ""}), _free("kg:article", {"article": ""})
    ('time', 'kg:article')
    """
    local = compact.partition(":")[2]
    return compact if local in spaces else local
