"""What goes wrong, as RFC 9457 problem details: one clear line, and nothing of the machine."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import ExceededError, ForbiddenError, KgError, QueryError, StaleError
from kg.server.formats import FormatError
from kg.server.jobs import AbsentError, MalformedError, RefusedError
from kg.server.pool import BusyError

PROBLEM = "application/problem+json"
RETRY = 2  # seconds
STATUS: dict[type[KgError], int] = {
    AbsentError: 404,
    BusyError: 503,
    ExceededError: 422,
    ForbiddenError: 403,
    FormatError: 406,
    MalformedError: 400,
    QueryError: 400,
    RefusedError: 422,
    StaleError: 409,
}  # of any other: 503, and nothing is told of it


class HttpError(HTTPException):
    """A request that is answered with an error.

    Args:
        status: The status code.
        detail: What is wrong, and what helps, in one line.
        headers: Further headers.
    """

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers or {}))


def problem(
    status: int, detail: str = "", headers: Mapping[str, str] | None = None, shown: tuple[str, ...] = ()
) -> Response:
    """Return the answer to a request that is refused or fails (RFC 9457).

    Args:
        status: The status code.
        detail: What is wrong, in one line.
        headers: Further headers.
        shown: Lines to show below, such as the line of a query with a caret.
    """
    told: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        told["detail"] = detail
    if shown:
        told["shown"] = list(shown)
    return JSONResponse(told, status, dict(headers or {}), PROBLEM)


def of_error(error: KgError) -> Response:
    """Return the answer for an error of the project's own; where it is about files, without their places."""
    status = STATUS.get(type(error), 503)
    headers = {"Retry-After": str(RETRY)} if status == 503 else {}
    if type(error) not in STATUS:
        return problem(status, "the graph cannot be read just now", headers)
    if isinstance(error, ForbiddenError | StaleError):
        error = type(error)(error.what, where=error.where if isinstance(error, ForbiddenError) else "")
    return problem(status, _line(error), headers, error.shown)


def _line(error: KgError) -> str:
    """Return an error in one line; what a store says of its own files is left out."""
    what = "it fails" if error.what.startswith("fails: ") and "/" in error.what else error.what
    place = "" if error.where in ("", "query") else f"{error.where}: "
    return f"{place}{what}" + (f" ({error.remedy})" if error.remedy else "")


async def on_kg_error(_: Request, error: Exception) -> Response:
    """Answer for what a route lets through."""
    return of_error(error) if isinstance(error, KgError) else problem(500)


async def on_http_error(_: Request, error: Exception) -> Response:
    """Answer for what routing refuses."""
    if not isinstance(error, HTTPException):
        return problem(500)
    detail = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
    return problem(error.status_code, detail or HINTS.get(error.status_code, ""), error.headers)


async def on_anything(_: Request, __: Exception) -> Response:
    """Answer for a mistake of the server's own; the log has it."""
    return problem(500, "something went wrong in the server")


HINTS = {404: "there is nothing here; / shows what there is", 405: "this address is not asked so"}
HANDLERS: dict[Any, Any] = {KgError: on_kg_error, HTTPException: on_http_error, Exception: on_anything}
