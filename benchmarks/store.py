"""Loads a synthetic graph and asks it, beside bare pyoxigraph and rdflib: python benchmarks/store.py [--triples N].

The graph is by the vocabulary: articles, entities with Korean labels, statements with evidences; the same for the same
number of triples. Ratios are medians over rounds in which the sides take turns, of wall time and of the processor's:
the latter counts on a machine that others use, too.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import rdflib

from kg.graph.iris import BASE, KG, OA, PREFIXES, RDF, SCHEMA, SKOS, XSD, prefixes
from kg.stores.apart import ApartStore
from kg.stores.folder import STORE, fill, locked, publish
from kg.stores.oxigraph import OxigraphStore

SEED = 7
A_CLAIM = 19  # triples, about
RELATIONS = ("released", "developed", "supplies", "uses", "competesWith", "restricts", "investsIn", "partnersWith")
MODALITIES = ("asserted", "asserted", "asserted", "claimed", "planned", "alleged")
SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
QUERIES = {
    "neighbours": "SELECT ?p ?o ?label { <%(entity)s> ?p ?o . ?o skos:prefLabel ?label }",
    "counts by relation": "SELECT ?p (COUNT(*) AS ?n) { ?s a kg:Statement ; rdf:predicate ?p } GROUP BY ?p ORDER BY ?p",
    "two-hop join": "SELECT ?b ?c { <%(entity)s> kg:supplies|kg:uses ?b . ?b kg:competesWith|kg:partnersWith ?c }",
    "optional with a date": """SELECT ?s ?a ?d { ?s a kg:Statement ; rdf:subject <%(entity)s> ; kg:evidence ?e .
        ?e kg:article ?a . OPTIONAL { ?a schema:datePublished ?d FILTER(?d >= "2025-06-01"^^xsd:date) } }""",
    "Korean label contains": 'SELECT ?e ?n { ?e skos:prefLabel ?n FILTER(CONTAINS(STR(?n), "가나")) } ORDER BY ?n',
    "top sources": """SELECT ?who (COUNT(?e) AS ?n) { ?e kg:attributedTo ?who ; kg:modality kg:claimed }
        GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT 10""",
}


def lines(triples: int) -> Iterator[tuple[str, str]]:
    """Yield each triple as N-Triples without its dot, with the graph that it is in."""
    dice = random.Random(SEED)  # noqa: S311 - the same graph each time
    entities = max(50, triples // 150)
    shared = f"<{BASE}graph/entities>"
    for n in range(entities):
        name = "".join(dice.choices(SYLLABLES, k=4))
        yield f"<{BASE}entity/e{n}> <{RDF}type> <{KG}Company>", shared
        yield f'<{BASE}entity/e{n}> <{SKOS}prefLabel> "{name}"@ko', shared
        yield f'<{BASE}entity/e{n}> <{SKOS}prefLabel> "Entity {n}"@en', shared
    made = 3 * entities
    number = 0
    while made < triples:
        for line, graph in _article(dice, number, entities):
            yield line, graph
            made += 1
        number += 1


def _article(dice: random.Random, number: int, entities: int) -> Iterator[tuple[str, str]]:
    node = f"<{BASE}article/a{number}>"
    day = f"2025-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    yield f"{node} <{RDF}type> <{SCHEMA}NewsArticle>", node
    yield f'{node} <{SCHEMA}identifier> "a{number}"', node
    yield f'{node} <{SCHEMA}datePublished> "{day}"^^<{XSD}date>', node
    for n in range(dice.randint(5, 15)):
        yield from ((line, node) for line in _claim(dice, f"{number}-{n}", node, entities))


def _claim(dice: random.Random, id_: str, article: str, entities: int) -> Iterator[str]:
    # a few are spoken of often, most seldom
    subject, target, source = (f"<{BASE}entity/e{int(entities * dice.random() ** 3)}>" for _ in range(3))
    relation, modality = dice.choice(RELATIONS), dice.choice(MODALITIES)
    statement, evidence = f"<{BASE}statement/{id_}>", f"<{BASE}evidence/{id_}>"
    if modality == "asserted":
        yield f"{subject} <{KG}{relation}> {target}"
    yield f"{statement} <{RDF}type> <{KG}Statement>"
    yield f"{statement} <{RDF}subject> {subject}"
    yield f"{statement} <{RDF}predicate> <{KG}{relation}>"
    yield f"{statement} <{RDF}object> {target}"
    yield f"{statement} <{KG}evidence> {evidence}"
    yield f"{evidence} <{RDF}type> <{KG}Evidence>"
    yield f"{evidence} <{KG}article> {article}"
    yield f'{evidence} <{OA}exact> "{" ".join("".join(dice.choices(SYLLABLES, k=3)) for _ in range(9))}."@ko'
    start = dice.randint(0, 3000)
    yield f'{evidence} <{OA}start> "{start}"^^<{XSD}integer>'
    yield f'{evidence} <{OA}end> "{start + 40}"^^<{XSD}integer>'
    for role, at in (("subject", 0), ("object", 8), ("trigger", 20)):
        yield f"{evidence} <{KG}{role}Span> <{article[1:-1]}#char={start + at},{start + at + 4}>"
    yield f"{evidence} <{KG}modality> <{KG}{modality}>"
    if modality == "claimed":
        yield f"{evidence} <{KG}attributedTo> {source}"
    yield f'{evidence} <{KG}extractor> "rules"'
    yield f'{evidence} <{KG}confidence> "0.{dice.randint(50, 99)}"^^<{XSD}decimal>'
    yield f"{subject} <{KG}mentionedIn> {article}"


class Took(NamedTuple):
    """Seconds of wall time and of the processor's, all threads together; or ratios of them."""

    wall: float
    cpu: float


