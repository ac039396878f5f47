"""The seam: what a store can do, and the answers that it gives. Terms are pyoxigraph's in every store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

import pyoxigraph as ox

Term: TypeAlias = ox.NamedNode | ox.Literal | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: a table (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE).

    Attributes:
        variables: Column names of a table, without `?`.
        rows: Its rows, None where a variable is unbound.
        truth: The value of an ASK, else None.
        triples: The triples of a CONSTRUCT or DESCRIBE, else None.
        cut: Whether there were more rows or triples than was allowed.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None
    cut: bool = False


def beyond(limit: int | None) -> int | None:
    """Return how many rows to fetch so that one over the limit is seen."""
    return None if limit is None else limit + 1


def cut(answer: Answer, limit: int | None) -> Answer:
    """Cut an answer to so many rows or triples, and mark it where there were more."""
    size = len(answer.rows if answer.triples is None else answer.triples)
    if limit is None or size <= limit:
        return answer
    triples = None if answer.triples is None else answer.triples[:limit]
    return replace(answer, rows=answer.rows[:limit], triples=triples, cut=True)


def mirrored(quads: Iterable[ox.Quad], *, union: bool = True) -> Iterator[ox.Quad]:
    """Yield quads, and each that is in a named graph once more for the default graph, where it is to be their union."""
    for quad in quads:
        yield quad
        if union and not isinstance(quad.graph_name, ox.DefaultGraph):
            yield ox.Quad(*quad.triple)


class Queryable(Protocol):
    """Answers queries; the default graph of a query is the union of all graphs, but for those that are kept apart."""

    def query(self, text: str, prefixes: Mapping[str, str], limit: int | None = None) -> Answer:
        """Answer a SPARQL query.

        Args:
            text: SPARQL.
            prefixes: Names and namespaces that it need not declare.
            limit: Rows (or triples) after which the answer is cut.

        Raises:
            QueryError: It is no query, or it fails.
        """
        ...

    def close(self) -> None:
        """Write what is pending and let go of files and processes."""


class Store(Queryable, Protocol):
    """Keeps quads, too."""

    def add(self, quads: Iterable[ox.Quad], *, union: bool = True) -> None:
        """Add quads; one that is there already is kept once.

        Args:
            quads: In the default graph or in named ones.
            union: Whether the default graph is to hold those of named graphs, too; else only `GRAPH` finds them.
        """

    def load(self, path: Path) -> None:
        """Add the triples or quads of a file, whose format its extension tells.

        Raises:
            GraphError: There is no such file, or it is no RDF.
        """

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, in no particular order."""
        ...

    def __len__(self) -> int:
        """Return the number of quads."""
        ...


@runtime_checkable
class Stoppable(Protocol):
    """A store whose query, running in another thread, can be stopped at any time."""

    def stop(self) -> None:
        """Stop the query that runs; the next one is answered as ever."""


class Factory(Protocol):
    """Opens a store."""

    def __call__(self, path: Path | str | None = None) -> Store:
        """Open a store in a folder or at an address, or in memory where there is none."""
        ...
