"""A partition past the gate: its part of the graph, and what groups compare. Where a rule is broken, what breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pyoxigraph as ox

from kg.cluster import spool
from kg.cluster.job import Job, key_of
from kg.cluster.manifest import Part
from kg.cluster.partition import graphs_of
from kg.cluster.parts import Rows, rdf, table
from kg.extract.check import misplaced
from kg.graph import Violation, article_triples, breaches
from kg.graph.disagreeing import OWNING
from kg.graph.gate import BATCH
from kg.graph.merging import Joined, joined
from kg.graph.preparing import referred
from kg.graph.resolving import entity_triples
from kg.model import ArticleGraph, Claim, Entity, Evidence, Quantity, Statement

Key = tuple[str, str, str]  # an entity, why a name is taken for it, the name


@dataclass
class Compared:
    """What one partition gives one group to compare.

    Attributes:
        claims: All of the same figure, or between the same two things.
        owned: All that say who owns one thing.
        merges: Names taken for entities: how many articles do, and the first of them.
        mentions: The articles that mention each entity, where a table is to show them.
    """

    claims: list[Claim] = field(default_factory=list)
    owned: list[Claim] = field(default_factory=list)
    merges: dict[Key, tuple[int, str, Joined]] = field(default_factory=dict)
    mentions: dict[str, list[str]] = field(default_factory=dict)


class Checked(NamedTuple):
    """What came of holding a partition against the rules.

    Attributes:
        violations: What breaks a rule of the vocabulary.
        wrong: Whether a claim is not borne out by its article.
        evidences: How many the partition has.
        reasons: Why claims were rejected, and how many.
        parts: What was written; nothing where a rule is broken.
    """

    violations: tuple[Violation, ...]
    wrong: bool
    evidences: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    parts: tuple[Part, ...] = ()


def check(job: Job, part: int, step: int, details: int) -> Checked:
    """Hold a partition against the rules; where it breaks none, write its part.

    Args:
        job: The build.
        part: The partition's number.
        step: Which graphs.
        details: How many rejects are kept for the report.

    Raises:
        GraphError: This worker cannot do it.
        OSError: There is no room.
    """
    job.check()
    graphs, _ = graphs_of(job, part, step)
    entities = {e.id: e for found in job.segments("entities", step, job.groups, part) for e in found}
    found = [v for at in range(0, len(graphs), BATCH) for v in _breaches(job, graphs[at : at + BATCH], entities)]
    wrong = any(misplaced(c, g.article.text) for g in graphs for c in g.claims)
    if found or wrong:
        return Checked(tuple(found), wrong)
    _compared(job, part, step, graphs, entities)
    rejects = [r for g in graphs for r in g.rejects]
    spool.save(job.file("rejects", part), [rejects[:details]])
    name = f"articles-{part:05}"
    written = rdf(job, name, _quads(job, graphs))
    written += table(job, f"edges-{part:05}", "edges", _rows(graphs, entities), sum(len(g.claims) for g in graphs))
    reasons = Counter(r.reason for r in rejects)
    return Checked((), False, sum(len(g.claims) for g in graphs), tuple(reasons.items()), tuple(written))  # noqa: FBT003


def _breaches(job: Job, graphs: Sequence[ArticleGraph], entities: Mapping[str, Entity]) -> list[Violation]:
    ids = {i for g in graphs for i in (*referred(g), *(e.id for e in g.entities))}

    def triples() -> Iterator[ox.Triple]:
        for graph in graphs:
            yield from article_triples(graph, job.iris, job.ontology.units)
        for id_ in ids:
            if id_ in entities:
                yield from entity_triples(entities[id_], job.iris)

    return breaches(triples(), job.ontology)


def _quads(job: Job, graphs: Sequence[ArticleGraph]) -> Iterator[ox.Quad]:
    for graph in graphs:
        name = job.iris.article(graph.article.id)
        for triple in article_triples(graph, job.iris, job.ontology.units):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, name)


def _rows(graphs: Sequence[ArticleGraph], entities: Mapping[str, Entity]) -> Rows:
    found: dict[Statement, list[Evidence]] = {}
    for statement, evidence in (c for g in graphs for c in g.claims):
        found.setdefault(statement, []).append(evidence)
    statements = {
        s: tuple(sorted(found[s], key=lambda e: (e.article, e.span, e.id_for(s))))
        for s in sorted(found, key=lambda s: s.id)
    }
    return Rows(entities, statements, {g.article.id: g.article for g in graphs})


def _compared(job: Job, part: int, step: int, graphs: Sequence[ArticleGraph], entities: Mapping[str, Entity]) -> None:
    groups = [Compared() for _ in range(job.groups)]
    for graph in graphs:
        for statement, evidence in graph.claims:
            claim = Claim(statement, replace(evidence, exact=""))  # what it quotes is not compared
            groups[job.group(_subject(statement))].claims.append(claim)
            if statement.predicate in OWNING and isinstance(statement.object, str):
                groups[job.group(ends(statement)[0])].owned.append(claim)
        for one in joined([graph], entities, ()):
            merges = groups[job.group(key_of(one.entity))].merges
            key = (one.entity, one.reason, one.surface)
            count, id_, first = merges.get(key, (0, graph.article.id, one))
            merges[key] = (count + one.articles, id_, first)
        for entity in graph.entities if job.parquet else ():
            groups[job.group(key_of(entity.id))].mentions.setdefault(entity.id, []).append(graph.article.id)
    spool.save(job.file("compared", step, part), groups)


def _subject(statement: Statement) -> str:
    """Return what claims are compared by: no two that disagree over a figure or a relation differ in it."""
    if isinstance(statement.object, Quantity):
        return f"{statement.subject}\n{statement.predicate}"
    return "\n".join((*sorted((statement.subject, statement.object)), statement.predicate))


def ends(statement: Statement) -> tuple[str, str]:
    """Return what a statement says is owned, and by whom."""
    target = str(statement.object)
    return (statement.subject, target) if statement.predicate == "ownedBy" else (target, statement.subject)
