"""What is done to the articles of one partition before their graph is written: read, prepared, redirected, taken out.

A step reads what the one before has written and writes anew, so that a task which is done twice does the same twice.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.cluster import reading, spool
from kg.cluster.asked import save_asked
from kg.cluster.job import PLAN, Job
from kg.errors import GraphError, KgError, ReadError
from kg.events import Done, Event
from kg.extract.check import misplaced
from kg.extraction import extracted
from kg.graph.deciding import Plan
from kg.graph.gate import taken_out
from kg.graph.preparing import prepared
from kg.graph.redirecting import redescribed, redirected
from kg.model import Article, ArticleGraph, Entity
from kg.readers.notices import Notices

_ENGINE = threading.Lock()  # a worker may have several threads, but its engine reads one article at a time
Failure = tuple[str, KgError]  # with the id of the article


class Extracted(NamedTuple):
    """What came of reading a partition.

    Attributes:
        seconds: What each article took.
        lost: Rows and pages that hold no article after all, with their order among all.
        unread: Articles that the engine could not read.
        refused: Graphs that break the vocabulary.
        graphs: How many there are.
        brackets: Whether any article gives a name in brackets.
        notices: What the user ought to know of its articles.
    """

    seconds: tuple[tuple[str, float], ...]
    lost: tuple[tuple[reading.Order, ReadError], ...]
    unread: tuple[Failure, ...]
    refused: tuple[Failure, ...]
    graphs: int
    brackets: bool
    notices: Notices


class Left(NamedTuple):
    """What was taken out of a partition: whole articles, and whether there was anything at all."""

    failures: tuple[Failure, ...]
    changed: bool


def extract(
    job: Job, part: int, slices: Sequence[reading.Slice], names: Mapping[tuple[int, int], str], step: int
) -> Extracted:
    """Read the articles of a partition.

    Args:
        job: The build.
        part: The partition's number.
        slices: Where its articles are.
        names: New ids of some of them, by batch and place.
        step: What the graphs are saved as.

    Raises:
        GraphError: This worker cannot do it.
    """
    job.check()
    found = list(reading.articles(job, slices, names))
    lost = tuple((order, got) for order, got in found if isinstance(got, ReadError))
    articles = [got for _, got in found if isinstance(got, Article)]
    notices = Notices(compare=False)
    for article in articles:
        notices.take(article)
    articles.sort(key=lambda a: a.id)
    seconds: list[tuple[str, float]] = []

    def watch(event: Event) -> None:
        if isinstance(event, Done):
            seconds.append((event.article, event.seconds))

    graphs: list[ArticleGraph] = []
    others: list[Entity] = []
    unread: list[Failure] = []
    refused: list[Failure] = []
    with _ENGINE:
        for article, got in zip(articles, extracted(articles, job.engine, 1, None, watch), strict=True):
            if not isinstance(got, ArticleGraph):
                unread.append((article.id, got))
                continue
            try:
                graph, more = prepared(got, job.ontology, job.min_confidence)
            except GraphError as error:
                refused.append((article.id, error))
            else:
                graphs.append(graph)
                others += more
    brackets = _save(job, step, part, graphs, others)
    return Extracted(tuple(seconds), lost, tuple(unread), tuple(refused), len(graphs), brackets, notices)


def redirect(job: Job, part: int, step: int) -> None:
    """Carry the plan out on the graphs of a partition.

    Raises:
        GraphError: A graph breaks the vocabulary after that.
    """
    made, ontology = plan_of(job.file(PLAN)), job.ontology
    graphs, others = graphs_of(job, part, step - 1)
    others = [redescribed(e, made) for e in others]
    out = []
    for graph in graphs:
        new, more = prepared(redirected(graph, made, ontology), ontology, 0.0, made.described)
        out.append(new)
        others += (redescribed(e, made) for e in more)
    _save(job, step, part, out, others)


def take_out(job: Job, part: int, step: int, nodes: dict[str, str]) -> Left:
    """Take out of the graphs of a partition what breaks a rule.

    Args:
        job: The build.
        part: The partition's number.
        step: What the graphs are saved as.
        nodes: What breaches in any partition are put down to.
    """
    before, _ = graphs_of(job, part, step - 1)
    graphs: list[ArticleGraph] = []
    failures: list[Failure] = []
    for graph in before:
        wrong = {c: why for c in graph.claims if (why := misplaced(c, graph.article.text))}
        got = taken_out(graph, nodes, wrong, job.base)
        if isinstance(got, ArticleGraph):
            graphs.append(got)
        else:
            failures.append((graph.article.id, got))
    _save(job, step, part, graphs, [])
    return Left(tuple(failures), graphs != before)


def graphs_of(job: Job, part: int, step: int) -> tuple[list[ArticleGraph], list[Entity]]:
    """Return the graphs of a partition by id, and what they refer to without mentioning it."""
    found: tuple[list[ArticleGraph], list[Entity]] = spool.load(job.file("graphs", step, part))
    return found


@lru_cache(maxsize=1)
def plan_of(path: Path) -> Plan:
    """Return the plan of a build: read once in a process."""
    made: Plan = spool.load(path)
    return made


def _save(job: Job, step: int, part: int, graphs: list[ArticleGraph], others: list[Entity]) -> bool:
    spool.save(job.file("graphs", step, part), [(graphs, others)])
    return save_asked(job, step, part, graphs, others)
