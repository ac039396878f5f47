"""The embedded store: Oxigraph in memory, or on disk where a folder is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.stores.base import Answer, beyond, cut
from kg.stores.files import quads_of, read_errors
from kg.stores.words import words

_PLACE = re.compile(r"\bat (\d+):(\d+):? ?")


class OxigraphStore:
    """Keeps quads in Oxigraph.

    Args:
        path: Its folder, made where there is none; None to keep all in memory.
        read_only: Open what is there as it is now, beside whoever writes it.
        held: Kept as long as the store is: a lock, say.

    Raises:
        GraphError: The folder cannot be opened, for instance because another process writes it.
    """

    def __init__(self, path: Path | str | None = None, *, read_only: bool = False, held: object = None) -> None:
        self._held = held
        self._where = "" if path is None else str(path)
        try:
            if path is not None and read_only:
                self._store = ox.Store.read_only(str(path))
            else:
                self._store = ox.Store(str(path)) if path is not None else ox.Store()
        except (OSError, RuntimeError) as error:  # the second where a file is missing
            raise GraphError(f"cannot be opened as a store: {error}", where=self._where) from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, by the bulk loader; one that is there already is kept once.

        Raises:
            GraphError: The folder cannot be written.
        """
        try:
            self._store.bulk_extend(quads)
        except OSError as error:
            raise GraphError(f"cannot be written: {error}", where=self._where) from error

    def load(self, path: Path) -> None:
        """Add the triples or quads of a file, all of them or none; into an empty store by the bulk loader.

        Raises:
            GraphError: There is no such file, or it is no RDF.
        """
        if self._store:
            self._store.extend(quads_of(path))
            return
        try:
            with read_errors(path) as form:
                self._store.bulk_load(path=str(path), format=form)
        except GraphError:
            self._store.clear()  # the bulk loader keeps what came before the mistake
            raise

    def query(self, text: str, prefixes: Mapping[str, str], limit: int | None = None) -> Answer:
        """Answer a SPARQL query, over the union of all graphs where it names none.

        Raises:
            QueryError: It is no query, or it fails.
        """
        try:
            union = all(word != "from" for word, _ in words(text))  # a query's own FROM says which graphs it means
            found = self._store.query(text, prefixes=dict(prefixes), use_default_graph_as_union=union)
            return _answer(found, limit)
        except SyntaxError as error:
            place = _PLACE.search(str(error))
            what = _PLACE.sub("", str(error)).removeprefix("error ")
            where = f"line {place[1]}, column {place[2]}" if place else "query"
            raise QueryError(f"is not SPARQL: {what}", where=where, remedy=_hint(text, place)) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"fails: {error}", where="query") from error

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, in no particular order."""
        return iter(self._store)

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._store)

    def close(self) -> None:
        """Write what is pending; the files are let go with the object."""
        self._store.flush()


def _answer(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, limit: int | None) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return Answer(truth=bool(found))
    if isinstance(found, ox.QueryTriples):
        return cut(Answer(triples=tuple(islice(found, beyond(limit)))), limit)
    names = tuple(v.value for v in found.variables)
    return cut(Answer(names, tuple(map(tuple, islice(found, beyond(limit))))), limit)


def _hint(text: str, place: re.Match[str] | None) -> str:
    """Quote the line that the parser stumbled on."""
    lines = text.split("\n")
    number = int(place[1]) if place else 0
    shown = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return f"near: {shown[:80]}" if shown else "a brace, a dot or a prefix may be missing"
