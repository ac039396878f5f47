"""Articles -> graphs: kept ones as they are, the others by the engine, in this process or in several.

Every graph passes through its stored form, whether it was kept or has just been made: so the two cannot differ.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kg.errors import KgError
from kg.events import Begun, Done, Failed, Watch
from kg.extract.base import EXTRACTORS, GROUP
from kg.model import Article, ArticleGraph, Block, Span
from kg.ontology import load_ontology
from kg.processes import mapped, spare_collector
from kg.results import Kept, packed, unpacked, version

_SHORT = Article("", "가.", (Block(Span(0, 2)),))
CHUNK = 4  # articles that a process is given at a time: what it holds is lost when all are stopped
Engine: TypeAlias = Callable[[Article], ArticleGraph]


class BuiltIn:
    """The engine of this package, loaded once a process when it is first called: it holds Kiwi, lexicon and weights.

    Args:
        folders: Folders that add to ontology/.
        lexicons: A user's lexicon files.
        extractor: Name of the extractor.

    Raises:
        KgError: No extractor has that name: said once and at once, not for every article.
    """

    def __init__(self, folders: tuple[Path, ...], lexicons: tuple[Path, ...], extractor: str) -> None:
        known = sorted({*EXTRACTORS, *(e.name for e in entry_points(group=GROUP))})
        if extractor not in known:
            raise KgError(f"no extractor is called {extractor!r}", remedy=f"choose one of: {', '.join(known)}")
        self._given = folders, lexicons, extractor

    @property
    def version(self) -> str:
        """What its results depend on besides their article."""
        folders, lexicons, extractor = self._given
        return version(extractor, folders, lexicons)

    def load(self) -> None:
        """Load it now."""
        _loaded(*self._given)

    def __call__(self, article: Article) -> ArticleGraph:
        """Read an article."""
        return _loaded(*self._given)(article)


@cache
def _loaded(folders: tuple[Path, ...], lexicons: tuple[Path, ...], extractor: str) -> Engine:
    from kg.extract import engine as built_in  # noqa: PLC0415 - reading a graph needs no Kiwi

    engine = built_in.Engine(load_ontology(folders, lexicons), extractor)
    engine.document(_SHORT)  # Kiwi reads its model with the first text
    spare_collector()
    return engine


class _Outcome(NamedTuple):
    got: bytes | KgError
    seconds: float


def extracted(
    articles: Sequence[Article], engine: Engine, jobs: int, kept: Kept | None, watch: Watch
) -> Iterator[ArticleGraph | KgError]:
    """Yield the graph of each article, or why there is none, in the order of the articles.

    Args:
        articles: What is to be read.
        engine: What reads it.
        jobs: Processes that do.
        kept: Results of earlier builds, to which those of this one are added; None to keep nothing.
        watch: Told of every article.

    Raises:
        KgError: A process was killed, or there is no room for the results.
    """
    known = {n: key for n, article in enumerate(articles) if kept is not None and (key := kept.find(article))}
    watch(Begun(len(articles), len(known)))
    todo = (articles[n] for n in range(len(articles)) if n not in known)
    most = min(jobs, len(articles) - len(known))
    work = partial(_attempt, engine)
    with closing(mapped(work, todo, most, chunk=CHUNK, doing="read articles")) as made:
        for n, article in enumerate(articles):
            graph = kept.get(article, known[n]) if kept is not None and n in known else None
            if graph is not None:
                yield graph
                watch(Done(article.id, n + 1, len(articles), 0.0, kept=True))
                continue
            got, seconds = _attempt(engine, article) if n in known else next(made)
            if isinstance(got, KgError):
                watch(Failed(got))
                yield got
            else:
                if kept is not None:
                    kept.put(article, got)
                yield unpacked(got, article)
            watch(Done(article.id, n + 1, len(articles), seconds, kept=False))


def _attempt(engine: Engine, article: Article) -> _Outcome:
    """Build one article's graph; its failure is a value, so that the others go on."""
    started = time.perf_counter()
    got: bytes | KgError
    try:
        if isinstance(engine, BuiltIn):
            engine.load()
            started = time.perf_counter()  # the first article is not to blame for seconds of loading
        got = packed(engine(article))
    except KgError as error:
        where = error.where or article.source or article.id
        got = type(error)(error.what, where=where, remedy=error.remedy)
    return _Outcome(got, time.perf_counter() - started)
