"""The quads, the store and the Turtle of a build, made of those of the build before where little has changed since.

What an article's quads were made of is known by a mark that stands beside the store. Only what has changed is made
into quads; the store tells what that does to all others, and the Turtle before is copied but for this. Where anything
of the build before is missing, spoilt or of another version, all is made from nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import results
from kg.errors import GraphError
from kg.exporters import exporter
from kg.graph import Corpus, Rdf, Written, prefixes, splice
from kg.ontology import Ontology
from kg.stores.files import quads_of
from kg.stores.folder import STORE, Generation, being_filled, hold_newest, known, renew

if TYPE_CHECKING:
    from kg.stores.renewing import Changes

QUADS = "quads.nq"
TURTLE = "graph.ttl"


class Quads:
    """The quads of a build.

    Args:
        corpus: What they say.
        folder: Where they, the store and the Turtle are made.
        version: What quads depend on besides their graph; "" where that is not known.
        inferred: What follows from them, a file in which it stands; None where it is not to be in the store.

    Attributes:
        renewed: Whether the store is complete, made of the one before.
    """

    def __init__(self, corpus: Corpus, folder: Path, version: str = "", inferred: Path | None = None) -> None:
        self.renewed = False
        self._corpus, self._folder, self._inferred = corpus, folder, inferred
        self._marks = results.marks(corpus.graphs, version)
        self._said: Rdf = corpus
        self._changes: Changes | None = None
        self._before: Generation | None = None  # to whose Turtle they are

    def write(self, out: Path | None) -> None:
        """Write them, made once for Turtle and the store; make that of the one before where that is worth while.

        Args:
            out: A project whose store may do; None where all is to be made from nothing.

        Raises:
            GraphError: The folder cannot be written.
            OSError: Likewise.
        """
        held = _newest(out / STORE) if out is not None else None
        told = known(held[1].path) if held is not None else {}
        same = results.unchanged(self._marks, {said.mark: name for name, said in told.items() if said.mark})
        self._written(same)
        if held is None:
            return
        kept = {name: told[name] for name in same.values()}
        marks = [mark for place, mark in enumerate(self._marks) if place not in same]
        path = self._folder / STORE
        changes = renew(path, self._folder / QUADS, self._apart(), held[1].path, same=kept, marks=marks)
        self.renewed, self._changes = changes is not None, changes
        if self.renewed and same:  # so the Turtle is of this version, too
            self._said, self._before = self._corpus, held[1]
        elif same:
            self._written({})

    def fill(self, stack: ExitStack, jobs: int = 1) -> Callable[[], None]:
        """Begin to fill the store, where that is not done, in so many threads; return what waits for it."""
        quads = self._folder / QUADS
        if self._changes is not None:
            return partial(_remove, quads, *self._changes)
        return stack.enter_context(being_filled(self._folder / STORE, quads, self._apart(), self._marks, jobs))

    def turtle(self, before: Path, ontology: Ontology) -> None:
        """Write Turtle.

        Args:
            before: That of the build before.
            ontology: As exporters take it.
        """
        path = self._folder / TURTLE
        if not self._spliced(before, path):
            export: Callable[..., None] = exporter("turtle")
            export(self._said, path, ontology=ontology)

    def _written(self, same: dict[int, str]) -> None:
        places = [n for n in range(len(self._corpus.graphs)) if n not in same] if same else None
        self._said = Written.of(self._corpus.quads(places), self._folder / QUADS, self._corpus.base)

    def _apart(self) -> Iterable[ox.Quad]:
        return quads_of(self._inferred) if self._inferred is not None else ()

    def _spliced(self, before: Path, path: Path) -> bool:
        if self._changes is None or self._before is None:
            return False
        try:
            with before.open("rb", buffering=0) as old:
                if hashlib.file_digest(old, "sha256").hexdigest() != self._before.sha256:
                    return False
                return splice(old, *self._changes, path, prefixes(self._corpus.base))
        except FileNotFoundError:
            return False


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink()


def _newest(folder: Path) -> tuple[object, Generation] | None:
    """Hold the generation that is the newest until now; one that cannot be read is no use."""
    try:
        return hold_newest(folder)
    except GraphError:
        return None
