"""Workers: processes that answer one job at a time each, and are ended where a job takes too long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import cast

from kg.errors import ExceededError, KgError
from kg.server.jobs import Reply
from kg.stores.apart import Helper

WORKER = "kg.server.worker"


class BusyError(KgError):
    """More is asked than there is room for."""


class Pool:
    """Some workers, and a queue before them.

    Args:
        size: Jobs that run at the same time.
        waiting: Jobs that may wait for their turn.
        module: What a worker runs.
    """

    def __init__(self, size: int, waiting: int, module: str = WORKER) -> None:
        self._size = size
        self._most = waiting
        self._module = module
        self._turns = asyncio.Semaphore(size)
        self._waiting = 0
        self._idle: list[Helper] = []
        self._all: set[Helper] = set()
        self._threads = ThreadPoolExecutor(size * 2, "kg-worker")  # a worker that is told of a new build takes one, too
        self._open = True

    def start(self) -> None:
        """Start a worker, so that the first who asks need not wait for it."""
        self._back(self._started())

    async def do(self, job: object, seconds: float) -> object:
        """Let a worker do a job; where who asked goes away, it is stopped.

        Args:
            job: What to do.
            seconds: After which it is stopped; as long it may wait for its turn.

        Raises:
            BusyError: Too many wait, or its turn did not come.
            ExceededError: It takes too long, or brought its worker down.
            KgError: What the worker says.
        """
        async with self._turn(seconds):
            return await self._done(self._idle.pop() if self._idle else self._started(), job, seconds)

    async def tell(self, job: object, seconds: float) -> None:
        """Let each worker that is idle do a job, one after the other; one that cannot is ended."""
        for worker in list(self._idle):
            if worker in self._idle:
                self._idle.remove(worker)
                try:
                    await self._done(worker, job, seconds)
                except KgError:
                    continue

    def close(self) -> None:
        """End all workers, and what they do."""
        self._open = False
        for worker in list(self._all):
            worker.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    @property
    def processes(self) -> list[int]:
        """The ids of the workers' processes."""
        return [worker.pid for worker in self._all]

    @asynccontextmanager
    async def _turn(self, seconds: float) -> AsyncIterator[None]:
        if self._turns.locked() and self._waiting >= self._most:
            raise BusyError("too many queries at once", remedy="try again in a moment")
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._turns.acquire()
        except TimeoutError:
            raise BusyError("too many queries at once", remedy="try again in a moment") from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()

    async def _done(self, worker: Helper, job: object, seconds: float) -> object:
        running = asyncio.get_running_loop().run_in_executor(self._threads, worker.exchange, job)
        running.add_done_callback(_heard)
        try:
            await asyncio.wait({running}, timeout=seconds)
        finally:
            if running.done() and self._open and not _spent(running):
                self._back(worker)
            else:
                self._replace(worker)
        if not running.done():
            remedy = "ask for less: fewer patterns without a shared variable, a LIMIT, shorter paths"
            raise ExceededError(f"takes longer than {seconds:g} s", where="query", remedy=remedy)
        return cast("Reply", running.result()).got

    def _back(self, worker: Helper) -> None:
        if len(self._idle) < self._size:
            self._idle.append(worker)
        else:
            self._end(worker)

    def _replace(self, worker: Helper) -> None:
        """End a worker and start another, so that it is there when it is needed."""
        self._end(worker)
        if self._open and not self._idle:
            self._back(self._started())

    def _started(self) -> Helper:
        worker = Helper(self._module)
        self._all.add(worker)
        return worker

    def _end(self, worker: Helper) -> None:
        worker.stop()
        self._all.discard(worker)
        if self._open:
            self._threads.submit(worker.close)


def _spent(running: asyncio.Future[object]) -> bool:
    """Tell whether another worker should take the place of the one that has done a job."""
    error = running.exception()
    if error is not None:
        return isinstance(error, ExceededError) or not isinstance(error, KgError)
    return cast("Reply", running.result()).spent


def _heard(running: asyncio.Future[object]) -> None:
    """Take the error of a job that was stopped, which nobody waits for any more."""
    if not running.cancelled():
        running.exception()
