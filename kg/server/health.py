"""`/health`: whether the server answers, and what it serves."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from kg import __version__
from kg.server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the route."""

    async def health(_: Request) -> JSONResponse:
        made = service.generation()
        return JSONResponse({"status": "ok", "version": __version__, "generation": made.path.name})

    return [Route("/health", health)]
