"""The process that a query runs in: `python -m kg.stores.worker store|file PATH`.

It reads requests from standard input and writes an answer each to standard output, pickled. It ends with its standard
input, so that whoever started it takes it along however he ends, in the middle of a query too.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, NamedTuple

from kg.errors import ExceededError, GraphError, KgError
from kg.stores.base import Answer, Store
from kg.stores.folder import open_newest
from kg.stores.oxigraph import OxigraphStore

STACK = 64 * 2**20  # bytes: deeply nested queries are parsed by recursion
MEMORY = 4 * 2**30  # bytes of address space: a sort of a cross product ends here, and not with the machine


class Request(NamedTuple):
    """A query, as `Store.query` takes it."""

    text: str
    prefixes: Mapping[str, str]
    limit: int | None


def serve(work: Callable[[Any], object], source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer requests until there are no more.

    Args:
        work: Answers one; a KgError that it raises is an answer, too.
        source: Where requests come from.
        sink: Where answers go to.
    """
    _spare_the_machine()
    threading.stack_size(STACK)
    asked: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_work, args=(work, asked, sink), daemon=True).start()
    try:
        while True:
            asked.put(pickle.load(source))  # noqa: S301 - from the process that started this one
    except EOFError:
        os._exit(0)  # a query that runs cannot be interrupted otherwise


def _work(work: Callable[[Any], object], asked: SimpleQueue[Any], sink: IO[bytes]) -> None:
    try:
        while True:
            got: object
            try:
                got = work(asked.get())
            except KgError as error:
                got = error
            except MemoryError:
                remedy = "add a LIMIT, or narrow it"
                got = ExceededError("needs more memory than it may have", where="query", remedy=remedy)
            pickle.dump(got, sink, pickle.HIGHEST_PROTOCOL)
            sink.flush()
    finally:
        os._exit(1)  # a mistake of our own: who asked sees the end, and waits no longer


class Asked:
    """The store of a project, or a file, opened when it is first asked.

    Args:
        kind: `store` for the store of a project, whose newest generation is opened to read; `file` for a file of
            triples or quads.
        path: Where it is.
    """

    def __init__(self, kind: str, path: Path) -> None:
        self._kind = kind
        self._path = path
        self._store: Store | None = None

    def __call__(self, request: Request) -> Answer:
        """Answer a query.

        Raises:
            KgError: The store cannot be opened, or the query fails.
        """
        if self._store is None:
            self._store = _opened(self._kind, self._path)
        return self._store.query(*request)


def _opened(kind: str, path: Path) -> Store:
    if kind == "store":
        found = open_newest(path)
        if found is None:
            raise GraphError("there is no such store", where=str(path), remedy="build it first with: kg build")
        return found[0]
    store = OxigraphStore()
    store.load(path)
    return store


def _spare_the_machine() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    serve(Asked(sys.argv[1], Path(sys.argv[2])), sys.stdin.buffer, sys.stdout.buffer)
