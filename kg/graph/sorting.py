"""Lines, sorted and each once, in memory that does not grow with them: an external merge sort."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO

RUN = 16 * 2**20  # bytes of lines in memory at a time; the objects that hold them take some three times that
RUNS = 64  # files that are merged at a time


def in_runs(lines: Iterable[bytes], scratch: Path | None = None) -> Iterator[bytes]:
    """Yield lines sorted by their bytes, each once.

    Args:
        lines: Without their ends.
        scratch: A folder for files that hold what does not fit into memory; they are gone when all has been read, or
            with the process.

    Raises:
        OSError: There is no room for these files.
    """
    with ExitStack() as stack:
        files: list[IO[bytes]] = []
        run: set[bytes] = set()
        size = 0
        for line in lines:
            if line not in run:
                run.add(line)
                size += len(line) + 1
            if size > RUN:
                files.append(_written(sorted(run), stack, scratch))
                run, size = set(), 0
                if len(files) == RUNS:
                    files = [_written(_merged(files), stack, scratch)]
        yield from _merged(files, sorted(run))


def _merged(files: Iterable[IO[bytes]], rest: Iterable[bytes] = ()) -> Iterator[bytes]:
    ends = [*map(_read, files), iter(rest)]
    return (line for line, _ in groupby(heapq.merge(*ends)))


def _read(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    for line in file:
        yield line[:-1]
    file.close()


def _written(lines: Iterable[bytes], stack: ExitStack, scratch: Path | None) -> IO[bytes]:
    file: IO[bytes] = stack.enter_context(tempfile.TemporaryFile(dir=scratch))  # noqa: SIM115 - the stack closes it
    file.writelines(line + b"\n" for line in lines)
    return file
