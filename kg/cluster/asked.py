"""What a partition tells a group of its entities, and asks of it: so that all descriptions of one come together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, repeat

from kg.cluster import spool
from kg.cluster.job import Job, key_of
from kg.graph.deciding import SHORTEST
from kg.graph.preparing import referred
from kg.model import ArticleGraph, Entity
from kg.naming import BRACKET, fold


@dataclass
class Asked:
    """What one partition tells one group.

    Attributes:
        own: Descriptions by articles that mention the entity, and how many give each.
        others: Descriptions of entities that articles refer to and need not mention, likewise.
        referred: Ids that a claim or an article's outlet refers to.
        merged: Ids of entities that another name was taken for.
        given: Folded names that an article gives in brackets, each with the id that it is for.
    """

    own: Counter[Entity] = field(default_factory=Counter)
    others: Counter[Entity] = field(default_factory=Counter)
    referred: set[str] = field(default_factory=set)
    merged: set[str] = field(default_factory=set)
    given: set[tuple[str, str]] = field(default_factory=set)

    @property
    def ids(self) -> set[str]:
        """Ids of all that the partition needs to know."""
        return {e.id for e in self.own} | self.referred | self.merged


def save_asked(job: Job, step: int, part: int, graphs: Iterable[ArticleGraph], others: Iterable[Entity]) -> bool:
    """Write what a partition tells all groups, and return whether any name in it is given in brackets."""
    groups = [Asked() for _ in range(job.groups)]
    for entity in others:
        groups[job.group(key_of(entity.id))].others[entity] += 1
    for graph in graphs:
        for entity in graph.entities:
            groups[job.group(key_of(entity.id))].own[entity] += 1
        for id_ in referred(graph):
            groups[job.group(key_of(id_))].referred.add(id_)
        for merge in graph.merges:
            groups[job.group(key_of(merge.entity))].merged.add(merge.entity)
            name = fold(merge.surface)
            if merge.reason == BRACKET and len(name) >= SHORTEST:
                groups[job.group(name)].given.add((name, merge.entity))
    spool.save(job.file("asked", step, part), groups)
    return any(group.given for group in groups)


def asked_of(job: Job, step: int, group: int) -> Iterator[Asked]:
    """Yield what each partition tells a group."""
    yield from job.segments("asked", step, job.partitions, group)


def each(counts: Counter[Entity]) -> Iterator[Entity]:
    """Yield every description as often as it was given."""
    return chain.from_iterable(repeat(entity, n) for entity, n in counts.items())


def together(counts: Iterable[Counter[Entity]]) -> Counter[Entity]:
    """Add counts up."""
    out: Counter[Entity] = Counter()
    for more in counts:
        out.update(more)
    return out
