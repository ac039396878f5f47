"""The web application: every room of it gives its routes."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from kg.server import health, workbench
from kg.server.service import Service

PARTS = (health, workbench)  # each has routes(service)


def application(service: Service) -> Starlette:
    """Return the application that serves a project."""
    routes: list[BaseRoute] = [route for part in PARTS for route in part.routes(service)]
    return Starlette(routes=routes)
