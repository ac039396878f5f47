"""The composition root: files in, a corpus out, and the files of a build written so that none is ever half there."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, TypeAlias

from kg import graph, query, results, search
from kg.errors import GraphError, KgError, StaleError
from kg.events import Event, Failed, Waiting, Watch, Writing
from kg.exporters import exporter
from kg.extraction import BuiltIn, Engine, extracted
from kg.graph import BASE, Iris, prefixes
from kg.model import Article, ArticleGraph
from kg.ontology import Ontology, load_ontology
from kg.processes import COPIES, beside, spare_collector
from kg.readers import read_articles
from kg.readers.notices import Notices
from kg.stores import Answer, Store, open_store
from kg.stores.durable import settle, settle_names, undisturbed
from kg.stores.files import quads_of
from kg.stores.folder import STORE, locked, newest, publish, withdraw
from kg.stores.scratch import scratch
from kg.updating import TURTLE, Quads

__all__ = ["BASE", "Corpus", "build", "load", "report", "write"]

PAGE = "graph.html"
INFERRED = "inferred.trig"
REPORT = "report.json"

Paths: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass(frozen=True)
class Corpus(graph.Corpus):
    """The graphs of articles, joined, with a store to ask.

    >>> Corpus().counts()["articles"]
    0
    """

    @cached_property
    def store(self) -> Store:
        """An embedded store in memory that holds the corpus: a named graph an article, one for entities."""
        store = open_store("oxigraph")
        store.add(self.quads())
        return store

    def query(self, text: str, *, timeout: float = query.TIMEOUT) -> Answer:
        """Answer a read-only SPARQL query; the prefixes of the vocabulary need no declaration.

        Args:
            text: SPARQL 1.1.
            timeout: Seconds to wait.

        Raises:
            QueryError: It is no query, would change something, or takes too long.
        """
        return query.ask(self.store, text, prefixes(self.base), timeout=timeout)


def _unwatched(_event: Event) -> None:
    return


def build(
    paths: Paths = ("seeds",),
    out: str | os.PathLike[str] | None = None,
    *,
    ontology: Sequence[str | os.PathLike[str]] = (),
    lexicons: Sequence[str | os.PathLike[str]] = (),
    extractor: str = "rules",
    engine: Engine | None = None,
    stdin: bytes | None = None,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
    base: str = BASE,
    min_confidence: float = 0.0,
    decisions: str | os.PathLike[str] | None = None,
    infer: bool = False,
    store: bool = True,
    embed_text: bool = False,
    fresh: bool = False,
    watch: Watch = _unwatched,
) -> Corpus:
    """Read articles and build their graph.

    What an article says is kept in `out`, too, as long as neither it nor what reads it changes: a later build reads
    what is new or changed, and gives what a build from nothing would. A build that was stopped goes on where it was.

    Args:
        paths: Files, folders, or "-" for standard input.
        out: Folder for graph.ttl, graph.html, report.json and store/; None writes nothing. Where no article could
            be read, what stands there is left as it is.
        ontology: Folders laid out like ontology/ that add to it.
        lexicons: Lexicon files, TSV or CSV.
        extractor: Name of the extractor.
        engine: What turns an article into its graph, instead of the built-in engine. Its results are kept only where
            it has an attribute `version`, a text that changes with all that they depend on besides the article.
        stdin: What "-" stands for, instead of the process's own standard input.
        columns: Which column of a table holds which field of an article: {"title": "제목"}.
        jobs: Processes that work at a time.
        base: What the IRIs of resources begin with.
        min_confidence: Claims below it, 0 to 1, are left out.
        decisions: A file of what the user has decided about entities: same, not the same, renamed.
        infer: Whether to write what follows from the graph, too: inferred.trig, and in the store a graph of its own.
        store: Whether to write store/.
        embed_text: Whether graph.html holds the articles' texts, beyond the sentences that are evidence.
        fresh: Whether to read every article again.
        watch: Told of what happens, as `kg.events` has it.

    Returns:
        The corpus; its `failures` name what could not be read or built.

    Raises:
        KgError: The ontology or the decisions are wrong, no extractor has that name, the base is none, or `out` cannot
            be written.
    """
    started = time.monotonic()
    Iris(base)
    terms = load_ontology(tuple(map(Path, ontology)), tuple(map(Path, lexicons)))
    _spared()
    home = _home(Path(out)) if out is not None else None
    decided = graph.read_decisions(Path(decisions)) if decisions is not None else ()
    work = engine or BuiltIn(tuple(map(Path, ontology)), tuple(map(Path, lexicons)), extractor)
    keeps = out is not None and bool(getattr(work, "version", ""))
    reads = results.Read(results.kept_in(Path(out or "")), results.reading() if keeps else "", fresh=fresh or not keeps)
    read, articles, failures, notices = _read(paths, stdin, columns, home, reads)
    for error in failures:
        watch(Failed(error))
    with ExitStack() as stack:
        kept = _kept(stack, work, Path(out), watch, fresh=fresh) if out is not None and articles else None
        if kept is not None:
            kept.keep(reads, read)
        corpus = Corpus.of(
            _good(extracted(articles, work, jobs, kept, watch), failures, watch),
            terms,
            base=base,
            failures=failures,
            min_confidence=min_confidence,
            decisions=decided,
            keep=partial(results.Shelf, folder=home),
        )
        rules = results.rules(base, tuple(map(Path, ontology))) if kept is not None else ""
        verdicts = kept.verdicts(rules) if kept is not None else None
        corpus = graph.gated(corpus, terms, verdicts, jobs)
        if kept is not None and verdicts is not None:
            kept.settle(verdicts)
        for error in corpus.failures[len(failures) :]:
            watch(Failed(error))
        if out is not None and corpus.graphs:
            write(
                corpus,
                Path(out),
                terms,
                started,
                infer=infer,
                store=store,
                embed_text=embed_text,
                fresh=fresh,
                jobs=jobs,
                version=rules,
            )
            if kept is not None:
                kept.forget()
    for noticed in notices.said():
        watch(noticed)
    return corpus


@cache
def _spared() -> None:
    spare_collector()  # once: what is loaded for the first build serves all


def _home(out: Path) -> Path:
    """Return the folder in which a build keeps what memory has no room for: `out`, or what it is to be made in."""
    return next((p for p in (out, *out.absolute().parents) if p.is_dir()), Path())


def _good(outcomes: Iterable[ArticleGraph | KgError], failures: list[KgError], watch: Watch) -> Iterator[ArticleGraph]:
    """Yield the graphs; errors go to the failures."""
    done = 0
    for got in outcomes:
        if isinstance(got, ArticleGraph):
            done += 1
            yield got
        else:
            failures.append(got)
    watch(Writing(done))


def _kept(stack: ExitStack, engine: Engine, out: Path, watch: Watch, *, fresh: bool) -> results.Kept | None:
    """Open the results of a project, and hold it against other builds until the stack unwinds."""
    version = getattr(engine, "version", "")
    if not version:
        return None
    waiting = partial(watch, Waiting(str(out)))
    return stack.enter_context(results.keeping(out, version, fresh=fresh, waiting=waiting))


def load(path: str | os.PathLike[str]) -> Corpus:
    """Read a graph that was built before.

    Args:
        path: A graph.ttl, or any other format of triples or quads that a build was exported to.

    Raises:
        GraphError: There is no such file, or it is not a graph by the vocabulary.
    """
    return graph.recall((q.triple for q in quads_of(Path(path))), Corpus, str(path))


def write(
    corpus: Corpus,
    out: Path,
    ontology: Ontology,
    started: float | None = None,
    *,
    infer: bool = False,
    store: bool = True,
    embed_text: bool = False,
    over: str | None = None,
    fresh: bool = False,
    jobs: int = 1,
    version: str = "",
) -> None:
    """Write the files and the store of a build: each is whole before it replaces the one before, or none does.

    Args:
        corpus: What to write.
        out: The folder, made where there is none.
        ontology: Labels for the page.
        started: When the build began, by `time.monotonic`, in seconds.
        infer: Whether to write what follows by the ontology, apart from all else; where not, what an earlier build
            inferred is taken away.
        store: Whether to write the store; where not, an earlier build's is taken away.
        embed_text: Whether the page holds the articles' texts.
        over: The generation of the store that it was made from, if any, which has to be the newest still.
        fresh: Whether to make all from nothing, where otherwise much of the build before may do.
        jobs: Processes that work at a time; with more than one, files and store are made beside each other.
        version: What the quads of a graph depend on besides it: they are not made again where both are as they were
            in the build before. "" where that is not known.

    Raises:
        StaleError: Another generation is the newest by now.
        GraphError: The folder cannot be written.
    """
    files = (*((INFERRED,) if infer else ()), TURTLE, PAGE, REPORT)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            folder = stack.enter_context(scratch(out, ".build-"))
            page: Callable[[], None] = partial(_page, corpus, folder, ontology, embed_text=embed_text, store=store)
            if apart := jobs > 1 and COPIES:
                page = stack.enter_context(beside(page, doing="wrote the page"))
            if infer:
                exporter("inferred")(corpus, folder / INFERRED, ontology=ontology)
            quads = Quads(corpus, folder, version, folder / INFERRED if infer else None)
            if store:
                quads.write(None if fresh else out)
            done = quads.fill(stack, jobs) if store and jobs > 1 else None
            if done is not None and apart and jobs == 2 and not quads.renewed:
                page()  # so that there are two at a time, with the one that fills the store
            quads.turtle(out / TURTLE, ontology)
            _report(corpus, folder, started)
            page()
            if store:
                (done or quads.fill(stack))()
                (folder / search.NAME).rename(folder / STORE / search.NAME)
            settle(folder)
            if store or (out / STORE).exists():
                stack.enter_context(locked(out / STORE))
            _still(over, out)
            stack.enter_context(undisturbed())
            for name in files:
                os.replace(folder / name, out / name)  # noqa: PTH105 - named for what it promises: atomic
            if not infer:
                (out / INFERRED).unlink(missing_ok=True)
            settle_names(out)
            if store:
                publish(folder / STORE, out / STORE, out / TURTLE, corpus.base)
            elif (out / STORE).exists():
                withdraw(out / STORE)
    except OSError as error:
        raise GraphError(f"cannot be written: {error.strerror or error}", where=str(out)) from error


def _page(corpus: Corpus, folder: Path, ontology: Ontology, *, embed_text: bool, store: bool) -> None:
    """Write the page, and the index that is to be the store's."""
    export: Callable[..., None] = exporter("html")
    export(corpus, folder / PAGE, ontology=ontology, **({"embed_text": True} if embed_text else {}))
    if store:
        search.write(folder / search.NAME, corpus)


