"""Probes of grammar: short plain sentences, each with the relations that any reader finds: python benchmarks/probes.py.

A probe varies one or two things that news varies: titles, asides, lists, counted objects, clauses before and behind a
name, chains of clauses, passives, quotations, headlines. What the sentences say is made up; they test grammar alone.
A line of probes/*.tsv: the sentence ("H " before a headline), a tab, `subject | relation | object`, ";" between them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.extract.engine import Engine
from kg.model import Article, ArticleGraph, Block, Span
from kg.ontology import load_ontology

PROBES = Path(__file__).parent / "probes"
Triple = tuple[str, str, str]


class Probe(NamedTuple):
    """A sentence and what it says."""

    text: str
    headline: bool
    wanted: list[Triple]


def read_probes() -> Iterator[Probe]:
    """Read all probes."""
    for path in sorted(PROBES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            text, _, wanted = line.partition("\t")
            triples = [tuple(part.strip() for part in one.split("|")) for one in wanted.split(";")]
            headline = text.startswith("H ")
            yield Probe(text.removeprefix("H "), headline, [(a, r, b) for a, r, b in triples])


def graph_of(probe: Probe, engine: Engine) -> ArticleGraph:
    """Read a probe as an article of its own."""
    block = Block(Span(0, len(probe.text)), "headline" if probe.headline else "body")
    return engine(Article("probe", probe.text, (block,)))


def missed(probe: Probe, engine: Engine) -> list[Triple]:
    """Return what a probe says and is not found, whatever else is."""
    graph = graph_of(probe, engine)
    names: dict[str, set[str]] = {e.id: {*(n.text for n in e.names), *e.aliases} for e in graph.entities}
    for m in graph.mentions:
        names.setdefault(m.entity, set()).add(m.surface)
    said = {(c.statement.subject, c.statement.predicate, str(c.statement.object)) for c in graph.claims}

    def called(entity: str, name: str) -> bool:
        return any(name in known or known in name for known in names.get(entity, ()))

    out = []
    for a, r, b in probe.wanted:
        both = [(a, b), (b, a)] if engine.ontology.relations[r].symmetric else [(a, b)]
        if not any(p == r and called(s, x) and called(o, y) for s, p, o in said for x, y in both):
            out.append((a, r, b))
    return out


def main() -> None:
    """Read the probes and print how much is found, by relation."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--misses", action="store_true", help="print what is not found")
    given = options.parse_args()
    engine = Engine(load_ontology())
    wanted, lost = Counter[str](), Counter[str]()
    for probe in read_probes():
        gone = missed(probe, engine)
        wanted.update(r for _, r, _ in probe.wanted)
        lost.update(r for _, r, _ in gone)
        for triple in gone if given.misses else ():
            print(f"{probe.text}\n    {' | '.join(triple)}")
    for relation, n in sorted(wanted.items()):
        print(f"{relation:<16}{n - lost[relation]:>5} of {n:>4}")
    print(f"{'all':<16}{wanted.total() - lost.total():>5} of {wanted.total():>4}")


if __name__ == "__main__":
    main()
