"""Which lines of a page are its article: python benchmarks/pages.py [SETS] [--misses].

pages/ holds made-up articles in the layouts of Korean news sites: NN.txt the page, NN.body the numbers of the lines
that are the article ("3", "5-9"); a c behind a number: a caption, or what cannot be told. The first letter is the set:
rules were written with a, b, c, e and f in view, not with d.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read_articles

PAGES = Path(__file__).parent / "pages"


class Outcome(NamedTuple):
    """Lines of a page: the article's that were kept, the others that were, and the article's that were not."""

    right: set[int]
    wrong: set[int]
    missed: set[int]
    lines: list[str]


def told(path: Path) -> tuple[set[int], set[int]]:
    """Read which lines are the article, and which may be."""
    sure, open_ = set[int](), set[int]()
    for entry in path.read_text("utf-8").split():
        first, _, last = entry.rstrip("c").partition("-")
        (open_ if entry.endswith("c") else sure).update(range(int(first), int(last or first) + 1))
    return sure, open_


def read(path: Path) -> Outcome:
    """Hold what the reader keeps of a page against what is the article.

    Raises:
        ReadError: The page cannot be read.
    """
    (article,) = read_articles([path])
    if isinstance(article, ReadError):
        raise article
    kept = set(_kept(article))
    lines = article.text.split("\n")
    sure, open_ = told(path.with_suffix(".body"))
    filled = {i for i in sure if lines[i - 1].strip()}
    return Outcome(kept & sure, kept - sure - open_, filled - kept, lines)


def _kept(article: Article) -> Iterator[int]:
    """Yield the numbers of the lines that blocks stand in."""
    start = 0
    for number, line in enumerate(article.text.split("\n"), 1):
        end = start + len(line)
        if line.strip() and any(b.span.start < end and start < b.span.end for b in article.blocks):
            yield number
        start = end + 1


def main() -> None:
    """Print a row for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", help="first letters of the pages")
    parser.add_argument("--misses", action="store_true", help="print each line that is wrong or missed")
    args = parser.parse_args()
    for name in args.sets or sorted({p.name[0] for p in PAGES.glob("*.txt")}):
        outcomes = {path: read(path) for path in sorted(PAGES.glob(f"{name}*.txt"))}
        right, wrong, missed = (sum(len(o[k]) for o in outcomes.values()) for k in range(3))
        print(f"{name}: {len(outcomes)} pages, {right} lines kept, {wrong} of other things, {missed} missed")
        for path, o in outcomes.items() if args.misses else ():
            for mark, numbers in (("other", o.wrong), ("missed", o.missed)):
                for n in sorted(numbers):
                    print(f"  {path.stem}:{n} {mark}: {o.lines[n - 1].strip()[:80]}")


if __name__ == "__main__":
    main()
