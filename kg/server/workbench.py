"""The pages of people: the start, the explorer that a build wrote, and the query page with what it needs to know."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import GraphError, QueryError
from kg.ontology.queries import NamedQuery, read_query
from kg.query.binding import Binder, bound
from kg.query.named import named_queries
from kg.server.completion import terms
from kg.server.problems import HttpError
from kg.server.service import Service
from kg.server.wording import page
from kg.stores.base import Answer

EXPLORER = "graph.html"  # what `kg build` writes into the project
LONGEST = 500  # characters of a parameter's value
VALUES = 20  # of one query
_TOLD = re.compile(r"#\s*(parameter|example)\b")


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of the pages, of what they load, and of what they ask."""
    bench = Workbench(service)
    return [
        Route("/", bench.start),
        Route("/explore", bench.explore),
        Route("/query", bench.page),
        Route("/query/terms", bench.terms),
        Route("/query/named", bench.named),
        Route("/query/named/{name}", bench.bound),
        Mount("/static", _Static(directory=str(files("kg.server") / "static"))),
    ]


class Workbench:
    """What answers.

    Args:
        service: The project.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        # Of its own: who binds waits for queries, which may themselves want threads of the loop's pool.
        self._binding = ThreadPoolExecutor(4, "binding")
        self._terms = cache(lambda: terms(service.folders))

    async def start(self, request: Request) -> Response:
        """Show where one can go from here."""
        return page(request, "start")

    async def page(self, request: Request) -> Response:
        """Show the query page."""
        return page(request, "query")

    async def explore(self, request: Request) -> Response:
        """Show the explorer as the build wrote it; its own policy allows its scripts by their hashes."""
        had = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
        found = await asyncio.to_thread(_read, self.service.project / EXPLORER, had)
        if found is None:
            return page(request, "missing", status=404)
        body, tag = found
        head = {"ETag": tag, "Cache-Control": "no-cache"}
        if body is None:
            return Response(status_code=304, headers=head)
        return Response(body, headers=head, media_type="text/html; charset=utf-8")

    async def terms(self, _: Request) -> Response:
        """Tell the prefixes and the terms that a query may name."""
        prefixes = self.service.prefixes
        known = await asyncio.to_thread(self._terms)
        return _json({"prefixes": prefixes, "base": prefixes["kgr"], "terms": known})

    async def named(self, _: Request) -> Response:
        """Tell the named queries, their questions and parameters."""
        queries = await asyncio.to_thread(self._queries)
        return _json({"queries": [_described(name, query) for name, query in sorted(queries.items())]})

    async def bound(self, request: Request) -> Response:
        """Tell the SPARQL of a named query with the values of its parameters in place, each as a term."""
        query = (await asyncio.to_thread(self._queries)).get(request.path_params["name"])
        if query is None:
            raise HttpError(404, "there is no such query; GET /query/named lists them")
        given: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            if value.strip():
                given.setdefault(name, []).append(value.strip())
        if sum(map(len, given.values())) > VALUES or any(len(v) > LONGEST for vs in given.values() for v in vs):
            raise HttpError(400, f"too many values, or too long ones: at most {VALUES} of {LONGEST} characters each")
        loop, base = asyncio.get_running_loop(), self.service.generation().base
        binder = Binder(_Asked(self.service, loop), base, self.service.folders)
        try:
            found = await loop.run_in_executor(self._binding, binder.terms, query, given)
        except (GraphError, QueryError) as error:
            if error.where and not error.where.startswith("--") and error.where != query.path.stem:
                raise  # it is the store's
            remedy = f" ({error.remedy.replace('--', '')})" if error.remedy else ""
            raise HttpError(400, f"{error.what.replace(' --', ' ')}{remedy}") from error
        return _json({"name": query.path.stem, "query": _shown(bound(query, found))})

    def _queries(self) -> dict[str, NamedQuery]:
        return {name: read_query(path) for name, path in named_queries(self.service.folders).items()}


@dataclass(frozen=True)
class _Asked:
    """The service as a store, for a thread beside its loop; so a look-up is held to the limits of every query."""

    service: Service
    loop: asyncio.AbstractEventLoop

    def query(self, text: str, prefixes: Mapping[str, str], limit: int | None = None) -> Answer:
        """Answer a query; the prefixes are the service's own."""
        del prefixes
        return asyncio.run_coroutine_threadsafe(self.service.ask(text, rows=limit), self.loop).result()

    def close(self) -> None:
        """Do nothing: the service goes on."""


class _Static(StaticFiles):
    """The scripts and styles that the pages load: a browser asks each time whether its copy is still the one."""

    async def get_response(self, path: str, scope: Any) -> Response:
        """Return a file."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _read(path: Path, had: Collection[str]) -> tuple[bytes | None, str] | None:
    """Return a file with its ETag, both of one and the same file though a build replaces it meanwhile.

    Args:
        path: The file; None is returned where there is none.
        had: ETags that whoever asks has already (RFC 9110 section 13.1.2); of those the content is not read.
    """
    try:
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
            return None if tag in had else file.read(), tag
    except OSError:
        return None


def _described(name: str, query: NamedQuery) -> dict[str, Any]:
    parameters = [
        {"name": p.name, "kind": p.kind, "says": p.says, "default": p.default, "required": p.required}
        for p in query.parameters
    ]
    return {"name": name, "question": query.question, "korean": query.korean, "parameters": parameters}


def _shown(text: str) -> str:
    """Return a query as an editor shows it: without what its first comments tell the command line, and gaps."""
    told = [line for line in text.splitlines() if not _TOLD.match(line)]
    return "\n".join(line for line in told if line.strip() or not line) + "\n"


def _json(value: object) -> JSONResponse:
    return JSONResponse(value, headers={"Cache-Control": "no-cache"})
