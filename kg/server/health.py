"""`/health`: whether the server answers, and what it serves."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from kg import __version__
from kg.server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the route."""

    async def health(_: Request) -> JSONResponse:
        """Answer without asking a worker: it is cheap however busy they are."""
        made = service.generation()
        when = datetime.fromtimestamp(made.changed // 10**9, UTC).isoformat().replace("+00:00", "Z")
        told = {"status": "ok", "version": __version__, "generation": made.path.name, "made": when}
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    return [Route("/health", health)]
