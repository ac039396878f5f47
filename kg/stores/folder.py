"""The store of a project: whole generations side by side in one folder, and a pointer to the newest complete one.

A build fills a generation of its own, where nobody looks, moves it in and replaces the pointer, which is one small file
and replaced whole. So a reader sees the newest complete build or the one before, never half of one; whoever has the one
before open keeps reading it: a build removes what nobody reads.

On Windows there are no such locks: of two builds at once the last wins, and old generations stay until they are deleted
by hand. What a reader sees is whole there, too: the pointer is replaced whole everywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

from kg.errors import GraphError
from kg.stores.durable import settle, settle_names
from kg.stores.filling import Filling
from kg.stores.oxigraph import OxigraphStore
from kg.stores.scratch import scratch

if TYPE_CHECKING:
    from kg.stores.renewing import Changes, Part, Said

LAYOUT = 1  # how the folder is laid out and what its quads are; raised when an older newskg could not read it
OLDEST = 1  # the oldest layout that is still read
STORE = "store"  # its name in the folder of a project
POINTER = "current.json"
READERS = "readers"  # of a generation: the file that they lock
REBUILD = "build it again with: kg build"
_GENERATION = re.compile(r"g-[0-9a-f]{16}\Z")
T = TypeVar("T")
_TRIES = 5  # a build may replace the generation between a look at the pointer and the opening


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete store, as the pointer describes it.

    Attributes:
        path: Its folder.
        base: What the IRIs of resources begin with.
        size, changed, sha256: Of the Turtle that was written beside it: bytes, modification time in nanoseconds, hash.
    """

    path: Path
    base: str
    size: int
    changed: int
    sha256: str

    def matches(self, graph: Path) -> bool:
        """Tell whether a Turtle file is the one that this store was built with (or there is no such file)."""
        try:
            stat = graph.stat()
        except OSError:
            return True
        if stat.st_size != self.size:
            return False
        return stat.st_mtime_ns == self.changed or _sha256(graph) == self.sha256  # a copied folder has other times


def fill(
    path: Path, quads: Iterable[ox.Quad] | Path, apart: Iterable[ox.Quad] = (), *, old: Path | None = None
) -> None:
    """Make a complete store in a new folder: of an older one, see `renew`, or else of nothing, see `being_filled`."""
    if isinstance(quads, Path) and old is not None and renew(path, quads, apart, old) is not None:
        quads.unlink()
        return
    with being_filled(path, quads, apart) as done:
        done()


def renew(
    path: Path,
    quads: Path,
    apart: Iterable[ox.Quad],
    old: Path,
    same: Mapping[str, Said] = MappingProxyType({}),
    marks: Sequence[str] = (),
) -> Changes | None:
    """Make a complete store of an older one in a new folder, where that is worth while.

    Args:
        path: The folder; what has changed is written beside it.
        quads: A file of N-Quads: what the default graph holds, too.
        apart: Quads of named graphs that it does not hold.
        old: A generation; it is left as it is.
        same: What that tells of further named graphs, which say what they said.
        marks: What the named graphs of the file were made of, in their order; of the rest that is not known.

    Returns:
        What the default graph says no more and says anew; None where the store is to be made from nothing.

    Raises:
        GraphError: The folder cannot be written.
    """
    from kg.stores.renewing import parts, renewed, save  # noqa: PLC0415 - numpy, which no reader needs

    with _unwritable(path):
        found = parts(quads)
        changes = renewed(path, old, quads, found, same, apart)
        if changes is not None:
            save({**_told(found, marks), **same}, path)
            (path / READERS).touch()
        return changes


def known(generation: Path) -> dict[str, Said]:
    """Return what a generation tells of its named graphs, for `renew`."""
    from kg.stores.renewing import told  # noqa: PLC0415 - numpy, which no reader needs

    return told(generation)


@contextmanager
def being_filled(
    path: Path,
    quads: Iterable[ox.Quad] | Path,
    apart: Iterable[ox.Quad] = (),
    marks: Sequence[str] = (),
    jobs: int = 1,
) -> Iterator[Callable[[], None]]:
    """Make a store in a new folder, by the bulk loader; a large one while the block goes on.

    Args:
        path: The folder.
        quads: What the default graph holds, too; where they are a file of N-Quads, it is taken away in the end.
        apart: Quads of named graphs that it does not hold.
        marks: What the named graphs of the file were made of, in their order; of the rest that is not known.
        jobs: Threads that load, where memory has room for them.

    Yields:
        A function that waits until the store is complete; where it is not called, there is none.

    Raises:
        GraphError: The folder cannot be written: then, or when it is waited for.
    """
    from kg.stores.renewing import parts, save  # noqa: PLC0415 - numpy, which no reader needs

    with ExitStack() as stack:
        with _unwritable(path):
            folder = stack.enter_context(scratch(path.parent, ".load-"))
            file = quads if isinstance(quads, Path) else folder / "quads.nq"
            if not isinstance(quads, Path):
                ox.serialize(quads, output=str(file), format=ox.RdfFormat.N_QUADS)
            found = parts(file) if isinstance(quads, Path) else {}
            more = folder / "apart.nq"
            ox.serialize(apart, output=str(more), format=ox.RdfFormat.N_QUADS)
            filling = Filling(path, file, more, jobs)
            stack.callback(filling.stop)

        def done() -> None:
            with _unwritable(path):
                filling.wait()
                file.unlink()
                save(_told(found, marks), path)
                (path / READERS).touch()
                stack.close()

        yield done


