"""Fills a new store with files of N-Quads by the bulk loader: a large one in a process of its own.

The loader takes one to two gigabytes, and the process that has called it keeps them. On one processor it takes two
thirds of that, and as many seconds of the processor as on two: `python -m kg.stores.filling STORE FILE...` runs on one.
It ends with its standard input, so that whoever started it takes it along however he ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError

LARGE = 64 * 2**20  # bytes of N-Quads from which another process pays
PACKAGE = Path(__file__).resolve().parents[2]


def filled(path: Path, files: Sequence[Path]) -> None:
    """Make a store in a new folder.

    Args:
        path: The folder.
        files: Of N-Quads, in order of loading.

    Raises:
        GraphError: The folder cannot be written.
        OSError: The same.
    """
    if sum(file.stat().st_size for file in files) < LARGE:
        _load(path, files)
        return
    known = [str(PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
    with subprocess.Popen(  # noqa: S603 - this very Python, with this module
        [sys.executable, "-m", "kg.stores.filling", *map(str, map(Path.absolute, [path, *files]))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(known)},
        start_new_session=True,  # Ctrl-C is for the one who started it
    ) as process:
        try:
            said = process.stdout.read().decode() if process.stdout is not None else ""
            code = process.wait()
        finally:
            process.kill()
    if code:
        what = said.strip() or f"the process that fills the store ended with {code}"
        raise GraphError(f"cannot be written: {what}", where=str(path), remedy="make room, and build again")


def _load(path: Path, files: Iterable[Path]) -> None:
    store = ox.Store(str(path))
    for file in files:
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    store.flush()


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _main() -> None:
    threading.Thread(target=_end_with_input, daemon=True).start()
    with suppress(AttributeError):  # where a process cannot choose
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    try:
        _load(Path(sys.argv[1]), map(Path, sys.argv[2:]))
    except (OSError, RuntimeError) as error:
        sys.stdout.write(str(error))
        sys.stdout.flush()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    _main()
