"""The embedded store: Oxigraph in memory, or on disk where a folder is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.stores.base import Answer
from kg.stores.files import quads_of
from kg.stores.words import words

_PLACE = re.compile(r"\bat (\d+):(\d+):? ?")


class OxigraphStore:
    """Keeps quads in Oxigraph.

    Args:
        path: Its folder, made where there is none; None to keep all in memory.

    Raises:
        GraphError: The folder cannot be opened, for instance because another process has it open.
    """

    def __init__(self, path: Path | None = None) -> None:
        try:
            self._store = ox.Store(str(path)) if path is not None else ox.Store()
        except OSError as error:
            raise GraphError(f"cannot be opened as a store: {error}", where=str(path)) from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads; one that is there already is kept once."""
        self._store.bulk_extend(quads)

    def load(self, path: Path) -> None:
        """Add the triples or quads of a file, all of them or none.

        Raises:
            GraphError: There is no such file, or it is no RDF.
        """
        self._store.extend(quads_of(path))

    def query(self, text: str, prefixes: Mapping[str, str]) -> Answer:
        """Answer a SPARQL query, over the union of all graphs where it names none.

        Raises:
            QueryError: It is no query, or it fails.
        """
        try:
            union = all(word != "from" for word, _ in words(text))  # a query's own FROM says which graphs it means
            found = self._store.query(text, prefixes=dict(prefixes), use_default_graph_as_union=union)
            return _answer(found)
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


def _answer(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return Answer(truth=bool(found))
    if isinstance(found, ox.QueryTriples):
        return Answer(triples=tuple(found))
    names = [v.value for v in found.variables]
    return Answer(tuple(names), tuple(tuple(row[name] for name in names) for row in found))


def _hint(text: str, place: re.Match[str] | None) -> str:
    """Quote the line that the parser stumbled on."""
    lines = text.split("\n")
    number = int(place[1]) if place else 0
    shown = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return f"near: {shown[:80]}" if shown else "a brace, a dot or a prefix may be missing"
