"""What every format of RDF starts from: a corpus, or no more than triples, as a CONSTRUCT gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

import pyoxigraph as ox

from kg.graph.iris import BASE


class Rdf(Protocol):
    """Something that has triples and quads, and a base for the prefixes."""

    @property
    def base(self) -> str:
        """What the IRIs of resources begin with."""
        ...

    def triples(self) -> set[ox.Triple]:
        """Return the union of all graphs."""
        ...

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad."""
        ...

    def union(self) -> Iterator[ox.Triple]:
        """Yield the triples of all graphs, some of them more than once."""
        ...


@dataclass(frozen=True)
class Triples:
    """Triples by themselves, in the default graph."""

    given: frozenset[ox.Triple] = field(repr=False)
    base: str = BASE

    def triples(self) -> set[ox.Triple]:
        """Return them."""
        return set(self.given)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield them as quads of the default graph."""
        for triple in self.given:
            yield ox.Quad(triple.subject, triple.predicate, triple.object)

    def union(self) -> Iterator[ox.Triple]:
        """Yield them."""
        return iter(self.given)


@dataclass(frozen=True)
class Written:
    """What a file of N-Quads says, which is made once and read several times.

    Attributes:
        path: The file.
        base: What the IRIs of resources begin with.
    """

    path: Path
    base: str = BASE

    @classmethod
    def of(cls, quads: Iterable[ox.Quad], path: Path, base: str = BASE) -> Self:
        """Write quads into a file.

        Raises:
            OSError: It cannot be written.
        """
        ox.serialize(quads, output=str(path), format=ox.RdfFormat.N_QUADS)
        return cls(path, base)

    def triples(self) -> set[ox.Triple]:
        """Return the union of all graphs."""
        return set(self.union())

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad."""
        return ox.parse(path=str(self.path), format=ox.RdfFormat.N_QUADS)

    def union(self) -> Iterator[ox.Triple]:
        """Yield the triples of all graphs, some of them more than once."""
        return (quad.triple for quad in self.quads())