def _report(corpus: Corpus, folder: Path, started: float | None) -> None:
    seconds = 0.0 if started is None else time.monotonic() - started
    text = json.dumps(report(corpus, seconds), ensure_ascii=False, indent=2)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8", newline="\n")


def _still(over: str | None, out: Path) -> None:
    found = newest(out / STORE) if over is not None else None
    if over is not None and (found is None or found.path.name != over):
        raise StaleError("another build came in between", where=str(out), remedy="try again")


def report(corpus: Corpus, seconds: float) -> dict[str, Any]:
    """Return what a build did: counts, rejects and merges with their reasons, failures with remedies, seconds."""
    rejects = corpus.rejects()
    left = sum(corpus.compared.left_out.values())
    return {
        **corpus.counts(),
        "disagreements": len(corpus.disagreements),
        **({"not_compared": left} if left else {}),  # pairs of statements, of groups that are too large
        "rejects": {
            "total": sum(rejects.values()),
            "reasons": rejects,
            "first": [asdict(r) for r in corpus.summary.first],
        },
        "merges": [_merge(j) for j in corpus.merges],
        **failed(corpus.failures),
        "seconds": round(seconds, 3),
    }


def failed(errors: Iterable[KgError]) -> dict[str, list[dict[str, str]]]:
    """Return what could not be read or built as the report holds it; warnings apart, where there are any."""
    told: dict[bool, list[dict[str, str]]] = {True: [], False: []}
    for error in errors:
        told[error.grave].append({"where": error.where, "what": error.what, "remedy": error.remedy})
    return {"failures": told[True], **({"warnings": told[False]} if told[False] else {})}


def _merge(joined: graph.Joined) -> dict[str, Any]:
    """Return a merge as the report holds it; where it is first seen, its place in code points."""
    return joined._asdict() | {"span": list(joined.span)}


def _read(
    paths: Paths,
    stdin: bytes | None,
    columns: Mapping[str, str] | None,
    home: Path | None,
    one: results.Read,
) -> tuple[Sequence[Article], Sequence[Article], list[KgError], Notices]:
    """Read all articles; return them as they came, and sorted by id, so that the order of the input is forgotten."""
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    ids: list[str] = []
    failures: list[KgError] = []
    notices = Notices()

    def good() -> Iterator[Article]:
        named = [p if isinstance(p, str) else Path(p) for p in given]
        for got in read_articles(named, stdin=stdin, columns=columns, skipped=notices.skip, read_one=one):
            if isinstance(got, Article):
                ids.append(got.id)
                notices.take(got)
                yield got
            else:
                failures.append(got)

    with closing(one):
        articles = results.Shelf(good(), home)
    return articles, articles.in_order(sorted(range(len(ids)), key=ids.__getitem__)), failures, notices
