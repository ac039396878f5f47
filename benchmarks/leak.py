"""Extracts many articles in one process and prints what it holds meanwhile: does anything grow with their number?

    python benchmarks/leak.py                      # 10,000 articles, a line for every 1,000
    python benchmarks/leak.py --articles 2000 --every 200 --distinct 200

The articles are those of archive.py, written as .jsonl and read as `kg build` reads them; each is extracted, packed as
a result is kept, and dropped. So whatever stays is what the process remembers: caches (their entries are counted, and
those without a bound are named at the end), or a leak. With --distinct so many articles come again and again: caches
then have nothing new to remember, and what still grows is a leak.
"""

from __future__ import annotations

import argparse
import functools
import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, NamedTuple

from archive import memory, write

from kg.extraction import BuiltIn
from kg.model import Article
from kg.readers import read_articles
from kg.results import packed


class Held(NamedTuple):
    """What the process holds after so many articles: megabytes now, Python's blocks and the entries of all caches."""

    articles: int
    megabytes: int
    blocks: int
    entries: int
    seconds: float


class Watched:
    """The caches of functions of kg: those that there are when it is made, and those that come later."""

    def __init__(self) -> None:
        gc.unfreeze()  # the engine tells the collector to leave alone what it loads
        self._first = list(_wrapped())
        gc.freeze()
        self.since = time.process_time()

    def caches(self) -> Iterator[tuple[str, int, int | None]]:
        """Yield the name, the entries and the bound of each."""
        for found in {id(cache): cache for cache in (*self._first, *_wrapped())}.values():
            info = found.cache_info()
            yield f"{found.__module__}.{found.__qualname__}", info.currsize, info.maxsize

    def held(self, articles: int) -> Held:
        """Look at what is held now."""
        gc.collect()
        entries = sum(size for _, size, _ in self.caches())
        seconds = time.process_time() - self.since
        return Held(articles, memory()["now"], sys.getallocatedblocks(), entries, seconds)


def _wrapped() -> Iterator[Any]:
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and found.__module__.startswith("kg."):  # noqa: SLF001
            yield found


def measured(folder: Path, every: int, engine: BuiltIn, watched: Watched) -> Iterator[Held]:
    """Extract what is in a folder, and look now and then."""
    yield watched.held(0)
    again = chain.from_iterable(read_articles([folder]) for _ in count())
    for done, article in enumerate(again, 1):
        assert isinstance(article, Article)  # noqa: S101 - archive.py writes nothing else
        packed(engine(article))
        if done % every == 0:
            yield watched.held(done)


def main() -> None:
    """Print what is held, and what grew in the second half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=1_000)
    parser.add_argument("--distinct", type=int)
    options = parser.parse_args()
    rows: list[Held] = []
    print("articles  MB now  thousand blocks  entries of caches  s of the processor")
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), options.distinct or options.articles)
        engine = BuiltIn((), (), "rules")
        engine.load()
        watched = Watched()
        looks = options.articles // options.every + 1
        for row in islice(measured(Path(name), options.every, engine, watched), looks):
            rows.append(row)
            print(f"{row[0]:8}  {row[1]:6}  {row[2] / 1000:15.1f}  {row[3]:17}  {row[4]:18.1f}", flush=True)
    middle, last = rows[len(rows) // 2], rows[-1]
    more = (last.articles - middle.articles) / 1000
    print(f"second half: {(last.megabytes - middle.megabytes) / more:.2f} MB, ", end="")
    print(f"{(last.blocks - middle.blocks) / more:.0f} blocks for 1,000 articles more; most held {memory()['peak']} MB")
    free = [f"{name} ({size})" for name, size, most in watched.caches() if most is None]
    print(f"caches without a bound: {', '.join(sorted(free)) or 'none'}")


if __name__ == "__main__":
    main()
