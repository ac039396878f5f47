"""What a user's decisions and names in brackets join: the plan is made by the driver, of what the groups find for it.

It comes to know no more than the entities that decisions name, those whose name another article gives in brackets, and
whom these brackets are for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from kg.cluster.asked import asked_of, each
from kg.cluster.job import Job, key_of
from kg.graph.deciding import RENAME, Decision, Plan, plan
from kg.graph.finding import nearest
from kg.graph.resolving import resolved
from kg.model import Entity
from kg.naming import fold
from kg.ontology import Ontology


class Query(NamedTuple):
    """Which entities the driver asks for.

    Attributes:
        brackets: Those whose name another article gives to one other entity in brackets.
        ids: Those with these ids.
        names: Those that go by these names, or have them for ids.
        near: Those that go by names like these.
    """

    brackets: bool = False
    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


class Found(NamedTuple):
    """Entities, resolved, and for whom articles give their names in brackets."""

    entities: dict[str, Entity]
    given: frozenset[tuple[str, str]]


Look: TypeAlias = Callable[[Query], Iterable[Found]]


def look_up(job: Job, group: int, step: int, query: Query) -> Found:
    """Find entities in a group."""
    known, given = _told(job, group, step)
    wanted = {id_ for id_ in query.ids if id_ in known}
    if query.brackets:
        wanted |= {id_ for id_ in known if _given_away(id_, given[key_of(id_)], job.ontology)}
    if query.names or query.near:
        everyone = resolved(e for counts in known.values() for e in each(counts))
        ids, keys = _meant(query.names)
        wanted |= {id_ for id_, e in everyone.items() if id_ in ids or keys & _keys(e)}
        near = {n for name in query.near for n in nearest(everyone.values(), name)}
        wanted |= {id_ for id_, e in everyone.items() if near & {*(n.text for n in e.names), *e.aliases}}
    entities = resolved(e for id_ in wanted for e in each(known[id_]))
    return Found(entities, frozenset((key, owner) for key in map(key_of, wanted) for owner in given[key]))


def _told(job: Job, group: int, step: int) -> tuple[Mapping[str, Counter[Entity]], defaultdict[str, set[str]]]:
    """Return all descriptions of entities by id, and whom each name in brackets is for."""
    known: defaultdict[str, Counter[Entity]] = defaultdict(Counter)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for asked in asked_of(job, step, group):
        for counts in (asked.own, asked.others):
            for entity, n in counts.items():
                known[entity.id][entity] += n
        for name, owner in asked.given:
            given[name].add(owner)
    return known, given


def _given_away(id_: str, owners: Collection[str], ontology: Ontology) -> bool:
    return "/" in id_ and len(owners) == 1 and id_ not in owners and ontology.find(id_) is None


def _meant(names: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the ids and the folded names that names may mean; which one it is, only who knows all of these can say."""
    starts = [(name, (0, *(m.end() for m in re.finditer("[/:]", name)))) for name in names]
    return {name[at:] for name, places in starts for at in places}, {fold(name) for name, _ in starts}


def _keys(entity: Entity) -> set[str]:
    return {fold(n.text) for n in entity.names} | set(map(fold, entity.aliases))


def planned(decisions: Sequence[Decision], ontology: Ontology, look: Look, *, brackets: bool) -> Plan:
    """Make the plan that a single machine would make.

    Args:
        decisions: The user's.
        ontology: Knows names that no article mentions.
        look: Asks all groups.
        brackets: Whether any article gives a name in brackets.

    Raises:
        GraphError: Two decisions cannot both hold.
    """
    if not decisions and not brackets:
        return Plan()
    names = frozenset(name for d in decisions for name in ((d.one,) if d.verb == RENAME else (d.one, d.other)))
    found = _all(look(Query(brackets=brackets, names=names)))
    known = {*found.entities, *(key for e in found.entities.values() for key in _keys(e))}
    known |= {key for e in ontology.lexicon for key in (e.id, *map(fold, e.surfaces))}
    near = frozenset(name for name in names if not any(known & meant for meant in _meant([name])))
    owners = frozenset(owner for _, owner in found.given) - found.entities.keys()
    if owners or near:
        found = _all([found, *look(Query(ids=owners, near=near))])
    return plan(found.entities, ((name, owner) for name, owner in found.given), decisions, ontology)


def _all(found: Iterable[Found]) -> Found:
    entities: dict[str, Entity] = {}
    given: frozenset[tuple[str, str]] = frozenset()
    for each_ in found:
        entities |= each_.entities
        given |= each_.given
    return Found(entities, given)
