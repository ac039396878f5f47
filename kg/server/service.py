"""What every route asks: the newest complete build of a project, within limits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphError
from kg.graph.iris import prefixes
from kg.ontology.loading import data_root
from kg.query.asking import LIMIT, TIMEOUT, ask
from kg.stores.apart import ApartStore
from kg.stores.base import Answer
from kg.stores.folder import STORE, Generation, newest


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Attributes:
        timeout: Seconds that a query may take.
        rows: Rows or triples of an answer; the rest is cut.
        body: Bytes of a request's body.
        concurrent: Queries that run at the same time.
        waiting: Queries that may wait for their turn.
    """

    timeout: float = TIMEOUT
    rows: int = LIMIT
    body: int = 2**20
    concurrent: int = 4
    waiting: int = 128


class Service:
    """A project to serve.

    Args:
        project: The folder that `kg build` wrote into.
        folders: Folders laid out like ontology/ that add to it.
        limits: What one request may cost.
        token: Who has it may write; without one nobody may.

    Raises:
        GraphError: The project has no store, or one that this version cannot read.
    """

    def __init__(
        self, project: Path, folders: tuple[Path, ...] = (), limits: Limits | None = None, token: str | None = None
    ) -> None:
        self.project = project
        self.folders = (data_root(), *folders)
        self.limits = limits or Limits()
        self.token = token
        self._free = asyncio.Semaphore(self.limits.concurrent)
        self.generation()  # raises early

    def generation(self) -> Generation:
        """Return the newest complete build.

        Raises:
            GraphError: There is none, or it cannot be read.
        """
        found = newest(self.project / STORE)
        if found is None:
            raise GraphError("there is no store", where=str(self.project), remedy="build it first with: kg build")
        return found

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that a query need not declare."""
        return prefixes(self.generation().base)

    async def ask(self, text: str, *, seconds: float | None = None, rows: int | None = None) -> Answer:
        """Answer a read-only query on the newest complete build.

        Args:
            text: SPARQL 1.1.
            seconds: After which it ends, at most those of the limits.
            rows: After which it is cut, at most those of the limits.

        Raises:
            QueryError: It is no query, would change or fetch something, or takes too long.
        """
        seconds = min(seconds or self.limits.timeout, self.limits.timeout)
        rows = min(rows or self.limits.rows, self.limits.rows)
        async with self._free:
            store = ApartStore(self.project / STORE)
            try:
                return await asyncio.to_thread(ask, store, text, self.prefixes, timeout=seconds, limit=rows)
            finally:
                store.close()

    async def close(self) -> None:
        """End what runs."""
