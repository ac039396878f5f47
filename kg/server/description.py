"""What the endpoint tells of itself: SPARQL 1.1 Service Description (W3C Recommendation, 21 March 2013)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.graph.iris import RDF
from kg.graph.turtle import ntriples, turtle
from kg.server.formats import FORMS
from kg.server.negotiating import GRAPHS, best, typed
from kg.server.problems import HttpError
from kg.server.service import Service

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"  # the W3C's IRIs of file formats
RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
GRAPH_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph {} } ORDER BY ?graph"


async def described(service: Service, request: Request) -> Response:
    """Return the description of the endpoint in the format that the client likes best.

    Raises:
        HttpError: It likes none that there is.
    """
    offer = best(", ".join(request.headers.getlist("accept")), GRAPHS)
    if offer is None:
        raise HttpError(406, f"Accept names no format that there is: {', '.join(o.media for o in GRAPHS[:4])}")
    found = await service.ask(_GRAPHS)
    names = [row[0] for row in found.rows if isinstance(row[0], ox.NamedNode)]
    triples = list(_triples(ox.NamedNode(str(request.url.replace(query="", fragment=""))), names))
    return Response(_written(triples, offer.form), headers={"Content-Type": typed(offer), "Vary": "Accept"})


def _written(triples: Iterable[ox.Triple], form: str) -> bytes:
    if form == "turtle":
        return turtle(triples, {"sd": SD, "rdf": RDF})
    return FORMS[form](triples) if form in FORMS else ntriples(triples)


def _triples(endpoint: ox.NamedNode, graphs: Iterable[ox.NamedNode]) -> Iterator[ox.Triple]:
    """Yield what the service is; its parts have names below its own, so that no blank nodes are needed."""
    kind = ox.NamedNode(f"{RDF}type")
    dataset, default = (ox.NamedNode(f"{endpoint.value}#{part}") for part in ("dataset", "default"))
    yield ox.Triple(endpoint, kind, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))  # and no SPARQL11Update
    for name in (*RESULTS, *GRAPH_FORMATS):
        yield ox.Triple(endpoint, _sd("resultFormat"), ox.NamedNode(FORMATS + name))
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, kind, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, kind, _sd("Graph"))
    yield ox.Triple(endpoint, _sd("feature"), _sd("UnionDefaultGraph"))
    for number, graph in enumerate(graphs):
        part = ox.NamedNode(f"{endpoint.value}#graph-{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), part)
        yield ox.Triple(part, kind, _sd("NamedGraph"))
        yield ox.Triple(part, _sd("name"), graph)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
