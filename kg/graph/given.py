"""What every format of RDF starts from: a corpus, or no more than triples, as a CONSTRUCT gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

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
