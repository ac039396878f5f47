"""The process that a write of a graph runs in: a change of some triples, made a whole new build, or refused.

What is written has to be what a build could have written: it is read back as `kg import` reads it, so that the store,
graph.ttl, graph.html and the rules of the vocabulary keep together.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph import Iris, prefixes, recall
from kg.graph.iris import kg
from kg.graph.selecting import without
from kg.graph.turtle import turtle
from kg.importing import read
from kg.ontology import Ontology, load_ontology
from kg.pipeline import Corpus, write
from kg.server.jobs import AbsentError, Change, Changed, MalformedError, RefusedError
from kg.stores.folder import open_generation
from kg.stores.worker import serve

DERIVED = kg("disagreesWith")  # made anew from the claims, whatever is sent
WIDTH = 200  # characters of a line that is shown
Graph = set[ox.Triple]


def changed(job: Change) -> Changed:
    """Make a new build of a project in which one graph is another.

    Raises:
        AbsentError: The graph that is to go is not there.
        MalformedError: The body cannot be parsed.
        RefusedError: The project would not be as a build makes it.
        StaleError: Another build came in between.
        GraphError: The folder cannot be written.
    """
    given = _parsed(job) if job.method != "DELETE" else set()
    store = open_generation(job.generation)
    graphs: dict[str, Graph] = {}
    for quad in store.quads():
        if quad.graph_name == ox.NamedNode(f"{job.base}graph/inferred"):
            continue  # it followed from what was there before
        graphs.setdefault(getattr(quad.graph_name, "value", ""), set()).add(quad.triple)
    terms = load_ontology(job.folders)
    there = not job.name or job.name in graphs
    if job.method == "DELETE":
        corpus = _less(graphs, job)
    elif job.name:
        corpus = _more(graphs, graphs.get(job.name, set()) | given if job.method == "POST" else given, job, terms)
    else:
        corpus = _whole(set().union(given, *graphs.values()) if job.method == "POST" else given, job.base, terms)
    if job.method == "DELETE":
        corpus = _whole(corpus.triples(), job.base, terms)
    write(corpus, job.project, terms, over=job.generation.name)
    return Changed(created=not there)


def _parsed(job: Change) -> Graph:
    form = ox.RdfFormat.from_media_type(job.media)
    try:
        quads = list(ox.parse(job.body, format=form, base_iri=job.name or None))
    except (SyntaxError, ValueError) as error:
        raise MalformedError(f"the body is not {job.media}: {getattr(error, 'msg', error)}") from error
    return {quad.triple for quad in quads}


def _less(graphs: dict[str, Graph], job: Change) -> Corpus:
    if job.name not in graphs:
        raise AbsentError("there is no graph of this name")
    corpus = recall(set().union(*graphs.values()), Corpus)
    node = ox.NamedNode(job.name)
    if node == Iris(job.base).entities or len(corpus.graphs) == 1:
        raise RefusedError("entities go with the articles that speak of them, and one article has to stay")
    return without(corpus, Iris(job.base).id_of(node, "article"))


def _more(graphs: dict[str, Graph], given: Graph, job: Change, terms: Ontology) -> Corpus:
    """Put a graph in its place; its triples have to be those that newskg keeps in a graph of this name."""
    wanted = {**graphs, job.name: given}
    corpus = _whole(set().union(*wanted.values()), job.base, terms)
    made: dict[str, Graph] = {}
    for quad in corpus.quads():
        made.setdefault(getattr(quad.graph_name, "value", ""), set()).add(quad.triple)
    for name in {*made, *wanted}:
        if odd := {t for t in made.get(name, set()) ^ wanted.get(name, set()) if t.predicate != DERIVED}:
            raise RefusedError(f"in the graph {name} this would be too much, or missing: {_line(odd)}")
    return corpus


def _whole(triples: Graph, base: str, terms: Ontology) -> Corpus:
    """Hold all triples of a project against every rule, as an import does."""
    try:
        facts = {t for t in triples if t.predicate != DERIVED}
        facts |= {t for t in recall(facts, Corpus).triples() if t.predicate == DERIVED}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.ttl"
            path.write_bytes(turtle(facts, prefixes(base)))
            try:
                corpus = read(path, terms)
            except GraphError as error:
                raise RefusedError(f"{error.what}: {_told(path, error.where)}") from error
    except GraphError as error:
        raise RefusedError(error.what) from error
    if corpus.base != base:
        raise RefusedError(f"its IRIs do not begin with {base}")
    return corpus


def _told(path: Path, where: str) -> str:
    """Return the line that an error names."""
    number = where.rpartition(":")[2]
    lines = path.read_text(encoding="utf-8").split("\n")
    return lines[int(number) - 1].strip()[:WIDTH] if number.isdecimal() and 0 < int(number) <= len(lines) else ""


def _line(triples: Collection[ox.Triple]) -> str:
    return min(map(str, triples))[:WIDTH]


if __name__ == "__main__":
    serve(changed, sys.stdin.buffer, sys.stdout.buffer)
