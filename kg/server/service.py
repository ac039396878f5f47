"""What every route asks: the newest complete build of a project, within limits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, cast

from kg.errors import GraphError, StaleError
from kg.graph.iris import prefixes
from kg.ontology.loading import data_root
from kg.query.asking import LIMIT, TIMEOUT
from kg.server.jobs import Change, Changed, Content, Question, Reopen, Written
from kg.server.pool import Pool
from kg.server.searching import Searcher
from kg.stores.apart import Helper
from kg.stores.base import Answer
from kg.stores.folder import POINTER, STORE, Generation, hold_newest

Mark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Attributes:
        timeout: Seconds that a query may take.
        rows: Rows or triples of an answer; the rest is cut.
        body: Bytes of a request's body.
        concurrent: Queries that run at the same time.
        waiting: Queries that may wait for their turn.
        arrival: Seconds in which a request's body has to arrive.
    """

    timeout: float = TIMEOUT
    rows: int = LIMIT
    body: int = 2**20
    concurrent: int = 4
    waiting: int = 128
    arrival: float = 20.0


class _Held(NamedTuple):
    """A build, and what keeps it from being removed as long as somebody has this."""

    lock: object
    generation: Generation


class Service:
    """A project to serve.

    Args:
        project: The folder that `kg build` wrote into.
        folders: Folders laid out like ontology/ that add to it.
        limits: What one request may cost.
        token: Who has it may write; without one nobody may.

    Attributes:
        searcher: Searches the index of the newest complete build, for every route.

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
        self._pool = Pool(self.limits.concurrent, self.limits.waiting)
        self.searcher = Searcher(self.generation, self.limits.concurrent, self.limits.waiting)
        self._mark: Mark | None = None
        self._writing = asyncio.Lock()
        self._told: set[asyncio.Task[None]] = set()
        self._held = self._taken()

    def start(self) -> None:
        """Start a worker, so that the first query finds one."""
        self._pool.start()

    def close(self) -> None:
        """End all workers and searches."""
        self._pool.close()
        self.searcher.close()

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that answer queries."""
        return self._pool.processes

    def generation(self) -> Generation:
        """Return the newest complete build; where the newest cannot be read, the one that was read before."""
        return self._newest().generation

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
            BusyError: Too many are asked at the same time.
        """
        held = self._newest()
        rows = min(rows or self.limits.rows, self.limits.rows)
        job = Question(held.generation.path, text, prefixes(held.generation.base), rows, folders=self.folders[1:])
        return cast("Answer", await self._done(held, job, seconds))

    async def written(
        self,
        text: str,
        forms: dict[str, str],
        default: tuple[str, ...] | None = None,
        named: tuple[str, ...] | None = None,
    ) -> Written:
        """Answer a read-only query on the newest complete build, in a format.

        Args:
            text: SPARQL 1.1.
            forms: Which format to write a `table`, a `truth` or a `graph` in.
            default: IRIs of graphs whose merge the default graph is, None for the union of all.
            named: IRIs of the graphs that GRAPH may name, None for all.

        Raises:
            QueryError: As `ask` does; or the answer is of a kind that no format is given for.
            BusyError: Too many are asked at the same time.
        """
        held = self._newest()
        made, limit = held.generation, self.limits.rows
        job = Question(made.path, text, prefixes(made.base), limit, forms, default, named, self.folders[1:])
        return cast("Written", await self._done(held, job, None))

    async def content(self, name: str, form: str) -> tuple[Written | None, Generation]:
        """Return a whole graph in a format, None where there is none of that name, and of which build it is.

        Args:
            name: Its IRI; "" for the union of all.
            form: The format.

        Raises:
            ExceededError: It takes too long.
            BusyError: Too many are asked at the same time.
        """
        held = self._newest()
        job = Content(held.generation.path, name, form, prefixes(held.generation.base))
        return cast("Written | None", await self._done(held, job, None)), held.generation

    async def change(self, name: str, method: str, body: bytes = b"", media: str = "", expected: str = "") -> Changed:
        """Make a new build in which one graph is another; whoever reads goes on reading the one before.

        Args:
            name: IRI of the graph; "" for the union of all.
            method: PUT, POST or DELETE.
            body: What was sent.
            media: Its media type.
            expected: Name of the generation that has to be the newest, if any.

        Raises:
            StaleError: It is not, or another build came in between.
            KgError: As `kg.server.writer.changed` does.
        """
        async with self._writing:
            held = self._newest()
            made = held.generation
            if expected not in ("", made.path.name):
                raise StaleError("another build is the newest by now")
            job = Change(self.project, self.folders[1:], made.path, made.base, name, method, body, media)
            return await asyncio.shield(asyncio.to_thread(_changed, job))  # not left half done by who goes away

    async def _done(self, held: _Held, job: Question | Content, seconds: float | None) -> object:
        """Let a worker do a job; `held` lives as long, so that its build stays."""
        try:
            return await self._pool.do(job, min(seconds or self.limits.timeout, self.limits.timeout))
        finally:
            if held is not self._held:
                self._tell()  # this worker, too, is behind now

    def _newest(self) -> _Held:
        """Look at the pointer, which is cheap, and take the newest build where it has changed."""
        if self._marked() != self._mark:
            try:
                self._held = self._taken()
            except GraphError:
                return self._held
            self._tell()
        return self._held

    def _taken(self) -> _Held:
        mark = self._marked()
        found = hold_newest(self.project / STORE)
        if found is None:
            remedy = "build it with: kg build; or make it of a graph.ttl: kg import FILE --out DIR"
            raise GraphError("there is no store", where=str(self.project), remedy=remedy)
        self._mark = mark
        return _Held(*found)

    def _marked(self) -> Mark | None:
        try:
            stat = (self.project / STORE / POINTER).stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _tell(self) -> None:
        """Let idle workers go over to the newest build, so that the one before can be removed."""
        try:
            told = asyncio.get_running_loop().create_task(
                self._pool.tell(Reopen(self._held.generation.path), self.limits.timeout)
            )
        except RuntimeError:  # nobody serves yet
            return
        self._told.add(told)
        told.add_done_callback(self._told.discard)


def _changed(job: Change) -> Changed:
    helper = Helper("kg.server.writer")
    try:
        return cast("Changed", helper.exchange(job))
    finally:
        helper.close()
