"""What is done to all that has one key, wherever it was read: descriptions joined, claims compared, names counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from kg.cluster import spool
from kg.cluster.asked import asked_of, each, together
from kg.cluster.checking import Compared, Key, ends
from kg.cluster.job import PLAN, Job, key_of
from kg.cluster.manifest import Part
from kg.cluster.partition import plan_of
from kg.cluster.parts import Rows, rdf, table
from kg.graph.disagreeing import OWNERS, disagreements
from kg.graph.iris import kg
from kg.graph.merging import Joined, joined
from kg.graph.resolving import entity_triples, resolved
from kg.model import Claim, Entity, Merge

ROWS = 1000  # of names taken for entities that are read at a time
Pair = tuple[str, str]


class Owned(NamedTuple):
    """A disagreement over who owns a thing, unless one of the two owners is known to own the other."""

    pair: Pair
    owners: Pair


class Written(NamedTuple):
    """What a group has written: its parts, and how many disagreements are in them."""

    parts: tuple[Part, ...]
    disagreements: int


def resolve(job: Job, group: int, step: int, before: int | None) -> int:
    """Join the descriptions of each entity, and give each partition those that it asks for.

    Args:
        job: The build.
        group: Which group of entities.
        step: Which graphs they are of.
        before: The step before, where something was taken out since: what nobody mentions any more is as it was.

    Returns:
        How many entities articles mention.
    """
    asked = list(asked_of(job, step, group))
    own = together(a.own for a in asked)
    mentioned = {e.id for e in own}
    needed = {id_ for a in asked for id_ in a.referred} - mentioned
    if before is None:
        told = each(together(a.others for a in asked))
        others = resolved(e for e in told if e.id in needed)
    else:
        old = {e.id: e for e in spool.load(job.file("entities", before, group), job.partitions)}
        others = {id_: old[id_] for id_ in needed if id_ in old}
    entities = resolved((*each(own), *others.values()))
    found = [[entities[id_] for id_ in sorted(a.ids) if id_ in entities] for a in asked]
    spool.save(job.file("entities", step, group), [*found, list(entities.values())])
    return len(mentioned)


def compare(job: Job, group: int, step: int) -> int:
    """Find statements that cannot both hold, and count the articles that take a name for an entity.

    Returns:
        How many statements there are.
    """
    claims: list[Claim] = []
    owned: list[Claim] = []
    merges: dict[Key, tuple[int, str, Joined]] = {}
    mentions: defaultdict[str, list[str]] = defaultdict(list)
    told: Compared
    for told in job.segments("compared", step, job.partitions, group):
        claims += told.claims
        owned += told.owned
        _count(merges, told)
        for id_, articles in told.mentions.items():
            mentions[id_] += articles
    pairs = {(d.one, d.other) for d in disagreements(claims) if d.why != OWNERS}
    known = {c.statement.id: c.statement for c in owned}
    two = [(d.one, d.other) for d in disagreements(owned) if d.why == OWNERS]
    over = [Owned((a, b), (ends(known[a])[1], ends(known[b])[1])) for a, b in two]
    above = {ends(statement) for statement in known.values()}
    spool.save(job.file("found", step, group), [(pairs, over), above, dict(mentions)])
    rows = iter(_merged(job, group, step, merges))
    spool.save(job.file("merges", group), iter(lambda: list(islice(rows, ROWS)), []))
    return len({c.statement for c in claims})


def _count(merges: dict[Key, tuple[int, str, Joined]], told: Compared) -> None:
    for key, (count, id_, first) in told.merges.items():
        others, first_id, known = merges.get(key, (0, id_, first))
        merges[key] = (count + others, *min((first_id, known), (id_, first), key=lambda one: one[0]))


def _merged(job: Job, group: int, step: int, merges: dict[Key, tuple[int, str, Joined]]) -> list[Joined]:
    """Return the names taken for entities of a group, those that decisions join, too."""
    decided: list[Merge] = []
    if job.file(PLAN).exists():
        decided = [m for m in plan_of(job.file(PLAN)).merges if job.group(key_of(m.entity)) == group]
    entities = {e.id: e for e in spool.load(job.file("entities", step, group), job.partitions)} if decided else {}
    rows = {(j.entity, j.reason, j.surface): j for j in joined((), entities, decided)}
    rows |= {key: first._replace(articles=count) for key, (count, _, first) in merges.items()}
    return [rows[key] for key in sorted(rows)]


def conclude(job: Job, group: int, step: int) -> Written:
    """Write what is known of the entities of a group, and the disagreements that it found.

    Raises:
        OSError: There is no room.
    """
    job.check()
    found, over = spool.load(job.file("found", step, group))
    pairs = sorted(found | {one.pair for one in _unrelated(job, step, over)})
    entities: list[Entity] = spool.load(job.file("entities", step, group), job.partitions)
    parts = rdf(job, f"entities-{group:05}", _quads(job, entities, pairs))
    if job.parquet:
        mentions = spool.load(job.file("found", step, group), 2)
        articles = {id_: tuple(sorted(set(found))) for id_, found in mentions.items()}
        rows = Rows({e.id: e for e in entities}, mentions=articles)
        parts += table(job, f"nodes-{group:05}", "nodes", rows, len(entities))
    return Written(tuple(parts), len(pairs))


def _unrelated(job: Job, step: int, over: Iterable[Owned]) -> Iterator[Owned]:
    """Leave out those over two owners of which one owns the other: what is said of these, their own groups know."""
    known: dict[int, set[Pair]] = {}
    for one in over:
        pairs = (one.owners, one.owners[::-1])
        for pair in pairs:
            group = job.group(pair[0])
            if group not in known:
                known[group] = spool.load(job.file("found", step, group), 1)
        if not any(pair in known[job.group(pair[0])] for pair in pairs):
            yield one


def _quads(job: Job, entities: Iterable[Entity], pairs: Iterable[Pair]) -> Iterator[ox.Quad]:
    iris = job.iris
    triples = (t for e in entities for t in entity_triples(e, iris))
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, iris.entities)
    for one, other in pairs:
        yield ox.Quad(iris.statement(one), kg("disagreesWith"), iris.statement(other), iris.entities)
