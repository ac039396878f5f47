"""Files to chunks of articles: a file is cut into rows once, by one worker; whoever has its partition reads a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kg.cluster import spool
from kg.cluster.addresses import opened
from kg.cluster.job import Job
from kg.errors import ReadError
from kg.model import Article
from kg.readers import Source, read_source
from kg.readers.unread import Found, Unread, read_now

CHUNK = 200  # articles in a file that a partition reads
FILES = 2000  # small files that one task reads
BYTES = 32 * 2**20  # of files that one task reads, where there is more than one


Order: TypeAlias = tuple[int, int, int]  # a batch, a place in it, and whether it is before the article there or is it


class Batch(NamedTuple):
    """Files that one task reads, with the numbers that they have among all."""

    number: int
    sources: tuple[tuple[int, Source], ...]


class Read(NamedTuple):
    """What a batch held.

    Attributes:
        chunks: How many articles each of its chunks has.
        named: Whether any has another id than its file.
        failures: What could not be read, with its order among all.
    """

    chunks: tuple[int, ...]
    named: bool
    failures: tuple[tuple[Order, ReadError], ...]


class Held(NamedTuple):
    """An article whose id is not its file's, so that another one may have it: the id, where it is, which file's."""

    id: str
    batch: int
    place: int
    source: int


class Slice(NamedTuple):
    """A stretch of a chunk: the articles `start` to `stop` of a batch, the first of the chunk being its `first`."""

    batch: int
    chunk: int
    first: int
    start: int
    stop: int


def batches(sources: Sequence[Source]) -> list[Batch]:
    """Put files together, in their order, so that no task has too little to do."""
    out: list[list[tuple[int, Source]]] = []
    size = 0
    for number, source in enumerate(sources):
        more = source.size or _size(source.path)
        if not out or len(out[-1]) == FILES or size + more > BYTES:
            out.append([])
            size = 0
        out[-1].append((number, source))
        size += more
    return [Batch(n, tuple(batch)) for n, batch in enumerate(out)]


def _size(path: Path | None) -> int:
    try:
        return path.stat().st_size if path is not None else 0
    except OSError:  # the reader says what is wrong
        return 0


def read(job: Job, batch: Batch) -> Read:
    """Cut a batch into chunks.

    Raises:
        GraphError: This worker does not see the folder of the work, or a file.
    """
    job.check(*(source.path for _, source in batch.sources if source.path is not None))
    failures: list[tuple[Order, ReadError]] = []
    named: list[list[Held]] = [[] for _ in range(job.groups)]
    chunks: list[int] = []
    waiting: list[Article | Unread] = []
    ids = {number: source.id for number, source in batch.sources}
    place = 0
    for number, article in _found(batch):
        if isinstance(article, ReadError):
            failures.append(((batch.number, place, 0), article))
            continue
        if article.id != ids[number]:
            named[job.group(article.id)].append(Held(article.id, batch.number, place, number))
        place += 1
        waiting.append(article)
        if len(waiting) == CHUNK:
            _chunk(job, batch, chunks, waiting)
            waiting = []
    if waiting:
        _chunk(job, batch, chunks, waiting)
    spool.save(job.file("named", batch.number), named)
    return Read(tuple(chunks), any(named), tuple(failures))


def _found(batch: Batch) -> Iterator[tuple[int, Found]]:
    for number, source in batch.sources:
        yield from ((number, got) for got in read_source(source, opens=opened))


def _chunk(job: Job, batch: Batch, chunks: list[int], articles: list[Article | Unread]) -> None:
    spool.save(job.file("read", batch.number, len(chunks)), [articles])
    chunks.append(len(articles))


def sliced(found: Sequence[Sequence[int]], partitions: int) -> list[tuple[Slice, ...]]:
    """Cut the articles of all batches, in their order, into partitions of equal size.

    Args:
        found: For each batch how many articles each chunk has.
        partitions: How many to make; none is empty where there are as many articles.

    >>> [[(s.batch, s.start, s.stop) for s in part] for part in sliced([[2], [3, 1]], 2)]
    [[(0, 0, 2), (1, 0, 1)], [(1, 1, 3), (1, 3, 4)]]
    """
    total = sum(map(sum, found))
    ends = [(n + 1) * total // partitions for n in range(partitions)]
    out: list[list[Slice]] = [[] for _ in ends]
    done = part = 0
    for batch, chunks in enumerate(found):
        for chunk, (first, size) in enumerate(zip(accumulate(chunks, initial=0), chunks, strict=False)):
            start = first
            while start < first + size:
                while done >= ends[part]:
                    part += 1
                stop = min(first + size, start + ends[part] - done)
                out[part].append(Slice(batch, chunk, first, start, stop))
                done += stop - start
                start = stop
    return [tuple(part) for part in out]


def articles(
    job: Job, slices: Iterable[Slice], names: Mapping[tuple[int, int], str]
) -> Iterator[tuple[Order, Article | ReadError]]:
    """Read the articles of a partition, each with its order among all.

    Args:
        job: The build.
        slices: Where they are.
        names: Ids of those that another article has got theirs before, by batch and place.
    """
    for at in slices:
        found: list[Article | Unread] = spool.load(job.file("read", at.batch, at.chunk))
        for place in range(at.start, at.stop):
            article = found[place - at.first]
            new = names.get((at.batch, place), article.id)
            yield (at.batch, place, 1), read_now(replace(article, id=new))
