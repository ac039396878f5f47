"""Fills a new store with files of N-Quads by the bulk loader: a large one in a process of its own.

The loader's memory grows with what it is given at a time, up to one and a half gigabytes, and the process that has
called it keeps some of it. So a large file is loaded in pieces, by `python -m kg.stores.filling STORE QUADS APART`,
which ends with its standard input, so that whoever started it takes it along however he ends.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.stores.mirroring import has_blank, mirror

LARGE = 64 * 2**20  # bytes of N-Quads from which another process pays
PIECE = 500_000  # quads that are loaded at a time: half a gigabyte
PACKAGE = Path(__file__).resolve().parents[2]


class Filling:
    """A store in a new folder, being filled: a large one in another process, while this one does something else.

    Args:
        path: The folder.
        quads: A file of N-Quads; the default graph holds their triples, too.
        apart: A file of N-Quads of named graphs that it does not hold, beside which others are made meanwhile.

    Raises:
        OSError: A file cannot be read, or the folder not be written.
    """

    def __init__(self, path: Path, quads: Path, apart: Path) -> None:
        self._path = path
        self._process: subprocess.Popen[bytes] | None = None
        if quads.stat().st_size + apart.stat().st_size < LARGE:
            _load(path, quads, apart)
        else:
            self._process = _started(path, quads, apart)

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


def _started(path: Path, quads: Path, apart: Path) -> subprocess.Popen[bytes]:
    _give_back()
    known = [str(PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - this very Python, with this module
        [sys.executable, "-m", "kg.stores.filling", *map(str, map(Path.absolute, [path, quads, apart]))],
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


def _load(path: Path, quads: Path, apart: Path) -> None:
    store = ox.Store(str(path))
    for file in _files(quads, apart, apart.parent):
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    store.flush()


def _files(quads: Path, apart: Path, folder: Path) -> Iterator[Path]:
    """Yield what is to be loaded, one file after the other; one may be gone when the next is asked for."""
    if has_blank(quads):  # a loader takes a blank node of two files for two
        files = mirror(quads, folder)
        with files[-1].open("ab") as sink, apart.open("rb") as source:
            shutil.copyfileobj(source, sink)
        yield from files
        return
    for piece in _pieces(quads, folder):
        yield from mirror(piece, folder)
    yield from _pieces(apart, folder)


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
        _load(*map(Path, sys.argv[1:]))
    except (OSError, RuntimeError) as error:
        sys.stdout.write(str(error))
        sys.stdout.flush()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    _main()
