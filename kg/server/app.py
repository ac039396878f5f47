"""The web application: every room of it gives its routes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute

from kg.server import api, entities, graphs, health, protocol, workbench
from kg.server.gatekeeper import Gatekeeper
from kg.server.problems import HANDLERS
from kg.server.service import Service

PARTS = (health, protocol, graphs, api, entities, workbench)  # each has routes(service)
SEEN = ("ETag", "X-Newskg-Cut", "Retry-After", "Location")  # headers that scripts of other pages may read


def application(service: Service, hosts: Collection[str] = (), origins: Collection[str] = ("*",)) -> Starlette:
    """Return the application that serves a project.

    Args:
        service: The project.
        hosts: Names that a request may call the server by; empty for any.
        origins: Those whose pages' scripts may ask it (CORS).
    """
    routes: list[BaseRoute] = [route for part in PARTS for route in part.routes(service)]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        service.start()
        yield
        service.close()

    writing = ("PUT", "DELETE") if service.token else ()
    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD", "POST", "OPTIONS", *writing],
        allow_headers=[
            "Accept",
            "Content-Type",
            "If-None-Match",
            *(["Authorization", "If-Match"] if service.token else []),
        ],
        expose_headers=SEEN,
    )
    gate = Middleware(Gatekeeper, limits=service.limits, hosts=hosts)
    return Starlette(
        routes=routes, lifespan=lifespan, exception_handlers=HANDLERS, middleware=[gate, *([cors] if origins else [])]
    )
