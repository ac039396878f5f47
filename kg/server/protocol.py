"""`/sparql`: the SPARQL 1.1 Protocol's query operation (W3C Recommendation, 21 March 2013, section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server.description import described
from kg.server.negotiating import GRAPHS, TABLES, best, typed
from kg.server.problems import HttpError
from kg.server.service import Service

PATH = "/sparql"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
EVERY = (*METHODS, "PUT", "DELETE", "PATCH")
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "queries alone are answered here; updates are not offered (with a token, /graphs takes whole graphs)"
ONCE = "exactly one `query` is wanted"


class Asked(NamedTuple):
    """One query operation: its text and its dataset, None where the query or the store tells it."""

    text: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None


def routes(service: Service) -> list[BaseRoute]:
    """Return the route."""

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS), "Accept-Post": f"{QUERY}, {FORM}"})
        if request.method not in METHODS:
            raise HttpError(405, "queries are asked by GET or POST", {"Allow": ", ".join(METHODS)})
        asked = _asked(request, await request.body())
        if asked is None:
            return await described(service, request)
        return await _answered(service, asked, ", ".join(request.headers.getlist("accept")))

    return [Route(PATH, sparql, methods=list(EVERY))]


async def _answered(service: Service, asked: Asked, accept: str) -> Response:
    table, graph = best(accept, TABLES), best(accept, GRAPHS)
    offers = {"table": table, "truth": table, "graph": graph}
    forms = {kind: offer.form for kind, offer in offers.items() if offer is not None}
    if not forms:
        known = ", ".join(o.media for o in (*TABLES[:4], *GRAPHS[:4]))
        raise HttpError(406, f"Accept names no format that there is: {known}")
    written = await service.written(asked.text, forms, asked.default, asked.named)
    if not written.form:
        raise HttpError(406, f"the query gives a {written.body.decode()}, which no format that Accept names can hold")
    offer = next(o for o in (table, graph) if o is not None and o.form == written.form)
    headers = {"Content-Type": typed(offer), "Vary": "Accept", "Cache-Control": "no-cache"}
    if written.cut:
        headers["X-Newskg-Cut"] = str(service.limits.rows)
    return Response(written.body, headers=headers)


def _asked(request: Request, body: bytes) -> Asked | None:
    """Read a request by its kind (2.1.1 to 2.1.3); None where it asks for the description of the service."""
    pairs = _pairs(request.url.query.encode(), "the address")
    if request.method != "POST":
        return _of_pairs(pairs) if pairs else None
    kind, charset = _kind(request)
    if kind == FORM:
        return _of_pairs([*pairs, *_pairs(body, "the form")])
    if kind == QUERY:
        if any(name in ("query", "update") for name, _ in pairs):
            raise HttpError(400, f"{ONCE}, in the body")
        return _with_dataset(_decoded(body, charset), pairs)
    if kind == UPDATE:
        raise HttpError(403, READ_ONLY)
    raise HttpError(415, f"a query is sent as {QUERY} or as {FORM}", {"Accept-Post": f"{QUERY}, {FORM}"})


def _kind(request: Request) -> tuple[str, str]:
    """Return the media type of the body and its charset.

    Raises:
        HttpError: It is compressed, or in another charset than UTF-8.
    """
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HttpError(415, "a body is sent as it is, without Content-Encoding")
    kind, *parameters = (p.strip().lower() for p in request.headers.get("content-type", "").split(";"))
    charset = next((p.partition("=")[2].strip('" ') for p in parameters if p.startswith("charset=")), "utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise HttpError(415, "queries are sent in UTF-8")
    return kind, charset


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        raise HttpError(400, "the query is not UTF-8") from None


def _pairs(text: bytes, what: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError:  # UnicodeDecodeError is one
        raise HttpError(400, f"{what} is not percent-encoded UTF-8, or has too many fields") from None


def _of_pairs(pairs: Sequence[tuple[str, str]]) -> Asked:
    names = [name for name, _ in pairs]
    if "update" in names:
        raise HttpError(400 if "query" in names else 403, READ_ONLY)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise HttpError(400, f"{ONCE}, there are {len(queries)}")
    return _with_dataset(queries[0], pairs)


def _with_dataset(text: str, pairs: Sequence[tuple[str, str]]) -> Asked:
    """Add the dataset of the request, which goes before that of the query (2.1.4); what it leaves out is empty."""
    default = tuple(_iri(name, value) for name, value in pairs if name == "default-graph-uri")
    named = tuple(_iri(name, value) for name, value in pairs if name == "named-graph-uri")
    return Asked(text, default, named) if default or named else Asked(text, None, None)


def _iri(name: str, value: str) -> str:
    try:
        return ox.NamedNode(value).value
    except ValueError:
        raise HttpError(400, f"{name} is no absolute IRI") from None
