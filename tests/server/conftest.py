"""A real server on loopback, over a project of two articles made by hand; it ends with its test module."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from kg.cli.serve import HOSTS, settings
from kg.model import ArticleGraph
from kg.ontology import load_ontology
from kg.pipeline import Corpus, write
from kg.server import Limits, Service, application
from tests.corpora import first, second

TOKEN = "a-token-of-the-tests"  # noqa: S105 - opens nothing


@dataclass(frozen=True)
class Served:
    """A server that runs.

    Attributes:
        url: Its address, without a slash at the end.
        client: Asks it, by addresses that begin with `/`.
        service: What it serves.
        project: The folder.
    """

    url: str
    client: httpx.Client
    service: Service
    project: Path

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.client.get(path, **options)

    def ask(self, query: str, accept: str = "application/sparql-results+json", **options: Any) -> httpx.Response:
        """Ask a query by POST."""
        return self.client.post("/sparql", data={"query": query}, headers={"Accept": accept}, **options)

    def rows(self, query: str) -> list[list[str]]:
        """The values of a SELECT's rows, as text."""
        found = self.ask(query).raise_for_status().json()
        return [[row[v]["value"] for v in found["head"]["vars"] if v in row] for row in found["results"]["bindings"]]


def build(project: Path, *graphs: ArticleGraph) -> Path:
    """Do what a build does with these articles."""
    terms = load_ontology()
    write(Corpus.of(list(graphs), terms), project, terms)
    return project


@contextmanager
def serving(project: Path, limits: Limits | None = None, token: str | None = None) -> Iterator[Served]:
    """Serve a project on a free port as long as the block lasts."""
    service = Service(project, limits=limits, token=token)
    server = uvicorn.Server(settings(application(service, HOSTS), "127.0.0.1", 0))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert server.started, "the server does not start"
    listening: socket.socket = server.servers[0].sockets[0]
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
            yield Served(url, client, service, project)
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive(), "the server does not end"


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two articles; nobody writes into it."""
    return build(tmp_path_factory.mktemp("served"), first(), second())


@pytest.fixture(scope="module")
def served(project: Path) -> Iterator[Served]:
    """A server over it, read-only."""
    with serving(project) as found:
        yield found
