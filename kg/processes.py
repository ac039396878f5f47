"""Processes beside this one: they end with it however it ends, and leave Ctrl-C to it.

On Linux each is a copy of this process, with all that it holds, and nothing is sent to it but what it is to do.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any, NamedTuple, TypeVar

from kg.errors import KgError

COPIES = sys.platform == "linux"  # elsewhere libraries do not bear it, or there is no such thing
UNFREED = 20_000  # objects, more than one article leaves: a build makes hardly any cycles, so there is nothing to find
AHEAD = 8  # times so many chunks wait for a process
_CONTEXT = multiprocessing.get_context("fork" if COPIES else None)
_REMEDY = "it may have run out of memory: build again, with fewer --jobs; what was read is kept"
T = TypeVar("T")
R = TypeVar("R")


class _Task(NamedTuple):
    """What a process does, and what tells it to do no more."""

    work: Callable[[Any], Any]
    end: Event


_TASKS: list[_Task] = []  # of this process, where it is one of several


def mapped(
    work: Callable[[T], R], items: Iterable[T], jobs: int, *, chunk: int, doing: str
) -> Generator[R, None, None]:
    """Map a function over items, in their order; in other processes where more than one is allowed, and some use.

    Args:
        work: The function. Where processes are no copies, it has to be one that can be sent.
        items: Taken as they are needed: no more than keep the processes busy.
        jobs: Processes.
        chunk: Items that a process is given at a time: what it holds is lost when all are stopped.
        doing: What the processes do, for the message where one is killed: "read articles".

    Raises:
        KgError: A process was killed.
    """
    coming = iter(items)
    first = list(islice(coming, 2))
    if jobs <= 1 or len(first) <= 1:
        yield from map(work, chain(first, coming))
        return
    end = _CONTEXT.Event()
    try:
        with ProcessPoolExecutor(jobs, _CONTEXT, _begin, (os.getpid(), _Task(work, end))) as pool:
            try:
                yield from _ahead(pool, chain(first, coming), jobs * AHEAD, chunk)
            except BaseException:  # Ctrl-C, say: only the items that the processes are at are waited for
                end.set()
                raise
    except BrokenProcessPool as error:
        raise KgError(f"a process that {doing} was killed", remedy=_REMEDY) from error


def _ahead(pool: ProcessPoolExecutor, items: Iterator[T], most: int, chunk: int) -> Iterator[Any]:
    waiting: deque[Future[list[Any]]] = deque()
    while given := list(islice(items, chunk)):
        waiting.append(pool.submit(_each, given))
        if len(waiting) > most:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _each(items: list[Any]) -> list[Any]:
    """Do the task of this process with some items, unless nobody wants them any more."""
    task = _TASKS[-1]
    return [task.work(item) for item in items if not task.end.is_set()]


def spare_collector() -> None:
    """Have Python's collector of cycles leave alone what is loaded by now, and look seldom from now on."""
    gc.freeze()
    gc.set_threshold(UNFREED, *gc.get_threshold()[1:])


@contextmanager
def beside(work: Callable[[], object], *, doing: str) -> Iterator[Callable[[], None]]:
    """Do something in a copy of this process while the block goes on; it is stopped where the block ends before it.

    Args:
        work: What is to be done. What it returns is lost; what it writes is seen by all.
        doing: What that is, for the message where the process is killed: "wrote the page".

    Yields:
        A function that waits until it is done, and raises what was raised there, or that the process was killed.
    """
    here, there = _CONTEXT.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_told, args=(os.getpid(), work, there))
    process.start()
    there.close()  # so that what is read ends with that process

    said: list[Exception | None] = []

    def done() -> None:
        try:
            error = said[0] if said else here.recv()
        except EOFError:
            error = KgError(f"the process that {doing} was killed", remedy=_REMEDY)
        said[:] = [error]
        if error is not None:
            raise error

    try:
        yield done
    finally:
        process.kill()
        process.join()
        here.close()


def _told(parent: int, work: Callable[[], object], there: Connection) -> None:
    """Do something, and say in the end what was wrong."""
    _watched(parent)
    try:
        work()
    except (KgError, OSError) as error:
        there.send(error)
    else:
        there.send(None)


def _begin(parent: int, task: _Task) -> None:
    _watched(parent)
    _TASKS.append(task)


def _watched(parent: int) -> None:
    """Leave Ctrl-C to the process that started this one, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what both hold is shared as long as nobody writes to it, as the collector would
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