def timed(work: Callable[[], Any]) -> Took:
    """Return what something takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def turns(rounds: int, one: Callable[[], Any], other: Callable[[], Any]) -> tuple[Took, Took, Took]:
    """Return the medians of both sides and of the ratio, by turns."""
    pairs = [(timed(one), timed(other)) for _ in range(rounds)]
    ratios = [Took(a.wall / b.wall, a.cpu / b.cpu) for a, b in pairs]
    ones, others = zip(*pairs, strict=True)
    return median(ones), median(others), median(ratios)


def median(some: Sequence[Took]) -> Took:
    """Return the medians of both times."""
    return Took(statistics.median(t.wall for t in some), statistics.median(t.cpu for t in some))


def ours_loaded(folder: Path, file: Path) -> None:
    """Load a file as the store of a project does."""
    store = OxigraphStore(folder / f"ours{file.suffix}-{time.monotonic_ns()}")
    store.load(file)
    store.close()


def bare_loaded(folder: Path, file: Path) -> None:
    """Load a file by nothing but pyoxigraph."""
    store = ox.Store(str(folder / f"bare{file.suffix}-{time.monotonic_ns()}"))
    store.bulk_load(path=str(file))
    store.flush()


def bare_asked(store: ox.Store, text: str) -> list[tuple[Any, ...]]:
    """Ask nothing but pyoxigraph."""
    found = store.query(text, prefixes=prefixes())
    return [tuple(row) for row in found] if isinstance(found, ox.QuerySolutions) else []


def rdflib_asked(graph: rdflib.Graph, text: str) -> list[Any]:
    """Ask rdflib."""
    return list(graph.query(text, initNs=PREFIXES))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-rdflib", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        _run(Path(name), given.triples, given.rounds, rdflib_too=not given.no_rdflib)


def _run(folder: Path, triples: int, rounds: int, *, rdflib_too: bool) -> None:
    flat, named = folder / "graph.nt", folder / "graph.nq"
    known = list(dict.fromkeys(lines(triples)))
    flat.write_text("".join(f"{line} .\n" for line in dict.fromkeys(line for line, _ in known)), encoding="utf-8")
    named.write_text("".join(f"{line} {graph} .\n" for line, graph in known), encoding="utf-8")
    print(f"{len(known)} quads, {flat.stat().st_size / 1e6:.0f} MB as N-Triples, {rounds} rounds")
    print("\nloading on disk: wall (processor)    ours            bare pyoxigraph     ratio")
    for what, file in (("triples", flat), ("quads, and their union", named)):
        ours, bare, ratio = turns(rounds, partial(ours_loaded, folder, file), partial(bare_loaded, folder, file))
        sides = f"{ours.wall:6.2f} s ({ours.cpu:5.2f}) {bare.wall:10.2f} s ({bare.cpu:5.2f})"
        print(f"  {what:<26} {sides} {ratio.wall:9.2f} ({ratio.cpu:.2f})")
    project = folder / "outputs"
    project.mkdir()
    with locked(project / STORE):
        filled = timed(lambda: fill(folder / "made", ox.parse(path=str(named), format=ox.RdfFormat.N_QUADS)))
        publish(folder / "made", project / STORE, flat, BASE)
    print(f"  {'as kg build does':<26} {filled.wall:6.2f} s ({filled.cpu:5.2f})  {_size(project) / 1e6:.0f} MB on disk")
    _ask(folder, project, flat, rounds, rdflib_too=rdflib_too)


def _ask(folder: Path, project: Path, flat: Path, rounds: int, *, rdflib_too: bool) -> None:
    (generation,) = (project / STORE).glob("g-*")
    ours, apart = OxigraphStore(generation, read_only=True), ApartStore(project / STORE)
    path = next(folder.glob("bare.nt-*"))
    bare = ox.Store.read_only(str(path))
    graph = rdflib.Graph()
    if rdflib_too:
        print(f"\nrdflib loads in {timed(lambda: graph.parse(flat, format='nt')).wall:.1f} s")
    print("\nasking, the processor's time rows      ours      bare  ratio   another process     rdflib   factor")
    for name, pattern in QUERIES.items():
        text = pattern % {"entity": f"{BASE}entity/e3"} if "%(" in pattern else pattern
        rows = len(ours.query(text, prefixes()).rows)
        if rows != len(bare_asked(bare, text)):
            raise SystemExit(f"{name}: {rows} rows, and bare pyoxigraph has others")
        mine, its, ratio = turns(max(9, rounds), partial(ours.query, text, prefixes()), partial(bare_asked, bare, text))
        away = median([timed(partial(apart.query, text, prefixes())) for _ in range(5)])
        line = f"  {name:<23} {rows:7} {mine.cpu * 1e3:7.1f} ms {its.cpu * 1e3:6.1f} {ratio.cpu:6.2f}"
        line += f" {away.wall * 1e3:13.1f} ms"
        if rdflib_too:
            slow = timed(partial(rdflib_asked, graph, text))
            line += f" {slow.cpu * 1e3:11.0f} ms {slow.cpu / mine.cpu:7.0f}"
        print(line)
    apart.close()


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


if __name__ == "__main__":
    main()
