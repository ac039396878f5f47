"""A store behind a SPARQL 1.1 endpoint: the SPARQL Protocol for queries, the Graph Store Protocol for data."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.stores.base import Answer, beyond, cut, mirrored
from kg.stores.files import quads_of
from kg.stores.reporting import not_sparql
from kg.stores.words import TOKENS

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
TIMEOUT = 60.0  # seconds without a byte
BATCH = 50_000  # triples a request
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
_PREFIX = re.compile(r"([\w.-]*):")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_EACH = "{ { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?h { ?s ?p ?o } } } }"


class RemoteStore:
    """Asks an endpoint, and writes into it.

    What is added to a named graph is added to the default graph, too, which queries see; so any server will do, however
    it is set up.

    Args:
        path: The address of queries. From one that ends in `/query` those of updates and graphs follow (`/update`,
            `/store`, as Oxigraph has them); one without a path is an Oxigraph's; any other is taken for all three.
        graphs: The address of the Graph Store Protocol, where it is another.

    Raises:
        GraphError: It is no address.
    """

    def __init__(self, path: Path | str | None = None, *, graphs: str = "") -> None:
        parts = urlsplit(str(path or ""))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise GraphError(
                f"{str(path or '')!r} is no address of an endpoint", remedy="give one like http://host/query"
            )
        bare = not parts.path.strip("/")
        self.address = f"{parts.scheme}://{parts.netloc}/query" if bare else str(path)
        self.graphs = graphs or re.sub(r"/query\Z", "/store", self.address)
        near = parts.hostname in _LOOPBACK  # no proxy stands between us and ourselves
        self._opener = urllib.request.build_opener(*([urllib.request.ProxyHandler({})] if near else []))

    def add(self, quads: Iterable[ox.Quad], *, union: bool = True) -> None:
        """Add quads, graph by graph; one that is there already is kept once.

        Args:
            quads: In the default graph or in named ones.
            union: Whether the default graph is to hold those of named graphs, too.

        Raises:
            GraphError: The endpoint cannot be reached, or refuses.
        """
        waiting = iter(quads)
        while batch := list(mirrored(islice(waiting, BATCH), union=union)):
            by_graph: dict[str, list[ox.Triple]] = {}
            for quad in batch:
                name = quad.graph_name
                where = "default" if isinstance(name, ox.DefaultGraph) else f"graph={quote(name.value, safe='')}"
                by_graph.setdefault(where, []).append(quad.triple)
            for where, triples in by_graph.items():
                data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
                with self._sent(f"{self.graphs}?{where}", data, {"Content-Type": TRIPLES}):
                    pass

    def load(self, path: Path) -> None:
        """Add the triples or quads of a file; nothing where it is no RDF.

        Raises:
            GraphError: There is no such file, it is no RDF, or the endpoint cannot be reached or refuses.
        """
        self.add(list(quads_of(path)))

    def query(self, text: str, prefixes: Mapping[str, str], limit: int | None = None) -> Answer:
        """Answer a SPARQL query.

        Raises:
            QueryError: It is no query, or it fails.
            GraphError: The endpoint cannot be reached.
        """
        used = {m[1] for token in TOKENS.finditer(text) if (m := _PREFIX.match(token[0]))} - set(
            _DECLARED.findall(text)
        )
        head = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items() if name in used)
        try:
            with self._asked(head + text) as response:
                return cut(_answer(response, limit), limit)
        except _RefusedError as error:
            if error.status == http.client.BAD_REQUEST:
                raise not_sparql(error.said, text, len(head)) from error
            raise QueryError(f"fails: {error}", where=self.address) from error
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the answer cannot be read: {error}", where=self.address) from error
        except (http.client.HTTPException, OSError) as error:
            raise QueryError(f"the answer breaks off: {error}", where=self.address) from error

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, in no particular order."""
        with self._asked(f"SELECT ?s ?p ?o ?g {_EACH}") as response:
            for subject, predicate, value, name in _answer(response, None).rows:
                yield ox.Quad(cast("Any", subject), cast("Any", predicate), cast("Any", value), cast("Any", name))

    def __len__(self) -> int:
        """Return the number of quads."""
        with self._asked(f"SELECT (COUNT(*) AS ?n) {_EACH}") as response:
            return int(cast("ox.Literal", _answer(response, None).rows[0][0]).value)

    def close(self) -> None:
        """Let go of nothing: no connection is kept."""

    def _asked(self, text: str) -> http.client.HTTPResponse:
        headers = {"Content-Type": "application/sparql-query", "Accept": f"{RESULTS}, {TRIPLES};q=0.9"}
        return self._sent(self.address, text.encode(), headers)

    def _sent(self, address: str, data: bytes, headers: Mapping[str, str]) -> http.client.HTTPResponse:
        request = urllib.request.Request(address, data, dict(headers), method="POST")  # noqa: S310 - http alone
        try:
            return cast("http.client.HTTPResponse", self._opener.open(request, timeout=TIMEOUT))
        except urllib.error.HTTPError as error:
            with error:
                said = error.read(2000).decode("utf-8", "replace").strip()
            raise _RefusedError(error.code, said or str(error.reason), self.address) from error
        except (http.client.HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            remedy = "is the endpoint running?"
            raise GraphError(f"cannot be reached: {reason}", where=self.address, remedy=remedy) from error


class _RefusedError(GraphError):
    """An answer that says no."""

    def __init__(self, status: int, said: str, address: str) -> None:
        super().__init__(f"answers {status}: {said[:300]}", where=address)
        self.status = status
        self.said = said


def _answer(response: http.client.HTTPResponse, limit: int | None) -> Answer:
    kind = (response.headers.get_content_type() or "").lower()
    stream = cast("IO[bytes]", response)
    if kind == RESULTS:
        found = ox.parse_query_results(stream, format=ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return Answer(truth=bool(found))
        names = tuple(v.value for v in found.variables)
        return Answer(names, tuple(map(tuple, islice(found, beyond(limit)))))
    form = ox.RdfFormat.from_media_type(kind)
    if form is None:
        raise ValueError(f"it is {kind}, neither {RESULTS} nor RDF")
    triples = (q.triple for q in chain(ox.parse(stream, format=form)))
    return Answer(triples=tuple(islice(triples, beyond(limit))))