def _told(found: Mapping[str, Part], marks: Sequence[str]) -> dict[str, Said]:
    from kg.stores.renewing import Said  # noqa: PLC0415 - numpy, which no reader needs

    made_of = zip(found.items(), chain(marks, repeat("")), strict=False)
    return {name: Said(part.hash, part.end - part.start, mark) for (name, part), mark in made_of}


@contextmanager
def _unwritable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GraphError(f"cannot be written: {error}", where=str(path)) from error


def publish(made: Path, folder: Path, graph: Path, base: str) -> None:
    """Let a complete store take the place of the one before.

    Args:
        made: The folder of the new one, settled, in the same file system; it is moved.
        folder: The store of the project.
        graph: The Turtle that says the same.
        base: What the IRIs of resources begin with.

    Raises:
        OSError: The folder cannot be written; the generation before is then as it was.
    """
    name, stat = f"g-{secrets.token_hex(8)}", graph.stat()
    made.rename(folder / name)
    text = json.dumps(
        {
            "layout": LAYOUT,
            "generation": name,
            "base": base,
            "graph": {"size": stat.st_size, "changed": stat.st_mtime_ns, "sha256": _sha256(graph)},
        },
        indent=2,
    )
    fresh = made.with_name(f"{name}.json")  # not in the folder, where a kill would leave it for good
    fresh.write_text(text + "\n", encoding="utf-8", newline="\n")
    settle(fresh)
    settle_names(folder)  # the generation's name, before what points to it
    os.replace(fresh, folder / POINTER)  # noqa: PTH105 - named for what it promises: atomic
    settle_names(folder)  # before the generation goes that the pointer named until now
    _remove_all_but(name, folder)


def withdraw(folder: Path) -> None:
    """Take a project's store away, where there is one; who reads it goes on reading it.

    Raises:
        OSError: The folder cannot be written.
    """
    (folder / POINTER).unlink(missing_ok=True)
    _remove_all_but("", folder)


def newest(folder: Path) -> Generation | None:
    """Return the newest complete generation, or None where there is none.

    Raises:
        GraphError: It is of a layout that this version cannot read, or its pointer is damaged.
    """
    try:
        found: dict[str, Any] = json.loads((folder / POINTER).read_bytes())
        layout = int(found["layout"])
        if not OLDEST <= layout <= LAYOUT:
            raise _unreadable(folder, layout)
        graph = found["graph"]
        path = folder / str(found["generation"])
        return Generation(path, str(found["base"]), int(graph["size"]), int(graph["changed"]), str(graph["sha256"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GraphError(f"is no pointer to a store: {error!r}", where=str(folder / POINTER), remedy=REBUILD) from error


def open_newest(folder: Path) -> tuple[OxigraphStore, Generation] | None:
    """Open the newest complete generation to read, or return None where there is none.

    Raises:
        GraphError: As `newest` does; or the generation cannot be opened.
    """
    return _newest(folder, open_generation)


def hold_newest(folder: Path) -> tuple[object, Generation] | None:
    """Keep the newest complete generation from being removed as long as what is returned with it lives.

    Raises:
        GraphError: As `newest` does; or the generation is not there.
    """
    return _newest(folder, _held)


def open_generation(path: Path) -> OxigraphStore:
    """Open a generation to read.

    Raises:
        GraphError: It cannot be opened.
    """
    return OxigraphStore(path, read_only=True, held=_held(path))


def _newest(folder: Path, take: Callable[[Path], T]) -> tuple[T, Generation] | None:
    for left in reversed(range(_TRIES)):
        found = newest(folder)
        if found is None:
            return None
        try:
            return take(found.path), found
        except GraphError:
            if not left or newest(folder) == found:
                raise
    return None


def _held(generation: Path) -> object:
    """Take a generation as a reader does, so that no build removes it; an open store may read its files only later."""
    if fcntl is None:
        return None
    try:
        file = (generation / READERS).open("rb")
        fcntl.flock(file, fcntl.LOCK_SH)
    except OSError as error:
        raise GraphError(f"cannot be opened as a store: {error.strerror}", where=str(generation)) from error
    return file


def _remove_all_but(name: str, folder: Path) -> None:
    for other in folder.iterdir():
        if _GENERATION.match(other.name) and other.name != name:
            _remove(other)


def _remove(generation: Path) -> None:
    """Remove a generation that nobody reads; one that is read goes with a later build."""
    if fcntl is None:
        return
    try:
        with (generation / READERS).open("ab") as file:  # made where it is lost, as by a power cut
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(generation)
    except OSError:
        return


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the folder, made where there is none, against other builds; they wait, readers do not.

    Args:
        folder: What is to be held.
        waiting: Called where another process holds it, before waiting for it.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting is not None:
                waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _unreadable(folder: Path, layout: int) -> GraphError:
    if layout > LAYOUT:
        what = f"was made by a newer newskg (layout {layout}; this one reads up to {LAYOUT})"
        return GraphError(what, where=str(folder), remedy="install that version, or build again with: kg build")
    what = f"was made by an older newskg (layout {layout}; this one reads from {OLDEST})"
    return GraphError(what, where=str(folder), remedy=f"to migrate, {REBUILD}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
