"""The store of rdflib: slower, but open to every tool that works on an rdflib Dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox
import rdflib
from pyparsing import ParseBaseException
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins import sparql
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.term import Node

from kg.errors import GraphError, QueryError
from kg.stores.base import Answer, Term, cut, mirrored
from kg.stores.files import quads_of

_DEFAULT = str(DATASET_DEFAULT_GRAPH_ID)
sparql.SPARQL_LOAD_GRAPHS = False  # FROM names a graph of the store, never an address to fetch


class MemoryStore:
    """Keeps quads in an rdflib Dataset, `dataset`, whose default graph holds those of named graphs once more.

    rdflib's own union would hold all graphs, those too that are kept apart.

    Raises:
        GraphError: A folder is given: this store keeps nothing on disk.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        if path is not None:
            raise GraphError("the memory store keeps nothing on disk", where=str(path), remedy="take oxigraph")
        self.dataset = rdflib.Dataset()

    def add(self, quads: Iterable[ox.Quad], *, union: bool = True) -> None:
        """Add quads; one that is there already is kept once.

        Args:
            quads: In the default graph or in named ones.
            union: Whether the default graph is to hold those of named graphs, too.
        """
        default = self.dataset.default_graph
        for subject, predicate, value, name in mirrored(quads, union=union):
            graph = default if isinstance(name, ox.DefaultGraph) else self.dataset.graph(to_rdflib(name))
            graph.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(value)))

    def load(self, path: Path) -> None:
        """Add the triples or quads of a file, all of them or none.

        Raises:
            GraphError: There is no such file, or it is no RDF.
        """
        self.add(list(quads_of(path)))

    def query(self, text: str, prefixes: Mapping[str, str], limit: int | None = None) -> Answer:
        """Answer a SPARQL query, over the default graph, which is the union of all graphs, where it names none.

        Raises:
            QueryError: It is no query, or it fails.
        """
        try:
            found = self.dataset.query(text, initNs=dict(prefixes))
            return cut(_answer(found), limit)
        except ParseBaseException as error:
            where = f"line {error.lineno}, column {error.column}"
            hint = f"near: {error.line.strip()[:80]}"
            raise QueryError(f"is not SPARQL: {error.msg}", where=where, remedy=hint) from error
        except (SPARQLError, ValueError, NotImplementedError) as error:
            raise QueryError(f"fails: {error}", where="query") from error

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, in no particular order; what the default graph only repeats is left out."""
        for subject, predicate, value, name in self.dataset.quads():
            default = name is None or str(name) == _DEFAULT
            if not default or not self._is_named((subject, predicate, value)):
                graph = ox.DefaultGraph() if default else ox.NamedNode(str(name))
                yield ox.Quad(_resource(subject), _name(predicate), from_rdflib(value), graph)

    def _is_named(self, triple: Any) -> bool:
        return any(str(getattr(g, "identifier", g)) != _DEFAULT for g in self.dataset.store.contexts(triple))

    def __len__(self) -> int:
        """Return the number of quads."""
        return sum(1 for _ in self.quads())

    def close(self) -> None:
        """Let go of nothing: all is in memory."""


def to_rdflib(term: Any) -> Any:
    """Turn a term of pyoxigraph into rdflib's."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == str(rdflib.XSD.string)
    datatype = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def from_rdflib(term: Node) -> Term:
    """Turn a term of rdflib into pyoxigraph's."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    literal = cast("rdflib.Literal", term)
    if literal.language:
        return ox.Literal(str(literal), language=literal.language)
    return ox.Literal(str(literal), datatype=ox.NamedNode(str(literal.datatype or rdflib.XSD.string)))


def _resource(term: Node) -> ox.NamedNode | ox.BlankNode:
    found = from_rdflib(term)
    if isinstance(found, ox.Literal):
        raise GraphError("a literal stands as a subject")
    return found


def _name(term: Node) -> ox.NamedNode:
    return ox.NamedNode(str(term))


def _answer(found: rdflib.query.Result) -> Answer:
    if found.type == "ASK":
        return Answer(truth=bool(found.askAnswer))
    if found.type in ("CONSTRUCT", "DESCRIBE"):
        triples = cast("Any", found.graph) or ()
        return Answer(triples=tuple(ox.Triple(_resource(s), _name(p), from_rdflib(o)) for s, p, o in triples))
    names = [str(v) for v in found.vars or ()]
    rows = (tuple(None if v is None else from_rdflib(v) for v in cast("Any", row)) for row in found)
    return Answer(tuple(names), tuple(rows))
