"""Folders for what is not complete yet: gone with their block; where their owner was killed, with the next one there.

The owner holds a lock on a file inside, which the system lets go of however it ends. On Windows there are no such
locks: what a killed process leaves there is deleted by hand.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

from kg.stores.durable import settle_names

OWNER = ".newskg-owner"  # the file; a folder without it is somebody else's, whatever it is called


@contextmanager
def scratch(beside: Path | None, prefix: str) -> Iterator[Path]:
    """Give a folder that goes with the block, and first remove those whose owner is no more.

    Args:
        beside: Where it is made, and where dead ones are looked for; the system's own place where None is given.
        prefix: What its name begins with.

    Raises:
        OSError: It cannot be made.
    """
    if beside is not None:
        _sweep(beside)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=beside) as name, _owned(Path(name)):
        yield Path(name)


@contextmanager
def _owned(folder: Path) -> Iterator[None]:
    if fcntl is None:
        yield
        return
    fresh = folder / f"{OWNER}-fresh"
    with fresh.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        fresh.rename(folder / OWNER)  # so nobody sees it before it is locked
        settle_names(folder)  # or a power cut may leave a folder without its mark, which nobody removes
        try:
            yield
        finally:
            _empty(folder)


def _empty(folder: Path) -> None:
    """Remove all but the mark of the owner: whoever is killed meanwhile leaves what the next one knows."""
    for inside in folder.iterdir():
        if inside.is_dir() and not inside.is_symlink():
            shutil.rmtree(inside)
        elif inside.name != OWNER:
            inside.unlink()


def _sweep(folder: Path) -> None:
    if fcntl is None:
        return
    for owner in folder.glob(f".*/{OWNER}"):
        try:
            with owner.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _empty(owner.parent)
                shutil.rmtree(owner.parent)
        except OSError:  # it is alive, or another sweeps
            continue
