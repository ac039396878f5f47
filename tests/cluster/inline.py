"""The stages without a cluster: every task is done in this process, in an order that is not that of its number."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.cluster import spool
from kg.cluster.committing import commit
from kg.cluster.job import MARK, PARTS, Job
from kg.cluster.manifest import Part
from kg.cluster.reading import sliced
from kg.cluster.stages import Stages
from kg.events import Event
from kg.graph import BASE, Decision, gated, sorted_lines
from kg.model import Article, ArticleGraph
from kg.ontology import load_ontology
from kg.pipeline import Corpus, report
from kg.readers.notices import Notices

ONTOLOGY = load_ontology()


class Inline:
    """Workers that are no processes; every task is done twice, as where a worker dies after it has written."""

    def run(
        self, what: str, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[int, Any]]:
        del what
        given = list(calls)
        for n in reversed(range(len(given))):
            function(*given[n])
            yield n, function(*given[n])


@contextmanager
def inline(_address: str, _jobs: int | None) -> Iterator[Inline]:
    yield Inline()


class Told:
    """An engine that knows the graph of each article."""

    def __init__(self, graphs: Iterable[ArticleGraph]) -> None:
        self.graphs = {g.article.id: g for g in graphs}

    def __call__(self, source: Article) -> ArticleGraph:
        return self.graphs[source.id]


class Seen(NamedTuple):
    """What a build gives, as it can be held against another's."""

    lines: list[bytes]
    report: dict[str, Any]
    failures: list[str]


def lines(folder: Path, parts: Sequence[Part]) -> list[bytes]:
    """The quads of all parts, sorted."""
    return sorted(line for p in parts if p.kind == "nquads" for line in (folder / p.path).open("rb"))


def whole(corpus: Corpus) -> Seen:
    """What a build of one machine gives."""
    told = json.loads(json.dumps(report(corpus, 0)))
    quads = list(sorted_lines(corpus.quads(), ox.RdfFormat.N_QUADS))
    return Seen(quads, told, list(map(str, corpus.failures)))


def one_machine(graphs: Sequence[ArticleGraph], decisions: Sequence[Decision] = (), sure: float = 0.0) -> Seen:
    ordered = sorted(graphs, key=lambda g: g.article.id)
    corpus = Corpus.of(ordered, ONTOLOGY, decisions=decisions, min_confidence=sure)
    return whole(gated(corpus, ONTOLOGY))


def spread(
    graphs: Sequence[ArticleGraph],
    partitions: int,
    decisions: Sequence[Decision] = (),
    sure: float = 0.0,
    groups: int = 3,
) -> Seen:
    """What the stages give, in the order in which the articles are given."""
    with tempfile.TemporaryDirectory() as name:
        out, work = Path(name), Path(name, "work")
        (work / PARTS).mkdir(parents=True)
        (out / PARTS).mkdir()
        (work / MARK).touch()
        job = Job(work, Told(graphs), "", "", (), (), BASE, sure, parquet=False, partitions=partitions, groups=groups)
        spool.save(job.file("read", 0, 0), [[g.article for g in graphs]])
        stages = Stages(job, Inline(), _unwatched, Notices(compare=False))  # type: ignore[arg-type]
        stages._extract(sliced([[len(graphs)]], partitions), {}, len(graphs))
        stages.join(decisions)
        stages.check()
        stages.compare()
        parts = commit(stages.job, stages.outcome, out, 0.0)
        told = json.loads((out / "report.json").read_bytes())
        return Seen(lines(out, parts), told, list(map(str, stages.outcome.failures)))


def _unwatched(_event: Event) -> None:
    return
