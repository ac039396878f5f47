"""`/api`: search, entities and what stands near them as JSON, described by OpenAPI 3.1 at /api/openapi.json."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.types import Receive, Scope, Send

from kg import __version__
from kg.server.answers import Answers
from kg.server.drawing import Drawings, Drawn
from kg.server.models import (
    Articles,
    EntityOut,
    Neighbourhood,
    Paths,
    Problem,
    SearchResults,
    StatementOut,
)
from kg.server.problems import HANDLERS, PROBLEM, problem
from kg.server.service import Service

DESCRIPTION = """What Korean news says, as a graph: who did what, who says so, and how firmly.

Ids of entities may hold slashes and letters of any script: write them percent-encoded. Lists come in pages: `next` is
the address of the next one. Errors are problem details (RFC 9457)."""
_PROBLEM = {"content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "What was asked is wrong, is not there, or is too much."} | _PROBLEM,
    "5XX": {"description": "The server cannot answer just now."} | _PROBLEM,
}


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes."""
    app = api(service)

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer HEAD as GET (RFC 9110, 9.3.2); the server leaves the body away."""
        await app({**scope, "method": "GET"} if scope.get("method") == "HEAD" else scope, receive, send)

    return [Mount("/api", app=answering)]


def api(service: Service) -> FastAPI:
    """Return the application of the API."""
    app = FastAPI(
        title="newskg",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        exception_handlers={**HANDLERS, RequestValidationError: _on_invalid},
        responses=RESPONSES,
    )
    asked = Answers(service)
    for path, does, gives in (
        ("/search", asked.search, SearchResults),
        ("/entities/{id:path}/neighbourhood", asked.neighbourhood, Neighbourhood),
        ("/entities/{id:path}", asked.entity, EntityOut),
        ("/statements/{id:path}", asked.statement, StatementOut),
        ("/articles", asked.articles, Articles),
        ("/paths", asked.paths, Paths),
        ("/drawing", Drawings(service).drawing, Drawn),
    ):
        app.add_api_route(path, does, response_model=gives, operation_id=does.__name__, tags=["graph"])
    described = app.openapi

    def openapi() -> dict[str, Any]:
        document = described()
        document["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        for parameter in document["paths"]["/entities/{id}/neighbourhood"]["get"]["parameters"]:
            if parameter["name"] == "relation":
                names = {"type": "string", "enum": sorted(asked.relations)}
                parameter["schema"] = {"type": "array", "items": names, "default": []}
        return document

    app.openapi = openapi  # type: ignore[method-assign]
    return app


async def _on_invalid(_: Request, error: Exception) -> Response:
    """Answer for a parameter that is none, without repeating it."""
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {"loc": ("", ""), "msg": ""}
    return problem(422, f"{first['loc'][1]}: {first['msg']}")
