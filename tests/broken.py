"""Graphs that are wrong in one place: every triple taken out, doubled or spoilt, in turn."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

KG = "https://w3id.org/newskg/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
ODD: tuple[ox.NamedNode | ox.Literal, ...] = (
    ox.Literal("x"),
    ox.Literal(""),
    ox.Literal("나", language="ko"),
    ox.Literal(-1),
    ox.Literal("1.5", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("2025-13", datatype=ox.NamedNode(f"{XSD}gYearMonth")),
    ox.NamedNode("urn:x:nobody"),
    ox.NamedNode(f"{KG}asserted"),
    ox.NamedNode(f"{KG}anonymous"),
)


def mutants(triples: Iterable[ox.Triple], number: int, seed: int = 0) -> Iterator[tuple[str, set[ox.Triple]]]:
    """Yield so many graphs, each with what was done to it."""
    good = sorted(triples, key=str)
    made: list[tuple[str, ox.Triple, ox.NamedNode | ox.Literal | None]] = []
    others = sorted({t.object for t in good if isinstance(t.object, ox.NamedNode)}, key=str)
    for triple in good:
        made.append(("without", triple, None))
        made += [(how, triple, value) for value in (*ODD, *others[::5]) for how in ("changed", "with another")]
    random.Random(seed).shuffle(made)  # noqa: S311 - a choice, no secret
    for how, triple, value in made[:number]:
        graph = set(good) - (set() if how == "with another" else {triple})
        more = set() if value is None else {ox.Triple(triple.subject, triple.predicate, value)}
        if more <= set(good) and how != "without":
            continue
        yield f"{how} {value}: {triple}", graph | more
