"""Fills a new store with files of N-Quads by the bulk loader: a large one in a process of its own.

The loader's memory grows with what it is given at a time, up to one and a half gigabytes, and the process that has
called it keeps some of it. So a large file is loaded in pieces: `python -m kg.stores.filling STORE QUADS APART JOBS`
ends with its standard input, so that whoever started it takes it along however he ends.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.stores.mirroring import has_blank, mirror

LARGE = 64 * 2**20  # bytes of N-Quads from which another process pays
PIECE = 500_000  # quads that are loaded at a time: half a gigabyte
ROOM = 2**30  # bytes of N-Quads up to which other processes leave room for two threads, which take twice as much
PACKAGE = Path(__file__).resolve().parents[2]


class Filling:
    """A store in a new folder, being filled: a large one in another process, while this one does something else.

    Args:
        path: The folder.
        quads: A file of N-Quads; the default graph holds their triples, too.
        apart: A file of N-Quads of named graphs that it does not hold, beside which others are made meanwhile.
        jobs: Threads that load. More than one take more memory and hold the default graph and the others at a time:
            of a file that is larger than `ROOM` they do not.

    Raises:
        OSError: A file cannot be read, or the folder not be written.
    """

    def __init__(self, path: Path, quads: Path, apart: Path, jobs: int = 1) -> None:
        self._path = path
        self._process: subprocess.Popen[bytes] | None = None
        size = quads.stat().st_size + apart.stat().st_size
        if size < LARGE:
            _load(path, quads, apart)
        else:
            self._process = _started(path, quads, apart, jobs if size <= ROOM else 1)

    def wait(self) -> None:
        """Wait until the store is complete.

        Raises:
            GraphError: The folder cannot be written.
        """
        if self._process is None:
            return
        with self._process as process:
            try:
                said = process.stdout.read().decode() if process.stdout is not None else ""
                code = process.wait()
            finally:
                process.kill()
        if code:
            what = said.strip() or f"the process that fills the store ended with {code}"
            raise GraphError(f"cannot be written: {what}", where=str(self._path), remedy="make room, and build again")

    def stop(self) -> None:
        """Give it up, where it is not complete."""
        if self._process is not None and self._process.returncode is None:
            with self._process as process:
                process.kill()


def _started(path: Path, quads: Path, apart: Path, jobs: int) -> subprocess.Popen[bytes]:
    _give_back()
    known = [str(PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - this very Python, with this module
        [sys.executable, "-m", "kg.stores.filling", *map(str, map(Path.absolute, [path, quads, apart])), str(jobs)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(known)},
        start_new_session=True,  # Ctrl-C is for the one who started it
    )


def _give_back() -> None:
    """Give back to the system what this process holds and does not use, where the C library can."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _load(path: Path, quads: Path, apart: Path, jobs: int = 1) -> None:
    store = ox.Store(str(path))
    load = partial(store.bulk_load, format=ox.RdfFormat.N_QUADS)
    with ThreadPoolExecutor(jobs) as loaders:  # they share no index, and the loader holds no lock of Python's
        for files in _files(quads, apart, apart.parent):
            for loaded in [loaders.submit(load, path=str(file)) for file in files]:
                loaded.result()
    store.flush()


def _files(quads: Path, apart: Path, folder: Path) -> Iterator[list[Path]]:
    """Yield what may be loaded at a time, some files after the others; they may be gone when the next are asked for."""
    if has_blank(quads):  # a loader takes a blank node of two files for two
        files = mirror(quads, folder)
        with files[-1].open("ab") as sink, apart.open("rb") as source:
            shutil.copyfileobj(source, sink)
        yield files
        return
    for piece in _pieces(quads, folder):
        yield mirror(piece, folder)
    for piece in _pieces(apart, folder):
        yield [piece]


def _pieces(path: Path, folder: Path) -> Iterator[Path]:
    """Yield a file of N-Quads in pieces of whole lines; a small one as it is."""
    if path.stat().st_size < LARGE:
        yield path
        return
    piece = folder / "piece.nq"
    with path.open("rb") as source:
        while lines := next(source, b""):
            with piece.open("wb") as sink:
                sink.write(lines)
                sink.writelines(islice(source, PIECE - 1))
            yield piece


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _main() -> None:
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        path, quads, apart = map(Path, sys.argv[1:4])
        _load(path, quads, apart, int(sys.argv[4]))
    except (OSError, RuntimeError) as error:
        sys.stdout.write(str(error))
        sys.stdout.flush()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    _main()
