"""The seam: what a store can do, and the answers that it gives. Terms are pyoxigraph's in every store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

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
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None


class Store(Protocol):
    """Keeps quads and answers queries; the default graph of a query is the union of all graphs."""

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads; one that is there already is kept once."""

    def load(self, path: Path) -> None:
        """Add the triples or quads of a file, whose format its extension tells.

        Raises:
            GraphError: There is no such file, or it is no RDF.
        """

    def query(self, text: str, prefixes: Mapping[str, str]) -> Answer:
        """Answer a SPARQL query.

        Raises:
            QueryError: It is no query, or it fails.
        """
        ...

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, in no particular order."""
        ...

    def __len__(self) -> int:
        """Return the number of quads."""
        ...

    def close(self) -> None:
        """Write what is pending and let go of the files."""


class Factory(Protocol):
    """Opens a store."""

    def __call__(self, path: Path | None = None) -> Store:
        """Open a store in a folder, or in memory where there is none."""
        ...
