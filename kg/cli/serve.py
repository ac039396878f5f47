"""`kg serve`: the built graph over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import graph_option, ontology_option


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True)
@graph_option
@ontology_option
def serve(host: str, port: int, graph: Path, folders: tuple[Path, ...]) -> None:
    """Serve the built graph over HTTP: SPARQL, entity pages, a JSON API."""
    import uvicorn  # noqa: PLC0415 - a quarter of a second that other commands do not owe

    from kg.server import Service, application  # noqa: PLC0415

    service = Service(graph.parent, folders)
    uvicorn.run(application(service), host=host, port=port, log_level="warning")
