"""Formats of graphs beside those that `kg query` writes, and which kind of answer a query gives."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.results import json_document
from kg.stores.base import Answer

_LOCAL = re.compile(r"[^\W\d][\w.-]*\Z")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FormatError(QueryError):
    """A graph that a format cannot hold."""


def kind_of(answer: Answer) -> str:
    """Return `table`, `truth` or `graph`."""
    if answer.truth is not None:
        return "truth"
    return "table" if answer.triples is None else "graph"


def compact_json(answer: Answer) -> bytes:
    """Write a table or a truth as SPARQL 1.1 Query Results JSON without spaces, which takes a third of the time."""
    return json.dumps(json_document(answer), ensure_ascii=False, separators=(",", ":")).encode()


def rdf_xml(triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as RDF 1.1 XML.

    Raises:
        FormatError: XML cannot hold one of them: a predicate without a local name, a control character, a triple term.
    """
    found = list(triples)
    for triple in found:
        text = triple.object.value if isinstance(triple.object, ox.Literal) else ""
        local = re.split(r"[/#:]", triple.predicate.value)[-1]
        if isinstance(triple.object, ox.Triple) or _NOT_XML.search(text) or not _LOCAL.match(local):
            raise FormatError("RDF/XML cannot hold this graph", where="query", remedy="ask for Turtle")
    return ox.serialize(found, format=ox.RdfFormat.RDF_XML) or b""


def json_ld(triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as JSON-LD 1.1, expanded.

    Raises:
        FormatError: One of them is a triple term.
    """
    try:
        return ox.serialize(triples, format=ox.RdfFormat.JSON_LD) or b""
    except OSError as error:
        raise FormatError("JSON-LD cannot hold this graph", where="query", remedy="ask for Turtle") from error


FORMS: dict[str, Callable[[Iterable[ox.Triple]], bytes]] = {"rdfxml": rdf_xml, "jsonld": json_ld}
