"""`/graphs`: the SPARQL 1.1 Graph Store HTTP Protocol (W3C, 21 March 2013), graphs named by `?graph=`."""

from __future__ import annotations

import hmac
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
READ = ("GET", "HEAD", "OPTIONS")
WRITE = ("PUT", "POST", "DELETE")
MEDIA = tuple(offer.media for offer in GRAPHS[:4])


def routes(service: Service) -> list[BaseRoute]:
    """Return the route."""
    allowed = ", ".join((*READ, *(WRITE if service.token else ())))

    async def graphs(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        if request.method in WRITE:
            _authorised(service.token, request)
            return await _write(service, request)
        if request.method not in READ:
            raise HttpError(405, "graphs are not asked so", {"Allow": allowed})
        return await _read(service, request)

    return [Route(PATH, graphs, methods=[*READ, *WRITE, "PATCH"])]


def _authorised(token: str | None, request: Request) -> None:
    """Refuse who has not the token (RFC 6750), in a time that does not tell how much of it was right."""
    if token is None:
        raise HttpError(403, "nothing can be written here: the server was started without a token")
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer":
        raise HttpError(401, "who writes sends the token: Authorization: Bearer ...", {"WWW-Authenticate": "Bearer"})
    if not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise HttpError(401, "this is not the token", {"WWW-Authenticate": 'Bearer error="invalid_token"'})


async def _write(service: Service, request: Request) -> Response:
    name = named(request)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method != "DELETE" and (media not in MEDIA or request.headers.get("content-encoding")):
        raise HttpError(415, f"a graph is sent as one of {', '.join(MEDIA)}")
    if request.method == "DELETE" and not name:
        raise HttpError(403, "all graphs at once are not deleted; build or import another project")
    expected = _expected(request.headers.get("if-match", ""), service)
    changed = await service.change(name, request.method, await request.body(), media, expected)
    return Response(status_code=201 if changed.created else 204)


def _expected(given: str, service: Service) -> str:
    """Return the generation that If-Match wants to be changed (RFC 9110, 13.1.1), "" for any."""
    if not given or given.strip() == "*":
        return ""
    newest = service.generation()
    if not _tags(given) & {_tag(newest, offer.form) for offer in GRAPHS}:
        raise HttpError(412, "another build is the newest by now")
    return newest.path.name


async def _read(service: Service, request: Request) -> Response:
    name = named(request)
    offer = best(", ".join(request.headers.getlist("accept")), GRAPHS)
    if offer is None:
        raise HttpError(406, f"Accept names no format that there is: {', '.join(MEDIA)}")
    tag = _tag(service.generation(), offer.form)
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if {tag, "*"} & _tags(request.headers.get("if-none-match", "")) and await _there(service, name):
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
