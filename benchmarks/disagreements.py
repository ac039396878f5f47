"""Articles that each give one company another revenue: how many pairs disagree, and what finding them takes.

    python benchmarks/disagreements.py                      # 1,000, 4,000 and 16,000 articles
    python benchmarks/disagreements.py 500 1000

Beside it, with --archive, the claims of so many articles of archive.py, whose groups are small.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from decimal import Decimal

from archive import Archive

from kg.graph.disagreeing import compared
from kg.model import Claim, Evidence, Quantity, Span, Statement


def revenues(count: int) -> Iterator[Claim]:
    """Yield a figure for each article, all of one company and more than one percent apart."""
    place = Span(0, 9)
    for n in range(count):
        statement = Statement("company", "revenue", Quantity(Decimal(102) ** n / Decimal(100) ** n, "KRW"))
        yield Claim(statement, Evidence(f"a{n:07}", place, "", place, place, place))


def archived(count: int) -> Iterator[Claim]:
    """Yield the claims of an archive."""
    archive = Archive()
    for n in range(count):
        yield from archive.graph(n).claims


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="*", default=[1_000, 4_000, 16_000])
    parser.add_argument("--archive", action="store_true")
    options = parser.parse_args()
    for count in options.articles:
        claims = list((archived if options.archive else revenues)(count))
        started = time.process_time()
        found = compared(claims)
        seconds, left = time.process_time() - started, sum(found.left_out.values())
        told = f"{len(found.found):,} disagree, {left:,} pairs left out, {seconds:.2f} s of the processor"
        print(f"{count:,} articles, {len(claims):,} claims: {told}, {seconds / count * 1000:.2f} ms an article")


if __name__ == "__main__":
    main()
