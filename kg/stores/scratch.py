"""Folders for what is not complete yet: gone with their block; where their owner was killed, with the next one there.

The owner holds a lock on a file beside the folder, which the system lets go of however it ends. The file is there
before the folder and goes after it: whoever is killed at whatever instant leaves what the next one knows. On Windows
there are no such locks: what a killed process leaves there is deleted by hand.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

from kg.stores.durable import settle_names

OWNER = ".newskg-owner"  # the file is called after its folder; one without it is somebody else's


@contextmanager
def scratch(beside: Path | None, prefix: str) -> Iterator[Path]:
    """Give a folder that goes with the block, and first remove those whose owner is no more.

    Args:
        beside: Where it is made, and where dead ones are looked for; the system's own place where None is given.
        prefix: What its name begins with: a dot, and more.

    Raises:
        OSError: It cannot be made.
    """
    if beside is None or fcntl is None:
        with tempfile.TemporaryDirectory(prefix=prefix, dir=beside) as name:
            yield Path(name)
        return
    _sweep(beside)
    folder = beside / f"{prefix}{secrets.token_hex(8)}"
    with _owned(folder):
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


@contextmanager
def _owned(folder: Path) -> Iterator[None]:
    """Hold the mark of a folder that is not there yet; where the folder cannot be removed, it stays, too."""
    mark = folder.with_name(f"{folder.name}{OWNER}")
    with _locked(mark):
        settle_names(folder.parent)  # or a power cut may leave a folder without its mark, which nobody removes
        try:
            yield
        finally:
            if not folder.exists():
                mark.unlink()


def _locked(mark: Path) -> BinaryIO:
    """Make a file and lock it."""
    while True:
        file = mark.open("ab")
        fcntl.flock(file, fcntl.LOCK_EX)
        if mark.exists():
            return file
        file.close()  # another has swept it before it was locked


def _sweep(beside: Path) -> None:
    for mark in beside.glob(f".*{OWNER}"):
        folder = mark.with_name(mark.name.removesuffix(OWNER))
        try:
            with mark.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if folder.exists():
                    shutil.rmtree(folder)
                mark.unlink()
        except OSError:  # it is alive, or another sweeps
            continue
