"""Files that stages hand to each other: several objects, each read by itself, under their name only when complete.

They are pickles, in a folder that one build makes for itself and removes: Dask passes its tasks on in the same form, so
whoever could spoil these could spoil those.
"""

from __future__ import annotations

import os
import pickle
import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

LEVEL = 1  # of zlib
_PLACE = struct.Struct("<Q")


@contextmanager
def fresh(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that gets its name when it is complete, in place of what had it.

    Two that write it at once (a worker that was given up, and the one that does its work again) do not meet.

    Raises:
        OSError: It cannot be written; nothing of it is left.
    """
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with made.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(made, path)  # noqa: PTH105 - named for what it promises: atomic
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def save(path: Path, segments: Iterable[Any]) -> None:
    """Write objects, in the order given.

    Raises:
        OSError: The file cannot be written.
    """
    with fresh(path) as file:
        ends = []
        for segment in segments:
            file.write(zlib.compress(pickle.dumps(segment, pickle.HIGHEST_PROTOCOL), LEVEL))
            ends.append(file.tell())
        file.writelines(_PLACE.pack(n) for n in (*ends, len(ends)))


def load(path: Path, number: int = 0) -> Any:
    """Read one object.

    Args:
        path: What `save` wrote.
        number: Which of its objects.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        ends = _ends(file)
        return _read(file, ends, number)


def each(path: Path) -> Iterator[Any]:
    """Read the objects one by one.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        ends = _ends(file)
        for number in range(len(ends)):
            yield _read(file, ends, number)


def _ends(file: IO[bytes]) -> list[int]:
    file.seek(-_PLACE.size, os.SEEK_END)
    (count,) = _PLACE.unpack(file.read(_PLACE.size))
    file.seek(-_PLACE.size * (count + 1), os.SEEK_END)
    data = file.read(_PLACE.size * count)
    return [n for (n,) in _PLACE.iter_unpack(data)]


def _read(file: IO[bytes], ends: list[int], number: int) -> Any:
    start = ends[number - 1] if number else 0
    file.seek(start)
    return pickle.loads(zlib.decompress(file.read(ends[number] - start)))  # noqa: S301 - the build's own: see above
