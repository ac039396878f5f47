"""`kg serve`: the built graph over HTTP."""

from __future__ import annotations

import errno
import os
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import GRAPH, chosen_graph, graph_option, ontology_option, visible

if TYPE_CHECKING:
    import uvicorn

HOSTS = ("localhost", "127.0.0.1", "::1")  # by which a server on loopback may be called
TOKEN = "NEWSKG_TOKEN"  # noqa: S105 - the name of a variable
SHORTEST = 16  # characters of a token
GRACE = 5  # seconds that running requests get when the server ends
CONNECTIONS = 512  # at the same time; more are told to come again


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0 takes a free one.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=30.0, show_default=True, help="Seconds of a query."
)
@click.option("--limit", type=click.IntRange(1), default=100_000, show_default=True, help="Rows of an answer.")
@click.option(
    "--concurrent", type=click.IntRange(1, 256), default=4, show_default=True, help="Queries that run at once."
)
@click.option("--max-body", type=click.IntRange(1), default=2**20, show_default=True, help="Bytes of a request's body.")
@click.option("--no-cors", is_flag=True, help="Let no other page's scripts ask.")
@click.option(
    "--token-file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Who has the token in it may write; {TOKEN} in the environment says the same.",
)
@graph_option
@ontology_option
def serve(
    host: str,
    port: int,
    no_cors: bool,  # noqa: FBT001 - click passes flags so
    token_file: Path | None,
    graph: Path,
    folders: tuple[Path, ...],
    **limits: Any,
) -> None:
    """Serve the built graph over HTTP: SPARQL, pages, an API.

    Only this machine can ask unless --host says otherwise. Nothing can be changed unless there is a token.
    What kg build writes meanwhile is served as soon as it is complete. Ctrl-C ends it.

    \b
    Examples:
      kg serve
      curl 'http://127.0.0.1:7878/sparql' --data-urlencode 'query=ASK { entity:nvidia ?p ?o }'
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.server import Limits, Service, application  # noqa: PLC0415 - a second that other commands do not owe

    allowed = Limits(
        timeout=limits["timeout"], rows=limits["limit"], body=limits["max_body"], concurrent=limits["concurrent"]
    )
    if chosen_graph() and graph.name != GRAPH:  # the store beside it is of another graph
        raise click.UsageError(
            f"a store is served, not a file: kg import {visible(str(graph))} --out DIR, then --project DIR"
        )
    service = Service(graph.parent, folders, allowed, _token(token_file))
    listening = _listening(host, port)
    loopback = _is_loopback(listening)
    app = application(service, {*HOSTS, host} if loopback else (), () if no_cors else ("*",))
    if not loopback:
        click.echo(f"kg: {visible(host)} can be reached from other machines: whoever reaches it may ask", err=True)
    click.echo(f"Serving {graph.parent} at {address(listening)} (Ctrl-C ends it)")
    _run(settings(app, host, port), listening)


def settings(app: Any, host: str, port: int) -> uvicorn.Config:
    """Return how an application is served: no word of what serves it, and limits on connections."""
    import uvicorn  # noqa: PLC0415 - a quarter of a second that other commands do not owe

    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http="h11",
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=GRACE,
    )


def address(listening: socket.socket) -> str:
    """Return the address of a socket for a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listening(host: str, port: int) -> socket.socket:
    """Listen before anything is said, so that a port that is taken is one line."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(CONNECTIONS)
    except socket.gaierror:
        raise click.ClickException(f"{visible(host)} is no address of this machine. Try --host 127.0.0.1") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise click.ClickException(f"port {port} is taken. Choose another with --port") from None
        what = visible(error.strerror or str(error))
        raise click.ClickException(f"cannot listen on {visible(host)} port {port}: {what}") from None
    return listening


def _is_loopback(listening: socket.socket) -> bool:
    from ipaddress import ip_address  # noqa: PLC0415

    return ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def _token(file: Path | None) -> str | None:
    """Read the token; it is never taken from the command line, which every process can see."""
    given = file.read_text(encoding="utf-8", errors="replace").strip() if file else os.environ.get(TOKEN, "").strip()
    if not given and file is None:
        return None
    if len(given) < SHORTEST or not given.isascii() or not given.isprintable() or " " in given:
        where = visible(str(file)) if file else TOKEN
        raise click.ClickException(f"{where}: a token has at least {SHORTEST} characters of ASCII, without spaces")
    return given


def _run(config: uvicorn.Config, listening: socket.socket) -> None:
    """Serve until a signal says that it is enough; that is a good end, and so the exit code is 0."""
    import uvicorn  # noqa: PLC0415

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)  # uvicorn puts its own there, and when all has ended sends the signal on
    uvicorn.Server(config).run(sockets=[listening])
