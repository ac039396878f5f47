"""Ids that articles of different files share: the later one gets its file's name before it, as on one machine.

Ids are grouped by their hash. Only those that two articles want come to the driver, and whatever article already has
the name that one of these would get.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from kg.cluster import spool
from kg.cluster.job import Job
from kg.cluster.reading import Held
from kg.model import Article
from kg.readers import Source
from kg.readers.sources import apart

SOURCES = "sources"
Asked: TypeAlias = Callable[[Collection[str] | None], Iterable[Held]]


class Place(NamedTuple):
    """Where an article is: its batch, and which of its articles it is."""

    batch: int
    place: int


def save_sources(job: Job, sources: Sequence[Source]) -> None:
    """Write down the ids of all files, which no article of another file may have, by group."""
    groups: list[set[str]] = [set() for _ in range(job.groups)]
    for source in sources:
        groups[job.group(source.id)].add(source.id)
    spool.save(job.file(SOURCES), groups)


def wanted_twice(job: Job, group: int, batches: int, names: Collection[str] | None) -> list[Held]:
    """Return the articles of a group whose id a file or another article has, too.

    Args:
        job: The build.
        group: Which group of ids.
        batches: How many batches were read.
        names: Return those that have one of these ids instead.
    """
    taken: set[str] = spool.load(job.file(SOURCES), group)
    seen: set[str] = set()
    twice: set[str] = set()
    for held in _held(job, group, batches):
        (twice if held.id in taken or held.id in seen else seen).add(held.id)
    wanted = twice if names is None else frozenset(names)
    return [held for held in _held(job, group, batches) if held.id in wanted]


def _held(job: Job, group: int, batches: int) -> Iterator[Held]:
    for batch in range(batches):
        yield from spool.load(job.file("named", batch), group)


def renamed(sources: Sequence[Source], asked: Asked) -> Mapping[tuple[int, int], str]:
    """Find the new ids of articles whose id is taken, by batch and place.

    Args:
        sources: All files, in order.
        asked: Gives the articles whose id is wanted twice, or, given names, those that have one of them.
    """
    known = {Place(held.batch, held.place): held for held in asked(None)}
    while True:
        names = _names([known[place] for place in sorted(known)], sources)
        new = {name for place, name in names.items() if name != known[place].id}
        more = {Place(held.batch, held.place): held for held in (asked(new) if new else ())}
        if more.keys() <= known.keys():
            return {place: name for place, name in names.items() if name != known[place].id}
        known |= more


def _names(found: Sequence[Held], sources: Sequence[Source]) -> dict[Place, str]:
    """Name articles, in order, as the readers do."""
    by_source = {number: list(group) for number, group in groupby(found, lambda held: held.source)}
    numbers = {source.id: number for number, source in enumerate(sources)}

    def read(source: Source) -> Iterator[Article]:
        yield from (Article(held.id, "", ()) for held in by_source.get(numbers[source.id], ()))

    named = (article.id for article in apart(sources, read) if isinstance(article, Article))
    return {Place(held.batch, held.place): name for held, name in zip(found, named, strict=True)}
