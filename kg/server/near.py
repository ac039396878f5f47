"""What stands near an entity, and the ways from one entity to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph import Iris
from kg.graph.iris import KG, decode
from kg.model import Entity, Name
from kg.server.facts import number
from kg.server.service import Service

MET = 5_000  # entities that a search for ways may meet
WAYS = 10  # that are given
_EDGES = """SELECT ?s ?one ?relation ?other ?modality (COUNT(?e) AS ?n) {
  { SELECT ?s ?one ?relation ?other (COUNT(DISTINCT ?any) AS ?all) {
    VALUES ?near { %(near)s } %(relations)s
    { ?s rdf:subject ?near } UNION { ?s rdf:object ?near }
    ?s rdf:subject ?one ; rdf:predicate ?relation ; rdf:object ?other ; kg:evidence ?any . %(modalities)s
    FILTER(STRSTARTS(STR(?other), STR(entity:)))
  } GROUP BY ?s ?one ?relation ?other ORDER BY DESC(?all) ?s LIMIT %(limit)d }
  ?s kg:evidence ?e . ?e kg:modality ?modality
} GROUP BY ?s ?one ?relation ?other ?modality"""
_NAMES = """SELECT ?x ?class ?label { VALUES ?x { %s } ?x a ?class ; skos:prefLabel ?label
  FILTER(STRSTARTS(STR(?class), STR(kg:))) }"""
_STEPS = """SELECT DISTINCT ?near ?relation ?other { VALUES ?near { %s } VALUES ?relation { %s } %s
  FILTER(STRSTARTS(STR(?other), STR(entity:))) }"""


@dataclass
class Between:
    """A statement between two entities: its id, subject, object and relation, and how often it is said how firmly."""

    id: str
    source: str
    target: str
    relation: str
    modalities: dict[str, int] = field(default_factory=dict)


async def edges(
    service: Service, near: Sequence[str], limit: int, relations: Iterable[str] = (), modalities: Iterable[str] = ()
) -> list[Between]:
    """Return the statements between entities that one of these is in, the most often said first.

    Args:
        service: The project.
        near: Ids of entities.
        limit: How many.
        relations: Local names, of which theirs is one; any where there are none.
        modalities: Of which an evidence has one; any where there are none.

    Raises:
        KgError: As `Service.ask` does.
    """
    iris = Iris(service.generation().base)
    wanted, firm = _terms(relations), _terms(modalities)
    text = _EDGES % {
        "near": " ".join(str(iris.entity(n)) for n in near),
        "relations": f"VALUES ?relation {{ {wanted} }}" if wanted else "",
        "modalities": f"?any kg:modality ?how . VALUES ?how {{ {firm} }}" if firm else "",
        "limit": limit,
    }
    out: dict[str, Between] = {}
    for s, one, relation, other, modality, n in (await service.ask(text)).rows:
        id_ = iris.id_of(_iri(s), "statement")
        source, target = (iris.id_of(_iri(x), "entity") for x in (one, other))
        edge = out.setdefault(id_, Between(id_, source, target, _local(relation)))
        edge.modalities[_local(modality)] = number(n)
    return sorted(out.values(), key=lambda e: (-sum(e.modalities.values()), e.id))


async def named(service: Service, ids: Iterable[str]) -> dict[str, Entity]:
    """Return entities with class and labels, by id; those that the graph does not name have only their id.

    Raises:
        KgError: As `Service.ask` does.
    """
    iris = Iris(service.generation().base)
    wanted = sorted(set(ids))
    known: defaultdict[str, dict[str, set[Name]]] = defaultdict(dict)
    text = _NAMES % " ".join(str(iris.entity(i)) for i in wanted)
    for x, cls, label in (await service.ask(text)).rows if wanted else ():
        names = known[iris.id_of(_iri(x), "entity")].setdefault(_local(cls), set())
        if isinstance(label, ox.Literal):
            names.add(Name(label.value, label.language or ""))
    first = {i: min(classes.items(), key=lambda item: item[0]) for i, classes in known.items()}
    return {i: Entity(i, first[i][0], tuple(sorted(first[i][1]))) if i in first else Entity(i, "", ()) for i in wanted}


@dataclass(frozen=True)
class Ways:
    """The shortest ways: each its entities, and the triples between them; whether the search was given up."""

    ways: tuple[tuple[tuple[str, ...], tuple[Between, ...]], ...] = ()
    cut: bool = False


async def ways(service: Service, start: str, end: str, most: int, relations: Iterable[str]) -> Ways:
    """Return the shortest ways over direct triples, either way round, from both ends towards the middle.

    Args:
        service: The project.
        start: Id of an entity.
        end: Id of another.
        most: Steps.
        relations: Local names of all that may be a step.

    Raises:
        KgError: As `Service.ask` does.
    """
    if start == end:
        return Ways((((start,), ()),))
    sides = [_Side({start: 0}, {start}), _Side({end: 0}, {end})]
    steps = _terms(relations)
    for _ in range(most):
        side, other = sorted(sides, key=lambda s: len(s.rim))
        if not await _widened(service, side, steps):
            return Ways(cut=True)
        if side.distance.keys() & other.distance.keys():
            return Ways(tuple(_joined(sides[0], sides[1], start, end)))
        if not side.rim:
            return Ways()
        if sum(len(s.distance) for s in sides) > MET:
            return Ways(cut=True)
    return Ways()


@dataclass
class _Side:
    """What a search has met from one end: how far away, what it met last, and by which triples."""

    distance: dict[str, int]
    rim: set[str]
    back: defaultdict[str, list[tuple[str, Between]]] = field(default_factory=lambda: defaultdict(list))


async def _widened(service: Service, side: _Side, steps: str) -> bool:
    """Go one step further on one side; false where that is too far for one answer."""
    iris = Iris(service.generation().base)
    near = " ".join(str(iris.entity(i)) for i in sorted(side.rim))
    away = max(side.distance[i] for i in side.rim) + 1
    fresh: set[str] = set()
    for forward in (True, False):
        triple = "?near ?relation ?other ." if forward else "?other ?relation ?near ."
        found = await service.ask(_STEPS % (near, steps, triple))
        if found.cut:
            return False
        for one, relation, other in found.rows:
            a, b = (iris.id_of(_iri(x), "entity") for x in (one, other))
            if side.distance.setdefault(b, away) == away:
                fresh.add(b)
                side.back[b].append((a, Between("", a if forward else b, b if forward else a, _local(relation))))
    side.rim = fresh
    return True


def _joined(one: _Side, other: _Side, start: str, end: str) -> list[tuple[tuple[str, ...], tuple[Between, ...]]]:
    """Return the ways through where the two sides meet, in order; a few of them where there are many."""
    meet = one.distance.keys() & other.distance.keys()
    least = min(one.distance[m] + other.distance[m] for m in meet)
    out: list[tuple[tuple[str, ...], tuple[Between, ...]]] = []
    for middle in sorted(m for m in meet if one.distance[m] + other.distance[m] == least):
        for nodes, steps in _walked(one, middle, start):
            for rest, more in _walked(other, middle, end):
                out.append(((*reversed(nodes), *rest[1:]), (*reversed(steps), *more)))
                if len(out) == WAYS:
                    return out
    return out


def _walked(side: _Side, node: str, goal: str) -> list[tuple[tuple[str, ...], tuple[Between, ...]]]:
    """Return the ways from a node back to the end of its side, at most so many as are given."""
    if node == goal:
        return [((node,), ())]
    out: list[tuple[tuple[str, ...], tuple[Between, ...]]] = []
    for before, edge in sorted(side.back[node], key=lambda item: (item[0], item[1].relation)):
        out += [((node, *nodes), (edge, *steps)) for nodes, steps in _walked(side, before, goal)]
        if len(out) >= WAYS:
            break
    return out[:WAYS]


def _terms(names: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(KG + name)) for name in names)


def _iri(term: object) -> ox.NamedNode:
    if not isinstance(term, ox.NamedNode):
        raise TypeError(term)
    return term


def _local(term: object) -> str:
    return decode(_iri(term).value.removeprefix(KG))
