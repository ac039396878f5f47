"""`/graphs`: the SPARQL 1.1 Graph Store HTTP Protocol (W3C, 21 March 2013), graphs named by `?graph=`."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server.negotiating import GRAPHS, best, typed
from kg.server.problems import HttpError
from kg.server.service import Service
from kg.stores.folder import Generation

PATH = "/graphs"
METHODS = ("GET", "HEAD", "OPTIONS")
EVERY = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")


def routes(service: Service) -> list[BaseRoute]:
    """Return the route."""

    async def graphs(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
        if request.method not in METHODS:
            raise HttpError(405, "graphs are read here, not written", {"Allow": ", ".join(METHODS)})
        return await _read(service, request)

    return [Route(PATH, graphs, methods=list(EVERY))]


async def _read(service: Service, request: Request) -> Response:
    name = named(request)
    offer = best(", ".join(request.headers.getlist("accept")), GRAPHS)
    if offer is None:
        raise HttpError(406, f"Accept names no format that there is: {', '.join(o.media for o in GRAPHS[:4])}")
    tag = _tag(service.generation(), offer.form)
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if tag in _tags(request.headers.get("if-none-match", "")) and await _there(service, name):
        return Response(status_code=304, headers=headers)
    written, made = await service.content(name, offer.form)
    if written is None:
        raise HttpError(404, "there is no graph of this name")
    headers |= {"ETag": _tag(made, offer.form), "Content-Type": typed(offer)}
    return Response(written.body, headers=headers)


def named(request: Request) -> str:
    """Return the IRI of the graph that a request is about; "" for the default graph, the union of all.

    Raises:
        HttpError: It names none, or more than one.
    """
    try:
        pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="strict", max_num_fields=100)
        wanted = [(name, value) for name, value in pairs if name in ("graph", "default")]
        (kind, value), *others = wanted or [("", "")]
        if others or not kind or (kind == "default" and value):
            raise HttpError(400, "name one graph: ?graph=IRI, or ?default for the union of all")
        return "" if kind == "default" else ox.NamedNode(value).value
    except ValueError:
        raise HttpError(400, "`graph` is no absolute IRI") from None


async def _there(service: Service, name: str) -> bool:
    return not name or bool((await service.ask(f"ASK {{ GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}")).truth)


def _tag(made: Generation, form: str) -> str:
    return f'"{made.path.name}-{form}"'


def _tags(given: str) -> set[str]:
    """Return the entity tags of a header, compared weakly (RFC 9110, 13.1.2)."""
    return {tag.strip().removeprefix("W/") for tag in given.split(",")}
