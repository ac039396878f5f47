"""The process that a query runs in: `python -m kg.stores.worker store|file PATH`.

It reads requests from standard input and writes an answer each to standard output, pickled. It ends with its standard
input, so that whoever started it takes it along however he ends, in the middle of a query too.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import IO, NamedTuple

from kg.errors import GraphError, KgError, QueryError
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


def serve(kind: str, path: Path, source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer requests until there are no more.

    Args:
        kind: `store` for the store of a project, whose newest generation is opened to read; `file` for a file of
            triples or quads.
        path: Where it is.
        source: Where requests come from.
        sink: Where answers go to.
    """
    _spare_the_machine()
    threading.stack_size(STACK)
    asked: SimpleQueue[Request] = SimpleQueue()
    threading.Thread(target=_work, args=(kind, path, asked, sink), daemon=True).start()
    try:
        while True:
            asked.put(pickle.load(source))  # noqa: S301 - from the process that started this one
    except EOFError:
        os._exit(0)  # a query that runs cannot be interrupted otherwise


def _work(kind: str, path: Path, asked: SimpleQueue[Request], sink: IO[bytes]) -> None:
    store: Store | None = None
    while True:
        request = asked.get()
        got: Answer | KgError
        try:
            store = _opened(kind, path) if store is None else store
            got = store.query(*request)
        except KgError as error:
            got = error
        except MemoryError:
            got = QueryError("needs more memory than it may have", where="query", remedy="add a LIMIT, or narrow it")
        pickle.dump(got, sink, pickle.HIGHEST_PROTOCOL)
        sink.flush()


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
    serve(sys.argv[1], Path(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer)
