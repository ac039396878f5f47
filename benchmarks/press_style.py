"""How much of what a sentence says is still found when it is set as outlets set it: python benchmarks/press_style.py.

Takes sentences of the stories, reads each by itself, dresses it (an aside behind a name, a byline, another kind of
quotation marks ...) and reads it again. No gold is needed: what was found before should be found after, and nothing
else but what the dress itself says.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from stories import apart, read_stories

from kg.extract.engine import Engine
from kg.model import Article, ArticleGraph, Block, Mention, Span
from kg.ontology import load_ontology

BODIES = frozenset(("Company", "GovernmentBody", "ResearchInstitute", "Organization", "University"))
PRODUCTS = frozenset(("Product", "Chip", "AIModel", "Software", "Device", "Drug", "Vehicle"))
UNNAMED = frozenset(("category", "description", "coreference"))
MARKS = "‘’“”'\"(·"

Dress = Callable[[str, ArticleGraph], str | None]


class Read(NamedTuple):
    """A sentence with its graph and what that says."""

    text: str
    graph: ArticleGraph
    said: frozenset[tuple[str, ...]]


def read(engine: Engine, text: str) -> Read:
    """Read a sentence as an article of its own."""
    graph = engine(Article("x", text, (Block(Span(0, len(text))),)))
    said = {(c.statement.subject, c.statement.predicate, str(c.statement.object)) for c in graph.claims}
    return Read(text, graph, frozenset(tuple(x.rsplit("/", 1)[-1] for x in line) for line in said))


def _first(graph: ArticleGraph, classes: frozenset[str]) -> Mention | None:
    found = (m for m in graph.mentions if m.cls in classes and m.method not in UNNAMED)
    return min(found, key=lambda m: m.span, default=None)


def behind(classes: frozenset[str], aside: str) -> Dress:
    """Put an aside behind the first name of some classes."""

    def dress(text: str, graph: ArticleGraph) -> str | None:
        m = _first(graph, classes)
        free = m is not None and text[m.span.end : m.span.end + 1] not in ("", *MARKS)
        return text[: m.span.end] + aside + text[m.span.end :] if m is not None and free else None

    return dress


def within(start: str, end: str) -> Dress:
    """Put the first product in marks."""

    def dress(text: str, graph: ArticleGraph) -> str | None:
        m = _first(graph, PRODUCTS)
        if m is None or text[m.span.start - 1 : m.span.start] in MARKS or text[m.span.end : m.span.end + 1] in MARKS:
            return None
        return text[: m.span.start] + start + text[m.span.start : m.span.end] + end + text[m.span.end :]

    return dress


def before(words: str) -> Dress:
    """Put words before the sentence."""
    return lambda text, _: words + text


def changed(old: str, new: str) -> Dress:
    """Replace what a pattern finds, where it finds anything."""
    return lambda text, _: re.sub(old, new, text, count=3) if re.search(old, text) else None


DRESSES: dict[str, Dress] = {
    "X(대표 홍길동)": behind(BODIES, "(대표 홍길동)"),
    "X(Alpha Beta)": behind(BODIES, "(Alpha Beta)"),
    "X(005930)": behind(BODIES, "(005930)"),
    "X(이하 갑을)": behind(BODIES, "(이하 갑을)"),
    "product(5세대)": behind(PRODUCTS, "(5세대)"),
    "‘product’": within("‘", "’"),
    "<product>": within("<", ">"),
    "(한강=가나뉴스) 홍길동 기자 =": before("(한강=가나뉴스) 홍길동 기자 = "),
    "▲": before("▲"),
    "3일 업계에 따르면": before("3일 업계에 따르면 "),
    "... 가운데": before("시장 경쟁이 치열해지는 가운데 "),
    "지난 3일(현지시간)": changed(r"^(\S+(?: \S+){0,3}?[은는]) ", r"\1 지난 3일(현지시간) "),
    "했습니다": changed(r"했다\.$", "했습니다."),
    "했다고 3일 밝혔다": changed(r"했다\.$", "했다고 3일 밝혔다."),
    "한 것으로 알려졌다": changed(r"했다\.$", "한 것으로 알려졌다."),
    "straight marks": changed(r"[‘’]", "'"),
    "no-break spaces": changed(r" ", "\u00a0"),
}


def sentences(number: int) -> Iterable[str]:
    """Yield sentences of the stories that are read freely, the same ones in every run."""
    texts = [s.article()[0].text for s in apart(read_stories())[0]]
    found = [
        x for t in texts for x in re.split(r"(?<=다\.)\s", t) if 20 < len(x) < 130 and "“" not in x and "\n" not in x
    ]
    random.Random(5).shuffle(found)  # noqa: S311
    return found[:number]


def main() -> None:
    """Read, dress, read again and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--sentences", type=int, default=400)
    given = options.parse_args()
    engine = Engine(load_ontology())
    plain = [r for r in (read(engine, s) for s in sentences(given.sentences)) if r.said]
    print(f"{len(plain)} sentences that say {sum(len(r.said) for r in plain)} things")
    for name, dress in DRESSES.items():
        pairs = [(r, read(engine, t)) for r in plain if (t := dress(r.text, r.graph)) is not None]
        said = sum(len(a.said) for a, _ in pairs)
        kept = sum(len(a.said & b.said) for a, b in pairs)
        print(f"{name:28} {len(pairs):4} sentences, kept {kept / max(said, 1):.3f}")


if __name__ == "__main__":
    main()
