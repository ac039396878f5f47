"""The embedded store: Oxigraph in memory, or on disk where a folder is given.

Its default graph holds every triple, those of named graphs once more: Oxigraph's own union of graphs gives a triple as
often as graphs hold it, so that counts come out wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.stores.base import Answer, beyond, cut, mirrored
from kg.stores.dataset import merge_wanted
from kg.stores.files import quads_of, read_errors
from kg.stores.mirroring import mirror
from kg.stores.reporting import not_sparql
from kg.stores.scratch import scratch


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

    def add(self, quads: Iterable[ox.Quad], *, union: bool = True) -> None:
        """Add quads, by the bulk loader; one that is there already is kept once.

        Args:
            quads: In the default graph or in named ones.
            union: Whether the default graph is to hold those of named graphs, too.

        Raises:
            GraphError: The folder cannot be written.
        """
        try:
            self._store.bulk_extend(mirrored(quads, union=union))
        except OSError as error:
            raise GraphError(f"cannot be written: {error}", where=self._where) from error

    def load(self, path: Path) -> None:
        """Add the triples or quads of a file, all of them or none; into an empty store by the bulk loader.

        Raises:
            GraphError: There is no such file, or it is no RDF.
        """
        if self._store:
            self._store.extend(mirrored(quads_of(path)))
            return
        try:
            with read_errors(path) as form:
                self._bulk_load(path, form)
        except GraphError:
            self._store.clear()  # the bulk loader keeps what came before the mistake
            raise

    def _bulk_load(self, path: Path, form: ox.RdfFormat) -> None:
        if not form.supports_datasets:
            self._store.bulk_load(path=str(path), format=form)
            return
        with self._scratch() as folder:
            quads = path
            if form != ox.RdfFormat.N_QUADS:
                quads = folder / "quads.nq"
                ox.serialize(ox.parse(path=str(path), format=form), output=str(quads), format=ox.RdfFormat.N_QUADS)
            with ThreadPoolExecutor() as loaders:  # they share no index, and the loader holds no lock of Python's
                for loaded in [loaders.submit(self._bulk_load_quads, file) for file in mirror(quads, folder)]:
                    loaded.result()

    def _bulk_load_quads(self, path: Path) -> None:
        self._store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        """Give a folder beside the store that goes when what is in it has been read."""
        beside = Path(self._where).parent if self._where else None
        with scratch(beside, ".load-") as folder:
            yield folder

    def query(
        self,
        text: str,
        prefixes: Mapping[str, str],
        limit: int | None = None,
        *,
        default: Sequence[str] | None = None,
        named: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a SPARQL query, over the default graph, which is the union of all graphs, where it names none.

        Args:
            text: SPARQL.
            prefixes: Names and namespaces that it need not declare.
            limit: Rows (or triples) after which the answer is cut.
            default: IRIs of graphs whose merge is the default graph, whatever FROM says; None for all.
            named: IRIs of the graphs that GRAPH may name, whatever FROM NAMED says; None for all.

        Raises:
            QueryError: It is no query, or it fails.
        """
        try:
            if default is None and named is None:
                default, named = merge_wanted(text, prefixes) or (None, None)
            if default is None and named is None:
                return _answer(self._store.query(text, prefixes=dict(prefixes)), limit)
            return _answer(self._over(text, prefixes, default or (), named or ()), limit)
        except SyntaxError as error:
            raise not_sparql(str(error), text) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"fails: {error}", where="query") from error

    def _over(
        self, text: str, prefixes: Mapping[str, str], default: Sequence[str], named: Sequence[str]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask a dataset of some graphs: one alone as it is, the merge of several (RDF 1.1, 4.1) as a store of its own.

        Oxigraph would give a triple of two graphs twice.
        """
        one, others = list(map(ox.NamedNode, dict.fromkeys(default))), [ox.NamedNode(n) for n in named]
        if len(one) < 2:
            return self._store.query(text, prefixes=dict(prefixes), default_graph=[*one], named_graphs=[*others])
        merged = ox.Store()
        merged.bulk_extend(ox.Quad(*triple) for name in one for triple in self.graph(name))
        kept = (
            ox.Quad(triple.subject, triple.predicate, triple.object, name)
            for name in others
            for triple in self.graph(name)
        )
        merged.bulk_extend(kept)
        return merged.query(text, prefixes=dict(prefixes), default_graph=[ox.DefaultGraph()], named_graphs=[*others])

    def graph(self, name: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Triple]:
        """Yield the triples of one graph, in no particular order; the default graph's are those of all."""
        return (quad.triple for quad in self._store.quads_for_pattern(None, None, None, name))

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, in no particular order; what the default graph only repeats is left out."""
        if next(self._store.named_graphs(), None) is None:
            return iter(self._store)
        return (q for q in self._store if not isinstance(q.graph_name, ox.DefaultGraph) or self._is_alone(q))

    def _is_alone(self, quad: ox.Quad) -> bool:
        subject, predicate, value = quad.triple
        return len(list(islice(self._store.quads_for_pattern(subject, predicate, value, None), 2))) == 1

    def __len__(self) -> int:
        """Return the number of quads."""
        return sum(1 for _ in self.quads())

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
