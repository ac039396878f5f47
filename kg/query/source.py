"""Where a query is asked: the store of a project, a file of triples, or an endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphError, KgError
from kg.graph.iris import PREFIXES, prefixes
from kg.search import Index, open_index
from kg.stores import open_store
from kg.stores.apart import ApartStore
from kg.stores.base import Queryable
from kg.stores.folder import STORE, Generation, newest

_ARTICLES = "CONSTRUCT { ?a schema:identifier ?id } WHERE { ?a a schema:NewsArticle ; schema:identifier ?id } LIMIT 9"


@dataclass(frozen=True, slots=True)
class Source:
    """A store to ask.

    Attributes:
        store: It.
        base: What the IRIs of resources begin with.
        what: What it is, in words.
        index: The index of its build, where it is a project's and has one.
    """

    store: Queryable
    base: str
    what: str
    index: Index | None = None

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that need no declaration."""
        return prefixes(self.base)


def source(graph: Path, *, only_file: bool = False) -> Source:
    """Return the store beside a graph where it holds the same, else the graph itself, in a process of its own.

    Args:
        graph: A graph.ttl, or another file of triples or quads.
        only_file: Whether to leave the store aside.

    Raises:
        GraphError: There is no graph, or a store that this version cannot read.
    """
    found, why = None if only_file else newest(graph.parent / STORE), ""
    if found is not None and found.matches(graph):
        store = ApartStore(graph.parent / STORE)
        try:
            store.query("ASK {}", {})
        except GraphError as error:
            store.close()
            if not graph.is_file():
                raise
            why = f" (the store beside it {error.what})"
        else:
            return Source(store, found.base, f"{found.path} (Oxigraph on disk, opened to read)", _index(found))
    elif found is not None:
        why = " (the store beside it is of another build)"
    if not graph.is_file():
        raise GraphError("there is no such graph", where=str(graph), remedy="build it first with: kg build")
    return _sourced(ApartStore(graph, "file"), f"{graph}, read into memory{why}")


def endpoint(address: str) -> Source:
    """Return a SPARQL endpoint as a store.

    Raises:
        GraphError: The address is none, or nobody answers there.
    """
    return _sourced(open_store("remote", address), address)


def _index(found: Generation) -> Index | None:
    """Return the index of a build; one by an older newskg has none, and is asked without."""
    try:
        return open_index(found)
    except GraphError:
        return None


def _sourced(store: Queryable, what: str) -> Source:
    try:
        articles = store.query(_ARTICLES, PREFIXES).triples or ()
    except KgError:
        store.close()
        raise
    from kg.graph.reading import base_of  # noqa: PLC0415 - a built store knows its own

    return Source(store, base_of(articles), what)
