"""What the page of a large graph has to know of the whole: who is joined to whom, in numbers, and no text."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.exporters._html.named import known, merged, referred, shown
from kg.exporters._html.payload import Payload, newest
from kg.graph import lean
from kg.model import ArticleGraph, Entity
from kg.ontology import Ontology

Numbers: TypeAlias = NDArray[np.integer[Any]]
CLAIMS = 40_000  # that the page holds at most, of the newest articles: some ten megabytes


def more_than(many: int, graphs: Iterable[ArticleGraph]) -> bool:
    """Tell whether there are more than so many entities; no more graphs are looked at than it takes to know."""
    found: set[str] = set()
    for graph in graphs:
        found.update(e.id for e in graph.entities)
        found.update(referred(graph))
        if len(found) > many:
            return True
    return False


class Outline:
    """A graph in numbers.

    Args:
        graphs: Of articles, no two of which have one id, in any order.
        ontology: Tells which relations are symmetric.

    Attributes:
        ids: Of the entities, sorted: their numbers are those of a `Payload` of all graphs.
        pairs: Joined entities, once for each relation between them, in order.
        degree: How many others each entity is joined to.
        order: The places of the graphs, the oldest article first.
        statements, evidences: How many there are.
    """

    def __init__(self, graphs: Sequence[ArticleGraph], ontology: Ontology) -> None:
        self._graphs, self._ontology = graphs, ontology
        self.evidences = 0
        number: dict[str, int] = {}
        relations: dict[str, int] = {}
        joined = array("i"), array("i"), array("i")
        statements = array("Q")
        days: list[tuple[str, str]] = []
        for graph in graphs:
            days.append(newest(graph)[:2])
            for id_ in (*(e.id for e in graph.entities), *referred(graph)):
                number.setdefault(id_, len(number))
            for st, _ in graph.claims:
                statements.append(int(st.id, 16))
                if isinstance(st.object, str) and st.object != st.subject:
                    relation = relations.setdefault(st.predicate, len(relations))
                    for column, value in zip(joined, (number[st.subject], number[st.object], relation), strict=True):
                        column.append(value)
            self.evidences += self._evidences(graph)
        self.order = sorted(range(len(days)), key=days.__getitem__)
        self.statements = len(np.unique(np.frombuffer(statements, np.uint64))) if statements else 0
        self.ids = sorted(number)
        rank = np.empty(len(number), np.int32)
        rank[np.fromiter((number[id_] for id_ in self.ids), np.int32, len(number))] = np.arange(len(number))
        del number
        symmetric = np.array([_symmetric(name, ontology) for name in relations], bool)
        subjects, objects, kinds = (np.array(column, np.int32) for column in joined)
        self.pairs = _bundled(rank[subjects], rank[objects], kinds, symmetric)
        self.degree = _degrees(self.pairs, len(self.ids))

    def names(self, wanted: Iterable[int]) -> dict[int, str]:
        """Return what all articles together call some entities."""
        said: defaultdict[str, list[Entity]] = defaultdict(list)
        ids = {self.ids[k]: k for k in wanted}
        for graph in lean(self._graphs):
            for entity in graph.entities:
                if entity.id in ids:
                    said[entity.id].append(entity)
        return {k: shown(merged(said[id_] or [known(id_, self._ontology)])) for id_, k in ids.items()}

    def cut(self, kept: Iterable[int]) -> Iterator[ArticleGraph]:
        """Yield the graphs of articles with the claims between some entities, and those that name them first.

        Where there are more than CLAIMS of these, older articles are left without theirs.
        """
        wanted = {self.ids[k] for k in kept}
        missing = set(wanted)
        held: deque[tuple[ArticleGraph, bool]] = deque()  # and whether it names an entity first
        bare: list[ArticleGraph] = []  # older than all that are held
        claims = 0
        for place in self.order:
            graph = _between(self._graphs[place], wanted)
            named = {e.id for e in graph.entities}
            if graph.claims or missing & named:
                held.append((graph, bool(missing & named)))
                missing -= named
                claims += len(graph.claims)
            while claims > CLAIMS:
                old, first = held.popleft()
                claims -= len(old.claims)
                bare += [replace(old, claims=())] if first else []
        yield from bare
        yield from (graph for graph, _ in held)

    def _evidences(self, graph: ArticleGraph) -> int:
        """Count the places that say something, but a sentence that the article repeats once."""
        said = Counter(claim.statement for claim in graph.claims)
        if len(said) == len(graph.claims):
            return len(said)
        again = tuple(claim for claim in graph.claims if said[claim.statement] > 1)
        part = Payload([replace(graph, claims=again)], self._ontology)
        return sum(n == 1 for n in said.values()) + sum(len(row["e"]) for row in part.statements)


def _between(graph: ArticleGraph, wanted: Collection[str]) -> ArticleGraph:
    """Return a graph with no more than the claims between some entities, and these."""
    claims = tuple(
        c
        for c in graph.claims
        if c.statement.subject in wanted and (not isinstance(c.statement.object, str) or c.statement.object in wanted)
    )
    entities = tuple(e for e in graph.entities if e.id in wanted)
    return replace(graph, claims=claims, entities=entities, rejects=(), mentions=(), merges=())


def _symmetric(relation: str, ontology: Ontology) -> bool:
    known = ontology.relations.get(relation)
    return known is not None and known.symmetric


def _bundled(subjects: Numbers, objects: Numbers, kinds: Numbers, symmetric: NDArray[np.bool_]) -> Numbers:
    """Return the ends of each arrow: a relation either way round is one where it is symmetric."""
    turned = symmetric[kinds] & (objects < subjects)
    one, other = np.where(turned, objects, subjects), np.where(turned, subjects, objects)
    count, many = max(one.max(initial=0), other.max(initial=0)) + 1, len(symmetric)
    arrows = np.unique((one.astype(np.int64) * count + other) * many + kinds) // max(1, many)
    return np.stack(np.divmod(arrows, count), axis=1).astype(np.int32)


def _degrees(pairs: Numbers, count: int) -> list[int]:
    ends = np.sort(pairs, axis=1).astype(np.int64)
    ends = np.unique(ends[:, 0] * count + ends[:, 1])
    found: list[int] = np.bincount(np.concatenate(np.divmod(ends, max(1, count))), minlength=count).tolist()
    return found
