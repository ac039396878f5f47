"""Builds the index of a synthetic graph beside its store and asks both: python benchmarks/search.py [--sentences N].

The graph is that of benchmarks/store.py. The other side is what there would be without an index: SPARQL's CONTAINS over
all sentences, in this process, on Oxigraph itself.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from store import A_CLAIM, lines, timed

from kg.graph.iris import OA, SKOS, prefixes
from kg.model import Article, Entity, Name
from kg.search import NAME, Index, Said, written
from kg.search.text import folded
from kg.stores.folder import fill
from kg.stores.oxigraph import OxigraphStore

_LINE = re.compile(r"<[^>]*/(entity|article|evidence|statement)/([^>]+)> <([^>]+)> (?:\"([^\"]*)\"|<[^>]*/([^/>]+)>)")
CONTAINS = "SELECT ?e ?x { ?e <%s> ?x %s } ORDER BY ?x %s"


def read(triples: int, file: Path) -> tuple[list[Entity], list[Article], list[Said]]:
    """Write the graph as N-Quads and return what of it is searched."""
    entities: dict[str, list[Name]] = {}
    articles: list[Article] = []
    said: dict[str, Said] = {}
    with file.open("w", encoding="utf-8") as out:
        for line, graph in lines(triples):
            out.write(f"{line} {graph} .\n")
            found = _LINE.match(line)
            if found is None:
                continue
            kind, id_, predicate, text, _ = found.groups()
            if predicate == f"{SKOS}prefLabel":
                entities.setdefault(id_, []).append(Name(text, "ko" if text[0] > "z" else "en"))
            elif kind == "article" and id_ not in (a.id for a in articles[-1:]):
                articles.append(Article(id_, "", ()))
            elif predicate == f"{OA}exact":
                said[id_] = Said(articles[-1].id, len(said), len(said) + 40, text, (id_,))
    return [Entity(i, "Company", tuple(sorted(n))) for i, n in entities.items()], articles, list(said.values())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--sentences", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        _run(Path(name), given.sentences * A_CLAIM, given.rounds)


def _run(folder: Path, triples: int, rounds: int) -> None:
    quads, made = folder / "graph.nq", folder / "made"
    entities, articles, said = read(triples, quads)
    print(f"{len(said)} sentences, {len(entities)} entities, some {triples} triples")
    loading = timed(lambda: fill(made, ox.parse(path=str(quads), format=ox.RdfFormat.N_QUADS))).wall
    quads.unlink()
    indexing = timed(lambda: written(made / NAME, entities, {}, articles, {}, said)).wall
    size = (made / NAME).stat().st_size
    whole = sum(p.stat().st_size for p in made.iterdir()) - size
    print(f"\nloading the store   {loading:7.1f} s  {whole / 1e6:7.0f} MB")
    print(f"writing the index   {indexing:7.1f} s  {size / 1e6:7.0f} MB   {indexing / loading:.2f} of loading")
    with Index(made / NAME) as index:
        _search(index, OxigraphStore(made, read_only=True), [s.text for s in said], rounds)
    _cuts(folder, [s.text for s in said])


def _search(index: Index, store: OxigraphStore, texts: list[str], rounds: int) -> None:
    print("\nsentences                 all found   recall  precision   first 20     CONTAINS     times")
    one, other = texts[len(texts) // 2].split()[:2]
    for wanted in (one, one[:2], "하고", f"{one} {other}", f"{one[:2]} {other[1:]}", one[:1]):
        words = wanted.split()
        test = " && ".join(f'CONTAINS(STR(?x), "{w}")' for w in words)
        true = {n for n, text in enumerate(texts) if all(w in text for w in words)}
        got = {h.start for h in index.sentences(wanted, limit=len(texts), seconds=60)}
        right = len(true & got)
        mine = _median(9, partial(index.sentences, wanted))
        text = CONTAINS % (f"{OA}exact", f"FILTER({test})", "LIMIT 20")
        its = _median(rounds, partial(store.query, text, prefixes()))
        shares = f"{right / max(1, len(true)):8.3f} {right / max(1, len(got)):10.3f}"
        print(f"  {wanted:<18} {len(got):12} {shares} {mine * 1e3:9.2f} ms {its * 1e3:9.0f} ms {its / mine:9.0f}")
    print("\nentities                                                first 20     CONTAINS     times")
    for wanted in ("가나", "하고노", "Entity 77"):
        text = CONTAINS % (f"{SKOS}prefLabel", f'FILTER(CONTAINS(STR(?x), "{wanted}"))', "LIMIT 20")
        mine, its = _median(9, partial(index.entities, wanted)), _median(rounds, partial(store.query, text, prefixes()))
        print(f"  {wanted:<50} {mine * 1e3:9.2f} ms {its * 1e3:9.0f} ms {its / mine:9.0f}")


def _cuts(folder: Path, texts: list[str]) -> None:
    """Hold FTS5's own trigrams against two syllables."""
    with sqlite3.connect(folder / "trigrams") as base:
        base.execute("CREATE VIRTUAL TABLE t USING fts5(x, content='', columnsize=0, detail=none, tokenize='trigram')")
        rows = ((n, folded(t)) for n, t in enumerate(texts))
        took = timed(lambda: base.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", rows)).wall
        found = len(base.execute("SELECT rowid FROM t WHERE t MATCH '\"하고\"'").fetchall())
    true = sum("하고" in t for t in texts)
    print(f"\nFTS5's own trigrams: {took:.1f} s to write; of {true} sentences with 하고 they find {found}")


def _median(rounds: int, work: Callable[[], Any]) -> float:
    return statistics.median(timed(work).wall for _ in range(rounds))


if __name__ == "__main__":
    main()
