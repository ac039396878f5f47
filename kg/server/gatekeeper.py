"""Stands before every route: the Host of a request, the size and the time of its body, a client that goes away."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.problems import problem
from kg.server.service import Limits

LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "SAMEORIGIN"}
_HOST = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::\d*)?\Z|([^:\[\]]+)(?::\d*)?\Z")


class Gone(Exception):  # noqa: N818 - it is no error
    """The client has gone away."""


class Gatekeeper:
    """Middleware.

    Args:
        app: What comes after it.
        limits: Of a request's body.
        hosts: Names that a request may call the server by, so that no other name can be bound to its address (DNS
            rebinding); empty for any.
    """

    def __init__(self, app: ASGIApp, limits: Limits, hosts: Collection[str] = ()) -> None:
        self.app = app
        self.limits = limits
        self.hosts = frozenset(h.lower() for h in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(Headers(scope=scope))
        if refused is not None:
            await problem(*refused, headers={"Connection": "close"})(scope, receive, sent)
            return
        try:
            async with asyncio.timeout(self.limits.arrival):
                body = await self._body(receive)
        except Gone:
            return
        except TimeoutError:
            late = problem(408, f"the body takes longer than {self.limits.arrival:g} s", {"Connection": "close"})
            await late(scope, receive, sent)
            return
        if body is None:
            await problem(413, self._most, {"Connection": "close"})(scope, receive, sent)
            return
        await self._served(body, scope, receive, sent)

    def _refused(self, headers: Headers) -> tuple[int, str] | None:
        if self.hosts and _name(headers.get("host", "")) not in self.hosts:
            return 421, "this server is not called so; ask it by the address that it was started with"
        length = headers.get("content-length", "0")
        if len(length) > 15 or not length.isascii() or not length.isdecimal() or int(length) > self.limits.body:
            return 413, self._most
        return None

    @property
    def _most(self) -> str:
        return f"a body may have {self.limits.body} bytes at most (see kg serve --max-body)"

    async def _body(self, receive: Receive) -> bytes | None:
        """Read the body; None where it is too big."""
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            size += len(message.get("body", b""))
            if size > self.limits.body:
                return None
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                return b"".join(parts)

    async def _served(self, body: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on; where the client goes away, what was begun for it is stopped."""
        waiting = [{"type": "http.request", "body": body, "more_body": False}]
        gone = asyncio.ensure_future(receive())

        async def replayed() -> Message:
            return waiting.pop() if waiting else await asyncio.shield(gone)

        work = asyncio.ensure_future(self.app(scope, replayed, send))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                work.result()
            else:
                work.cancel()
                await asyncio.wait({work})
        finally:
            for task in (work, gone):
                task.cancel()


def _name(host: str) -> str:
    """Return a Host header's name without its port, or "" where it is none.

    >>> _name("LocalHost:80"), _name("[::1]:80"), _name("a:b:c")
    ('localhost', '::1', '')
    """
    found = _HOST.match(host)
    return (found[1] or found[2]).lower() if found else ""
