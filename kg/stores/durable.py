"""What neither a power cut nor Ctrl-C may leave half done.

A rename may reach the disk before the bytes of the file that got the name (POSIX orders neither), so a power cut can
leave an empty file under the name of a whole one. What is settled before it is renamed cannot be lost that way.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def settle(path: Path) -> None:
    """Wait until the disk holds a file, or a folder and all that is in it.

    Raises:
        OSError: It cannot; a disk that is full may say so only now.
    """
    if path.is_dir():
        for inside in path.iterdir():
            settle(inside)
        settle_names(path)
    else:
        with path.open("r+b") as file:
            os.fsync(file.fileno())


def settle_names(folder: Path) -> None:
    """Wait until the disk holds which files a folder has, under which names; on Windows that cannot be asked for.

    Raises:
        OSError: It cannot.
    """
    if os.name == "nt":
        return
    found = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(found)
    finally:
        os.close(found)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put Ctrl-C off until the block has ended."""
    known = signal.getsignal(signal.SIGINT)
    if known is None or threading.current_thread() is not threading.main_thread():
        yield  # it comes to others, or is not Python's to put off
        return
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, known)
    if pressed:
        signal.raise_signal(signal.SIGINT)
